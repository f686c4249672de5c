//! What the page's own address says of its type.

use super::features::TELLING;
use super::words::{Labels, class_labels};

/// Facts about an address.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Address {
    /// Parts of the path; -1 where the page names no address.
    pub(crate) depth: f32,
    /// Hyphens in the last part: a headline has many.
    pub(crate) hyphens: f32,
    /// Digits in the path.
    pub(crate) digits: f32,
    /// Of the labels in [`TELLING`] those of the words in the path.
    pub(crate) labels: [f32; 12],
}

impl Address {
    pub(crate) fn new(url: Option<&str>) -> Self {
        let none = Self { depth: -1.0, hyphens: -1.0, digits: -1.0, labels: [-1.0; 12] };
        let Some(url) = url else { return none };
        let path = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = path.split_once('/').map_or("", |(_, path)| path);
        let path = path.split(['?', '#']).next().unwrap_or_default();
        let parts = path.split('/').filter(|p| !p.is_empty());
        let last = parts.clone().next_back().unwrap_or_default();
        let words: Labels = class_labels(path.as_bytes());
        Self {
            depth: parts.count() as f32,
            hyphens: last.bytes().filter(|&b| b == b'-' || b == b'_').count() as f32,
            digits: path.bytes().filter(u8::is_ascii_digit).count() as f32,
            labels: TELLING.map(|label| f32::from(u8::from(words & label != 0))),
        }
    }
}
