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

/// Translates byte offsets that come in order: each stretch of the text is counted once.
///
/// ```
/// let mut cursor = tamis::CharCursor::new("£1.5 – £2");
/// assert_eq!(cursor.to_char(2), 1);
/// assert_eq!(cursor.to_char(12), 8);
/// ```
#[derive(Clone, Debug)]
pub struct CharCursor<'t> {
    bytes: &'t [u8],
    ascii: bool,
    byte: usize,
    char: usize,
}

impl<'t> CharCursor<'t> {
    /// The cursor at the beginning of `text`.
    pub fn new(text: &'t str) -> Self {
        Self { bytes: text.as_bytes(), ascii: text.is_ascii(), byte: 0, char: 0 }
    }

    /// Code points before byte `byte`. An offset before the last one asked for costs a count
    /// from the beginning.
    pub fn to_char(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        if self.ascii {
            return byte;
        }
        if byte < self.byte {
            (self.byte, self.char) = (0, 0);
        }
        self.char += count_starts(&self.bytes[self.byte..byte]);
        self.byte = byte;
        self.char
    }

    /// `span` in code points.
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
