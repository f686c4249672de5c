//! Sentences by rules and abbreviation lists.
//!
//! The text is not read character by character: a scanner jumps from one candidate (a stop, an
//! end of line) to the next, and each is decided by the word before it and the word after it.
//! What comes from the lists of a language is in `data/abbreviations`.
//!
//! Known weaknesses: a sentence without a stop, joined to the next on one line, stays joined to
//! it; an abbreviation that ends a sentence before a name (`made by Acme Inc. Smith said`) does
//! not end it.

mod dot;
mod label;
mod line;
mod next;
mod scan;
mod stop;

use super::chars::{skip_space, trim_space};
use super::language::Language;
use super::{Level, boundaries};
use crate::span::Span;
use scan::{Candidate, Scanner};

pub(crate) use stop::Stop;

/// The sentences of `text`, in order, without the white space around them: bytes, none empty,
/// tiling the text up to white space.
///
/// `lang` is a BCP 47 tag, its region ignored; German, English, Spanish, French, Italian, Dutch,
/// Polish, Portuguese and Russian have rules, any other language falls back to plain UAX #29.
/// A blank line always ends a sentence; a single line break does when the writer broke the line
/// before it was full (a heading, an item of a list, one paragraph a line).
///
/// ```
/// let text = "Dr. Smith paid $1.5 million. “Why?” she asked.";
/// let found: Vec<&str> = tamis::sentences(text, "en").iter().map(|s| s.text(text)).collect();
/// assert_eq!(found, ["Dr. Smith paid $1.5 million.", "“Why?” she asked."]);
/// ```
pub fn sentences(text: &str, lang: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    sentences_into(text, lang, &mut spans);
    spans
}

/// Appends to `spans` what [`sentences`] returns: for many texts without a new list for each.
pub fn sentences_into(text: &str, lang: &str, spans: &mut Vec<Span>) {
    for_each_sentence(text, lang, |span| spans.push(span));
}

/// Calls `visit` with each sentence that [`sentences`] returns, in order.
pub fn for_each_sentence(text: &str, lang: &str, mut visit: impl FnMut(Span)) {
    let mut start = skip_space(text, 0);
    let mut cut = |end: usize| {
        let last = trim_space(text, start, end);
        if start < last {
            visit(Span::new(start, last));
        }
        start = skip_space(text, end.max(start));
        start
    };
    let Some(language) = Language::of(lang) else {
        for at in boundaries(text, Level::Sentence) {
            cut(at);
        }
        return;
    };
    let mut scanner = Scanner::new(text);
    let (mut from, mut begun) = (0, skip_space(text, 0));
    let mut item = label::next_item(text, begun);
    while let Some(candidate) = scanner.next(from) {
        while let Some(at) = item.filter(|&at| at <= candidate.at()) {
            begun = cut(at);
            from = from.max(begun);
            item = label::next_item(text, begun);
        }
        if candidate.at() < from {
            continue;
        }
        let (end, ends) = match candidate {
            Candidate::Stop(at) => {
                let stop = Stop::judge(text, language, begun, at);
                (stop.end, stop.ends)
            }
            Candidate::WideStop(at) => (stop::after_wide(text, at), true),
            Candidate::Mark(_, end) => (end, stop::ends_after_mark(text, end)),
            Candidate::Line(at) => line::judge(text, begun, at),
        };
        from = end;
        if ends {
            begun = cut(end);
            from = from.max(begun);
            item = item.filter(|&at| at > begun).or_else(|| label::next_item(text, begun));
        }
    }
    while let Some(at) = item {
        begun = cut(at);
        item = label::next_item(text, begun);
    }
    cut(text.len());
}
