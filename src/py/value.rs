//! The small values: [`Span`], [`Token`], [`Number`], [`Quantity`], [`Block`], [`Comment`] and
//! [`Claim`].
//!
//! All are one row of their record; [`Value`] is what they have in common.

use super::convert::{error, row_dict, row_tuple, to_python, to_row, value};
use super::notation::notation;
use crate::arrow::record::{
    BLOCK, CLAIM, COMMENT, Cell, NUMBER, QUANTITY, Record, Row, SPAN, TOKEN,
};
use crate::claims::{convert, si};
use pyo3::basic::CompareOp;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::hash::{DefaultHasher, Hash, Hasher};

/// What all values of tamis have in common: they are frozen, hashable, comparable and
/// picklable, and show themselves as dict, JSON and HTML.
#[pyclass(frozen, subclass, module = "tamis")]
pub(super) struct Value {
    pub(super) record: &'static Record,
    pub(super) row: Row,
}

impl Value {
    pub(super) fn field<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyAny>> {
        let at = self.record.position(name);
        to_python(py, self.record.fields[at].1, &self.row[at])
    }

    /// The `Span` of which `name` holds the text and the two fields after it the place.
    pub(super) fn span<'py>(
        &self,
        py: Python<'py>,
        name: &str,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let at = self.record.position(name);
        let cells = &self.row[at..at + 3];
        if cells[0] == Cell::Null {
            return Ok(None);
        }
        value(py, &SPAN, vec![cells[1].clone(), cells[2].clone(), cells[0].clone()]).map(Some)
    }
}

#[pymethods]
impl Value {
    /// The fields and their values, in order.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        row_dict(py, self.record, &self.row)
    }

    /// The fields and their values as one line of JSON.
    fn to_json(&self) -> String {
        self.record.json(&self.row)
    }

    fn _repr_html_<'py>(slf: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        slf.py().import("tamis.display")?.call_method1("html", (slf,))
    }

    fn __repr__(&self) -> String {
        format!("<{} {}>", self.record.name, notation(self.record, &self.row))
    }

    /// The characters of a place, else what `repr` says.
    fn __str__(&self) -> String {
        match (self.record.name, &self.row[..]) {
            ("Span" | "Token", [_, _, Cell::Text(text), ..]) => text.to_string(),
            _ => self.__repr__(),
        }
    }

    fn __richcmp__<'py>(
        &self,
        other: &Bound<'py, PyAny>,
        op: CompareOp,
    ) -> PyResult<Bound<'py, PyAny>> {
        let py = other.py();
        let order = other.cast::<Self>().ok().map(Bound::get).and_then(|other| {
            let same = std::ptr::eq(self.record, other.record);
            same.then(|| self.row.partial_cmp(&other.row)).flatten()
        });
        Ok(match order {
            Some(order) => op.matches(order).into_pyobject(py)?.to_owned().into_any(),
            None => py.NotImplemented().into_bound(py),
        })
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.record.name.hash(&mut hasher);
        self.row.iter().for_each(|cell| hash(cell, &mut hasher));
        hasher.finish()
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Restore<'py>)> {
        let (py, this) = (slf.py(), slf.get());
        let restore = py.import("tamis._tamis")?.getattr("_restore")?;
        Ok((restore, (this.record.name, row_tuple(py, this.record, &this.row)?)))
    }
}

type Restore<'py> = (&'static str, Bound<'py, PyTuple>);

/// The value that was pickled as these fields.
#[pyfunction]
pub(super) fn _restore<'py>(
    name: &str,
    fields: &Bound<'py, PyTuple>,
) -> PyResult<Bound<'py, PyAny>> {
    let records = [&SPAN, &TOKEN, &NUMBER, &QUANTITY, &BLOCK, &COMMENT, &CLAIM];
    let Some(record) = records.into_iter().find(|record| record.name == name) else {
        return Err(error(format!("no value class {name}")));
    };
    value(fields.py(), record, to_row(record, fields)?)
}

pub(super) fn hash(cell: &Cell, to: &mut impl Hasher) {
    match cell {
        Cell::Null => 0.hash(to),
        Cell::Bool(x) => x.hash(to),
        Cell::Int(x) => x.hash(to),
        // Equal numbers hash alike: -0.0 equals 0.0.
        Cell::Float(x) => (x + 0.0).to_bits().hash(to),
        Cell::Text(x) => x.hash(to),
        Cell::Struct(row) => row.iter().for_each(|cell| hash(cell, to)),
        Cell::List(rows) => rows.iter().flatten().for_each(|cell| hash(cell, to)),
    }
}

