//! How often each word, or run of words, occurs in each of many texts: a document-term matrix.
//!
//! Where single words are counted: a [`BagReader`] a thread numbers the words of blocks of texts
//! and counts them in each; [`Corpus::merge`] joins and sorts the words; [`Corpus::rows`] gives
//! them their columns; [`Matrix`] picks the terms.
//!
//! Where runs are, too: a [`Reader`] a thread numbers the words; [`Stream::merge`] joins what they
//! read, sorts the words and renumbers; [`Stream::branch`] finds the runs that begin with each
//! word; [`Rows`] counts them in blocks of documents; [`Matrix`] picks the terms.
//!
//! Blocks and words are independent of each other, and the result depends neither on how they
//! are divided nor on who works on them. A [`Vocabulary`] goes from blocks of texts to rows at
//! once.
//!
//! Memory, beside the matrix: 8 bytes a different word of a text where single words are counted,
//! else 16 bytes a word, and 4 more for each length beyond two.

mod bags;
mod known;
mod matrix;
mod order;
mod rows;
mod stream;
mod terms;
mod texts;
mod vocabulary;
mod words;

pub use bags::{BagReader, Corpus};
pub use matrix::Matrix;
pub use order::Sorted;
pub use rows::Rows;
pub use stream::{Reader, Stream};
pub use terms::{Branch, Places, Terms};
pub use vocabulary::Vocabulary;

use crate::error::{Error, Result};
use std::collections::HashSet;
use std::sync::Arc;

/// Reads blocks of texts, in any order.
pub trait BlockReader: Default + Send + 'static {
    /// Reads `texts`, the first of which is document `first_row` of all; a missing text has no
    /// words.
    fn read<T: AsRef<str>>(
        &mut self,
        options: &CountOptions,
        first_row: usize,
        texts: impl Iterator<Item = Option<T>>,
    );

    /// Itself, and its words in order.
    fn sorted(self) -> (Self, Sorted);
}

/// The longest run of words that can be a term: each length costs four bytes a word.
const LONGEST: usize = 64;

/// A number of documents, absolute or as a share of all.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// So many documents.
    Documents(u64),
    /// This share of the documents, 0 to 1.
    Share(f64),
}

impl Limit {
    fn of(self, documents: usize) -> f64 {
        match self {
            Self::Documents(n) => n as f64,
            Self::Share(share) => share * documents as f64,
        }
    }
}

/// What is counted, and which terms are kept.
#[derive(Clone, Debug)]
pub struct CountOptions {
    /// The shortest run of words that is a term.
    pub shortest: usize,
    /// The longest run of words that is a term.
    pub longest: usize,
    /// Whether upper and lower case are one.
    pub lower: bool,
    /// Words that are passed over, as if the text did not have them.
    pub stop: HashSet<String>,
    /// Terms of fewer documents are left out.
    pub min_df: Limit,
    /// Terms of more documents are left out.
    pub max_df: Limit,
    /// Only so many terms: those that occur most often, of equals the first in the alphabet.
    pub max_features: Option<usize>,
}

impl Default for CountOptions {
    fn default() -> Self {
        Self {
            shortest: 1,
            longest: 1,
            lower: true,
            stop: HashSet::new(),
            min_df: Limit::Documents(1),
            max_df: Limit::Share(1.0),
            max_features: None,
        }
    }
}

impl CountOptions {
    /// An error where `shortest` and `longest` do not make a range from 1 on, or a limit is none.
    pub fn check(&self) -> Result<()> {
        if self.shortest == 0 || self.longest < self.shortest || self.longest > LONGEST {
            return Err(Error::option(format!(
                "ngrams=({}, {}): give a shortest length of at least 1 and a longest that is not below it, \
                 {LONGEST} at most",
                self.shortest, self.longest
            )));
        }
        for (name, limit) in [("min_df", self.min_df), ("max_df", self.max_df)] {
            if let Limit::Share(share) = limit
                && !(0.0..=1.0).contains(&share)
            {
                return Err(Error::option(format!(
                    "{name}={share:?}: give a share of the documents from 0.0 to 1.0, or an int, their number"
                )));
            }
        }
        Ok(())
    }

    /// The matrix of `texts`, on this thread; a missing text is an empty row.
    ///
    /// ```
    /// use tamis::count::CountOptions;
    /// let options = CountOptions { longest: 2, ..Default::default() };
    /// let matrix = options.count([Some("To be or not to be")].into_iter())?;
    /// let terms: Vec<_> = matrix.vocabulary().iter().map(str::to_owned).collect();
    /// assert_eq!(terms, ["be", "be or", "not", "not to", "or", "or not", "to", "to be"]);
    /// assert_eq!(matrix.pieces().flatten().next(), Some((0, 2)));
    /// # Ok::<(), tamis::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`check`](Self::check), and where words or terms are more than four billion.
    pub fn count<T: AsRef<str>>(&self, texts: impl Iterator<Item = Option<T>>) -> Result<Matrix> {
        self.check()?;
        let (terms, rows) = match self.longest {
            1 => self.bags(texts)?,
            _ => self.runs(texts)?,
        };
        Ok(Matrix::new(self, Arc::new(terms), rows))
    }

    fn read<R: BlockReader, T: AsRef<str>>(
        &self,
        texts: impl Iterator<Item = Option<T>>,
    ) -> Vec<(R, Sorted)> {
        let mut reader = R::default();
        reader.read(self, 0, texts);
        vec![reader.sorted()]
    }

    fn bags<T: AsRef<str>>(
        &self,
        texts: impl Iterator<Item = Option<T>>,
    ) -> Result<(Terms, Vec<Rows>)> {
        let (corpus, terms) = Corpus::merge(self.read(texts))?;
        Ok((terms, (0..corpus.blocks()).map(|block| corpus.rows(block)).collect()))
    }

    fn runs<T: AsRef<str>>(
        &self,
        texts: impl Iterator<Item = Option<T>>,
    ) -> Result<(Terms, Vec<Rows>)> {
        let stream = Stream::merge(&self.read(texts))?;
        let places = stream.places(self);
        let branch = stream.branch(self, &places, 0..places.words());
        let terms = Terms::new(self, Arc::new(places), vec![branch])?;
        let rows = Rows::new(&stream, &terms, 0..stream.rows());
        Ok((terms, vec![rows]))
    }

    /// Whether no term can be left out.
    fn keeps_all(&self) -> bool {
        let low = match self.min_df {
            Limit::Documents(n) => n <= 1,
            Limit::Share(share) => share <= 0.0,
        };
        low && self.max_df == Limit::Share(1.0) && self.max_features.is_none()
    }
}
