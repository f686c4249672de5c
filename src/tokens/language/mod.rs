//! What sentences and tokens know of a language: its abbreviations, the words that open its
//! sentences, and its customs.

mod tables;

/// What a word of a table may be; a word has any number of these.
mod flag {
    /// A title or form of address: a name follows.
    pub(crate) const TITLE: u32 = 1;
    /// A number follows (`No. 5`).
    pub(crate) const NUMBER: u32 = 1 << 1;
    /// Never the last word of a sentence.
    pub(crate) const INNER: u32 = 1 << 2;
    /// May end a sentence: it does when a word of [`STARTER`] follows.
    pub(crate) const EITHER: u32 = 1 << 3;
    /// May end a sentence: it does when any capital follows.
    pub(crate) const LAST: u32 = 1 << 4;
    /// An ordinary word too.
    pub(crate) const WORD: u32 = 1 << 5;
    /// A noun that an ordinal in figures stands before (`19. Jahrhundert`).
    pub(crate) const ORDINAL: u32 = 1 << 6;
    /// Opens sentences when capitalized.
    pub(crate) const STARTER: u32 = 1 << 7;
    /// An abbreviation only when its first letter is a capital.
    pub(crate) const CAPITAL: u32 = 1 << 8;
    /// One token, whatever stands in it (`o'clock`, `b/c`).
    pub(crate) const WHOLE: u32 = 1 << 9;
    /// With a hyphen after it, one token with what follows (`e-mail`, `non-smoker`).
    pub(crate) const PREFIX: u32 = 1 << 10;
    /// With a hyphen before it, one token with what goes before (`twenty-fold`).
    pub(crate) const SUFFIX: u32 = 1 << 11;
    /// With an apostrophe after it, a token of its own (`l'|homme`).
    pub(crate) const ELISION: u32 = 1 << 12;
    /// A pronoun written to the end of a verb (`est|-ce`, `decir|le`).
    pub(crate) const CLITIC: u32 = 1 << 13;
    /// A unit that is cut off the number before it (`23|h`).
    pub(crate) const UNIT: u32 = 1 << 14;
    /// A name that is written with `!` or `?` (`Yahoo!`).
    pub(crate) const MARKED: u32 = 1 << 15;
    /// The bit from which on the place of a cut stands, in bytes (`can|not`: 3).
    pub(crate) const CUT: u32 = 24;
    /// Any abbreviation.
    pub(crate) const ABBREVIATION: u32 = TITLE | NUMBER | INNER | EITHER | LAST;
}

pub(crate) use flag::*;

/// The words of a language, in lower case.
#[derive(Debug)]
struct Table {
    /// With what they are, sorted.
    words: &'static [(&'static str, u32)],
    /// By hash, the place in `words` and one more, below the upper 16 bits of the hash, which tell
    /// most other words without a look at theirs; 0 for an empty slot. A power of two, at most half
    /// full.
    slots: &'static [u32],
}

/// The longest word worth looking up, in bytes: no entry is longer.
const LONGEST: usize = 32;

/// One language.
#[derive(Debug)]
pub(crate) struct Language {
    pub(crate) name: Name,
    table: &'static Table,
    abbreviations: Shapes,
    /// Ordinals are written with a stop (`am 5. Mai`).
    pub(crate) ordinals: bool,
}

/// The languages with rules of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Name {
    German,
    English,
    Spanish,
    French,
    Italian,
    Dutch,
    Polish,
    Portuguese,
    Russian,
}

macro_rules! language {
    ($name:ident, $table:ident, $ordinals:literal) => {{
        static LANGUAGE: Language = Language {
            name: Name::$name,
            table: &tables::$table,
            abbreviations: Shapes::of(tables::$table.words, ABBREVIATION),
            ordinals: $ordinals,
        };
        &LANGUAGE
    }};
}

