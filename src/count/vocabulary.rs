//! [`Vocabulary`]: terms by column, and counting over them.

use super::CountOptions;
use super::matrix::Rows;
use super::texts::Texts;
use super::words::{GAP, Words, fold};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
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
    single: Vec<u32>,
    /// By run and the word behind it: the run of both.
    longer: HashMap<u64, u32, BuildHasherDefault<Pairs>>,
    /// The column of each run that is a term, not only the beginning of one.
    columns: Vec<Option<u32>>,
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
        KnownReader { words: self.index().words.clone(), numbers: Vec::new() }
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let mut index = Index::default();
            for (column, term) in (0..).zip(self.iter()) {
                if let Some(run) = index.take(term) {
                    index.columns[run as usize].get_or_insert(column);
                }
            }
            index.words.close();
            index
        })
    }
}

impl Index {
    /// The run of all words of `term`.
    fn take(&mut self, term: &str) -> Option<u32> {
        let mut run = None;
        for word in term.split_whitespace() {
            let word = self.words.take(word);
            let next = self.columns.len() as u32;
            if word as usize == self.single.len() {
                self.single.push(next);
                self.columns.push(None);
            }
            let next = self.columns.len() as u32;
            run = Some(match run {
                None => self.single[word as usize],
                Some(shorter) => *self.longer.entry(pair(shorter, word)).or_insert(next),
            });
            if run == Some(next) {
                self.columns.push(None);
            }
        }
        run
    }
}

fn pair(run: u32, word: u32) -> u64 {
    u64::from(run) << 32 | u64::from(word)
}

/// Hashes pairs of numbers, which were given out one after the other: no text chooses them.
#[derive(Default)]
struct Pairs(u64);

impl Hasher for Pairs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }

    fn write_u64(&mut self, pair: u64) {
        self.0 = fold(self.0 ^ pair ^ 0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// Counts texts over one [`Vocabulary`], block by block; remembers the forms it has met.
#[derive(Debug)]
pub struct KnownReader {
    words: Words,
    numbers: Vec<u32>,
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
            rows.push(|columns| index.columns(options, &self.numbers, columns));
        }
        rows
    }
}

impl Index {
    /// The columns of the terms in a text whose words are `numbers`.
    fn columns(&self, options: &CountOptions, numbers: &[u32], columns: &mut Vec<u32>) {
        for (first, &word) in numbers.iter().enumerate() {
            if word == GAP {
                continue;
            }
            let mut run = self.single[word as usize];
            if options.shortest == 1 {
                columns.extend(self.columns[run as usize]);
            }
            for (len, &word) in (2..=options.longest).zip(&numbers[first + 1..]) {
                let Some(&longer) = self.longer.get(&pair(run, word)) else { break };
                run = longer;
                if len >= options.shortest {
                    columns.extend(self.columns[run as usize]);
                }
            }
        }
    }
}
