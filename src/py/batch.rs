//! Batches in Python: a column in, a pyarrow array out.

use super::cdata::{arrow_error, export_array, export_schema, import};
use super::convert::{error, text};
use super::options;
use crate::arrow::{Column, Operation, Output, Stage, Strings, Texts};
use crate::batch;
use crate::error::Error;
use crate::pipeline::AnalyzeOptions;
use crate::tokens::Unit;
use arrow_array::ArrayRef;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyCapsule, PyDict, PyList, PyString};
use std::sync::Arc;

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
    run(column, stage.into(), threads)
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
    run(column, Stage::Words(options::output(output, unit)?).into(), threads)
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
    run(column, Stage::Graphemes(options::output(output, unit)?).into(), threads)
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
    run(column, Stage::Sentences(lang.to_owned(), options::output(output, unit)?).into(), threads)
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
    run(column, Stage::Tokens(lang.to_owned(), options::unit(unit)?).into(), threads)
}

/// The articles of a column of pages or texts, which may also be bytes: a pyarrow struct
/// array of the scalars of `Article`.
///
/// >>> import tamis
/// >>> tamis.clean_batch([None]).to_pylist()
/// [None]
#[pyfunction]
#[pyo3(signature = (column, *, format=None, url=None, encoding=None, favor=None, threads=None))]
pub(super) fn clean_batch<'py>(
    column: &Bound<'py, PyAny>,
    format: Option<&str>,
    url: Option<String>,
    encoding: Option<String>,
    favor: Option<&str>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let stage = Stage::Clean(options::clean(format, url, favor)?);
    run(column, Operation { clean: None, stage, encoding }, threads)
}

/// The `claims` of every text of a column: a pyarrow array of list<struct>, whose fields are
/// those of `Claim.to_dict()`.
///
/// >>> import tamis
/// >>> tamis.claims_batch(["Nothing here.", None]).to_pylist()
/// [[], None]
#[pyfunction]
#[pyo3(signature = (column, *, kinds=None, published=None, threads=None))]
pub(super) fn claims_batch<'py>(
    column: &Bound<'py, PyAny>,
    kinds: Option<&Bound<'py, PyAny>>,
    published: Option<String>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    run(column, Stage::Claims(options::claims(kinds, published)?).into(), threads)
}

/// Cleaned articles and their claims for a column of pages or texts, which may also be bytes:
/// a pyarrow struct array with the fields `article` (as `clean_batch`) and `claims` (as
/// `claims_batch`).
///
/// >>> import tamis
/// >>> tamis.analyze_batch(["Nothing."], clean=False).to_pylist()[0]["claims"]
/// []
#[pyfunction]
#[pyo3(signature = (column, *, clean=true, published=None, url=None, threads=None))]
pub(super) fn analyze_batch<'py>(
    column: &Bound<'py, PyAny>,
    clean: bool,
    published: Option<String>,
    url: Option<String>,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    run(column, analysis(clean, published, url)?.into(), threads)
}

fn analysis(clean: bool, published: Option<String>, url: Option<String>) -> PyResult<Stage> {
    Ok(Stage::Analyze(AnalyzeOptions {
        whole: !clean,
        clean: options::clean(None, url, None)?,
        claims: options::claims(None, published)?,
    }))
}

/// A batch operation by name, for `arrow_map`: one stage, or "clean" and a stage that reads
/// the article's text.
#[pyclass(frozen, module = "tamis._tamis")]
pub(super) struct _Kernel {
    operation: Operation,
}

#[pymethods]
impl _Kernel {
    #[new]
    fn new(steps: Vec<String>, options: &Bound<'_, PyDict>) -> PyResult<Self> {
        let names: Vec<&str> = steps.iter().map(String::as_str).collect();
        let (first, stage) = match names[..] {
            ["clean", stage] if stage != "clean" && stage != "analyze" => (true, stage),
            [stage] => (false, stage),
            _ => {
                return Err(error(format!(
                    "a chain is \"clean\" and one stage after it, not {}",
                    names.join(", ")
                )));
            }
        };
        let mut given = Given(options.copy()?);
        let encoding = given.take("encoding")?;
        let clean = match first {
            true => Some(given.clean()?),
            false => None,
        };
        let stage = given.stage(stage)?;
        given.finish()?;
        Ok(Self { operation: Operation { clean, stage, encoding } })
    }

