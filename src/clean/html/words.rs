//! What class and id words and the first words of a block say, as sets of labels.

use super::tag::Tag;
use super::word_tables::{CLASS_LABELS, CLASS_WORDS, INSIDE, STARTS};
use crate::clean::metadata::Cues;

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

/// What a class or id says.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Known {
    /// Of the value.
    pub(crate) hash: u64,
    /// Of the text inside.
    pub(crate) labels: Labels,
    /// Of facts about the page.
    pub(crate) cues: Cues,
}

/// Remembers what the attribute values of one page say.
#[derive(Debug)]
pub(crate) struct Memory {
    slots: Vec<Known>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { slots: vec![Known::default(); SLOTS] }
    }

    /// What the words in a class or id say.
    pub(crate) fn look(&mut self, value: &str) -> Known {
        let bytes = &value.as_bytes()[..value.len().min(LONGEST_VALUE)];
        let hash = hash(bytes);
        let slot = &mut self.slots[hash as usize % SLOTS];
        if slot.hash != hash {
            *slot = Known { hash, ..Known::default() };
            for_words(bytes, |word| {
                slot.labels |= word_labels(word);
                slot.cues = slot.cues | Cues::of_word(word);
            });
        }
        *slot
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

/// The labels of the words of a class, an id or an address.
pub(super) fn class_labels(value: &[u8]) -> Labels {
    let mut labels = 0;
    for_words(value, |word| labels |= word_labels(word));
    labels
}

/// Calls `take` with each run of ASCII letters in lower case; a capital after a small letter
/// begins another.
fn for_words(value: &[u8], mut take: impl FnMut(&[u8])) {
    let mut word = [0; LONGEST_WORD];
    let mut length = 0;
    let mut before = b' ';
    for &byte in value {
        let lower = LOWER[usize::from(byte)];
        let camel = byte != lower && before.is_ascii_lowercase();
        if (lower == 0 || camel) && length > 0 {
            take(&word[..length]);
            length = 0;
        }
        if lower != 0 && length < LONGEST_WORD {
            word[length] = lower;
            length += 1;
        }
        before = byte;
    }
    if length > 0 {
        take(&word[..length]);
    }
}

/// ASCII letters in lower case; 0 for what is none.
static LOWER: [u8; 256] = {
    let mut lower = [0; 256];
    let mut byte = b'a';
    while byte <= b'z' {
        lower[byte as usize] = byte;
        lower[byte.to_ascii_uppercase() as usize] = byte;
        byte += 1;
    }
    lower
};

/// Slots of the table of class words: four times the words, so that most looks end at the first.
const WORD_SLOTS: usize = 2048;

/// One more than the place of a word in `CLASS_WORDS`, at its hash or in the next free slots.
static WORDS: [u16; WORD_SLOTS] = {
    let mut slots = [0; WORD_SLOTS];
    let mut i = 0;
    while i < CLASS_WORDS.len() {
        let mut slot = word_slot(CLASS_WORDS[i].0.as_bytes());
        while slots[slot] != 0 {
            slot = (slot + 1) % WORD_SLOTS;
        }
        i += 1;
        slots[slot] = i as u16;
    }
    slots
};

const fn word_slot(word: &[u8]) -> usize {
    let mut hash: u32 = 0x811c_9dc5;
    let mut i = 0;
    while i < word.len() {
        hash = (hash ^ word[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    (hash ^ (hash >> 15)) as usize % WORD_SLOTS
}

fn find_word(word: &[u8]) -> Option<Labels> {
    let mut slot = word_slot(word);
    loop {
        let (text, label) = CLASS_WORDS[usize::from(WORDS[slot]).checked_sub(1)?];
        if text.as_bytes() == word {
            return Some(1 << label);
        }
        slot = (slot + 1) % WORD_SLOTS;
    }
}

/// For each first letter a bit for each second letter of a class word: they rule out most.
static LETTERS: [u32; 26] = {
    let mut letters = [0; 26];
    let mut i = 0;
    while i < CLASS_WORDS.len() {
        let word = CLASS_WORDS[i].0.as_bytes();
        letters[(word[0] - b'a') as usize] |= 1 << (word[1] - b'a');
        i += 1;
    }
    letters
};

fn word_labels(word: &[u8]) -> Labels {
    let [first, second, ..] = *word else { return 0 };
    if LETTERS[usize::from(first - b'a')] >> (second - b'a') & 1 == 0 {
        return 0;
    }
    let singular = || find_word(word.strip_suffix(b"s")?);
    find_word(word).or_else(singular).unwrap_or(0)
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
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    buffer.clear();
    if text.is_ascii() {
        buffer.push_str(text);
        buffer.make_ascii_lowercase();
    } else {
        push_lower(text, buffer);
    }
    if let Some((phrase, label)) = AT_START.longest(buffer) {
        cue = Cue { labels: 1 << label, length: phrase.len() };
    }
    let mut before = 0;
    for (i, pair) in buffer.as_bytes().windows(2).enumerate() {
        // Two bytes and the one before them rule out most places, by one condition: the parts of
        // it are hard to foretell. A character beyond ASCII is a word of its own.
        let seconds = ANYWHERE.by_first[usize::from(pair[0])].2 & !before;
        before = IN_WORD[usize::from(pair[0])];
        if seconds >> (pair[1] & 63) & 1 == 1 && buffer.is_char_boundary(i) {
            cue.labels |= ANYWHERE.longest(&buffer[i..]).map_or(0, |(_, label)| 1 << label);
        }
    }
    cue
}

/// All bits for ASCII letters and digits, none for other bytes.
static IN_WORD: [u64; 256] = {
    let mut words = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        words[byte as usize] = if byte.is_ascii_alphanumeric() { !0 } else { 0 };
        byte += 1;
    }
    words
};

/// Adds `text` in lower case to `out`.
fn push_lower(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ if has_no_case(c) => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

/// Whether `c` is of one of the large blocks without case: quotes and dashes, ideographs, kana,
/// Hangul.
fn has_no_case(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{20ff}' | '\u{2e80}'..='\u{a63f}' | '\u{ac00}'..='\u{d7a3}')
}

/// Phrases to be found at a place of a text.
struct Phrases {
    sorted: &'static [(&'static str, u8)],
    /// By first byte: where its phrases begin and end in `sorted`, and a bit for the lower six
    /// bits of each second byte that they have. Two bytes rule out most places.
    by_first: [(u16, u16, u64); 256],
}

static AT_START: Phrases = Phrases::new(STARTS);
static ANYWHERE: Phrases = Phrases::new(INSIDE);

impl Phrases {
    /// Phrases are two bytes long or longer.
    const fn new(sorted: &'static [(&'static str, u8)]) -> Self {
        let mut by_first = [(0, 0, 0); 256];
        let mut i = 0;
        while i < sorted.len() {
            let phrase = sorted[i].0.as_bytes();
            let entry = &mut by_first[phrase[0] as usize];
            if entry.1 == 0 {
                entry.0 = i as u16;
            }
            entry.1 = i as u16 + 1;
            entry.2 |= 1 << (phrase[1] & 63);
            i += 1;
        }
        Self { sorted, by_first }
    }

    fn may_begin(&self, text: &[u8]) -> bool {
        let [first, second, ..] = *text else { return false };
        self.by_first[usize::from(first)].2 >> (second & 63) & 1 == 1
    }

    /// The longest that `text` begins with, as a whole word where it ends in an ASCII letter.
    fn longest(&self, text: &str) -> Option<(&'static str, u8)> {
        if !self.may_begin(text.as_bytes()) {
            return None;
        }
        let (from, to, _) = self.by_first[usize::from(text.as_bytes()[0])];
        let ends_a_word = |phrase: &str| {
            let last = phrase.as_bytes()[phrase.len() - 1];
            let next = text.as_bytes().get(phrase.len()).copied().unwrap_or(b' ');
            !last.is_ascii_alphabetic() || !next.is_ascii_alphabetic()
        };
        // Of those that begin alike the longest comes last.
        let found = self.sorted[usize::from(from)..usize::from(to)].iter().rev();
        let second = text.as_bytes()[1];
        found.copied().find(|(phrase, _)| {
            phrase.as_bytes()[1] == second && text.starts_with(phrase) && ends_a_word(phrase)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::html::word_tables::CUE_LABELS;
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

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
            assert_eq!(names(memory.look(value).labels, &CLASS_LABELS), want, "{value}");
        }
    }

    #[test]
    fn blocks_without_case_have_none() {
        let cased = |c: &char| has_no_case(*c) && !c.to_lowercase().eq([*c]);
        assert_eq!((char::MIN..=char::MAX).find(cased), None);
    }

    /// The cues of a block by looking for every phrase at every place.
    fn plain_cues(text: &str) -> Cue {
        let mut cue = Cue::default();
        if text.len() > LONGEST_CUE_BLOCK {
            return cue;
        }
        let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
        let text: String = text.chars().flat_map(char::to_lowercase).collect();
        let longest = |table: &[(&'static str, u8)], text: &str| {
            let word = |phrase: &str| {
                let next = text.as_bytes().get(phrase.len()).is_some_and(u8::is_ascii_alphabetic);
                !(next && phrase.ends_with(|c: char| c.is_ascii_alphabetic()))
            };
            let fits = |p: &&(&str, u8)| text.starts_with(p.0) && word(p.0);
            table.iter().filter(fits).max_by_key(|p| p.0.len()).copied()
        };
        if let Some((phrase, label)) = longest(STARTS, &text) {
            cue = Cue { labels: 1 << label, length: phrase.len() };
        }
        let mut at_word = true;
        for (i, c) in text.char_indices() {
            if at_word && let Some((_, label)) = longest(INSIDE, &text[i..]) {
                cue.labels |= 1 << label;
            }
            at_word = !c.is_ascii() || !c.is_ascii_alphanumeric();
        }
        cue
    }

    proptest! {
        /// Invariant 3: the fast path is the plain one.
        #[test]
        fn cues_are_those_of_a_plain_search(
            pieces in vec(
                prop_oneof![
                    select(STARTS).prop_map(|p| p.0.to_owned()),
                    select(INSIDE).prop_map(|p| p.0.to_uppercase()),
                    "[ -~]{0,6}",
                    "\\PC{0,3}",
                    Just(" ".to_owned()),
                ],
                0..8,
            ),
        ) {
            let text = pieces.concat();
            let (fast, plain) = (cues(&text, &mut String::new()), plain_cues(&text));
            prop_assert_eq!((fast.labels, fast.length), (plain.labels, plain.length), "{}", text);
        }

        #[test]
        fn class_words_are_those_of_the_table(
            word in prop_oneof![select(CLASS_WORDS).prop_map(|w| w.0.to_owned()), "[a-z]{1,9}"],
            plural in any::<bool>(),
        ) {
            let text = if plural { word.clone() + "s" } else { word };
            let find = |w: &str| CLASS_WORDS.iter().find(|(key, _)| *key == w).map(|w| 1 << w.1);
            let plain = find(&text).or_else(|| find(text.strip_suffix('s')?)).unwrap_or(0);
            prop_assert_eq!(word_labels(text.as_bytes()), plain);
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
