//! Numbers in running text: value, unit, kind and bound, and which of them are no claims.

use super::{Bound, Kind};
use crate::span::Span;
use crate::tokens::Token;

/// A quantity as the text states it: a claim without its context.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// The span of the claim.
    pub(crate) span: Span,
    /// The numeral inside it, with its multiplier, without sign or unit.
    pub(crate) numeral: Span,
    pub(crate) kind: Kind,
    pub(crate) value: f64,
    pub(crate) value2: Option<f64>,
    pub(crate) bound: Bound,
    /// The words that make the bound (`more than`), where they stand outside the span.
    pub(crate) cue: Option<Span>,
    pub(crate) unit: Option<String>,
    pub(crate) confidence: f32,
    /// The rule or cue behind the reading.
    pub(crate) why: String,
}

impl Quantity {
    /// `(low, high, low_open, high_open)`: the interval that bound and precision mean.
    pub(crate) fn interval(&self) -> (Option<f64>, Option<f64>, bool, bool) {
        (Some(self.value), Some(self.value2.unwrap_or(self.value)), false, false)
    }
}

/// One number of a text and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The numeral.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// `claim`, `date`, `time`, `name`, `identifier`, `address`, `list`, `table`, `idiom`, ...
    pub what: &'static str,
}

/// Every number of `text`, in order, with what it is.
pub fn numbers(_text: &str) -> Vec<Number> {
    Vec::new()
}

/// The quantities that the sentence at `sentence` of `text` claims, in order. `tokens` are the
/// sentence's, with offsets in `text`.
pub(crate) fn quantities(_text: &str, _sentence: Span, _tokens: &[Token]) -> Vec<Quantity> {
    Vec::new()
}