    /// The results for a column, as a pyarrow array.
    fn run<'py>(
        &self,
        column: &Bound<'py, PyAny>,
        threads: Option<isize>,
    ) -> PyResult<Bound<'py, PyAny>> {
        run(column, self.operation.clone(), threads)
    }

    /// The type of the results, as an Arrow capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &self.operation.column().data_type())
    }
}

/// Options by name, each taken once; one that is left over is told.
struct Given<'py>(Bound<'py, PyDict>);

impl<'py> Given<'py> {
    fn object(&self, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        let found = self.0.get_item(name)?;
        if found.is_some() {
            self.0.del_item(name)?;
        }
        Ok(found.filter(|x| !x.is_none()))
    }

    fn take(&self, name: &str) -> PyResult<Option<String>> {
        let found = self.object(name)?;
        found.map(|x| x.extract()).transpose().map_err(|_| error(format!("{name} is a str")))
    }

    fn take_or(&self, name: &str, default: &str) -> PyResult<String> {
        Ok(self.take(name)?.unwrap_or_else(|| default.to_owned()))
    }

    fn clean(&mut self) -> PyResult<crate::clean::CleanOptions> {
        let (format, favor) = (self.take("format")?, self.take("favor")?);
        options::clean(format.as_deref(), self.take("url")?, favor.as_deref())
    }

    fn output(&self) -> PyResult<Output> {
        options::output(&self.take_or("output", "spans")?, &self.take_or("unit", "char")?)
    }

    fn unit(&self) -> PyResult<Unit> {
        options::unit(&self.take_or("unit", "char")?)
    }

    fn stage(&mut self, name: &str) -> PyResult<Stage> {
        Ok(match name {
            "boundaries" => {
                Stage::Boundaries(options::level(&self.take_or("level", "word")?)?, self.unit()?)
            }
            "words" => Stage::Words(self.output()?),
            "graphemes" => Stage::Graphemes(self.output()?),
            "sentences" => Stage::Sentences(self.take_or("lang", "en")?, self.output()?),
            "tokens" => Stage::Tokens(self.take_or("lang", "en")?, self.unit()?),
            "clean" => Stage::Clean(self.clean()?),
            "claims" => {
                let kinds = self.object("kinds")?;
                Stage::Claims(options::claims(kinds.as_ref(), self.take("published")?)?)
            }
            "analyze" => {
                let clean = self.object("clean")?.map_or(Ok(true), |x| x.extract())?;
                analysis(clean, self.take("published")?, self.take("url")?)?
            }
            other => {
                let known = [
                    "clean",
                    "words",
                    "sentences",
                    "tokens",
                    "claims",
                    "analyze",
                    "graphemes",
                    "boundaries",
                ];
                return Err(super::convert::one_of("operation", other, &known));
            }
        })
    }

    fn finish(&self) -> PyResult<()> {
        match self.0.keys().iter().next() {
            None => Ok(()),
            Some(name) => Err(error(format!("this operation has no option {name}"))),
        }
    }
}

/// A list of Python strings or bytes, read in place.
enum Item {
    Null,
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
    Owned(String),
}

struct Items(Vec<Item>);

impl Texts for Items {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        match &self.0[row] {
            Item::Null => None,
            Item::Text(text) => Some(text.as_bytes()),
            Item::Bytes(bytes) => Some(bytes),
            Item::Owned(text) => Some(text.as_bytes()),
        }
    }
}

