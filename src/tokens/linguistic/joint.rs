//! Signs inside words: what an apostrophe, a hyphen, a slash or a bracket among letters means.

use super::Lexer;
use super::class::{Class, class};
use crate::tokens::chars::{char_at, char_before};
use crate::tokens::language::{CLITIC, ELISION, MARKED, Name, PREFIX, SUFFIX, WHOLE};
use crate::tokens::token::TokenKind;

/// The longest list entry that holds a hyphen, an apostrophe or a slash, in bytes.
const WHOLE_REACH: usize = 24;

/// What a sign inside a word is.
pub(super) enum Joint {
    /// The word goes on to here.
    Joined(usize),
    /// The word is added; go on from here.
    Finished(usize),
    /// A token of its own.
    Apart,
}

impl Lexer<'_, '_> {
    /// A sign inside the word: hyphen, apostrophe, slash, ampersand, star.
    pub(super) fn joint(&mut self, start: usize, end: usize) -> Joint {
        let Some(c) = char_at(self.text, end) else { return Joint::Apart };
        let after = end + c.len_utf8();
        let next = char_at(self.text, after);
        let goes_on = next.is_some_and(|n| matches!(class(n), Class::Letter | Class::Digit));
        if goes_on
            && matches!(c, '-' | '\'' | '’' | '/' | '‑')
            && let Some(to) = self.whole(start, end)
        {
            return Joint::Joined(to);
        }
        match c {
            '\'' | '’' => self.apostrophe(start, end, after, goes_on),
            '-' | '‑' if goes_on => self.hyphen(start, end, after),
            '-' | '‑' => self.hanging_hyphen(start, after),
            '&' if goes_on && end - start <= 2 => {
                let to = self.letters(after);
                if to - after <= 2 { Joint::Joined(to) } else { Joint::Apart }
            }
            '*' => self.masked(end),
            '(' => self.optional_ending(after),
            '!' if self.flags(start, end) & MARKED != 0 => {
                Joint::Finished(self.push(start, after, TokenKind::Word))
            }
            _ => Joint::Apart,
        }
    }

    /// The end of a list entry with signs inside (`o'clock`) that begins at `start`.
    fn whole(&self, start: usize, end: usize) -> Option<usize> {
        let language = self.language?;
        let mut at = end;
        let mut found = None;
        while let Some(c) = char_at(self.text, at) {
            if !matches!(c, '-' | '\'' | '’' | '/' | '‑') || at - start > WHOLE_REACH {
                break;
            }
            let to = self.letters(at + c.len_utf8());
            if to == at + c.len_utf8() {
                break;
            }
            at = to;
            if language.flags(&self.text[start..at]) & WHOLE != 0 {
                found = Some(at);
            }
        }
        found
    }

    /// `bl**dy`: stars between letters.
    fn masked(&self, end: usize) -> Joint {
        let stars = self.text.as_bytes()[end..].iter().take_while(|&&b| b == b'*').count();
        let to = self.letters(end + stars);
        if to > end + stars { Joint::Joined(to) } else { Joint::Apart }
    }

    /// `friend(s)`, `né(e)`: an ending in brackets.
    fn optional_ending(&self, after: usize) -> Joint {
        let to = self.letters(after);
        let short = (1..3).contains(&(to - after)) && self.byte(to) == b')';
        if short && self.text[after..to].chars().all(char::is_lowercase) {
            return Joint::Joined(to + 1);
        }
        Joint::Apart
    }

    fn apostrophe(&mut self, start: usize, end: usize, after: usize, goes_on: bool) -> Joint {
        if !goes_on {
            // A genitive or a closing quote: a token of its own, but for `'n'` and the like.
            let to = self.flags(start, after) & (WHOLE | ELISION);
            return if to != 0 { Joint::Joined(after) } else { Joint::Apart };
        }
        let to = self.letters(after);
        let tail = &self.text[after..to];
        match self.language.map(|l| l.name) {
            Some(Name::English) => self.contraction(start, end, to, tail),
            Some(Name::French | Name::Italian | Name::Portuguese) => {
                if self.flags(start, end) & ELISION != 0 {
                    return Joint::Finished(self.push(start, after, TokenKind::Word));
                }
                Joint::Joined(to)
            }
            Some(Name::German) if tail == "s" => {
                let upper = self.text[start..end].chars().all(char::is_uppercase);
                if upper {
                    return Joint::Joined(to);
                }
                self.finish(start, end);
                Joint::Finished(self.push(end, to, TokenKind::Word))
            }
            _ => Joint::Joined(to),
        }
    }

