//! What stands around a quantity: the thing counted, what happened to it, who says so, when.

use super::quantity::Quantity;
use super::{ClaimOptions, Direction, EventType, Modality};
use crate::span::Span;
use crate::tokens::Token;

/// The context of one quantity; spans are in the text the quantity is in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Context {
    pub(crate) counted: Option<Span>,
    pub(crate) event: Option<Span>,
    pub(crate) event_lemma: Option<String>,
    pub(crate) event_type: Option<EventType>,
    pub(crate) direction: Option<Direction>,
    pub(crate) speaker: Option<Span>,
    pub(crate) when: Option<Span>,
    pub(crate) when_start: Option<String>,
    pub(crate) when_end: Option<String>,
    pub(crate) negated: bool,
    pub(crate) modality: Modality,
    pub(crate) confidence: f32,
    pub(crate) why: String,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            counted: None,
            event: None,
            event_lemma: None,
            event_type: None,
            direction: None,
            speaker: None,
            when: None,
            when_start: None,
            when_end: None,
            negated: false,
            modality: Modality::Asserted,
            confidence: 1.0,
            why: String::new(),
        }
    }
}

/// The context of each of `quantities`, in their order. `tokens` are those of the sentence at
/// `sentence`, with offsets in `text`.
pub(crate) fn contexts(
    _text: &str,
    _sentence: Span,
    _tokens: &[Token],
    quantities: &[Quantity],
    _options: &ClaimOptions,
) -> Vec<Context> {
    quantities.iter().map(|_| Context::default()).collect()
}
