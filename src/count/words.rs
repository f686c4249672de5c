//! Words to numbers, by the forms in which texts have them.
//!
//! A table from form to number: what case folding and stop words make of a form is worked out
//! once, when it is first met. A form of up to 15 bytes is its own key, so that the look-up of
//! most words compares two integers and reads one line of memory.

use super::texts::Texts;
use crate::span::Span;
use crate::tokens::words;
use std::hash::{BuildHasher, RandomState};

/// The number of a word that is passed over as if the text did not have it.
const SKIPPED: u32 = u32::MAX;
/// What no run of words goes across: the end of a text.
pub(super) const GAP: u32 = u32::MAX - 1;

/// Bytes that a key holds beside the length.
const SHORT: usize = 15;
/// Stands for the length in the key of a longer form.
const LONG: u64 = 16;

/// Words that are looked up at once.
const TOGETHER: usize = 32;

/// The two halves of a key; the top byte of the second is the length, never 0.
type Key = (u64, u64);

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    key: Key,
    number: u32,
    /// Where a longer form stands in `long`.
    long: u32,
}

/// How a form becomes a word.
pub(super) trait Normal {
    /// The word that `form` is counted as, where that is another string.
    fn word(&self, form: &str) -> Option<String>;
    /// Whether a word is passed over.
    fn is_stop(&self, word: &str) -> bool;
    /// The number of a word that is new to `words`.
    fn number(&self, word: &str, words: &mut Texts) -> u32 {
        words.push(word)
    }
}

/// Words and the forms they were met in.
#[derive(Debug)]
pub(super) struct Words {
    slots: Vec<Slot>,
    used: usize,
    /// Drawn anew for each table: nobody can write a text whose words all meet in one slot.
    /// No number depends on it.
    seed: Key,
    long: Texts,
    words: Texts,
}

impl Default for Words {
    fn default() -> Self {
        let random = RandomState::new();
        Self {
            slots: vec![Slot::default(); 1 << 10],
            used: 0,
            seed: (random.hash_one(0), random.hash_one(1)),
            long: Texts::default(),
            words: Texts::default(),
        }
    }
}

impl Words {
    /// The words by their numbers.
    pub(super) fn words(&self) -> &Texts {
        &self.words
    }

    /// How many forms were met.
    pub(super) fn len(&self) -> usize {
        self.used
    }

    /// Appends the numbers of the words of `text`.
    pub(super) fn read(&mut self, text: &str, normal: &impl Normal, out: &mut Vec<u32>) {
        self.look_up(text, &words(text), normal, out);
    }

    /// Appends the numbers of the forms at `spans`, none of which is empty.
    pub(super) fn look_up(
        &mut self,
        text: &str,
        spans: &[Span],
        normal: &impl Normal,
        out: &mut Vec<u32>,
    ) {
        for spans in spans.chunks(TOGETHER) {
            // Each load misses the cache now and then. They stand in a loop of nothing else, for
            // the processor looks some hundred instructions ahead: none waits for another.
            let mut keys = [(Key::default(), 0); TOGETHER];
            for (to, span) in keys.iter_mut().zip(spans) {
                let key = self.key(text.as_bytes(), span.start, span.end);
                *to = (key, self.start(key));
            }
            let mut slots = [Slot::default(); TOGETHER];
            for (to, &(_, at)) in slots.iter_mut().zip(&keys[..spans.len()]) {
                *to = self.slots[at];
            }
            for ((&(key, _), slot), span) in keys.iter().zip(slots).zip(spans) {
                let number = if slot.key == key && key.1 >> 56 != LONG {
                    slot.number
                } else {
                    let form = span.text(text);
                    self.find(key, form).unwrap_or_else(|| self.meet(key, form, normal))
                };
                if number != SKIPPED {
                    out.push(number);
                }
            }
        }
    }

    /// The number of a word, where it is there.
    pub(super) fn known(&self, word: &str) -> Option<u32> {
        self.find(self.key(word.as_bytes(), 0, word.len()), word)
    }

    /// A form that is new.
    #[cold]
    fn meet(&mut self, key: Key, form: &str, normal: &impl Normal) -> u32 {
        let number = match normal.word(form) {
            Some(word) => {
                let key = self.key(word.as_bytes(), 0, word.len());
                self.find(key, &word).unwrap_or_else(|| self.meet_word(key, &word, normal))
            }
            None => return self.meet_word(key, form, normal),
        };
        self.insert(key, form, number);
        number
    }

    fn meet_word(&mut self, key: Key, word: &str, normal: &impl Normal) -> u32 {
        let number = match normal.is_stop(word) {
            true => SKIPPED,
            false => normal.number(word, &mut self.words),
        };
        self.insert(key, word, number);
        number
    }

    /// The key of `text[start..end]`.
    #[inline]
    fn key(&self, text: &[u8], start: usize, end: usize) -> Key {
        let len = end - start;
        if len > SHORT {
            let low = text[start..end].chunks(8).fold(self.seed.0, |low, chunk| {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                fold(low ^ u64::from_le_bytes(word), self.seed.1)
            });
            return (low, LONG << 56 | (len as u64 & !(0xFF << 56)));
        }
        let bytes = match text[start..].first_chunk::<16>() {
            Some(bytes) => *bytes,
            None => {
                let mut bytes = [0; 16];
                bytes[..len].copy_from_slice(&text[start..end]);
                bytes
            }
        };
        let bytes = u128::from_le_bytes(bytes) & ((1 << (8 * len)) - 1);
        (bytes as u64, (bytes >> 64) as u64 | (len as u64) << 56)
    }

    #[inline]
    fn start(&self, key: Key) -> usize {
        fold(key.0 ^ self.seed.0, key.1 ^ self.seed.1) as usize & (self.slots.len() - 1)
    }

    #[inline]
    fn find(&self, key: Key, form: &str) -> Option<u32> {
        let mut at = self.start(key);
        loop {
            let slot = &self.slots[at];
            if slot.key == key && (key.1 >> 56 != LONG || self.long.get(slot.long) == form) {
                return Some(slot.number);
            }
            if slot.key.1 == 0 {
                return None;
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    fn insert(&mut self, key: Key, form: &str, number: u32) {
        let long = if key.1 >> 56 == LONG { self.long.push(form) } else { 0 };
        if self.used * 2 >= self.slots.len() {
            let larger = vec![Slot::default(); self.slots.len() * 2];
            let slots = std::mem::replace(&mut self.slots, larger);
            // The words of each day are met first, and stand where they are looked for first.
            let early = self.words.len() as u32 / 8;
            for turn in [true, false] {
                let its = |slot: &&Slot| slot.key.1 != 0 && (slot.number < early) == turn;
                slots.iter().filter(its).for_each(|&slot| self.place(slot));
            }
        }
        self.used += 1;
        self.place(Slot { key, number, long });
    }

    fn place(&mut self, slot: Slot) {
        let mut at = self.start(slot.key);
        while self.slots[at].key.1 != 0 {
            at = (at + 1) & (self.slots.len() - 1);
        }
        self.slots[at] = slot;
    }
}

/// Both halves of the product: every bit of either number changes about half of the result.
#[inline]
fn fold(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    product as u64 ^ (product >> 64) as u64
}
