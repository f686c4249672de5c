//! The counts of ASCII text, 32 bytes at once: the high bit of each byte of a word says whether
//! the byte is of a kind.

use super::{Counts, LETTER, SIGN, STOP, ascii_kind};

/// Bytes that are counted at once.
pub(super) const WIDTH: usize = 32;
/// Fills up what is shorter: a byte of no kind but the signs, which are what is left over.
const PADDING: u8 = 0x7f;
const HIGH: u64 = u64::MAX / 255 * 0x80;

type Mask = [u64; WIDTH / 8];

const fn all(byte: u8) -> u64 {
    u64::MAX / 255 * byte as u64
}

/// Counts `bytes`, which are ASCII and at most [`WIDTH`].
pub(super) fn count(counts: &mut Counts, bytes: &[u8]) {
    let mut padded = [PADDING; WIDTH];
    padded[..bytes.len()].copy_from_slice(bytes);
    let (words, _) = padded.as_chunks();
    let text: Mask = std::array::from_fn(|i| u64::from_le_bytes(words[i]));

    let small = text.map(|w| within(w, b'a', b'z'));
    let capital = text.map(|w| within(w, b'A', b'Z'));
    let digit = text.map(|w| within(w, b'0', b'9'));
    let blank = text.map(|w| !(w + all(0x80 - 0x21)) & HIGH);
    let comma = text.map(|w| one_of(w, [b',', b';']));
    let stop = text.map(|w| one_of(w, [b'.', b'!', b'?']));
    let bar = text.map(|w| one_of(w, [b'|', b'>', b'<', b'/', b'*']));
    let word: Mask = std::array::from_fn(|i| small[i] | capital[i] | digit[i]);
    let before = behind(word, counts.run > 0);
    let start: Mask = std::array::from_fn(|i| word[i] & !before[i]);
    let after_stop = behind(stop, counts.before == STOP);

    if counts.words == 0
        && let Some(at) = (0..WIDTH).find(|at| start[at / 8] >> (at % 8 * 8) & HIGH & 0xff != 0)
    {
        counts.opening = u32::from(bytes[at].is_ascii_lowercase())
            + 2 * u32::from(bytes[at].is_ascii_uppercase());
    }
    let mut signs = bytes.len() as u32;
    // In the order of their numbers, `LETTER` to `BAR`.
    let kinds = [small, capital, digit, blank, comma, stop, bar];
    for (count, mask) in counts.kinds[usize::from(LETTER)..].iter_mut().zip(kinds) {
        let found = total(mask);
        *count += found;
        signs -= found;
    }
    counts.kinds[usize::from(SIGN)] += signs;
    counts.chars += bytes.len() as u32;
    counts.words += total(start);
    counts.capitals += total(std::array::from_fn(|i| start[i] & capital[i]));
    counts.stops += total(std::array::from_fn(|i| blank[i] & after_stop[i]));
    counts.runs(bits(word), bytes.len());
    counts.before = ascii_kind(bytes[bytes.len() - 1]);
}

/// Bytes from `low` to `high`.
fn within(word: u64, low: u8, high: u8) -> u64 {
    (word + all(0x80 - low)) & !(word + all(0x7f - high)) & HIGH
}

fn one_of<const N: usize>(word: u64, bytes: [u8; N]) -> u64 {
    bytes.into_iter().fold(0, |found, byte| found | (HIGH - (word ^ all(byte)))) & HIGH
}

/// What the byte before each is; `first` is said of the one before all.
fn behind(mask: Mask, first: bool) -> Mask {
    let carried = |i: usize| match i {
        0 => u64::from(first) << 7,
        _ => mask[i - 1] >> 56,
    };
    std::array::from_fn(|i| mask[i] << 8 | carried(i))
}

fn total(mask: Mask) -> u32 {
    let by_byte: u64 = mask.iter().map(|m| m >> 7).sum();
    (by_byte.wrapping_mul(all(1)) >> 56) as u32
}

/// A bit for each byte.
fn bits(mask: Mask) -> u32 {
    let eight = |m: u64| ((m >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32;
    mask.iter().enumerate().fold(0, |bits, (i, &m)| bits | eight(m) << (8 * i))
}
