//! Lists written on in one line: `1) milk 2) eggs`, `• milk • eggs`.

use crate::tokens::chars::{char_at, skip_space};
use std::ops::Range;

/// How far an item may reach, in bytes.
const LONGEST: usize = 300;

/// A label at the head of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Label {
    bullet: Option<char>,
    /// Its number or, from 1 for `a`, its letter.
    count: Option<u32>,
    letter: bool,
    /// `.`, `)`, `.)`.
    mark: (bool, bool),
}

/// Where the next item begins in the line, when the sentence that begins at `begun` is an item
/// with a label: the label that comes next, nothing else.
pub(super) fn next_item(text: &str, begun: usize) -> Option<usize> {
    // The cheap question first: most sentences begin with a capital or a quote. All bullets
    // begin with the same byte, and so do curly quotes.
    match text.as_bytes()[begun..] {
        [0xE2, 0x80, 0x98..=0x9F, ..] => return None,
        [b'0'..=b'9' | 0xE2, ..] | [b'a'..=b'z', b'.' | b')', ..] => {}
        _ => return None,
    }
    let (label, after) = Label::read(text, begun)?;
    let window = window(text, after);
    let rest = &text[window.clone()];
    for (at, space) in rest.char_indices().filter(|(_, c)| c.is_whitespace()) {
        let place = window.start + at + space.len_utf8();
        if let Some((found, _)) = Label::read(text, place)
            && label.is_before(found)
        {
            return Some(place);
        }
    }
    None
}

/// The rest of the line from `at` on, at most [`LONGEST`] bytes.
fn window(text: &str, at: usize) -> Range<usize> {
    let high = crate::tokens::chars::floor_boundary(text, (at + LONGEST).min(text.len()));
    let line = text[at..high].find(['\n', '\r']).map_or(high, |n| at + n);
    at..line
}

impl Label {
    /// The label at `at` and where it ends; a space must follow.
    fn read(text: &str, at: usize) -> Option<(Label, usize)> {
        let bytes = text.as_bytes();
        let mut end = at;
        let bullet =
            char_at(text, end).filter(|c| matches!(c, '•' | '●' | '■' | '▪' | '◦' | '‣' | '⁃'));
        if let Some(c) = bullet {
            end = skip_space(text, end + c.len_utf8());
        }
        let digits = bytes[end..].iter().take(4).take_while(|b| b.is_ascii_digit()).count();
        let letter = digits == 0 && bytes.get(end).is_some_and(u8::is_ascii_lowercase);
        let count = if letter {
            Some(u32::from(bytes[end] - b'a') + 1)
        } else {
            text[end..end + digits].parse().ok()
        };
        let numbered = end + if letter { 1 } else { digits };
        let dot = count.is_some() && bytes.get(numbered) == Some(&b'.');
        let bracket = count.is_some() && bytes.get(numbered + usize::from(dot)) == Some(&b')');
        let label = Label { bullet, count, letter, mark: (dot, bracket) };
        if !dot && !bracket {
            let bare = Label { count: None, letter: false, ..label };
            return bullet.map(|_| (bare, end));
        }
        let end = numbered + usize::from(dot) + usize::from(bracket);
        char_at(text, end).is_some_and(char::is_whitespace).then_some((label, end))
    }

    /// Whether `next` labels the item after this one's.
    fn is_before(self, next: Label) -> bool {
        self.bullet == next.bullet
            && self.letter == next.letter
            && self.mark == next.mark
            && self.count.map(|n| n + 1) == next.count
    }
}
