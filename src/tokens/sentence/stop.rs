//! One run of stops: where it ends, what closes after it, and whether the sentence ends there.

use super::dot::Dot;
use super::next::{Next, word_at};
use crate::tokens::boundaries::{is_alphabetic, is_alphanumeric, is_sentence_terminal};
use crate::tokens::chars::{char_at, char_before, skip_space};
use crate::tokens::language::{Language, MARKED, STARTER};

/// How far back an address is looked for, in bytes.
const CHUNK: usize = 60;

/// One run of stops with the quotes and brackets that close after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    /// One past the run and its closers.
    pub(crate) end: usize,
    /// Whether the sentence ends there.
    pub(crate) ends: bool,
}

/// The stops of one run.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    end: usize,
    dots: usize,
    /// `!` and `?`.
    strong: usize,
}

impl Stop {
    /// Judges the run of stops that begins at `at`, in a sentence that began at `begun`.
    pub(crate) fn judge(text: &str, language: &Language, begun: usize, at: usize) -> Stop {
        if let Some(end) = plain_end(text.as_bytes(), language, at) {
            return Stop { end, ends: true };
        }
        Self::judge_any(text, language, begun, at)
    }

    fn judge_any(text: &str, language: &Language, begun: usize, at: usize) -> Stop {
        let bytes = text.as_bytes();
        if bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return Stop { end: at + 1, ends: Dot::new(text, language, begun, at).lacks_space() };
        }
        let mut run = run_of_stops(text, at, Run::default());
        let mut end = closers(text, run.end);
        let mut closed = end > run.end;
        while end > run.end && is_stop(text, end) {
            // French `as ? ».`
            run = run_of_stops(text, end, run);
            end = closers(text, run.end);
            closed = true;
        }
        let after = skip_space(text, end);
        if after == text.len() {
            return Stop { end: after, ends: true };
        }
        if after == end {
            return Stop { end, ends: !closed && ends_without_space(text, language, at, run) };
        }
        let next = Next::read(text, end, after);
        if matches!(next, Next::Upper(_)) && is_stop_and_ellipsis(text, at, run) {
            return Stop { end: at + 1, ends: true };
        }
        let ends = match next {
            Next::Break => true,
            Next::Continues => false,
            _ if is_left_out(text, at, run) => false,
            _ if run.strong > 0 => {
                let lower = matches!(next, Next::Lower(w) if closed || !w.bare || at - begun < 6);
                !lower && !is_marked(text, language, begun, at, run)
            }
            // An ellipsis that opens the sentence stands for what went before it.
            _ if run.dots > 1 => at > begun && ellipsis_ends(next),
            _ => Dot::new(text, language, begun, at).ends(next, closed),
        };
        Stop { end, ends }
    }
}

/// Where the sentence ends with the dot at `at` and a quote after it, if it ends there as most do:
/// behind a word in lower case that is neither an abbreviation nor looks like one or like a Roman
/// number, before a capital. What this leaves open is judged at length.
#[inline]
fn plain_end(bytes: &[u8], language: &Language, at: usize) -> Option<usize> {
    let end = match &bytes[at..] {
        [b'.', b' ' | b'\n', ..] => at + 1,
        [b'.', b'"', ..] => at + 2,
        [b'.', 0xE2, 0x80, 0x9D, ..] => at + 4,
        _ => return None,
    };
    let ([b' ', next @ ..] | [b'\n', b'\n', next @ ..] | [b'\n', next @ ..]) = &bytes[end..] else {
        return None;
    };
    let capital = matches!(
        next,
        [b'A'..=b'Z', ..] | [b'"', b'A'..=b'Z', ..] | [0xE2, 0x80, 0x9C, b'A'..=b'Z', ..]
    );
    (capital && is_plain_word(bytes, language, at)).then_some(end)
}

