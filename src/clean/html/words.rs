//! What class and id words and the first words of a block say, as sets of labels.

use super::tag::Tag;
use super::word_tables::{CLASS_LABELS, CLASS_WORDS, INSIDE, STARTS};

/// A set of labels: a bit for each of `CLASS_LABELS` or `CUE_LABELS`.
pub(crate) type Labels = u64;

/// Slots of the memory of attribute values; a page has a few hundred distinct ones.
const SLOTS: usize = 1024;
/// Bytes of an attribute value that are read.
const LONGEST_VALUE: usize = 512;
/// Longer words name nothing.
const LONGEST_WORD: usize = 24;
/// Longer blocks are text, whatever they begin with.
const LONGEST_CUE_BLOCK: usize = 300;

/// Remembers the labels of the attribute values of one page.
#[derive(Debug)]
pub(crate) struct Memory {
    slots: Vec<(u64, Labels)>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { slots: vec![(0, 0); SLOTS] }
    }

    /// The labels of the words in a class or id.
    pub(crate) fn labels(&mut self, value: &str) -> Labels {
        let value = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
        if value.is_empty() {
            return 0;
        }
        let hash = hash(value);
        let slot = &mut self.slots[hash as usize % SLOTS];
        if slot.0 != hash {
            *slot = (hash, class_labels(value));
        }
        slot.1
    }
}

/// A hash of `bytes`, never 0.
pub(crate) fn hash(bytes: &[u8]) -> u64 {
    let mut hash = bytes.len() as u64 ^ 0x9e37_79b9_7f4a_7c15;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = u64::from_le_bytes(chunk.try_into().unwrap_or_default());
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    for &byte in chunks.remainder() {
        hash = (hash.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
    (hash ^ (hash >> 29)) | 1
}

fn class_labels(value: &[u8]) -> Labels {
    let mut labels = 0;
    let mut word = [0; LONGEST_WORD];
    let mut length = 0;
    let mut before = b' ';
    for &byte in value.iter().chain(b" ") {
        let camel = byte.is_ascii_uppercase() && before.is_ascii_lowercase();
        if (!byte.is_ascii_alphabetic() || camel) && length > 0 {
            labels |= word_labels(&word[..length]);
            length = 0;
        }
        if byte.is_ascii_alphabetic() && length < LONGEST_WORD {
            word[length] = byte.to_ascii_lowercase();
            length += 1;
        }
        before = byte;
    }
    labels
}

fn word_labels(word: &[u8]) -> Labels {
    let find = |w: &[u8]| CLASS_WORDS.binary_search_by(|(key, _)| key.as_bytes().cmp(w)).ok();
    let singular = || word.strip_suffix(b"s").and_then(find);
    find(word).or_else(singular).map_or(0, |at| 1 << CLASS_WORDS[at].1)
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let mut i = 0;
    while i < a.len() && i < b.len() && a[i] == b[i] {
        i += 1;
    }
    i == a.len() && i == b.len()
}

/// The set of the one class label named `name`; fails to compile where there is none.
pub(crate) const fn label(name: &str) -> Labels {
    let mut i = 0;
    while !same(CLASS_LABELS[i], name) {
        i += 1;
    }
    1 << i
}

/// What the element itself says, as if it were a class word.
pub(crate) fn tag_labels(tag: Tag) -> Labels {
    match tag {
        Tag::Article => const { label("article") },
        Tag::Main => const { label("main") },
        Tag::Aside => const { label("side") },
        Tag::Nav | Tag::Menu => const { label("nav") },
        Tag::Header => const { label("head") },
        Tag::Footer => const { label("foot") },
        Tag::Form | Tag::Fieldset => const { label("form") },
        Tag::Figure | Tag::Video | Tag::Audio => const { label("image") },
        Tag::Figcaption | Tag::Caption => const { label("caption") },
        Tag::Blockquote | Tag::Q => const { label("quote") },
        Tag::Button => const { label("tool") },
        Tag::Time => const { label("date") },
        Tag::Pre | Tag::Code => const { label("code") },
        Tag::Search => const { label("search") },
        Tag::Dialog => const { label("popup") },
        _ => 0,
    }
}

/// A cue phrase found at the start of a block or in it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cue {
    /// Labels of all that were found.
    pub(crate) labels: Labels,
    /// Bytes of the phrase that the block begins with.
    pub(crate) length: usize,
}

/// The cue phrases of a block; none where it is long. `text` is lower-cased into `buffer`.
pub(crate) fn cues(text: &str, buffer: &mut String) -> Cue {
    let mut cue = Cue::default();
    if text.len() > LONGEST_CUE_BLOCK {
        return cue;
    }
    buffer.clear();
    for c in text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©').chars() {
        if c.is_ascii() {
            buffer.push(c.to_ascii_lowercase());
        } else {
            buffer.extend(c.to_lowercase());
        }
    }
    if let Some(at) = longest_prefix(STARTS, buffer) {
        cue = Cue { labels: 1 << STARTS[at].1, length: STARTS[at].0.len() };
    }
    let mut at_word = true;
    for (i, c) in buffer.char_indices() {
        if at_word
            && (c.is_alphanumeric() || c == '©')
            && let Some(at) = longest_prefix(INSIDE, &buffer[i..])
        {
            cue.labels |= 1 << INSIDE[at].1;
        }
        at_word = !c.is_alphanumeric() || !c.is_ascii();
    }
    cue
}

/// The longest entry that `text` begins with, as a whole word where it ends in an ASCII letter.
fn longest_prefix(table: &[(&str, u8)], text: &str) -> Option<usize> {
    let first = *text.as_bytes().first()?;
    let end = table.partition_point(|(key, _)| key.as_bytes() <= text.as_bytes());
    let ends_a_word = |key: &str| {
        let last = key.as_bytes()[key.len() - 1];
        let next = text.as_bytes().get(key.len()).copied().unwrap_or(b' ');
        !last.is_ascii_alphabetic() || !next.is_ascii_alphabetic()
    };
    (0..end)
        .rev()
        .take_while(|&i| table[i].0.as_bytes()[0] == first)
        .find(|&i| text.starts_with(table[i].0) && ends_a_word(table[i].0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::html::word_tables::CUE_LABELS;

    fn names(labels: Labels, of: &[&str]) -> Vec<String> {
        (0..of.len()).filter(|i| labels >> i & 1 == 1).map(|i| of[i].to_owned()).collect()
    }

    #[test]
    fn class_words_are_found_in_any_spelling() {
        let mut memory = Memory::new();
        for (value, want) in [
            ("entry-content", vec!["content", "entry"]),
            ("postBody comments_list", vec!["body", "comment", "list", "post"]),
            ("x9 jss123", vec![]),
            ("SIDEBAR", vec!["side"]),
        ] {
            assert_eq!(names(memory.labels(value), &CLASS_LABELS), want, "{value}");
        }
    }

    #[test]
    fn cues_begin_a_block() {
        let mut buffer = String::new();
        for (text, want) in [
            ("Read more: the harbour", vec!["more"]),
            ("» Related articles", vec!["related"]),
            ("Homer was blind", vec![]),
            ("You can change it, for we use cookies here", vec!["consent"]),
            ("ЧИТАЙТЕ ТАКЖЕ", vec!["related"]),
        ] {
            assert_eq!(names(cues(text, &mut buffer).labels, &CUE_LABELS), want, "{text}");
        }
    }
}
