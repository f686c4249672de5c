//! What stands after a stop.

use crate::tokens::boundaries::is_alphabetic;
use crate::tokens::chars::{char_at, skip_space};
use crate::tokens::language::{Language, STARTER};

/// The longest word that is looked at, in bytes: nothing longer is in a list.
const REACH: usize = 40;

/// What stands after a stop, its closers and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next<'t> {
    /// The end of a paragraph.
    Break,
    /// A word in lower case.
    Lower(Word<'t>),
    /// A capital, or a letter of a script without case.
    Upper(Word<'t>),
    /// A figure.
    Digit,
    /// A comma, a semicolon, a closing bracket: the sentence goes on.
    Continues,
    /// Any other sign.
    Other,
}

/// A word after a stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Nothing but white space stands between the stop and the word.
    pub(super) bare: bool,
    /// One capital with a stop after it.
    pub(super) initial: bool,
}

impl Next<'_> {
    /// What follows the white space from `end` to `at`.
    pub(super) fn read(text: &str, end: usize, mut at: usize) -> Next<'_> {
        let space = &text.as_bytes()[end..at];
        if space.iter().filter(|&&b| b == b'\n').count() > 1 {
            return Next::Break;
        }
        let mut bare = true;
        // Quotes, brackets and dashes before the word, a handful at most.
        for _ in 0..8 {
            let Some(c) = char_at(text, at) else { return Next::Other };
            let after = at + c.len_utf8();
            match c {
                '-' | '–' | '—' | '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '‚'
                | '‹' | '›' | '(' | '[' | '{' | '¿' | '¡' | '`' | '*' | '_' | '.' | '…' | '&'
                | '#' => at = skip_space(text, after),
                ',' | ';' | ':' | ')' | ']' | '}' | '/' | '%' if bare => {
                    return Next::Continues;
                }
                _ if is_alphabetic(c) => return Self::word(text, at, c, bare),
                _ if c.is_numeric() => return Next::Digit,
                _ => return Next::Other,
            }
            bare = false;
        }
        Next::Other
    }

    fn word(text: &str, at: usize, first: char, bare: bool) -> Next<'_> {
        let word = word_at(text, at);
        let stop = text.as_bytes().get(at + word.len()) == Some(&b'.');
        let initial = stop && word.len() == first.len_utf8() && first.is_uppercase();
        let word = Word { text: word, bare, initial };
        let address = word.text == "http" || word.text == "https" || word.text == "www";
        if first.is_lowercase() && !address { Next::Lower(word) } else { Next::Upper(word) }
    }

    /// Whether a word follows that opens sentences, with its capital.
    pub(super) fn is_starter(self, language: &Language) -> bool {
        matches!(self, Next::Upper(w) if !w.initial && language.flags(w.text) & STARTER != 0)
    }
}

/// The letters and apostrophes that begin at `at`.
pub(super) fn word_at(text: &str, at: usize) -> &str {
    let plain = |b: &&u8| b.is_ascii_alphabetic() || **b == b'\'';
    let mut end = at + text.as_bytes()[at..].iter().take(REACH).take_while(plain).count();
    while let Some(c) = char_at(text, end) {
        if end - at > REACH || !(is_alphabetic(c) || matches!(c, '\'' | '’')) {
            break;
        }
        end += c.len_utf8();
    }
    &text[at..end]
}