/// Whether what ends at `at` is a word in lower case and nothing else.
#[inline]
fn is_plain_word(bytes: &[u8], language: &Language, at: usize) -> bool {
    let (mut start, mut letters) = (at, 0u32);
    while start > 0 && at - start < 16 && bytes[start - 1].is_ascii_lowercase() {
        start -= 1;
        letters |= 1 << (bytes[start] - b'a');
    }
    let bounded = start == 0
        || bytes[start - 1].is_ascii()
            && !bytes[start - 1].is_ascii_alphanumeric()
            && bytes[start - 1] != b'.';
    bounded
        && (2..16).contains(&(at - start))
        && letters & VOWELS != 0
        && letters & !ROMAN != 0
        && !language.may_abbreviate(&bytes[start..at])
}

/// A bit for each letter.
const fn letters(letters: &[u8]) -> u32 {
    let (mut bits, mut at) = (0, 0);
    while at < letters.len() {
        bits |= 1 << (letters[at] - b'a');
        at += 1;
    }
    bits
}

const VOWELS: u32 = letters(b"aeiouy");
const ROMAN: u32 = letters(b"ivx");

/// One past a wide stop at `at`, the wide stops after it and what closes after them.
pub(super) fn after_wide(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        let closes = matches!(c, '」' | '』' | '）' | '】' | '》' | '〉') || is_closer(c);
        if !closes && !is_sentence_terminal(c) {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Whether an emoticon or a drawn line that ends at `end` ends the sentence: a word must follow.
pub(super) fn ends_after_mark(text: &str, end: usize) -> bool {
    let after = skip_space(text, end);
    let word =
        matches!(Next::read(text, end, after), Next::Upper(_) | Next::Lower(_) | Next::Digit);
    after > end && word
}

/// `.!?…` as they follow one another from `at` on, also with single spaces between dots
/// (`. . .`) or before a last `!` or `?` (`... !`).
fn run_of_stops(text: &str, at: usize, mut run: Run) -> Run {
    let bytes = text.as_bytes();
    run.end = at;
    loop {
        match &bytes[run.end..] {
            [b'.', ..] => (run.dots, run.end) = (run.dots + 1, run.end + 1),
            [b'!' | b'?', ..] => (run.strong, run.end) = (run.strong + 1, run.end + 1),
            [0xE2, 0x80, 0xA6, ..] => (run.dots, run.end) = (run.dots + 3, run.end + 3),
            [b' ', b'.', rest @ ..]
                if run.dots > 0 && !rest.first().is_some_and(u8::is_ascii_alphanumeric) =>
            {
                (run.dots, run.end) = (run.dots + 1, run.end + 2);
            }
            [b' ', b'!' | b'?', b' ' | b'\n', ..] if run.dots > 0 => {
                (run.strong, run.end) = (run.strong + 1, run.end + 2);
            }
            _ => return run,
        }
    }
}

/// Whether the dots are a full stop and three for what the next sentence leaves out, as books set
/// them (`it ended. . . . The`).
fn is_stop_and_ellipsis(text: &str, at: usize, run: Run) -> bool {
    let after_word = char_before(text, at).is_some_and(|c| !c.is_whitespace());
    after_word && text.as_bytes()[at..run.end] == *b". . . ."
}

fn is_stop(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '*' | '_' | '`')
}

/// One past the quotes and brackets that close at `at`.
fn closers(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        let Some(c) = char_at(text, at) else { return at };
        let after = at + c.len_utf8();
        at = match c {
            _ if is_closer(c) => after,
            // German „…“ and »…« close with what opens elsewhere.
            '“' | '‘' | '«' | '‹' if ends_word(text, after) => after,
            '&' if bytes[at..].starts_with(b"&#39;") => at + 5,
            '&' if bytes[at..].starts_with(b"&quot;") => at + 6,
            '[' => match note_mark(&text[at..]) {
                Some(len) => at + len,
                None => return at,
            },
            // French sets a space before », others before a lone quote or a note.
            ' ' | '\u{a0}' | '\u{202f}' => match char_at(text, after) {
                Some(q @ ('»' | '"')) if ends_word(text, after + q.len_utf8()) => {
                    after + q.len_utf8()
                }
                Some('[') => match note_mark(&text[after..]) {
                    Some(len) if ends_word(text, after + len) => after + len,
                    _ => return at,
                },
                _ => return at,
            },
            _ => return at,
        }
    }
}

