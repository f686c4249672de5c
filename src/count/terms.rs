//! Which runs of words are terms, and the number of each: its place in the alphabet.
//!
//! A space sorts before everything that a word is made of, so the terms in order are the words in
//! order, behind each the runs that begin with it, in order of their next word, and so on. The
//! runs of one word are found by sorting the places where it stands by the word that follows:
//! words share nothing, no table of runs is needed, and the numbers come out in order.

use super::CountOptions;
use super::stream::Stream;
use super::texts::Texts;
use super::words::GAP;
use crate::error::{Error, Result};
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// The upper half of the key of a place behind which the text ends.
const END: u64 = GAP as u64;

/// Where each word stands, and how the runs that begin there are numbered.
#[derive(Debug, Default)]
pub struct Places {
    /// Where the places of each word begin.
    starts: Vec<u32>,
    /// The word behind in the upper half, the place in the lower.
    places: Vec<u64>,
    /// For runs of two words and more, by place: their number among the runs of their first word.
    numbers: Vec<Vec<AtomicU32>>,
}

/// The terms that begin with some words in a row.
#[derive(Debug)]
pub struct Branch {
    terms: Texts,
    /// How many belong to each word.
    sizes: Vec<u32>,
}

/// The terms in order.
#[derive(Debug, Default)]
pub struct Terms {
    branches: Vec<Texts>,
    len: usize,
    /// The number of the first term of each word; this and what follows stay empty where every
    /// term is one word.
    first: Vec<u32>,
    places: Arc<Places>,
    shortest: usize,
}

impl Stream {
    /// The places of the words, for terms of several.
    pub fn places(&self, options: &CountOptions) -> Places {
        let mut starts = vec![0u32; self.words.len() + 1];
        for &number in self.numbers.iter().filter(|&&number| number != GAP) {
            starts[number as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut places = vec![0; *starts.last().unwrap_or(&0) as usize];
        for (place, pair) in self.numbers.windows(2).enumerate() {
            if pair[0] != GAP {
                let to = &mut next[pair[0] as usize];
                places[*to as usize] = u64::from(pair[1]) << 32 | place as u64;
                *to += 1;
            }
        }
        let longest_row = (0..self.rows()).map(|row| self.row_len(row)).max().unwrap_or(0);
        // Two, where no text has as many: that terms are runs shows by there being a column.
        let longest = options.longest.min(longest_row.max(2));
        let column = || (0..self.numbers.len()).map(|_| AtomicU32::new(0)).collect();
        Places { starts, places, numbers: (1..longest).map(|_| column()).collect() }
    }

    /// The terms that begin with the words `words`.
    pub fn branch(&self, options: &CountOptions, places: &Places, words: Range<usize>) -> Branch {
        let mut found = Found {
            stream: self,
            options,
            numbers: &places.numbers,
            terms: Texts::default(),
            first: 0,
            text: String::new(),
            scratch: vec![Vec::new(); places.numbers.len()],
        };
        let mut sizes = Vec::with_capacity(words.len());
        for word in words {
            found.first = found.terms.len();
            found.text.clear();
            found.text.push_str(self.words.get(word as u32));
            if options.shortest == 1 {
                found.terms.push(&found.text);
            }
            let followed = places.places[places.of(word)].iter().filter(|&&key| key >> 32 != END);
            found.scratch[0].extend(followed);
            found.divide(1);
            sizes.push((found.terms.len() - found.first) as u32);
        }
        Branch { terms: found.terms, sizes }
    }
}

impl Places {
    /// Number of words.
    pub fn words(&self) -> usize {
        self.starts.len() - 1
    }

    /// How often a word occurs.
    pub fn occurrences(&self, word: usize) -> usize {
        self.of(word).len()
    }

    fn of(&self, word: usize) -> Range<usize> {
        self.starts[word] as usize..self.starts[word + 1] as usize
    }
}

/// The terms of a branch while they are found.
struct Found<'s> {
    stream: &'s Stream,
    options: &'s CountOptions,
    numbers: &'s [Vec<AtomicU32>],
    terms: Texts,
    /// The first term of the word at hand.
    first: usize,
    /// The words that the runs at hand have in common.
    text: String,
    /// A buffer for each length.
    scratch: Vec<Vec<u64>>,
}

impl Found<'_> {
    /// The runs that have one word more than the `len` that stand at the places of `keys`.
    fn longer(&mut self, keys: &[u64], len: usize) {
        if let Some(longer) = self.scratch.get_mut(len - 1) {
            longer.extend(keys.iter().filter_map(|&key| {
                let place = key as u32;
                let next = u64::from(self.stream.numbers[place as usize + len]);
                (next != END).then_some(next << 32 | u64::from(place))
            }));
            self.divide(len);
        }
    }

    /// The runs whose next words and places stand in the buffer of `len`.
    fn divide(&mut self, len: usize) {
        let mut keys = std::mem::take(&mut self.scratch[len - 1]);
        keys.sort_unstable();
        let shorter = self.text.len();
        for same in keys.chunk_by(|a, b| a >> 32 == b >> 32) {
            self.text.push(' ');
            self.text.push_str(self.stream.words.get((same[0] >> 32) as u32));
            if len + 1 >= self.options.shortest {
                let number = (self.terms.len() - self.first) as u32;
                for &key in same {
                    self.numbers[len - 1][key as u32 as usize].store(number, Relaxed);
                }
                self.terms.push(&self.text);
            }
            self.longer(same, len + 1);
            self.text.truncate(shorter);
        }
        keys.clear();
        self.scratch[len - 1] = keys;
    }
}

impl Terms {
    /// The terms where each is one of these words, which are in order.
    pub(super) fn of_words(words: Texts) -> Self {
        Self { len: words.len(), branches: vec![words], ..Self::default() }
    }

    /// The terms of all words, whose branches come in order.
    ///
    /// # Errors
    /// Where there are more than four billion: columns are 32 bits wide.
    pub fn new(options: &CountOptions, places: Arc<Places>, branches: Vec<Branch>) -> Result<Self> {
        let len: usize = branches.iter().map(|branch| branch.terms.len()).sum();
        if len >= GAP as usize {
            return Err(Error::input(format!(
                "{len} terms are too many for one matrix: give shorter ngrams or fewer texts"
            )));
        }
        let mut first = Vec::with_capacity(places.words());
        let mut next = 0;
        for size in branches.iter().flat_map(|branch| &branch.sizes) {
            first.push(next);
            next += size;
        }
        let branches = branches.into_iter().map(|branch| branch.terms).collect();
        Ok(Self { branches, len, first, places, shortest: options.shortest })
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends the numbers of the terms that begin at `place`.
    #[inline]
    pub(super) fn at(&self, stream: &Stream, place: usize, out: &mut Vec<u32>) {
        let first = self.first[stream.numbers[place] as usize];
        if self.shortest == 1 {
            out.push(first);
        }
        for (at, numbers) in self.places.numbers.iter().enumerate() {
            if stream.numbers[place + at + 1] == GAP {
                break;
            }
            if at + 2 >= self.shortest {
                out.push(first + numbers[place].load(Relaxed));
            }
        }
    }

    /// The terms in order, in pieces.
    pub(super) fn branches(&self) -> impl Iterator<Item = &Texts> {
        self.branches.iter()
    }
}
