//! Strings for the pieces of a text, most of them made already.
//!
//! English text is nine tenths words of at most 15 bytes that came up before. A direct-mapped
//! cache of their string objects saves making and freeing them.

use crate::span::Span;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::sync::{Mutex, TryLockError};

/// Entries of the cache: with 24 bytes each it stays in a core's second-level cache, with at
/// most 64 bytes a string the process grows by half a megabyte.
const ENTRIES: usize = 1 << 13;

/// Longest string that is cached, in bytes: with its length it fills 16.
const LONGEST: usize = 15;

struct Entry {
    key: u128,
    string: Option<Py<PyString>>,
}

static CACHE: Mutex<Vec<Entry>> = Mutex::new(Vec::new());

/// The pieces of `text` as a list of `str`.
pub(super) fn strings<'py>(
    py: Python<'py>,
    text: &str,
    spans: &[Span],
) -> PyResult<Bound<'py, PyList>> {
    let mut cache = match CACHE.try_lock() {
        Ok(cache) => cache,
        Err(TryLockError::Poisoned(cache)) => cache.into_inner(),
        // Another thread of a free-threaded Python has it, or had it when this process was forked.
        Err(TryLockError::WouldBlock) => {
            return PyList::new(py, spans.iter().map(|span| PyString::new(py, span.text(text))));
        }
    };
    if cache.is_empty() {
        cache.resize_with(ENTRIES, || Entry { key: 0, string: None });
    }
    PyList::new(
        py,
        spans.iter().map(|span| match key(text.as_bytes(), *span) {
            Some(key) => {
                let entry = &mut cache[slot(key)];
                match &entry.string {
                    Some(string) if entry.key == key => string.clone_ref(py).into_bound(py),
                    _ => {
                        let string = PyString::new(py, span.text(text));
                        *entry = Entry { key, string: Some(string.clone().unbind()) };
                        string
                    }
                }
            }
            None => PyString::new(py, span.text(text)),
        }),
    )
}

/// The bytes of a short piece with their number, or `None` for a long one.
fn key(text: &[u8], span: Span) -> Option<u128> {
    let len = span.len();
    if len == 0 || len > LONGEST {
        return None;
    }
    let bytes = match text.get(span.start..span.start + 16) {
        Some(bytes) => bytes.try_into().unwrap_or_default(),
        None => {
            let mut bytes = [0; 16];
            bytes[..len].copy_from_slice(&text[span.start..span.end]);
            bytes
        }
    };
    let mask = (1_u128 << (8 * len)) - 1;
    Some(u128::from_le_bytes(bytes) & mask | (len as u128) << 120)
}

/// Where the piece with this key is kept: a multiplication spreads its bytes over the high bits.
fn slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(23);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - ENTRIES.ilog2())) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_tell_pieces_apart_by_bytes_and_length() {
        let text = b"a\0ab longer than fifteen bytes\0";
        let of = |start, end| key(text, Span::new(start, end));
        assert_ne!(of(0, 1), of(0, 2));
        assert_eq!(of(0, 1), of(2, 3));
        assert_eq!(of(5, 30), None);
        assert_eq!(of(0, 0), None);
        // At the end of the text, where 16 bytes cannot be read at once.
        assert_eq!(key(b"xab", Span::new(1, 3)), of(2, 4));
        assert_ne!(of(30, 31), of(0, 1));
    }
}
