//! The words of a text: a key each, by a hash that reads eight letters at a time.

use super::kind::Kind;
use super::scan::Shape;

/// Bit of a word's key: at least four characters long.
pub(super) const LONG: u32 = 1;
/// Bit of a word's key: it begins with a capital.
pub(super) const CAPITAL: u32 = 2;
/// The bits of a word's key that are its hash.
pub(super) const HASH: u32 = !3;
/// The key that every run of digits has, so that cues can say "a number".
pub(super) const NUMBER: u32 = 0x1000_0000;

/// The words of a text in order: a key and the languages it is a function word of.
#[derive(Default)]
pub(super) struct Words {
    pub(super) keys: Vec<u32>,
    pub(super) langs: Vec<u16>,
    /// What the words of the block that is being read add up to.
    sums: Shape,
}

impl Words {
    /// The sums of the words from number `at` on, and where they begin.
    pub(super) fn take(&mut self, at: usize) -> Shape {
        let words = (self.keys.len() - at) as u32;
        let line = line_hash(&self.keys[at..]);
        Shape { at, words, line, ..std::mem::take(&mut self.sums) }
    }
}

/// A word while it is read.
#[derive(Default)]
pub(super) struct Word {
    hash: u64,
    chars: u32,
    uppers: u32,
    digits: u32,
    capital: bool,
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;
/// The bit of each byte that lower case and digits have.
const LOWER: u64 = 0x20 * ONES;

/// The bytes of `x` from `low` to `high`, the upper bit of each; those beyond ASCII are none.
#[inline]
fn between(x: u64, low: u8, high: u8) -> u64 {
    let above = x + u64::from(0x80 - low) * ONES;
    let beyond = x + u64::from(0x7f - high) * ONES;
    above & !beyond & HIGH
}

/// How many upper bits of bytes `mask` has.
#[inline]
fn count(mask: u64) -> u32 {
    ((mask >> 7).wrapping_mul(ONES) >> 56) as u32
}

#[inline]
fn eight(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => bytes.iter().rev().fold(0, |x, &b| x << 8 | u64::from(b)),
    }
}

#[inline]
fn mix(hash: u64, letters: u64) -> u64 {
    let hash = (hash ^ letters).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    hash ^ hash >> 32
}

impl Word {
    /// Reads the letters and digits of ASCII that `bytes` begins with; how many.
    #[inline]
    pub(super) fn run(&mut self, bytes: &[u8]) -> usize {
        self.capital |= self.chars == 0 && bytes[0].is_ascii_uppercase();
        let mut read = 0;
        loop {
            let x = eight(&bytes[read..]);
            let (low, ascii) = (x & !HIGH, !x & HIGH);
            let letters = between(low | LOWER, b'a', b'z') & ascii;
            let digits = between(low, b'0', b'9') & ascii;
            let end = (letters | digits) ^ HIGH;
            // Below the first byte that is neither.
            let inside = ((end & end.wrapping_neg()) >> 7).wrapping_sub(1);
            if inside == 0 {
                return read;
            }
            self.hash = mix(self.hash, (x | LOWER) & inside);
            // The bit that lower case and digits have, moved to the upper one.
            self.uppers += count(letters & !(x << 2) & inside);
            self.digits += count(digits & inside);
            let len = if end == 0 { 8 } else { end.trailing_zeros() as usize / 8 };
            self.chars += len as u32;
            read += len;
            if end != 0 {
                return read;
            }
        }
    }

    /// Reads one letter or digit that is not of ASCII.
    pub(super) fn push(&mut self, c: char, kind: Kind) {
        let upper = kind == Kind::Upper;
        let lower = if upper { c.to_lowercase().next().unwrap_or(c) } else { c };
        self.hash = mix(self.hash, u64::from(u32::from(lower)));
        self.capital |= upper && self.chars == 0;
        self.uppers += u32::from(upper);
        self.digits += u32::from(kind == Kind::Digit);
        self.chars += 1;
    }

    /// Ends the word, if one has begun.
    #[inline]
    pub(super) fn finish(&mut self, words: &mut Words) {
        if self.chars == 0 {
            return;
        }
        let number = self.digits == self.chars;
        let mut key = if number { NUMBER } else { self.hash as u32 & HASH };
        key |= if self.chars >= 4 { LONG } else { 0 } | if self.capital { CAPITAL } else { 0 };
        let sums = &mut words.sums;
        sums.numbers += u32::from(number);
        sums.capitals += u32::from(self.capital);
        sums.shouts += u32::from(self.uppers == self.chars && self.chars >= 3);
        sums.longest = sums.longest.max(self.chars);
        sums.letters += self.chars - self.digits;
        sums.uppers += self.uppers;
        sums.digits += self.digits;
        words.keys.push(key);
        *self = Self::default();
    }
}

fn line_hash(keys: &[u32]) -> u64 {
    keys.iter().fold(0xcbf2_9ce4_8422_2325, |h: u64, &k| {
        (h.rotate_left(5) ^ u64::from(k & HASH)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}
