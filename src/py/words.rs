//! Strings for the pieces of a text.

use crate::span::Span;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};

/// The pieces of `text` as a list of `str`.
pub(super) fn strings<'py>(
    py: Python<'py>,
    text: &str,
    spans: &[Span],
) -> PyResult<Bound<'py, PyList>> {
    PyList::new(py, spans.iter().map(|span| PyString::new(py, span.text(text))))
}
