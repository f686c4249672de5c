//! Rows of flattened tables: lines of numbers and names with no grammar between them.

use super::lexicon::Word;
use super::locale::Lang;
use super::tables::{Role, flag};
use crate::span::Span;
use memchr::{memchr, memrchr};

/// Longer lines are prose.
const LONGEST: usize = 600;

/// What one line holds.
#[derive(Clone, Copy, Default)]
struct Line {
    numbers: usize,
    words: usize,
    grammar: bool,
}

/// Rows seen so far in a text, so that each line is counted once.
#[derive(Default)]
pub(super) struct Rows {
    last: Option<(Span, bool)>,
}

impl Rows {
    /// Whether the line around byte `at` is a row of a table.
    pub(super) fn is_row(&mut self, text: &str, at: usize, lang: Lang) -> bool {
        if let Some((span, row)) = self.last
            && span.start <= at
            && at < span.end
        {
            return row;
        }
        let line = line_around(text, at);
        let row = line.is_some_and(|line| self.decide(text, line, lang));
        self.last = Some((line.unwrap_or(Span::new(at, at + 1)), row));
        row
    }

    fn decide(&self, text: &str, line: Span, lang: Lang) -> bool {
        let here = count(line.text(text), lang);
        if here.grammar || here.numbers == 0 {
            return false;
        }
        if sure(here) && here.numbers >= 4 {
            return true;
        }
        let beside = |at: Option<usize>| {
            at.and_then(|at| line_around(text, at)).is_some_and(|l| {
                let other = count(l.text(text), lang);
                !other.grammar
                    && (sure(other) || other.numbers >= 2 && here.numbers >= 2 && other.words <= 4)
            })
        };
        let thin = here.words <= 3 * here.numbers + 3;
        let above = line.start.checked_sub(2);
        let below = (line.end + 1 < text.len()).then_some(line.end + 1);
        thin && (sure(here) || here.numbers >= 2) && (beside(above) || beside(below))
    }
}

/// Three numbers or more and few words.
fn sure(line: Line) -> bool {
    line.numbers >= 3 && line.words <= 3 * line.numbers
}

fn line_around(text: &str, at: usize) -> Option<Span> {
    let bytes = text.as_bytes();
    let low = at.saturating_sub(LONGEST);
    let start = memrchr(b'\n', &bytes[low..at]).map(|p| low + p + 1).or((low == 0).then_some(0))?;
    let high = (at + LONGEST).min(bytes.len());
    let end =
        memchr(b'\n', &bytes[at..high]).map(|p| at + p).or((high == bytes.len()).then_some(high))?;
    (end - start <= LONGEST).then(|| Span::new(start, end))
}

/// Counts numbers in digits and words, up to the first word of grammar. A score is one half number, since
/// results of games fill lines of prose.
fn count(line: &str, lang: Lang) -> Line {
    let bytes = line.as_bytes();
    let mut found = Line::default();
    let mut at = 0;
    while at < bytes.len() {
        let start = at;
        if bytes[at].is_ascii_digit() {
            while at < bytes.len()
                && (bytes[at].is_ascii_digit() || matches!(bytes[at], b',' | b'.' | b':'))
            {
                at += 1;
            }
            let pair = start > 1 && bytes[start - 1] == b'-' && bytes[start - 2].is_ascii_digit()
                || bytes.get(at) == Some(&b'-');
            found.numbers += usize::from(!pair);
        } else if bytes[at].is_ascii_alphabetic() {
            while at < bytes.len() && bytes[at].is_ascii_alphabetic() {
                at += 1;
            }
            found.words += 1;
            let word = &bytes[start..at];
            if word.len() <= 8 && !word[0].is_ascii_uppercase() && is_grammar(word, lang) {
                // Such a line is no row, whatever else it holds.
                found.grammar = true;
                return found;
            }
        } else {
            at += 1;
        }
    }
    found
}

fn is_grammar(word: &[u8], lang: Lang) -> bool {
    let Some(Word { flags, role, .. }) = lang.words().get_bytes(word) else { return false };
    (flags & (flag::STOP | flag::BE) != 0 || *role == Role::And) && word != b"no"
}
