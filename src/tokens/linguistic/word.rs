//! Words: letters, and what apostrophes, hyphens and stops among them mean.

use super::Lexer;
use super::address::is_top_domain;
use super::class::{Class, WORD_BYTE, class};
use crate::tokens::chars::{char_at, char_before};
use crate::tokens::language::{
    ABBREVIATION, CLITIC, CUT, ELISION, Language, MARKED, Name, PREFIX, STARTER, SUFFIX, WHOLE,
    WORD,
};
use crate::tokens::sentence::Stop;
use crate::tokens::token::TokenKind;

/// The longest list entry that holds a hyphen, an apostrophe or a slash, in bytes.
const WHOLE_REACH: usize = 24;

impl Lexer<'_, '_> {
    /// Reads the word that begins at `start`.
    pub(super) fn word(&mut self, start: usize) -> usize {
        let mut end = self.letters(start);
        loop {
            let next = self.byte(end);
            match next {
                b' ' | b',' | b'\n' | 0 => break,
                b'.' => match self.dotted(start, end) {
                    Dotted::Joined(to) => end = to,
                    Dotted::Finished(to) => return to,
                    Dotted::Apart => break,
                },
                b'-' | b'\'' | b'/' | b'&' | b'*' | b'(' | b'!' | 0x80.. => {
                    match self.joint(start, end) {
                        Joint::Joined(to) => end = to,
                        Joint::Finished(to) => return to,
                        Joint::Apart => break,
                    }
                }
                b'@' => match self.email(start, end) {
                    Some(to) => return to,
                    None => break,
                },
                b':' => match self.url(start, end) {
                    Some(to) => return to,
                    None => break,
                },
                b'+' | b'#' => {
                    if end - start == 1 {
                        end = self.programming(start, end);
                    }
                    break;
                }
                _ => break,
            }
        }
        self.finish(start, end)
    }

    /// One past the letters, digits, underscores and marks from `from` on. Spanish treebanks cut
    /// `km|²`, but not `m²`.
    #[inline]
    pub(super) fn letters(&self, from: usize) -> usize {
        let mut at = from;
        let bytes = self.text.as_bytes();
        loop {
            while at < bytes.len() && WORD_BYTE[bytes[at] as usize] {
                at += 1;
            }
            match bytes.get(at) {
                Some(0x80..) => {}
                _ => return at,
            }
            let Some(c) = char_at(self.text, at) else { return at };
            if !matches!(class(c), Class::Letter | Class::Digit)
                || matches!(c, '²' | '³') && at > from + 1 && self.is(Name::Spanish)
            {
                return at;
            }
            at += c.len_utf8();
        }
    }

    pub(super) fn is(&self, name: Name) -> bool {
        self.language.is_some_and(|l| l.name == name)
    }

    pub(super) fn flags(&self, start: usize, end: usize) -> u32 {
        self.language.map_or(0, |l| l.flags(&self.text[start..end]))
    }

    /// Adds the word from `start` to `end`, cut where its language cuts it.
    fn finish(&mut self, start: usize, end: usize) -> usize {
        let kind = TokenKind::Word;
        let Some(language) = self.language else { return self.push(start, end, kind) };
        let cut = match language.name {
            Name::English if (4..10).contains(&(end - start)) => {
                let flags = language.flags(&self.text[start..end]);
                (flags >> CUT) as usize
            }
            Name::Spanish => enclitic(language, &self.text[start..end]).unwrap_or(0),
            _ => 0,
        };
        if cut > 0 && self.text.is_char_boundary(start + cut) {
            self.push(start, start + cut, kind);
            return self.push(start + cut, end, kind);
        }
        self.push(start, end, kind)
    }

    /// A stop after the word from `start` to `end`.
    fn dotted(&mut self, start: usize, end: usize) -> Dotted {
        let after = end + 1;
        let word = &self.text[start..end];
        let Some(next) = char_at(self.text, after) else { return self.final_stop(start, end) };
        if !matches!(class(next), Class::Letter | Class::Digit) {
            return self.final_stop(start, end);
        }
        let to = self.letters(after);
        let domain = is_top_domain(&self.text[after..to]);
        if (domain || word.starts_with("www")) && self.byte(to) == b'/' {
            let end = self.address_end(to);
            return Dotted::Finished(self.push(start, end, TokenKind::Url));
        }
        let last = self.byte(to) != b'.' || !self.byte(to + 1).is_ascii_alphanumeric();
        if domain && last && self.byte(to) != b'@' && word.is_ascii() {
            return Dotted::Finished(self.push(start, to, TokenKind::Url));
        }
        if self.is_missing_space(word, &self.text[after..to]) {
            return Dotted::Apart;
        }
        // `St.Gallen`, `Inc.One`: an abbreviation and a word.
        if next.is_uppercase()
            && to - after > 1
            && !word.contains('.')
            && let Some(l) = self.language
        {
            let flags = l.flags(word);
            if flags & ABBREVIATION != 0 && flags & WORD == 0 {
                return Dotted::Finished(self.push(start, after, TokenKind::Word));
            }
        }
        Dotted::Joined(to)
    }

