//! Words: letters, where their language cuts them, and the stops among and after them.

use super::Lexer;
use super::address::is_top_domain;
use super::class::{Class, WORD_BYTE, class};
use super::joint::Joint;
use crate::tokens::chars::char_at;
use crate::tokens::language::{ABBREVIATION, CUT, Language, Name, STARTER, WHOLE, WORD};
use crate::tokens::sentence::Stop;
use crate::tokens::token::TokenKind;

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
    pub(super) fn finish(&mut self, start: usize, end: usize) -> usize {
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

/// Spanish: where the pronoun at the end of an infinitive begins (`decir|le`).
fn enclitic(language: &Language, word: &str) -> Option<usize> {
    let len = word.len();
    if len < 4 || !word.is_ascii() && len > 32 {
        return None;
    }
    let pronoun = ["me", "te", "se", "lo", "la", "le", "los", "las", "les", "nos"]
        .into_iter()
        .filter(|p| word.ends_with(p))
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
