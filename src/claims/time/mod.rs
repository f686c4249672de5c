//! Time expressions: where they stand, and the days they mean.

use crate::claims::lexicon::words::Word;
use crate::span::Span;

/// One time expression of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeExpression {
    pub(crate) span: Span,
    /// Its first and last word.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// First and last day, month or year, ISO 8601.
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

/// Fills `found` with the time expressions of a sentence's words and gives those words their tag.
pub(crate) fn time_expressions(
    _text: &str,
    _words: &mut [Word],
    _published: Option<&str>,
    _found: &mut Vec<TimeExpression>,
) {
}
