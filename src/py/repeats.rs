//! Blocks that recur across the documents of a corpus, in Python.

use super::beside::{self, Beside};
use super::column::documents;
use super::convert::{error, one_of};
use super::options;
use crate::arrow::{Known, Origin, Texts, as_text};
use crate::batch;
use crate::clean::{self as stage, By, CleanOptions};
use crate::error::Error;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What recurs across the documents of a site or a corpus: `clean`, `clean_batch`, `analyze`
/// and `analyze_batch` drop it where they are given it as `repeats`, with the reason
/// "repeated". Frozen, comparable, picklable.
///
/// >>> import tamis
/// >>> notice = "We use your sign-up to provide content in the ways you chose."
/// >>> pages = [f"The ferry sank on {day}.\n\n{notice}" for day in "Monday Tuesday Thursday Friday Sunday".split()]
/// >>> repeats = tamis.Repeats.learn(pages)
/// >>> tamis.clean(pages[0], repeats=repeats).text
/// 'The ferry sank on Monday.'
#[pyclass(frozen, module = "tamis")]
pub(super) struct Repeats(pub(super) Arc<stage::Repeats>);

#[pymethods]
impl Repeats {
    /// What recurs in a column of pages or texts, which may also be bytes. A block is repeated
    /// that at least 5 documents of its site have (a paragraph: 3), and a tenth of them; case,
    /// white space, punctuation and digits do not count. `by` is "site", or None for the whole corpus as one;
    /// the site is the host of `url` (an address, or a column of them), else of the address that
    /// a page states. `format` and `encoding` are as for `clean`.
    ///
    /// Memory: hashes of at most 128 blocks of at most 524,288 documents, 0.5 GB at the very
    /// most, some 100 MB for as many news pages; of a larger corpus the same sample is kept
    /// whatever the order.
    #[staticmethod]
    #[pyo3(signature = (column, *, by=Some("site"), url=None, format=None, encoding=None, threads=None))]
    fn learn(
        column: &Bound<'_, PyAny>,
        by: Option<&str>,
        url: Option<&Bound<'_, PyAny>>,
        format: Option<&str>,
        encoding: Option<String>,
        threads: Option<isize>,
    ) -> PyResult<Self> {
        let by = match by {
            None => By::Corpus,
            Some("site") => By::Site,
            Some(other) => return Err(one_of("by", other, &["site", "None"])),
        };
        let (one, url) = beside::url(url)?;
        let work = Work {
            by,
            options: options::clean(format, one, None, None)?,
            encoding: options::encoding(encoding)?,
            beside: Beside { url, ..Beside::default() },
        };
        let threads = options::threads(threads)?;
        let (texts, bytes) = documents(column, true)?;
        work.beside.fit(texts.len())?;
        let found = column.py().detach(|| work.learn(texts, bytes, threads))?;
        Ok(Self(Arc::new(found)))
    }

    /// What both have learned, as if it had been learned at once.
    fn merge(&self, other: &Self) -> PyResult<Self> {
        let mut both = (*self.0).clone();
        both.merge((*other.0).clone())?;
        Ok(Self(Arc::new(both)))
    }

    /// Writes it to a file.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        py.detach(|| std::fs::write(&path, self.0.to_bytes())).map_err(|e| at(&path, &e))?;
        Ok(())
    }

    /// Reads it from a file that `save` wrote.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        let bytes = py.detach(|| std::fs::read(&path)).map_err(|e| at(&path, &e))?;
        let found = stage::Repeats::from_bytes(&bytes)
            .map_err(|e| error(format!("{}: {e}", path.display())))?;
        Ok(Self(Arc::new(found)))
    }

    /// Whose documents are compared: "site", or None for the whole corpus.
    #[getter]
    fn by(&self) -> Option<&'static str> {
        (self.0.by() == By::Site).then_some("site")
    }

    /// Number of different documents that it is learned from.
    #[getter]
    fn documents(&self) -> usize {
        self.0.documents()
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.0 == other.get().0)
    }

    fn __hash__(&self) -> usize {
        self.0.documents()
    }

    fn __repr__(&self) -> String {
        let (documents, sites) = (self.0.documents(), self.0.sites());
        match self.0.by() {
            By::Site => format!("<Repeats of {documents} documents of {sites} sites>"),
            By::Corpus => format!("<Repeats of {documents} documents>"),
        }
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let restore = slf.py().import("tamis._tamis")?.getattr("_restore_repeats")?;
        Ok((restore, (PyBytes::new(slf.py(), &slf.get().0.to_bytes()),)))
    }
}

/// The repeats that were pickled so.
#[pyfunction]
pub(super) fn _restore_repeats(bytes: &[u8]) -> PyResult<Repeats> {
    Ok(Repeats(Arc::new(stage::Repeats::from_bytes(bytes)?)))
}

/// The error of a file, with its name; Python sees the same exception as from its own `open`.
fn at(path: &Path, error: &std::io::Error) -> std::io::Error {
    std::io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}

/// How a column is learned.
struct Work {
    by: By,
    options: CleanOptions,
    encoding: Option<String>,
    beside: Beside,
}

impl Work {
    fn learn(
        self,
        texts: Arc<dyn Texts>,
        bytes: bool,
        threads: Option<usize>,
    ) -> PyResult<stage::Repeats> {
        let mut all = stage::Repeats::new(self.by);
        let blocks = batch::blocks(texts.len(), |row| texts.get(row).map_or(0, <[u8]>::len));
        let work = move |rows: Range<usize>| {
            let mut part = stage::Repeats::new(self.by);
            for row in rows {
                if let Some(source) = texts.get(row) {
                    self.learn_one(source, bytes, self.beside.known(row), &mut part);
                }
            }
            Ok(part)
        };
        let take = |part| all.merge(part).map_err(Error::into);
        batch::run(blocks, threads, false, work, take, || Python::attach(|py| py.check_signals()))?;
        Ok(all)
    }

    fn learn_one(&self, source: &[u8], bytes: bool, known: Known<'_>, to: &mut stage::Repeats) {
        let text = match bytes {
            true => Origin::of(source, self.encoding.as_deref()).0,
            false => as_text(source),
        };
        let options = match known.url {
            None => Cow::Borrowed(&self.options),
            url => Cow::Owned(CleanOptions { url: url.map(str::to_owned), ..self.options.clone() }),
        };
        to.learn(&text, &options);
    }
}
