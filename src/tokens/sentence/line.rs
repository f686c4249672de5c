//! Whether an end of line ends the sentence.

use crate::tokens::chars::{char_at, char_before, floor_boundary, skip_space};
use memchr::{memchr2, memrchr2};

/// Columns up to which text is wrapped by hand or by a mail program; a longer line is a
/// paragraph.
const WIDEST: usize = 120;

/// A line shorter than this was not full at any width.
const SHORTEST: usize = 24;

/// Judges the run of white space that holds the end of line at `at`, in a sentence that began
/// at `begun`: where the run ends, and whether the sentence ends with it.
pub(super) fn judge(text: &str, begun: usize, at: usize) -> (usize, bool) {
    let next = skip_space(text, at);
    if next == text.len() || at < begun {
        return (next, false);
    }
    (next, is_blank(&text[at..next]) || is_item(text, next) || !is_wrapped(text, at, next))
}

/// Whether white space holds a blank line or a paragraph separator.
fn is_blank(space: &str) -> bool {
    let mut lines = 0;
    let mut before = ' ';
    for c in space.chars() {
        lines += match c {
            '\n' if before == '\r' => 0,
            '\n' | '\r' | '\u{2028}' => 1,
            '\u{2029}' | '\u{c}' => 2,
            _ => 0,
        };
        before = c;
    }
    lines > 1
}

/// Whether an item of a list begins at `at`: a bullet, or a short number or letter with a
/// bracket or stop after it.
fn is_item(text: &str, at: usize) -> bool {
    let Some(first) = char_at(text, at) else { return false };
    let space_at = |i: usize| char_at(text, i).is_some_and(char::is_whitespace);
    if matches!(first, '•' | '●' | '■' | '▪' | '◦' | '‣' | '⁃' | '·' | '*' | '-' | '–' | '—' | '+')
    {
        return space_at(at + first.len_utf8());
    }
    let bytes = &text.as_bytes()[at..];
    let digits = bytes.iter().take(4).take_while(|b| b.is_ascii_digit()).count();
    let label = if digits == 0 { usize::from(bytes[0].is_ascii_alphabetic()) } else { digits };
    let stop = bytes.get(label);
    (1..4).contains(&label) && matches!(stop, Some(b'.' | b')')) && space_at(at + label + 1)
}

/// Whether a line was broken because it was full: text wrapped at a width, not one paragraph a
/// line, a heading or a list.
fn is_wrapped(text: &str, at: usize, next: usize) -> bool {
    let before = line_before(text, at);
    if let Some(c) = char_before(text, at) {
        // A line that ends in the middle of a phrase goes on, whatever its length.
        if c == ',' || c == '-' {
            return before.len() < WIDEST;
        }
    }
    if char_at(text, next).is_some_and(char::is_lowercase) {
        return (SHORTEST..WIDEST).contains(&before.len());
    }
    let after = line_after(text, next);
    if before.len() >= WIDEST || after.len() >= WIDEST {
        return false;
    }
    let word = after.bytes().take_while(|&b| b != b' ').count();
    before.len() >= 50 && before.len() + 1 + word > after.len()
}

/// The line that ends at `at`, at most its last [`WIDEST`] bytes.
fn line_before(text: &str, at: usize) -> &str {
    let low = floor_boundary(text, at.saturating_sub(WIDEST));
    let line = memrchr2(b'\n', b'\r', &text.as_bytes()[low..at]).map_or(low, |n| low + n + 1);
    text[line..at].trim()
}

/// The line that begins at `at`, at most its first [`WIDEST`] bytes.
fn line_after(text: &str, at: usize) -> &str {
    let high = floor_boundary(text, (at + WIDEST).min(text.len()));
    let line = memchr2(b'\n', b'\r', &text.as_bytes()[at..high]).map_or(high, |n| at + n);
    text[at..line].trim()
}
