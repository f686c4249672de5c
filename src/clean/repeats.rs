//! [`Repeats`]: blocks that recur across the documents of a site, however article-like they read.
//!
//! A first pass keeps for each document the hashes of its blocks ([`Repeats::learn`]); a block
//! that enough documents of the site have is then repeated, and
//! [`clean`](crate::clean::clean()) drops it. A refrain inside one document counts once; so does
//! a document that comes several times.
//!
//! What is kept does not depend on the order of documents nor on how they were divided, so parts
//! can be learned apart and merged. Memory is bounded: of at most [`DOCUMENTS`] documents at most
//! [`BLOCKS`] hashes of 8 bytes each are kept, which is 0.5 GB at the very most and some 100 MB
//! for as many news pages. Where there are more documents, those of the smallest hash stand for
//! a site: of each at most so many that all fit, down to [`SAMPLE`]; then whole sites go.
//!
//! Weakness: several versions of one article look like an article of repeated blocks. A document
//! of which less than [`LEFT`] would remain is therefore left as it is.

use super::CleanOptions;
use crate::error::{Error, Result};
use std::collections::{BTreeMap, HashSet};
use std::sync::OnceLock;

/// Documents that are kept at most.
const DOCUMENTS: usize = if cfg!(test) { 64 } else { 1 << 19 };
/// Blocks of one document that are kept at most.
const BLOCKS: usize = 128;
/// Documents of a site that are kept at least, while the site is.
const SAMPLE: usize = 16;

/// A block of fewer letters is never repeated: "Yes", "Table 2" and the like belong to articles.
const LETTERS: usize = 12;
/// A block of so many letters is a paragraph.
const PARAGRAPH: usize = 90;
/// A repeated paragraph is in at least so many documents of its site ...
const LEAST: usize = 3;
/// ... and a shorter block in so many: three product pages have the name of a part in common,
/// three articles no paragraph. Where three are enough for any block, F1 of the pages of wcxb
/// that change falls from .702 to .695.
const LEAST_SHORT: usize = 5;
/// ... and in this share of them: a quotation that is told again in a few articles stays.
const SHARE: f64 = 0.1;
/// The share of a document's kept letters that must remain.
const LEFT: f64 = 0.25;

/// The reason of a block that was dropped.
pub(super) const REPEATED: &str = "repeated";

/// First bytes of what [`Repeats::to_bytes`] gives.
const MAGIC: &[u8] = b"tamis repeats 1\n";

/// Whose documents are compared with each other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum By {
    /// Those of one site: the host of the address that is given for a document, or that a page
    /// states; documents without an address are one site.
    #[default]
    Site,
    /// All.
    Corpus,
}

/// What recurs in the documents of a corpus.
///
/// ```
/// use std::sync::Arc;
/// use tamis::clean::{CleanOptions, Repeats, By, clean};
/// let days = ["Monday", "Tuesday", "Wednesday", "Friday", "Sunday"];
/// let page = |day: &str| format!("The ferry to Velmar sank on {day}.\n\nWe use your sign-up to provide content in the ways you chose.");
/// let mut repeats = Repeats::new(By::Corpus);
/// days.iter().for_each(|day| repeats.learn(&page(day), &CleanOptions::default()));
/// let options = CleanOptions { repeats: Some(Arc::new(repeats)), ..Default::default() };
/// let article = clean(&page("Monday"), &options);
/// assert_eq!(article.text, "The ferry to Velmar sank on Monday.");
/// assert_eq!(article.blocks[1].reason, "repeated");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Repeats {
    by: By,
    sites: BTreeMap<u64, Site>,
    documents: usize,
    limits: Limits,
    /// Made when a document is first cleaned.
    repeated: OnceLock<HashSet<(u64, u64)>>,
}

/// The blocks of the documents of a site, by a hash of all of them.
type Site = BTreeMap<u64, Box<[u64]>>;

/// What part of a corpus is kept, halved where it is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Limits {
    /// Documents a site.
    sample: usize,
    /// Sites go whose hash has a one in so many first bits.
    bits: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { sample: DOCUMENTS, bits: 0 }
    }
}

impl PartialEq for Repeats {
    fn eq(&self, other: &Self) -> bool {
        (self.by, &self.sites, self.limits) == (other.by, &other.sites, other.limits)
    }
}

impl Repeats {
    /// One that has seen no document.
    pub fn new(by: By) -> Self {
        Self { by, ..Self::default() }
    }

    /// Whose documents are compared.
    pub fn by(&self) -> By {
        self.by
    }

