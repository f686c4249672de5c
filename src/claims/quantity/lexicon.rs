//! The types of the generated tables, and how they are looked up.

use super::tables::{Dimension, Role};

/// A static open-addressing map from lower-case words.
pub(super) struct Map<T: 'static> {
    /// Places in `entries`, plus one; 0 is empty. The length is a power of two.
    pub(super) slots: &'static [u16],
    pub(super) entries: &'static [(&'static str, T)],
}

/// The hash that scripts/gen_claims.py fills the maps by: FNV-1a, folded.
pub(super) fn fnv(key: &[u8]) -> u32 {
    let mut h: u32 = 0x811c_9dc5;
    for &byte in key {
        h = (h ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    h ^ (h >> 15)
}

impl<T> Map<T> {
    pub(super) fn get(&self, key: &str) -> Option<&'static T> {
        self.get_bytes(key.as_bytes())
    }

    pub(super) fn get_bytes(&self, key: &[u8]) -> Option<&'static T> {
        let mask = self.slots.len() - 1;
        let mut at = fnv(key) as usize & mask;
        loop {
            let slot = self.slots[at] as usize;
            if slot == 0 {
                return None;
            }
            let (word, value) = &self.entries[slot - 1];
            if word.as_bytes() == key {
                return Some(value);
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

/// A unit of measure: `value * factor + offset` is in the base unit of its dimension.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) id: &'static str,
    pub(super) dimension: Dimension,
    pub(super) factor: f64,
    pub(super) offset: f64,
}
