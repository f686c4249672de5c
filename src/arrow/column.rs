//! [`Column`]: an Arrow array while it grows, and joins with others of its kind.

use super::pages;
use super::record::{Cell, Record, Row, Type, item};
use crate::error::Result;
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int32Array, ListArray, StringArray, StructArray,
};
use arrow_buffer::{Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType};
use std::fmt::Write;
use std::sync::Arc;

/// Values of one type, some of them null.
#[derive(Clone, Debug)]
pub struct Column {
    len: usize,
    /// Empty until the first null.
    valid: Vec<bool>,
    values: Values,
}

#[derive(Clone, Debug)]
enum Values {
    Bool(Vec<bool>),
    Int(Vec<i32>),
    Float(Vec<f64>),
    Text { ends: Vec<i32>, bytes: Vec<u8> },
    Struct { record: &'static Record, columns: Vec<Column> },
    List { ends: Vec<i32>, items: Box<Column> },
}

/// A string of at most 16 bytes, as it is written to a column.
#[derive(Clone, Copy, Debug)]
pub struct Name {
    bytes: [u8; 16],
    len: usize,
}

impl Name {
    /// The name `text`.
    ///
    /// # Panics
    /// Where it is longer than 16 bytes.
    pub const fn new(text: &str) -> Self {
        let mut name = Self { bytes: [0; 16], len: text.len() };
        name.bytes.split_at_mut(text.len()).0.copy_from_slice(text.as_bytes());
        name
    }
}

impl Column {
    /// An empty column of this type.
    pub fn new(of: Type) -> Self {
        let values = match of {
            Type::Bool => Values::Bool(Vec::new()),
            Type::Int => Values::Int(Vec::new()),
            Type::Float => Values::Float(Vec::new()),
            Type::Text => Values::Text { ends: vec![0], bytes: Vec::new() },
            Type::Struct(record) => {
                let columns = record.fields.iter().map(|(_, of)| Self::new(*of)).collect();
                Values::Struct { record, columns }
            }
            Type::List(record) => return Self::list(Self::new(Type::Struct(record))),
        };
        Self { len: 0, valid: Vec::new(), values }
    }

    /// An empty column of lists of what `items` holds.
    pub fn list(items: Self) -> Self {
        let values = Values::List { ends: vec![0], items: Box::new(items) };
        Self { len: 0, valid: Vec::new(), values }
    }

    /// Number of values.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The largest offset that the column or a part of it holds: lists and strings of Arrow
    /// end at `i32::MAX`.
    pub fn extent(&self) -> usize {
        match &self.values {
            Values::Bool(_) | Values::Int(_) | Values::Float(_) => self.len,
            Values::Text { bytes, .. } => bytes.len(),
            Values::Struct { columns, .. } => columns.iter().map(Self::extent).max().unwrap_or(0),
            Values::List { items, .. } => items.extent(),
        }
    }

    fn count(&mut self, valid: bool) {
        if !valid && self.valid.is_empty() {
            self.valid = vec![true; self.len];
            self.valid.push(false);
        } else if !valid || !self.valid.is_empty() {
            self.valid.push(valid);
        }
        self.len += 1;
    }

    /// Adds a null.
    pub fn push_null(&mut self) {
        self.count(false);
        match &mut self.values {
            Values::Bool(x) => x.push(false),
            Values::Int(x) => x.push(0),
            Values::Float(x) => x.push(0.0),
            Values::Text { ends, bytes } => ends.push(bytes.len() as i32),
            Values::Struct { columns, .. } => columns.iter_mut().for_each(Self::push_null),
            Values::List { ends, items } => ends.push(items.len as i32),
        }
    }

    /// Adds a value; a number that is not finite is null, as in JSON.
    ///
    /// # Panics
    /// Where the value is not of this column's type: rows and records stand side by side.
    pub fn push(&mut self, cell: Cell) {
        match (&mut self.values, cell) {
            (_, Cell::Null) => return self.push_null(),
            (Values::Bool(to), Cell::Bool(x)) => to.push(x),
            (Values::Int(to), Cell::Int(x)) => to.push(x),
            (Values::Float(_), Cell::Float(x)) if !x.is_finite() => return self.push_null(),
            (Values::Float(to), Cell::Float(x)) => to.push(x),
            (Values::Text { ends, bytes }, Cell::Text(x)) => {
                bytes.extend_from_slice(x.as_bytes());
                ends.push(bytes.len() as i32);
            }
            (Values::Struct { columns, .. }, Cell::Struct(row)) => push_row(columns, row),
            (Values::List { ends, items }, Cell::List(rows)) => {
                rows.into_iter().for_each(|row| items.push(Cell::Struct(row)));
                ends.push(items.len as i32);
            }
            (values, cell) => panic!("{cell:?} for {values:?}"),
        }
        self.count(true);
    }

