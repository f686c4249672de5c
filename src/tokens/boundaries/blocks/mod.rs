//! The rules on 64 bytes at once.
//!
//! A block of text becomes masks of 64 bits, one for each class of characters. Shifts and sums of
//! whole masks then say where the rules join characters. ASCII is classed by vector operations,
//! any other character by table, all of 64 code points at once where the processor can; a mask
//! with a bit for each byte is packed to one with a bit for each character, and packed again where
//! the rules skip characters (WB4), so that neighbors in the sense of the rules are neighboring
//! bits. What a block needs of the blocks before it is a few bits; what a rule must see of those
//! after it (WB6, WB12) is looked up character by character, at most once for the last character
//! of a block.

/// A table by set of properties: `$value` of each `$set`.
macro_rules! by_set {
    ($set:ident => $value:expr, $zero:expr) => {{
        let mut table = [$zero; SETS.len()];
        let mut i = 0;
        while i < table.len() {
            let $set = &SETS[i];
            table[i] = $value;
            i += 1;
        }
        table
    }};
}

mod count;
mod grapheme;
mod sentence;
mod sinks;
mod word;
mod word_codes;

pub(super) use count::CountWords;
pub(super) use grapheme::Graphemes;
pub(super) use sentence::Sentences;
pub(super) use sinks::{Count, Offsets, Places, Push, Sink, SpanColumns, Spans};
pub(super) use word::Words;

