//! How often each word, or run of words, occurs in each of many texts: a document-term matrix.
//!
//! Blocks of texts are counted on their own ([`CountOptions::count`]), each with a dictionary of
//! its own; a [`Counter`] takes the parts in order and merges the dictionaries; its
//! [`finish`](Counter::finish) picks the terms, sorts them and gives the matrix. The result
//! depends neither on the blocks nor on who counted them.

mod dictionary;
mod matrix;

pub use dictionary::Vocabulary;
pub use matrix::{Counter, Matrix};

use crate::error::{Error, Result};
use crate::tokens::words;
use dictionary::{Dictionary, Terms};
use std::collections::HashSet;

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

/// The counts of one block of texts, with the dictionary it made.
#[derive(Debug)]
pub struct Part {
    terms: Terms,
    rows: Rows,
}

/// Counts row by row: `(term, count)` of row `r` at `ends[r - 1]..ends[r]`.
#[derive(Debug, Default)]
struct Rows {
    ends: Vec<usize>,
    terms: Vec<u32>,
    counts: Vec<u32>,
}

impl CountOptions {
    /// An error where `shortest` and `longest` do not make a range from 1 on.
    pub fn check(&self) -> Result<()> {
        if self.shortest == 0 || self.longest < self.shortest {
            return Err(Error::option(format!(
                "ngrams=({}, {}): give a shortest length of at least 1 and a longest that is not below it",
                self.shortest, self.longest
            )));
        }
        Ok(())
    }

    /// The counts of `texts`; a missing text is an empty row.
    pub fn count<'t>(&self, texts: impl Iterator<Item = Option<&'t str>>) -> Part {
        let mut terms = Terms::default();
        let rows = self.rows(texts, &mut terms);
        Part { terms, rows }
    }

    /// The counts of `texts` over the terms of `vocabulary` alone.
    pub fn count_known<'t>(
        &self,
        texts: impl Iterator<Item = Option<&'t str>>,
        vocabulary: &Vocabulary,
    ) -> Matrix {
        let rows = self.rows(texts, &mut vocabulary.lookup());
        Matrix::of_known(rows, vocabulary)
    }

    fn rows<'t>(
        &self,
        texts: impl Iterator<Item = Option<&'t str>>,
        dictionary: &mut impl Dictionary,
    ) -> Rows {
        let mut rows = Rows::default();
        let mut row = Row::default();
        let mut lower = String::new();
        for text in texts {
            row.words.clear();
            if let Some(text) = text {
                for span in words(text) {
                    let word = self.normal(span.text(text), &mut lower);
                    if self.stop.is_empty() || !self.stop.contains(word) {
                        row.words.push(dictionary.word(word));
                    }
                }
            }
            self.count_row(&mut row, dictionary);
            row.drain_into(&mut rows);
        }
        rows
    }

    /// `word` as it is counted.
    fn normal<'w>(&self, word: &'w str, buffer: &'w mut String) -> &'w str {
        if !self.lower || word.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
            return word;
        }
        buffer.clear();
        if word.is_ascii() {
            buffer.push_str(word);
            buffer.make_ascii_lowercase();
        } else {
            buffer.push_str(&word.to_lowercase());
        }
        buffer
    }

    fn count_row(&self, row: &mut Row, dictionary: &mut impl Dictionary) {
        for first in 0..row.words.len() {
            let mut term = None;
            for (length, &word) in (1..=self.longest).zip(&row.words[first..]) {
                let Some(word) = word else { break };
                let Some(longer) = dictionary.term(term, word) else { break };
                if length >= self.shortest {
                    row.counts.add(longer);
                }
                term = Some(longer);
            }
        }
    }
}

/// The row being counted; kept between texts so that nothing is allocated anew.
#[derive(Debug, Default)]
struct Row {
    words: Vec<Option<u32>>,
    counts: Sparse,
}

/// Counts by term, and which terms have one.
#[derive(Debug, Default)]
struct Sparse {
    counts: Vec<u32>,
    touched: Vec<u32>,
}

impl Sparse {
    fn add(&mut self, term: u32) {
        let at = term as usize;
        if at >= self.counts.len() {
            self.counts.resize((at + 1).next_power_of_two(), 0);
        }
        if self.counts[at] == 0 {
            self.touched.push(term);
        }
        self.counts[at] = self.counts[at].saturating_add(1);
    }
}

impl Row {
    fn drain_into(&mut self, rows: &mut Rows) {
        for term in self.counts.touched.drain(..) {
            rows.terms.push(term);
            rows.counts.push(std::mem::take(&mut self.counts.counts[term as usize]));
        }
        rows.ends.push(rows.terms.len());
    }
}
