//! The rules of UAX #29 as the standard writes them, one character after the other.
//!
//! Each arm carries the name of its rule. This is what the standard means; the block-wise code in
//! `blocks` must give the same boundaries for every text.

mod grapheme;
mod sentence;
mod word;

use crate::tokens::boundaries::Level;

/// Calls `found` with the byte offset of every boundary of `text`, in order.
pub(super) fn boundaries(text: &str, level: Level, mut found: impl FnMut(usize)) {
    if text.is_empty() {
        return;
    }
    match level {
        Level::Grapheme => grapheme::boundaries(text, &mut found),
        Level::Word => word::boundaries(text, &mut found),
        Level::Sentence => sentence::boundaries(text, &mut found),
    }
    found(text.len());
}
