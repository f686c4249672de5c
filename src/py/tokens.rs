//! Stage 2 in Python: boundaries, graphemes, words, sentences, tokens.

use super::convert::{error, released, row_dict, string, text, value};
use super::options;
use super::sequence::{self, Picked, pick};
use crate::arrow::record::{Cell, Row, SPAN, TOKEN, TOKENS};
use crate::arrow::{span_row, token_row};
use crate::offsets::CharCursor;
use crate::span::Span;
use crate::tokens as stage;
use crate::tokens::{Token, TokenKind};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyMemoryView, PyString};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// The offsets at which `text` may be divided, as UAX #29 says, in one int32 buffer: first 0,
/// last `len(text)`; empty for an empty text. `level` is "grapheme", "word" or "sentence",
/// `unit` "char" or "byte" (of UTF-8).
///
/// >>> import tamis
/// >>> tamis.boundaries("Two men").tolist()
/// [0, 3, 4, 7]
#[pyfunction]
#[pyo3(signature = (text, level="word", *, unit="char", errors="replace"))]
pub(super) fn boundaries<'py>(
    #[pyo3(from_py_with = string)] text: Bound<'py, PyString>,
    level: &str,
    unit: &str,
    errors: &str,
) -> PyResult<Bound<'py, PyAny>> {
    let py = text.py();
    let (level, unit) = (options::level(level)?, options::unit(unit)?);
    let text = self::text(&text, errors)?;
    let mut found = Vec::new();
    released(py, || stage::boundaries_into(&text, level, unit, &mut found))??;
    let bytes = PyBytes::new_with(py, found.len() * 4, |bytes| {
        for (to, offset) in bytes.chunks_exact_mut(4).zip(found) {
            to.copy_from_slice(&offset.to_ne_bytes());
        }
        Ok(())
    })?;
    PyMemoryView::from(&bytes)?.call_method1("cast", ("i",))
}

/// The user-perceived characters of `text`, in order: its grapheme clusters by UAX #29.
///
/// >>> import tamis
/// >>> [len(x) for x in tamis.graphemes("e\u0301a")]
/// [2, 1]
#[pyfunction]
#[pyo3(signature = (text, *, errors="replace"))]
pub(super) fn graphemes<'py>(
    #[pyo3(from_py_with = string)] text: Bound<'py, PyString>,
    errors: &str,
) -> PyResult<Bound<'py, PyList>> {
    let py = text.py();
    let text = self::text(&text, errors)?;
    let found = released(py, || stage::graphemes(&text))?;
    super::words::strings(py, &text, &found)
}

/// The words of `text` that hold a letter or digit, in order, by UAX #29.
///
/// >>> import tamis
/// >>> tamis.words("He paid £1.5 billion, didn't he?")
/// ['He', 'paid', '1.5', 'billion', "didn't", 'he']
#[pyfunction]
#[pyo3(signature = (text, *, errors="replace"))]
pub(super) fn words<'py>(
    #[pyo3(from_py_with = string)] text: Bound<'py, PyString>,
    errors: &str,
) -> PyResult<Bound<'py, PyList>> {
    let py = text.py();
    let text = self::text(&text, errors)?;
    let found = stage::words(&text);
    super::words::strings(py, &text, &found)
}

/// The sentences of `text`, in order, without the white space around them. Abbreviations,
/// initials, decimals and quotes do not end one. An unknown `lang` falls back to plain UAX #29.
///
/// >>> import tamis
/// >>> [s.text for s in tamis.sentences("Two men left. One came back.")]
/// ['Two men left.', 'One came back.']
#[pyfunction]
#[pyo3(signature = (text, *, lang="en", errors="replace"))]
pub(super) fn sentences<'py>(
    #[pyo3(from_py_with = string)] text: Bound<'py, PyString>,
    lang: &str,
    errors: &str,
) -> PyResult<Bound<'py, PyList>> {
    let py = text.py();
    let text = self::text(&text, errors)?;
    let found = released(py, || stage::sentences(&text, lang))?;
    let rows = span_rows(&text, &found);
    let spans = rows.into_iter().map(|row| value(py, &SPAN, row));
    PyList::new(py, spans.collect::<PyResult<Vec<_>>>()?)
}

/// Rows of spans that come in order.
pub(super) fn span_rows(text: &str, spans: &[Span]) -> Vec<Row> {
    let mut at = CharCursor::new(text);
    spans.iter().map(|span| span_row(*span, text, &mut at)).collect()
}

/// The linguistic tokens of `text`, in order: words with contractions split, abbreviations
/// with their stop, numbers, addresses, punctuation. A lazy sequence of `Token`. An unknown
/// `lang` falls back to plain UAX #29.
///
/// >>> import tamis
/// >>> [t.text for t in tamis.tokens("Banks paid £1.5bn.")][:2]
/// ['Banks', 'paid']
#[pyfunction]
#[pyo3(signature = (text, *, lang="en", errors="replace"))]
pub(super) fn tokens(
    #[pyo3(from_py_with = string)] text: Bound<'_, PyString>,
    lang: &str,
    errors: &str,
) -> PyResult<Tokens> {
    let py = text.py();
    let text = self::text(&text, errors)?;
    let found = released(py, || stage::tokens(&text, lang))?;
    Ok(Tokens::new(text.as_ref().into(), found))
}

