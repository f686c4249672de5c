//! Document-term counts in Python, for `tamis.counting`.

use super::column::documents;
use super::convert::error;
use super::options;
use super::sequence::{Picked, pick};
use crate::arrow;
use crate::count;
use crate::count::{CountOptions, Limit, Matrix};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedStr;
use pyo3::types::{PyByteArray, PyEllipsis, PyFloat, PyList, PyString};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
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
    fn vocabulary(&self) -> Vocabulary {
        Vocabulary(Arc::new(self.0.vocabulary()))
    }

    /// The three arrays of compressed sparse rows: where rows end and the columns, each as int64
    /// where `wide`, else as int32, and the counts as int64.
    fn arrays<'py>(&self, py: Python<'py>, wide: bool) -> PyResult<[Bound<'py, PyByteArray>; 3]> {
        let (ends, stored) = (&self.0.ends, self.0.stored());
        let columns = || self.0.pieces().flatten().map(|(column, _)| column);
        let counts = self.0.pieces().flatten().map(|(_, count)| i64::from(count).to_ne_bytes());
        let (ends, columns) = match wide {
            true => (
                buffer(py, ends.len(), ends.iter().map(|&end| (end as i64).to_ne_bytes()))?,
                buffer(py, stored, columns().map(|column| i64::from(column).to_ne_bytes()))?,
            ),
            false => (
                buffer(py, ends.len(), ends.iter().map(|&end| (end as i32).to_ne_bytes()))?,
                buffer(py, stored, columns().map(|column| (column as i32).to_ne_bytes()))?,
            ),
        };
        Ok([ends, columns, buffer(py, stored, counts)?])
    }
}

/// `len` numbers in one buffer that numpy can write to.
fn buffer<const N: usize>(
    py: Python<'_>,
    len: usize,
    numbers: impl Iterator<Item = [u8; N]>,
) -> PyResult<Bound<'_, PyByteArray>> {
    PyByteArray::new_with(py, len * N, |bytes| {
        let mut to = bytes.chunks_exact_mut(N);
        // From inside: the numbers come from pieces of pieces.
        numbers.for_each(|number| {
            if let Some(to) = to.next() {
                to.copy_from_slice(&number);
            }
        });
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
    column.py().detach(|| arrow::count(&texts, &options, None, threads, poll)).map(_Counts)
}

/// The terms of a matrix in the order of its columns: a sequence that makes each str when it
/// is asked for. Terms are sorted by code point, so that `index` and `in` are quick.
///
/// >>> import tamis
/// >>> matrix, vocabulary = tamis.count(["The sea"])
/// >>> list(vocabulary), vocabulary.index("the sea"), "ship" in vocabulary
/// (['sea', 'the', 'the sea'], 2, False)
#[pyclass(frozen, sequence, module = "tamis")]
pub(super) struct Vocabulary(Arc<count::Vocabulary>);

#[pymethods]
impl Vocabulary {
    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __getitem__<'py>(&self, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let (py, term) = (at.py(), |at| self.0.get(at).unwrap_or_default());
        match pick(at, self.0.len())? {
            Picked::One(at) => Ok(PyString::new(py, term(at)).into_any()),
            Picked::Some(some) => Ok(PyList::new(py, some.into_iter().map(term))?.into_any()),
        }
    }

    fn __contains__(&self, term: &Bound<'_, PyAny>) -> bool {
        term.cast::<PyString>().is_ok_and(|term| self.0.column(&term.to_string_lossy()).is_some())
    }

    /// The column of a term, which may be asked for between `start` and `stop`.
    #[pyo3(signature = (term, start=0, stop=isize::MAX, /))]
    fn index(&self, term: &Bound<'_, PyString>, start: isize, stop: isize) -> PyResult<usize> {
        let term = term.to_string_lossy();
        let end = |at: isize| if at < 0 { at + self.0.len() as isize } else { at };
        let inside = |at: &usize| (end(start)..end(stop)).contains(&(*at as isize));
        self.0
            .column(&term)
            .filter(inside)
            .ok_or_else(|| PyValueError::new_err(format!("{term:?} is not in this vocabulary")))
    }

    /// All terms as a list.
    fn to_list<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let terms: Vec<_> = self.0.iter().map(|term| PyString::new(py, term)).collect();
        PyList::new(py, terms)
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.to_list(py)?.try_iter()?.into_any())
    }

    /// All terms as a numpy array of str.
    #[pyo3(signature = (dtype=None, copy=None))]
    fn __array__<'py>(
        &self,
        py: Python<'py>,
        dtype: Option<Bound<'py, PyAny>>,
        copy: Option<bool>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let _ = copy;
        let array = py.import("numpy")?.call_method1("empty", (self.0.len(), "O"))?;
        array.set_item(PyEllipsis::get(py), self.to_list(py)?)?;
        match dtype {
            None => Ok(array),
            Some(dtype) => array.call_method1("astype", (dtype,)),
        }
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0.iter().eq(other.get().0.iter()))
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.iter().for_each(|term| term.hash(&mut hasher));
        hasher.finish()
    }

    fn __repr__(&self) -> String {
        let first: Vec<_> = self.0.iter().take(10).collect();
        let more = if self.0.len() > 10 { "|…" } else { "" };
        format!("<Vocabulary of {}: {}{more}>", self.0.len(), first.join("|"))
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyList>,))> {
        let restore = slf.py().import("tamis._tamis")?.getattr("_restore_vocabulary")?;
        Ok((restore, (slf.get().to_list(slf.py())?,)))
    }

    /// The counts of a column of texts over these terms, for `Vectorizer`.
    fn _count(
        &self,
        column: &Bound<'_, PyAny>,
        options: Given<'_>,
        threads: Option<isize>,
    ) -> PyResult<_Counts> {
        let (options, threads) = (options.options()?, options::threads(threads)?);
        let (texts, _) = documents(column, false)?;
        let count = || arrow::count(&texts, &options, Some(&self.0), threads, poll);
        column.py().detach(count).map(_Counts)
    }
}

/// The vocabulary that was pickled so.
#[pyfunction]
pub(super) fn _restore_vocabulary(terms: Vec<PyBackedStr>) -> Vocabulary {
    Vocabulary(Arc::new(count::Vocabulary::new(terms.iter().map(|term| &**term))))
}