    /// Number of different documents that are kept.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Number of sites that they are of.
    pub fn sites(&self) -> usize {
        self.sites.len()
    }

    /// Takes the document in `source` in; of `options` the format and the address count.
    pub fn learn(&mut self, source: &str, options: &CleanOptions) {
        let (host, mut blocks) = super::block_keys(source, options);
        blocks.sort_unstable();
        blocks.dedup();
        let document = blocks.iter().fold(SEED, |hash, &block| mix(hash, block));
        blocks.truncate(BLOCKS);
        let site = self.site(host.as_deref());
        self.add(site, document, blocks.into());
        self.shrink();
    }

    /// Takes in what `other` has learned.
    ///
    /// # Errors
    /// Where one compares the documents of a site and the other those of the corpus.
    pub fn merge(&mut self, other: Self) -> Result<()> {
        if self.by != other.by {
            return Err(Error::option(
                "repeats of sites and repeats of a corpus cannot be merged: learn both by the same",
            ));
        }
        let limits = Limits {
            sample: self.limits.sample.min(other.limits.sample),
            bits: self.limits.bits.max(other.limits.bits),
        };
        if limits != std::mem::replace(&mut self.limits, limits) {
            self.apply_limits();
        }
        for (site, documents) in other.sites {
            for (document, blocks) in documents {
                self.add(site, document, blocks);
            }
        }
        self.shrink();
        Ok(())
    }

    fn add(&mut self, site: u64, document: u64, blocks: Box<[u64]>) {
        if blocks.is_empty() || !self.limits.keep(site) {
            return;
        }
        self.repeated.take();
        let kept = self.sites.entry(site).or_default();
        self.documents += usize::from(kept.insert(document, blocks).is_none());
        if kept.len() > self.limits.sample {
            kept.pop_last();
            self.documents -= 1;
        }
    }

    /// Halves the limits until no more than [`DOCUMENTS`] are kept. Documents are counted, not
    /// their blocks: only what can but grow with the corpus gives the same limits in any order.
    fn shrink(&mut self) {
        while self.documents > DOCUMENTS {
            match self.limits.sample > SAMPLE {
                true => self.limits.sample /= 2,
                false => self.limits.bits += 1,
            }
            self.apply_limits();
        }
    }

    fn apply_limits(&mut self) {
        let limits = self.limits;
        self.sites.retain(|&site, _| limits.keep(site));
        for documents in self.sites.values_mut() {
            while documents.len() > limits.sample {
                documents.pop_last();
            }
        }
        self.documents = self.sites.values().map(BTreeMap::len).sum();
        self.repeated.take();
    }

    fn site(&self, host: Option<&str>) -> u64 {
        match (self.by, host) {
            (By::Site, Some(host)) => hash(host.bytes()),
            _ => SEED,
        }
    }

    /// Which of the kept blocks of a document are repeated; none where too little would remain.
    pub(super) fn of<'t>(
        &self,
        host: Option<&str>,
        kept: impl Iterator<Item = (usize, &'t str)>,
    ) -> Vec<usize> {
        let repeated = self.repeated.get_or_init(|| self.find());
        let site = self.site(host);
        let (mut all, mut gone, mut found) = (0, 0, Vec::new());
        for (i, text) in kept {
            all += text.len();
            if key(text).is_some_and(|key| repeated.contains(&(site, key))) {
                gone += text.len();
                found.push(i);
            }
        }
        if ((all - gone) as f64) < LEFT * all as f64 {
            found.clear();
        }
        found
    }

    /// All blocks that enough documents have.
    fn find(&self) -> HashSet<(u64, u64)> {
        let mut found = HashSet::new();
        for (&site, documents) in &self.sites {
            let share = (SHARE * documents.len() as f64).ceil() as usize;
            if documents.len() < LEAST {
                continue;
            }
            let least = |key| share.max(if is_paragraph(key) { LEAST } else { LEAST_SHORT });
            let mut blocks: Vec<u64> = documents.values().flat_map(|b| b.iter().copied()).collect();
            blocks.sort_unstable();
            let same = blocks.chunk_by(|a, b| a == b).filter(|same| same.len() >= least(same[0]));
            found.extend(same.map(|same| (site, same[0])));
        }
        found
    }

