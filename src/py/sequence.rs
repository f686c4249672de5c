//! Indices and slices of the lazy sequences.

use pyo3::exceptions::{PyIndexError, PyTypeError, PyValueError};
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

/// The index of the first item of `items` that equals `value`, as `list.index` tells it.
pub(super) fn index(
    items: &Bound<'_, PyAny>,
    value: &Bound<'_, PyAny>,
    start: isize,
    stop: isize,
) -> PyResult<usize> {
    let len = items.len()? as isize;
    let place = |at: isize| if at < 0 { (at + len).max(0) } else { at.min(len) };
    for at in place(start)..place(stop) {
        if items.get_item(at)?.eq(value)? {
            return Ok(at as usize);
        }
    }
    Err(PyValueError::new_err("the value is not in this sequence"))
}

/// How many items of `items` equal `value`.
pub(super) fn count(items: &Bound<'_, PyAny>, value: &Bound<'_, PyAny>) -> PyResult<usize> {
    let mut count = 0;
    for item in items.try_iter()? {
        count += usize::from(item?.eq(value)?);
    }
    Ok(count)
}
