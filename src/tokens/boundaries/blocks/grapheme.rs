//! Grapheme cluster boundaries.

use super::{
    Blocks, LeadTable, Sink, after, before, begins, by_place, line_end, look_up, low_bits, pairs,
    place_at, reach,
};
use crate::tokens::boundaries::property::{Grapheme, Indic, Properties};
use crate::tokens::boundaries::tables::{BLOCKS, SETS};
use crate::tokens::simd::{BLOCK, Codes, Kernel, Lanes, PADDED};

// The code of a character.
/// Joins to what stands before: Extend, ZWJ, SpacingMark.
const TAIL: u16 = 1 << 0;
const CONTROL: u16 = 1 << 1;
const PREPEND: u16 = 1 << 2;
const INDICATOR: u16 = 1 << 3;
const PICTOGRAPHIC: u16 = 1 << 4;
const JOINER: u16 = 1 << 5;
const EXTEND: u16 = 1 << 6;
/// Without such a character, in the block or just before it, all is boundaries.
const RARE: u16 = 1 << 7;
const L: u16 = 1 << 8;
const V: u16 = 1 << 9;
const T: u16 = 1 << 10;
const LV: u16 = 1 << 11;
const LVT: u16 = 1 << 12;
const CONSONANT: u16 = 1 << 13;
const LINKER: u16 = 1 << 14;
const INDIC_EXTEND: u16 = 1 << 15;

/// The code of each set of properties.
static CODES: [u16; SETS.len()] = by_set!(set => code(set), 0);

static CODES_BY_PLACE: [u16; BLOCKS.len()] = by_place(&CODES);

const fn code(of: &Properties) -> u16 {
    let grapheme = match of.grapheme {
        Grapheme::Other => 0,
        Grapheme::Cr | Grapheme::Lf | Grapheme::Control => CONTROL,
        Grapheme::Extend => TAIL | EXTEND | RARE,
        Grapheme::Zwj => TAIL | JOINER | RARE,
        Grapheme::SpacingMark => TAIL | RARE,
        Grapheme::RegionalIndicator => INDICATOR | RARE,
        Grapheme::Prepend => PREPEND | RARE,
        Grapheme::L => L | RARE,
        Grapheme::V => V | RARE,
        Grapheme::T => T | RARE,
        Grapheme::Lv => LV,
        Grapheme::Lvt => LVT,
    };
    let indic = match of.indic {
        Indic::None => 0,
        Indic::Consonant => CONSONANT,
        Indic::Extend => INDIC_EXTEND,
        Indic::Linker => LINKER | RARE,
    };
    grapheme | indic | if of.pictographic { PICTOGRAPHIC } else { 0 }
}

/// The bytes that begin a character with [`RARE`].
const SUSPECTS: LeadTable = begins(&by_set!(set => code(set) & RARE != 0, false));

/// ASCII controls, by nibble: 0x00 to 0x1F and 0x7F.
const CONTROLS: [[u8; 16]; 2] = [
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3],
    [1, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0],
];

/// The grapheme cluster boundaries of `text`, in code points or in bytes, to `sink`.
pub(in crate::tokens::boundaries) struct Graphemes<'t, S, const CHARS: bool> {
    pub(in crate::tokens::boundaries) text: &'t str,
    pub(in crate::tokens::boundaries) sink: S,
}

/// What a block must know of those before it, as masks of one bit.
#[derive(Default)]
struct Before {
    /// The fields below `cr` hold; else the last character says it all.
    known: bool,
    cr: u64,
    control: u64,
    prepend: u64,
    /// An odd number of regional indicators.
    indicator: u64,
    l: u64,
    /// LV or V.
    v: u64,
    /// LVT or T.
    t: u64,
    /// `Linker Extend*` by Indic_Conjunct_Break.
    linked: u64,
    /// `Extended_Pictographic Extend*`
    emoji: u64,
    /// `Extended_Pictographic Extend* ZWJ`
    joined: u64,
}

impl Before {
    /// Whether a character that is not rare may join to what stands before.
    fn open(&self) -> bool {
        self.known && self.prepend | self.linked | self.joined | self.l != 0
    }

    /// What the one character before a block says; none is before the first.
    fn learn(&mut self, before: Option<&Properties>) {
        let code = before.map_or(CONTROL, code);
        let bit = |mask: u16| u64::from(code & mask != 0);
        *self = Self {
            known: true,
            cr: self.cr,
            control: bit(CONTROL),
            v: bit(LV),
            t: bit(LVT),
            emoji: bit(PICTOGRAPHIC),
            ..Self::default()
        };
    }
}

