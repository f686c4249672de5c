//! Between Python and Rust: texts, sources, cells and errors. Nothing else converts.

use super::value::{Block, Claim, Comment, Number, Quantity, Span, Token, Value};
use crate::arrow::record::{Cell, Record, Row, Type};
use crate::arrow::{Origin, as_text};
use crate::error::Error;
use pyo3::create_exception;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyDict, PyList, PyString, PyTuple};
use std::borrow::Cow;

create_exception!(
    tamis,
    TamisError,
    PyValueError,
    "An option or an input that cannot be taken; the message says what to do."
);

/// A message as the one exception of this package.
pub(super) fn error(message: String) -> PyErr {
    TamisError::new_err(message)
}

impl From<Error> for PyErr {
    fn from(e: Error) -> Self {
        error(e.to_string())
    }
}

/// Runs `work` with the GIL released; a panic becomes a `TamisError`.
pub(super) fn released<R: Send>(py: Python<'_>, work: impl FnOnce() -> R + Send) -> PyResult<R> {
    Ok(py.detach(|| crate::batch::guarded(|| Ok(work())))?)
}

/// Sources from so many bytes on take long enough for a person to press Ctrl-C.
pub(super) const LONG: usize = 4 << 20;

/// What `work` makes of `text`, with the GIL released. A long text is handed to a thread of its
/// own, so that Ctrl-C is answered meanwhile.
pub(super) fn watched<R: Send + 'static>(
    py: Python<'_>,
    text: &str,
    work: impl FnOnce(&str) -> R + Send + 'static,
) -> PyResult<R> {
    if text.len() < LONG {
        return released(py, || work(text));
    }
    let text = text.to_owned();
    let poll = || Python::attach(|py| py.check_signals());
    py.detach(|| crate::batch::watched(move || work(&text), poll))
}

/// An argument that is a text.
pub(super) fn string<'py>(text: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyString>> {
    text.cast::<PyString>().cloned().map_err(|_| match text.get_type().name() {
        Ok(of) if of == "bytes" || of == "bytearray" => PyTypeError::new_err(format!(
            "a text is a str, not {of}: decode it first, as by .decode(\"utf-8\")"
        )),
        Ok(of) => PyTypeError::new_err(format!("a text is a str, not {of}")),
        Err(e) => e,
    })
}

/// The characters of a `str`. Lone surrogates become U+FFFD, one for one, so that offsets
/// stay; with `errors="strict"` they raise.
pub(super) fn text<'a>(text: &'a Bound<'_, PyString>, errors: &str) -> PyResult<Cow<'a, str>> {
    match errors {
        "replace" | "strict" => {}
        _ => return Err(one_of("errors", errors, &["replace", "strict"])),
    }
    if let Ok(text) = text.to_str() {
        return Ok(Cow::Borrowed(text));
    }
    let bytes = surrogates(text)?;
    if errors == "strict" {
        let good = std::str::from_utf8(&bytes).err().map_or(0, |e| e.valid_up_to());
        let at = as_text(&bytes[..good]).chars().count();
        return Err(error(format!(
            "the text has a lone surrogate at {at}: errors=\"replace\" reads it as U+FFFD"
        )));
    }
    Ok(Cow::Owned(as_text(&bytes).into_owned()))
}

fn surrogates(text: &Bound<'_, PyString>) -> PyResult<Vec<u8>> {
    let bytes = text.call_method1("encode", ("utf-8", "surrogatepass"))?;
    Ok(bytes.cast::<PyBytes>()?.as_bytes().to_vec())
}

/// A page or text as it was given: its characters and where they came from.
pub(super) fn source<'a>(
    source: &'a Bound<'_, PyAny>,
    encoding: Option<&str>,
    errors: &str,
) -> PyResult<(Cow<'a, str>, Origin)> {
    if let Ok(string) = source.cast::<PyString>() {
        return Ok((text(string, errors)?, Origin::default()));
    }
    if let Ok(bytes) = source.cast::<PyBytes>() {
        return Ok(Origin::of(bytes.as_bytes(), encoding));
    }
    let of = source.get_type().name()?;
    Err(error(format!("a source is str or bytes, not {of}: read the file first")))
}

/// The error for an option that has a value it cannot have.
pub(super) fn one_of(option: &str, found: &str, choices: &[&str]) -> PyErr {
    let quoted: Vec<_> = choices.iter().map(|c| format!("\"{c}\"")).collect();
    let list = match quoted.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.join(""),
    };
    error(format!("{option} is {list}, not {found:?}"))
}

