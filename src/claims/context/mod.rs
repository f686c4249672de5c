//! What stands around a quantity: the thing counted, what happened to it, who says so, when.
//!
//! The words of the sentence get one tag each (`tag`), become noun phrases and verb groups
//! (`chunk`), and those become clauses with subject, verb and object (`parse`), in three linear
//! passes over tables. Each field is then a short walk from the quantity's chunk. English only:
//! for a text in another language every field stays at its default.

mod amount;
mod chunk;
mod closed;
mod count;
mod counted;
mod direction;
mod event;
mod group;
mod hedge;
mod length;
mod modality;
mod nouns;
mod parse;
mod present;
mod sentence;
mod share;
mod speaker;
mod tag;
mod verbal;
mod verbs;
mod when;

use super::lexicon::words;
use super::quantity::Quantity;
use super::time;
use super::{Direction, EventType, Modality};
use crate::span::Span;
use crate::tokens::Token;
pub(crate) use sentence::Buffers;
use sentence::Sentence;
use std::borrow::Cow;
use std::ops::Range;

/// The context of one quantity; spans are in the text the quantity is in.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Context {
    pub(crate) counted: Option<Span>,
    pub(crate) event: Option<Span>,
    pub(crate) event_lemma: Option<Cow<'static, str>>,
    pub(crate) event_type: Option<EventType>,
    pub(crate) direction: Option<Direction>,
    pub(crate) speaker: Option<Span>,
    pub(crate) when: Option<Span>,
    pub(crate) when_start: Option<String>,
    pub(crate) when_end: Option<String>,
    pub(crate) negated: bool,
    pub(crate) modality: Modality,
    pub(crate) confidence: f32,
    /// The rule behind `counted`.
    pub(crate) why: Option<&'static str>,
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
            why: None,
        }
    }
}

/// A sentence and the quantities that it states.
pub(crate) struct Stated<'q> {
    pub(crate) sentence: Span,
    /// Its tokens, by their places in a list.
    pub(crate) tokens: Range<usize>,
    pub(crate) quantities: &'q [Quantity],
}

/// The context of each quantity that `sentences` state, in their order. `tokens` have offsets in
/// `text`, which is English.
pub(crate) fn contexts(
    text: &str,
    sentences: &[Stated<'_>],
    tokens: &[Token],
    published: Option<&str>,
    buffers: &mut Vec<Buffers>,
) -> Vec<Context> {
    if buffers.len() < sentences.len() {
        buffers.resize_with(sentences.len(), Buffers::default);
    }
    let buffers = &mut buffers[..sentences.len()];
    for (s, b) in sentences.iter().zip(&mut *buffers) {
        words::read(text, &tokens[s.tokens.clone()], s.quantities, &mut b.words);
    }
    for (s, b) in sentences.iter().zip(&mut *buffers) {
        b.times.clear();
        time::time_expressions(text, &mut b.words, published, &mut b.times);
        hedge::mark(&mut b.words, s.quantities);
        tag::tag(text, &mut b.words, &mut b.later);
    }
    for b in &mut *buffers {
        chunk::chunk(&b.words, &mut b.chunks);
        parse::parse(&b.words, &mut b.chunks, &mut b.clauses);
    }
    let mut found = Vec::new();
    for (s, b) in sentences.iter().zip(&mut *buffers) {
        let view = Sentence::new(text, s.sentence, s.quantities, b);
        let speakers = speaker::attributions(&view);
        let places = view.places.iter().zip(s.quantities);
        found.extend(places.map(|(&word, q)| one(&view, word as usize, q, &speakers)));
    }
    found
}

fn one(
    view: &Sentence<'_>,
    word: usize,
    quantity: &Quantity,
    speakers: &[speaker::Attribution],
) -> Context {
    let counted = counted::counted(view, word, quantity);
    let event = event::event(view, word, quantity, counted.span);
    let speaker = speaker::speaker(view, word, speakers);
    let when = when::when(view, word, quantity, counted.span);
    let entry = event.and_then(|w| view.words[w].entry);
    let (modality, negated) = modality::modality(view, word, speaker.is_some());
    Context {
        counted: counted.span.map(|(a, b)| view.span(a, b)),
        event: event.map(|w| view.words[w].span),
        event_lemma: event.map(|w| view.lemma(w)),
        event_type: event.map(|_| event::kind(quantity, entry)),
        direction: direction::direction(view, word, quantity, event),
        speaker: speaker.map(|s| s.span),
        when: when.map(|t| t.span),
        when_start: when.and_then(|t| t.start.clone()),
        when_end: when.and_then(|t| t.end.clone()),
        negated,
        modality,
        confidence: counted.ground.share(),
        why: Some(counted.rule),
    }
}

#[cfg(test)]
mod tests;
