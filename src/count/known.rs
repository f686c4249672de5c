//! Counts over a [`Vocabulary`](super::Vocabulary) that was there before: in one pass over each
//! text, for the columns of its words and runs are known.

use super::bags::{Bags, Tally};
use super::rows::Rows;
use super::texts::Texts;
use super::vocabulary::NONE;
use super::words::{GAP, Normal, Words};
use super::{CountOptions, LONGEST};
use crate::span::Span;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// Runs that are looked up at once.
const TOGETHER: usize = 32;
/// Forms that a [`Counter`] remembers: up to 50 MB.
const FORMS: usize = 1 << 20;

/// The words of a vocabulary by number, and which runs of them are terms.
#[derive(Debug, Default)]
pub(super) struct Index {
    words: Words,
    /// The column of each word.
    columns: Vec<u32>,
    runs: Runs,
}

/// A table behind each word and behind each run, of what follows it: what is looked up together
/// lies together.
#[derive(Debug)]
struct Runs {
    slots: Vec<Run>,
    /// By the number of a word.
    of_words: Vec<Table>,
    /// Of the runs with which longer ones begin, whose numbers count down from `GAP`.
    of_runs: Vec<Table>,
    /// Drawn anew for each index, as that of [`Words`].
    seed: u64,
}

/// Where a table begins among the slots, and in the low six bits the logarithm of its size.
#[derive(Clone, Copy, Debug)]
struct Table(u64);

#[derive(Clone, Copy, Debug)]
struct Run {
    /// The last word of the run.
    word: u32,
    /// `GAP` where no term begins with the run.
    number: u32,
    column: u32,
}

/// A term of a vocabulary by the numbers of its words.
struct Term<'n> {
    words: &'n [u32],
    column: u32,
}

/// A slot that nothing stands in: no word has its number.
const FREE: Run = Run { word: NONE, number: GAP, column: NONE };
/// The first two slots, which stay free.
const EMPTY: Table = Table(1);

impl Index {
    /// The index of `terms` by column, which come in order.
    pub(super) fn new(terms: &Texts) -> Self {
        let mut index = Self::default();
        // Most tables have twice as many slots as they need or fewer.
        index.runs.slots.reserve(2 * terms.len());
        let mut alike = Alike::default();
        for (column, term) in (0..).zip(terms.spans()) {
            if !alike.begins(term.text(terms.text())) {
                index.add(&mut alike, terms.text());
                alike.first = &[];
            }
            alike.push(terms.text(), term, column);
        }
        index.add(&mut alike, terms.text());
        index.columns.resize(index.words.words().len(), NONE);
        index
    }

    /// Adds the terms of `alike` and empties it.
    fn add(&mut self, alike: &mut Alike<'_>, text: &str) {
        let mut numbers = Vec::with_capacity(alike.words.len());
        self.words.look_up(text, &alike.words, &Plain, &mut numbers);
        let mut start = 0;
        let terms = alike.ends.drain(..).map(|(end, column)| {
            let words = &numbers[std::mem::replace(&mut start, end)..end];
            Term { words, column }
        });
        let terms: Vec<_> = terms.collect();
        alike.words.clear();
        let Some(&first) = numbers.first() else { return };
        self.columns.resize(self.words.words().len(), NONE);
        self.runs.of_words.resize(self.words.words().len(), EMPTY);
        if let Term { words: [_], column } = terms[0] {
            self.columns[first as usize] = column;
        }
        self.runs.of_words[first as usize] = self.runs.add(&terms, 1);
    }
}

/// The terms that begin with one word, while they are read.
#[derive(Default)]
struct Alike<'t> {
    first: &'t [u8],
    /// The words of all terms.
    words: Vec<Span>,
    /// Where each term ends among them, and its column.
    ends: Vec<(usize, u32)>,
}

impl<'t> Alike<'t> {
    /// Whether the first word of `term` is that of the others.
    fn begins(&self, term: &str) -> bool {
        let behind = term.as_bytes().strip_prefix(self.first);
        behind.is_some_and(|behind| matches!(behind.first(), None | Some(b' ')))
    }

    fn push(&mut self, text: &'t str, term: Span, column: u32) {
        let (before, bytes) = (self.words.len(), text.as_bytes());
        let mut start = term.start;
        // What the others begin with has been read.
        let behind = term.start + self.first.len();
        for (at, &byte) in (behind..).zip(bytes[behind..term.end].iter().chain(b" ")) {
            if byte > b' ' {
                continue;
            }
            // No word is empty or has a control, which sorts before the space: it would part what
            // begins alike.
            if byte < b' ' || start == at {
                return self.words.truncate(before);
            }
            self.words.push(Span::new(start, at));
            start = at + 1;
        }
        let first = self.words[before];
        self.first = &bytes[first.start..first.end];
        self.ends.push((self.words.len(), column));
    }
}

/// A form is a word as it stands.
struct Plain;

impl Normal for Plain {
    fn word(&self, _: &str) -> Option<String> {
        None
    }

    fn is_stop(&self, _: &str) -> bool {
        false
    }
}

impl Default for Runs {
    fn default() -> Self {
        let seed = RandomState::new().hash_one(0) | 1;
        Self { slots: vec![FREE; 2], of_words: Vec::new(), of_runs: Vec::new(), seed }
    }
}

