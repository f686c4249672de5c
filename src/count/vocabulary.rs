//! [`Vocabulary`]: terms by column.

use super::known::{Counter, Index};
use super::texts::Texts;
use super::{CountOptions, Rows};
use std::sync::{Mutex, OnceLock, PoisonError};

/// The column of a term that has none.
pub(super) const NONE: u32 = u32::MAX;

/// Terms in the order of their columns, which is that of their code points.
///
/// ```
/// use tamis::count::Vocabulary;
/// let vocabulary = Vocabulary::new(["ship", "sea"]);
/// assert_eq!((vocabulary.get(1), vocabulary.column("ship")), (Some("ship"), Some(1)));
/// ```
#[derive(Debug, Default)]
pub struct Vocabulary {
    terms: Texts,
    /// Made when the first text is counted.
    index: OnceLock<Index>,
    /// Those that rest: a thread that counts takes one.
    counters: Mutex<Vec<Counter>>,
}

impl Vocabulary {
    /// The vocabulary of these terms, each once.
    pub fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable();
        terms.dedup();
        let mut vocabulary = Self::default();
        terms.into_iter().for_each(|term| vocabulary.push(term));
        vocabulary
    }

    /// Adds the term that is next in order.
    pub(super) fn push(&mut self, term: &str) {
        self.terms.push(term);
    }

    /// Adds the terms that are next, which are in order.
    pub(super) fn append(&mut self, terms: &Texts) {
        self.terms.append(terms);
    }

    /// How many columns it has.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The term of a column.
    pub fn get(&self, column: usize) -> Option<&str> {
        (column < self.len()).then(|| self.terms.get(column as u32))
    }

    /// The column of a term.
    pub fn column(&self, term: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.terms.get(middle as u32) < term {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (self.get(low) == Some(term)).then_some(low)
    }

    /// The terms in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.terms.iter()
    }

    /// Where the words and runs of texts are looked up: 110 to 160 bytes a word, half or more of
    /// them free slots, and 24 to 48 a run.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.terms))
    }

    /// The counts of `texts`; a missing text is an empty row.
    pub fn count<T: AsRef<str>>(
        &self,
        options: &CountOptions,
        texts: impl Iterator<Item = Option<T>>,
    ) -> Rows {
        let counters = || self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counter = counters().pop().unwrap_or_default();
        let rows = counter.count(options, self.index(), texts);
        counters().push(counter);
        rows
    }
}