fn ends_word(text: &str, at: usize) -> bool {
    is_stop(text, at) || char_at(text, at).is_none_or(|c| c.is_whitespace() || is_closer(c))
}

/// The length of a mark of a note (`[12]`, `[1–3]`) or of something left out (`[…]`).
fn note_mark(text: &str) -> Option<usize> {
    let (at, _) = text.char_indices().skip(1).take(9).find(|(_, c)| *c == ']')?;
    let inside = &text[1..at];
    let note = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–');
    let is_note = inside.starts_with(|c: char| c.is_ascii_digit()) && inside.chars().all(note);
    let is_gap = !inside.is_empty() && inside.chars().all(|c| matches!(c, '.' | '…' | ' '));
    (is_note || is_gap).then_some(at + 1)
}

/// Whether the stops stand alone between brackets: `[...]`, `(?)`, `(!)`.
fn is_left_out(text: &str, at: usize, run: Run) -> bool {
    match char_before(text, at) {
        Some('(') => text.as_bytes().get(run.end) == Some(&b')'),
        Some('[') => text.as_bytes().get(run.end) == Some(&b']'),
        _ => false,
    }
}

/// Whether `!` or `?` is a mark inside the sentence: after a colon, or part of a name
/// (`Yahoo!`).
fn is_marked(text: &str, language: &Language, begun: usize, at: usize, run: Run) -> bool {
    match char_before(text, at) {
        Some(':') => true,
        Some(c) if is_alphanumeric(c) && run.strong == 1 => {
            let dot = Dot::new(text, language, begun, at);
            !dot.opens() && dot.is(MARKED)
        }
        _ => false,
    }
}

/// Whether an ellipsis ends the sentence. A capital says so, but for the pronoun `I`, which has
/// one anywhere.
fn ellipsis_ends(next: Next) -> bool {
    match next {
        Next::Upper(word) => !matches!(word.text, "I" | "I'm" | "I’m" | "I've" | "I’ve" | "I'd"),
        Next::Lower(_) | Next::Digit => false,
        _ => true,
    }
}

/// Whether a run with a letter right after it ends the sentence (`Really?Yes`, `here...So`),
/// and is not part of an address.
fn ends_without_space(text: &str, language: &Language, at: usize, run: Run) -> bool {
    let Some(next) = char_at(text, run.end) else { return true };
    if !is_alphabetic(next) || run.strong == 0 && run.dots < 2 {
        return false;
    }
    let chunk = text.as_bytes()[..at].iter().rev().take(CHUNK);
    let address = chunk.take_while(|b| !b.is_ascii_whitespace()).any(|b| b"/=&@".contains(b));
    let word = word_at(text, run.end);
    let starts = next.is_uppercase() || run.strong > 0 && language.flags(word) & STARTER != 0;
    !address && starts && (word.len() > 1 || next == 'I')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2048))]

        #[test]
        fn a_plain_end_is_judged_the_same(
            head in "([a-zA-Z]{0,4}[ .(-]?){0,4}",
            word in "[a-z]{1,6}|Inc|mr|prof|etc|p|xvi|approx|[a-z]{14,18}|é[a-z]{2}",
            closer in prop::sample::select(vec!["", "\"", "”", "’", ")"]),
            space in prop::sample::select(vec![" ", "\n", "\n\n", "", "  "]),
            tail in "[\"“(]?[A-Za-z0-9]{1,4}[ .,]{0,2}[A-Z]?",
            lang in prop::sample::select(vec!["en", "de", "fr", "ru"]),
        ) {
            let before = format!("{head}{word}");
            let text = format!("{before}.{closer}{space}{tail}");
            let language = Language::of(lang).unwrap();
            let judged = Stop::judge_any(&text, language, 0, before.len());
            if let Some(end) = plain_end(text.as_bytes(), language, before.len()) {
                prop_assert!(judged.ends && judged.end == end, "{text:?}: {judged:?}");
            }
        }
    }
}