    /// Adds a string without making a cell of it.
    pub fn push_text(&mut self, text: &str) {
        if let Values::Text { ends, bytes } = &mut self.values {
            bytes.extend_from_slice(text.as_bytes());
            ends.push(bytes.len() as i32);
            self.count(true);
        }
    }

    /// Adds a number; one that is not finite is null.
    pub fn push_float(&mut self, value: f64) {
        match &mut self.values {
            Values::Float(to) if value.is_finite() => to.push(value),
            _ => return self.push_null(),
        }
        self.count(true);
    }

    /// Adds a count or offset without making a cell of it.
    pub fn push_int(&mut self, value: i32) {
        if let Values::Int(to) = &mut self.values {
            to.push(value);
            self.count(true);
        }
    }

    /// Adds true or false without making a cell of it.
    pub fn push_bool(&mut self, value: bool) {
        if let Values::Bool(to) = &mut self.values {
            to.push(value);
            self.count(true);
        }
    }

    /// Adds the string that `write` writes.
    pub fn push_written(&mut self, write: impl FnOnce(&mut Utf8<'_>)) {
        if let Values::Text { ends, bytes } = &mut self.values {
            write(&mut Utf8(bytes));
            ends.push(bytes.len() as i32);
            self.count(true);
        }
    }

    /// Adds so many records, whose fields `fill` pushes in their order, each for all of them.
    pub fn push_records(&mut self, records: usize, fill: impl FnOnce(&mut Fields<'_>)) {
        if let Values::Struct { columns, .. } = &mut self.values {
            let mut fields = Fields(columns.iter_mut());
            fill(&mut fields);
            debug_assert_eq!(fields.0.len(), 0, "a record of fewer fields");
            (0..records).for_each(|_| self.count(true));
        }
    }

    /// Adds a list whose items `fill` pushes.
    pub fn push_list(&mut self, fill: impl FnOnce(&mut Column)) {
        if let Values::List { ends, items } = &mut self.values {
            fill(items);
            ends.push(items.len as i32);
            self.count(true);
        }
    }

    /// Adds a list of integers, which `fill` appends: no cell is made.
    pub fn push_ints(&mut self, fill: impl FnOnce(&mut Vec<i32>) -> Result<()>) -> Result<()> {
        let mut result = Ok(());
        self.push_list(|items| {
            if let Values::Int(values) = &mut items.values {
                result = fill(values);
                items.len = values.len();
            }
        });
        result
    }

    /// Adds a list of records of two integers, which `fill` appends: no cell is made.
    pub fn push_pairs(
        &mut self,
        fill: impl FnOnce(&mut Vec<i32>, &mut Vec<i32>) -> Result<()>,
    ) -> Result<()> {
        let mut result = Ok(());
        self.push_list(|items| {
            let Values::Struct { columns, .. } = &mut items.values else { return };
            let [a, b] = &mut columns[..] else { return };
            let (Values::Int(starts), Values::Int(ends)) = (&mut a.values, &mut b.values) else {
                return;
            };
            result = fill(starts, ends);
            (a.len, b.len) = (starts.len(), ends.len());
            items.len = a.len;
        });
        result
    }

    /// Adds a list of records of two integers and a name, in the order of `rows`: no cell is made.
    pub fn push_named_pairs(&mut self, rows: impl ExactSizeIterator<Item = (i32, i32, Name)>) {
        self.push_list(|items| {
            let Values::Struct { columns, .. } = &mut items.values else { return };
            let [a, b, c] = &mut columns[..] else { return };
            let (Values::Int(starts), Values::Int(stops)) = (&mut a.values, &mut b.values) else {
                return;
            };
            let Values::Text { ends, bytes } = &mut c.values else { return };
            starts.reserve(rows.len());
            stops.reserve(rows.len());
            ends.reserve(rows.len());
            for (start, stop, name) in rows {
                starts.push(start);
                stops.push(stop);
                // A copy of always as many bytes is one store.
                let end = bytes.len() + name.len;
                bytes.extend_from_slice(&name.bytes);
                bytes.truncate(end);
                ends.push(end as i32);
            }
            (a.len, b.len, c.len) = (starts.len(), stops.len(), starts.len());
            items.len = a.len;
        });
    }

    /// Makes room for `all` times what the column holds, unless there is room for `next` times that.
    pub fn prepare(&mut self, next: f64, all: f64) {
        fn grow<T>(values: &mut Vec<T>, next: f64, all: f64) {
            let times = |times: f64| (values.len() as f64 * times) as usize;
            if values.capacity() - values.len() < times(next) {
                values.reserve_exact(times(all));
                pages::prefer_large(values);
            }
        }
        match &mut self.values {
            Values::Bool(x) => grow(x, next, all),
            Values::Int(x) => grow(x, next, all),
            Values::Float(x) => grow(x, next, all),
            Values::Text { ends, bytes } => {
                grow(ends, next, all);
                grow(bytes, next, all);
            }
            Values::Struct { columns, .. } => columns.iter_mut().for_each(|c| c.prepare(next, all)),
            Values::List { ends, items } => {
                grow(ends, next, all);
                items.prepare(next, all);
            }
        }
    }

    /// Moves all values of `other` to the end of this, and leaves it empty, with its room. It is of
    /// the same type, and its extent added to this one's stays under `i32::MAX`.
    pub fn append(&mut self, other: &mut Self) {
        if !self.valid.is_empty() || !other.valid.is_empty() {
            self.valid.resize(self.len, true);
            self.valid.append(&mut other.valid);
            self.valid.resize(self.len + other.len, true);
        }
        self.len += std::mem::take(&mut other.len);
        match (&mut self.values, &mut other.values) {
            (Values::Bool(to), Values::Bool(from)) => to.append(from),
            (Values::Int(to), Values::Int(from)) => to.append(from),
            (Values::Float(to), Values::Float(from)) => to.append(from),
            (Values::Text { ends, bytes }, Values::Text { ends: from, bytes: more }) => {
                append_ends(ends, from);
                bytes.append(more);
            }
            (Values::Struct { columns, .. }, Values::Struct { columns: from, .. }) => {
                columns.iter_mut().zip(from).for_each(|(to, from)| to.append(from));
            }
            (Values::List { ends, items }, Values::List { ends: from, items: more }) => {
                append_ends(ends, from);
                items.append(more);
            }
            (to, from) => panic!("{from:?} for {to:?}"),
        }
    }

    /// The Arrow type.
    pub fn data_type(&self) -> DataType {
        match &self.values {
            Values::Bool(_) => DataType::Boolean,
            Values::Int(_) => DataType::Int32,
            Values::Float(_) => DataType::Float64,
            Values::Text { .. } => DataType::Utf8,
            Values::Struct { record, .. } => DataType::Struct(record.arrow_fields()),
            Values::List { items, .. } => DataType::List(item(items.data_type())),
        }
    }

    /// The finished array.
    pub fn finish(self) -> Result<ArrayRef, ArrowError> {
        let (len, of) = (self.len, self.data_type());
        let nulls = (!self.valid.is_empty()).then(|| NullBuffer::from(self.valid));
        Ok(match self.values {
            Values::Bool(x) => Arc::new(BooleanArray::new(x.into(), nulls)),
            Values::Int(x) => Arc::new(Int32Array::new(x.into(), nulls)),
            Values::Float(x) => Arc::new(Float64Array::new(x.into(), nulls)),
            Values::Text { ends, bytes } => {
                Arc::new(StringArray::try_new(offsets(ends), Buffer::from_vec(bytes), nulls)?)
            }
            Values::Struct { record, columns } => {
                let arrays =
                    columns.into_iter().map(Self::finish).collect::<Result<_, ArrowError>>()?;
                let fields = record.arrow_fields();
                Arc::new(StructArray::try_new_with_length(fields, arrays, nulls, len)?)
            }
            Values::List { ends, items } => {
                let DataType::List(field) = of else { unreachable!("a list is a list") };
                Arc::new(ListArray::try_new(field, offsets(ends), items.finish()?, nulls)?)
            }
        })
    }
}

/// The columns of a record, one after another.
#[derive(Debug)]
pub struct Fields<'c>(std::slice::IterMut<'c, Column>);

impl Fields<'_> {
    /// The column of the next field.
    ///
    /// # Panics
    /// Where there is none left: rows and records stand side by side.
    pub fn column(&mut self) -> &mut Column {
        self.0.next().expect("a record of more fields")
    }
}

/// The bytes of a string while it is written.
#[derive(Debug)]
pub struct Utf8<'b>(&'b mut Vec<u8>);

impl Write for Utf8<'_> {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.extend_from_slice(text.as_bytes());
        Ok(())
    }
}

fn push_row(columns: &mut [Column], row: Row) {
    debug_assert_eq!(columns.len(), row.len(), "a row of another record");
    columns.iter_mut().zip(row).for_each(|(column, cell)| column.push(cell));
}

fn append_ends(to: &mut Vec<i32>, from: &mut Vec<i32>) {
    let base = to.last().copied().unwrap_or(0);
    to.extend(from.iter().skip(1).map(|end| base + end));
    from.truncate(1);
}

fn offsets(ends: Vec<i32>) -> OffsetBuffer<i32> {
    OffsetBuffer::new(ScalarBuffer::from(ends))
}