/// The tokens of a text: a sequence that makes each `Token` when it is asked for.
#[pyclass(frozen, sequence, module = "tamis")]
pub(super) struct Tokens {
    text: Arc<str>,
    tokens: Vec<Token>,
    /// The code point at which each token starts.
    starts: Vec<u32>,
}

impl Tokens {
    pub(super) fn new(text: Arc<str>, tokens: Vec<Token>) -> Self {
        let mut at = CharCursor::new(&text);
        let starts = tokens.iter().map(|t| at.to_char(t.span.start) as u32).collect();
        Self { text, tokens, starts }
    }

    fn row(&self, at: usize) -> Row {
        let token = self.tokens[at];
        let text = token.span.text(&self.text);
        let start = self.starts[at] as usize;
        vec![
            Cell::offset(start),
            Cell::offset(start + text.chars().count()),
            text.into(),
            Cell::text(token.kind.as_str()),
        ]
    }

    pub(super) fn rows(&self) -> Vec<Row> {
        let mut at = CharCursor::new(&self.text);
        self.tokens.iter().map(|token| token_row(*token, &self.text, &mut at)).collect()
    }

    fn cells(&self) -> Row {
        vec![Cell::List(self.rows())]
    }
}

#[pymethods]
impl Tokens {
    fn __len__(&self) -> usize {
        self.tokens.len()
    }

    /// The place of the first item equal to `value`.
    #[pyo3(signature = (value, start=0, stop=isize::MAX, /))]
    fn index<'py>(
        slf: &Bound<'py, Self>,
        value: &Bound<'py, PyAny>,
        start: isize,
        stop: isize,
    ) -> PyResult<usize> {
        sequence::index(slf.as_any(), value, start, stop)
    }

    /// How many items are equal to `value`.
    #[pyo3(signature = (value, /))]
    fn count<'py>(slf: &Bound<'py, Self>, value: &Bound<'py, PyAny>) -> PyResult<usize> {
        sequence::count(slf.as_any(), value)
    }

    fn __getitem__<'py>(&self, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = at.py();
        match pick(at, self.tokens.len())? {
            Picked::One(at) => value(py, &TOKEN, self.row(at)),
            Picked::Some(rows) => {
                let tokens = rows.iter().map(|&at| self.tokens[at]).collect();
                let starts = rows.iter().map(|&at| self.starts[at]).collect();
                let some = Self { text: Arc::clone(&self.text), tokens, starts };
                Ok(Bound::new(py, some)?.into_any())
            }
        }
    }

    /// The tokens under the key "tokens".
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        row_dict(py, &TOKENS, &self.cells())
    }

    /// The tokens as one line of JSON.
    fn to_json(&self) -> String {
        TOKENS.json(&self.cells())
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("tamis.display")?.call_method1("html", (slf,))
    }

    fn __repr__(&self) -> String {
        let first: Vec<_> = self.tokens.iter().take(20).map(|t| t.span.text(&self.text)).collect();
        let more = if self.tokens.len() > 20 { "|…" } else { "" };
        format!("<Tokens {}{more}>", first.join("|"))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| {
            let other = other.get();
            self.tokens.len() == other.tokens.len()
                && self.starts == other.starts
                && self.tokens.iter().zip(&other.tokens).all(|(a, b)| {
                    a.kind == b.kind && a.span.text(&self.text) == b.span.text(&other.text)
                })
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.starts.hash(&mut hasher);
        self.tokens.iter().for_each(|t| t.span.text(&self.text).hash(&mut hasher));
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, State)> {
        let this = slf.get();
        let restore = slf.py().import("tamis._tamis")?.getattr("_restore_tokens")?;
        let marks = this
            .tokens
            .iter()
            .zip(&this.starts)
            .map(|(t, start)| (t.span.start, t.span.end, t.kind as usize, *start));
        Ok((restore, (this.text.to_string(), marks.collect())))
    }
}

type State = (String, Vec<(usize, usize, usize, u32)>);

/// The tokens that were pickled so.
#[pyfunction]
pub(super) fn _restore_tokens(
    text: String,
    marks: Vec<(usize, usize, usize, u32)>,
) -> PyResult<Tokens> {
    let mut tokens = Vec::with_capacity(marks.len());
    for &(start, end, kind, _) in &marks {
        match (text.get(start..end), TokenKind::ALL.get(kind)) {
            (Some(_), Some(&kind)) => tokens.push(Token { span: Span::new(start, end), kind }),
            _ => return Err(error("these tokens were pickled by another version".to_owned())),
        }
    }
    let starts = marks.into_iter().map(|mark| mark.3).collect();
    Ok(Tokens { text: text.into(), tokens, starts })
}
