//! What a batch reads: Arrow of any string layout, or a list.

use super::cdata::import;
use super::convert::{error, text};
use crate::arrow::{Strings, Texts};
use arrow_array::ArrayRef;
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyBytes, PyString};
use std::sync::Arc;

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

/// Items of a list between two looks whether to stop.
const POLL: usize = 1 << 12;

/// The names of the columns where this is a table or frame.
fn names(of: &Bound<'_, PyAny>) -> PyResult<Option<Vec<String>>> {
    // In pyarrow `columns` are the columns themselves.
    for name in ["column_names", "columns"] {
        if let Some(found) = of.getattr_opt(name)? {
            return found
                .try_iter()?
                .map(|n| n?.str()?.extract())
                .collect::<PyResult<_>>()
                .map(Some);
        }
    }
    Ok(None)
}

/// The documents of a column: Arrow of any kind, or a list. The second says whether they are
/// bytes.
pub(super) fn documents(
    column: &Bound<'_, PyAny>,
    binary: bool,
) -> PyResult<(Arc<dyn Texts>, bool)> {
    if column.is_instance_of::<PyString>() || column.is_instance_of::<PyBytes>() {
        return Err(error("a batch takes a column or list of texts: put one into a list".into()));
    }
    if let Some(names) = names(column)? {
        let (of, all) = (column.get_type().name()?, names.join(", "));
        let pick = names.iter().find(|name| *name == "text").or(names.first());
        let pick = pick.map_or("text", String::as_str);
        return Err(error(format!(
            "a batch takes one column, not a {of}: give one as in df[\"{pick}\"] (columns: {all})"
        )));
    }
    if let Some(arrays) = import(column)? {
        let bytes = arrays.iter().any(holds_bytes);
        return Ok((Arc::new(Strings::new(&arrays, binary)?), bytes));
    }
    let of = column.get_type().name()?;
    let items = column.try_iter().map_err(|_| {
        error(format!("a batch takes a list of str or a string column of Arrow, not {of}"))
    })?;
    let mut list = Vec::new();
    let mut bytes = false;
    for item in items {
        let item = item?;
        if list.len() % POLL == POLL - 1 {
            column.py().check_signals()?;
        }
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