impl Language {
    /// The language of a BCP 47 tag (`en`, `pt-BR`, `DE_at`), if it is one of ours.
    pub(crate) fn of(tag: &str) -> Option<&'static Language> {
        let tag = tag.trim();
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let mut name = [0; 3];
        let name = name.get_mut(..primary.len())?;
        name.copy_from_slice(primary.as_bytes());
        name.make_ascii_lowercase();
        Some(match &*name {
            b"de" | b"deu" | b"ger" => language!(German, DE, true),
            b"en" | b"eng" => language!(English, EN, false),
            b"es" | b"spa" => language!(Spanish, ES, false),
            b"fr" | b"fra" | b"fre" => language!(French, FR, false),
            b"it" | b"ita" => language!(Italian, IT, false),
            b"nl" | b"nld" | b"dut" => language!(Dutch, NL, false),
            b"pl" | b"pol" => language!(Polish, PL, true),
            b"pt" | b"por" => language!(Portuguese, PT, false),
            b"ru" | b"rus" => language!(Russian, RU, false),
            _ => return None,
        })
    }

    /// Whether a word of ASCII may be an [`ABBREVIATION`].
    #[inline]
    pub(crate) fn may_abbreviate(&self, word: &[u8]) -> bool {
        self.abbreviations.may_have(word)
    }

    /// What the language knows `word` as; 0 for a word it has no entry for.
    pub(crate) fn flags(&self, word: &str) -> u32 {
        // No language with rules is written in the scripts from Hebrew to Thai.
        if word.len() > LONGEST || matches!(word.as_bytes().first(), Some(0xD6..=0xE0)) {
            return 0;
        }
        let Some(key) = Key::of(word) else { return 0 };
        let Some(flags) = self.table.find(key) else { return 0 };
        let missing = flags & CAPITAL != 0 && !word.chars().next().is_some_and(char::is_uppercase);
        if missing { flags & !ABBREVIATION } else { flags }
    }
}

/// Which words of ASCII may have some flag, by first and last letter: a bit for each length in
/// bytes. Most have none, and this is cheaper than looking them up.
#[derive(Debug)]
struct Shapes([u16; 1 << 10]);

impl Shapes {
    /// The shapes of the words with any of `flags`.
    const fn of(words: &[(&str, u32)], flags: u32) -> Self {
        let mut shapes = [0; 1 << 10];
        let mut at = 0;
        while at < words.len() {
            let (word, its) = words[at];
            if its & flags != 0 && word.len() < 16 {
                shapes[ends_of(word.as_bytes())] |= 1 << word.len();
            }
            at += 1;
        }
        Self(shapes)
    }

    /// Whether a word, in any case, may be one of them; a long one may.
    #[inline]
    fn may_have(&self, word: &[u8]) -> bool {
        word.len() > 15 || self.0[ends_of(word)] >> word.len() & 1 == 1
    }
}

/// Where a word stands in [`Shapes`].
const fn ends_of(word: &[u8]) -> usize {
    ((word[0] & 31) as usize) << 5 | (word[word.len() - 1] & 31) as usize
}

/// Whether an English word of ASCII may have a [`CUT`].
#[inline]
pub(crate) fn may_cut(word: &[u8]) -> bool {
    static CUTS: Shapes = Shapes::of(tables::EN.words, u32::MAX << CUT);
    word.len() < 16 && CUTS.may_have(word)
}

impl Table {
    /// The flags of a word.
    #[inline]
    fn find(&self, key: Key) -> Option<u32> {
        let mask = self.slots.len() - 1;
        let mut at = key.hash as usize & mask;
        loop {
            let slot = self.slots[at];
            let place = (slot as u16).checked_sub(1)?;
            if u64::from(slot >> 16) == key.hash >> 48 {
                let (entry, flags) = self.words[usize::from(place)];
                if key.len == entry.len() && chunks(entry.as_bytes()).eq(key.chunks()) {
                    return Some(flags);
                }
            }
            at = (at + 1) & mask;
        }
    }
}

/// A word in lower case, as it is looked up.
#[derive(Clone, Copy)]
struct Key {
    chunks: [u64; LONGEST / 8],
    len: usize,
    /// As scripts/gen_abbreviations.py computes it.
    hash: u64,
}

impl Key {
    /// Of a word that is not longer than [`LONGEST`]; none where it is in lower case.
    #[inline]
    fn of(word: &str) -> Option<Key> {
        let mut found = [0; LONGEST / 8];
        let mut any = 0;
        for (to, chunk) in found.iter_mut().zip(chunks(word.as_bytes())) {
            any |= chunk;
            *to = lower(chunk);
        }
        if any & EACH << 7 == 0 {
            return Some(Key::new(found, word.len()));
        }
        let mut buffer = [0; LONGEST];
        let len = lowercase(word, &mut buffer)?;
        for (to, chunk) in found.iter_mut().zip(chunks(&buffer)) {
            *to = chunk;
        }
        Some(Key::new(found, len))
    }

