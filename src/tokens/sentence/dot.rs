//! A lone dot: full stop, abbreviation, initial, ordinal or list number.

use super::next::{Next, word_at};
use crate::tokens::boundaries::{is_alphabetic, is_alphanumeric};
use crate::tokens::chars::{char_at, char_before, trim_space};
use crate::tokens::language::{
    ABBREVIATION, EITHER, INNER, LAST, Language, NUMBER, Name, ORDINAL, STARTER, TITLE, WORD,
};

/// How far back a word may begin, in bytes: nothing longer is in a list.
const REACH: usize = 40;

/// A dot with the word before it.
pub(super) struct Dot<'t> {
    text: &'t str,
    language: &'t Language,
    /// Where the sentence began.
    begun: usize,
    at: usize,
    /// The letters, figures and inner stops before the dot.
    word: &'t str,
    flags: u32,
}

impl<'t> Dot<'t> {
    pub(super) fn new(text: &'t str, language: &'t Language, begun: usize, at: usize) -> Self {
        let word = word_before(text, at);
        let flags = if word.is_empty() { 0 } else { language.flags(word) };
        Self { text, language, begun, at, word, flags }
    }

    /// Whether the list of the language says `flag` of the word.
    pub(super) fn is(&self, flag: u32) -> bool {
        self.flags & flag != 0
    }

    /// Whether the word is the first of its sentence.
    pub(super) fn opens(&self) -> bool {
        let start = self.at - self.word.len();
        start <= self.begun
            || start - self.begun < 12 && !self.text[self.begun..start].contains(is_alphanumeric)
    }

    /// Whether the dot ends the sentence before `next`; `closed` when a quote or bracket closes
    /// between them.
    pub(super) fn ends(&self, next: Next, closed: bool) -> bool {
        let Some(first) = self.word.chars().next() else {
            return !matches!(next, Next::Lower(w) if closed || !w.bare);
        };
        if let Next::Lower(word) = next {
            return !closed && word.bare && self.ends_before_lower(word.text);
        }
        if self.word.bytes().all(|b| b.is_ascii_digit()) {
            return self.number_ends(next);
        }
        if closed && !self.word.contains('.') && self.word.chars().nth(1).is_some() {
            return true;
        }
        if is_initials(self.word) {
            return self.initials_end(next);
        }
        if !self.is(ABBREVIATION) {
            let label = self.opens() && is_roman(self.word) && next != Next::Digit;
            return !label && (!is_clipped(self.word) || next.is_starter(self.language));
        }
        self.abbreviation_ends(next, first.is_uppercase())
    }

    /// An abbreviation of the list before anything but a word in lower case.
    fn abbreviation_ends(&self, next: Next, capital: bool) -> bool {
        let starter = next.is_starter(self.language);
        if self.is(WORD) && !(capital && self.is(TITLE)) {
            let initial = matches!(next, Next::Upper(word) if word.initial);
            return !initial && next != Next::Digit || !self.is(ABBREVIATION & !LAST);
        }
        if let Next::Upper(word) = next {
            if self.is(EITHER | LAST) && word.bare && !word.initial && self.is_counted() {
                return starter || self.language.name != Name::German;
            }
            if self.is(TITLE) {
                return self.is(WORD) && starter;
            }
        }
        match next {
            Next::Digit => !self.is(NUMBER | INNER | EITHER),
            _ if self.is(LAST) => !self.opens() && !self.is_short(),
            _ if self.is(EITHER | NUMBER) => starter,
            _ => false,
        }
    }

    /// Before a word in lower case, where people write without capitals: a word that is no
    /// abbreviation ends the sentence, a short one only when the next word opens sentences.
    fn ends_before_lower(&self, next: &str) -> bool {
        let plain = self.word.chars().all(is_alphabetic)
            && !is_clipped(self.word)
            && !self.is(ABBREVIATION);
        let letters = self.word.chars().count();
        let part =
            matches!(char_before(self.text, self.at - self.word.len()), Some('\'' | '’' | '&'));
        plain && (letters > 3 || (letters > 1 || part) && self.language.flags(next) & STARTER != 0)
    }

