//! How each word and each pair of words leans: to articles or to what stands around them.

use super::scan::Shape;
use super::words::{HASH, Words};

/// Weights by hash of a word, then by hash of a pair: a byte each, signed, in eighths of a
/// logit.
pub(super) const SLOTS: usize = WORDS + PAIRS;
const WORDS: usize = 1 << 14;
const PAIRS: usize = 1 << 15;

/// Slots of a word and of a pair of words that follow each other.
pub(super) fn slots(before: u32, word: u32) -> (usize, usize) {
    let (before, word) = (before & HASH, word & HASH);
    let pair = (before.wrapping_mul(0x9e37_79b1) ^ word).wrapping_mul(0x85eb_ca6b);
    let single = word.wrapping_mul(0x9e37_79b1) >> 18;
    (single as usize, WORDS + (pair >> 17) as usize)
}

/// What the words of one block add up to.
#[derive(Clone, Copy, Default)]
pub(super) struct Lean {
    pub(super) words: i32,
    pub(super) pairs: i32,
    pub(super) first: i32,
    pub(super) last: i32,
    pub(super) least: i32,
    pub(super) most: i32,
}

/// The lean of each block by the weights in `lexicon`, [`SLOTS`] of them.
pub(super) fn leans(shapes: &[Shape], words: &Words, lexicon: &[u8]) -> Vec<Lean> {
    shapes.iter().map(|s| lean(&words.keys[s.at..s.at + s.words as usize], lexicon)).collect()
}

fn lean(keys: &[u32], lexicon: &[u8]) -> Lean {
    let weight = |slot: usize| i32::from(lexicon[slot] as i8);
    let mut out = Lean::default();
    let mut before = 0;
    for (i, &key) in keys.iter().enumerate() {
        let (single, pair) = slots(before, key);
        let (single, pair) = (weight(single), weight(pair));
        out.words += single;
        out.pairs += pair;
        if i < 2 {
            out.first += single + pair;
        }
        if i + 2 >= keys.len() {
            out.last += single + pair;
        }
        out.least = out.least.min(single + pair);
        out.most = out.most.max(single + pair);
        before = key;
    }
    out
}

/// The slots of every block's words and pairs, for training.
pub(super) fn all_slots(shapes: &[Shape], words: &Words) -> Vec<Vec<usize>> {
    let of = |s: &Shape| {
        let mut before = 0;
        let mut out = Vec::new();
        for &key in &words.keys[s.at..s.at + s.words as usize] {
            let (single, pair) = slots(before, key);
            out.extend([single, pair]);
            before = key;
        }
        out
    };
    shapes.iter().map(of).collect()
}