impl Runs {
    /// The table of what follows the `len` words with which all of `terms` begin.
    fn add(&mut self, terms: &[Term<'_>], len: usize) -> Table {
        let ended = terms.iter().take_while(|term| term.words.len() == len).count();
        let longer = &terms[ended..];
        let same = |a: &Term<'_>, b: &Term<'_>| a.words[len] == b.words[len];
        let count = longer.chunk_by(same).count();
        if count == 0 || len == LONGEST {
            return EMPTY;
        }
        let bits = (count + count / 3 + 1).next_power_of_two().trailing_zeros();
        let table = Table((self.slots.len() as u64) << 6 | u64::from(bits));
        self.slots.resize(self.slots.len() + (1 << bits), FREE);
        for alike in longer.chunk_by(same) {
            let (first, word) = (&alike[0], alike[0].words[len]);
            let column = if first.words.len() == len + 1 { first.column } else { NONE };
            let mut number = GAP;
            if alike.len() > 1 || column == NONE {
                let table = self.add(alike, len + 1);
                self.of_runs.push(table);
                number = GAP - self.of_runs.len() as u32;
            }
            let at = self.seek(table, word, self.start(table, word));
            self.slots[at] = Run { word, number, column };
        }
        table
    }

    #[inline]
    fn table(&self, number: u32) -> Table {
        let of_run = || self.of_runs.get((GAP - 1).wrapping_sub(number) as usize);
        let table = self.of_words.get(number as usize).or_else(of_run);
        table.copied().unwrap_or(EMPTY)
    }

    /// Where a word is looked for first.
    #[inline]
    fn start(&self, Table(table): Table, word: u32) -> usize {
        let hash = u64::from(word).wrapping_mul(self.seed) >> (64 - (table & 63));
        (table >> 6) as usize + hash as usize
    }

    /// The slot of a word from `at` on: its own, or the free one where it belongs.
    #[inline]
    fn seek(&self, Table(table): Table, word: u32, mut at: usize) -> usize {
        let (first, size) = ((table >> 6) as usize, 1 << (table & 63));
        while self.slots[at].word != word && self.slots[at].word != NONE {
            at += 1;
            if at == first + size {
                at = first;
            }
        }
        at
    }

    /// Replaces each of `runs` by that which the word of `behind` makes of it, and appends the
    /// columns of those where `counted`. `GAP` stands for none.
    fn longer(&self, runs: &mut [u32], behind: &[u32], counted: bool, out: &mut Vec<u32>) {
        for (runs, words) in runs.chunks_mut(TOGETHER).zip(behind.chunks(TOGETHER)) {
            // As in `Words::read`: loads that miss the cache, and nothing between them.
            let mut starts = [(EMPTY, 0); TOGETHER];
            for (to, (&run, &word)) in starts.iter_mut().zip(runs.iter().zip(words)) {
                let table = self.table(run);
                *to = (table, self.start(table, word));
            }
            let mut found = [FREE; TOGETHER];
            for (to, &(_, at)) in found.iter_mut().zip(&starts[..words.len()]) {
                *to = self.slots[at];
            }
            for ((run, &word), (&found, (table, at))) in
                runs.iter_mut().zip(words).zip(found.iter().zip(starts))
            {
                let found = match found.word == word || found.word == NONE {
                    true => found,
                    false => self.slots[self.seek(table, word, at)],
                };
                *run = found.number;
                if counted && found.column != NONE {
                    out.push(found.column);
                }
            }
        }
    }
}

/// What a form is in a vocabulary.
struct Known<'a> {
    options: &'a CountOptions,
    words: &'a Words,
}

impl Normal for Known<'_> {
    fn word(&self, form: &str) -> Option<String> {
        self.options.word(form)
    }

    fn is_stop(&self, word: &str) -> bool {
        self.options.is_stop(word)
    }

    /// A word that no term has ends a run, as the end of the text does.
    fn number(&self, word: &str, _: &mut Texts) -> u32 {
        self.words.known(word).unwrap_or(GAP)
    }
}

/// Counts blocks of texts over one vocabulary, in any order; what it learned about the forms of
/// words serves the next block.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// The forms that were met, and what they were counted as.
    forms: Words,
    lower: bool,
    stop: HashSet<String>,
    numbers: Vec<u32>,
    runs: Vec<u32>,
    tally: Tally,
}

impl Counter {
    /// The counts of `texts` over the terms of `index`, which is the same in each call.
    pub(super) fn count<T: AsRef<str>>(
        &mut self,
        options: &CountOptions,
        index: &Index,
        texts: impl Iterator<Item = Option<T>>,
    ) -> Rows {
        if (self.lower, &self.stop) != (options.lower, &options.stop) || self.forms.len() > FORMS {
            self.forms = Words::default();
            (self.lower, self.stop) = (options.lower, options.stop.clone());
        }
        let normal = Known { options, words: &index.words };
        let (mut rows, mut bags) = (Rows::default(), Bags::default());
        for text in texts {
            self.numbers.clear();
            if let Some(text) = text {
                self.forms.read(text.as_ref(), &normal, &mut self.numbers);
            }
            if options.longest == 1 {
                let column = |&number: &u32| index.columns.get(number as usize).copied();
                self.numbers.retain(|number| column(number).is_some_and(|column| column != NONE));
                bags.push(&mut self.tally, &self.numbers, index.columns.len());
            } else {
                rows.push(|columns| self.columns(options, index, columns));
            }
        }
        match options.longest {
            1 => bags.rows(&index.columns),
            _ => rows,
        }
    }

    /// Appends the columns of the terms of the text at hand.
    fn columns(&mut self, options: &CountOptions, index: &Index, out: &mut Vec<u32>) {
        if options.shortest == 1 {
            let column = |&number: &u32| index.columns.get(number as usize).copied();
            out.extend(self.numbers.iter().filter_map(column).filter(|&column| column != NONE));
        }
        self.runs.clone_from(&self.numbers);
        for len in 2..=options.longest.min(self.numbers.len()) {
            let (behind, counted) = (&self.numbers[len - 1..], len >= options.shortest);
            index.runs.longer(&mut self.runs[..behind.len()], behind, counted, out);
        }
    }
}
