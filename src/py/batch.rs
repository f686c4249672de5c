//! Batches in Python: a column in, a pyarrow array out.

use super::beside::{self, Beside};
use super::cdata::{arrow_error, export_array};
use super::column::documents;
use super::convert::LONG;
use super::options;
use super::repeats::Repeats;
use crate::arrow::{Column, Gather, Operation, Stage, Texts};
use crate::batch;
use crate::error::Error;
use crate::pipeline::AnalyzeOptions;
use arrow_array::ArrayRef;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyList};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Offsets of `boundaries` for every text of a column: a pyarrow array of list<int32>.
///
/// >>> import tamis
/// >>> tamis.boundaries_batch(["Two men", None]).to_pylist()
/// [[0, 3, 4, 7], None]
#[pyfunction]
#[pyo3(signature = (column, level="word", *, unit="char", threads=None))]
pub(super) fn boundaries_batch<'py>(
    column: &Bound<'py, PyAny>,
    level: &str,
    unit: &str,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let stage = Stage::Boundaries(options::level(level)?, options::unit(unit)?);
    run(column, stage.into(), Beside::default(), threads)
}

/// The `words` of every text of a column: a pyarrow array of list<struct<start, end: int32>>,
/// with `output="text"` of list<string>.
///
/// >>> import tamis
/// >>> tamis.words_batch(["Two men", None], output="text").to_pylist()
/// [['Two', 'men'], None]
#[pyfunction]
#[pyo3(signature = (column, *, output="spans", unit="char", threads=None))]
pub(super) fn words_batch<'py>(
    column: &Bound<'py, PyAny>,
    output: &str,
    unit: &str,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    run(column, Stage::Words(options::output(output, unit)?).into(), Beside::default(), threads)
}

/// The `graphemes` of every text of a column, given as `words_batch` gives words.
///
/// >>> import tamis
/// >>> tamis.graphemes_batch(["no"]).to_pylist()
/// [[{'start': 0, 'end': 1}, {'start': 1, 'end': 2}]]
#[pyfunction]
#[pyo3(signature = (column, *, output="spans", unit="char", threads=None))]
pub(super) fn graphemes_batch<'py>(
    column: &Bound<'py, PyAny>,
    output: &str,
    unit: &str,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    run(column, Stage::Graphemes(options::output(output, unit)?).into(), Beside::default(), threads)
}

/// The `sentences` of every text of a column, given as `words_batch` gives words.
///
/// >>> import tamis
/// >>> tamis.sentences_batch(["Two left. One stayed."], output="text").to_pylist()
/// [['Two left.', 'One stayed.']]
#[pyfunction]
#[pyo3(signature = (column, *, lang="en", output="spans", unit="char", threads=None))]
pub(super) fn sentences_batch<'py>(
    column: &Bound<'py, PyAny>,
    lang: &str,
    output: &str,
    unit: &str,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let stage = Stage::Sentences(lang.to_owned(), options::output(output, unit)?);
    run(column, stage.into(), Beside::default(), threads)
}

/// The `tokens` of every text of a column: a pyarrow array of
/// list<struct<start, end: int32, kind: string>>.
///
/// >>> import tamis
/// >>> tamis.tokens_batch(["Two"]).to_pylist()
/// [[{'start': 0, 'end': 3, 'kind': 'word'}]]
#[pyfunction]
#[pyo3(signature = (column, *, lang="en", unit="char", threads=None))]
pub(super) fn tokens_batch<'py>(
    column: &Bound<'py, PyAny>,
    lang: &str,
    unit: &str,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let stage = Stage::Tokens(lang.to_owned(), options::unit(unit)?);
    run(column, stage.into(), Beside::default(), threads)
}

/// The articles of a column of pages or texts, which may also be bytes: a pyarrow struct
/// array of the scalars of `Article`. `url` may be a column as long.
///
/// >>> import tamis
/// >>> tamis.clean_batch([None]).to_pylist()
/// [None]
#[pyfunction]
#[pyo3(signature = (column, *, format=None, url=None, encoding=None, favor=None, repeats=None, threads=None))]
pub(super) fn clean_batch<'py>(
    column: &Bound<'py, PyAny>,
    format: Option<&str>,
    url: Option<&Bound<'py, PyAny>>,
    encoding: Option<String>,
    favor: Option<&str>,
    repeats: Option<&Repeats>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let (one, url) = beside::url(url)?;
    let stage = Stage::Clean(options::clean(format, one, favor, repeats)?);
    let encoding = options::encoding(encoding)?;
    let beside = Beside { url, ..Beside::default() };
    run(column, Operation { clean: None, stage, encoding }, beside, threads)
}

/// The `numbers` of every text of a column: a pyarrow array of
/// list<struct<start, end: int32, text: string, value: double, what: string>>.
///
/// >>> import tamis
/// >>> tamis.numbers_batch(["no digits here", None]).to_pylist()
/// [[], None]
#[pyfunction]
#[pyo3(signature = (column, *, threads=None))]
pub(super) fn numbers_batch<'py>(
    column: &Bound<'py, PyAny>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    run(column, Stage::Numbers.into(), Beside::default(), threads)
}

