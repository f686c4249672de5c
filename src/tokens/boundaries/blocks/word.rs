//! Word boundaries.

use super::word_codes::{
    ALPHANUMERIC, CODES_BY_PLACE, DIGIT, LETTER, MARK_CODES, MARKS, UNIFORM, UNIFORM_BOUNDS,
};
use super::{Blocks, Sink, after, before, line_end, look_up, low_bits, pairs};
use crate::tokens::boundaries::property::{Properties, Word};
use crate::tokens::simd::{BLOCK, Codes, Kernel, Lanes, PADDED};

/// The word boundaries of `text`, in code points or in bytes, to `sink`.
pub(in crate::tokens::boundaries) struct Words<'t, S, const CHARS: bool> {
    pub(in crate::tokens::boundaries) text: &'t str,
    pub(in crate::tokens::boundaries) sink: S,
}

/// What a block must know of those before it, as masks of one bit.
#[derive(Default)]
pub(super) struct Before {
    // Of the last character that WB4 does not skip.
    pub(super) letter: u64,
    pub(super) digit: u64,
    /// A character that WB6, WB7b or WB12 joins to the next.
    pub(super) bridge: u64,
    pub(super) hebrew: u64,
    pub(super) katakana: u64,
    pub(super) extend_num: u64,
    /// An odd number of regional indicators.
    pub(super) indicator: u64,
    // Of the very last character.
    pub(super) space: u64,
    pub(super) cr: u64,
    pub(super) joiner: u64,
}

/// A bit for each character.
struct Masks {
    letter: u64,
    digit: u64,
    mid_letter: u64,
    mid_num: u64,
    extend_num: u64,
}

/// A block as it was read.
pub(super) struct Block<'b, L: Lanes> {
    pub(super) bytes: &'b [u8; PADDED],
    pub(super) v: L::Bytes,
    /// The first byte of every character.
    pub(super) leads: u64,
    /// Of those, the ones that are not ASCII.
    pub(super) wide: u64,
    /// Where the block ends in the text.
    pub(super) end: usize,
}

impl<S: Sink, const CHARS: bool> Kernel for Words<'_, S, CHARS> {
    type Output = S;

    #[inline(always)]
    fn run<L: Lanes>(mut self, lanes: L) -> S {
        if self.text.is_empty() {
            return self.sink;
        }
        let mut blocks = Blocks::new(self.text);
        let mut state = Before::default();
        let mut base = 0;
        loop {
            if state.hebrew | state.katakana == 0 {
                let sink = &mut self.sink;
                ascii(lanes, self.text, &mut blocks, &mut state, |bounds, alphanumeric| {
                    sink.block(lanes, base, bounds, alphanumeric);
                    base += BLOCK;
                });
            }
            let Some((bytes, valid, end)) = blocks.next() else { break };
            let v = lanes.load(bytes.first_chunk().expect("a block is longer"));
            let leads = valid & !lanes.continued(v);
            let block = Block { bytes, v, leads, wide: leads & lanes.bit::<7>(v), end };
            let (bounds, alphanumeric) = wide::<L, S>(lanes, &block, self.text, &mut state);
            if CHARS {
                let alphanumeric = if S::WORDS { lanes.pack(alphanumeric, leads) } else { 0 };
                self.sink.block(lanes, base, bounds, alphanumeric);
                base += leads.count_ones() as usize;
            } else {
                self.sink.block(lanes, base, lanes.spread(bounds, leads), alphanumeric);
                base += valid.count_ones() as usize;
            }
        }
        self.sink.finish(base);
        self.sink
    }
}

