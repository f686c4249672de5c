//! What a character is to the rules on words, as bits.

use super::{LeadTable, by_place, uniform};
use crate::tokens::boundaries::property::{Properties, Word};
use crate::tokens::boundaries::tables::{BLOCKS, SETS};

// The code of a character: bits of the low byte are enough for most text.
pub(super) const LETTER: u16 = 1 << 0;
pub(super) const DIGIT: u16 = 1 << 1;
pub(super) const MID_LETTER: u16 = 1 << 2;
pub(super) const MID_NUM: u16 = 1 << 3;
const SPACE: u16 = 1 << 4;
/// `_` or carriage return.
const ODD: u16 = 1 << 5;
pub(super) const ALPHANUMERIC: u16 = 1 << 6;
/// The high byte says more: the top bit of the low one.
const RARE: u16 = 1 << 7;
const SKIPPED: u16 = 1 << 8;
const JOINER: u16 = 1 << 9;
const PICTOGRAPHIC: u16 = 1 << 10;
const INDICATOR: u16 = 1 << 11;
const KATAKANA: u16 = 1 << 12;
const HEBREW: u16 = 1 << 13;
const EXTEND_NUM_LET: u16 = 1 << 14;
const NEWLINE: u16 = 1 << 15;

/// The code of each set of properties.
static CODES: [u16; SETS.len()] = by_set!(set => code(set), 0);

pub(super) static CODES_BY_PLACE: [u16; BLOCKS.len()] = by_place(&CODES);

const fn code(of: &Properties) -> u16 {
    let word = match of.word {
        Word::Other | Word::DoubleQuote => 0,
        Word::ALetter => LETTER,
        Word::HebrewLetter => LETTER | HEBREW,
        Word::Numeric => DIGIT,
        Word::MidLetter => MID_LETTER,
        Word::MidNum => MID_NUM,
        Word::MidNumLet | Word::SingleQuote => MID_LETTER | MID_NUM,
        Word::WSegSpace => SPACE,
        Word::ExtendNumLet => EXTEND_NUM_LET,
        Word::Katakana => KATAKANA,
        Word::RegionalIndicator => INDICATOR,
        Word::Extend | Word::Format => SKIPPED,
        Word::Zwj => SKIPPED | JOINER,
        Word::Cr | Word::Lf | Word::Newline => NEWLINE,
    };
    let code = word
        | if of.pictographic { PICTOGRAPHIC } else { 0 }
        | if of.alphanumeric { ALPHANUMERIC } else { 0 };
    // A pictograph by itself is like any other character: it matters after a joiner only.
    if code & !PICTOGRAPHIC > 0xFF { code | RARE } else { code }
}

/// The bytes that begin nothing but letters, and those that begin nothing but other characters
/// that are words by themselves (ideographs).
pub(super) const UNIFORM: LeadTable = uniform(&CODES, 0, LETTER | ALPHANUMERIC, ALPHANUMERIC);

/// The same where it does not matter what makes a word.
pub(super) const UNIFORM_BOUNDS: LeadTable = uniform(&CODES, ALPHANUMERIC, LETTER, 0);

/// The ASCII characters that are neither letters nor digits, by their lower four bits.
pub(super) const MARKS: [u8; 16] = {
    let mut marks = [0; 16];
    marks[0x0] = b' ';
    marks[0x7] = b'\'';
    marks[0xA] = b':';
    marks[0xB] = b';';
    marks[0xC] = b',';
    marks[0xD] = b'\r';
    marks[0xE] = b'.';
    marks[0xF] = b'_';
    marks
};

pub(super) const MARK_CODES: [u8; 16] = {
    let mut codes = [0; 16];
    codes[0x0] = SPACE as u8;
    codes[0x7] = (MID_LETTER | MID_NUM) as u8;
    codes[0xA] = MID_LETTER as u8;
    codes[0xB] = MID_NUM as u8;
    codes[0xC] = MID_NUM as u8;
    codes[0xD] = ODD as u8;
    codes[0xE] = (MID_LETTER | MID_NUM) as u8;
    codes[0xF] = ODD as u8;
    codes
};
