//! What a text's own words say of its blocks: its language, the words of its running text,
//! blocks that stand in it more than once.

use super::features::is_prose;
use super::scan::Shape;
use super::tables::LANGS;
use super::words::{HASH, LONG, NUMBER, Words};

/// Slots of the table of words: at most 2^16, so that it stays in the second-level cache.
const MOST: usize = 1 << 16;

/// The words of the running text, and the language they are of.
pub(super) struct Vocabulary {
    counts: Vec<u8>,
    mask: usize,
    /// Bit of the language whose function words are most.
    pub(super) language: Option<u16>,
}

fn slot(key: u32, mask: usize) -> usize {
    ((key & HASH).wrapping_mul(0x9e37_79b1) >> 12) as usize & mask
}

impl Vocabulary {
    /// Of all blocks that are prose; one look at each word.
    pub(super) fn new(shapes: &[Shape], words: &Words) -> Self {
        let size = (2 * words.keys.len()).next_power_of_two().min(MOST);
        let mut counts = vec![0u8; size];
        for s in shapes.iter().filter(|s| is_prose(s)) {
            for &key in &words.keys[s.at..s.at + s.words as usize] {
                let count = &mut counts[slot(key, size - 1)];
                *count = count.saturating_add(1);
            }
        }
        Self { counts, mask: size - 1, language: language(words) }
    }

    /// What the words of each block are to the text.
    pub(super) fn facts(&self, shapes: &[Shape], words: &Words) -> Vec<Facts> {
        shapes.iter().map(|s| self.facts_of(s, words)).collect()
    }

    fn facts_of(&self, s: &Shape, words: &Words) -> Facts {
        let bit = self.language.unwrap_or(0);
        let own = u8::from(is_prose(s));
        let mask = if s.ideographs > 0 { 0 } else { LONG };
        let range = s.at..s.at + s.words as usize;
        let mut facts = Facts::default();
        for (&key, &langs) in words.keys[range.clone()].iter().zip(&words.langs[range]) {
            facts.function += u32::from(langs & bit != 0);
            let long = langs == 0 && key & mask == mask && key & HASH != NUMBER;
            facts.long += u32::from(long);
            facts.known += u32::from(long && self.counts[slot(key, self.mask)] > own);
        }
        facts
    }
}

/// What the words of one block are to the text.
#[derive(Clone, Copy, Default)]
pub(super) struct Facts {
    /// Function words of the text's language.
    pub(super) function: u32,
    /// Long words (of a script without spaces every word counts as long).
    pub(super) long: u32,
    /// Those of them that the running text elsewhere has too.
    pub(super) known: u32,
}

/// The language most of whose function words the text has, where it has any number of them.
fn language(words: &Words) -> Option<u16> {
    let has = |bit: usize| words.langs.iter().map(|l| u32::from(l >> bit & 1)).sum::<u32>();
    let counts: [u32; LANGS.len()] = std::array::from_fn(has);
    let (bit, &most) = counts.iter().enumerate().max_by_key(|&(bit, &n)| (n, !bit))?;
    (most as usize >= 3 && most as usize * 20 >= words.keys.len()).then_some(1 << bit)
}

/// Which blocks of a text have the same words.
pub(super) struct Lines {
    slots: Vec<(u64, u32)>,
    repeats: Vec<bool>,
}

/// Slots looked at before a block counts as unlike all others: bounds the work whatever the
/// hashes.
const PROBES: usize = 8;

impl Lines {
    pub(super) fn new(shapes: &[Shape]) -> Self {
        let size = (2 * shapes.len()).next_power_of_two();
        let mut lines = Self { slots: vec![(0, 0); size], repeats: Vec::new() };
        for s in shapes {
            let at = lines.find(s.line);
            let repeat = match at {
                Some(at) => {
                    let (hash, count) = &mut lines.slots[at];
                    *hash = s.line;
                    *count += 1;
                    *count > 1
                }
                None => false,
            };
            lines.repeats.push(repeat);
        }
        lines
    }

    fn find(&self, hash: u64) -> Option<usize> {
        let mask = self.slots.len() - 1;
        (0..PROBES).map(|step| ((hash >> 20) as usize + step) & mask).find(|&at| {
            let (other, count) = self.slots[at];
            count == 0 || other == hash
        })
    }

    /// How many blocks have the words of this one, itself counted.
    pub(super) fn copies(&self, s: &Shape) -> u32 {
        self.find(s.line).map_or(1, |at| self.slots[at].1).max(1)
    }

    /// Whether a block before block `i` has the same words.
    pub(super) fn is_repeat(&self, i: usize) -> bool {
        self.repeats[i]
    }
}
