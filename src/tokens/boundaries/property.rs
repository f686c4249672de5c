//! The properties of characters that UAX #29 speaks of.

use super::tables::{BLOCKS, PAGES, PLANES, SETS};

/// Word_Break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    Other,
    Cr,
    Lf,
    Newline,
    Extend,
    Zwj,
    Format,
    RegionalIndicator,
    Katakana,
    HebrewLetter,
    ALetter,
    SingleQuote,
    DoubleQuote,
    MidNumLet,
    MidLetter,
    MidNum,
    Numeric,
    ExtendNumLet,
    WSegSpace,
}

/// Grapheme_Cluster_Break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grapheme {
    Other,
    Cr,
    Lf,
    Control,
    Extend,
    Zwj,
    RegionalIndicator,
    Prepend,
    SpacingMark,
    L,
    V,
    T,
    Lv,
    Lvt,
}

/// Sentence_Break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sentence {
    Other,
    Cr,
    Lf,
    Sep,
    Extend,
    Format,
    Sp,
    Lower,
    Upper,
    OLetter,
    Numeric,
    ATerm,
    SContinue,
    STerm,
    Close,
}

/// Indic_Conjunct_Break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Indic {
    None,
    Consonant,
    Extend,
    Linker,
}

/// All that the rules ask of one character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Properties {
    pub(super) word: Word,
    pub(super) grapheme: Grapheme,
    pub(super) sentence: Sentence,
    pub(super) indic: Indic,
    /// Extended_Pictographic.
    pub(super) pictographic: bool,
    /// A letter or a digit: what makes a segment a word.
    pub(super) alphanumeric: bool,
    /// Alphabetic.
    pub(super) alphabetic: bool,
}

impl Properties {
    /// The properties of `c`.
    pub(super) fn of(c: char) -> &'static Self {
        &SETS[set_of(c as u32) as usize]
    }
}

/// The place in [`SETS`] of a code point's properties.
pub(super) const fn set_of(point: u32) -> u8 {
    BLOCKS[place_of(point)]
}

/// The place in [`BLOCKS`] of a code point; 0 for what is no code point.
#[inline(always)]
pub(super) const fn place_of(point: u32) -> usize {
    // The pages of the BMP stand first and in order: only the others need to be looked up.
    let index = if point < 0x10000 {
        (point >> 6) as usize
    } else if point <= char::MAX as u32 {
        PLANES[(point >> 12) as usize] as usize * 64 + (point >> 6) as usize % 64
    } else {
        return 0;
    };
    PAGES[index] as usize * 64 + point as usize % 64
}