    /// A number in figures ends the sentence, but not as the label of an item nor as an ordinal.
    fn number_ends(&self, next: Next) -> bool {
        if self.opens() && self.word.len() < 4 {
            return false;
        }
        if self.language.ordinals && self.word.len() < 3 {
            return match next {
                Next::Upper(noun) => {
                    next.is_starter(self.language) && self.language.flags(noun.text) & ORDINAL == 0
                }
                _ => next != Next::Digit,
            };
        }
        true
    }

    /// `J.`, `U.S.`: initials end the sentence before a word that opens sentences.
    fn initials_end(&self, next: Next) -> bool {
        let many = self.word.contains('.');
        if many && self.is(LAST) {
            return next != Next::Digit && !self.opens() && !self.is_short();
        }
        if many && self.is(INNER) {
            return false;
        }
        let starter = next.is_starter(self.language);
        match next {
            Next::Digit => false,
            Next::Upper(_) => starter && (many || !self.opens()),
            _ => !self.opens(),
        }
    }

    /// Whether a number stands before the word: a unit or a year ends a sentence where a title
    /// does not (`in 2010 г. Осенью`).
    fn is_counted(&self) -> bool {
        let start = self.at - self.word.len();
        let end = trim_space(self.text, 0, start);
        end < start && char_before(self.text, end).is_some_and(|c| c.is_ascii_digit())
    }

    /// Whether the sentence so far is too short to be one (`At 5 a.m.`).
    fn is_short(&self) -> bool {
        let so_far = &self.text[self.begun..self.at];
        so_far.len() < 24 && so_far.split_whitespace().count() < 4
    }

    /// Whether the dot, between two letters, is the end of a sentence whose space was forgotten
    /// (`the service.There was`), and not part of an address or a name.
    pub(super) fn lacks_space(&self) -> bool {
        let next = word_at(self.text, self.at + 1);
        let mut chars = next.chars();
        let capital = chars.next().is_some_and(char::is_uppercase);
        let word = chars.clone().count() > 1 && chars.all(|c| c.is_lowercase() || c == '\'');
        let after = char_at(self.text, self.at + 1 + next.len());
        let bounded = after.is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '’' | '\''));
        let starter = self.language.flags(next) & STARTER != 0;
        capital
            && (word && bounded || starter)
            && self.word.len() > 2
            && self.word.chars().all(char::is_lowercase)
            && !self.is(ABBREVIATION)
    }
}

/// The letters, digits and inner stops that end at `at`, cut at [`REACH`].
fn word_before(text: &str, at: usize) -> &str {
    let plain = |b: &&u8| b.is_ascii_alphanumeric() || **b == b'.';
    let mut start = at - text.as_bytes()[..at].iter().rev().take(REACH).take_while(plain).count();
    while let Some(c) = char_before(text, start) {
        if at - start > REACH || !(is_alphanumeric(c) || matches!(c, '.' | '°')) {
            break;
        }
        start -= c.len_utf8();
    }
    text[start..at].trim_start_matches('.')
}

/// Whether `word` is one capital, or single letters with stops between (`U.S`, `J.R.R`).
fn is_initials(word: &str) -> bool {
    let mut single = word.split('.').filter(|p| !p.is_empty());
    let one_each = single.all(|p| {
        let mut chars = p.chars();
        chars.next().is_some_and(is_alphabetic) && chars.next().is_none()
    });
    one_each && word.chars().next().is_some_and(|c| c.is_uppercase() || word.contains('.'))
}

/// Whether `word` is a Roman numeral of a list or chapter.
fn is_roman(word: &str) -> bool {
    word.len() < 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'i' | b'v' | b'x'))
}

/// Whether a short word without a vowel, not in capitals, looks like an abbreviation that no
/// list has.
fn is_clipped(word: &str) -> bool {
    (2..6).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && !word.bytes().any(|b| b"aeiouyAEIOUY".contains(&b))
        && word.bytes().skip(1).all(|b| b.is_ascii_lowercase())
}