use super::property::{Properties, place_of};
use super::tables::{BLOCKS, LEADS, SETS};
use crate::tokens::simd::{BLOCK, Codes, Lanes, PADDED};

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

    /// The next block if the text fills it; it stays the next.
    #[inline(always)]
    fn whole(&self) -> Option<&'t [u8; BLOCK]> {
        self.bytes.get(self.at..)?.first_chunk()
    }

    /// The next block, a mask of those of its bytes that belong to the text, and the place in the
    /// text where it ends.
    #[inline(always)]
    fn next(&mut self) -> Option<(&[u8; PADDED], u64, usize)> {
        let left = self.bytes.get(self.at..).filter(|left| !left.is_empty())?;
        self.at += BLOCK;
        if let Some(block) = left.first_chunk() {
            return Some((block, !0, self.at));
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

/// The place in a table by block of 64 code points, such as [`BLOCKS`], of the character that
/// begins at byte `i` of a block and is not ASCII.
#[inline(always)]
fn place_at<V: Lanes>(lanes: V, block: &[u8; PADDED], i: usize) -> usize {
    let bytes = block[i..i + 4].try_into().expect("four bytes");
    place_of(lanes.point(bytes))
}

/// The codes of the characters that begin at `wide`; elsewhere `low`, and zeros.
#[inline(always)]
fn look_up<V: Lanes>(
    lanes: V,
    block: &[u8; PADDED],
    wide: u64,
    codes: &[u16; BLOCKS.len()],
    low: V::Bytes,
) -> Codes<V::Bytes> {
    let page = |i| {
        let at = place_at(lanes, block, i) & !63;
        codes[at..].first_chunk().expect("pages are whole")
    };
    let mut found = Codes { low, high: lanes.and(low, 0) };
    let left = lanes.look_up(block, wide, page, &mut found);
    if left != 0 {
        one_by_one(lanes, block, left, codes, &mut found);
    }
    found
}

/// Puts the codes of the characters that begin at `wide` into `found`.
#[inline(always)]
fn one_by_one<V: Lanes>(
    lanes: V,
    block: &[u8; PADDED],
    mut wide: u64,
    codes: &[u16; BLOCKS.len()],
    found: &mut Codes<V::Bytes>,
) {
    let (mut low, mut high) = ([0; BLOCK + 1], [0; BLOCK + 1]);
    lanes.store(found.low, low.first_chunk_mut().expect("a block is shorter"));
    lanes.store(found.high, high.first_chunk_mut().expect("a block is shorter"));
    while wide != 0 {
        // Four at a time, so that the number of rounds is easier to foretell. What is past the
        // last goes to the place after the block.
        for _ in 0..4 {
            let i = wide.trailing_zeros() as usize;
            wide &= wide.wrapping_sub(1);
            let code = codes[place_at(lanes, block, i)];
            low[i] = code as u8;
            high[i] = (code >> 8) as u8;
        }
    }
    found.low = lanes.load(low.first_chunk().expect("a block is shorter"));
    found.high = lanes.load(high.first_chunk().expect("a block is shorter"));
}

/// The second of each pair of regional indicators; `odd` is whether one is open.
#[inline(always)]
fn pairs(mut indicators: u64, odd: &mut u64, top: u32) -> u64 {
    let (mut seconds, mut last) = (0, u32::MAX);
    let mut open = *odd == 1;
    *odd = 0;
    while indicators != 0 {
        let at = indicators.trailing_zeros();
        indicators &= indicators - 1;
        open &= at == last.wrapping_add(1);
        seconds |= u64::from(open) << at;
        open = !open;
        last = at;
        *odd = u64::from(open && at == top);
    }
    seconds
}

/// `starts`, and every place that a run of `through` leads to from one of them.
#[inline(always)]
fn reach(starts: u64, through: u64) -> u64 {
    // In a sum a carry runs through ones: it begins where a start is added to one.
    let added = starts & through;
    starts | (through.wrapping_add(added) ^ through ^ added)
}

/// The code of each set of properties laid out as [`BLOCKS`] is, to save a look-up.
const fn by_place(codes: &[u16; SETS.len()]) -> [u16; BLOCKS.len()] {
    let mut table = [0; BLOCKS.len()];
    let mut i = 0;
    while i < table.len() {
        table[i] = codes[BLOCKS[i] as usize];
        i += 1;
    }
    table
}

/// First bytes of characters as two tables of bits by nibble: see [`Lanes::nibbles`].
///
/// `rows[0]` by the lower four bits, with a bit for each of the four upper ones; `rows[1]` says
/// which bit that is. Two sets of bytes fit, in the lower and the upper half of each entry.
type LeadTable = [[u8; 16]; 2];

/// The bytes that begin a character of one of `sets`.
const fn begins(sets: &[bool; SETS.len()]) -> LeadTable {
    let mut rows = [[0; 16]; 2];
    let mut lead = 0;
    while lead < 64 {
        let mut set = 0;
        while set < SETS.len() {
            if LEADS[lead] >> set & 1 == 1 && sets[set] {
                rows[0][lead % 16] |= 1 << (lead / 16);
            }
            set += 1;
        }
        rows[1][12 + lead / 16] = 1 << (lead / 16);
        lead += 1;
    }
    rows
}

/// The bytes that begin only characters whose code is `first`, or only such whose code is
/// `second`, but for `ignored` bits.
const fn uniform(codes: &[u16; SETS.len()], ignored: u16, first: u16, second: u16) -> LeadTable {
    let mut rows = [[0; 16]; 2];
    let mut lead = 0;
    while lead < 64 {
        let (mut is_first, mut is_second) = (LEADS[lead] != 0, LEADS[lead] != 0);
        let mut set = 0;
        while set < codes.len() {
            if LEADS[lead] >> set & 1 == 1 {
                is_first &= (codes[set] ^ first) & !ignored == 0;
                is_second &= (codes[set] ^ second) & !ignored == 0;
            }
            set += 1;
        }
        let bit = 1 << (lead / 16);
        rows[0][lead % 16] |= if is_first { bit } else { 0 } | if is_second { bit << 4 } else { 0 };
        rows[1][12 + lead / 16] = bit | bit << 4;
        lead += 1;
    }
    rows
}

/// WB3, GB3: where a line feed follows a carriage return; `cr` is whether one was the last
/// character before the block.
#[inline(always)]
fn line_end<V: Lanes>(lanes: V, v: V::Bytes, leads: u64, cr: &mut u64) -> u64 {
    let returns = lanes.equal(v, b'\r');
    if returns | *cr == 0 || leads == 0 {
        return 0;
    }
    let join = lanes.equal(v, b'\n') & after(returns, *cr);
    *cr = returns >> (63 - leads.leading_zeros());
    join
}

/// The character before byte `at` of `text`.
fn before(text: &str, at: usize) -> Option<&'static Properties> {
    text[..at].chars().next_back().map(Properties::of)
}