/// The documents of a column: Arrow of any kind, or a list. The second says whether they are
/// bytes.
fn documents(column: &Bound<'_, PyAny>, binary: bool) -> PyResult<(Arc<dyn Texts>, bool)> {
    if column.is_instance_of::<PyString>() || column.is_instance_of::<PyBytes>() {
        return Err(error("a batch takes a column or list of texts: put one into a list".into()));
    }
    if let Some(arrays) = import(column)? {
        let bytes = arrays.iter().any(holds_bytes);
        return Ok((Arc::new(Strings::new(&arrays, binary)?), bytes));
    }
    if column.hasattr("columns")? {
        let names: Vec<String> = column
            .getattr("columns")?
            .try_iter()?
            .map(|n| n?.str()?.extract())
            .collect::<PyResult<_>>()?;
        return Err(error(format!("a batch takes one column: pick from {}", names.join(", "))));
    }
    let of = column.get_type().name()?;
    let items = column.try_iter().map_err(|_| {
        error(format!("a batch takes a list of str or a string column of Arrow, not {of}"))
    })?;
    let mut list = Vec::new();
    let mut bytes = false;
    for item in items {
        let item = item?;
        if item.is_none() {
            list.push(Item::Null);
        } else if let Ok(string) = item.cast::<PyString>() {
            list.push(match PyBackedStr::try_from(string.clone()) {
                Ok(backed) => Item::Text(backed),
                Err(_) => Item::Owned(text(string, "replace")?.into_owned()),
            });
        } else if let (true, Ok(found)) = (binary, item.cast::<PyBytes>()) {
            bytes = true;
            list.push(Item::Bytes(found.clone().into()));
        } else {
            let (row, of) = (list.len(), item.get_type().name()?);
            return Err(error(format!("row {row} holds {of}: a column of str is needed")));
        }
    }
    if bytes && list.iter().any(|item| matches!(item, Item::Text(_) | Item::Owned(_))) {
        return Err(error("a column holds str or bytes, not both".to_owned()));
    }
    Ok((Arc::new(Items(list)), bytes))
}

fn holds_bytes(array: &ArrayRef) -> bool {
    use arrow_schema::DataType::{Binary, BinaryView, Dictionary, LargeBinary};
    let bytes = |of: &arrow_schema::DataType| matches!(of, Binary | LargeBinary | BinaryView);
    match array.data_type() {
        Dictionary(_, values) => bytes(values),
        of => bytes(of),
    }
}

fn run<'py>(
    column: &Bound<'py, PyAny>,
    operation: Operation,
    threads: Option<isize>,
) -> PyResult<Bound<'py, PyAny>> {
    let py = column.py();
    let threads = options::threads(threads)?;
    let (texts, bytes) = documents(column, operation.takes_bytes())?;
    let chunked = column.hasattr("num_chunks")?;
    let arrays = py.detach(|| kernel(operation, texts, bytes, threads))?;
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
    threads: Option<usize>,
) -> PyResult<Vec<ArrayRef>> {
    let blocks = batch::blocks(texts.len(), |row| texts.get(row).map_or(0, <[u8]>::len));
    let mut column = operation.column();
    let empty = column.clone();
    let mut full = Vec::new();
    let work = move |rows: std::ops::Range<usize>| {
        let mut out = operation.column();
        for row in rows {
            match texts.get(row) {
                None => out.push_null(),
                Some(source) => operation
                    .apply(source, bytes, &mut out)
                    .map_err(|e| Error::input(format!("row {row}: {e}")))?,
            }
        }
        Ok(out)
    };
    let take = |part: Column| -> PyResult<()> {
        if column.extent() + part.extent() > i32::MAX as usize {
            full.push(std::mem::replace(&mut column, empty.clone()));
        }
        column.append(part);
        Ok(())
    };
    let poll = || Python::attach(|py| py.check_signals());
    batch::run(blocks, threads, work, take, poll)?;
    full.push(column);
    full.into_iter().map(|column| column.finish().map_err(arrow_error)).collect()
}

/// One array on its way to pyarrow.
#[pyclass(frozen)]
struct Exported {
    array: ArrayRef,
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
