//! What a character is to the tokenizer: one table look-up for ASCII, ranges for the letters of
//! the languages with rules, the standard library for the rest.

use crate::tokens::boundaries::is_alphabetic;

/// Classes of characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    /// Letters, the underscore, and marks that modify a letter.
    Letter,
    Digit,
    Punctuation,
    Symbol,
    /// A character of a script that puts no space between words.
    Unspaced,
    Emoji,
}

const ASCII: [Class; 128] = {
    let mut table = [Class::Punctuation; 128];
    let mut b = 0;
    while b < 128 {
        let byte = b as u8;
        if byte <= b' ' || byte == 0x7F {
            table[b] = Class::Space;
        } else if byte.is_ascii_alphabetic() || byte == b'_' {
            table[b] = Class::Letter;
        } else if byte.is_ascii_digit() {
            table[b] = Class::Digit;
        } else if matches!(
            byte,
            b'$' | b'%' | b'&' | b'+' | b'<' | b'=' | b'>' | b'@' | b'#' | b'^' | b'|' | b'~'
        ) {
            table[b] = Class::Symbol;
        }
        b += 1;
    }
    table
};

/// Whether a byte is a letter, digit or underscore of ASCII.
pub(super) const WORD_BYTE: [bool; 256] = {
    let mut table = [false; 256];
    let mut b = 0;
    while b < 128 {
        table[b] = matches!(ASCII[b], Class::Letter | Class::Digit);
        b += 1;
    }
    table
};

/// The class of `c`.
#[inline]
pub(super) fn class(c: char) -> Class {
    if c.is_ascii() { ASCII[c as usize] } else { wide_class(c) }
}

fn wide_class(c: char) -> Class {
    match c as u32 {
        0xC0..=0x24F if c != '×' && c != '÷' => Class::Letter,
        0x400..=0x52F => Class::Letter,
        0xAD | 0x200C | 0x200D | 0x2060 | 0xFEFF => Class::Letter,
        0x3005
        | 0x3007
        | 0x3041..=0x3096
        | 0x309D..=0x309F
        | 0x30A1..=0x30FA
        | 0x30FC..=0x30FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0x9FFF
        | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9F
        | 0x20000..=0x3FFFF => Class::Unspaced,
        0xE01..=0xE3A
        | 0xE40..=0xE4E
        | 0xE81..=0xECF
        | 0xEDC..=0xEDF
        | 0x1000..=0x103F
        | 0x1050..=0x108F
        | 0x1780..=0x17D3
        | 0x17D7 => Class::Unspaced,
        0xA1..=0xBF | 0x2000..=0x2BFF | 0x3000..=0x303F => wide_sign(c),
        0x1F000..=0x1FBFF => Class::Emoji,
        _ if is_alphabetic(c) || is_mark(c) => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ => Class::Punctuation,
    }
}

/// The class of a sign of Latin-1 or of the blocks of punctuation and symbols.
fn wide_sign(c: char) -> Class {
    match c {
        _ if c.is_whitespace() => Class::Space,
        'ª' | 'º' | 'µ' => Class::Letter,
        '¡' | '«' | '·' | '»' | '¿' | '¶' => Class::Punctuation,
        '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' => match c {
            '‰' | '‱' | '⁄' => Class::Symbol,
            _ => Class::Punctuation,
        },
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' => {
            Class::Punctuation
        }
        '\u{20d0}'..='\u{20ff}' => Class::Letter,
        _ if is_pictograph(c) => Class::Emoji,
        _ if is_alphabetic(c) => Class::Letter,
        _ if c.is_numeric() => Class::Digit,
        _ => Class::Symbol,
    }
}

/// Whether `c` is shown as a picture of the older blocks.
fn is_pictograph(c: char) -> bool {
    matches!(
        c as u32,
        0x231A..=0x231B | 0x23E9..=0x23FA | 0x2600..=0x27BF | 0x2B05..=0x2B07 | 0x2B1B..=0x2B1C
            | 0x2B50 | 0x2B55
    )
}

/// Whether `c` modifies the letter before it and is not a letter itself.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c as u32,
        0x300..=0x36F | 0x483..=0x489 | 0x591..=0x5BD | 0x5BF | 0x5C1..=0x5C2 | 0x5C4..=0x5C5
            | 0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x670 | 0x6D6..=0x6ED | 0x711
            | 0x730..=0x74A | 0x7A6..=0x7B0 | 0x816..=0x82D | 0x859..=0x85B | 0x8D3..=0x903
            | 0x93A..=0x94F | 0x951..=0x957 | 0x962..=0x963 | 0x981..=0x983 | 0x9BC..=0x9CD
            | 0xA01..=0xA03 | 0xA3C..=0xA4D | 0xA81..=0xA83 | 0xABC..=0xACD | 0xB01..=0xB03
            | 0xB3C..=0xB57 | 0xBBE..=0xBCD | 0xC00..=0xC04 | 0xC3C..=0xC56 | 0xCBC..=0xCD6
            | 0xD00..=0xD03 | 0xD3B..=0xD4D | 0xDCA..=0xDDF | 0xE31..=0xE3A | 0xE47..=0xE4E
            | 0xEB1..=0xEBC | 0xEC8..=0xECE | 0xF18..=0xF19 | 0xF71..=0xF84 | 0x102B..=0x103E
            | 0x135D..=0x135F | 0x17B4..=0x17D3 | 0x180B..=0x180F | 0x1AB0..=0x1ACE
            | 0x1DC0..=0x1DFF | 0x20D0..=0x20F0 | 0x302A..=0x302F | 0x3099..=0x309A
            | 0xA66F..=0xA67D | 0xFE00..=0xFE0F | 0xFE20..=0xFE2F | 0x1F3FB..=0x1F3FF
            | 0xE0100..=0xE01EF
    )
}
