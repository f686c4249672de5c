//! The English lexicon: which tags a word may have, its lemma, and what sort of event it names.
//!
//! A static hash table of some 12,500 forms, written by `scripts/gen_lexicon.py`; a lookup reads
//! one or two slots and compares one word. Other languages have no table: their words are
//! unknown, and a reader of context gives its defaults.

mod tables;
pub(crate) mod words;

use super::key::Key;
use super::{Direction, EventType};

/// One form of the lexicon: half a cache line, so that a lookup that finds it reads no more.
#[derive(Clone, Copy, Debug)]
#[repr(align(32))]
pub(crate) struct Entry {
    key: Key,
    /// The tags the form may have: bits of [`tag`].
    pub(crate) tags: u64,
    at: u32,
    lemma: u16,
    len: u8,
    /// What sort of event it names, over two bits for the direction.
    sense: u8,
}

macro_rules! tags {
    ($($(#[$doc:meta])* $name:ident)+) => { tags!(@ 0, $($(#[$doc])* $name)+); };
    (@ $n:expr, $(#[$doc:meta])* $name:ident $($rest:tt)*) => {
        $(#[$doc])* pub(crate) const $name: u64 = 1 << ($n);
        tags!(@ $n + 1, $($rest)*);
    };
    (@ $n:expr,) => {};
}

/// The bits of [`Entry::tags`], in the order of `TAGS` in `scripts/gen_lexicon.py`.
pub(crate) mod tag {
    tags! {
        N ADJ ADV VB VBZ VBD VBN VBG BE HAVE DO MODAL DET POSS PRON REL WH PREP PART CONJ SUB TO NEG EX
        COMP POSSREL POSSESSIVE EVENT SPEECH MONTH WEEKDAY TIME TITLE PAIR NOW
    }
    /// Any form of a verb with a meaning of its own.
    pub(crate) const VERB: u64 = VB | VBZ | VBD | VBN | VBG;
}

const TYPES: [EventType; 13] = [
    EventType::Kill,
    EventType::Injure,
    EventType::Displace,
    EventType::Arrest,
    EventType::Protest,
    EventType::Seize,
    EventType::Rise,
    EventType::Fall,
    EventType::Cost,
    EventType::Earn,
    EventType::Score,
    EventType::Last,
    EventType::Other,
];

impl Entry {
    const fn new(words: &str, at: u32, len: u8, tags: u64, lemma: u16, sense: u8) -> Self {
        let word = words.split_at(at as usize).1.split_at(len as usize).0;
        Self { key: Key::exact(word), tags, at, lemma, len, sense }
    }

    /// The form, in lower case.
    pub(crate) fn word(&self) -> &'static str {
        &tables::WORDS[self.at as usize..self.at as usize + usize::from(self.len)]
    }

    /// The dictionary form of a verb; of any other word, itself.
    pub(crate) fn lemma(&self) -> &'static str {
        tables::ENTRIES[usize::from(self.lemma)].word()
    }

    /// What sort of event the word names, where the table says.
    pub(crate) fn event_type(&self) -> Option<EventType> {
        usize::from(self.sense >> 2).checked_sub(1).map(|kind| TYPES[kind])
    }

    /// Which way a quantity goes by this event.
    pub(crate) fn direction(&self) -> Option<Direction> {
        match self.sense & 3 {
            1 => Some(Direction::Up),
            2 => Some(Direction::Down),
            _ => None,
        }
    }
}

/// The entry of `word`, whatever the case of its ASCII letters.
pub(crate) fn lookup(word: &str) -> Option<&'static Entry> {
    lookup_key(word, Key::of(word.as_bytes()))
}

/// The entry of `word`, whose key is `key`.
fn lookup_key(word: &str, key: Key) -> Option<&'static Entry> {
    if key == Key::LONG {
        return long(word.as_bytes());
    }
    find(key, |entry| entry.key == key)
}

/// The entry of a word that no key holds: it is found by its two ends.
#[cold]
fn long(word: &[u8]) -> Option<&'static Entry> {
    if word.len() > 20 {
        return None;
    }
    let mut ends = [0; 16];
    ends[..8].copy_from_slice(&word[..8]);
    ends[8..].copy_from_slice(&word[word.len() - 8..]);
    find(Key::of(&ends), |entry| entry.word().as_bytes().eq_ignore_ascii_case(word))
}

#[inline]
fn find(key: Key, is: impl Fn(&Entry) -> bool) -> Option<&'static Entry> {
    let (low, high) = key.halves();
    let mixed = low
        .wrapping_mul(0x9e37_79b9_7f4a_7c15)
        .wrapping_add(high.wrapping_mul(0xc2b2_ae3d_27d4_eb4f));
    let mut slot = (mixed >> tables::SHIFT) as usize;
    let tag = (mixed >> (tables::SHIFT - 16)) as u16;
    loop {
        // The upper half of a slot is the tag of its word, the lower its place and one more.
        let found = tables::SLOTS[slot];
        if found == 0 {
            return None;
        }
        if (found >> 16) as u16 == tag {
            let entry = &tables::ENTRIES[(found & 0xFFFF) as usize - 1];
            if is(entry) {
                return Some(entry);
            }
        }
        slot = (slot + 1) & tables::MASK;
    }
}

#[cfg(test)]
mod tests {
    use super::{lookup, tag};

    #[test]
    fn forms_lead_to_their_lemma() {
        for (form, lemma, bit) in [
            ("rose", "rise", tag::VBD),
            ("Killed", "kill", tag::VBN),
            ("shrinking", "shrink", tag::VBG),
            ("carries", "carry", tag::VBZ),
            ("lying", "lie", tag::VBG),
        ] {
            let entry = lookup(form).expect(form);
            assert_eq!(entry.lemma(), lemma);
            assert!(entry.tags & bit != 0, "{form}");
        }
        assert!(lookup("Zaporizhzhia").is_none());
        assert!(lookup("").is_none());
    }
}
