//! Rows of Arrow data as JSON, for `tamis run`.

use super::cdata;
use super::convert::error;
use crate::arrow::json_lines;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A line of JSON for each row of an Arrow table, or each value of an array.
#[pyfunction]
pub(super) fn _json_lines<'py>(rows: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyBytes>> {
    let needed = || error("an Arrow table or array is needed".to_owned());
    let arrays = cdata::import(rows)?.ok_or_else(needed)?;
    let lines = rows.py().detach(|| json_lines(&arrays))?;
    Ok(PyBytes::new(rows.py(), &lines))
}
