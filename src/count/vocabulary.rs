//! Terms that are known beforehand.

use super::CountOptions;
use super::matrix::Rows;
use super::words::{GAP, Words};
use std::collections::HashMap;

/// Terms that are known beforehand, in the order of their columns.
///
/// ```
/// use tamis::count::{CountOptions, Matrix, Vocabulary};
/// let vocabulary = Vocabulary::new(["sea", "ship"]);
/// let rows = vocabulary.reader().rows(&CountOptions::default(), &vocabulary, [Some("A ship, a ship!")].into_iter());
/// let matrix = Matrix::of_known(vocabulary.len(), vec![rows]);
/// assert_eq!(matrix.pieces().flatten().collect::<Vec<_>>(), [(1, 2)]);
/// ```
#[derive(Debug)]
pub struct Vocabulary {
    words: Words,
    /// By the number of a word: the run that it is by itself.
    single: Vec<u32>,
    /// By run and the word behind it: the run of both.
    longer: HashMap<(u32, u32), u32>,
    /// The column of each run that is a term, not only the beginning of one.
    columns: Vec<Option<u32>>,
    len: usize,
}

impl Vocabulary {
    /// The vocabulary whose column `i` is the `i`-th of `terms`; words of a term are parted by
    /// white space. A term that comes twice is counted in its first column.
    pub fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let mut known = Self {
            words: Words::default(),
            single: Vec::new(),
            longer: HashMap::new(),
            columns: Vec::new(),
            len: 0,
        };
        for term in terms {
            if let Some(run) = known.take(term) {
                known.columns[run as usize].get_or_insert(known.len as u32);
            }
            known.len += 1;
        }
        known.words.close();
        known
    }

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
                Some(shorter) => *self.longer.entry((shorter, word)).or_insert(next),
            });
            if run == Some(next) {
                self.columns.push(None);
            }
        }
        run
    }

    /// How many columns it has.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Who counts texts over this vocabulary.
    pub fn reader(&self) -> KnownReader {
        KnownReader { words: self.words.clone(), numbers: Vec::new() }
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
        let mut rows = Rows::default();
        for text in texts {
            self.numbers.clear();
            if let Some(text) = text {
                self.words.read(text.as_ref(), options, &mut self.numbers);
            }
            rows.push(|columns| vocabulary.columns(options, &self.numbers, columns));
        }
        rows
    }
}

impl Vocabulary {
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
                let Some(&longer) = self.longer.get(&(run, word)) else { break };
                run = longer;
                if len >= options.shortest {
                    columns.extend(self.columns[run as usize]);
                }
            }
        }
    }
}
