//! Cue phrases and function words of `data/cues`, looked up by word hash.

use super::scan::{HASH, NUMBER, Shape};
use super::tables::{CALENDAR, EDGES};

/// Classes of cues, in the order of [`NAMES`].
pub(super) const CLASSES: usize = NAMES.len();

/// The sections of the files in `data/cues`, and the reason that a verdict shows for each.
pub(super) const NAMES: [(&str, &str); 15] = [
    ("ad", "advertisement"),
    ("byline", "byline"),
    ("caption", "caption"),
    ("comments", "comments"),
    ("consent", "consent notice"),
    ("date", "date line"),
    ("error", "script or player notice"),
    ("legal", "legal notice"),
    ("login", "log-in or subscription offer"),
    ("nav", "navigation"),
    ("related", "related links"),
    ("share", "share bar"),
    ("shop", "shop notice"),
    ("signup", "sign-up form"),
    ("source", "source line"),
];

/// Places in [`NAMES`] of the classes that features and reasons speak of.
pub(super) const AD: usize = 0;
pub(super) const CAPTION: usize = 2;
pub(super) const COMMENTS: usize = 3;
pub(super) const LEGAL: usize = 7;
pub(super) const NAV: usize = 9;
pub(super) const RELATED: usize = 10;
pub(super) const SHARE: usize = 11;
pub(super) const SHOP: usize = 12;
pub(super) const SIGN_UP: usize = 13;
pub(super) const SOURCE: usize = 14;

/// How a cue must stand in its block.
pub(super) const START: u8 = 1;
pub(super) const WHOLE: u8 = 2;

/// One step of the trie of cues: from `state` by a word to `next`.
pub(super) struct Edge {
    /// `mix(state, word)`.
    pub(super) key: u32,
    pub(super) next: u16,
    /// The cue that ends here: class + 1, and how it must stand; 0 where none does.
    pub(super) class: u8,
    pub(super) anchor: u8,
    /// Of an edge from the root: the languages whose function word this is.
    pub(super) langs: u16,
}

/// One row of the generated table.
pub(super) const fn edge(key: u32, next: u16, class: u8, anchor: u8, langs: u16) -> Edge {
    Edge { key, next, class, anchor, langs }
}

/// Longest cue in words; a look-ahead of this many words bounds the work a word.
const LONGEST: usize = 10;

#[inline]
fn mix(state: u16, word: u32) -> u32 {
    (word ^ u32::from(state).wrapping_mul(0x9e37_79b1)).wrapping_mul(0x85eb_ca6b)
}

/// A bit for the upper sixteen bits of each edge's key: most words begin no cue, and this
/// stays in the first-level cache.
static FILTER: [u64; 1024] = {
    let mut bits = [0; 1024];
    let mut i = 0;
    while i < EDGES.len() {
        let key = EDGES[i].key >> 16;
        bits[(key >> 6) as usize] |= 1 << (key & 63);
        i += 1;
    }
    bits
};

/// One more than the place of an edge, at the upper fourteen bits of its key or in the next
/// free slots; two thirds of them stay empty, so that most looks end at the first.
static SLOTS: [u16; 1 << 14] = {
    let mut slots = [0; 1 << 14];
    let mut i = 0;
    while i < EDGES.len() {
        let mut slot = (EDGES[i].key >> 18) as usize;
        while slots[slot % (1 << 14)] != 0 {
            slot += 1;
        }
        i += 1;
        slots[slot % (1 << 14)] = i as u16;
    }
    slots
};

#[inline]
fn step(state: u16, word: u32) -> Option<&'static Edge> {
    let key = mix(state, word);
    if FILTER[(key >> 22) as usize] >> (key >> 16 & 63) & 1 == 0 {
        return None;
    }
    let mut slot = (key >> 18) as usize;
    loop {
        match SLOTS[slot % SLOTS.len()] {
            0 => return None,
            at if EDGES[usize::from(at - 1)].key == key => {
                return Some(&EDGES[usize::from(at - 1)]);
            }
            _ => slot += 1,
        }
    }
}

/// Finds the cues among the words of one block and adds each word's languages to `langs`.
pub(super) fn read(keys: &[u32], shape: &mut Shape, langs: &mut Vec<u16>) {
    let mut covered = 0;
    for (i, &key) in keys.iter().enumerate() {
        let mut edge = step(0, key & HASH);
        langs.push(edge.map_or(0, |e| e.langs));
        if key & HASH == NUMBER || edge.is_some_and(|e| e.langs & CALENDAR != 0) {
            shape.dated += 1;
        }
        let mut end = i + 1;
        while let Some(e) = edge {
            if e.class != 0 && stands(e.anchor, i, end, keys.len()) {
                let strength = match (i == 0, end == keys.len()) {
                    (true, true) => 3,
                    (true, false) => 2,
                    _ => 1,
                };
                let slot = &mut shape.cues[usize::from(e.class - 1)];
                *slot = strength.max(*slot);
                shape.cued += end.saturating_sub(covered.max(i)) as u32;
                covered = covered.max(end);
            }
            if e.next == 0 || end == keys.len() || end - i == LONGEST {
                break;
            }
            edge = step(e.next, keys[end] & HASH);
            end += 1;
        }
    }
}

fn stands(anchor: u8, start: usize, end: usize, words: usize) -> bool {
    match anchor {
        START => start == 0,
        WHOLE => start == 0 && end == words,
        _ => true,
    }
}
