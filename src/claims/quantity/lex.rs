//! A sentence cut into atoms: digit strings, words and single signs.

use super::candidate;
use super::digits::{self, Digits};
use super::lexicon::Word;
use super::locale::Lang;
use super::tables::{Role, flag};
use crate::claims::key::{Key, letters_end};
use crate::span::Span;
use std::cell::OnceCell;

/// What an atom is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Class {
    /// A digit string with its separators.
    Number(Digits),
    /// Letters.
    Word,
    /// Any other character.
    Sign(char),
}

/// One piece of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Atom {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) class: Class,
    pub(super) word: Word,
    /// Its text in lower case; empty of digits.
    pub(super) key: Key,
    /// White space, or the begin of the text, stands before it.
    pub(super) gap: bool,
    /// A line break stands before it.
    pub(super) line: bool,
    /// Begins with an upper-case letter.
    pub(super) cap: bool,
    /// Part of an address: `https://...`, `me@example.org`, `#5`.
    pub(super) address: bool,
}

/// A sentence, or part of one, as atoms.
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) atoms: &'t [Atom],
    /// Atoms that a numeral may begin with.
    pub(super) heads: &'t [u32],
    pub(super) lang: Lang,
    /// All flags of its words.
    pub(super) flags: u64,
    /// Whether it is a headline, once somebody has asked.
    pub(super) headline: OnceCell<bool>,
}

/// The atoms of parts of a text, one part after another.
#[derive(Default)]
pub(super) struct Lexer {
    atoms: Vec<Atom>,
    heads: Vec<u32>,
    parts: Vec<Part>,
}

/// Where the atoms and heads of a part begin, and the flags of its words.
struct Part {
    atoms: usize,
    heads: usize,
    flags: u64,
}

impl Lexer {
    /// Forgets all parts.
    pub(super) fn clear(&mut self) {
        self.atoms.clear();
        self.heads.clear();
        self.parts.clear();
    }

    /// The part that was read as number `at`.
    pub(super) fn scan<'s>(&'s self, text: &'s str, lang: Lang, at: usize) -> Scan<'s> {
        let Part { atoms, heads, flags } = self.parts[at];
        let (atoms_end, heads_end) = match self.parts.get(at + 1) {
            Some(next) => (next.atoms, next.heads),
            None => (self.atoms.len(), self.heads.len()),
        };
        Scan {
            text,
            atoms: &self.atoms[atoms..atoms_end],
            heads: &self.heads[heads..heads_end],
            lang,
            flags,
            headline: OnceCell::new(),
        }
    }

    /// Reads the sentence or part of one at `part`.
    pub(super) fn read(&mut self, text: &str, lang: Lang, part: Span) {
        let first = self.atoms.len();
        let heads = self.heads.len();
        let words = Words { text, lang };
        let mut flags = 0;
        let bytes = &text.as_bytes()[..part.end];
        let (mut at, mut gap, mut line) = (part.start, true, true);
        // A sentence may begin inside an address: `?q=30`.
        let back = bytes[part.start.saturating_sub(200)..part.start]
            .iter()
            .rev()
            .take_while(|b| !b.is_ascii_whitespace())
            .count();
        let mut address = back > 0 && is_address(&bytes[part.start - back..part.end]);
        while at < part.end {
            let byte = bytes[at];
            if byte.is_ascii_whitespace() {
                (gap, line) = (true, line | (byte == b'\n'));
                at += 1;
                continue;
            }
            let letters = letters_end(bytes, at);
            if gap && (at > part.start || back == 0) {
                // A word that white space ends needs no closer look.
                let bare = letters > at && bytes.get(letters).is_none_or(u8::is_ascii_whitespace);
                address = !bare && is_address(&bytes[at..]);
            }
            let mut atom = Atom {
                start: at,
                end: at + 1,
                class: Class::Sign(byte as char),
                word: Word::NONE,
                key: Key::EMPTY,
                gap,
                line,
                cap: byte.is_ascii_uppercase(),
                address,
            };
            if letters > at {
                words.read_word(&mut atom, letters, bytes);
            } else if !words.read_number(&mut atom, bytes) {
                let c = match byte {
                    ..0x80 => byte as char,
                    _ => text[at..].chars().next().unwrap_or(' '),
                };
                if c.is_whitespace() {
                    (gap, at) = (true, at + c.len_utf8());
                    continue;
                }
                words.read_sign(&mut atom, c, bytes);
            }
            (at, gap, line) = (atom.end, false, false);
            flags |= atom.word.flags;
            if candidate::begins(&atom) {
                self.heads.push((self.atoms.len() - first) as u32);
            }
            self.atoms.push(atom);
        }
        self.parts.push(Part { atoms: first, heads, flags });
    }
}

