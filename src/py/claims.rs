//! Stage 3 in Python: claims and numbers.

use super::cdata::{arrow_error, export_array, export_schema, export_stream};
use super::convert::{released, row_dict, row_tuple, string, text, to_row, value};
use super::options;
use super::sequence::{self, Picked, pick};
use super::value::hash;
use crate::arrow::record::{CLAIM, CLAIMS, Cell, NUMBER, Row, Type};
use crate::arrow::{Column, claim_rows, number_row};
use crate::claims as stage;
use crate::offsets::CharCursor;
use arrow_array::cast::AsArray;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList, PyString, PyTuple};
use std::hash::{DefaultHasher, Hasher};

/// The numeric claims of `text`, in order: a sequence of `Claim`. `kinds` keeps only some;
/// `published` (ISO 8601, or a `datetime.date`) is the date against which "last Friday" is read.
///
/// >>> import tamis
/// >>> for claim in tamis.claims("Banks paid about £1.5 billion in fines in 2020."):
/// ...     print(claim.text, claim.value, claim.unit, claim.bound)
/// £1.5 billion 1500000000.0 GBP about
#[pyfunction]
#[pyo3(signature = (text, *, kinds=None, published=None, errors="replace"))]
pub(super) fn claims(
    #[pyo3(from_py_with = string)] text: Bound<'_, PyString>,
    kinds: Option<&Bound<'_, PyAny>>,
    published: Option<&Bound<'_, PyAny>>,
    errors: &str,
) -> PyResult<Claims> {
    let options = options::claims(kinds, options::published(published)?)?;
    let py = text.py();
    let text = self::text(&text, errors)?;
    let rows = released(py, || claim_rows(&stage::claims(&text, &options), &text))?;
    Ok(Claims { rows })
}

/// Every number of `text`, in order, and what it is: "claim", "date", "name", ...
///
/// >>> import tamis
/// >>> [(n.text, n.what) for n in tamis.numbers("no digits here")]
/// []
#[pyfunction]
#[pyo3(signature = (text, *, errors="replace"))]
pub(super) fn numbers<'py>(
    #[pyo3(from_py_with = string)] text: Bound<'py, PyString>,
    errors: &str,
) -> PyResult<Bound<'py, PyList>> {
    let py = text.py();
    let text = self::text(&text, errors)?;
    let rows = released(py, || {
        let mut at = CharCursor::new(&text);
        let found = stage::numbers(&text);
        found.iter().map(|number| number_row(number, &text, &mut at)).collect::<Vec<_>>()
    })?;
    let numbers = rows.into_iter().map(|row| value(py, &NUMBER, row));
    PyList::new(py, numbers.collect::<PyResult<Vec<_>>>()?)
}

/// The numeric claims of a text: a sequence of `Claim`, and a table to Arrow and its users.
#[pyclass(frozen, sequence, module = "tamis")]
pub(super) struct Claims {
    pub(super) rows: Vec<Row>,
}

impl Claims {
    fn cells(&self) -> Row {
        vec![Cell::List(self.rows.clone())]
    }

    fn table(&self) -> PyResult<arrow_array::StructArray> {
        let mut column = Column::new(Type::Struct(&CLAIM));
        self.rows.iter().for_each(|row| column.push(Cell::Struct(row.clone())));
        Ok(column.finish().map_err(arrow_error)?.as_struct().clone())
    }
}

#[pymethods]
impl Claims {
    fn __len__(&self) -> usize {
        self.rows.len()
    }

    /// The place of the first item equal to `value`.
    #[pyo3(signature = (value, start=0, stop=isize::MAX, /))]
    fn index<'py>(
        slf: &Bound<'py, Self>,
        value: &Bound<'py, PyAny>,
        start: isize,
        stop: isize,
    ) -> PyResult<usize> {
        sequence::index(slf.as_any(), value, start, stop)
    }

    /// How many items are equal to `value`.
    #[pyo3(signature = (value, /))]
    fn count<'py>(slf: &Bound<'py, Self>, value: &Bound<'py, PyAny>) -> PyResult<usize> {
        sequence::count(slf.as_any(), value)
    }

    fn __getitem__<'py>(&self, at: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let py = at.py();
        match pick(at, self.rows.len())? {
            Picked::One(at) => value(py, &CLAIM, self.rows[at].clone()),
            Picked::Some(some) => {
                let rows = some.into_iter().map(|at| self.rows[at].clone()).collect();
                Ok(Bound::new(py, Self { rows })?.into_any())
            }
        }
    }

    /// The claims under the key "claims".
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        row_dict(py, &CLAIMS, &self.cells())
    }

    /// The claims as one line of JSON.
    fn to_json(&self) -> String {
        CLAIMS.json(&self.cells())
    }

    /// A pandas data frame with one row a claim; its columns are Arrow's.
    fn to_pandas<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("tamis.display")?.call_method1("to_pandas", (slf,))
    }

    /// A polars data frame with one row a claim.
    fn to_polars<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("tamis.display")?.call_method1("to_polars", (slf,))
    }

    /// The schema of the table, as an Arrow capsule.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        export_schema(py, &Type::Struct(&CLAIM).data_type())
    }

    /// The table as an Arrow struct array.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
        // The consumer casts: the protocol makes the request a wish.
        let _ = requested_schema;
        export_array(py, &self.table()?)
    }

    /// The table as an Arrow stream of one batch.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        export_stream(py, self.table()?)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("tamis.display")?.call_method1("html", (slf,))
    }

    fn __repr__(&self) -> String {
        let lines = self.rows.iter().map(|row| super::notation::notation(&CLAIM, row));
        format!("<Claims [{}]>", lines.collect::<Vec<_>>().join(",\n         "))
    }

    fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
        other.cast::<Self>().is_ok_and(|other| self.rows == other.get().rows)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.rows.iter().flatten().for_each(|cell| hash(cell, &mut hasher));
        hasher.finish()
    }

    fn __reduce__<'py>(
        slf: &Bound<'py, Self>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyTuple>,))> {
        let py = slf.py();
        let restore = py.import("tamis._tamis")?.getattr("_restore_claims")?;
        Ok((restore, (row_tuple(py, &CLAIMS, &slf.get().cells())?,)))
    }
}

/// The claims that were pickled so.
#[pyfunction]
pub(super) fn _restore_claims(fields: &Bound<'_, PyTuple>) -> PyResult<Claims> {
    match to_row(&CLAIMS, fields)?.pop() {
        Some(Cell::List(rows)) => Ok(Claims { rows }),
        _ => Ok(Claims { rows: Vec::new() }),
    }
}