    /// English: `do|n't`, `it|'s`, `y'|all`; anything else stays whole (`O'Brien`).
    fn contraction(&mut self, start: usize, end: usize, to: usize, tail: &str) -> Joint {
        let kind = TokenKind::Word;
        let head = self.byte(end - 1).to_ascii_lowercase();
        if tail.eq_ignore_ascii_case("t") && head == b'n' && end - start > 2 {
            self.push(start, end - 1, kind);
            return Joint::Finished(self.push(end - 1, to, kind));
        }
        let suffix = ["s", "m", "re", "ve", "ll", "d"].iter().any(|s| tail.eq_ignore_ascii_case(s));
        if suffix {
            self.finish(start, end);
            self.push(end, to, kind);
            // `I'd've`
            return Joint::Finished(to);
        }
        Joint::Joined(to)
    }

    /// A hyphen between letters or digits.
    fn hyphen(&mut self, start: usize, end: usize, after: usize) -> Joint {
        let Some(language) = self.language else { return Joint::Joined(self.letters(after)) };
        let to = self.letters(after);
        match language.name {
            Name::English => {
                let joined =
                    self.flags(start, end) & PREFIX != 0 || self.flags(after, to) & SUFFIX != 0;
                if joined { Joint::Joined(to) } else { Joint::Apart }
            }
            Name::German => Joint::Apart,
            Name::French => {
                if let Some(to) = self.inversion(end, after) {
                    self.push(start, end, TokenKind::Word);
                    return Joint::Finished(self.push(end, to, TokenKind::Word));
                }
                Joint::Joined(to)
            }
            Name::Russian => {
                if self.is_russian_name(start, end, after) {
                    Joint::Apart
                } else {
                    Joint::Joined(to)
                }
            }
            _ => Joint::Joined(to),
        }
    }

    /// Russian: whether the hyphen at `end` parts the names of a place or a person
    /// (`Рейнланд|-|Пфальц`) or a name and a number (`ГАЗ|-|20`), and does not join a compound
    /// with a linking vowel (`Северо-Казахстанская`).
    fn is_russian_name(&self, start: usize, end: usize, after: usize) -> bool {
        let upper = |at: usize| char_at(self.text, at).is_some_and(char::is_uppercase);
        let figures = self.byte(after).is_ascii_digit();
        let linked = matches!(char_before(self.text, end), Some('о' | 'е'));
        let mut last = after;
        let mut to = self.letters(after);
        while self.byte(to) == b'-' && self.letters(to + 1) > to + 1 && to - end < WHOLE_REACH {
            last = to + 1;
            to = self.letters(last);
        }
        let chained = char_before(self.text, start) == Some('-');
        figures || chained || upper(start) && upper(last) && !linked
    }

    /// French: the end of a pronoun that stands after its verb (`a|-t-il`, `est|-ce`).
    fn inversion(&self, end: usize, after: usize) -> Option<usize> {
        let mut to = self.letters(after);
        if self.flags(after, to) & CLITIC == 0 && &self.text[after..to] != "t" {
            return None;
        }
        while self.byte(to) == b'-' {
            let next = self.letters(to + 1);
            if next == to + 1 || next - end > WHOLE_REACH {
                return None;
            }
            to = next;
        }
        let plural = self.flags(after, to) & CLITIC != 0;
        (plural && !matches!(char_at(self.text, to), Some('\'' | '’'))).then_some(to)
    }

    /// A hyphen with nothing after it: English keeps it on a broken-off word or prefix.
    fn hanging_hyphen(&mut self, start: usize, after: usize) -> Joint {
        let space = char_at(self.text, after).is_none_or(char::is_whitespace);
        if space && self.is(Name::English) && self.byte(after - 2) != b'-' {
            let single = char_before(self.text, start).is_none_or(char::is_whitespace);
            if single {
                return Joint::Finished(self.push(start, after, TokenKind::Word));
            }
        }
        Joint::Apart
    }
}
