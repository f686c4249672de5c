//! Word boundary rules.

use crate::tokens::boundaries::property::{Properties, Word, Word::*};

/// What stands before a position.
struct Before {
    /// The very last character.
    last: Word,
    /// The last character that WB4 does not skip.
    base: Word,
    /// The one before that.
    second: Word,
    /// How many regional indicators `base` ends.
    indicators: usize,
}

/// Calls `found` with every boundary but the last. `text` is not empty.
pub(super) fn boundaries(text: &str, found: &mut impl FnMut(usize)) {
    let mut before: Option<Before> = None;
    for (at, c) in text.char_indices() {
        let right = Properties::of(c);
        let after = || {
            let mut rest = text[at + c.len_utf8()..].chars().map(|c| Properties::of(c).word);
            rest.find(|&w| !skipped(w)).unwrap_or(Other)
        };
        match &mut before {
            Some(left) => {
                if !joined(left, right, after) {
                    found(at);
                }
                left.push(right.word);
            }
            None => {
                found(at); // WB1
                before = Some(Before::first(right.word));
            }
        }
    }
}

impl Before {
    fn first(word: Word) -> Self {
        Self { last: word, base: word, second: Other, indicators: indicator(word) }
    }

    fn push(&mut self, word: Word) {
        if !skipped(word) || newline(self.last) {
            self.second = self.base;
            self.base = word;
            self.indicators = if indicator(word) == 1 { self.indicators + 1 } else { 0 };
        }
        self.last = word;
    }
}

/// Whether the rules forbid a boundary before `right`; `after` finds the next character that WB4
/// does not skip.
fn joined(left: &Before, right: &Properties, after: impl Fn() -> Word) -> bool {
    match (left.last, left.second, left.base, right.word) {
        // WB3
        (Cr, _, _, Lf) => true,
        // WB3a
        (last, _, _, _) if newline(last) => false,
        // WB3b
        (_, _, _, word) if newline(word) => false,
        // WB3c
        (Zwj, _, _, _) if right.pictographic => true,
        // WB3d
        (WSegSpace, _, _, WSegSpace) => true,
        // WB4
        (_, _, _, Extend | Format | Zwj) => true,
        // WB5
        (_, _, ALetter | HebrewLetter, ALetter | HebrewLetter) => true,
        // WB6
        (_, _, ALetter | HebrewLetter, MidLetter | MidNumLet | SingleQuote) if letter(after()) => {
            true
        }
        // WB7
        (
            _,
            ALetter | HebrewLetter,
            MidLetter | MidNumLet | SingleQuote,
            ALetter | HebrewLetter,
        ) => true,
        // WB7a
        (_, _, HebrewLetter, SingleQuote) => true,
        // WB7b
        (_, _, HebrewLetter, DoubleQuote) if after() == HebrewLetter => true,
        // WB7c
        (_, HebrewLetter, DoubleQuote, HebrewLetter) => true,
        // WB8
        (_, _, Numeric, Numeric) => true,
        // WB9
        (_, _, ALetter | HebrewLetter, Numeric) => true,
        // WB10
        (_, _, Numeric, ALetter | HebrewLetter) => true,
        // WB11
        (_, Numeric, MidNum | MidNumLet | SingleQuote, Numeric) => true,
        // WB12
        (_, _, Numeric, MidNum | MidNumLet | SingleQuote) if after() == Numeric => true,
        // WB13
        (_, _, Katakana, Katakana) => true,
        // WB13a
        (_, _, ALetter | HebrewLetter | Numeric | Katakana | ExtendNumLet, ExtendNumLet) => true,
        // WB13b
        (_, _, ExtendNumLet, ALetter | HebrewLetter | Numeric | Katakana) => true,
        // WB15, WB16
        (_, _, RegionalIndicator, RegionalIndicator) => left.indicators % 2 == 1,
        // WB999
        _ => false,
    }
}

fn letter(word: Word) -> bool {
    matches!(word, ALetter | HebrewLetter)
}

fn newline(word: Word) -> bool {
    matches!(word, Cr | Lf | Newline)
}

/// What WB4 skips.
fn skipped(word: Word) -> bool {
    matches!(word, Extend | Format | Zwj)
}

fn indicator(word: Word) -> usize {
    usize::from(word == RegionalIndicator)
}
