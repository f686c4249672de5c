//! The words of several tables in one order, that of their code points.

use super::texts::Texts;
use super::words::Words;

/// The first bytes of a word, which settle nearly every comparison, and its number.
#[derive(Clone, Copy, Debug)]
struct Head {
    bytes: u128,
    number: u32,
    /// Which table the word is of.
    of: u32,
}

/// The words of a table in order.
#[derive(Debug)]
pub struct Sorted(Vec<Head>);

/// All words in order.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Each word once.
    pub words: Texts,
    /// For each table, the place of its words among all.
    pub ranks: Vec<Vec<u32>>,
}

impl Sorted {
    /// The order of `words`.
    pub(super) fn new(words: &Words) -> Self {
        let words = words.words();
        let head = |(number, word): (usize, &str)| {
            let mut bytes = [0; 16];
            let len = word.len().min(bytes.len());
            bytes[..len].copy_from_slice(&word.as_bytes()[..len]);
            Head { bytes: u128::from_be_bytes(bytes), number: number as u32, of: 0 }
        };
        let mut heads: Vec<_> = words.iter().enumerate().map(head).collect();
        heads.sort_unstable_by(|a, b| {
            a.bytes.cmp(&b.bytes).then_with(|| words.get(a.number).cmp(words.get(b.number)))
        });
        Self(heads)
    }
}

impl Order {
    /// The order of the words of all `tables`.
    pub(super) fn merge<'t>(tables: impl Iterator<Item = (&'t Words, &'t Sorted)>) -> Self {
        let (tables, sorted): (Vec<_>, Vec<_>) = tables.unzip();
        let mut all = Vec::with_capacity(sorted.iter().map(|table| table.0.len()).sum());
        for (of, Sorted(heads)) in (0..).zip(sorted) {
            all.extend(heads.iter().map(|&head| Head { of, ..head }));
        }
        let word = |head: &Head| tables[head.of as usize].words().get(head.number);
        // A stable sort finds what is in order already, and merges it.
        all.sort_by(|a, b| a.bytes.cmp(&b.bytes).then_with(|| word(a).cmp(word(b))));
        let mut words = Texts::default();
        let mut ranks: Vec<_> = tables.iter().map(|table| vec![0; table.words().len()]).collect();
        let mut last = None;
        for head in &all {
            let word = word(head);
            if last != Some(word) {
                words.push(word);
                last = Some(word);
            }
            ranks[head.of as usize][head.number as usize] = words.len() as u32 - 1;
        }
        Self { words, ranks }
    }
}