    /// Everything as bytes, the same for equal values.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = MAGIC.to_vec();
        let mut put = |n: u64| out.extend_from_slice(&n.to_le_bytes());
        put(u64::from(self.by == By::Corpus));
        put(self.limits.sample as u64);
        put(u64::from(self.limits.bits));
        for (&site, documents) in &self.sites {
            put(site);
            put(documents.len() as u64);
            for (&document, blocks) in documents {
                put(document);
                put(blocks.len() as u64);
                blocks.iter().for_each(|&block| put(block));
            }
        }
        out
    }

    /// What [`to_bytes`](Self::to_bytes) gave.
    ///
    /// # Errors
    /// Where the bytes are none of it, or not all of it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        Self::read(bytes).ok_or_else(|| {
            Error::input("these are no repeats that were saved by this version, or not all of them")
        })
    }

    fn read(bytes: &[u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(MAGIC)?;
        let (numbers, []) = rest.as_chunks::<8>() else { return None };
        let mut numbers = numbers.iter().map(|n| u64::from_le_bytes(*n));
        let mut next = || numbers.next();
        let by = if next()? == 1 { By::Corpus } else { By::Site };
        let limits =
            Limits { sample: (next()? as usize).max(SAMPLE), bits: (next()? as u32).min(63) };
        let mut found = Self { by, limits, ..Self::default() };
        while let Some(site) = next() {
            for _ in 0..next()? {
                let (document, len) = (next()?, next()?);
                let blocks = (0..len).map(|_| next()).collect::<Option<Vec<_>>>()?;
                found.add(site, document, blocks.into());
            }
        }
        Some(found)
    }
}

impl Limits {
    fn keep(self, site: u64) -> bool {
        self.bits == 0 || site >> (64 - self.bits.min(63)) == 0
    }
}

/// The hash of a block, whatever its case, white space, punctuation and digits; `None` where it
/// is too short to tell anything.
pub(super) fn key(text: &str) -> Option<u64> {
    let mut letters = 0;
    let mut hash = SEED;
    let mut last = ' ';
    for c in text.chars() {
        if c.is_alphabetic() {
            hash = if last.is_alphabetic() { hash } else { step(hash, u32::from(' ')) };
            hash = match c.is_ascii() {
                true => step(hash, u32::from(c.to_ascii_lowercase())),
                false => c.to_lowercase().fold(hash, |hash, c| step(hash, u32::from(c))),
            };
            letters += 1;
            last = c;
        } else if c.is_numeric() && last != '0' {
            hash = step(hash, u32::from('0'));
            last = '0';
        } else if last != '0' {
            // What parts digits makes no second number: "1,400" is as "12:30".
            last = ' ';
        }
    }
    (letters >= LETTERS).then(|| (mix(hash, 0) & !1) | u64::from(letters >= PARAGRAPH))
}

/// Whether the block of a key was a paragraph: its last bit.
fn is_paragraph(key: u64) -> bool {
    key & 1 == 1
}

// Fixed for good: hashes are saved.
const SEED: u64 = 0xCBF2_9CE4_8422_2325;

fn step(hash: u64, value: u32) -> u64 {
    (hash ^ u64::from(value)).wrapping_mul(0x0000_0100_0000_01B3)
}

fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    mix(bytes.fold(SEED, |hash, byte| step(hash, u32::from(byte))), 0)
}

/// Every bit of both changes about half of the result.
fn mix(hash: u64, value: u64) -> u64 {
    let mut x = hash.rotate_left(23) ^ value.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x = (x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    x ^ (x >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents of sites of which one has most; far more than are kept here.
    fn corpus(of: impl Iterator<Item = u64>) -> Repeats {
        let mut repeats = Repeats::new(By::Site);
        for i in of {
            let host = format!("https://{}.example", if i % 3 > 0 { 0 } else { i % 30 });
            let options = CleanOptions { url: Some(host), ..CleanOptions::default() };
            let words: String =
                (0..12).map(|bit| if i >> bit & 1 == 0 { 'a' } else { 'b' }).collect();
            repeats.learn(&format!("{words} {words}"), &options);
        }
        repeats
    }

    #[test]
    fn a_corpus_that_is_too_large_is_cut_to_the_same_sample_in_any_order() {
        let whole = corpus(0..2000);
        assert!(whole.documents <= DOCUMENTS && whole.documents > DOCUMENTS / 4);
        assert_ne!(whole.limits, Limits::default());
        assert_eq!(corpus((0..2000).rev()), whole);
        for parts in [2, 7] {
            let mut merged = Repeats::new(By::Site);
            for part in 0..parts {
                merged.merge(corpus((0..2000).filter(|i| i % parts == part))).unwrap();
            }
            assert_eq!(merged, whole);
            assert_eq!(merged.documents, whole.documents);
        }
    }
}
