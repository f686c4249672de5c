//! [`Matrix`]: blocks of rows, and the terms that are kept.

use super::CountOptions;
use super::rows::Rows;
use super::terms::Terms;
use super::texts::Texts;
use super::vocabulary::{NONE, Vocabulary};
use std::cmp::Reverse;
use std::sync::Arc;

/// Counts of terms in documents, as compressed sparse rows.
#[derive(Debug)]
pub struct Matrix {
    /// Where each row ends among the stored counts; first 0.
    pub ends: Vec<usize>,
    /// Number of columns.
    pub columns: usize,
    blocks: Vec<Rows>,
    /// What the columns stand for; none where a vocabulary says.
    terms: Option<Arc<Terms>>,
    /// The terms of the columns, where not all are kept.
    kept: Option<Vec<u32>>,
}

impl Matrix {
    /// The matrix of `blocks`, which come in order, over the terms that `options` keep.
    pub fn new(options: &CountOptions, terms: Arc<Terms>, blocks: Vec<Rows>) -> Self {
        let columns = terms.len();
        let mut matrix = Self::of(columns, blocks, Some(terms));
        if !options.keeps_all() {
            matrix.keep(options);
        }
        matrix
    }

    /// The matrix of `blocks`, which come in order and were counted over `vocabulary`.
    pub fn over(vocabulary: &Vocabulary, blocks: Vec<Rows>) -> Self {
        Self::of(vocabulary.len(), blocks, None)
    }

    fn of(columns: usize, blocks: Vec<Rows>, terms: Option<Arc<Terms>>) -> Self {
        let mut matrix = Self { ends: Vec::new(), columns, blocks, terms, kept: None };
        matrix.measure();
        matrix
    }

    /// Number of documents.
    pub fn rows(&self) -> usize {
        self.ends.len() - 1
    }

    /// Number of stored counts.
    pub fn stored(&self) -> usize {
        self.ends[self.rows()]
    }

    /// Column and count of everything stored, row by row, in as many pieces as it was made of.
    pub fn pieces(&self) -> impl Iterator<Item = impl Iterator<Item = (u32, u32)>> {
        self.blocks.iter().map(|block| {
            let stored = block.columns.iter().zip(&block.counts);
            stored.map(|(&column, &count)| (column, count))
        })
    }

    /// The terms of the columns; none where the vocabulary was given.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        let Some(terms) = &self.terms else { return vocabulary };
        match &self.kept {
            None => terms.branches().for_each(|branch| vocabulary.append(branch)),
            Some(kept) => {
                let (mut texts, mut next) = (terms.branches().flat_map(Texts::iter), 0);
                for &term in kept {
                    vocabulary.push(texts.nth((term - next) as usize).unwrap_or_default());
                    next = term + 1;
                }
            }
        }
        vocabulary
    }

    fn measure(&mut self) {
        self.ends = vec![0];
        let mut stored = 0;
        for block in &self.blocks {
            self.ends.extend(block.ends.iter().map(|end| stored + end));
            stored += block.columns.len();
        }
    }

    /// Leaves out the terms that `options` do not keep.
    fn keep(&mut self, options: &CountOptions) {
        let mut documents = vec![0u32; self.columns];
        let mut occurrences = vec![0u64; self.columns];
        for block in &self.blocks {
            for (&term, &count) in block.columns.iter().zip(&block.counts) {
                documents[term as usize] += 1;
                occurrences[term as usize] += u64::from(count);
            }
        }
        let (least, most) = (options.min_df.of(self.rows()), options.max_df.of(self.rows()));
        let mut kept: Vec<u32> = (0..self.columns as u32)
            .filter(|&term| (least..=most).contains(&f64::from(documents[term as usize])))
            .collect();
        if let Some(most) = options.max_features.filter(|&most| most < kept.len()) {
            kept.sort_unstable_by_key(|&term| (Reverse(occurrences[term as usize]), term));
            kept.truncate(most);
            kept.sort_unstable();
        }
        let mut column = vec![NONE; self.columns];
        for (at, &term) in (0..).zip(&kept) {
            column[term as usize] = at;
        }
        self.blocks.iter_mut().for_each(|block| block.renumber(&column));
        self.columns = kept.len();
        self.kept = Some(kept);
        self.measure();
    }
}