    #[inline]
    fn new(chunks: [u64; LONGEST / 8], len: usize) -> Key {
        let mut key = Key { chunks, len, hash: len as u64 };
        for chunk in key.chunks() {
            key.hash = (key.hash ^ chunk).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            key.hash ^= key.hash >> 32;
        }
        key
    }

    #[inline]
    fn chunks(self) -> impl Iterator<Item = u64> {
        self.chunks.into_iter().take(self.len.div_ceil(8))
    }
}

/// A one in each byte.
const EACH: u64 = u64::MAX / 255;

/// The bytes of a word, eight at a time, zeros after the last.
#[inline]
fn chunks(word: &[u8]) -> impl Iterator<Item = u64> {
    word.chunks(8).map(|chunk| {
        let len = chunk.len();
        let (four, two) = (chunk.first_chunk::<4>(), chunk.first_chunk::<2>());
        // Two loads that overlap, for a copy of so few bytes costs more than all the rest.
        match (
            chunk.first_chunk::<8>(),
            four,
            chunk.last_chunk::<4>(),
            two,
            chunk.last_chunk::<2>(),
        ) {
            (Some(eight), ..) => u64::from_le_bytes(*eight),
            (_, Some(head), Some(tail), ..) => {
                u64::from(u32::from_le_bytes(*head))
                    | u64::from(u32::from_le_bytes(*tail)) << (8 * (len - 4))
            }
            (.., Some(head), Some(tail)) => {
                u64::from(u16::from_le_bytes(*head))
                    | u64::from(u16::from_le_bytes(*tail)) << (8 * (len - 2))
            }
            _ => u64::from(chunk[0]),
        }
    })
}

/// Eight bytes with the capitals of ASCII among them in lower case, where all are of ASCII.
#[inline]
const fn lower(chunk: u64) -> u64 {
    let seven = chunk & (EACH * 0x7F);
    let from_a = seven + EACH * (0x80 - b'A' as u64);
    let after_z = seven + EACH * (0x7F - b'Z' as u64);
    chunk | (from_a & !after_z & EACH << 7) >> 2
}

/// Writes `word` in lower case to `buffer`, a curly apostrophe as a straight one, and returns
/// its length; nothing when it does not fit.
fn lowercase(word: &str, buffer: &mut [u8; LONGEST]) -> Option<usize> {
    let mut len = 0;
    for c in word.chars() {
        match c {
            '’' => len = put(buffer, len, '\'')?,
            '\u{df}'..='\u{ff}' | 'а'..='џ' => len = put(buffer, len, c)?,
            'А'..='Я' => len = put(buffer, len, char::from_u32(c as u32 + 32)?)?,
            _ => {
                for l in c.to_lowercase() {
                    len = put(buffer, len, l)?;
                }
            }
        }
    }
    Some(len)
}

/// Writes `c` at `at`; returns the end of it.
fn put(buffer: &mut [u8; LONGEST], at: usize, c: char) -> Option<usize> {
    let end = at + c.len_utf8();
    c.encode_utf8(buffer.get_mut(at..end)?);
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_region_and_in_any_case() {
        assert_eq!(Language::of("pt-BR").map(|l| l.name), Some(Name::Portuguese));
        assert_eq!(Language::of("EN_us").map(|l| l.name), Some(Name::English));
        assert!(Language::of("xx").is_none());
        assert!(Language::of("").is_none());
        assert!(Language::of("klingon").is_none());
    }

    #[test]
    fn every_entry_is_found_by_its_own_spelling() {
        for tag in ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru"] {
            let language = Language::of(tag).expect("a language of ours");
            for &(word, flags) in language.table.words {
                assert_eq!(language.flags(word) & !ABBREVIATION, flags & !ABBREVIATION, "{word}");
            }
        }
    }

    #[test]
    fn a_capital_in_the_table_asks_for_one_in_the_text() {
        let english = Language::of("en").expect("a language of ours");
        assert_ne!(english.flags("Br") & ABBREVIATION, 0);
        assert_eq!(english.flags("br") & ABBREVIATION, 0);
        assert_ne!(english.flags("PROF") & TITLE, 0);
        assert_eq!(english.flags("Donaudampfschifffahrtsgesellschaftskapitän"), 0);
    }
}
