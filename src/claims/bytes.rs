//! Words as numbers and words in lists: what every table lookup of the stage rests on.

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

/// Whether `text` is one of `words` but for the case of ASCII letters; an empty one never is.
#[inline]
pub(super) fn one_of(text: &str, words: &[&str]) -> bool {
    let Some(&first) = text.as_bytes().first() else { return false };
    // Length and first letter rule out nearly all.
    words.iter().any(|w| {
        w.len() == text.len()
            && (w.as_bytes()[0] ^ first) & !0x20 == 0
            && w.eq_ignore_ascii_case(text)
    })
}

#[cfg(test)]
mod tests {
    use super::{eight, one_of};

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
        assert!(one_of("Of", &["in", "of"]));
        assert!(!one_of("", &["", "of"]));
        assert!(!one_of("@", &["`"]));
        assert!(one_of("-", &["-"]));
    }
}
