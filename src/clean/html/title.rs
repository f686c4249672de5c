//! Which block is the title, and which one the description was taken from.

use super::entity;
use super::features::share;
use super::outline::Outline;
use super::words;

/// Characters of a description by which the block is known that it was taken from.
const DESCRIBING: usize = 28;

impl Outline<'_> {
    /// Compares each block with the title that the page states.
    pub(super) fn find_title(&mut self, source: &str) {
        let signals = &self.page.signals;
        let title = signals.og_title.or(signals.title).map(|s| entity::decode(s.text(source)));
        let wanted = Wanted::new(title.as_deref().unwrap_or_default());
        let mut words = Vec::new();
        let mut best = (0.6, None);
        for i in 0..self.page.blocks.len() {
            let text = self.page.block_text(i);
            let mut scores = (0.0, 0.0);
            if !wanted.hashes.is_empty() && text.len() <= 300 {
                let both = wanted.count(text, &mut words);
                scores = (share(both, words.len() as f32), share(both, wanted.hashes.len() as f32));
                let heading = self.tag(i).heading().map_or(0.0, |h| 0.3 - 0.04 * f32::from(h));
                let score = scores.0.min(scores.1 * 1.5) + heading;
                if score > best.0 && self.density[i] < 0.9 {
                    best = (score, Some(i));
                }
            }
            self.titles.push(scores);
        }
        self.title_block = best.1;
    }

    /// Finds the first block that the page's description begins with.
    pub(super) fn find_description(&mut self, source: &str) {
        let Some(description) = self.page.signals.description else { return };
        let description = entity::decode(description.text(source));
        let head: String = description.trim().chars().take(DESCRIBING).collect();
        if head.chars().count() < DESCRIBING {
            return;
        }
        self.described = (0..self.page.blocks.len())
            .find(|&i| !self.page.blocks[i].hidden && self.page.block_text(i).contains(&head));
    }
}

/// The words of a title.
struct Wanted {
    /// Sorted, each once.
    hashes: Vec<u64>,
    /// A bit for the form of each: most blocks have no word of any of these forms.
    forms: [u64; 16],
}

impl Wanted {
    fn new(title: &str) -> Self {
        let (mut hashes, mut forms) = (Vec::new(), [0; 16]);
        for_words(title, |word| {
            let form = form(word);
            forms[form / 64] |= 1 << (form % 64);
        });
        word_hashes(title, &mut hashes);
        Self { hashes, forms }
    }

    /// How many of the words of `text` are among them; where any are, `words` is filled with
    /// the hashes of all.
    fn count(&self, text: &str, words: &mut Vec<u64>) -> f32 {
        words.clear();
        let mut known = false;
        for_words(text, |word| {
            let form = form(word);
            known = known
                || self.forms[form / 64] >> (form % 64) & 1 == 1
                    && self.hashes.binary_search(&word_hash(word)).is_ok();
        });
        if !known {
            return 0.0;
        }
        word_hashes(text, words);
        words.iter().filter(|w| self.hashes.binary_search(w).is_ok()).count() as f32
    }
}

/// The first and the last letter of a word and its length, mixed to ten bits.
fn form(word: &[u8]) -> usize {
    let lower = |b: u8| usize::from(b.to_ascii_lowercase());
    (lower(word[0]) + 37 * lower(word[word.len() - 1]) + 331 * word.len()) & 1023
}

/// Fills `out` with hashes of the words of `text`, sorted, each once.
fn word_hashes(text: &str, out: &mut Vec<u64>) {
    out.clear();
    for_words(text, |word| out.push(word_hash(word)));
    out.sort_unstable();
    out.dedup();
}

/// A hash of a word in lower case.
fn word_hash(word: &[u8]) -> u64 {
    let mut lower = [0; 32];
    match lower.get_mut(..word.len()) {
        Some(lower) => {
            lower.copy_from_slice(word);
            lower.make_ascii_lowercase();
            words::hash(lower)
        }
        None => words::hash(word),
    }
}

/// What ends a word or goes on in it, of ASCII: 0 ends it, 1 goes on; 2 is beyond ASCII.
static IN_WORD: [u8; 256] = {
    let mut kinds = [2; 256];
    let mut byte = 0u8;
    while byte < 128 {
        kinds[byte as usize] = byte.is_ascii_alphanumeric() as u8;
        byte += 1;
    }
    kinds
};

/// Calls `take` with each run of letters and digits in `text` that is longer than a byte.
fn for_words(text: &str, mut take: impl FnMut(&[u8])) {
    let bytes = text.as_bytes();
    let (mut at, mut start) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let mut next = at + 1;
        match IN_WORD[usize::from(byte)] {
            1 => {
                at = next;
                continue;
            }
            0 => {}
            _ => {
                let Some(c) = text[at..].chars().next() else { break };
                next = at + c.len_utf8();
                if c.is_alphanumeric() {
                    at = next;
                    continue;
                }
            }
        }
        if at > start + 1 {
            take(&bytes[start..at]);
        }
        (start, at) = (next, next);
    }
    if at > start + 1 {
        take(&bytes[start..at]);
    }
}