/// The `claims` of every text of a column: a pyarrow array of list<struct>, whose fields are
/// those of `Claim.to_dict()`. `published` may be a column as long, of dates or of strings in
/// ISO 8601; a row that holds none is of unknown date.
///
/// >>> import tamis
/// >>> tamis.claims_batch(["Nothing here.", None]).to_pylist()
/// [[], None]
#[pyfunction]
#[pyo3(signature = (column, *, kinds=None, published=None, threads=None))]
pub(super) fn claims_batch<'py>(
    column: &Bound<'py, PyAny>,
    kinds: Option<&Bound<'py, PyAny>>,
    published: Option<&Bound<'py, PyAny>>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let (one, published) = beside::published(published)?;
    let options = options::claims(kinds, one)?;
    let beside = Beside { published, ..Beside::default() };
    run(column, Stage::Claims(options).into(), beside, threads)
}

/// Cleaned articles and their claims for a column of pages or texts, which may also be bytes:
/// a pyarrow struct array with the fields `article` (as `clean_batch`) and `claims` (as
/// `claims_batch`). `published` and `url` may be columns as long.
///
/// >>> import tamis
/// >>> tamis.analyze_batch(["Nothing."], clean=False).to_pylist()[0]["claims"]
/// []
#[pyfunction]
#[pyo3(signature = (column, *, clean=true, published=None, url=None, repeats=None, threads=None))]
pub(super) fn analyze_batch<'py>(
    column: &Bound<'py, PyAny>,
    clean: bool,
    published: Option<&Bound<'py, PyAny>>,
    url: Option<&Bound<'py, PyAny>>,
    repeats: Option<&Repeats>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let (date, published) = beside::published(published)?;
    let (address, url) = beside::url(url)?;
    run(column, analysis(clean, date, address, repeats)?.into(), Beside { url, published }, threads)
}

pub(super) fn analysis(
    clean: bool,
    published: Option<String>,
    url: Option<String>,
    repeats: Option<&Repeats>,
) -> PyResult<Stage> {
    Ok(Stage::Analyze(AnalyzeOptions {
        whole: !clean,
        clean: options::clean(None, url, None, repeats)?,
        claims: options::claims(None, published)?,
    }))
}

/// The results of `operation` for every document of `column`, in pyarrow.
pub(super) fn run<'py>(
    column: &Bound<'py, PyAny>,
    operation: Operation,
    beside: Beside,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = column.py();
    let threads = options::threads(threads)?;
    let (texts, bytes) = documents(column, operation.takes_bytes())?;
    beside.fit(texts.len())?;
    let chunked = column.hasattr("num_chunks")?;
    let arrays = py.detach(|| kernel(operation, texts, bytes, beside, threads))?;
    let pyarrow = py.import("pyarrow")?;
    let arrays = arrays
        .into_iter()
        .map(|array| pyarrow.call_method1("array", (Exported { array },)))
        .collect::<PyResult<Vec<_>>>()?;
    match &arrays[..] {
        [one] if !chunked => Ok(one.clone()),
        _ => pyarrow.call_method1("chunked_array", (PyList::new(py, &arrays)?,)),
    }
}

/// The results for all documents: one array, or several where one could not hold them.
fn kernel(
    operation: Operation,
    texts: Arc<dyn Texts>,
    bytes: bool,
    beside: Beside,
    threads: Option<usize>,
) -> PyResult<Vec<ArrayRef>> {
    let length = |row| texts.get(row).map_or(0, <[u8]>::len);
    let total = |rows: Range<usize>| rows.map(length).sum::<usize>();
    let blocks = batch::blocks(texts.len(), length);
    let mut results = Gather::new(operation.column(), total(0..texts.len()));
    let poll = || Python::attach(|py| py.check_signals());
    let long = (0..texts.len()).any(|row| length(row) >= LONG);
    if !long && operation.most(0).is_some() && batch::used(&blocks, threads) == 1 {
        let work = |rows: Range<usize>| {
            let bytes_here = total(rows.clone());
            let most = operation.most(bytes_here).unwrap_or(usize::MAX);
            let out = results.column(most, bytes_here);
            Ok(batch::guarded(|| fill(&operation, &*texts, bytes, &beside, rows, out))?)
        };
        batch::in_turn(blocks, work, poll)?;
    } else {
        let texts = Arc::clone(&texts);
        // Columns that were moved to the results: their room is touched already.
        let spare = Arc::new(Mutex::new(Vec::new()));
        let returned = Arc::clone(&spare);
        let work = move |rows: Range<usize>| {
            let used = spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut out = used.unwrap_or_else(|| operation.column());
            let total = rows.clone().map(|row| texts.get(row).map_or(0, <[u8]>::len)).sum();
            fill(&operation, &*texts, bytes, &beside, rows, &mut out)?;
            Ok((out, total))
        };
        let take = |(mut part, total): (Column, usize)| {
            results.add(&mut part, total);
            returned.lock().unwrap_or_else(PoisonError::into_inner).push(part);
            Ok(())
        };
        batch::run(blocks, threads, long, work, take, poll)?;
    }
    results.finish().map_err(arrow_error)
}

/// Adds the results for some rows to `out`.
fn fill(
    operation: &Operation,
    texts: &dyn Texts,
    bytes: bool,
    beside: &Beside,
    rows: Range<usize>,
    out: &mut Column,
) -> Result<(), Error> {
    for row in rows {
        match texts.get(row) {
            None => out.push_null(),
            Some(source) => operation
                .apply(source, bytes, beside.known(row), out)
                .map_err(|e| Error::input(format!("row {row}: {e}")))?,
        }
    }
    Ok(())
}

/// One array on its way to pyarrow.
#[pyclass(frozen)]
pub(super) struct Exported {
    pub(super) array: ArrayRef,
}

#[pymethods]
impl Exported {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        let _ = requested_schema;
        export_array(py, &self.array)
    }
}
