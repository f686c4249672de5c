//! Which block is the title, and which one the description was taken from.

use super::entity;
use super::features::share;
use super::outline::Outline;

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
    /// A bit by the head of each: most blocks have no word with any of these.
    heads: [u64; 16],
}

impl Wanted {
    fn new(title: &str) -> Self {
        let (mut hashes, mut heads) = (Vec::new(), [0; 16]);
        for_words(title, |hash| hashes.push(hash));
        distinct(&mut hashes);
        for hash in &hashes {
            let (word, bit) = head(*hash);
            heads[word] |= bit;
        }
        Self { hashes, heads }
    }

    fn has(&self, hash: u64) -> bool {
        let (word, bit) = head(hash);
        self.heads[word] & bit != 0 && self.hashes.binary_search(&hash).is_ok()
    }

    /// How many of the words of `text` are among them; where any are, `words` is filled with
    /// the hashes of all, each once.
    fn count(&self, text: &str, words: &mut Vec<u64>) -> f32 {
        words.clear();
        let mut known = false;
        for_words(text, |hash| {
            words.push(hash);
            known = known || self.has(hash);
        });
        if !known {
            return 0.0;
        }
        distinct(words);
        words.iter().filter(|hash| self.has(**hash)).count() as f32
    }
}

/// The highest ten bits of a hash, as a bit of sixteen words.
fn head(hash: u64) -> (usize, u64) {
    ((hash >> 60) as usize, 1 << (hash >> 54 & 63))
}

fn distinct(hashes: &mut Vec<u64>) {
    hashes.sort_unstable();
    hashes.dedup();
}

/// ASCII letters and digits in lower case; 0 for what ends a word; [`BEYOND`] beyond ASCII.
static IN_WORD: [u8; 256] = {
    let mut kinds = [BEYOND; 256];
    let mut byte = 0u8;
    while byte < 128 {
        let inside = byte.is_ascii_alphanumeric();
        kinds[byte as usize] = if inside { byte.to_ascii_lowercase() } else { 0 };
        byte += 1;
    }
    kinds
};
const BEYOND: u8 = 255;

/// Calls `take` with a hash of each run of letters and digits in `text` that is longer than a
/// byte. Seven bits are mixed in a step, so that words of up to nine letters never meet.
fn for_words(text: &str, mut take: impl FnMut(u64)) {
    let bytes = text.as_bytes();
    let (mut at, mut start, mut mixed) = (0, 0, 0u64);
    let mut end = |length: usize, mixed: u64| {
        if length > 1 {
            take(mixed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        }
    };
    while let Some(&byte) = bytes.get(at) {
        let lower = IN_WORD[usize::from(byte)];
        let mut next = at + 1;
        if lower == BEYOND {
            let Some(c) = text[at..].chars().next() else { break };
            next = at + c.len_utf8();
            if c.is_alphanumeric() {
                mixed = (mixed.rotate_left(23) ^ u64::from(c)).wrapping_mul(0x517c_c1b7_2722_0a95);
                at = next;
                continue;
            }
        } else if lower != 0 {
            mixed = mixed.rotate_left(7) ^ u64::from(lower);
            at = next;
            continue;
        }
        end(at - start, mixed);
        (start, at, mixed) = (next, next, 0);
    }
    end(at - start, mixed);
}
