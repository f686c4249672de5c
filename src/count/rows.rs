//! [`Rows`]: the counts of some documents, whose columns are sorted.

use super::stream::Stream;
use super::terms::Terms;
use super::vocabulary::NONE;
use std::ops::Range;

/// Fewer numbers are sorted sooner by comparing them.
const COMPARED: usize = 128;

/// Counts of some documents in a row: columns rise in each.
#[derive(Debug, Default)]
pub struct Rows {
    /// Where each row ends.
    pub(super) ends: Vec<usize>,
    pub(super) columns: Vec<u32>,
    pub(super) counts: Vec<u32>,
    /// The columns of the row at hand.
    scratch: Vec<u32>,
    /// Where they are sorted to.
    sorted: Vec<u32>,
}

impl Rows {
    /// None yet, with room for so many rows and counts.
    pub(super) fn with_capacity(rows: usize, counts: usize) -> Self {
        Self {
            ends: Vec::with_capacity(rows),
            columns: Vec::with_capacity(counts),
            counts: Vec::with_capacity(counts),
            ..Self::default()
        }
    }

    /// The counts of the documents `rows`.
    pub fn new(stream: &Stream, terms: &Terms, rows: Range<usize>) -> Self {
        let mut out = Self::default();
        for row in rows {
            out.push(|columns| {
                for place in stream.row(row) {
                    terms.at(stream, place, columns);
                }
            });
        }
        out
    }

    /// Adds a row of the columns that `fill` gives, each as often as it occurs.
    pub(super) fn push(&mut self, fill: impl FnOnce(&mut Vec<u32>)) {
        fill(&mut self.scratch);
        sort(&mut self.scratch, &mut self.sorted, |column| column);
        let (start, most) = (self.columns.len(), self.scratch.len());
        self.columns.resize(start + most, 0);
        self.counts.resize(start + most, 0);
        let (columns, counts) = (&mut self.columns[start..], &mut self.counts[start..]);
        // Whether a number is new is as good as random: a store costs less than a guess.
        let (mut next, mut same, mut last) = (0, 0, None);
        for &column in &self.scratch {
            let new = last != Some(column);
            (next, same) = (next + usize::from(new), if new { 1 } else { same + 1 });
            (columns[next - 1], counts[next - 1]) = (column, same);
            last = Some(column);
        }
        self.columns.truncate(start + next);
        self.counts.truncate(start + next);
        self.scratch.clear();
        self.ends.push(self.columns.len());
    }

    /// Gives each term its `column`, in the same order; what has none is left out.
    pub(super) fn renumber(&mut self, column: &[u32]) {
        let (mut start, mut kept) = (0, 0);
        for end in &mut self.ends {
            for at in start..*end {
                let to = column[self.columns[at] as usize];
                (self.columns[kept], self.counts[kept]) = (to, self.counts[at]);
                kept += usize::from(to != NONE);
            }
            start = std::mem::replace(end, kept);
        }
        self.columns.truncate(kept);
        self.counts.truncate(kept);
    }
}

/// Sorts `numbers` by their `key`, byte by byte, the lowest first, as often as the highest key has
/// bytes; equal keys are equal numbers. `other` is overwritten. Of 1200 numbers one takes 2.6 ns,
/// 8.0 where they are compared.
pub(super) fn sort<N: Copy + Default>(
    numbers: &mut Vec<N>,
    other: &mut Vec<N>,
    key: impl Fn(N) -> u32,
) {
    if numbers.len() < COMPARED {
        return numbers.sort_unstable_by_key(|&number| key(number));
    }
    let bits = u32::BITS - numbers.iter().fold(0, |all, &n| all | key(n)).leading_zeros();
    other.resize(numbers.len(), N::default());
    for shift in (0..bits).step_by(8) {
        let digit = |number: N| usize::from((key(number) >> shift) as u8);
        let mut next = [0u32; 256];
        numbers.iter().for_each(|&number| next[digit(number)] += 1);
        let mut start = 0;
        for count in &mut next {
            start += std::mem::replace(count, start);
        }
        for &number in &*numbers {
            let to = &mut next[digit(number)];
            other[*to as usize] = number;
            *to += 1;
        }
        std::mem::swap(numbers, other);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_any_width_are_sorted() {
        for (len, most) in [(0, 1), (127, 9), (128, 1), (500, 200), (999, 70_000), (3000, u32::MAX)]
        {
            let mut numbers: Vec<u32> =
                (1..=len).map(|i: u32| i.wrapping_mul(0x9E37_79B9) % most).collect();
            let mut expected = numbers.clone();
            expected.sort_unstable();
            sort(&mut numbers, &mut vec![7; 3], |number| number);
            assert_eq!(numbers, expected);
        }
    }
}
