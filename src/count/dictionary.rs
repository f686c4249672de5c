//! Words and terms to numbers. A term of several words is the term of all but the last of them
//! and that last word, so that no text of it is made before somebody asks.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Multiply and rotate: words are short and come from texts, so a keyed hash would cost more
/// than the look-up. A hostile text can slow its own block down, not more: a block is bounded.
#[derive(Clone, Default)]
pub(super) struct Quick(u64);

const MULTIPLIER: u64 = 0x9E37_79B9_7F4A_7C15;

impl Quick {
    fn mix(&mut self, value: u64) {
        self.0 = (self.0.rotate_left(26) ^ value).wrapping_mul(MULTIPLIER);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.mix(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
        }
        let rest = chunks.remainder();
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.mix(u64::from_le_bytes(last));
        }
    }

    fn write_u8(&mut self, value: u8) {
        self.mix(u64::from(value));
    }

    fn write_u64(&mut self, value: u64) {
        self.mix(value);
    }

    fn finish(&self) -> u64 {
        // The table takes its position from the low bits and a tag from the high ones.
        self.0 ^ (self.0 >> 32)
    }
}

type Map<K> = HashMap<K, u32, BuildHasherDefault<Quick>>;

/// Numbers for words and terms; `None` where it does not know one and takes no new ones.
pub(super) trait Dictionary {
    fn word(&mut self, word: &str) -> Option<u32>;
    /// The term that is `shorter` followed by `word`.
    fn term(&mut self, shorter: Option<u32>, word: u32) -> Option<u32>;
}

/// A dictionary that takes in whatever it is asked.
#[derive(Debug, Default)]
pub(super) struct Terms {
    word_ids: Map<Box<str>>,
    words: Vec<Box<str>>,
    /// The term that a word is by itself.
    single: Vec<Option<u32>>,
    longer: Map<u64>,
    terms: Vec<Term>,
}

#[derive(Clone, Copy, Debug)]
struct Term {
    shorter: Option<u32>,
    word: u32,
}

const fn pair(shorter: u32, word: u32) -> u64 {
    (shorter as u64) << 32 | word as u64
}

impl Dictionary for Terms {
    fn word(&mut self, word: &str) -> Option<u32> {
        if let Some(&id) = self.word_ids.get(word) {
            return Some(id);
        }
        let id = u32::try_from(self.words.len()).ok()?;
        self.word_ids.insert(word.into(), id);
        self.words.push(word.into());
        self.single.push(None);
        Some(id)
    }

    fn term(&mut self, shorter: Option<u32>, word: u32) -> Option<u32> {
        let next = u32::try_from(self.terms.len()).ok()?;
        let id = match shorter {
            None => *self.single[word as usize].get_or_insert(next),
            Some(shorter) => *self.longer.entry(pair(shorter, word)).or_insert(next),
        };
        if id == next {
            self.terms.push(Term { shorter, word });
        }
        Some(id)
    }
}

impl Terms {
    pub(super) fn len(&self) -> usize {
        self.terms.len()
    }

    /// For every term of `other`, in its order, the number it has here. Terms that are new here
    /// are taken in.
    pub(super) fn merge(&mut self, other: &Self) -> Vec<Option<u32>> {
        let words: Vec<_> = other.words.iter().map(|w| self.word(w)).collect();
        let mut here: Vec<Option<u32>> = Vec::with_capacity(other.terms.len());
        for term in &other.terms {
            // A term stands behind the shorter one that it begins with.
            let shorter = term.shorter.map(|s| here[s as usize]);
            let id = match (shorter, words[term.word as usize]) {
                (None, Some(word)) => self.term(None, word),
                (Some(Some(shorter)), Some(word)) => self.term(Some(shorter), word),
                _ => None,
            };
            here.push(id);
        }
        here
    }

    /// The words of a term, parted by spaces.
    pub(super) fn text(&self, term: u32) -> String {
        let mut words = Vec::new();
        let mut at = Some(term);
        while let Some(term) = at {
            let Term { shorter, word } = self.terms[term as usize];
            words.push(&*self.words[word as usize]);
            at = shorter;
        }
        words.reverse();
        words.join(" ")
    }
}

/// Terms that are known beforehand, in the order of their columns.
///
/// ```
/// use tamis::count::{CountOptions, Vocabulary};
/// let vocabulary = Vocabulary::new(["sea", "ship"]);
/// let matrix = CountOptions::default().count_known([Some("A ship, a ship!")].into_iter(), &vocabulary);
/// assert_eq!((matrix.columns, matrix.counts), (vec![1], vec![2]));
/// ```
#[derive(Debug)]
pub struct Vocabulary {
    terms: Terms,
    columns: Vec<Option<u32>>,
    len: usize,
}

impl Vocabulary {
    /// The vocabulary whose column `i` is the `i`-th of `terms`; words of a term are parted by
    /// white space.
    pub fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut known = Terms::default();
        let mut columns = Vec::new();
        let mut len = 0;
        for text in terms {
            let mut term = None;
            for word in text.split_whitespace() {
                term = known.word(word).and_then(|word| known.term(term, word));
            }
            columns.resize(known.len(), None);
            if let Some(term) = term {
                columns[term as usize].get_or_insert(len as u32);
            }
            len += 1;
        }
        Self { terms: known, columns, len }
    }

    /// How many columns it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn column(&self, term: u32) -> Option<u32> {
        self.columns[term as usize]
    }

    pub(super) fn lookup(&self) -> Lookup<'_> {
        Lookup(&self.terms)
    }
}

/// A dictionary that takes in nothing.
pub(super) struct Lookup<'v>(&'v Terms);

impl Dictionary for Lookup<'_> {
    fn word(&mut self, word: &str) -> Option<u32> {
        self.0.word_ids.get(word).copied()
    }

    fn term(&mut self, shorter: Option<u32>, word: u32) -> Option<u32> {
        match shorter {
            None => self.0.single[word as usize],
            Some(shorter) => self.0.longer.get(&pair(shorter, word)).copied(),
        }
    }
}
