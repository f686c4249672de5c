//! Document-term counts in Python, for `tamis.counting`.

use super::column::documents;
use super::convert::error;
use super::options;
use crate::arrow;
use crate::count::{CountOptions, Limit, Matrix, Vocabulary};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyFloat, PyList, PyString};
use std::collections::HashSet;
use std::sync::Arc;

/// What is counted, as `tamis.count` is told.
#[derive(FromPyObject)]
pub(super) struct Given<'py> {
    #[pyo3(item)]
    ngrams: Bound<'py, PyAny>,
    #[pyo3(item)]
    lower: bool,
    #[pyo3(item)]
    stop: Bound<'py, PyAny>,
    #[pyo3(item)]
    min_df: Bound<'py, PyAny>,
    #[pyo3(item)]
    max_df: Bound<'py, PyAny>,
    #[pyo3(item)]
    max_features: Bound<'py, PyAny>,
}

impl Given<'_> {
    fn options(&self) -> PyResult<Arc<CountOptions>> {
        let (shortest, longest) = self.ngrams.extract().map_err(|_| {
            error("ngrams is the shortest and the longest run of words, as in (1, 2)".to_owned())
        })?;
        let options = CountOptions {
            shortest,
            longest,
            lower: self.lower,
            stop: stop(&self.stop)?,
            min_df: limit("min_df", &self.min_df)?,
            max_df: limit("max_df", &self.max_df)?,
            max_features: self.max_features.extract().map_err(|_| {
                error("max_features is a number of terms, or None for all".to_owned())
            })?,
        };
        options.check()?;
        Ok(Arc::new(options))
    }
}

fn stop(words: &Bound<'_, PyAny>) -> PyResult<HashSet<String>> {
    if words.is_none() {
        return Ok(HashSet::new());
    }
    let wrong = || error("stop is a list of words, or None".to_owned());
    if words.is_instance_of::<PyString>() {
        return Err(wrong());
    }
    let words = words.try_iter().map_err(|_| wrong())?;
    words.map(|word| word?.extract().map_err(|_| wrong())).collect()
}

fn limit(name: &str, of: &Bound<'_, PyAny>) -> PyResult<Limit> {
    if let Ok(share) = of.cast::<PyFloat>() {
        return Ok(Limit::Share(share.extract()?));
    }
    let documents = of.extract().map_err(|_| {
        error(format!("{name} is a number of documents (an int) or a share of them (a float)"))
    })?;
    Ok(Limit::Documents(documents))
}

/// Counts, for `tamis.count` and `tamis.Vectorizer`.
#[pyclass(frozen, module = "tamis._tamis")]
pub(super) struct _Counts(Matrix);

#[pymethods]
impl _Counts {
    /// Documents, terms, and counts that are stored.
    #[getter]
    fn shape(&self) -> (usize, usize, usize) {
        (self.0.rows(), self.0.columns, self.0.stored())
    }

    /// The term of each column.
    fn terms<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let mut terms = Vec::with_capacity(self.0.columns);
        self.0.each_term(|term| {
            terms.push(PyString::new(py, term));
            Ok::<_, PyErr>(())
        })?;
        PyList::new(py, terms)
    }

    /// The three arrays of compressed sparse rows: where rows end and the columns, each as int64
    /// where `wide`, else as int32, and the counts as int64.
    fn arrays<'py>(&self, py: Python<'py>, wide: bool) -> PyResult<[Bound<'py, PyByteArray>; 3]> {
        let (ends, stored) = (&self.0.ends, self.0.stored());
        let columns = || self.0.pieces().flatten().map(|(column, _)| column as usize);
        let counts = self.0.pieces().flatten().map(|(_, count)| i64::from(count).to_ne_bytes());
        let indices = |of: &mut dyn Iterator<Item = usize>, len| match wide {
            true => buffer(py, len, of.map(|n| (n as i64).to_ne_bytes())),
            false => buffer(py, len, of.map(|n| (n as i32).to_ne_bytes())),
        };
        Ok([
            indices(&mut ends.iter().copied(), ends.len())?,
            indices(&mut columns(), stored)?,
            buffer(py, stored, counts)?,
        ])
    }
}

/// `len` numbers in one buffer that numpy can write to.
fn buffer<const N: usize>(
    py: Python<'_>,
    len: usize,
    numbers: impl Iterator<Item = [u8; N]>,
) -> PyResult<Bound<'_, PyByteArray>> {
    PyByteArray::new_with(py, len * N, |bytes| {
        for (to, number) in bytes.chunks_exact_mut(N).zip(numbers) {
            to.copy_from_slice(&number);
        }
        Ok(())
    })
}

fn poll() -> PyResult<()> {
    Python::attach(|py| py.check_signals())
}

/// The counts of a column of texts, and their terms.
#[pyfunction]
pub(super) fn _count(
    column: &Bound<'_, PyAny>,
    options: Given<'_>,
    threads: Option<isize>,
) -> PyResult<_Counts> {
    let (options, threads) = (options.options()?, options::threads(threads)?);
    let (texts, _) = documents(column, false)?;
    column.py().detach(|| arrow::count(&texts, &options, threads, poll)).map(_Counts)
}

/// Terms that are known beforehand, in the order of their columns.
#[pyclass(frozen, module = "tamis._tamis")]
pub(super) struct _Vocabulary(Arc<Vocabulary>);

#[pymethods]
impl _Vocabulary {
    #[new]
    fn new(terms: Vec<String>) -> Self {
        Self(Arc::new(Vocabulary::new(terms.iter().map(String::as_str))))
    }

    /// The counts of a column of texts over these terms.
    fn count(
        &self,
        column: &Bound<'_, PyAny>,
        options: Given<'_>,
        threads: Option<isize>,
    ) -> PyResult<_Counts> {
        let (options, threads) = (options.options()?, options::threads(threads)?);
        let (texts, _) = documents(column, false)?;
        let py = column.py();
        py.detach(|| arrow::count_known(&texts, &options, &self.0, threads, poll)).map(_Counts)
    }
}
