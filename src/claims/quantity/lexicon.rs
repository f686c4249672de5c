//! The types of the generated tables, and how they are looked up.

use super::tables::{Dimension, Role};
use crate::claims::Bound;
use crate::claims::key::{Key, eight};

/// A static open-addressing map from words.
pub(super) struct Map<T: 'static> {
    /// Places in `entries`, plus one, under the high half of the hash; 0 is empty. The length is
    /// a power of two.
    pub(super) slots: &'static [u32],
    pub(super) entries: &'static [Entry<T>],
}

/// A word of a map, its bytes beside it so that a lookup compares two numbers.
pub(super) struct Entry<T> {
    key: Key,
    word: &'static str,
    value: T,
}

/// The entry of `word`.
pub(super) const fn entry<T: Copy>(word: &'static str, value: T) -> Entry<T> {
    Entry { key: Key::exact(word), word, value }
}

#[inline]
fn fold(h: u64, chunk: u64) -> u64 {
    let h = (h ^ chunk).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    h ^ h >> 32
}

/// The hash that scripts/gen_claims.py fills the maps by: eight bytes at a time, folded.
#[inline]
fn mix(key: &[u8]) -> u32 {
    let (chunks, rest) = key.as_chunks();
    let mut h = chunks.iter().fold(0, |h, chunk| fold(h, u64::from_le_bytes(*chunk)));
    if !rest.is_empty() {
        h = fold(h, eight(rest));
    }
    h as u32
}

impl<T> Map<T> {
    pub(super) fn get(&self, key: &str) -> Option<&'static T> {
        self.get_bytes(key.as_bytes())
    }

    /// The value of a word in lower case by its key, which is not [`Key::LONG`].
    #[inline]
    pub(super) fn get_key(&self, key: Key) -> Option<&'static T> {
        let (low, high) = key.halves();
        let hash = fold(0, low);
        let hash = if high == 0 { hash } else { fold(hash, high) } as u32;
        self.find(hash, |entry| entry.key == key)
    }

    #[inline]
    pub(super) fn get_bytes(&self, key: &[u8]) -> Option<&'static T> {
        self.find(mix(key), |entry| entry.word.as_bytes() == key)
    }

    #[inline]
    fn find(&self, hash: u32, is: impl Fn(&Entry<T>) -> bool) -> Option<&'static T> {
        let mask = self.slots.len() - 1;
        let mut at = hash as usize & mask;
        loop {
            let slot = self.slots[at];
            if slot == 0 {
                return None;
            }
            if slot >> 16 == hash >> 16 {
                let entry = &self.entries[(slot & 0xFFFF) as usize - 1];
                if is(entry) {
                    return Some(&entry.value);
                }
            }
            at = (at + 1) & mask;
        }
    }
}

/// What a word can be to a numeral.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) role: Role,
    pub(super) value: f64,
    /// Bits of `tables::flag`.
    pub(super) flags: u64,
}

impl Word {
    pub(super) const NONE: Self = Self { role: Role::None, value: 0.0, flags: 0 };
}

/// Words that bound a quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub(super) bound: Bound,
    /// An article may stand between it and the quantity.
    pub(super) article: bool,
    /// The words, in their order.
    pub(super) text: &'static str,
}

/// A unit of measure: `value * factor + offset` is in the base unit of its dimension.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) id: &'static str,
    pub(super) dimension: Dimension,
    pub(super) factor: f64,
    pub(super) offset: f64,
}
