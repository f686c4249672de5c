//! [`Runs`]: runs of words by their beginning and their last word.

use super::words::{GAP, fold};

/// No run, no column.
pub(super) const NONE: u32 = u32::MAX;

/// Runs that are looked up at once.
const TOGETHER: usize = 32;

/// Some words in a row: a term, or the beginning of one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) run: u32,
    /// Where it is a term.
    pub(super) column: u32,
}

impl Default for Run {
    fn default() -> Self {
        Self { run: NONE, column: NONE }
    }
}

/// The number of a run in the upper half, the word behind it in the lower.
type Key = u64;

const EMPTY: Key = Key::MAX;

/// Sixteen bytes, so that whoever looks one up reads one line of memory.
#[derive(Clone, Copy, Debug)]
struct Slot {
    key: Key,
    run: Run,
}

const FREE: Slot = Slot { key: EMPTY, run: Run { run: NONE, column: NONE } };

/// A table from a run and the word behind it to the run of both.
#[derive(Debug)]
pub(super) struct Runs {
    slots: Vec<Slot>,
    used: usize,
}

impl Default for Runs {
    fn default() -> Self {
        Self { slots: vec![FREE; 16], used: 0 }
    }
}

impl Runs {
    /// The place of `run` with `word` behind it, until the next is taken; where it is new it gets
    /// the number `next`.
    pub(super) fn take(&mut self, run: u32, word: u32, next: &mut u32) -> usize {
        if self.used * 2 >= self.slots.len() {
            let larger = vec![FREE; self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, larger) {
                if slot.key != EMPTY {
                    let to = self.find(slot.key);
                    self.slots[to] = slot;
                }
            }
        }
        let key = key(run, word);
        let at = self.find(key);
        if self.slots[at].key == EMPTY {
            self.slots[at] = Slot { key, run: Run { run: *next, column: NONE } };
            self.used += 1;
            *next += 1;
        }
        at
    }

    pub(super) fn at(&mut self, place: usize) -> &mut Run {
        &mut self.slots[place].run
    }

    /// Each of `runs` with the word at its place in `words` behind it, [`NONE`] where there is no
    /// such run; hands on the columns of those that are terms. Whether there is any.
    pub(super) fn lengthen(
        &self,
        runs: &mut [u32],
        words: &[u32],
        column: &mut impl FnMut(u32),
    ) -> bool {
        let mut any = false;
        for (runs, words) in runs.chunks_mut(TOGETHER).zip(words.chunks(TOGETHER)) {
            // Most of these loads miss the cache: none waits for another.
            let mut looked = [(EMPTY, FREE); TOGETHER];
            for (to, (&run, &word)) in looked.iter_mut().zip(runs.iter().zip(words)) {
                if run != NONE && word != GAP {
                    let key = key(run, word);
                    *to = (key, self.slots[self.start(key)]);
                }
            }
            for (run, &(key, slot)) in runs.iter_mut().zip(&looked) {
                let found = if slot.key == key || slot.key == EMPTY {
                    slot.run
                } else {
                    self.slots[self.find(key)].run
                };
                *run = found.run;
                any |= *run != NONE;
                if found.column != NONE {
                    column(found.column);
                }
            }
        }
        any
    }

    fn start(&self, key: Key) -> usize {
        // Pairs of numbers that were given out one after the other: no text chooses them.
        let mixed = fold(key ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93);
        mixed as usize & (self.slots.len() - 1)
    }

    /// Where `key` stands, or the free slot where it would.
    fn find(&self, key: Key) -> usize {
        let mut at = self.start(key);
        while self.slots[at].key != key && self.slots[at].key != EMPTY {
            at = (at + 1) & (self.slots.len() - 1);
        }
        at
    }
}

fn key(run: u32, word: u32) -> Key {
    Key::from(run) << 32 | Key::from(word)
}
