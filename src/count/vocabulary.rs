//! [`Vocabulary`]: terms by column, and counting over them.

use super::CountOptions;
use super::matrix::Rows;
use super::runs::{NONE, Run, Runs};
use super::texts::Texts;
use super::words::{GAP, Words};
use std::sync::OnceLock;

/// Terms in the order of their columns.
///
/// ```
/// use tamis::count::{CountOptions, Matrix, Vocabulary};
/// let vocabulary = Vocabulary::new(["sea", "ship"]);
/// assert_eq!(vocabulary.get(1), Some("ship"));
/// let mut reader = vocabulary.reader();
/// let rows = reader.rows(&CountOptions::default(), &vocabulary, [Some("A ship!")].into_iter());
/// let matrix = Matrix::of_known(vocabulary.len(), vec![rows]);
/// assert_eq!(matrix.pieces().flatten().collect::<Vec<_>>(), [(1, 1)]);
/// ```
#[derive(Debug, Default)]
pub struct Vocabulary {
    terms: Texts,
    /// Made when texts are first counted.
    index: OnceLock<Index>,
}

/// From words to columns.
#[derive(Debug, Default)]
struct Index {
    words: Words,
    /// By the number of a word: the run that it is by itself.
    single: Vec<Run>,
    longer: Runs,
    /// How many runs there are.
    runs: u32,
}

impl Vocabulary {
    /// The vocabulary whose column `i` is the `i`-th of `terms`; words of a term are parted by
    /// white space. A term that comes twice is counted in its first column.
    pub fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut vocabulary = Self::default();
        terms.into_iter().for_each(|term| vocabulary.push(term));
        vocabulary
    }

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

    /// The terms in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.terms.iter()
    }

    /// Who counts texts over this vocabulary.
    pub fn reader(&self) -> KnownReader {
        KnownReader { words: self.index().words.clone(), numbers: Vec::new(), runs: Vec::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (column, term) in (0..).zip(self.iter()) {
                if let Some(run) = index.take(term)
                    && run.column == NONE
                {
                    run.column = column;
                }
            }
            index.words.close();
            index
        })
    }
}

impl Index {
    /// The run of all words of `term`.
    fn take(&mut self, term: &str) -> Option<&mut Run> {
        let mut words = term.split_whitespace();
        let first = self.word(words.next()?) as usize;
        let Some(second) = words.next() else { return self.single.get_mut(first) };
        let second = self.word(second);
        let mut slot = self.longer.take(self.single[first].run, second, &mut self.runs);
        for word in words {
            let word = self.word(word);
            let shorter = self.longer.at(slot).run;
            slot = self.longer.take(shorter, word, &mut self.runs);
        }
        Some(self.longer.at(slot))
    }

    /// The number of a word, which is a run by itself.
    fn word(&mut self, word: &str) -> u32 {
        let number = self.words.take(word);
        if number as usize == self.single.len() {
            self.single.push(Run { run: self.runs, column: NONE });
            self.runs += 1;
        }
        number
    }
}

/// Counts texts over one [`Vocabulary`], block by block; remembers the forms it has met.
#[derive(Debug)]
pub struct KnownReader {
    words: Words,
    numbers: Vec<u32>,
    /// The runs that begin at each word of the text at hand.
    runs: Vec<u32>,
}

impl KnownReader {
    /// The counts of `texts` over the terms of `vocabulary`, which this reader is of.
    pub fn rows<T: AsRef<str>>(
        &mut self,
        options: &CountOptions,
        vocabulary: &Vocabulary,
        texts: impl Iterator<Item = Option<T>>,
    ) -> Rows {
        let index = vocabulary.index();
        let mut rows = Rows::default();
        for text in texts {
            self.numbers.clear();
            if let Some(text) = text {
                self.words.read(text.as_ref(), options, &mut self.numbers);
            }
            rows.push(|columns| index.columns(options, &self.numbers, &mut self.runs, columns));
        }
        rows
    }
}

impl Index {
    /// The columns of the terms in a text whose words are `numbers`.
    fn columns(
        &self,
        options: &CountOptions,
        numbers: &[u32],
        runs: &mut Vec<u32>,
        columns: &mut Vec<u32>,
    ) {
        let single = numbers.iter().map(|&word| match word {
            GAP => Run::default(),
            word => self.single[word as usize],
        });
        runs.clear();
        if options.shortest > 1 {
            runs.extend(single.map(|run| run.run));
        } else {
            runs.extend(single.map(|run| {
                columns.extend((run.column != NONE).then_some(run.column));
                run.run
            }));
        }
        for len in 2..=options.longest.min(numbers.len()) {
            runs.truncate(numbers.len() + 1 - len);
            let found = &mut |column| columns.extend((len >= options.shortest).then_some(column));
            if !self.longer.lengthen(runs, &numbers[len - 1..], found) {
                break;
            }
        }
    }
}
