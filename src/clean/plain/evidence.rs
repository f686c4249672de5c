//! Whether a short text holds anything at all that speaks of boilerplate.
//!
//! The models know whole articles and pages. Of a few lines that somebody pasted they know
//! little, and losing one of them is worse than keeping a caption: such a text comes back
//! whole unless something in it gives itself away.

use super::kind::Kind;
use super::scan::Shape;

/// Blocks up to which a text is short: shorter than any article of the training sets.
const SHORT: usize = 12;

/// Whether the text is short and nothing in it gives itself away.
pub(super) fn is_plain(shapes: &[Shape]) -> bool {
    shapes.len() <= SHORT && !shapes.iter().any(gives_itself_away)
}

/// A cue that covers a third of the block, a tag, a bar of items, a bare date or address.
pub(super) fn gives_itself_away(s: &Shape) -> bool {
    let cued = s.cued > 0 && s.cued * 3 >= s.words;
    let dated = s.words > 1 && s.dated * 3 >= s.words * 2 && s.last != Kind::Stop as u8;
    let bar = s.separators >= 3 && s.separators * 4 >= s.words;
    let address = s.ats > 0 && s.words <= 6;
    cued || s.tagged || dated || bar || address
}
