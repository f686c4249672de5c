//! Texts to one stream of word numbers, whose order is that of the words.

use super::order::{Order, Sorted};
use super::texts::Texts;
use super::words::{GAP, Normal, Words};
use super::{BlockReader, CountOptions};
use crate::error::{Error, Result};
use std::ops::Range;

/// Reads blocks of texts, in any order, and numbers their words as they come.
#[derive(Debug, Default)]
pub struct Reader {
    words: Words,
    numbers: Vec<u32>,
    blocks: Vec<Block>,
}

/// Texts that stood one behind the other, and their numbers in the reader.
#[derive(Debug)]
struct Block {
    first_row: usize,
    start: usize,
    /// Where each text ends; behind it stands a gap.
    ends: Vec<usize>,
}

impl BlockReader for Reader {
    fn read<T: AsRef<str>>(
        &mut self,
        options: &CountOptions,
        first_row: usize,
        texts: impl Iterator<Item = Option<T>>,
    ) {
        let start = self.numbers.len();
        let mut ends = Vec::with_capacity(texts.size_hint().0);
        for text in texts {
            if let Some(text) = text {
                self.words.read(text.as_ref(), options, &mut self.numbers);
            }
            ends.push(self.numbers.len());
            self.numbers.push(GAP);
        }
        self.blocks.push(Block { first_row, start, ends });
    }

    fn sorted(self) -> (Self, Sorted) {
        let sorted = Sorted::new(&self.words);
        (self, sorted)
    }
}

impl Normal for CountOptions {
    fn word(&self, form: &str) -> Option<String> {
        // Most forms are in lower case already: nothing is made of them.
        if !self.lower || form.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            return None;
        }
        let lower = form.to_lowercase();
        (lower != form).then_some(lower)
    }

    fn is_stop(&self, word: &str) -> bool {
        self.stop.contains(word)
    }
}

/// The words of all texts: numbers that rise as the words do in the alphabet.
#[derive(Debug)]
pub struct Stream {
    pub(super) words: Texts,
    /// Behind each text stands a gap.
    pub(super) numbers: Vec<u32>,
    /// Where each text begins, and one past the gap behind the last.
    pub(super) starts: Vec<usize>,
}

impl Stream {
    /// The stream of all that these readers read, whoever read which part.
    ///
    /// # Errors
    /// Where there are more than four billion words: places are 32 bits wide.
    pub fn merge(readers: &[(Reader, Sorted)]) -> Result<Self> {
        let len = readers.iter().map(|(reader, _)| reader.numbers.len()).sum();
        within(len)?;
        let tables = readers.iter().map(|(reader, sorted)| (&reader.words, sorted));
        let Order { words, ranks } = Order::merge(tables);
        let mut blocks: Vec<_> = readers
            .iter()
            .zip(&ranks)
            .flat_map(|((reader, _), ranks)| reader.blocks.iter().map(move |b| (b, reader, ranks)))
            .collect();
        blocks.sort_unstable_by_key(|(block, ..)| block.first_row);
        let mut numbers = Vec::with_capacity(len);
        let mut starts = vec![0];
        for (block, reader, ranks) in blocks {
            let shift = numbers.len();
            let end = block.ends.last().map_or(block.start, |end| end + 1);
            let read = &reader.numbers[block.start..end];
            numbers.extend(read.iter().map(|&n| if n == GAP { GAP } else { ranks[n as usize] }));
            starts.extend(block.ends.iter().map(|end| end + 1 - block.start + shift));
        }
        Ok(Self { words, numbers, starts })
    }

    /// Number of texts.
    pub fn rows(&self) -> usize {
        self.starts.len() - 1
    }

    /// Words of document `row`.
    pub fn row_len(&self, row: usize) -> usize {
        self.row(row).len()
    }

    pub(super) fn row(&self, row: usize) -> Range<usize> {
        self.starts[row]..self.starts[row + 1] - 1
    }
}

/// An error where so many words cannot be numbered.
pub(super) fn within(words: usize) -> Result<()> {
    match words >= GAP as usize {
        true => Err(Error::input(format!(
            "{words} words are too many for one matrix: count the texts in several parts"
        ))),
        false => Ok(()),
    }
}
