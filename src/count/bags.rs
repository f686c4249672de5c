//! Counts of single words: bags of words, for which nobody needs to know how the words follow each
//! other.

use super::order::{Order, Sorted};
use super::rows::{Rows, sort};
use super::stream::within;
use super::terms::Terms;
use super::words::Words;
use super::{BlockReader, CountOptions};
use crate::error::Result;

/// Reads blocks of texts, in any order, to bags of their words.
#[derive(Debug, Default)]
pub struct BagReader {
    words: Words,
    tally: Tally,
    /// The words of the text at hand.
    numbers: Vec<u32>,
    /// Bags of texts that stood one behind the other, and which document the first is.
    blocks: Vec<(usize, Bags)>,
}

impl BlockReader for BagReader {
    fn read<T: AsRef<str>>(
        &mut self,
        options: &CountOptions,
        first_row: usize,
        texts: impl Iterator<Item = Option<T>>,
    ) {
        let mut bags = Bags::like(self.blocks.last().map(|(_, bags)| bags));
        for text in texts {
            self.numbers.clear();
            if let Some(text) = text {
                self.words.read(text.as_ref(), options, &mut self.numbers);
            }
            bags.push(&mut self.tally, &self.numbers, self.words.words().len());
        }
        self.blocks.push((first_row, bags));
    }

    fn sorted(self) -> (Self, Sorted) {
        let sorted = Sorted::new(&self.words);
        (self, sorted)
    }
}

/// The bags of all texts.
#[derive(Debug)]
pub struct Corpus {
    /// The bags of each block, in order, and who read them.
    blocks: Vec<(Bags, usize)>,
    /// For each reader, the columns of its words.
    columns: Vec<Vec<u32>>,
}

impl Corpus {
    /// All that these readers read, whoever read which part, and the words as terms.
    ///
    /// # Errors
    /// Where there are more than four billion words: columns are 32 bits wide.
    pub fn merge(mut readers: Vec<(BagReader, Sorted)>) -> Result<(Self, Terms)> {
        let mut blocks = Vec::new();
        for (at, (reader, _)) in readers.iter_mut().enumerate() {
            blocks.extend(reader.blocks.drain(..).map(|(row, bags)| (row, bags, at)));
        }
        blocks.sort_unstable_by_key(|&(first_row, ..)| first_row);
        within(readers.iter().map(|(reader, _)| reader.words.words().len()).sum())?;
        let order = Order::merge(readers.iter().map(|(reader, sorted)| (&reader.words, sorted)));
        let blocks = blocks.into_iter().map(|(_, bags, at)| (bags, at)).collect();
        Ok((Self { blocks, columns: order.ranks }, Terms::of_words(order.words)))
    }

    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The counts of a block's documents.
    pub fn rows(&self, block: usize) -> Rows {
        let (bags, reader) = &self.blocks[block];
        bags.rows(&self.columns[*reader])
    }
}

/// Bags of words: how often each number occurs in a document, in no order of the numbers.
///
/// A document has a third as many different words as words, and what is sorted is these.
#[derive(Debug, Default)]
pub(super) struct Bags {
    ends: Vec<usize>,
    /// Each number once, and how often it occurs.
    pairs: Vec<(u32, u32)>,
}

impl Bags {
    /// None yet, with as much room as `other` has taken.
    fn like(other: Option<&Self>) -> Self {
        let room = other.map_or((0, 0), |other| (other.ends.len(), other.pairs.len()));
        Self { ends: Vec::with_capacity(room.0), pairs: Vec::with_capacity(room.1) }
    }

    /// Adds the bag of `numbers`, all of which are below `most`.
    pub(super) fn push(&mut self, tally: &mut Tally, numbers: &[u32], most: usize) {
        tally.count(numbers, most, &mut self.pairs);
        self.ends.push(self.pairs.len());
    }

    /// The rows of these bags, where `column` is that of each number.
    pub(super) fn rows(&self, column: &[u32]) -> Rows {
        let (mut row, mut sorted, mut start) = (Vec::new(), Vec::new(), 0);
        let mut out = Rows::with_capacity(self.ends.len(), self.pairs.len());
        for &end in &self.ends {
            let bag = self.pairs[std::mem::replace(&mut start, end)..end].iter();
            row.clear();
            row.extend(bag.map(|&(number, count)| (column[number as usize], count)));
            sort(&mut row, &mut sorted, |(column, _)| column);
            out.columns.extend(row.iter().map(|&(column, _)| column));
            out.counts.extend(row.iter().map(|&(_, count)| count));
            out.ends.push(out.columns.len());
        }
        out
    }
}

/// Counts equal numbers without sorting them.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// For each number, `base` and where it stands in the bag at hand; less than `base` where it
    /// does not.
    places: Vec<u32>,
    base: u32,
}

impl Tally {
    /// Appends each of `numbers` once, and how often it occurs. They are below `most`.
    fn count(&mut self, numbers: &[u32], most: usize, bag: &mut Vec<(u32, u32)>) {
        if self.base as usize + numbers.len() >= u32::MAX as usize {
            (self.base, self.places) = (0, Vec::new());
        }
        self.places.resize(most.max(self.places.len()), 0);
        // Places begin with 0, which is of no bag.
        let base = self.base.max(1);
        let start = bag.len();
        bag.resize(start + numbers.len(), (0, 0));
        let (places, pairs) = (&mut *self.places, &mut bag[start..]);
        let mut next = 0;
        // Whether a number is new is as good as random: a store costs less than a guess.
        for &number in numbers {
            let place = &mut places[number as usize];
            let at = place.wrapping_sub(base).min(next);
            *place = base + at;
            let pair = &mut pairs[at as usize];
            *pair = (number, pair.1 + 1);
            next += u32::from(at == next);
        }
        bag.truncate(start + next as usize);
        self.base = base + next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bags_are_the_rows_of_sorted_numbers() {
        let column: Vec<u32> = (0..500).rev().collect();
        let (mut bags, mut tally, mut rows) = (Bags::default(), Tally::default(), Rows::default());
        tally.base = u32::MAX - 1000;
        for (len, most) in [(0, 1), (3, 1), (700, 500), (90, 40), (700, 500)] {
            let numbers: Vec<u32> =
                (1..=len).map(|i: u32| i.wrapping_mul(0x9E37_79B9) % most).collect();
            bags.push(&mut tally, &numbers, 500);
            rows.push(|columns| columns.extend(numbers.iter().map(|&n| column[n as usize])));
        }
        let bags = bags.rows(&column);
        assert_eq!((bags.ends, bags.columns, bags.counts), (rows.ends, rows.columns, rows.counts));
    }
}