impl<S: Sink, const CHARS: bool> Kernel for Graphemes<'_, S, CHARS> {
    type Output = S;

    #[inline(always)]
    fn run<V: Lanes>(mut self, lanes: V) -> S {
        if self.text.is_empty() {
            return self.sink;
        }
        let mut blocks = Blocks::new(self.text);
        let mut state = Before::default();
        let mut base = 0;
        while let Some((bytes, valid, end)) = blocks.next() {
            let v = lanes.load(bytes.first_chunk().expect("a block is longer"));
            let leads = valid & !lanes.continued(v);
            let mut join = line_end(lanes, v, leads, &mut state.cr); // GB3
            let suspects = lanes.nibbles(v, &SUSPECTS[0], &SUSPECTS[1]);
            let suspects = leads & !lanes.equal(suspects, 0);
            if leads != 0 && (state.open() || any_rare(lanes, bytes, suspects)) {
                let wide = leads & lanes.bit::<7>(v);
                if !state.known {
                    let start = end - BLOCK + leads.trailing_zeros() as usize;
                    state.learn(before(self.text, start));
                }
                let joined = rare(lanes, bytes, v, leads, wide, &mut state);
                join |= lanes.spread(joined, leads);
            } else if leads != 0 {
                state.known = false;
            }
            let bounds = leads & !join;
            if CHARS {
                self.sink.block(lanes, base, lanes.pack(bounds, leads), 0);
                base += leads.count_ones() as usize;
            } else {
                self.sink.block(lanes, base, bounds, 0);
                base += valid.count_ones() as usize;
            }
        }
        self.sink.finish(base);
        self.sink
    }
}

#[inline(always)]
fn any_rare<V: Lanes>(lanes: V, block: &[u8; PADDED], mut suspects: u64) -> bool {
    while suspects != 0 {
        let i = suspects.trailing_zeros() as usize;
        if CODES_BY_PLACE[place_at(lanes, block, i)] & RARE != 0 {
            return true;
        }
        suspects &= suspects - 1;
    }
    false
}

/// Where the rules from GB4 on join a character to the one before, a bit for each character.
#[inline(always)]
fn rare<V: Lanes>(
    lanes: V,
    block: &[u8; PADDED],
    v: V::Bytes,
    leads: u64,
    wide: u64,
    state: &mut Before,
) -> u64 {
    let Codes { low, high } = look_up(lanes, block, wide, &CODES_BY_PLACE, lanes.and(v, 0));
    let any = |codes: V::Bytes, bits: u16| !lanes.equal(lanes.and(codes, bits as u8), 0) != 0;
    let ascii = !lanes.equal(lanes.nibbles(v, &CONTROLS[0], &CONTROLS[1]), 0);
    let top = leads.count_ones() - 1;
    let packed = |mask: u64| lanes.pack(mask, leads);
    let control = packed(ascii | lanes.bit::<1>(low));
    let tail = packed(lanes.bit::<0>(low));
    let prepend = packed(lanes.bit::<2>(low));

    let mut join = tail | after(prepend, state.prepend); // GB9, GB9a, GB9b
    state.prepend = prepend >> top;
    if any(high, (L | V | T | LV | LVT) >> 8) || state.l | state.v | state.t != 0 {
        let l = packed(lanes.bit::<0>(high));
        let v = packed(lanes.bit::<1>(high));
        let t = packed(lanes.bit::<2>(high));
        let lv = packed(lanes.bit::<3>(high));
        let lvt = packed(lanes.bit::<4>(high));
        join |= (l | v | lv | lvt) & after(l, state.l); // GB6
        join |= (v | t) & after(lv | v, state.v); // GB7
        join |= t & after(lvt | t, state.t); // GB8
        (state.l, state.v, state.t) = (l >> top, (lv | v) >> top, (lvt | t) >> top);
    }
    if any(high, LINKER >> 8) || state.linked != 0 {
        let linker = packed(lanes.bit::<6>(high));
        let extend = packed(lanes.bit::<7>(high));
        let reached = reach(after(linker, state.linked), extend);
        join |= reached & packed(lanes.bit::<5>(high)); // GB9c
        state.linked = (linker | reached & extend) >> top & 1;
    }
    if any(low, PICTOGRAPHIC) || state.emoji | state.joined != 0 {
        let emoji = packed(lanes.bit::<4>(low));
        let extend = packed(lanes.bit::<6>(low));
        let reached = reach(after(emoji, state.emoji), extend);
        let joiner = packed(lanes.bit::<5>(low)) & reached;
        join |= emoji & after(joiner, state.joined); // GB11
        state.emoji = (emoji | reached & extend) >> top & 1;
        state.joined = joiner >> top & 1;
    }
    join |= pairs(packed(lanes.bit::<3>(low)), &mut state.indicator, top); // GB12, GB13
    join &= !(control | after(control, state.control)); // GB4, GB5
    state.control = control >> top;
    join & low_bits(top + 1)
}
