//! Sentence boundaries.
//!
//! Nothing joins or divides but around terminators and the ends of lines (SB998): vector
//! operations find those, and the rules are applied from one to the next.

use super::{Blocks, LeadTable, Push, begins, low_bits, place_at};
use crate::tokens::boundaries::property::{Properties, Sentence, Sentence::*};
use crate::tokens::boundaries::tables::{BLOCKS, SETS};
use crate::tokens::simd::{BLOCK, Kernel, Lanes};

/// The ASCII terminators and ends of lines, by their lower four bits.
const MARKS: [u8; 16] = {
    let mut marks = [0; 16];
    marks[0x1] = b'!';
    marks[0xA] = b'\n';
    marks[0xD] = b'\r';
    marks[0xE] = b'.';
    marks[0xF] = b'?';
    marks
};

const MARK_CODES: [u8; 16] = {
    let mut codes = [0; 16];
    let mut i = 0;
    while i < 16 {
        codes[i] = if MARKS[i] == 0 { 0 } else { 0x80 };
        i += 1;
    }
    codes
};

/// The bytes that begin a terminator or an end of a line.
const SUSPECTS: LeadTable =
    begins(&by_set!(set => terminates(set.sentence) || separates(set.sentence), false));

/// The sentence boundaries of `text`, in code points or in bytes, to `sink`.
pub(in crate::tokens::boundaries) struct Sentences<'t, S, const CHARS: bool> {
    pub(in crate::tokens::boundaries) text: &'t str,
    pub(in crate::tokens::boundaries) sink: S,
}

impl<S: Push, const CHARS: bool> Kernel for Sentences<'_, S, CHARS> {
    type Output = S;

    #[inline(always)]
    fn run<V: Lanes>(mut self, lanes: V) -> S {
        if self.text.is_empty() {
            return self.sink;
        }
        let mut blocks = Blocks::new(self.text);
        self.sink.push(0); // SB1
        // A boundary that was found before its block was counted, and what need not be looked at.
        let (mut bound, mut done, mut base) = (usize::MAX, 0, 0);
        while let Some((bytes, valid, end)) = blocks.next() {
            let from = end - BLOCK;
            let v = lanes.load(bytes.first_chunk().expect("a block is longer"));
            let suspects = lanes.nibbles(v, &SUSPECTS[0], &SUSPECTS[1]);
            let marks = lanes.bit::<7>(lanes.marks(v, &MARKS, &MARK_CODES));
            let marked = (marks | !lanes.equal(suspects, 0)) & valid;
            let leads = if CHARS { valid & !lanes.continued(v) } else { 0 };
            let unit = |at: usize| match CHARS {
                true => base + (leads & low_bits((at - from) as u32)).count_ones() as usize,
                false => at,
            };
            if bound < end {
                self.sink.push(unit(bound));
                bound = usize::MAX;
            }
            let mut events = marked & from_on(done, from);
            while events != 0 {
                let i = events.trailing_zeros() as usize & 63;
                events &= events - 1;
                let point = if bytes[i] < 0x80 {
                    class(bytes[i])
                } else {
                    SETS[BLOCKS[place_at(lanes, bytes, i)] as usize].sentence
                };
                let Some(stop) = stop(self.text, from + i, point) else { continue };
                done = stop.done;
                events &= from_on(done, from);
                if stop.divides && done < end {
                    self.sink.push(unit(done));
                } else if stop.divides {
                    bound = done;
                }
            }
            base += leads.count_ones() as usize;
        }
        let len = if CHARS { base } else { self.text.len() };
        self.sink.push(len); // SB2
        self.sink
    }
}

/// The bits of a block at `from` that stand for byte `at` or a later one.
#[inline(always)]
fn from_on(at: usize, from: usize) -> u64 {
    if at >= from + BLOCK { 0 } else { !0 << at.saturating_sub(from) }
}

/// What the rules say after a terminator or the end of a line.
struct Stop {
    /// The byte up to which nothing else divides.
    done: usize,
    /// There is a boundary at `done`.
    divides: bool,
}

