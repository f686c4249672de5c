//! One pass over the characters of a block: its [`Shape`] and the hashes of its words.

use super::cues::{self, CLASSES};

/// Bit of a word's key: at least four characters long.
pub(super) const LONG: u32 = 1;
/// Bit of a word's key: it begins with a capital.
pub(super) const CAPITAL: u32 = 2;
/// The bits of a word's key that are its hash.
pub(super) const HASH: u32 = !3;
/// The key that every run of digits has, so that cues can say "a number".
pub(super) const NUMBER: u32 = 0x1000_0000;

const SEED: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

/// What a character is to the scanner.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Other,
    Lower,
    Upper,
    Digit,
    Space,
    /// Ends a sentence: `. ! ? …` and their like.
    Stop,
    Comma,
    Colon,
    Quote,
    /// Parts the items of a line: `| > / •`.
    Separator,
    Open,
    Close,
    Tab,
    At,
    /// A letter of a script without spaces, a word of its own here.
    Ideograph,
}

const ASCII: [Kind; 128] = {
    let mut table = [Kind::Other; 128];
    let mut b = 0;
    while b < 128 {
        table[b] = match b as u8 {
            b'a'..=b'z' => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' => Kind::Digit,
            b' ' | 0x0b | 0x0c | b'\r' | b'\n' => Kind::Space,
            b'.' | b'!' | b'?' => Kind::Stop,
            b',' => Kind::Comma,
            b':' | b';' => Kind::Colon,
            b'"' | b'\'' => Kind::Quote,
            b'|' | b'>' | b'<' | b'/' | b'*' | b'_' | b'~' => Kind::Separator,
            b'(' | b'[' | b'{' => Kind::Open,
            b')' | b']' | b'}' => Kind::Close,
            b'\t' => Kind::Tab,
            b'@' => Kind::At,
            _ => Kind::Other,
        };
        b += 1;
    }
    table
};

/// What a letter or digit of ASCII is in lower case, and 0 for every other byte.
const LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0u8;
    while b < 128 {
        if b.is_ascii_alphanumeric() {
            table[b as usize] = b.to_ascii_lowercase();
        }
        b += 1;
    }
    table
};

fn kind(c: char) -> Kind {
    match c {
        // The letters of most texts, without a look at the tables of Unicode.
        'à'..='ö' | 'ø'..='ÿ' | 'α'..='ώ' | 'а'..='џ' => Kind::Lower,
        'À'..='Ö' | 'Ø'..='Þ' | 'Ѐ'..='Я' => Kind::Upper,
        '\u{4e00}'..='\u{9fff}' => Kind::Ideograph,
        '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{3000}' | '\u{feff}' => Kind::Space,
        '…' | '。' | '！' | '？' | '؟' | '।' => Kind::Stop,
        '，' | '、' | '،' => Kind::Comma,
        '：' | '；' => Kind::Colon,
        '“' | '”' | '‘' | '’' | '„' | '‚' | '«' | '»' | '「' | '」' | '『' | '』' => {
            Kind::Quote
        }
        '•' | '·' | '›' | '‹' | '→' | '←' | '▶' | '►' | '■' | '●' | '｜' | '–' | '—' => {
            Kind::Separator
        }
        '（' | '【' | '《' | '［' => Kind::Open,
        '）' | '】' | '》' | '］' => Kind::Close,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            Kind::Ideograph
        }
        _ if c.is_numeric() => Kind::Digit,
        _ if c.is_uppercase() => Kind::Upper,
        _ if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) => Kind::Lower,
        _ => Kind::Other,
    }
}

/// What one pass over a block's characters finds.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) chars: u32,
    pub(super) words: u32,
    pub(super) letters: u32,
    pub(super) uppers: u32,
    pub(super) digits: u32,
    /// Words that begin with a capital.
    pub(super) capitals: u32,
    /// Words of three letters or more in capitals alone.
    pub(super) shouts: u32,
    pub(super) numbers: u32,
    pub(super) commas: u32,
    pub(super) colons: u32,
    /// Sentence ends: a stop before a space or at the end.
    pub(super) stops: u32,
    pub(super) quotes: u32,
    pub(super) separators: u32,
    pub(super) brackets: u32,
    pub(super) tabs: u32,
    pub(super) ats: u32,
    pub(super) ideographs: u32,
    pub(super) longest: u32,
    pub(super) first: u8,
    pub(super) last: u8,
    /// Ends in a bracketed tag such as `[INSIGHT]`.
    pub(super) tagged: bool,
    /// The hash of all its words.
    pub(super) line: u64,
    /// Where its words begin in [`Words`].
    pub(super) at: usize,
    /// By class: 0 no cue, 1 inside, 2 at the start, 3 the whole block.
    pub(super) cues: [u8; CLASSES],
    /// Words that some cue covers.
    pub(super) cued: u32,
    /// Words of dates: months, days, numbers.
    pub(super) dated: u32,
}

/// The words of a text in order: a key and the languages it is a function word of.
#[derive(Default)]
pub(super) struct Words {
    pub(super) keys: Vec<u32>,
    pub(super) langs: Vec<u16>,
}

/// A word while it is read.
struct Word {
    hash: u32,
    chars: u32,
    uppers: u32,
    digits: u32,
    capital: bool,
}

impl Word {
    const NONE: Self = Self { hash: SEED, chars: 0, uppers: 0, digits: 0, capital: false };

    #[inline]
    fn push(&mut self, c: u32, kind: Kind) {
        self.hash = (self.hash ^ c).wrapping_mul(PRIME);
        if kind == Kind::Upper {
            self.uppers += 1;
            self.capital |= self.chars == 0;
        }
        self.digits += u32::from(kind == Kind::Digit);
        self.chars += 1;
    }

