//! The rules on 64 bytes at once.
//!
//! A block of text becomes masks of 64 bits, one for each class of characters. Shifts and sums of
//! whole masks then say where the rules join characters. ASCII is classed by vector operations,
//! any other character by table; a mask with a bit for each byte is packed to one with a bit for
//! each character, and packed again where the rules skip characters (WB4), so that neighbors in
//! the sense of the rules are neighboring bits. What a block needs of the blocks before it is a
//! few bits; what a rule must see of those after it (WB6, WB12) is looked up character by
//! character, at most once for the last character of a block.

mod sinks;
mod word;

pub(super) use sinks::{Count, Offsets, Places, Sink, SpanColumns, Spans};
pub(super) use word::Words;

use super::property::{Properties, set_of};
use super::simd::BLOCK;
use super::tables::SETS;

/// The bytes of a block and those that its last character may have in the next.
const PADDED: usize = BLOCK + 3;

/// `text` block by block.
struct Blocks<'t> {
    bytes: &'t [u8],
    at: usize,
    /// The last block, followed by zeros.
    rest: [u8; PADDED],
}

impl<'t> Blocks<'t> {
    #[inline(always)]
    fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), at: 0, rest: [0; PADDED] }
    }

    /// The next block, a mask of those of its bytes that belong to the text, and the place in the
    /// text where it ends.
    #[inline(always)]
    fn next(&mut self) -> Option<(&[u8; PADDED], u64, usize)> {
        let left = self.bytes.get(self.at..)?;
        self.at += BLOCK;
        if let Some(block) = left.first_chunk() {
            return Some((block, !0, self.at));
        }
        if left.is_empty() {
            return None;
        }
        self.rest = [0; PADDED];
        self.rest[..left.len()].copy_from_slice(left);
        Some((&self.rest, low_bits(left.len() as u32), self.at))
    }
}

/// The lowest `n` bits, all from 64 on.
#[inline(always)]
fn low_bits(n: u32) -> u64 {
    if n >= 64 { !0 } else { (1 << n) - 1 }
}

/// `mask` moved to the next character; `first` is the bit of the last character before the block.
#[inline(always)]
fn after(mask: u64, first: u64) -> u64 {
    mask << 1 | first
}

/// The place in [`SETS`] of the properties of the character that begins at byte `i` of a block,
/// which is not ASCII.
#[inline(always)]
fn set_at(block: &[u8; PADDED], i: usize) -> u8 {
    let at = |k: usize| u32::from(block[(i & 63) + k]);
    let lead = at(0);
    let point = if lead < 0xE0 {
        (lead & 0x1F) << 6 | (at(1) & 0x3F)
    } else if lead < 0xF0 {
        (lead & 0x0F) << 12 | (at(1) & 0x3F) << 6 | (at(2) & 0x3F)
    } else {
        (lead & 0x07) << 18 | (at(1) & 0x3F) << 12 | (at(2) & 0x3F) << 6 | (at(3) & 0x3F)
    };
    set_of(point)
}

/// A table by set of properties.
const fn by_set(code: [u16; SETS.len()]) -> [u16; 256] {
    let mut table = [0; 256];
    let mut i = 0;
    while i < code.len() {
        table[i] = code[i];
        i += 1;
    }
    table
}

/// The character before byte `at` of `text`.
fn before(text: &str, at: usize) -> Option<&'static Properties> {
    text[..at].chars().next_back().map(Properties::of)
}