/// How one atom of a text is read.
struct Words<'t> {
    text: &'t str,
    lang: Lang,
}

impl Words<'_> {
    /// Reads the digit string that begins with the atom, if one does.
    fn read_number(&self, atom: &mut Atom, bytes: &[u8]) -> bool {
        let at = atom.start;
        if !bytes[at].is_ascii_digit() && !begins_decimal(bytes, at, atom.gap) {
            return false;
        }
        let (end, digits) = digits::read(self.text, at, bytes.len(), self.lang);
        // Where the point parts thousands, none begins a number: it is read as a sign.
        if end > at {
            (atom.end, atom.class) = (end, Class::Number(digits));
        }
        end > at
    }

    /// Reads a sign, or a word that begins with a letter beyond ASCII.
    fn read_sign(&self, atom: &mut Atom, c: char, bytes: &[u8]) {
        (atom.end, atom.class) = (atom.start + c.len_utf8(), Class::Sign(c));
        if matches!(c, '°' | '℃' | '℉') {
            atom.word.flags = flag::TEMP;
        }
        if !c.is_ascii() && in_word(c) {
            atom.cap = c.is_uppercase();
            self.read_word(atom, atom.start, bytes);
        } else {
            atom.key = Key::of(&bytes[atom.start..atom.end]);
        }
    }

    /// Reads the word whose first letters, all ASCII, end at `letters`.
    fn read_word(&self, atom: &mut Atom, letters: usize, bytes: &[u8]) {
        (atom.end, atom.class) = (letters, Class::Word);
        let mut ascii = true;
        while bytes.get(atom.end).is_some_and(|b| *b >= 0x80) {
            let c = self.text[atom.end..].chars().next().unwrap_or(' ');
            if !in_word(c) {
                break;
            }
            ascii = false;
            atom.end = letters_end(bytes, atom.end + c.len_utf8());
        }
        let raw = &bytes[atom.start..atom.end];
        atom.key = Key::of(raw);
        if raw.len() <= 24 && ascii {
            let found = match atom.key {
                Key::LONG => self.lang.words().get(&self.small(atom)),
                key => self.lang.words().get_key(key),
            };
            if let Some(word) = found {
                atom.word = *word;
                return;
            }
        } else if raw.len() <= 40
            && !ascii
            && let Some(word) = self.lang.words().get(&self.small(atom))
        {
            atom.word = *word;
            return;
        }
        if self.lang == Lang::De
            && raw.len() >= 7
            && raw.len() <= 60
            && let Some(value) = super::words::german(&self.small(atom))
        {
            atom.word = Word { role: Role::Full, value, flags: 0 };
        }
    }

    fn small(&self, atom: &Atom) -> String {
        self.text[atom.start..atom.end].to_lowercase()
    }
}

impl<'t> Scan<'t> {
    pub(super) fn get(&self, at: usize) -> Option<&Atom> {
        self.atoms.get(at)
    }

