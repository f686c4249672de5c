//! Words as numbers: what every table lookup and every list of words of the stage rests on.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// A word of up to sixteen bytes as two numbers, ASCII letters in lower case: two words are the
/// same but for case where their keys are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Key(u64, u64);

impl Key {
    /// Of longer words, which no list holds; no text has these bytes.
    pub(super) const LONG: Self = Self(u64::MAX, u64::MAX);
    /// Of no word.
    pub(super) const EMPTY: Self = Self(0, 0);

    /// The key of a word in lower case, for lists that are written out.
    pub(super) const fn new(word: &str) -> Self {
        let bytes = word.as_bytes();
        assert!(!bytes.is_empty() && bytes.len() <= 16, "a word of a list has 1 to 16 bytes");
        let mut at = 0;
        while at < bytes.len() {
            assert!(!bytes[at].is_ascii_uppercase(), "a word of a list is in lower case");
            at += 1;
        }
        Self::exact(word)
    }

    /// The bytes of a word as they are; [`Self::LONG`] where they are too many.
    pub(super) const fn exact(word: &str) -> Self {
        let bytes = word.as_bytes();
        if bytes.len() > 16 {
            return Self::LONG;
        }
        let (mut halves, mut at) = ([0u64; 2], 0);
        while at < bytes.len() {
            halves[at / 8] |= (bytes[at] as u64) << (8 * (at % 8));
            at += 1;
        }
        Self(halves[0], halves[1])
    }

    /// The key of a word as it stands in a text.
    #[inline(always)]
    pub(super) fn of(bytes: &[u8]) -> Self {
        match bytes.len() {
            0..=8 => Self(small(eight(bytes)), 0),
            9..=16 => Self(small(eight(&bytes[..8])), small(eight(&bytes[8..]))),
            _ => Self::LONG,
        }
    }

    /// Whether it is one of `words`.
    #[inline]
    pub(super) fn is(self, words: &[Self]) -> bool {
        words.contains(&self)
    }

    /// The first and the second eight bytes.
    #[inline]
    pub(super) fn halves(self) -> (u64, u64) {
        (self.0, self.1)
    }
}

/// A list of words in lower case, as keys.
macro_rules! any_of {
    ($($word:literal),+ $(,)?) => {
        const { &[$($crate::claims::key::Key::new($word)),+] }
    };
}
pub(super) use any_of;

/// Up to eight bytes as a little-endian number: two loads that overlap, no copy.
#[inline]
pub(super) fn eight(bytes: &[u8]) -> u64 {
    let four = |at: usize| {
        let part = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
        u64::from(u32::from_le_bytes(part))
    };
    match bytes.len() {
        0 => 0,
        n @ 1..4 => {
            let at = |i: usize| u64::from(bytes[i]) << (8 * i);
            at(0) | at(n / 2) | at(n - 1)
        }
        n => four(0) | four(n.min(8) - 4) << (8 * (n.min(8) - 4)),
    }
}

/// Eight bytes from `at`, zeros past the end, and how many there are.
#[inline(always)]
pub(super) fn load(bytes: &[u8], at: usize) -> (u64, usize) {
    if let Some(chunk) = bytes.get(at..at + 8) {
        let mut whole = [0; 8];
        whole.copy_from_slice(chunk);
        return (u64::from_le_bytes(whole), 8);
    }
    let mut part = [0; 8];
    let rest = &bytes[at..];
    part[..rest.len()].copy_from_slice(rest);
    (u64::from_le_bytes(part), rest.len())
}

/// The high bit of each byte of `x` that is in `low..=high`, both ASCII.
#[inline(always)]
pub(super) const fn within(x: u64, low: u8, high: u8) -> u64 {
    let plain = x & !HIGH;
    let from = plain + (0x80 - low as u64) * ONES;
    let past = plain + (0x7F - high as u64) * ONES;
    from & !past & !x & HIGH
}

/// The high bit of each byte that is an ASCII letter.
#[inline(always)]
pub(super) const fn letters(x: u64) -> u64 {
    within(x | (0x20 * ONES), b'a', b'z') & !x
}

/// The high bit of each byte that is not ASCII.
#[inline(always)]
pub(super) const fn beyond_ascii(x: u64) -> u64 {
    x & HIGH
}

/// ASCII letters in lower case.
#[inline(always)]
const fn small(x: u64) -> u64 {
    x | within(x, b'A', b'Z') >> 2
}

/// Where the run of ASCII letters that begins at `at` ends.
#[inline]
pub(super) fn letters_end(bytes: &[u8], mut at: usize) -> usize {
    loop {
        let (chunk, _) = load(bytes, at);
        let run = (!letters(chunk) & HIGH).trailing_zeros() as usize / 8;
        at += run;
        if run < 8 {
            return at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, eight, letters_end};
    use proptest::prelude::*;

    #[test]
    fn a_short_word_is_its_bytes() {
        let word = b"sentence";
        for n in 0..=8 {
            let slow = word[..n].iter().rev().fold(0, |v, &b| v << 8 | u64::from(b));
            assert_eq!(eight(&word[..n]), slow, "{n}");
        }
    }

    #[test]
    fn case_does_not_matter_but_signs_do() {
        assert!(Key::of(b"Of").is(any_of!["in", "of"]));
        assert!(!Key::of(b"").is(any_of!["in", "of"]));
        assert!(!Key::of(b"@").is(any_of!["`"]));
        assert!(Key::of(b"-").is(any_of!["-"]));
        assert!(Key::of("DEGRéS".as_bytes()).is(any_of!["degrés"]));
    }

    proptest! {
        #[test]
        fn keys_are_equal_where_words_are(a in "[a-cA-C@`é]{0,18}", b in "[a-cA-C@`é]{0,18}") {
            let same = a.eq_ignore_ascii_case(&b) && a.len() <= 16;
            let keys = (Key::of(a.as_bytes()), Key::of(b.as_bytes()));
            prop_assert_eq!(keys.0 == keys.1 && keys.0 != Key::LONG, same);
            let low = a.to_ascii_lowercase();
            if (1..=16).contains(&a.len()) {
                prop_assert_eq!(keys.0, Key::new(&low));
            }
        }

        #[test]
        fn letters_end_where_the_first_other_byte_is(text in "[a-zA-Z]{0,20}([0-9é@\\[{`]|)[a-z]{0,9}") {
            let slow = text.bytes().take_while(u8::is_ascii_alphabetic).count();
            prop_assert_eq!(letters_end(text.as_bytes(), 0), slow);
        }
    }
}
