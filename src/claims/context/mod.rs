//! What stands around a quantity: the thing counted, what happened to it, who says so, when.
//!
//! The words of the sentence get one tag each (`tag`), become noun phrases and verb groups
//! (`chunk`), and those become clauses with subject, verb and object (`parse`), in three linear
//! passes over tables. Each field is then a short walk from the quantity's chunk. English only:
//! for a text in another language every field stays at its default.

mod amount;
mod chunk;
mod closed;
mod counted;
mod direction;
mod event;
mod group;
mod hedge;
mod length;
mod modality;
mod nouns;
mod parse;
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
use super::{ClaimOptions, Direction, EventType, Modality};
use crate::span::Span;
use crate::tokens::Token;
use sentence::{Buffers, Sentence};
use std::borrow::Cow;
use std::cell::RefCell;

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

thread_local! {
    static BUFFERS: RefCell<Buffers> = RefCell::new(Buffers::default());
}

/// The context of each of `quantities`, in their order. `tokens` are those of the sentence at
/// `sentence`, with offsets in `text`.
pub(crate) fn contexts(
    text: &str,
    sentence: Span,
    tokens: &[Token],
    quantities: &[Quantity],
    options: &ClaimOptions,
) -> Vec<Context> {
    if quantities.is_empty() {
        return Vec::new();
    }
    if options.lang.as_deref().is_some_and(|lang| !lang.starts_with("en")) {
        return quantities.iter().map(|_| Context::default()).collect();
    }
    BUFFERS.with_borrow_mut(|buffers| {
        buffers.times.clear();
        words::read(text, tokens, quantities, &mut buffers.words);
        time::time_expressions(
            text,
            &mut buffers.words,
            options.published.as_deref(),
            &mut buffers.times,
        );
        hedge::mark(&mut buffers.words, quantities);
        tag::tag(text, &mut buffers.words, &mut buffers.later);
        chunk::chunk(&buffers.words, &mut buffers.chunks);
        parse::parse(&buffers.words, &mut buffers.chunks, &mut buffers.clauses);
        let view = Sentence::new(text, sentence, quantities, buffers);
        let speakers = speaker::attributions(&view);
        view.places
            .iter()
            .zip(quantities)
            .map(|(&word, q)| one(&view, word as usize, q, &speakers))
            .collect()
    })
}

/// The reading of a sentence, one chunk a line.
#[cfg(test)]
fn trace(text: &str, tokens: &[Token], quantities: &[Quantity]) -> String {
    contexts(text, Span::new(0, text.len()), tokens, quantities, &ClaimOptions::default());
    BUFFERS.with_borrow(|b| {
        let words = |c: &chunk::Chunk| {
            let tagged = b.words[c.start as usize..c.end as usize].iter();
            tagged
                .map(|w| format!("{}/{:?}", w.span.text(text), w.tag))
                .collect::<Vec<_>>()
                .join(" ")
        };
        let line = |(i, c): (usize, &chunk::Chunk)| {
            format!(
                "{i:3} {:?} {:?} {:?} clause {} prep {:?} twin {:?}: {}\n",
                c.kind,
                c.form,
                c.role,
                c.clause,
                c.prep,
                c.twin,
                words(c)
            )
        };
        let chunks = b.chunks.iter().enumerate().map(line).collect::<String>();
        let clauses = b.clauses.iter().enumerate().map(|(i, c)| {
            format!(
                "clause {i} {:?} parent {:?} subject {:?} verb {:?} object {:?}\n",
                c.kind, c.parent, c.subject, c.verb, c.object
            )
        });
        chunks + &clauses.collect::<String>()
    })
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