/// The methods of a value class whose attributes are fields of its record (`field`) or places
/// in its text (`span`), and others.
macro_rules! class {
    ($name:ident { $($(#[$doc:meta])* $how:ident $field:ident,)+ } $($methods:tt)*) => {
        #[pymethods]
        impl $name {
            $($(#[$doc])*
            #[getter]
            fn $field<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
                class!(@$how slf, stringify!($field))
            })+
            $($methods)*
        }
    };
    (@field $slf:ident, $name:expr) => {
        $slf.as_super().get().field($slf.py(), $name).map(Some)
    };
    (@span $slf:ident, $name:expr) => { $slf.as_super().get().span($slf.py(), $name) };
}
pub(super) use class;

/// A place in a text: `text[span.start:span.end] == span.text`.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Span;

class! {
    Span {
        /// First code point.
        field start,
        /// One past the last code point.
        field end,
        /// The characters.
        field text,
    }
}

/// One linguistic token.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Token;

class! {
    Token {
        /// First code point.
        field start,
        /// One past the last code point.
        field end,
        /// The characters.
        field text,
        /// One of "word", "number", "punctuation", "symbol", "url", "email", "mention", "hashtag"
        /// and "emoji".
        field kind,
    }
}

/// One number of a text and what it is.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Number;

class! {
    Number {
        /// First code point.
        field start,
        /// One past the last code point.
        field end,
        /// The characters.
        field text,
        /// Its value.
        field value,
        /// What the number is: "claim", "date", "name", ...
        field what,
    }
}

/// One paragraph-level piece of a source, kept or dropped.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Block;

class! {
    Block {
        /// First code point in the source.
        field start,
        /// One past the last code point in the source.
        field end,
        /// Its text as a reader sees it: entities decoded, white space folded.
        field text,
        /// The verdict: "content" or "boilerplate".
        field role,
        /// One of "paragraph", "h1" to "h6", "list_item", "quote", "code", "table_row", "caption".
        field kind,
        /// How surely it is content: 0 to 1.
        field score,
        /// Why, in a few words.
        field reason,
    }
}

/// A reader's comment on an article.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Comment;

class! {
    Comment {
        /// First code point in the source.
        field start,
        /// One past the last code point in the source.
        field end,
        /// Its text.
        field text,
        /// Who wrote it, or None.
        field author,
    }
}

/// One numeric claim: a stretch of running text that asserts a quantity of something.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Claim;

class! {
    Claim {
        /// First code point.
        field start,
        /// One past the last code point.
        field end,
        /// The numeral with its multiplier and unit; words that bound it stay outside.
        field text,
        /// One of "count", "money", "percent", "measure", "duration", "age", "ratio", "rank" and
        /// "score".
        field kind,
        /// The number in the stated unit; a range's low end, a score's first number.
        field value,
        /// A range's high end, a score's second number, or None.
        field value2,
        /// One of "exact", "about", "over", "at_least", "under", "at_most", "between", "vague".
        field bound,
        /// ISO 4217 code, "percent", "percentage_point", the unit's English singular, or None.
        field unit,
        /// What is counted or measured: a Span, or None.
        span counted,
        /// The one word that says what happened to it: a Span, or None.
        span event,
        /// Whether the quantity is, or was reached by, a change: "up", "down" or None.
        field direction,
        /// Who asserts it, where the sentence says so: a Span, or None.
        span speaker,
        /// The time expression that dates the fact: a Span, or None.
        span when,
        /// Lowest value the claim allows; None is unbounded.
        field low,
        /// Highest value the claim allows; None is unbounded.
        field high,
        /// Whether `low` itself is excluded.
        field low_open,
        /// Whether `high` itself is excluded.
        field high_open,
        /// First day (or month, or year) of `when`, ISO 8601, or None.
        field when_start,
        /// Last day (or month, or year) of `when`, ISO 8601, inclusive, or None.
        field when_end,
        /// The dictionary form of `event`, or None.
        field event_lemma,
        /// A small type of `event`: "kill", "injure", "displace", ...; or None.
        field event_type,
        /// Whether the sentence denies it.
        field negated,
        /// One of "asserted", "reported", "conditional", "forecast" and "question".
        field modality,
        /// The sentence it stands in: a Span.
        span sentence,
        /// How sure the reading is: the share of claims like it that are right in value, kind, bound,
        /// unit and what is counted, as measured on news.
        field confidence,
        /// The rules and cues behind kind, value, bound and what is counted.
        field why,
    }

    /// The value in another unit of the same dimension: `claim.to("kilometer")`. Units are
    /// named as `claim.unit` names them. Where there is no way, the `TamisError` lists the units
    /// that it goes to.
    ///
    /// >>> import tamis
    /// >>> [claim] = tamis.claims("The road is 5 km long.")
    /// >>> claim.to("meter")
    /// 5000.0
    fn to(slf: &Bound<'_, Self>, unit: &str) -> PyResult<f64> {
        let (from, value, _) = measured(slf.as_super().get());
        Ok(convert(value, from.unwrap_or("a number without unit"), unit)?)
    }

    /// The value, or both values of a range, in the SI unit of what was measured; None of money,
    /// counts and shares.
    ///
    /// >>> import tamis
    /// >>> [claim] = tamis.claims("It took 2 to 3 hours.")
    /// >>> claim.si
    /// <Quantity 7200..10800 second>
    #[getter]
    fn si<'py>(slf: &Bound<'py, Self>) -> PyResult<Option<Bound<'py, PyAny>>> {
        let (unit, low, high) = measured(slf.as_super().get());
        let Some((name, low)) = unit.and_then(|unit| si(low, unit)) else { return Ok(None) };
        let high = unit.zip(high).and_then(|(unit, high)| si(high, unit)).map(|(_, high)| high);
        value(slf.py(), &QUANTITY, vec![low.into(), high.into(), name.into()]).map(Some)
    }
}

/// Unit, value and second value of a claim.
fn measured(claim: &Value) -> (Option<&str>, f64, Option<f64>) {
    let cell = |name| &claim.row[claim.record.position(name)];
    let number = |name| match cell(name) {
        Cell::Float(x) => Some(*x),
        _ => None,
    };
    let unit = match cell("unit") {
        Cell::Text(unit) => Some(&**unit),
        _ => None,
    };
    (unit, number("value").unwrap_or(f64::NAN), number("value2"))
}

/// A value, or the two ends of a range, in a unit.
#[pyclass(frozen, extends = Value, module = "tamis")]
pub(super) struct Quantity;

class! {
    Quantity {
        /// The value; the low end of a range.
        field value,
        /// The high end of a range, or None.
        field value2,
        /// The unit, in the English singular, words joined by `_`.
        field unit,
    }
}