/// Gives `found` the boundaries, and the letters and digits, of whole blocks of ASCII until one is
/// not. Nothing in ASCII is skipped, Katakana or Hebrew.
#[inline(always)]
fn ascii<L: Lanes>(
    lanes: L,
    text: &str,
    blocks: &mut Blocks,
    state: &mut Before,
    mut found: impl FnMut(u64, u64),
) {
    while let Some(bytes) = blocks.whole() {
        let v = lanes.load(bytes);
        if lanes.bit::<7>(v) != 0 {
            return;
        }
        blocks.at += BLOCK;
        let end = blocks.at;
        let marks = lanes.marks(v, &MARKS, &MARK_CODES);
        let mut masks = Masks {
            letter: lanes.bit::<7>(lanes.letters(v)),
            digit: lanes.bit::<7>(lanes.digits(v)),
            mid_letter: lanes.bit::<2>(marks),
            mid_num: lanes.bit::<3>(marks),
            extend_num: 0,
        };
        let space = lanes.bit::<4>(marks);
        let mut join = space & after(space, state.space); // WB3d
        state.space = space >> 63;
        if (lanes.bit::<5>(marks) | state.cr) != 0 {
            masks.extend_num = lanes.equal(v, b'_');
            join |= line_end(lanes, v, !0, &mut state.cr);
        }
        join |= joined(&masks, state, 63, text, end);
        (state.joiner, state.indicator) = (0, 0);
        found(!join, masks.letter | masks.digit);
    }
}

/// Where the rules on letters, digits and ExtendNumLet join a character to the one before.
#[inline(always)]
fn joined(m: &Masks, state: &mut Before, top: u32, text: &str, end: usize) -> u64 {
    let solid = m.letter | m.digit | m.extend_num;
    let letters = m.mid_letter & after(m.letter, state.letter);
    let digits = m.mid_num & after(m.digit, state.digit);
    let bridge = bridges(letters, digits, m.letter, m.digit, top, text, end);
    let last = state.letter | state.digit | state.extend_num;
    let join = solid & after(solid, last) // WB5, WB8 to WB10, WB13a, WB13b
        | bridge // WB6, WB12
        | after(bridge, state.bridge); // WB7, WB11
    state.letter = m.letter >> top & 1;
    state.digit = m.digit >> top & 1;
    state.extend_num = m.extend_num >> top & 1;
    state.bridge = bridge >> top & 1;
    join
}

/// WB6, WB12: of `letters` and `digits`, which follow a letter or a digit and may join it to
/// another, those that do. What follows the last character begins at byte `end`.
#[inline(always)]
pub(super) fn bridges(
    letters: u64,
    digits: u64,
    letter: u64,
    digit: u64,
    top: u32,
    text: &str,
    end: usize,
) -> u64 {
    let mut bridge = letters & letter >> 1 | digits & digit >> 1;
    if (letters | digits) >> top & 1 == 1 {
        let next = next_base(text, end);
        let joins = letters >> top & 1 == 1 && matches!(next, Word::ALetter | Word::HebrewLetter)
            || digits >> top & 1 == 1 && next == Word::Numeric;
        bridge |= u64::from(joins) << top;
    }
    bridge
}

/// The same of a block that is not all ASCII: boundaries a bit for each character, letters and
/// digits a bit for each first byte.
#[inline(always)]
pub(super) fn wide<L: Lanes, S: Sink>(
    lanes: L,
    block: &Block<L>,
    text: &str,
    state: &mut Before,
) -> (u64, u64) {
    let Block { v, leads, .. } = *block;
    if leads == 0 {
        return (0, 0); // the end of a text whose last character began in the block before
    }
    let word = lanes.or(
        lanes.and(lanes.letters(v), (LETTER | ALPHANUMERIC) as u8),
        lanes.and(lanes.digits(v), (DIGIT | ALPHANUMERIC) as u8),
    );
    let word = lanes.or(word, lanes.marks(v, &MARKS, &MARK_CODES));
    let [ones, others] = if S::WORDS { &UNIFORM } else { &UNIFORM_BOUNDS };
    let uniform = lanes.nibbles(v, ones, others);
    let letters = !lanes.equal(lanes.and(uniform, 0x0F), 0);
    let known = !lanes.equal(uniform, 0);
    let Codes { low: codes, high } =
        look_up(lanes, block.bytes, block.wide & !known, &CODES_BY_PLACE, word);
    let alphanumeric = (lanes.bit::<6>(codes) | known) & leads;
    let masks = Masks {
        letter: lanes.pack(lanes.bit::<0>(codes) | letters, leads),
        digit: lanes.pack(lanes.bit::<1>(codes), leads),
        mid_letter: lanes.pack(lanes.bit::<2>(codes), leads),
        mid_num: lanes.pack(lanes.bit::<3>(codes), leads),
        extend_num: lanes.pack(lanes.equal(v, b'_'), leads),
    };
    let space = lanes.pack(lanes.bit::<4>(codes), leads);
    let count = leads.count_ones();
    let top = count - 1;
    let mut join = space & after(space, state.space); // WB3d
    state.space = space >> top;
    if (lanes.bit::<5>(codes) | state.cr) != 0 {
        // ASCII bytes stand beside each other in bytes as in characters.
        join |= lanes.pack(line_end(lanes, v, leads, &mut state.cr), leads);
    }
    if lanes.bit::<7>(codes) == 0 && (state.hebrew | state.katakana | state.joiner) == 0 {
        (state.joiner, state.indicator) = (0, 0);
        join |= joined(&masks, state, top, text, block.end);
    } else {
        join |= rare(lanes, block, &high, masks, state, text);
    }
    (!join & low_bits(count), alphanumeric)
}

