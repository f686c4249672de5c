//! [`Texts`]: many short strings in one.

use crate::span::Span;

/// Strings by number, one behind the other in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Adds a string and gives its number.
    pub(super) fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        // Words are counted before they are numbered so high: see `Stream::merge`.
        (self.ends.len() - 1) as u32
    }

    /// Adds all of `others`.
    pub(super) fn append(&mut self, others: &Self) {
        let shift = self.text.len();
        self.text.push_str(&others.text);
        self.ends.extend(others.ends.iter().map(|end| shift + end));
    }

    pub(super) fn get(&self, number: u32) -> &str {
        let at = number as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start..self.ends[at]]
    }

    /// All strings, one behind the other.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where each string stands in [`text`](Self::text).
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts.zip(&self.ends).map(|(&start, &end)| Span::new(start, end))
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.spans().map(|span| span.text(&self.text))
    }
}
