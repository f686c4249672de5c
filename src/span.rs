//! [`Span`], the one way this crate names a place in a text.

use serde::Serialize;

/// A half-open range of bytes in a text: `start` is inside, `end` is not.
///
/// Invariant: both ends lie on character boundaries of the text it belongs to, and
/// `start <= end`. Python sees the same range in code points; only `src/py` converts.
///
/// ```
/// use tamis::Span;
/// let span = Span::new(5, 8);
/// assert_eq!(span.text("over 200 men"), "200");
/// assert_eq!(span.len(), 3);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The characters of `text` that the span covers.
    ///
    /// # Panics
    /// Where the span is not of this text: past its end or inside a character.
    pub fn text(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// Length in bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same span of a text of which this one's text is a part that begins at `offset`.
    pub const fn shift(self, offset: usize) -> Self {
        Self { start: self.start + offset, end: self.end + offset }
    }

    /// Whether `other` lies wholly inside.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two have a byte in common.
    pub const fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
