//! The fast path: what most of a text is, words of ASCII with a space or comma after them, told
//! from masks of 64 bytes. Anything else is left to the reader of its class.

use super::Lexer;
use crate::tokens::language::{Name, may_cut};
use crate::tokens::simd::{BLOCK, Kernel, Lanes};
use crate::tokens::token::TokenKind;

/// Reads a whole text.
pub(super) struct Plain<'p, 't, 'l>(pub(super) &'p mut Lexer<'t, 'l>);

/// What the bytes of a block are, a bit for each.
struct Masks {
    space: u64,
    letter: u64,
    /// Letters, digits and underscores.
    word: u64,
    /// A word may go on after such a byte, or what it is depends on it.
    joint: u64,
    /// A token by itself, whatever stands around it.
    single: u64,
}

// Bits of the classes, each a set of lower four bits in some of the upper ones: white space at
// 0x00 to 0x1F and at 0x20, joints at 0x20, 0x30 and 0x40, single signs at 0x20 and 0x50.
const SPACE: u8 = 1 << 0 | 1 << 1;
const JOINT: u8 = 1 << 2 | 1 << 3 | 1 << 4;
const SINGLE: u8 = 1 << 5 | 1 << 6;

const CLASSES: [[u8; 16]; 2] = {
    let (mut low, mut high) = ([1 << 0; 16], [0; 16]);
    (high[0], high[1]) = (1 << 0, 1 << 0);
    high[2] = 1 << 1 | 1 << 2 | 1 << 5;
    (high[3], high[4], high[5]) = (1 << 3, 1 << 4, 1 << 6);
    let mut signs: &[u8] = b" !#&'(*+-./:@\",([";
    while let &[sign, ref rest @ ..] = signs {
        low[(sign & 15) as usize] |= match sign {
            b' ' => 1 << 1,
            b':' => 1 << 3,
            b'@' => 1 << 4,
            b'"' | b',' => 1 << 5,
            b'[' => 1 << 6,
            // The bracket is in both: `friend(s)`.
            b'(' => 1 << 2 | 1 << 5,
            _ => 1 << 2,
        };
        signs = rest;
    }
    [low, high]
};

impl Masks {
    #[inline(always)]
    fn of<L: Lanes>(lanes: L, block: &[u8; BLOCK]) -> Self {
        let v = lanes.load(block);
        let classes = lanes.nibbles(v, &CLASSES[0], &CLASSES[1]);
        let letters = lanes.letters(v);
        Self {
            space: any(lanes, classes, SPACE),
            letter: lanes.bit::<7>(letters),
            word: lanes.bit::<7>(lanes.or(letters, lanes.digits(v))) | lanes.equal(v, b'_'),
            joint: any(lanes, classes, JOINT) | lanes.bit::<7>(v),
            single: any(lanes, classes, SINGLE),
        }
    }
}

/// Where a byte is of one of these classes.
#[inline(always)]
fn any<L: Lanes>(lanes: L, classes: L::Bytes, of: u8) -> u64 {
    !lanes.equal(lanes.and(classes, of), 0)
}

impl Kernel for Plain<'_, '_, '_> {
    type Output = ();

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) {
        let lexer = self.0;
        let bytes = lexer.text.as_bytes();
        let mut at = 0;
        while let Some(block) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            at = lexer.block(at, &Masks::of(lanes, block));
        }
        lexer.rest(at);
    }
}

impl Lexer<'_, '_> {
    /// Reads the block that begins at `base`, where no token goes on; returns where the token
    /// begins that does not end in it, or the end of the last one.
    #[inline(always)]
    fn block(&mut self, base: usize, masks: &Masks) -> usize {
        let mut i = 0;
        while i < BLOCK {
            let tokens = !masks.space >> i;
            if tokens == 0 {
                break;
            }
            i += tokens.trailing_zeros() as usize;
            if masks.single >> i & 1 == 1 {
                self.push(base + i, base + i + 1, TokenKind::Punctuation);
                i += 1;
                continue;
            }
            let end = i + (!(masks.word >> i)).trailing_zeros() as usize;
            if end >= BLOCK && i > 0 {
                return base + i;
            }
            let plain = end < BLOCK && masks.letter >> i & !masks.joint >> end & 1 == 1;
            i = if plain {
                self.plain_word(base + i, base + end);
                end
            } else {
                self.token(base + i) - base
            };
        }
        base + i.max(BLOCK)
    }

    /// Adds a word of ASCII letters, digits and underscores: as [`Lexer::finish`] does.
    #[inline(always)]
    fn plain_word(&mut self, start: usize, end: usize) {
        let word = &self.text.as_bytes()[start..end];
        let cut = match self.language.map(|l| l.name) {
            Some(Name::English) => may_cut(word),
            // Its pronouns at the end of a verb end so.
            Some(Name::Spanish) => matches!(word.last(), Some(b'a' | b'e' | b'o' | b's')),
            _ => false,
        };
        if cut {
            self.finish(start, end);
        } else {
            self.push(start, end, TokenKind::Word);
        }
    }
}
