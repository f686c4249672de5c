//! Strings for the pieces of a text, most of them made already.
//!
//! English news is nine tenths words of at most 15 bytes that came up before. A cache of their
//! string objects saves making and freeing them.

use crate::span::Span;
use pyo3::prelude::*;
use pyo3::types::{PyList, PyString};
use std::hint::black_box;
use std::sync::{Mutex, TryLockError};

/// Pairs of strings in the cache: with their strings they take about 0.7 MB, so that the second
/// cache of a core keeps them while its caller reads other things. On English news that was
/// faster than 8192, which miss fewer words.
const PAIRS: usize = 1 << 12;

/// Longest string that is cached, in bytes: with its length it fills 16.
const LONGEST: usize = 15;

/// Pieces whose slots are fetched together, before the first of them is looked up.
const AHEAD: usize = 32;

/// Two strings of one slot, in one line of the processor's cache.
#[derive(Default)]
#[repr(align(64))]
struct Pair {
    keys: [u128; 2],
    strings: [Option<Py<PyString>>; 2],
    /// Which of the two was used last; the other is the next to go.
    last: u8,
}

impl Pair {
    /// The string with this key; `make` makes it where neither is.
    #[inline]
    fn get<'py>(
        &mut self,
        py: Python<'py>,
        key: u128,
        make: impl FnOnce() -> Bound<'py, PyString>,
    ) -> Bound<'py, PyString> {
        let at = usize::from(self.keys[1] == key);
        if self.keys[at] == key
            && let Some(string) = &self.strings[at]
        {
            self.last = at as u8;
            return string.clone_ref(py).into_bound(py);
        }
        let string = make();
        let at = usize::from(self.last == 0);
        self.last = at as u8;
        self.keys[at] = key;
        self.strings[at] = Some(string.clone().unbind());
        string
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
    let mut keys = [0; AHEAD];
    let pieces = spans.iter().enumerate().map(|(at, span)| {
        if at % AHEAD == 0 {
            // Loads that wait for nothing overlap; the calls between lookups would part them.
            let mut touched = 0;
            for (to, span) in keys.iter_mut().zip(&spans[at..]) {
                *to = key(text.as_bytes(), *span);
                touched ^= cache[slot(*to)].last;
            }
            black_box(touched);
        }
        let make = || PyString::new(py, span.text(text));
        match keys[at % AHEAD] {
            0 => make(),
            key => cache[slot(key)].get(py, key, make),
        }
    });
    PyList::new(py, pieces)
}

/// The bytes of a short piece with their number, or 0 for a long one.
#[inline]
fn key(text: &[u8], span: Span) -> u128 {
    let len = span.len();
    if len == 0 || len > LONGEST {
        return 0;
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
    u128::from_le_bytes(bytes) & mask | (len as u128) << 120
}

/// Where the piece with this key is kept: a multiplication spreads its bytes over the high bits.
fn slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(23);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - PAIRS.ilog2())) as usize
}
