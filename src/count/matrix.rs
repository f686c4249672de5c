//! Parts to one matrix: dictionaries merged, terms picked and sorted, rows rewritten.

use super::dictionary::{Terms, Vocabulary};
use super::{CountOptions, Part, Rows};

/// Counts of terms in documents, as compressed sparse rows.
///
/// Row `r` has `counts[ends[r]..ends[r + 1]]` at `columns[ends[r]..ends[r + 1]]`, columns rising.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    /// The term of each column, sorted; empty where the vocabulary was given.
    pub terms: Vec<String>,
    /// Where each row ends; first 0.
    pub ends: Vec<i64>,
    /// Column of each count.
    pub columns: Vec<i32>,
    /// The counts.
    pub counts: Vec<i64>,
}

impl Matrix {
    /// A matrix of no rows.
    pub fn empty() -> Self {
        Self { ends: vec![0], ..Self::default() }
    }

    pub(super) fn of_known(rows: Rows, vocabulary: &Vocabulary) -> Self {
        let mut matrix = Self::empty();
        let mut start = 0;
        for &end in &rows.ends {
            matrix.push_row((start..end).filter_map(|at| {
                vocabulary.column(rows.terms[at]).map(|column| (column, rows.counts[at]))
            }));
            start = end;
        }
        matrix
    }

    /// The rows of `other` below these.
    pub fn append(&mut self, other: &Self) {
        let above = self.counts.len() as i64;
        self.ends.extend(other.ends.iter().skip(1).map(|end| end + above));
        self.columns.extend_from_slice(&other.columns);
        self.counts.extend_from_slice(&other.counts);
    }

    fn push_row(&mut self, row: impl Iterator<Item = (u32, u32)>) {
        let mut row: Vec<_> = row.collect();
        row.sort_unstable_by_key(|&(column, _)| column);
        self.columns.extend(row.iter().map(|&(column, _)| column as i32));
        self.counts.extend(row.iter().map(|&(_, count)| i64::from(count)));
        self.ends.push(self.counts.len() as i64);
    }
}

/// Takes parts in the order of their texts and makes one [`Matrix`] of them.
///
/// ```
/// use tamis::count::{CountOptions, Counter};
/// let options = CountOptions { longest: 2, ..Default::default() };
/// let mut counter = Counter::default();
/// counter.add(options.count([Some("To be or not to be")].into_iter()));
/// let matrix = counter.finish(&options);
/// assert_eq!(matrix.terms[0..3], ["be", "be or", "not"]);
/// assert_eq!(matrix.counts[0], 2);
/// ```
#[derive(Debug, Default)]
pub struct Counter {
    terms: Terms,
    rows: Rows,
}

impl Counter {
    /// Takes the next part.
    pub fn add(&mut self, part: Part) {
        if self.rows.ends.is_empty() {
            (self.terms, self.rows) = (part.terms, part.rows);
            return;
        }
        let here = self.terms.merge(&part.terms);
        let above = self.rows.terms.len();
        let mut left_out = 0;
        let mut start = 0;
        for &end in &part.rows.ends {
            for at in start..end {
                // Only a dictionary of over four billion terms leaves one out.
                match here[part.rows.terms[at] as usize] {
                    Some(term) => {
                        self.rows.terms.push(term);
                        self.rows.counts.push(part.rows.counts[at]);
                    }
                    None => left_out += 1,
                }
            }
            self.rows.ends.push(above + end - left_out);
            start = end;
        }
    }

    /// The matrix of everything taken, with the terms that `options` keep.
    pub fn finish(self, options: &CountOptions) -> Matrix {
        let kept = self.kept(options);
        let mut texts: Vec<_> = kept.iter().map(|&term| (self.terms.text(term), term)).collect();
        texts.sort_unstable();
        let mut column = vec![None; self.terms.len()];
        for (at, (_, term)) in texts.iter().enumerate() {
            column[*term as usize] = Some(at as u32);
        }
        let mut matrix = Matrix::empty();
        let mut start = 0;
        for &end in &self.rows.ends {
            matrix.push_row((start..end).filter_map(|at| {
                column[self.rows.terms[at] as usize].map(|c| (c, self.rows.counts[at]))
            }));
            start = end;
        }
        matrix.terms = texts.into_iter().map(|(text, _)| text).collect();
        matrix
    }

    fn kept(&self, options: &CountOptions) -> Vec<u32> {
        let mut documents = vec![0u64; self.terms.len()];
        let mut occurrences = vec![0u64; self.terms.len()];
        for (&term, &count) in self.rows.terms.iter().zip(&self.rows.counts) {
            documents[term as usize] += 1;
            occurrences[term as usize] += u64::from(count);
        }
        let rows = self.rows.ends.len();
        let (least, most) = (options.min_df.of(rows), options.max_df.of(rows));
        let mut kept: Vec<u32> = (0..self.terms.len() as u32)
            .filter(|&term| {
                let n = documents[term as usize];
                n > 0 && n as f64 >= least && n as f64 <= most
            })
            .collect();
        if let Some(most) = options.max_features.filter(|&most| most < kept.len()) {
            kept.sort_by_cached_key(|&term| {
                (std::cmp::Reverse(occurrences[term as usize]), self.terms.text(term))
            });
            kept.truncate(most);
        }
        kept
    }
}
