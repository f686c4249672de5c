//! Words of scripts that put no space between them: Chinese, Japanese, Thai, Lao, Khmer,
//! Burmese.
//!
//! With the feature `dictionary` a run of such characters is cut by the word lists of
//! icu_segmenter, chosen by script. Without it the run is cut as UAX #29 does: every ideograph
//! and every hiragana by itself, katakana and the scripts of South-East Asia in one piece.

use super::Lexer;
use super::class::{Class, class, is_mark};
use crate::tokens::chars::char_at;
use crate::tokens::token::TokenKind;

impl Lexer<'_, '_> {
    /// Reads the run of unspaced characters that begins at `start`.
    pub(super) fn unspaced(&mut self, start: usize) -> usize {
        let mut end = start;
        while let Some(c) = char_at(self.text, end) {
            if class(c) != Class::Unspaced && (end == start || !is_mark(c)) {
                break;
            }
            end += c.len_utf8();
        }
        self.cut_run(start, end);
        end
    }

    #[cfg(feature = "dictionary")]
    fn cut_run(&mut self, start: usize, end: usize) {
        let text = self.text;
        let run = &text[start..end];
        let words = super::dictionary::words(run);
        for (from, to) in words {
            self.push(start + from, start + to, TokenKind::Word);
        }
    }

    #[cfg(not(feature = "dictionary"))]
    fn cut_run(&mut self, start: usize, end: usize) {
        let mut from = start;
        let mut before = None;
        for (at, c) in self.text[start..end].char_indices() {
            let together = is_mark(c) || !is_alone(c) && before.is_some_and(|b| !is_alone(b));
            if start + at > from && !together {
                from = self.push(from, start + at, TokenKind::Word);
            }
            before = Some(c);
        }
        self.push(from, end, TokenKind::Word);
    }
}

/// Whether a character is a word of its own where no dictionary helps.
#[cfg(not(feature = "dictionary"))]
fn is_alone(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{309F}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}')
        || c >= '\u{20000}'
}
