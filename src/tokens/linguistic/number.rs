//! Numbers in figures.

use super::Lexer;
use super::class::{Class, class};
use crate::tokens::boundaries::{is_alphabetic, is_alphanumeric};
use crate::tokens::chars::{char_at, char_before};
use crate::tokens::language::{Name, UNIT};
use crate::tokens::sentence::Stop;
use crate::tokens::token::TokenKind;

impl Lexer<'_, '_> {
    /// Reads the number that begins at `start`.
    pub(super) fn number(&mut self, start: usize) -> usize {
        let end = self.figures(start);
        let Some(next) = char_at(self.text, end) else {
            return self.push(start, end, TokenKind::Number);
        };
        if next == '@' || class(next) == Class::Letter {
            return self.figures_and_letters(start, end);
        }
        if matches!(next, '-' | '‑') && self.is_compound(end + next.len_utf8()) {
            // `3-й`, `4-temps`: the reader of words goes on.
            return self.word(start);
        }
        if next == '.' && self.is_ordinal(start, end) {
            return self.push(start, end + 1, TokenKind::Number);
        }
        if matches!(next, '\'' | '’')
            && let Some(suffix) = self.suffix_after_figures(end)
        {
            return self.push(start, suffix, TokenKind::Number);
        }
        self.push(start, end, TokenKind::Number)
    }

    /// One past the figures, with the separators between them, that begin at `at`.
    fn figures(&self, mut at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let begin = at;
        loop {
            while self.byte(at).is_ascii_digit() {
                at += 1;
            }
            let Some(c) = char_at(self.text, at) else { return at };
            if !c.is_ascii() && class(c) == Class::Digit {
                at += c.len_utf8();
                continue;
            }
            let after = at + c.len_utf8();
            let joins = match c {
                '.' | ',' | ':' | '/' | '-' => bytes.get(after).is_some_and(u8::is_ascii_digit),
                '\'' | '’' => is_group(bytes, after),
                '\u{a0}' | '\u{202f}' | '\u{2009}' => self.is_grouped(begin, at, after),
                ' ' => self.is_french() && self.is_grouped(begin, at, after),
                _ => false,
            };
            if !joins || at == begin {
                return at;
            }
            at = after;
        }
    }

    fn is_french(&self) -> bool {
        self.language.is_some_and(|l| l.name == Name::French)
    }

    /// Whether a space between `before` and `after` parts groups of three figures.
    fn is_grouped(&self, begin: usize, before: usize, after: usize) -> bool {
        let bytes = self.text.as_bytes();
        let head = &bytes[begin..before];
        let last = head.len() - head.iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let lead = head.len() - last;
        is_group(bytes, after)
            && if last == 0 {
                (1..4).contains(&lead)
            } else {
                lead == 3 && head[last - 1] > 0x7F || head[last - 1] == b' '
            }
    }

    /// Figures with letters written to them: `29th`, `1990s`, `70|k`, `3-й`.
    fn figures_and_letters(&mut self, start: usize, end: usize) -> usize {
        let letters_end = self.letters(end);
        let letters = &self.text[end..letters_end];
        let unit = self.language.is_some_and(|l| l.flags(letters) & UNIT != 0);
        if unit && self.byte(letters_end) != b'@' {
            self.push(start, end, TokenKind::Number);
            return end;
        }
        // `20h30`: an hour between figures.
        let split = letters.char_indices().find(|(_, c)| c.is_ascii_digit());
        if let (Some((at, _)), Some(language)) = (split, self.language) {
            let rest = &letters[at..];
            if language.flags(&letters[..at]) & UNIT != 0
                && rest.bytes().all(|b| b.is_ascii_digit())
                && letters[..at].eq_ignore_ascii_case("h")
            {
                self.push(start, end, TokenKind::Number);
                self.push(end, end + at, TokenKind::Word);
                return self.push(end + at, letters_end, TokenKind::Number);
            }
        }
        self.word(start)
    }

    /// Whether the letters after a number and a hyphen belong to the number: not where hyphens
    /// are cut.
    fn is_compound(&self, after: usize) -> bool {
        !self.is(Name::English)
            && !self.is(Name::German)
            && char_at(self.text, after).is_some_and(is_alphabetic)
    }

    /// German `am 5. Mai`: the stop belongs to the number where the sentence goes on.
    fn is_ordinal(&self, start: usize, end: usize) -> bool {
        let Some(language) = self.language else { return false };
        language.name == Name::German
            && end - start < 4
            && char_at(self.text, end + 1).is_some_and(char::is_whitespace)
            && self.text.as_bytes()[start..end].iter().all(u8::is_ascii_digit)
            && !Stop::judge(self.text, language, self.begun, end).ends
            && char_before(self.text, start).is_none_or(|c| !is_alphanumeric(c))
    }

    /// `90's`: a plural or genitive of figures, in the languages that keep it on.
    fn suffix_after_figures(&self, at: usize) -> Option<usize> {
        let quote = char_at(self.text, at)?;
        let after = at + quote.len_utf8();
        let plain = self.byte(after) == b's' && !class_at_is_word(self.text, after + 1);
        plain.then_some(after + 1)
    }
}

fn class_at_is_word(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| matches!(class(c), Class::Letter | Class::Digit))
}

/// Whether exactly three figures begin at `at`.
fn is_group(bytes: &[u8], at: usize) -> bool {
    let digits = bytes[at.min(bytes.len())..].iter().take(4).take_while(|b| b.is_ascii_digit());
    digits.count() == 3
}
