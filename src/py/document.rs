//! The whole flow in Python: analyze and its Document.

use super::claims::Claims;
use super::clean::{Article, Found, source_string};
use super::convert::{row_dict, source, value, watched};
use super::options;
use super::repeats::Repeats;
use super::tokens::{Tokens, span_rows};
use crate::arrow::claim_rows;
use crate::arrow::record::{Cell, DOCUMENT_WHOLE, Row, SPAN};
use crate::pipeline::{self, AnalyzeOptions};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::hash::{DefaultHasher, Hash, Hasher};

/// The article in `source`, its sentences, tokens and numeric claims, as a `Document`. With
/// `clean=False` the source is taken as it is. `id` is kept for you; `published` (ISO 8601, or
/// a `datetime.date`) is the date against which "last Friday" is read, else the article's own; `url` is where the
/// page came from; `repeats` is as for `clean`.
///
/// >>> import tamis
/// >>> tamis.analyze("Two men left.", clean=False).sentences[0].text
/// 'Two men left.'
#[pyfunction]
#[pyo3(signature = (source, *, clean=true, id=None, published=None, url=None, repeats=None, errors="replace"))]
pub(super) fn analyze(
    source: &Bound<'_, PyAny>,
    clean: bool,
    id: Option<String>,
    published: Option<&Bound<'_, PyAny>>,
    url: Option<String>,
    repeats: Option<&Repeats>,
    errors: &str,
) -> PyResult<Document> {
    let py = source.py();
    let published = options::published(published)?;
    let options = AnalyzeOptions {
        whole: !clean,
        clean: options::clean(None, url, None, repeats)?,
        claims: options::claims(None, published.clone())?,
    };
    let (text, origin) = self::source(source, None, errors)?;
    let (kept, sentences, tokens, claims, dated) = watched(py, &text, move |text| {
        let found = pipeline::analyze(text, &options);
        let read = found.article.text.as_str();
        let sentences = span_rows(read, &found.sentences);
        let tokens = Tokens::new(read.into(), found.tokens);
        let claims = Claims { rows: claim_rows(&found.claims, read) };
        let dated = found.article.metadata.published.as_ref().map(|field| field.value.clone());
        (Found::new(found.article, text, &origin), sentences, tokens, claims, dated)
    })?;
    let article = kept.article(source_string(source, &text))?;
    let spans = sentences.into_iter().map(|row| value(py, &SPAN, row));
    Ok(Document {
        id,
        published: published.or(dated),
        article,
        sentences: PyTuple::new(py, spans.collect::<PyResult<Vec<_>>>()?)?.unbind(),
        tokens: Py::new(py, tokens)?,
        claims: Py::new(py, claims)?,
    })
}

/// Everything tamis finds in one source. Offsets of sentences, tokens and claims are in
/// `article.text`.
#[pyclass(frozen, get_all, module = "tamis")]
pub(super) struct Document {
    /// What the caller calls it, or None.
    id: Option<String>,
    /// The date against which times were read, ISO 8601, or None.
    published: Option<String>,
    /// The article.
    article: Py<Article>,
    /// Its sentences.
    sentences: Py<PyTuple>,
    /// Its tokens.
    tokens: Py<Tokens>,
    /// Its numeric claims; a number in a dropped block is in none.
    claims: Py<Claims>,
}

impl Document {
    fn row(&self, py: Python<'_>) -> PyResult<Row> {
        let sentences = self
            .sentences
            .bind(py)
            .iter()
            .map(|span| Ok(span.cast::<super::value::Value>()?.get().row.clone()));
        Ok(vec![
            self.id.as_deref().into(),
            self.published.as_deref().into(),
            Cell::Struct(self.article.bind(py).as_super().get().row.clone()),
            Cell::List(sentences.collect::<PyResult<_>>()?),
            Cell::List(self.tokens.get().rows()),
            Cell::List(self.claims.get().rows.clone()),
        ])
    }
}

#[pymethods]
impl Document {
    /// The fields and their values, in order, all parts as dicts.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        row_dict(py, &DOCUMENT_WHOLE, &self.row(py)?)
    }

    /// The fields and their values as one line of JSON.
    fn to_json(&self, py: Python<'_>) -> PyResult<String> {
        Ok(DOCUMENT_WHOLE.json(&self.row(py)?))
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("tamis.display")?.call_method1("html", (slf,))
    }

    fn __repr__<'py>(&self, py: Python<'py>) -> PyResult<String> {
        let id = self.id.as_ref().map(|id| format!("{id} ")).unwrap_or_default();
        Ok(format!(
            "<Document {id}{} sentences, {} tokens\n  {}>",
            self.sentences.bind(py).len(),
            self.tokens.bind(py).len()?,
            self.claims.bind(py).repr()?,
        ))
    }

    fn __eq__<'py>(&self, other: &Bound<'py, PyAny>) -> PyResult<bool> {
        let py = other.py();
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        let other = other.get();
        Ok(self.id == other.id
            && self.published == other.published
            && self.article.bind(py).eq(&other.article)?
            && self.tokens.bind(py).eq(&other.tokens)?
            && self.sentences.bind(py).eq(&other.sentences)?
            && self.claims.bind(py).eq(&other.claims)?)
    }

    fn __hash__(&self, py: Python<'_>) -> PyResult<u64> {
        let mut hasher = DefaultHasher::new();
        self.id.hash(&mut hasher);
        self.article.bind(py).hash()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts)> {
        let (py, this) = (slf.py(), slf.get());
        let restore = py.import("tamis._tamis")?.getattr("_restore_document")?;
        let parts = (
            this.id.clone(),
            this.published.clone(),
            this.article.clone_ref(py),
            this.sentences.clone_ref(py),
            this.tokens.clone_ref(py),
            this.claims.clone_ref(py),
        );
        Ok((restore, parts))
    }
}

type Parts = (Option<String>, Option<String>, Py<Article>, Py<PyTuple>, Py<Tokens>, Py<Claims>);

/// The document that was pickled so.
#[pyfunction]
pub(super) fn _restore_document(
    id: Option<String>,
    published: Option<String>,
    article: Py<Article>,
    sentences: Py<PyTuple>,
    tokens: Py<Tokens>,
    claims: Py<Claims>,
) -> Document {
    Document { id, published, article, sentences, tokens, claims }
}
