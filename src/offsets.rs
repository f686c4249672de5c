//! Byte offsets to code-point offsets and back.
//!
//! Rust counts bytes, Python counts code points. A [`CharIndex`] is made once a text;
//! it costs one pass over the text (about 10 GB/s when the text is ASCII) and one
//! `u32`-sized checkpoint for every 256 bytes of a text that is not.

use crate::span::Span;

/// Bytes between two checkpoints: at 256 a look-up reads at most that many bytes and the
/// index stays under 2 % of the text.
const STEP: usize = 256;

/// Translates offsets of one text between bytes and code points.
///
/// ```
/// use tamis::CharIndex;
/// let index = CharIndex::new("£1.5 billion");
/// assert_eq!(index.to_char(2), 1); // the digit after the two bytes of £
/// assert_eq!(index.to_byte(1), 2);
/// ```
#[derive(Clone, Debug)]
pub struct CharIndex<'t> {
    text: &'t str,
    /// Code points before byte `i * STEP`; empty for ASCII, where both offsets are equal.
    checkpoints: Vec<usize>,
}

impl<'t> CharIndex<'t> {
    /// The index of `text`.
    pub fn new(text: &'t str) -> Self {
        let mut checkpoints = Vec::new();
        if !text.is_ascii() {
            let mut chars = 0;
            checkpoints.reserve(text.len() / STEP + 1);
            for chunk in text.as_bytes().chunks(STEP) {
                checkpoints.push(chars);
                chars += count_starts(chunk);
            }
        }
        Self { text, checkpoints }
    }

    /// Code points before byte `byte`; an offset past the end counts as the end, one inside a
    /// character as the offset after that character.
    pub fn to_char(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        if self.checkpoints.is_empty() {
            return byte;
        }
        let block = (byte / STEP).min(self.checkpoints.len() - 1);
        self.checkpoints[block] + count_starts(&self.text.as_bytes()[block * STEP..byte])
    }

    /// The byte at which code point number `char` begins; past the end, the text's length.
    pub fn to_byte(&self, char: usize) -> usize {
        if self.checkpoints.is_empty() {
            return char.min(self.text.len());
        }
        let block = self.checkpoints.partition_point(|&n| n <= char) - 1;
        let bytes = self.text.as_bytes();
        let mut left = char - self.checkpoints[block];
        let mut at = block * STEP;
        while at < bytes.len() {
            if is_start(bytes[at]) {
                if left == 0 {
                    return at;
                }
                left -= 1;
            }
            at += 1;
        }
        bytes.len()
    }

    /// `span` in code points.
    pub fn to_chars(&self, span: Span) -> Span {
        Span::new(self.to_char(span.start), self.to_char(span.end))
    }

    /// `span`, given in code points, in bytes.
    pub fn to_bytes(&self, span: Span) -> Span {
        Span::new(self.to_byte(span.start), self.to_byte(span.end))
    }
}

/// Translates byte offsets that come in order: each stretch of the text is counted once, and a
/// stretch of ASCII costs one comparison an offset.
///
/// ```
/// let mut cursor = tamis::CharCursor::new("£1.5 – £2");
/// assert_eq!(cursor.to_char(2), 1);
/// assert_eq!(cursor.to_char(12), 8);
/// ```
#[derive(Clone, Debug)]
pub struct CharCursor<'t> {
    bytes: &'t [u8],
    byte: usize,
    /// Code points before `byte`.
    char: usize,
    /// From `byte` up to here all is ASCII.
    plain: usize,
}

impl<'t> CharCursor<'t> {
    /// The cursor at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), byte: 0, char: 0, plain: 0 }
    }

    /// Code points before byte `byte`. An offset before the last one asked for may cost a count
    /// from the beginning.
    #[inline]
    pub fn to_char(&mut self, byte: usize) -> usize {
        if byte < self.byte || byte > self.plain {
            self.move_to(byte.min(self.bytes.len()));
        }
        self.char + (byte.min(self.bytes.len()) - self.byte)
    }

    fn move_to(&mut self, byte: usize) {
        if byte < self.byte {
            (self.byte, self.char, self.plain) = (0, 0, 0);
        }
        if byte > self.plain {
            self.char += self.plain - self.byte + count_starts(&self.bytes[self.plain..byte]);
            self.byte = byte;
            self.plain = byte + ascii_run(&self.bytes[byte..]);
        }
    }

    /// `span` in code points.
    #[inline]
    pub fn to_chars(&mut self, span: Span) -> Span {
        Span::new(self.to_char(span.start), self.to_char(span.end))
    }
}

/// Whether a byte begins a character (is not a UTF-8 continuation byte).
const fn is_start(byte: u8) -> bool {
    byte as i8 >= -64
}

/// Sums bytes of one bit, so that a vector of them is added at once: no chunk overflows a byte.
fn count_starts(bytes: &[u8]) -> usize {
    let count = |chunk: &[u8]| chunk.iter().map(|&b| u8::from(is_start(b))).sum::<u8>();
    bytes.chunks(192).map(|chunk| usize::from(count(chunk))).sum()
}

/// How many bytes of ASCII `bytes` begin with.
fn ascii_run(bytes: &[u8]) -> usize {
    let plain = bytes.as_chunks::<32>().0.iter().take_while(|chunk| chunk.is_ascii()).count() * 32;
    plain + bytes[plain..].iter().take_while(|b| b.is_ascii()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stretches of ASCII shorter and longer than what is read at once, and characters of every
    /// length in and between them.
    fn texts() -> impl Iterator<Item = String> {
        let plain = [0, 1, 7, 31, 32, 33, 64, 100];
        let wide = ["", "é", "—", "😀", "é—😀é", "жжжжжжжжжжжжжжжжж"];
        plain.into_iter().flat_map(move |n| {
            wide.map(|w| format!("{}{w}{}{w}{}", "a".repeat(n), "b".repeat(n / 2), "c".repeat(40)))
        })
    }

    #[test]
    fn offsets_are_those_that_counting_gives() {
        for text in texts() {
            let (index, mut cursor) = (CharIndex::new(&text), CharCursor::new(&text));
            for byte in (0..=text.len() + 2).filter(|&at| text.is_char_boundary(at.min(text.len())))
            {
                let chars = text[..byte.min(text.len())].chars().count();
                assert_eq!(index.to_char(byte), chars, "{text:?} {byte}");
                assert_eq!(cursor.to_char(byte), chars, "{text:?} {byte}");
                assert_eq!(CharCursor::new(&text).to_char(byte), chars, "{text:?} {byte}");
                assert_eq!(index.to_byte(chars), byte.min(text.len()), "{text:?} {byte}");
            }
            for byte in [text.len(), 0, text.len() / 2, 3] {
                let inside = byte.min(text.len());
                assert_eq!(cursor.to_char(byte), index.to_char(inside), "{text:?} back to {byte}");
            }
        }
    }
}