    /// Whether `word.next` is two sentences with the space forgotten.
    fn is_missing_space(&self, word: &str, next: &str) -> bool {
        let tail = word.rsplit('.').next().unwrap_or(word);
        let mut chars = next.chars();
        chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_none_or(char::is_lowercase)
            && tail.chars().nth(1).is_some()
            && tail.chars().next_back().is_some_and(char::is_lowercase)
            && (next.chars().nth(2).is_some()
                || self.language.is_some_and(|l| l.flags(next) & STARTER != 0))
    }

    /// A stop with no letter after it: the stop of an abbreviation, or a full stop.
    fn final_stop(&mut self, start: usize, end: usize) -> Dotted {
        let Some(language) = self.language else { return Dotted::Apart };
        let word = &self.text[start..end];
        if self.byte(end + 1) == b'.' && self.byte(end + 2) == b'.' || end - start > 24 {
            return Dotted::Apart;
        }
        let mut parts = word.split(['.', '-']);
        let single = parts.all(|p| p.chars().nth(1).is_none());
        let flags = language.flags(word);
        let known = flags & ABBREVIATION != 0;
        let cuts_at_end = matches!(language.name, Name::Russian | Name::Spanish);
        let with_stop = if known && flags & WORD == 0 || single && word.contains('.') {
            !cuts_at_end || !Stop::judge(self.text, language, self.begun, end).ends
        } else if known || single && word.chars().all(char::is_uppercase) {
            !Stop::judge(self.text, language, self.begun, end).ends
        } else {
            false
        };
        if with_stop && single && self.joins_initials(end + 1) {
            return Dotted::Joined(self.letters(end + 2));
        }
        if with_stop {
            return Dotted::Finished(self.push(start, end + 1, TokenKind::Word));
        }
        self.begun = end + 1;
        Dotted::Apart
    }

    /// `J.-C.`, `С.-Петербург`: a hyphen between an initial and a name.
    fn joins_initials(&self, at: usize) -> bool {
        (self.is(Name::French) || self.is(Name::Russian))
            && self.byte(at) == b'-'
            && char_at(self.text, at + 1).is_some_and(char::is_uppercase)
    }

    /// `C++`, `C#`, `F#`.
    fn programming(&self, start: usize, end: usize) -> usize {
        match &self.text.as_bytes()[start..] {
            [b'C', b'+', b'+', ..] => end + 2,
            [b'C' | b'F', b'#', ..] => end + 1,
            _ => end,
        }
    }

    /// A sign inside the word: hyphen, apostrophe, slash, ampersand, star.
    fn joint(&mut self, start: usize, end: usize) -> Joint {
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
            _ if tail == "s" && self.language.is_none() => Joint::Joined(to),
            _ => Joint::Joined(to),
        }
    }

    /// English: `do|n't`, `it|'s`, `y'|all`; anything else stays whole (`O'Brien`).
    fn contraction(&mut self, start: usize, end: usize, to: usize, tail: &str) -> Joint {
        let kind = TokenKind::Word;
        let head = self.text.as_bytes()[start..end].to_ascii_lowercase_last();
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
        let plural = self.flags(end + 1, to) & CLITIC != 0;
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

/// What a stop after a word is.
enum Dotted {
    /// The word goes on to here.
    Joined(usize),
    /// The word is added; go on from here.
    Finished(usize),
    /// A token of its own.
    Apart,
}

/// What a sign inside a word is; as [`Dotted`].
enum Joint {
    Joined(usize),
    Finished(usize),
    Apart,
}

trait LastByte {
    fn to_ascii_lowercase_last(&self) -> u8;
}

impl LastByte for [u8] {
    fn to_ascii_lowercase_last(&self) -> u8 {
        self.last().map_or(0, u8::to_ascii_lowercase)
    }
}

/// Spanish: where the pronoun at the end of an infinitive begins (`decir|le`).
fn enclitic(language: &Language, word: &str) -> Option<usize> {
    let len = word.len();
    if len < 4 || !word.is_ascii() && len > 32 {
        return None;
    }
    let low = &word[word.floor(len - 3)..];
    let pronoun = ["me", "te", "se", "lo", "la", "le", "los", "las", "les", "nos"]
        .into_iter()
        .filter(|p| low.ends_with(p))
        .max_by_key(|p| p.len())?;
    let stem = &word[..len - pronoun.len()];
    let infinitive = stem.ends_with("ar") || stem.ends_with("er") || stem.ends_with("ir");
    let short = matches!(stem, "dar" | "ver" | "ir" | "Dar" | "Ver" | "Ir");
    if !infinitive || stem.len() < 4 && !short {
        return None;
    }
    let doubtful = stem.ends_with("ier") || stem.ends_with("uer");
    if doubtful || pronoun == "nos" && stem.ends_with("er") {
        return None;
    }
    (language.flags(word) & WHOLE == 0).then_some(stem.len())
}

trait Floor {
    fn floor(&self, at: usize) -> usize;
}

impl Floor for str {
    fn floor(&self, at: usize) -> usize {
        crate::tokens::chars::floor_boundary(self, at)
    }
}
