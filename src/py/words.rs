//! Strings for the pieces of a text, most of them made already.
//!
//! English news is nine tenths words of at most 15 bytes that came up before. A cache of their
//! string objects saves making and freeing them.

use crate::span::Span;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::sync::{Mutex, TryLockError};

/// Pairs of strings in the cache. On 6 MB of English news 14 % of the words miss 4096 pairs, 10 %
/// 8192, 8 % 16384; 8192 with their strings take 1.4 MB, about what a core's second cache holds.
const PAIRS: usize = 1 << 13;

/// Longest string that is cached, in bytes: with its length it fills 16.
const LONGEST: usize = 15;

/// Two strings of one slot, the one used last in front.
#[derive(Default)]
struct Pair {
    keys: [u128; 2],
    strings: [Option<Py<PyString>>; 2],
}

impl Pair {
    /// The string with this key; `make` makes it where neither is.
    fn get<'py>(
        &mut self,
        py: Python<'py>,
        key: u128,
        make: impl FnOnce() -> Bound<'py, PyString>,
    ) -> Bound<'py, PyString> {
        if self.keys[0] != key {
            self.keys.swap(0, 1);
            self.strings.swap(0, 1);
        }
        match &self.strings[0] {
            Some(string) if self.keys[0] == key => string.clone_ref(py).into_bound(py),
            _ => {
                let string = make();
                self.keys[0] = key;
                self.strings[0] = Some(string.clone().unbind());
                string
            }
        }
    }
}

static CACHE: Mutex<Vec<Pair>> = Mutex::new(Vec::new());

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
        cache.resize_with(PAIRS, Pair::default);
    }
    let pieces = spans.iter().map(|span| {
        let make = || PyString::new(py, span.text(text));
        match key(text.as_bytes(), *span) {
            Some(key) => cache[slot(key)].get(py, key, make),
            None => make(),
        }
    });
    PyList::new(py, pieces)
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
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PAIRS.ilog2())) as usize
}
