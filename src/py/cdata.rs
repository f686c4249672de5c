//! The Arrow C data interface over Python capsules: all of this crate's unsafe Python code.
#![allow(unsafe_code)]

use super::convert::error;
use arrow_array::ffi::{FFI_ArrowArray, FFI_ArrowSchema, from_ffi, to_ffi};
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{
    Array, ArrayRef, NullArray, RecordBatch, RecordBatchIterator, StructArray, make_array,
};
use arrow_schema::{ArrowError, DataType};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use std::ffi::CStr;
use std::sync::Arc;

const SCHEMA: &CStr = c"arrow_schema";
const ARRAY: &CStr = c"arrow_array";
const STREAM: &CStr = c"arrow_array_stream";

/// A failure of Arrow as the one error of this package.
pub(super) fn arrow_error(e: ArrowError) -> PyErr {
    error(format!("Arrow does not take this: {e}"))
}

/// The arrays that `source` exports, or `None` where it exports none.
pub(super) fn import(source: &Bound<'_, PyAny>) -> PyResult<Option<Vec<ArrayRef>>> {
    if source.hasattr("__arrow_c_array__")? {
        let pair = source.call_method0("__arrow_c_array__")?.cast_into::<PyTuple>()?;
        let (schema, array) = (pair.get_item(0)?, pair.get_item(1)?);
        return Ok(Some(vec![import_array(schema.cast()?, array.cast()?)?]));
    }
    if source.hasattr("__arrow_c_stream__")? {
        let capsule = source.call_method0("__arrow_c_stream__")?;
        return import_stream(capsule.cast()?).map(Some);
    }
    Ok(None)
}

fn import_array(schema: &Bound<'_, PyCapsule>, array: &Bound<'_, PyCapsule>) -> PyResult<ArrayRef> {
    let schema = schema.pointer_checked(Some(SCHEMA))?.cast::<FFI_ArrowSchema>();
    let array = array.pointer_checked(Some(ARRAY))?.cast::<FFI_ArrowArray>();
    // SAFETY: the names say what the capsules hold, and they live as long as this call.
    // `from_raw` moves the array out and marks it released in the capsule, whose destructor
    // then leaves it alone; the schema is only read.
    unsafe { taken(FFI_ArrowArray::from_raw(array.as_ptr()), schema.as_ref()) }
}

/// The array that was exported.
///
/// # Safety
/// `array` is of the type that `schema` says.
unsafe fn taken(array: FFI_ArrowArray, schema: &FFI_ArrowSchema) -> PyResult<ArrayRef> {
    if schema.format() == "n" {
        // Polars gives nulls a buffer, which arrow-rs refuses; nothing in it is needed.
        return Ok(Arc::new(NullArray::new(array.len())));
    }
    // SAFETY: as the caller says.
    Ok(make_array(unsafe { from_ffi(array, schema) }.map_err(arrow_error)?))
}

fn import_stream(capsule: &Bound<'_, PyCapsule>) -> PyResult<Vec<ArrayRef>> {
    let pointer = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: as for an array: the stream is moved out of the capsule, which is left released.
    let mut stream = unsafe { FFI_ArrowArrayStream::from_raw(pointer.as_ptr()) };
    let (Some(get_schema), Some(get_next)) = (stream.get_schema(), stream.get_next()) else {
        return Err(error("this Arrow stream has been read already".to_owned()));
    };
    let mut schema = FFI_ArrowSchema::empty();
    // SAFETY: both pointers are of live structs; the callback is the producer's own.
    let code = unsafe { get_schema(&mut stream, &mut schema) };
    check(&mut stream, code)?;
    let mut arrays = Vec::new();
    loop {
        let mut array = FFI_ArrowArray::empty();
        // SAFETY: as above.
        let code = unsafe { get_next(&mut stream, &mut array) };
        check(&mut stream, code)?;
        if array.is_released() {
            break;
        }
        // SAFETY: the producer says that the array is of the stream's schema.
        arrays.push(unsafe { taken(array, &schema) }?);
    }
    if arrays.is_empty() {
        // No chunk, but a type: an empty column of numbers is refused like a full one.
        let of = DataType::try_from(&schema).map_err(arrow_error)?;
        arrays.push(arrow_array::new_empty_array(&of));
    }
    Ok(arrays)
}

fn check(stream: &mut FFI_ArrowArrayStream, code: i32) -> PyResult<()> {
    if code == 0 {
        return Ok(());
    }
    let mut why = format!("code {code}");
    if let Some(get_last_error) = stream.get_last_error() {
        // SAFETY: the stream is live; the producer gives a C string that lives until the next
        // call, or null.
        let message = unsafe { get_last_error(stream) };
        if !message.is_null() {
            // SAFETY: as above.
            why = unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned();
        }
    }
    Err(error(format!("the Arrow stream broke off: {why}")))
}

/// The capsules of one array: its schema and itself.
pub(super) fn export_array<'py>(
    py: Python<'py>,
    array: &dyn Array,
) -> PyResult<(Bound<'py, PyCapsule>, Bound<'py, PyCapsule>)> {
    let (array, schema) = to_ffi(&array.to_data()).map_err(arrow_error)?;
    let schema = PyCapsule::new_with_value(py, schema, SCHEMA)?;
    Ok((schema, PyCapsule::new_with_value(py, array, ARRAY)?))
}

/// The capsule of a data type.
pub(super) fn export_schema<'py>(
    py: Python<'py>,
    of: &DataType,
) -> PyResult<Bound<'py, PyCapsule>> {
    let schema = FFI_ArrowSchema::try_from(of).map_err(arrow_error)?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}

/// The capsule of a stream that gives one table.
pub(super) fn export_stream<'py>(
    py: Python<'py>,
    table: StructArray,
) -> PyResult<Bound<'py, PyCapsule>> {
    let batch = RecordBatch::from(table);
    let schema = batch.schema();
    let batches = RecordBatchIterator::new([Ok(batch)], schema);
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(batches)), STREAM)
}
