//! Linguistic tokens: words as the Universal Dependencies treebanks cut them, numbers whole,
//! addresses, signs.
//!
//! One pass from left to right: the class of a character chooses the reader (word, number,
//! address, sign), which reads to the end of its token and looks around only there.
//!
//! Customs by language, each after its treebanks:
//! - Contractions: English `do|n't`, `I|'m`, `can|not`; French and Italian `l'|homme`; Spanish
//!   `decir|le`; German and others keep theirs, but for `'s`.
//! - Hyphens: English and German cut at them (`45|-|year|-|old`; not after a prefix: `e-mail`);
//!   French, Spanish, Russian and others keep them; French cuts off pronouns (`est|-ce`).
//! - Abbreviations keep their stop, also at the end of a sentence; one that is an ordinary word
//!   too does where the sentence goes on.
//! - Numbers keep their separators and hyphens between figures (`1,200.50`, `3-1`, `12:30`);
//!   signs, currencies and percent signs stand apart. French joins groups of three figures
//!   parted by a space; other languages only where that space does not break.
//! - A number and the letters written to it are one token (`29th`, `1990s`), but for a unit in
//!   English, French and Italian (`70|k`, `23|h`).
//! - Chinese, Japanese, Thai, Lao, Khmer and Burmese are told by their script and cut by
//!   dictionary with the feature `dictionary`.

mod address;
mod class;
#[cfg(feature = "dictionary")]
mod dictionary;
mod joint;
mod number;
mod plain;
mod sign;
#[cfg(feature = "dictionary")]
mod tables;
#[cfg(test)]
mod tests;
mod unspaced;
mod word;

use super::chars::char_at;
use super::language::Language;
use super::simd;
use super::token::{Token, TokenKind};
use crate::span::Span;
use class::{Class, class};
use plain::Plain;

/// The linguistic tokens of `text`, in order: bytes, none empty, covering all but white space.
///
/// `lang` is a BCP 47 tag, its region ignored. German, English, Spanish, French, Italian, Dutch,
/// Polish, Portuguese and Russian have customs of their own; any other language gets words,
/// numbers and signs without them. One pass, no allocation but the list.
///
/// ```
/// let text = "They don't owe $1,200.50.";
/// let found: Vec<&str> = tamis::tokens(text, "en").iter().map(|t| t.span.text(text)).collect();
/// assert_eq!(found.join("|"), "They|do|n't|owe|$|1,200.50|.");
/// ```
pub fn tokens(text: &str, lang: &str) -> Vec<Token> {
    let mut list = Vec::with_capacity(text.len() / 5);
    tokens_into(text, 0, lang, &mut list);
    list
}

/// Appends to `list` what [`tokens`] returns, each token moved by `offset`: for a sentence cut
/// out of a longer text, or for many texts without a new list for each.
///
/// ```
/// let (text, mut list) = ("No. It rose.", Vec::new());
/// tamis::tokens::tokens_into(&text[4..], 4, "en", &mut list);
/// assert_eq!(list[0].span.text(text), "It");
/// ```
pub fn tokens_into(text: &str, offset: usize, lang: &str, list: &mut Vec<Token>) {
    simd::run(Plain(&mut Lexer::new(text, offset, lang, list)));
}

/// The state of one pass.
struct Lexer<'t, 'l> {
    text: &'t str,
    language: Option<&'static Language>,
    /// Where the sentence began, as far as full stops tell.
    begun: usize,
    offset: usize,
    /// The tokens before this one are of other texts.
    base: usize,
    list: &'l mut Vec<Token>,
}

impl<'t, 'l> Lexer<'t, 'l> {
    fn new(text: &'t str, offset: usize, lang: &str, list: &'l mut Vec<Token>) -> Self {
        Self { text, language: Language::of(lang), begun: 0, offset, base: list.len(), list }
    }

    /// Reads the rest of the text from `at` on, where no token goes on.
    fn rest(&mut self, mut at: usize) {
        while at < self.text.len() {
            at = self.token(at);
        }
    }

    /// Reads the token that begins at `at`, or steps over white space; returns where it ends.
    fn token(&mut self, at: usize) -> usize {
        let Some(c) = char_at(self.text, at) else { return at };
        match class(c) {
            Class::Space => at + c.len_utf8(),
            Class::Letter => self.word(at),
            Class::Digit => self.number(at),
            Class::Punctuation | Class::Symbol => self.sign(at, c),
            Class::Emoji => self.emoji(at),
            Class::Unspaced => self.unspaced(at),
        }
    }

    /// Adds the token from `start` to `end`; returns `end`.
    #[inline]
    fn push(&mut self, start: usize, end: usize, kind: TokenKind) -> usize {
        let span = Span::new(start + self.offset, end + self.offset);
        self.list.push(Token { span, kind });
        end
    }

    /// Takes back the tokens that begin at or after `start`.
    fn take_back(&mut self, start: usize) {
        while self.list.len() > self.base
            && self.list.last().is_some_and(|t| t.span.start >= start + self.offset)
        {
            self.list.pop();
        }
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }
}
