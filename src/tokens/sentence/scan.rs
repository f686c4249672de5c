//! The places where a sentence may end, found without reading the characters between them.

use crate::tokens::boundaries::is_sentence_terminal;
use crate::tokens::chars::char_at;
use crate::tokens::simd::{self, BLOCK, Kernel, Lanes};

/// A drawn line has at least so many signs.
const DRAWN: usize = 4;

/// Blocks that are looked at together: sentences of news are some 130 bytes long.
const BLOCKS: usize = 8;

/// What may end a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Candidate {
    /// `.`, `!`, `?`, `…`: one that closers and white space may follow.
    Stop(usize),
    /// `。`, `！`, `؟`, `।`: ends a sentence whatever follows.
    WideStop(usize),
    /// An emoticon (`:-)`) or a drawn line (`____`), from the first byte to the second.
    Mark(usize, usize),
    /// A line feed, a carriage return, U+2028 or U+2029.
    Line(usize),
}

impl Candidate {
    pub(super) fn at(self) -> usize {
        match self {
            Self::Stop(at) | Self::WideStop(at) | Self::Mark(at, _) | Self::Line(at) => at,
        }
    }
}

/// Walks the candidates of a text from left to right.
///
/// The bytes that may begin one are masks of 64 bits, found for a stretch of the text at a time.
pub(super) struct Scanner<'t> {
    text: &'t str,
    bytes: &'t [u8],
    /// Where the stretch begins.
    base: usize,
    masks: [u64; BLOCKS],
    /// A bit for each of the masks that has any.
    any: u32,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let (masks, any) = simd::run(Stretch(bytes));
        Self { text, bytes, base: 0, masks, any }
    }

    /// The first candidate at or after `from`, which must not decrease between calls.
    #[inline]
    pub(super) fn next(&mut self, mut from: usize) -> Option<Candidate> {
        loop {
            let at = self.find(from)?;
            match self.read(at) {
                Ok(candidate) => return Some(candidate),
                Err(after) => from = after,
            }
        }
    }

    /// The first byte at or after `from` that may begin a candidate.
    #[inline]
    fn find(&mut self, mut from: usize) -> Option<usize> {
        while from < self.bytes.len() {
            if from >= self.base + BLOCKS * BLOCK {
                self.base = from;
                (self.masks, self.any) = simd::run(Stretch(&self.bytes[from..]));
            }
            let block = (from - self.base) / BLOCK;
            let mask = self.masks[block] >> ((from - self.base) % BLOCK);
            if mask != 0 {
                return Some(from + mask.trailing_zeros() as usize);
            }
            let others = self.any & !0 << (block + 1);
            if others != 0 {
                let block = others.trailing_zeros() as usize;
                let mask = self.masks[block % BLOCKS];
                return Some(self.base + block * BLOCK + mask.trailing_zeros() as usize);
            }
            from = self.base + BLOCKS * BLOCK;
        }
        None
    }

    /// The candidate that begins at `at`, or where to go on.
    #[inline]
    fn read(&self, at: usize) -> Result<Candidate, usize> {
        match &self.bytes[at..] {
            [b'.' | b'!' | b'?', ..] => Ok(Candidate::Stop(at)),
            [b'\n' | b'\r', ..] => Ok(Candidate::Line(at)),
            rest @ [b':' | b'_' | b'=', ..] => {
                let len = mark(rest);
                let open = || at > 0 && self.bytes[at - 1].is_ascii_whitespace();
                if len > 2 || len == 2 && open() {
                    return Ok(Candidate::Mark(at, at + len));
                }
                Err(at + len.max(1))
            }
            [0xE2, 0x80, 0xA6, ..] => Ok(Candidate::Stop(at)),
            [0xE2, 0x80, 0xA8 | 0xA9, ..] => Ok(Candidate::Line(at)),
            [0xE3, 0x80, 0x82, ..] | [0xE0, 0xA5, 0xA4 | 0xA5, ..] => Ok(Candidate::WideStop(at)),
            // The other punctuation of Chinese and Japanese, and the vowel signs of Hindi.
            [0xE3, 0x80, ..] | [0xE0, 0xA5, ..] => Err(at + 3),
            // Quotation marks and dashes, the Hangul and the emoji.
            [0xE2, 0x80, ..=0xBB, ..] | [0xEA, 0xB0..=0xBF, ..] | [0xF0, 0x9F, ..] => Err(at + 1),
            [0x80..=0xFF, ..] => self.other(at),
            _ => Err(at + 1),
        }
    }

    fn other(&self, at: usize) -> Result<Candidate, usize> {
        match char_at(self.text, at) {
            Some(c) if is_sentence_terminal(c) => Ok(Candidate::WideStop(at)),
            Some(c) => Err(at + c.len_utf8()),
            None => Err(at + 1),
        }
    }
}