/// Follows the rules from the character at `at`, of class `point`, to the place that it decides.
fn stop(text: &str, at: usize, point: Sentence) -> Option<Stop> {
    let mut rest = Rest { text, at };
    let full = match point {
        Sep | Cr | Lf => return Some(rest.line_end()), // SB4
        ATerm => true,
        STerm => false,
        _ => return None,
    };
    let next = rest.next();
    match next {
        Numeric if full => return Some(rest.joined()), // SB6
        Upper if full && cased_before(text, at) => return Some(rest.joined()), // SB7
        _ => {}
    }
    let mut next = next;
    while next == Close {
        next = rest.next(); // SB9
    }
    while next == Sp {
        next = rest.next(); // SB9, SB10
    }
    Some(match next {
        _ if rest.at == text.len() => rest.joined(), // SB2
        Sep | Cr | Lf => rest.line_end(),            // SB9, SB10, SB11
        SContinue | STerm | ATerm => rest.joined(),  // SB8a
        _ if full && lower_ahead(&text[rest.at..]) => rest.joined(), // SB8
        _ => Stop { done: rest.at, divides: true },  // SB11
    })
}

/// What is left of a text.
struct Rest<'t> {
    text: &'t str,
    at: usize,
}

impl Rest<'_> {
    /// The class of the character here.
    fn class(&self) -> Sentence {
        match self.text.as_bytes().get(self.at) {
            None => Other,
            Some(&byte) if byte < 0x80 => class(byte),
            Some(_) => {
                self.text[self.at..].chars().next().map_or(Other, |c| Properties::of(c).sentence)
            }
        }
    }

    /// Goes past the character here and what SB5 skips after it; the class of what follows.
    fn next(&mut self) -> Sentence {
        loop {
            let first = self.text.as_bytes().get(self.at).map_or(0, |&byte| byte);
            self.at += match first {
                0..0xC0 => 1,
                0xC0..0xE0 => 2,
                0xE0..0xF0 => 3,
                0xF0.. => 4,
            };
            let class = self.class();
            if !matches!(class, Extend | Format) {
                return class;
            }
        }
    }

    /// SB3, SB4: the end of the line that ends here divides.
    fn line_end(&self) -> Stop {
        let rest = &self.text[self.at..];
        let width = if rest.starts_with("\r\n") {
            2
        } else {
            rest.chars().next().map_or(0, char::len_utf8)
        };
        let done = self.at + width;
        Stop { done, divides: done < self.text.len() }
    }

    fn joined(&self) -> Stop {
        Stop { done: self.at, divides: false }
    }
}

/// The class of an ASCII character.
#[inline(always)]
fn class(byte: u8) -> Sentence {
    static ASCII: [Sentence; 128] = {
        let mut classes = [Other; 128];
        let mut byte = 0;
        while byte < 128 {
            let set = crate::tokens::boundaries::property::set_of(byte as u32);
            classes[byte] = SETS[set as usize].sentence;
            byte += 1;
        }
        classes
    };
    ASCII[byte as usize & 127]
}

/// SB7: whether a letter with case stands before `at`.
fn cased_before(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev().map(|c| Properties::of(c).sentence);
    matches!(before.find(|s| !matches!(s, Extend | Format)), Some(Upper | Lower))
}

/// SB8: whether a small letter comes before any other letter, terminator or end of a line.
fn lower_ahead(rest: &str) -> bool {
    let mut classes = rest.chars().map(|c| match u8::try_from(c) {
        Ok(byte @ ..0x80) => class(byte),
        _ => Properties::of(c).sentence,
    });
    let first =
        classes.find(|&s| matches!(s, OLetter | Upper | Lower) || terminates(s) || separates(s));
    first == Some(Lower)
}

const fn terminates(class: Sentence) -> bool {
    matches!(class, ATerm | STerm)
}

const fn separates(class: Sentence) -> bool {
    matches!(class, Sep | Cr | Lf)
}