    /// Reads the letters and digits of ASCII that `bytes` begins with, at least one.
    #[inline]
    fn run(&mut self, bytes: &[u8]) -> usize {
        self.capital |= self.chars == 0 && bytes[0].is_ascii_uppercase();
        let (mut hash, mut uppers, mut digits, mut len) = (self.hash, 0, 0, 0);
        for &b in bytes {
            let lower = LOWER[usize::from(b)];
            if lower == 0 {
                break;
            }
            hash = (hash ^ u32::from(lower)).wrapping_mul(PRIME);
            uppers += u32::from(lower != b);
            digits += u32::from(b <= b'9');
            len += 1;
        }
        self.hash = hash;
        self.uppers += uppers;
        self.digits += digits;
        self.chars += len as u32;
        len
    }

    #[inline]
    fn finish(&mut self, shape: &mut Shape, words: &mut Words) {
        if self.chars == 0 {
            return;
        }
        let number = self.digits == self.chars;
        let mut key = if number { NUMBER } else { self.hash & HASH };
        key |= if self.chars >= 4 { LONG } else { 0 } | if self.capital { CAPITAL } else { 0 };
        shape.words += 1;
        shape.numbers += u32::from(number);
        shape.capitals += u32::from(self.capital);
        shape.shouts += u32::from(self.uppers == self.chars && self.chars >= 3);
        shape.longest = shape.longest.max(self.chars);
        shape.letters += self.chars - self.digits;
        shape.uppers += self.uppers;
        shape.digits += self.digits;
        words.keys.push(key);
        *self = Self::NONE;
    }
}

/// The shape of `text`; its words are added to `words`.
pub(super) fn scan(text: &str, words: &mut Words) -> Shape {
    let mut shape = Shape { at: words.keys.len(), ..Shape::default() };
    let mut word = Word::NONE;
    let mut last = Kind::Space;
    let mut stop = false;
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let b = bytes[i];
        if LOWER[usize::from(b)] != 0 {
            let len = word.run(&bytes[i..]);
            if shape.first == 0 {
                shape.first = ASCII[usize::from(b & 127)] as u8;
            }
            i += len;
            last = ASCII[usize::from(bytes[i - 1] & 127)];
            shape.chars += len as u32;
            stop = false;
            continue;
        }
        if b == b' ' {
            word.finish(&mut shape, words);
            shape.stops += u32::from(stop);
            shape.chars += 1;
            stop = false;
            i += 1;
            continue;
        }
        let (c, k) = if b < 128 {
            i += 1;
            let k = ASCII[usize::from(b)];
            (u32::from(if k == Kind::Upper { b | 32 } else { b }), k)
        } else {
            let Some(c) = text[i..].chars().next() else { break };
            i += c.len_utf8();
            let k = kind(c);
            let lower = if k == Kind::Upper { c.to_lowercase().next().unwrap_or(c) } else { c };
            (u32::from(lower), k)
        };
        shape.chars += 1;
        match k {
            Kind::Lower | Kind::Upper | Kind::Digit => word.push(c, k),
            Kind::Ideograph => {
                word.finish(&mut shape, words);
                word.push(c, k);
                word.finish(&mut shape, words);
                shape.ideographs += 1;
            }
            Kind::Space => {
                word.finish(&mut shape, words);
                shape.stops += u32::from(stop);
            }
            _ => {
                word.finish(&mut shape, words);
                mark(k, &mut shape);
            }
        }
        stop = match k {
            // A stop inside closing quotes and brackets ends the sentence all the same.
            Kind::Stop => {
                shape.stops += u32::from(c > 127);
                c < 128
            }
            Kind::Quote | Kind::Close => stop,
            _ => false,
        };
        if shape.first == 0 && k != Kind::Space && k != Kind::Tab {
            shape.first = k as u8;
        }
        let closing = last == Kind::Stop && matches!(k, Kind::Quote | Kind::Close);
        if !closing && !matches!(k, Kind::Space | Kind::Tab) {
            last = k;
        }
    }
    word.finish(&mut shape, words);
    shape.stops += u32::from(stop);
    shape.last = last as u8;
    shape.tagged = tagged(text);
    let keys = &words.keys[shape.at..];
    shape.line = line_hash(keys);
    cues::read(keys, &mut shape, &mut words.langs);
    shape
}

#[inline]
fn mark(kind: Kind, shape: &mut Shape) {
    match kind {
        Kind::Comma => shape.commas += 1,
        Kind::Colon => shape.colons += 1,
        Kind::Quote => shape.quotes += 1,
        Kind::Separator => shape.separators += 1,
        Kind::Open => shape.brackets += 1,
        Kind::Tab => shape.tabs += 1,
        Kind::At => shape.ats += 1,
        _ => {}
    }
}

fn line_hash(keys: &[u32]) -> u64 {
    keys.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, &k| {
        (h.rotate_left(5) ^ u64::from(k & HASH)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// Whether `text` ends in a short tag in brackets and capitals: `[REVEAL]`, `(VIDEO)`.
fn tagged(text: &str) -> bool {
    let bytes = text.trim_ascii_end().as_bytes();
    let open = match bytes.last() {
        Some(b']') => b'[',
        Some(b')') => b'(',
        _ => return false,
    };
    let inner = &bytes[..bytes.len() - 1];
    let tail = &inner[inner.len().saturating_sub(24)..];
    match tail.iter().rposition(|&b| b == open) {
        Some(at) => {
            let tag = &tail[at + 1..];
            tag.len() >= 3
                && tag.iter().all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'&'))
        }
        None => false,
    }
}
