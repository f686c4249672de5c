//! What comes beside a column of documents: addresses and dates, one for all or one a document.

use super::batch::Exported;
use super::cdata::import;
use super::column::documents;
use super::convert::error;
use super::options;
use crate::arrow::{Known, Texts};
use arrow_schema::DataType;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::sync::Arc;

/// One value for each document.
type Each = Arc<dyn Texts>;

/// The address and the date of each document, where they were given as columns.
#[derive(Clone, Default)]
pub(super) struct Beside {
    pub(super) url: Option<Each>,
    pub(super) published: Option<Each>,
}

impl Beside {
    /// What is known of the document in `row`. A date that is none is not known.
    pub(super) fn known(&self, row: usize) -> Known<'_> {
        Known {
            url: text(&self.url, row),
            published: text(&self.published, row).filter(|date| options::is_date(date)),
        }
    }

    /// An error where a column is not as long as that of the documents.
    pub(super) fn fit(&self, rows: usize) -> PyResult<()> {
        for (name, column) in [("url", &self.url), ("published", &self.published)] {
            if let Some(len) = column.as_ref().map(|c| c.len()).filter(|len| *len != rows) {
                return Err(error(format!(
                    "the column of {name} has {len} rows, that of the documents {rows}"
                )));
            }
        }
        Ok(())
    }
}

fn text(column: &Option<Each>, row: usize) -> Option<&str> {
    std::str::from_utf8(column.as_ref()?.get(row)?).ok()
}

/// `url`: an address for all documents, or a column of them.
pub(super) fn url(given: Option<&Bound<'_, PyAny>>) -> PyResult<(Option<String>, Option<Each>)> {
    match given {
        None => Ok((None, None)),
        Some(one) if one.is_instance_of::<PyString>() => Ok((Some(one.extract()?), None)),
        Some(column) => Ok((None, Some(strings(column, "url", "a str")?))),
    }
}

/// `published`: a date for all documents, or a column of them, as ISO 8601 or of a type of dates.
pub(super) fn published(
    given: Option<&Bound<'_, PyAny>>,
) -> PyResult<(Option<String>, Option<Each>)> {
    let Some(given) = given else { return Ok((None, None)) };
    if given.is_instance_of::<PyString>() || given.hasattr("isoformat")? {
        return Ok((options::published(Some(given))?, None));
    }
    let column = match import(given)? {
        Some(arrays) => {
            let pyarrow = given.py().import("pyarrow")?;
            let written = arrays.into_iter().map(|array| {
                let time = matches!(
                    array.data_type(),
                    DataType::Date32 | DataType::Date64 | DataType::Timestamp(..)
                );
                let array = pyarrow.call_method1("array", (Exported { array },))?;
                if time { array.call_method1("cast", ("string",)) } else { Ok(array) }
            });
            let written = PyList::new(given.py(), written.collect::<PyResult<Vec<_>>>()?)?;
            pyarrow.call_method1("chunked_array", (written,))?
        }
        None => written(given)?.into_any(),
    };
    Ok((None, Some(strings(&column, "published", "a str or a datetime.date")?)))
}

/// The items of a list, each date as ISO 8601.
fn written<'py>(dates: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyList>> {
    let items =
        dates.try_iter().map_err(|_| refused("published", "a str or a datetime.date", dates))?;
    let written = items.map(|date| {
        let date = date?;
        if date.hasattr("isoformat")? { date.call_method0("isoformat") } else { Ok(date) }
    });
    PyList::new(dates.py(), written.collect::<PyResult<Vec<_>>>()?)
}

fn strings(column: &Bound<'_, PyAny>, name: &str, one: &str) -> PyResult<Each> {
    let arrow = column.hasattr("__arrow_c_array__")? || column.hasattr("__arrow_c_stream__")?;
    if !arrow && column.try_iter().is_err() {
        return Err(refused(name, one, column));
    }
    let told = |e: PyErr| error(format!("the column of {name}: {}", e.value(column.py())));
    documents(column, false).map(|(texts, _)| texts).map_err(told)
}

fn refused(name: &str, one: &str, given: &Bound<'_, PyAny>) -> PyErr {
    let of = given.get_type().name().map_or_else(|_| "this".to_owned(), |n| n.to_string());
    error(format!("{name} is {one}, or a column of them, not {of}"))
}
