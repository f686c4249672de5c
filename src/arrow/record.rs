//! The records of all results: their fields, in order, for Arrow, JSON and Python alike.

use super::text::Text;
use arrow_schema::{DataType, Field, Fields};
use serde::ser::{Serialize, Serializer};
use std::sync::Arc;

/// The type of a field.
#[derive(Clone, Copy, Debug)]
pub enum Type {
    /// True or false.
    Bool,
    /// A count or an offset.
    Int,
    /// A number.
    Float,
    /// A string.
    Text,
    /// One record.
    Struct(&'static Record),
    /// Any number of records.
    List(&'static Record),
}

/// The fields of one kind of result.
#[derive(Debug)]
pub struct Record {
    /// The class that has these fields in Python.
    pub name: &'static str,
    /// Name and type of each, in order.
    pub fields: &'static [(&'static str, Type)],
}

/// One value of a record.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Cell {
    /// None.
    Null,
    /// True or false.
    Bool(bool),
    /// A count or an offset.
    Int(i32),
    /// A number.
    Float(f64),
    /// A string.
    Text(Text),
    /// One record.
    Struct(Row),
    /// Any number of records.
    List(Vec<Row>),
}

/// The values of one record, in the order of its fields.
pub type Row = Vec<Cell>;

/// A place in a text.
pub static SPAN: Record = Record {
    name: "Span",
    fields: &[("start", Type::Int), ("end", Type::Int), ("text", Type::Text)],
};

/// Offsets alone, as batches of words and sentences give them.
pub static OFFSETS: Record =
    Record { name: "Span", fields: &[("start", Type::Int), ("end", Type::Int)] };

/// A token.
pub static TOKEN: Record = Record {
    name: "Token",
    fields: &[("start", Type::Int), ("end", Type::Int), ("text", Type::Text), ("kind", Type::Text)],
};

/// Offsets and kind, as batches of tokens give them.
pub static TOKEN_OFFSETS: Record = Record {
    name: "Token",
    fields: &[("start", Type::Int), ("end", Type::Int), ("kind", Type::Text)],
};

/// A number and what it is.
pub static NUMBER: Record = Record {
    name: "Number",
    fields: &[
        ("start", Type::Int),
        ("end", Type::Int),
        ("text", Type::Text),
        ("value", Type::Float),
        ("what", Type::Text),
    ],
};

/// A value or two in a unit.
pub static QUANTITY: Record = Record {
    name: "Quantity",
    fields: &[("value", Type::Float), ("value2", Type::Float), ("unit", Type::Text)],
};

/// A block of a source.
pub static BLOCK: Record = Record {
    name: "Block",
    fields: &[
        ("start", Type::Int),
        ("end", Type::Int),
        ("text", Type::Text),
        ("role", Type::Text),
        ("kind", Type::Text),
        ("score", Type::Float),
        ("reason", Type::Text),
    ],
};

macro_rules! article {
    ($($more:expr),*) => {
        Record {
            name: "Article",
            fields: &[
                ("text", Type::Text),
                ("title", Type::Text),
                ("author", Type::Text),
                ("published", Type::Text),
                ("modified", Type::Text),
                ("site", Type::Text),
                ("lang", Type::Text),
                ("url", Type::Text),
                ("description", Type::Text),
                ("image", Type::Text),
                ("license", Type::Text),
                ("format", Type::Text),
                ("encoding", Type::Text),
                ("method", Type::Text),
                $($more),*
            ],
        }
    };
}

/// The scalars of an article.
pub static ARTICLE: Record = article!();

/// An article with its parts.
pub static ARTICLE_WHOLE: Record =
    article!(("blocks", Type::List(&BLOCK)), ("comments", Type::List(&COMMENT)));

/// A reader's comment.
pub static COMMENT: Record = Record {
    name: "Comment",
    fields: &[
        ("start", Type::Int),
        ("end", Type::Int),
        ("text", Type::Text),
        ("author", Type::Text),
    ],
};

/// A numeric claim.
pub static CLAIM: Record = Record {
    name: "Claim",
    fields: &[
        ("start", Type::Int),
        ("end", Type::Int),
        ("text", Type::Text),
        ("kind", Type::Text),
        ("value", Type::Float),
        ("value2", Type::Float),
        ("bound", Type::Text),
        ("unit", Type::Text),
        ("counted", Type::Text),
        ("counted_start", Type::Int),
        ("counted_end", Type::Int),
        ("event", Type::Text),
        ("event_start", Type::Int),
        ("event_end", Type::Int),
        ("direction", Type::Text),
        ("speaker", Type::Text),
        ("speaker_start", Type::Int),
        ("speaker_end", Type::Int),
        ("when", Type::Text),
        // `when_start` and `when_end` are the dates it means, so its place takes other names.
        ("when_span_start", Type::Int),
        ("when_span_end", Type::Int),
        ("when_start", Type::Text),
        ("when_end", Type::Text),
        ("low", Type::Float),
        ("high", Type::Float),
        ("low_open", Type::Bool),
        ("high_open", Type::Bool),
        ("event_lemma", Type::Text),
        ("event_type", Type::Text),
        ("negated", Type::Bool),
        ("modality", Type::Text),
        ("sentence", Type::Text),
        ("sentence_start", Type::Int),
        ("sentence_end", Type::Int),
        ("confidence", Type::Float),
        ("why", Type::Text),
    ],
};

