//! Indices and slices of the lazy sequences.

use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PySlice;

/// What an index or a slice picks.
pub(super) enum Picked {
    /// One item.
    One(usize),
    /// The items of a slice, in its order.
    Some(Vec<usize>),
}

/// What `at` picks of a sequence of `len` items.
pub(super) fn pick(at: &Bound<'_, PyAny>, len: usize) -> PyResult<Picked> {
    if let Ok(slice) = at.cast::<PySlice>() {
        let range = slice.indices(len as isize)?;
        let item = |n: usize| (range.start + n as isize * range.step) as usize;
        return Ok(Picked::Some((0..range.slicelength).map(item).collect()));
    }
    let wrong = || PyTypeError::new_err("an index is an integer or a slice");
    let index: isize = at.extract().map_err(|_| wrong())?;
    let place = if index < 0 { index + len as isize } else { index };
    match usize::try_from(place) {
        Ok(place) if place < len => Ok(Picked::One(place)),
        _ => Err(PyIndexError::new_err(format!("index {index} of a sequence of {len}"))),
    }
}
