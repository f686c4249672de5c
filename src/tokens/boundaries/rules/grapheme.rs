//! Grapheme cluster boundary rules (extended grapheme clusters).

use crate::tokens::boundaries::property::{Grapheme, Grapheme::*, Indic, Properties};

/// What stands before a position.
struct Before {
    last: Grapheme,
    /// `Linker Extend*` by Indic_Conjunct_Break.
    linked: bool,
    emoji: Emoji,
    /// How many regional indicators `last` ends.
    indicators: usize,
}

/// How far GB11's left side has come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Emoji {
    None,
    /// `Extended_Pictographic Extend*`
    Base,
    /// `Extended_Pictographic Extend* ZWJ`
    Joined,
}

/// Calls `found` with every boundary but the last. `text` is not empty.
pub(super) fn boundaries(text: &str, found: &mut impl FnMut(usize)) {
    let mut before = Before { last: Other, linked: false, emoji: Emoji::None, indicators: 0 };
    for (at, c) in text.char_indices() {
        let right = Properties::of(c);
        // GB1
        if at == 0 || !joined(&before, right) {
            found(at);
        }
        before.push(right);
    }
}

impl Before {
    fn push(&mut self, right: &Properties) {
        self.linked = match right.indic {
            Indic::Linker => true,
            Indic::Extend => self.linked,
            _ => false,
        };
        self.emoji = match (self.emoji, right.grapheme) {
            _ if right.pictographic => Emoji::Base,
            (Emoji::Base, Extend) => Emoji::Base,
            (Emoji::Base, Zwj) => Emoji::Joined,
            _ => Emoji::None,
        };
        self.indicators = if right.grapheme == RegionalIndicator { self.indicators + 1 } else { 0 };
        self.last = right.grapheme;
    }
}

/// Whether the rules forbid a boundary before `right`.
fn joined(left: &Before, right: &Properties) -> bool {
    match (left.last, right.grapheme) {
        // GB3
        (Cr, Lf) => true,
        // GB4
        (Control | Cr | Lf, _) => false,
        // GB5
        (_, Control | Cr | Lf) => false,
        // GB6
        (L, L | V | Lv | Lvt) => true,
        // GB7
        (Lv | V, V | T) => true,
        // GB8
        (Lvt | T, T) => true,
        // GB9
        (_, Extend | Zwj) => true,
        // GB9a
        (_, SpacingMark) => true,
        // GB9b
        (Prepend, _) => true,
        // GB9c
        _ if left.linked && right.indic == Indic::Consonant => true,
        // GB11
        _ if left.emoji == Emoji::Joined && right.pictographic => true,
        // GB12, GB13
        (RegionalIndicator, RegionalIndicator) => left.indicators % 2 == 1,
        // GB999
        _ => false,
    }
}