/// A document: its article and its claims.
pub static DOCUMENT: Record = Record {
    name: "Document",
    fields: &[("article", Type::Struct(&ARTICLE)), ("claims", Type::List(&CLAIM))],
};

/// A document with its parts.
pub static DOCUMENT_WHOLE: Record = Record {
    name: "Document",
    fields: &[
        ("id", Type::Text),
        ("published", Type::Text),
        ("article", Type::Struct(&ARTICLE_WHOLE)),
        ("sentences", Type::List(&SPAN)),
        ("tokens", Type::List(&TOKEN)),
        ("claims", Type::List(&CLAIM)),
    ],
};

/// Several tokens.
pub static TOKENS: Record = Record { name: "Tokens", fields: &[("tokens", Type::List(&TOKEN))] };

/// Several claims.
pub static CLAIMS: Record = Record { name: "Claims", fields: &[("claims", Type::List(&CLAIM))] };

impl Type {
    /// The Arrow type.
    pub fn data_type(self) -> DataType {
        match self {
            Self::Bool => DataType::Boolean,
            Self::Int => DataType::Int32,
            Self::Float => DataType::Float64,
            Self::Text => DataType::Utf8,
            Self::Struct(record) => DataType::Struct(record.arrow_fields()),
            Self::List(record) => DataType::List(item(DataType::Struct(record.arrow_fields()))),
        }
    }
}

/// The field of a list's items, named as pyarrow names it.
pub fn item(of: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", of, true))
}

impl Record {
    /// The fields as Arrow fields.
    pub fn arrow_fields(&self) -> Fields {
        self.fields.iter().map(|(name, of)| Field::new(*name, of.data_type(), true)).collect()
    }

    /// Where the field called `name` stands in a row.
    ///
    /// # Panics
    /// Where there is no such field: the names are fixed in this file.
    pub fn position(&self, name: &str) -> usize {
        let at = self.fields.iter().position(|(field, _)| *field == name);
        at.unwrap_or_else(|| panic!("no field {name}"))
    }

    /// The row as a JSON object, in the order of the fields; a number that is not finite is
    /// null.
    pub fn json(&'static self, row: &[Cell]) -> String {
        serde_json::to_string(&JsonRow(self, row)).unwrap_or_default()
    }
}

/// A cell of this type, for JSON.
struct Json<'c>(Type, &'c Cell);

/// A row of this record, for JSON.
struct JsonRow<'c>(&'static Record, &'c [Cell]);

impl Serialize for JsonRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let cells = self.0.fields.iter().zip(self.1);
        to.collect_map(cells.map(|((name, of), cell)| (name, Json(*of, cell))))
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match (self.0, self.1) {
            (_, Cell::Bool(x)) => to.serialize_bool(*x),
            (_, Cell::Int(x)) => to.serialize_i32(*x),
            (_, Cell::Float(x)) => to.serialize_f64(*x),
            (_, Cell::Text(x)) => to.serialize_str(x),
            (Type::Struct(record), Cell::Struct(row)) => JsonRow(record, row).serialize(to),
            (Type::List(record), Cell::List(rows)) => {
                to.collect_seq(rows.iter().map(|row| JsonRow(record, row)))
            }
            (_, Cell::Null | Cell::Struct(_) | Cell::List(_)) => to.serialize_none(),
        }
    }
}

impl Cell {
    /// A string; a constant costs no copy.
    pub fn text(text: impl Into<Text>) -> Self {
        Self::Text(text.into())
    }

    /// The offset, cut to what Arrow lists can hold: [`super::Operation`] refuses a document
    /// that would need more.
    pub fn offset(at: usize) -> Self {
        Self::Int(i32::try_from(at).unwrap_or(i32::MAX))
    }
}

impl<T: Into<Cell>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

impl From<bool> for Cell {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<f64> for Cell {
    fn from(value: f64) -> Self {
        Self::Float(value)
    }
}

impl From<&str> for Cell {
    fn from(value: &str) -> Self {
        Self::Text(Text::Shared(value.into()))
    }
}

impl From<String> for Cell {
    fn from(value: String) -> Self {
        Self::Text(value.into())
    }
}
