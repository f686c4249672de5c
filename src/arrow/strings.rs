//! [`Strings`]: a column of texts in any of Arrow's layouts.

use crate::error::{Error, Result};
use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowDictionaryKeyType, Int8Type, Int16Type, Int32Type, Int64Type};
use arrow_array::types::{UInt8Type, UInt16Type, UInt32Type, UInt64Type};
use arrow_array::{Array, ArrayRef, BinaryArray, BinaryViewArray, LargeBinaryArray};
use arrow_schema::DataType;
use std::borrow::Cow;

/// A column of documents that a batch can read from several threads.
pub trait Texts: Send + Sync {
    /// Number of documents, the nulls counted.
    fn len(&self) -> usize;
    /// Document number `row`; `None` where it is null.
    fn get(&self, row: usize) -> Option<&[u8]>;
    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Arrow arrays of strings or bytes, one after the other.
#[derive(Debug)]
pub struct Strings {
    pieces: Vec<Piece>,
    /// Row at which each piece ends.
    ends: Vec<usize>,
}

#[derive(Debug)]
enum Piece {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    Dictionary { rows: Vec<Option<usize>>, values: Box<Piece> },
    Null,
}

impl Strings {
    /// The column of these arrays. `binary` says whether arrays of bytes are taken too.
    pub fn new(arrays: &[ArrayRef], binary: bool) -> Result<Self> {
        let mut strings = Self { pieces: Vec::new(), ends: Vec::new() };
        for array in arrays {
            strings.pieces.push(Piece::new(array, binary)?);
            strings.ends.push(strings.len() + array.len());
        }
        Ok(strings)
    }
}

impl Texts for Strings {
    fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        let piece = match self.pieces.len() {
            1 => 0,
            _ => self.ends.partition_point(|&end| end <= row),
        };
        let start = if piece == 0 { 0 } else { self.ends[piece - 1] };
        self.pieces[piece].get(row - start)
    }
}

impl Piece {
    fn new(array: &ArrayRef, binary: bool) -> Result<Self> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Small(array.as_string::<i32>().clone().into()),
            DataType::LargeUtf8 => Self::Large(array.as_string::<i64>().clone().into()),
            DataType::Utf8View => Self::View(array.as_string_view().clone().to_binary_view()),
            DataType::Binary if binary => Self::Small(array.as_binary::<i32>().clone()),
            DataType::LargeBinary if binary => Self::Large(array.as_binary::<i64>().clone()),
            DataType::BinaryView if binary => Self::View(array.as_binary_view().clone()),
            DataType::Null => Self::Null,
            DataType::Dictionary(keys, _) => Self::dictionary(array, keys, binary)?,
            other => return Err(refuse(other, binary)),
        })
    }

    fn dictionary(array: &ArrayRef, keys: &DataType, binary: bool) -> Result<Self> {
        match keys {
            DataType::Int8 => Self::keyed::<Int8Type>(array, binary),
            DataType::Int16 => Self::keyed::<Int16Type>(array, binary),
            DataType::Int32 => Self::keyed::<Int32Type>(array, binary),
            DataType::Int64 => Self::keyed::<Int64Type>(array, binary),
            DataType::UInt8 => Self::keyed::<UInt8Type>(array, binary),
            DataType::UInt16 => Self::keyed::<UInt16Type>(array, binary),
            DataType::UInt32 => Self::keyed::<UInt32Type>(array, binary),
            _ => Self::keyed::<UInt64Type>(array, binary),
        }
    }

    fn keyed<K: ArrowDictionaryKeyType>(array: &ArrayRef, binary: bool) -> Result<Self> {
        let dictionary = array.as_dictionary::<K>();
        let values = Box::new(Self::new(dictionary.values(), binary)?);
        let rows = (0..array.len()).map(|row| dictionary.key(row)).collect();
        Ok(Self::Dictionary { rows, values })
    }

    fn get(&self, row: usize) -> Option<&[u8]> {
        match self {
            Self::Small(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Self::View(array) => array.is_valid(row).then(|| array.value(row)),
            Self::Dictionary { rows, values } => values.get(rows[row]?),
            Self::Null => None,
        }
    }
}

fn refuse(found: &DataType, binary: bool) -> Error {
    let wanted = if binary { "strings or bytes" } else { "strings" };
    Error::input(match found {
        DataType::Struct(fields) => {
            let names: Vec<_> = fields.iter().map(|f| f.name().as_str()).collect();
            format!("a column of {wanted} is needed; this has the columns {}", names.join(", "))
        }
        DataType::Binary | DataType::LargeBinary | DataType::BinaryView => {
            "a column of strings is needed, this one holds bytes: decode it, or clean it first"
                .to_owned()
        }
        other => format!("a column of {wanted} is needed, this one holds {other}"),
    })
}

/// `bytes` as text. What is not UTF-8 becomes U+FFFD, a surrogate that was encoded alone one
/// such character, so that it counts as it does in Python.
///
/// ```
/// use tamis::arrow::as_text;
/// assert_eq!(as_text(b"two \xED\xA0\xBD men"), "two \u{FFFD} men");
/// ```
pub fn as_text(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut error = match std::str::from_utf8(bytes) {
        Ok(text) => return Cow::Borrowed(text),
        Err(error) => error,
    };
    let mut text = String::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let (good, bad) = rest.split_at(error.valid_up_to());
        text.push_str(&String::from_utf8_lossy(good));
        text.push(char::REPLACEMENT_CHARACTER);
        let surrogate = matches!(bad, [0xED, 0xA0..=0xBF, 0x80..=0xBF, ..]);
        let skip = if surrogate { 3 } else { error.error_len().unwrap_or(bad.len()) };
        rest = &bad[skip..];
        match std::str::from_utf8(rest) {
            Ok(good) => {
                text.push_str(good);
                return Cow::Owned(text);
            }
            // Revalidating the rest from every error would be quadratic, but a rest is read
            // only up to its next error.
            Err(next) => error = next,
        }
    }
}
