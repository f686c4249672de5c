//! Cue phrases and function words of `data/cues`, looked up by word hash.

use super::scan::Shape;
use super::tables::{CALENDAR, EDGES};
use super::words::{HASH, NUMBER};

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
pub(super) const BYLINE: usize = 1;
pub(super) const CAPTION: usize = 2;
pub(super) const COMMENTS: usize = 3;
pub(super) const DATE: usize = 5;
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
#[derive(Clone, Copy)]
pub(super) struct Edge {
    /// `mix(state, word)`.
    pub(super) key: u32,
    pub(super) next: u16,
    /// The cue that ends here: class + 1, and how it must stand; 0 where none does.
    pub(super) class: u8,
    pub(super) anchor: u8,
    /// Of an edge from the root: the languages whose function word this is, and [`INSIDE`] or
    /// [`AHEAD`].
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

/// Entries that are compared at once.
const WAYS: usize = 4;
/// The bit of a word that begins a cue which may stand anywhere.
const INSIDE: u16 = 0x4000;
/// The bit of a word that begins any cue.
const AHEAD: u16 = 0x2000;

/// The words at the root of the trie, four of them in every bucket: sixteen more bits of the
/// key, and what the word is. Most words are none, and few are more than function words, which
/// is told here without a branch.
struct Roots {
    checks: [u16; WAYS],
    words: [u16; WAYS],
}

const BUCKETS: usize = 1 << 12;

static ROOTS: [Roots; BUCKETS] = {
    let mut roots = [const { Roots { checks: [0; WAYS], words: [0; WAYS] } }; BUCKETS];
    let mut i = 0;
    while i < EDGES.len() {
        let edge = &EDGES[i];
        if edge.langs != 0 {
            let bucket = &mut roots[(edge.key >> 20) as usize];
            let mut way = 0;
            // A bucket that is full is an error of compilation: take more buckets then.
            while bucket.words[way] != 0 {
                way += 1;
            }
            bucket.checks[way] = (edge.key >> 4) as u16;
            bucket.words[way] = edge.langs;
        }
        i += 1;
    }
    roots
};

/// What a word is by itself: its languages, and whether it may begin a cue.
#[inline]
fn root(word: u32) -> u16 {
    let key = mix(0, word & HASH);
    let bucket = &ROOTS[(key >> 20) as usize];
    let mut out = 0;
    for way in 0..WAYS {
        let same = u16::from(bucket.checks[way] == (key >> 4) as u16);
        out |= bucket.words[way] & same.wrapping_neg();
    }
    out
}

/// The edges, each at the upper fourteen bits of its key or in the next free slots; two thirds
/// of them stay empty, so that most looks end at the first.
static SLOTS: [Edge; 1 << 14] = {
    let mut slots = [edge(0, 0, 0, 0, 0); 1 << 14];
    let mut i = 0;
    while i < EDGES.len() {
        let mut slot = (EDGES[i].key >> 18) as usize;
        while slots[slot % (1 << 14)].key != 0 {
            slot += 1;
        }
        slots[slot % (1 << 14)] = EDGES[i];
        i += 1;
    }
    slots
};

fn step(state: u16, word: u32) -> Option<&'static Edge> {
    let key = mix(state, word);
    let mut slot = (key >> 18) as usize;
    loop {
        let edge = &SLOTS[slot % SLOTS.len()];
        if edge.key == key {
            return Some(edge);
        }
        if edge.key == 0 {
            return None;
        }
        slot += 1;
    }
}

/// Finds the cues among the words of one block and adds each word's languages to `langs`.
pub(super) fn read(keys: &[u32], shape: &mut Shape, langs: &mut Vec<u16>) {
    let from = langs.len();
    langs.extend(keys.iter().map(|&key| root(key)));
    let roots = &mut langs[from..];
    let mut covered = 0;
    for (i, (root, &key)) in roots.iter_mut().zip(keys).enumerate() {
        shape.dated += u32::from(key & HASH == NUMBER || *root & CALENDAR != 0);
        if *root & if i == 0 { AHEAD } else { INSIDE } != 0 {
            covered = follow(&keys[i..], i, covered, shape);
        }
        *root &= !(AHEAD | INSIDE);
    }
}

/// Reads the cues that begin with the first of `keys`, the `at`th word of its block; words are
/// covered up to which.
fn follow(keys: &[u32], at: usize, mut covered: usize, shape: &mut Shape) -> usize {
    let mut state = 0;
    for (i, &key) in keys.iter().take(LONGEST).enumerate() {
        let Some(edge) = step(state, key & HASH) else { break };
        let end = i + 1 == keys.len();
        if edge.class != 0 && stands(edge.anchor, at == 0, end) {
            let strength = match (at == 0, end) {
                (true, true) => 3,
                (true, false) => 2,
                _ => 1,
            };
            let slot = &mut shape.cues[usize::from(edge.class - 1)];
            *slot = strength.max(*slot);
            let upto = at + i + 1;
            shape.cued += upto.saturating_sub(covered.max(at)) as u32;
            covered = covered.max(upto);
        }
        if edge.next == 0 {
            break;
        }
        state = edge.next;
    }
    covered
}

fn stands(anchor: u8, starts: bool, ends: bool) -> bool {
    match anchor {
        START => starts,
        WHOLE => starts && ends,
        _ => true,
    }
}