/// As [`joined`], with the rules on all other characters.
#[inline(always)]
fn rare<L: Lanes>(
    lanes: L,
    block: &Block<L>,
    high: &L::Bytes,
    mut m: Masks,
    state: &mut Before,
    text: &str,
) -> u64 {
    let Block { v, leads, wide, .. } = *block;
    let top = leads.count_ones() - 1;
    let packed = |mask: u64| lanes.pack(mask, leads);
    let of_high = |mask: u64| lanes.pack(mask & wide, leads);
    let skipped = of_high(lanes.bit::<0>(*high));
    let joiner = of_high(lanes.bit::<1>(*high));
    let pictographic = of_high(lanes.bit::<2>(*high));
    let mut indicator = of_high(lanes.bit::<3>(*high));
    let mut katakana = of_high(lanes.bit::<4>(*high));
    let mut hebrew = of_high(lanes.bit::<5>(*high));
    m.extend_num |= of_high(lanes.bit::<6>(*high));
    let newline = of_high(lanes.bit::<7>(*high))
        | packed(lanes.equal(v, b'\n') | lanes.equal(v, b'\r'))
        | packed(lanes.equal(v, 0x0B) | lanes.equal(v, 0x0C));
    let mut single = packed(lanes.equal(v, b'\''));
    let mut double = packed(lanes.equal(v, b'"'));

    let mut join = pictographic & after(joiner, state.joiner); // WB3c
    state.joiner = joiner >> top;
    // WB4 skips nothing at the start of a line (WB3a) or of the text.
    let start = block.end - BLOCK + leads.trailing_zeros() as usize;
    let fresh =
        before(text, start).is_none_or(|p| matches!(p.word, Word::Cr | Word::Lf | Word::Newline));
    let skipped = skipped & !after(newline, u64::from(fresh));
    join |= skipped; // WB4
    let kept = !skipped & low_bits(top + 1);
    if kept == 0 {
        return join;
    }
    if skipped != 0 {
        for mask in [
            &mut m.letter,
            &mut m.digit,
            &mut m.mid_letter,
            &mut m.mid_num,
            &mut m.extend_num,
            &mut indicator,
            &mut katakana,
            &mut hebrew,
            &mut single,
            &mut double,
        ] {
            *mask = lanes.pack(*mask, kept);
        }
    }
    let top = kept.count_ones() - 1;
    let mut base = single & after(hebrew, state.hebrew); // WB7a
    let quoted = double & after(hebrew, state.hebrew);
    let mut bridge = quoted & hebrew >> 1;
    if quoted >> top & 1 == 1 && next_base(text, block.end) == Word::HebrewLetter {
        bridge |= 1 << top;
    }
    base |= bridge | bridge << 1; // WB7b, WB7c
    let bridged = bridge >> top;
    base |= katakana & after(katakana | m.extend_num, state.katakana | state.extend_num); // WB13, WB13b
    base |= m.extend_num & after(katakana, state.katakana); // WB13a
    base |= pairs(indicator, &mut state.indicator, top); // WB15, WB16
    base |= joined(&m, state, top, text, block.end);
    state.bridge |= bridged;
    state.hebrew = hebrew >> top;
    state.katakana = katakana >> top;
    join | lanes.spread(base, kept)
}

/// The first character from byte `at` on that WB4 does not skip.
fn next_base(text: &str, mut at: usize) -> Word {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    let mut words = text.get(at..).unwrap_or("").chars().map(|c| Properties::of(c).word);
    words.find(|w| !matches!(w, Word::Extend | Word::Format | Word::Zwj)).unwrap_or(Word::Other)
}
