//! [`Vocabulary`]: terms by column.

use super::texts::Texts;
use std::cmp::Ordering;

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
        let column = self.seek(term, 0);
        (self.get(column) == Some(term)).then_some(column)
    }

    /// The terms in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.terms.iter()
    }

    /// The column of each of `terms`, which come in order.
    pub(super) fn columns<'t>(&self, terms: impl Iterator<Item = &'t str>) -> Vec<u32> {
        let mut column = 0;
        let columns = terms.map(|term| {
            column = self.seek(term, column);
            if self.get(column) == Some(term) { column as u32 } else { NONE }
        });
        columns.collect()
    }

    /// The first column from `from` on whose term does not come before `term`: by steps that
    /// double, so that few terms are found as quickly as many.
    fn seek(&self, term: &str, from: usize) -> usize {
        let before = |at: usize| self.terms.get(at as u32).cmp(term) == Ordering::Less;
        let (mut low, mut step) = (from, 1);
        while low + step <= self.len() && before(low + step - 1) {
            low += step;
            step *= 2;
        }
        let mut high = (low + step - 1).min(self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if before(middle) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_near_and_far() {
        let names: Vec<_> = (0..300).map(|n| format!("{n:03}")).collect();
        let vocabulary = Vocabulary::new(names.iter().step_by(3).map(String::as_str));
        for pace in [1, 2, 7, 100, 299] {
            let some = || (0..300).step_by(pace);
            let expected: Vec<_> =
                some().map(|n| if n % 3 == 0 { n as u32 / 3 } else { NONE }).collect();
            assert_eq!(vocabulary.columns(some().map(|n| names[n].as_str())), expected);
        }
        assert_eq!(Vocabulary::default().columns(["a"].into_iter()), [NONE]);
    }
}