    /// The text of an atom, empty past the end.
    pub(super) fn str(&self, at: usize) -> &'t str {
        self.atoms.get(at).map_or("", |a| &self.text[a.start..a.end])
    }

    /// The sign at `at`, or NUL.
    pub(super) fn sign(&self, at: usize) -> char {
        match self.atoms.get(at) {
            Some(Atom { class: Class::Sign(c), .. }) => *c,
            _ => '\0',
        }
    }

    /// The digits at `at`.
    pub(super) fn digits(&self, at: usize) -> Option<Digits> {
        match self.atoms.get(at) {
            Some(Atom { class: Class::Number(d), .. }) => Some(*d),
            _ => None,
        }
    }

    pub(super) fn role(&self, at: usize) -> Role {
        self.atoms.get(at).map_or(Role::None, |a| a.word.role)
    }

    pub(super) fn has(&self, at: usize, flags: u64) -> bool {
        self.atoms.get(at).is_some_and(|a| a.word.flags & flags != 0)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|a| a.class == Class::Word)
    }

    /// Whether the atom is one of `words`, in any case.
    pub(super) fn is(&self, at: usize, words: &[Key]) -> bool {
        self.atoms.get(at).is_some_and(|a| a.key.is(words))
    }

    /// Whether white space stands before the atom; true past the end.
    pub(super) fn gap(&self, at: usize) -> bool {
        self.atoms.get(at).is_none_or(|a| a.gap)
    }

    /// Whether the atom is a dash that joins: hyphen, en or em dash.
    pub(super) fn dash(&self, at: usize) -> bool {
        matches!(self.sign(at), '-' | '‐' | '‑' | '–' | '—' | '−' | '‒')
    }

    /// A plain hyphen with no space on either side.
    pub(super) fn hyphen(&self, at: usize) -> bool {
        matches!(self.sign(at), '-' | '‐' | '‑') && !self.gap(at) && !self.gap(at + 1)
    }
}

/// `.45` after a space or bracket.
fn begins_decimal(bytes: &[u8], at: usize, gap: bool) -> bool {
    bytes[at] == b'.'
        && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
        && (gap || at == 0 || matches!(bytes[at - 1], b'(' | b'-' | b'$' | b'"' | b'+'))
}

/// Letters beyond ASCII; the raised ones of ordinals and degrees are signs.
fn in_word(c: char) -> bool {
    // Quotation marks and dashes, the most of all: the tables of Unicode need not be asked.
    !matches!(c, '\u{2000}'..='\u{206F}' | 'º' | 'ª') && c.is_alphabetic()
}

/// Whether the chunk that begins here, up to white space, is no running text.
fn is_address(bytes: &[u8]) -> bool {
    let (mut at, mut dots) = (0, false);
    while at < bytes.len() && at < 400 && !bytes[at].is_ascii_whitespace() {
        match bytes[at] {
            b'@' => return at > 0 || bytes.get(1).is_some_and(u8::is_ascii_alphabetic),
            b':' if bytes[at..].starts_with(b"://") => return true,
            b'#' => return true,
            b'.' => {
                let letters = |range: &[u8]| range.iter().all(u8::is_ascii_alphabetic);
                let ahead = &bytes[at + 1..];
                let known: [&[u8]; 6] = [b"com", b"org", b"net", b"gov", b"edu", b"co"];
                if at >= 3
                    && letters(&bytes[at - 3..at])
                    && known.iter().any(|k| {
                        ahead.starts_with(k)
                            && !ahead.get(k.len()).is_some_and(u8::is_ascii_alphabetic)
                    })
                {
                    return true;
                }
                dots = true;
            }
            b'/' if dots && at > 4 && bytes[at - 1].is_ascii_alphabetic() => {
                let before = &bytes[..at];
                let cut = before.iter().rposition(|&b| b == b'.').map_or(0, |p| p + 1);
                if before[cut..].len() >= 2
                    && cut >= 4
                    && before[cut..].iter().all(u8::is_ascii_alphabetic)
                    && before[cut - 2].is_ascii_alphanumeric()
                    && !before[..cut].iter().any(u8::is_ascii_digit)
                {
                    return true;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.starts_with(b"www.")
}
