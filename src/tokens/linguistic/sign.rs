//! Punctuation, symbols, emoticons and emoji.

use super::Lexer;
use super::class::{Class, class, is_mark};
use crate::tokens::boundaries::is_alphanumeric;
use crate::tokens::chars::{char_at, char_before};
use crate::tokens::language::{Name, WHOLE};
use crate::tokens::token::TokenKind;

impl Lexer<'_, '_> {
    /// Reads the sign `c` at `at`.
    pub(super) fn sign(&mut self, at: usize, c: char) -> usize {
        let bytes = self.text.as_bytes();
        let after = at + c.len_utf8();
        let kind =
            if class(c) == Class::Symbol { TokenKind::Symbol } else { TokenKind::Punctuation };
        match c {
            ',' | '(' | '"' | '[' => return self.push(at, after, kind),
            '.' | '!' | '?' => return self.stops(at),
            ':' | ';' | '=' | ')' => {
                if let Some(end) = emoticon(self.text, at) {
                    return self.push(at, end, TokenKind::Emoji);
                }
                if c == ')' {
                    return self.brackets(at);
                }
            }
            '@' | '#' => {
                let open = char_before(self.text, at).is_none_or(|b| !is_alphanumeric(b));
                let address = if c == '@' { self.email(at, at) } else { None };
                if let Some(end) = address.or_else(|| if open { self.tag(at, c) } else { None }) {
                    return end;
                }
            }
            '&' => {
                if let Some(len) = entity(&bytes[at..]) {
                    let twice = bytes[at + len..].starts_with(&bytes[at..at + len]);
                    return self.push(at, at + len * (1 + usize::from(twice)), kind);
                }
            }
            '\'' | '’' => {
                if let Some(end) = self.clipped(at, after) {
                    return self.push(at, end, TokenKind::Word);
                }
            }
            '-' if self.is_negative(at) => return self.number(after).max(self.sign_joined(at)),
            '<' if bytes[at..].starts_with(b"<3") && !self.byte(at + 2).is_ascii_alphanumeric() => {
                return self.push(at, at + 2, TokenKind::Emoji);
            }
            _ => {}
        }
        let end = self.repeated(after, c);
        self.push(at, end, kind)
    }

    /// Reads the closing brackets at `at`: one, or a smile of three or more (`)))`).
    fn brackets(&mut self, at: usize) -> usize {
        let bytes = &self.text.as_bytes()[at..];
        if !bytes.starts_with(b")))") {
            return self.push(at, at + 1, TokenKind::Punctuation);
        }
        let run = bytes.iter().take_while(|&&b| b == b')').count();
        self.push(at, at + run, TokenKind::Emoji)
    }

    /// One past the further `c` from `at` on, for signs that repeat as one.
    fn repeated(&self, mut at: usize, c: char) -> usize {
        if matches!(
            c,
            '-' | '*'
                | '='
                | '~'
                | '_'
                | '#'
                | '$'
                | '\''
                | '`'
                | '<'
                | '>'
                | '/'
                | '\\'
                | '…'
                | '–'
                | '—'
                | '^'
                | '+'
                | '|'
                | '·'
                | '•'
        ) {
            while char_at(self.text, at) == Some(c) {
                at += c.len_utf8();
            }
            if matches!(c, '-' | '=') {
                // A line drawn with both: `-----==`.
                while matches!(self.byte(at), b'-' | b'=') {
                    at += 1;
                }
            }
        }
        at
    }

    /// A run of `.`, `!`, `?`.
    fn stops(&mut self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        // German treebanks cut `!|!|!`.
        let single = self.is(Name::German) && bytes[at] != b'.';
        let longest = if single { 1 } else { usize::MAX };
        let stops = bytes[at..].iter().take(longest);
        let run = stops.take_while(|b| matches!(b, b'.' | b'!' | b'?')).count();
        let end = self.push(at, at + run, TokenKind::Punctuation);
        self.begun = end;
        end
    }

    /// French: `-0,8` after a space is one number.
    fn is_negative(&self, at: usize) -> bool {
        self.is(Name::French)
            && self.byte(at + 1).is_ascii_digit()
            && char_before(self.text, at).is_none_or(|c| c.is_whitespace() || c == '(')
    }

    /// Moves the start of the number just added to the sign at `at`; returns the sign's end.
    fn sign_joined(&mut self, at: usize) -> usize {
        let start = at + 1 + self.offset;
        if let Some(token) = self.list.iter_mut().rev().find(|t| t.span.start == start) {
            token.span.start -= 1;
        }
        at + 1
    }

    /// A word that begins with an apostrophe: `'em`, `'90s`, `'s`.
    fn clipped(&self, at: usize, after: usize) -> Option<usize> {
        let end = self.letters(after);
        let word = &self.text[after..end];
        if word.is_empty() {
            return None;
        }
        let decade = word.len() < 4 && word.as_bytes()[0].is_ascii_digit() && word.ends_with('s');
        let genitive = matches!(word, "s" | "S" | "ll" | "re" | "ve" | "m" | "d" | "t");
        let listed = self.flags(at, end) & WHOLE != 0;
        (decade || genitive || listed).then_some(end)
    }

    /// Reads the pictograph at `at` with its modifiers, joiners and second half of a flag.
    pub(super) fn emoji(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut flags = 0;
        let mut joined = true;
        while let Some(c) = char_at(self.text, end) {
            let regional = matches!(c, '\u{1F1E6}'..='\u{1F1FF}');
            let goes_on = if joined {
                joined = false;
                flags += u32::from(regional);
                // A joiner joins pictographs alone: neither a letter nor the space behind it.
                end == at || !(c.is_ascii() || c.is_whitespace() || is_alphanumeric(c))
            } else if c == '\u{200D}' {
                joined = true;
                true
            } else if regional && flags == 1 {
                flags = 2;
                true
            } else {
                is_mark(c) || matches!(c, '\u{E0020}'..='\u{E007F}')
            };
            if !goes_on {
                break;
            }
            end += c.len_utf8();
        }
        self.push(at, end, TokenKind::Emoji)
    }
}

/// The length of a character reference like `&#39;` or `&amp;`.
fn entity(bytes: &[u8]) -> Option<usize> {
    let name = bytes[1..].iter().take(10);
    let len = name.take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').count();
    (len > 1
        && bytes.get(len + 1) == Some(&b';')
        && (bytes[1] == b'#' || bytes[1].is_ascii_lowercase()))
    .then_some(len + 2)
}

/// One past an emoticon (`:)`, `;-)`, `:D`) at `at`, where white space surrounds it.
fn emoticon(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let nose = usize::from(matches!(bytes.get(at + 1), Some(b'-' | b'o' | b'^' | b'\'')));
    let mouth = *bytes.get(at + 1 + nose)?;
    let eyes = matches!(bytes[at], b':' | b';' | b'=');
    let smile = matches!(
        mouth,
        b')' | b'(' | b'D' | b'P' | b'p' | b'|' | b'/' | b'\\' | b'*' | b']' | b'['
    );
    if !eyes || !smile {
        return None;
    }
    let mut end = at + 2 + nose;
    while matches!(mouth, b')' | b'(') && bytes.get(end) == Some(&mouth) {
        end += 1;
    }
    let open = char_before(text, at).is_none_or(char::is_whitespace) || nose == 1;
    let alone = char_at(text, end).is_none_or(|c| !is_alphanumeric(c) && c != '/');
    (open && alone).then_some(end)
}