/// A cell as a Python value.
pub(super) fn to_python<'py>(
    py: Python<'py>,
    of: Type,
    cell: &Cell,
) -> PyResult<Bound<'py, PyAny>> {
    Ok(match (of, cell) {
        (_, Cell::Bool(x)) => x.into_pyobject(py)?.to_owned().into_any(),
        (_, Cell::Int(x)) => x.into_pyobject(py)?.into_any(),
        (_, Cell::Float(x)) => x.into_pyobject(py)?.into_any(),
        (_, Cell::Text(x)) => PyString::new(py, x).into_any(),
        (Type::Struct(record), Cell::Struct(row)) => row_dict(py, record, row)?.into_any(),
        (Type::List(record), Cell::List(rows)) => {
            let dicts = rows.iter().map(|row| row_dict(py, record, row));
            PyList::new(py, dicts.collect::<PyResult<Vec<_>>>()?)?.into_any()
        }
        (_, Cell::Null | Cell::Struct(_) | Cell::List(_)) => py.None().into_bound(py),
    })
}

/// A row as a dict, in the order of its fields.
pub(super) fn row_dict<'py>(
    py: Python<'py>,
    record: &Record,
    row: &[Cell],
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for ((name, of), cell) in record.fields.iter().zip(row) {
        dict.set_item(pyo3::types::PyString::intern(py, name), to_python(py, *of, cell)?)?;
    }
    Ok(dict)
}

/// The cells that a pickle holds, back from Python.
pub(super) fn to_row(record: &Record, values: &Bound<'_, PyTuple>) -> PyResult<Row> {
    let pairs = record.fields.iter().zip(values.iter());
    let row: Row = pairs.map(|((_, of), value)| to_cell(*of, &value)).collect::<PyResult<_>>()?;
    if row.len() == record.fields.len() && values.len() == row.len() {
        return Ok(row);
    }
    Err(error(format!("this {} was pickled by another version of tamis", record.name)))
}

fn to_cell(of: Type, value: &Bound<'_, PyAny>) -> PyResult<Cell> {
    if value.is_none() {
        return Ok(Cell::Null);
    }
    Ok(match of {
        Type::Bool => Cell::Bool(value.extract()?),
        Type::Int => Cell::Int(value.extract()?),
        Type::Float => Cell::Float(value.extract()?),
        Type::Text => Cell::text(value.extract::<String>()?),
        Type::Struct(record) => Cell::Struct(to_row(record, value.cast()?)?),
        Type::List(record) => {
            let rows = value.cast::<PyTuple>()?.iter();
            Cell::List(rows.map(|row| to_row(record, row.cast()?)).collect::<PyResult<_>>()?)
        }
    })
}

/// A row as the nested tuples that [`to_row`] reads.
pub(super) fn row_tuple<'py>(
    py: Python<'py>,
    record: &Record,
    row: &[Cell],
) -> PyResult<Bound<'py, PyTuple>> {
    let cells = record.fields.iter().zip(row).map(|((_, of), cell)| match (*of, cell) {
        (Type::Struct(record), Cell::Struct(row)) => Ok(row_tuple(py, record, row)?.into_any()),
        (Type::List(record), Cell::List(rows)) => {
            let rows = rows.iter().map(|row| row_tuple(py, record, row));
            Ok(PyTuple::new(py, rows.collect::<PyResult<Vec<_>>>()?)?.into_any())
        }
        (of, cell) => to_python(py, of, cell),
    });
    PyTuple::new(py, cells.collect::<PyResult<Vec<_>>>()?)
}

/// The value object for a row of `record`.
pub(super) fn value<'py>(
    py: Python<'py>,
    record: &'static Record,
    row: Row,
) -> PyResult<Bound<'py, PyAny>> {
    let base = PyClassInitializer::from(Value { record, row });
    Ok(match record.name {
        "Span" => Bound::new(py, base.add_subclass(Span))?.into_any(),
        "Token" => Bound::new(py, base.add_subclass(Token))?.into_any(),
        "Number" => Bound::new(py, base.add_subclass(Number))?.into_any(),
        "Quantity" => Bound::new(py, base.add_subclass(Quantity))?.into_any(),
        "Block" => Bound::new(py, base.add_subclass(Block))?.into_any(),
        "Comment" => Bound::new(py, base.add_subclass(Comment))?.into_any(),
        "Claim" => Bound::new(py, base.add_subclass(Claim))?.into_any(),
        other => return Err(error(format!("no value class {other}"))),
    })
}