/// Which of the first bytes of a text may begin a candidate.
struct Stretch<'t>(&'t [u8]);

/// Bits of [`BEGINS`]: the first bytes of two and of three that a second byte tells more of.
const OF_TWO: u8 = 1 << 4;
const OF_THREE: u8 = 1 << 5;

/// What a sentence's end or a line's may begin with.
const BEGINS: [[u8; 16]; 2] = by_nibbles(&[
    (b"\n\r", 1 << 0),
    (b"!.", 1 << 1),
    (b":=?", 1 << 2),
    (b"_", 1 << 3),
    (b"\xD6\xD8\xDB\xDC\xDF", OF_TWO),
    (b"\xE0\xE3", OF_THREE),
    (b"\xE1\xE2\xEA\xEF", 1 << 6),
    (b"\xF0", 1 << 7),
]);

/// Bits of [`SECONDS`].
const AFTER_TWO: u8 = 1 << 0 | 1 << 1 | 1 << 2;
const AFTER_THREE: u8 = 1 << 3 | 1 << 4;

/// The second bytes of what [`OF_TWO`] and [`OF_THREE`] begin: by the first alone every other
/// letter of Arabic, Hindi and Thai would be looked at.
const SECONDS: [[u8; 16]; 2] = by_nibbles(&[
    (b"\x80\x81\x82\x89", 1 << 0),
    (b"\x94\x9D\x9E\x9F", 1 << 1),
    (b"\xB9", 1 << 2),
    (b"\x80", 1 << 3),
    (b"\xA0\xA5", 1 << 4),
]);

/// Tables of the lower and the upper half of a byte: for a byte of a group both have its bit. All
/// bytes of a group have one upper half.
const fn by_nibbles(mut groups: &[(&[u8], u8)]) -> [[u8; 16]; 2] {
    let (mut low, mut high) = ([0; 16], [0; 16]);
    while let &[(mut bytes, bit), ref rest @ ..] = groups {
        while let &[byte, ref others @ ..] = bytes {
            low[(byte & 15) as usize] |= bit;
            high[(byte >> 4) as usize] |= bit;
            bytes = others;
        }
        groups = rest;
    }
    [low, high]
}

impl Kernel for Stretch<'_> {
    type Output = ([u64; BLOCKS], u32);

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> ([u64; BLOCKS], u32) {
        let mut masks = [0; BLOCKS];
        let (blocks, rest) = self.0.as_chunks();
        for (mask, block) in masks.iter_mut().zip(blocks) {
            *mask = begins(lanes, block);
        }
        if let Some(mask) = masks.get_mut(blocks.len()) {
            let mut last = [0; BLOCK];
            last[..rest.len()].copy_from_slice(rest);
            *mask = begins(lanes, &last);
        }
        let any = masks.iter().rev().fold(0, |any, &mask| any << 1 | u32::from(mask != 0));
        (masks, any)
    }
}

#[inline(always)]
fn begins<L: Lanes>(lanes: L, block: &[u8; BLOCK]) -> u64 {
    let bytes = lanes.load(block);
    let found = lanes.nibbles(bytes, &BEGINS[0], &BEGINS[1]);
    let all = !lanes.equal(found, 0);
    let of = |bits: u8| !lanes.equal(lanes.and(found, bits), 0);
    let open = of(OF_TWO | OF_THREE);
    if open == 0 {
        return all;
    }
    let seconds = lanes.nibbles(bytes, &SECONDS[0], &SECONDS[1]);
    // What follows the last byte is not known here.
    let before = |bits: u8| !lanes.equal(lanes.and(seconds, bits), 0) >> 1 | 1 << (BLOCK - 1);
    all & !open | of(OF_TWO) & before(AFTER_TWO) | of(OF_THREE) & before(AFTER_THREE)
}

/// The length of the emoticon or drawn line that `bytes` begins with; 0 for none.
fn mark(bytes: &[u8]) -> usize {
    match bytes {
        [b':', b'-', b')' | b'(' | b'D', ..] => 3,
        [b':', b')' | b'(' | b'D', ..] => 2,
        [line @ (b'_' | b'='), ..] => {
            let run = bytes.iter().take_while(|b| *b == line).count();
            if run < DRAWN { 0 } else { run }
        }
        _ => 0,
    }
}
