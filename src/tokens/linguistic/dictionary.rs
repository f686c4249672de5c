//! Words by dictionary, then cut and joined as the treebanks do.

use super::tables::{CUTS, ENDINGS, HEADS};
use crate::tokens::chars::char_before;
use icu_segmenter::{WordSegmenter, options::WordBreakInvariantOptions};

/// The words of `run`, a text of unspaced characters: start and end in bytes.
pub(super) fn words(run: &str) -> Vec<(usize, usize)> {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let bounds: Vec<usize> = segmenter.segment_str(run).collect();
    let mut words = Vec::with_capacity(bounds.len());
    let mut at = 0;
    while at + 1 < bounds.len() {
        at += recut(run, &bounds[at..], &mut words);
    }
    words
}

/// The lengths of the words that `text` is cut into, if it is in the list.
#[inline]
fn cuts_of(text: &str) -> Option<&'static [u8]> {
    let sketch = sketch_of(text.as_bytes());
    if SKETCHES[sketch / 64] >> (sketch % 64) & 1 == 0 {
        return None;
    }
    CUTS.binary_search_by(|(entry, _)| (*entry).cmp(text)).ok().map(|entry| CUTS[entry].1)
}

/// Which texts may be in the list, a bit for each sketch: the search took a third of the time of
/// Chinese and Thai, and hardly any word is found.
static SKETCHES: [u64; 64] = {
    let mut bits = [0; 64];
    let mut at = 0;
    while at < CUTS.len() {
        let sketch = sketch_of(CUTS[at].0.as_bytes());
        bits[sketch / 64] |= 1 << (sketch % 64);
        at += 1;
    }
    bits
};

/// Twelve bits of a text's first character, last byte and length.
const fn sketch_of(text: &[u8]) -> usize {
    let first = match text {
        [_, second, third, ..] => (*second as usize & 63) << 6 | *third as usize & 63,
        _ => 0,
    };
    let last = match text.last() {
        Some(byte) => *byte as usize & 63,
        None => 0,
    };
    (first ^ last << 3 ^ text.len() << 8) & 0xFFF
}

/// Adds the next words of `run`, of which the dictionary's begin and end at `bounds`; returns
/// how many of the dictionary's words that took.
fn recut(run: &str, bounds: &[usize], words: &mut Vec<(usize, usize)>) -> usize {
    let start = bounds[0];
    // A pair first: what the dictionary cut in the wrong place is one entry of the list.
    for taken in [3, 2, 1] {
        let Some(&end) = bounds.get(taken) else { continue };
        if end - start > 40 {
            continue;
        }
        if let Some(lens) = cuts_of(&run[start..end]) {
            let mut from = start;
            for &len in lens {
                words.push((from, from + usize::from(len)));
                from += usize::from(len);
            }
            return taken;
        }
    }
    let end = bounds[1];
    let word = &run[start..end];
    if let Some(&second) = bounds.get(2) {
        let next = &run[end..second];
        if next.starts_with('っ') && next.len() > 'っ'.len_utf8() {
            // `持|って`: the ending of the stem went to the particle.
            words.push((start, end + 'っ'.len_utf8()));
            words.push((end + 'っ'.len_utf8(), second));
            return 2;
        }
        if HEADS.contains(&word) {
            words.push((start, second));
            return 2;
        }
    }
    let last = char_before(run, end).map_or(0, char::len_utf8);
    let cut = end - last;
    let ending = word.len() == 9 && ENDINGS.contains(&&run[cut..end]);
    // Thai signs of repetition and abbreviation stand for themselves.
    let sign = cut > start && matches!(&run[cut..end], "ๆ" | "ฯ");
    if ending || sign {
        words.push((start, cut));
        words.push((cut, end));
    } else {
        words.push((start, end));
    }
    1
}
