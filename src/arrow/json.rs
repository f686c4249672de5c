//! Rows of results as JSON lines.

use crate::error::{Error, Result};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int32Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int32Array, LargeStringArray, ListArray,
    StringArray, StructArray,
};
use arrow_schema::DataType;
use serde::ser::{Serialize, Serializer};

/// A line of JSON for each row of `arrays`: an object where they are of structs. Nulls are written.
///
/// ```
/// use arrow_array::{ArrayRef, Int32Array};
/// use std::sync::Arc;
/// let numbers: ArrayRef = Arc::new(Int32Array::from(vec![Some(7), None]));
/// assert_eq!(tamis::arrow::json_lines(&[numbers])?, b"7\nnull\n");
/// # Ok::<(), tamis::Error>(())
/// ```
///
/// # Errors
/// Where a type is none that results have.
pub fn json_lines(arrays: &[ArrayRef]) -> Result<Vec<u8>> {
    let mut lines = Vec::new();
    for array in arrays {
        let values = Values::new(array)?;
        for row in 0..array.len() {
            // Writing to memory fails for no value that there is here.
            serde_json::to_writer(&mut lines, &At(&values, row))
                .map_err(|error| Error::input(error.to_string()))?;
            lines.push(b'\n');
        }
    }
    Ok(lines)
}

/// An array of any of the types that results have.
enum Values<'a> {
    Null,
    Bool(&'a BooleanArray),
    Int(&'a Int32Array),
    Float(&'a Float64Array),
    Text(&'a StringArray),
    LargeText(&'a LargeStringArray),
    List(&'a ListArray, Box<Values<'a>>),
    Struct(&'a StructArray, Vec<(&'a str, Values<'a>)>),
}

impl<'a> Values<'a> {
    fn new(array: &'a ArrayRef) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Null => Self::Null,
            DataType::Boolean => Self::Bool(array.as_boolean()),
            DataType::Int32 => Self::Int(array.as_primitive::<Int32Type>()),
            DataType::Float64 => Self::Float(array.as_primitive::<Float64Type>()),
            DataType::Utf8 => Self::Text(array.as_string()),
            DataType::LargeUtf8 => Self::LargeText(array.as_string()),
            DataType::List(_) => {
                let lists = array.as_list();
                Self::List(lists, Box::new(Self::new(lists.values())?))
            }
            DataType::Struct(fields) => {
                let records = array.as_struct();
                let columns = fields.iter().zip(records.columns());
                let named = columns.map(|(field, of)| Ok((field.name().as_str(), Self::new(of)?)));
                Self::Struct(records, named.collect::<Result<_>>()?)
            }
            other => return Err(Error::input(format!("no JSON is written of {other}"))),
        })
    }
}

/// The value in a row.
struct At<'v>(&'v Values<'v>, usize);

impl Serialize for At<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> std::result::Result<S::Ok, S::Error> {
        let &Self(values, row) = self;
        match values {
            Values::Bool(array) if array.is_valid(row) => to.serialize_bool(array.value(row)),
            Values::Int(array) if array.is_valid(row) => to.serialize_i32(array.value(row)),
            Values::Float(array) if array.is_valid(row) => to.serialize_f64(array.value(row)),
            Values::Text(array) if array.is_valid(row) => to.serialize_str(array.value(row)),
            Values::LargeText(array) if array.is_valid(row) => to.serialize_str(array.value(row)),
            Values::List(lists, items) if lists.is_valid(row) => {
                let ends = lists.value_offsets();
                let rows = ends[row] as usize..ends[row + 1] as usize;
                to.collect_seq(rows.map(|row| At(items, row)))
            }
            Values::Struct(records, fields) if records.is_valid(row) => {
                to.collect_map(fields.iter().map(|(name, values)| (name, At(values, row))))
            }
            _ => to.serialize_unit(),
        }
    }
}
