//! Where a text may be divided, exactly as Unicode Standard Annex 29 says.
//!
//! `rules` is the standard as it is written. `blocks` gives the same boundaries many times faster:
//! it turns 64 bytes at once into bit masks of character classes and applies the rules to whole
//! masks.

mod blocks;
mod property;
mod rules;
mod tables;
#[cfg(test)]
mod tests;

use property::{Properties, Sentence};
pub use tables::UNICODE_VERSION;

use blocks::{CountWords, Graphemes, Offsets, Places, Sentences, SpanColumns, Spans, Words};

use super::simd;
use crate::error::{Error, Result};
use crate::span::Span;

/// Which segments [`boundaries`] divides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// User-perceived characters.
    Grapheme,
    /// Words and what stands between them.
    Word,
    /// Sentences, by UAX #29 alone.
    Sentence,
}

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes of UTF-8.
    Byte,
    /// Code points, as Python does.
    Char,
}

/// The offsets, in bytes, at which `text` may be divided: first 0, last `text.len()`; empty for
/// an empty text.
///
/// ```
/// use tamis::tokens::{Level, boundaries};
/// assert_eq!(boundaries("It can't.", Level::Word), [0, 2, 3, 8, 9]);
/// ```
pub fn boundaries(text: &str, level: Level) -> Vec<usize> {
    let sink = Places::default();
    match level {
        Level::Grapheme => simd::run(Graphemes::<_, false> { text, sink }).0,
        Level::Word => simd::run(Words::<_, false> { text, sink }).0,
        Level::Sentence => simd::run(Sentences::<_, false> { text, sink }).0,
    }
}

/// Whether `c` ends a sentence whatever stands around it (Sentence_Break=STerm): `!`, `।`, `؟`.
pub(super) fn is_sentence_terminal(c: char) -> bool {
    Properties::of(c).sentence == Sentence::STerm
}

/// The same as [`char::is_alphabetic`] by one look-up for every script: the standard library
/// searches its ranges for all but ASCII, which took half the time of Arabic and Devanagari.
#[inline]
pub(super) fn is_alphabetic(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphabetic() } else { Properties::of(c).alphabetic }
}

/// The same as [`char::is_alphanumeric`] by one look-up for every script.
#[inline]
pub(super) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { Properties::of(c).alphanumeric }
}

/// The same as [`boundaries`], by the rules as the standard writes them.
///
/// Some 40 times slower: this is what [`boundaries`] is checked against, and where to look a
/// rule up.
///
/// ```
/// use tamis::tokens::{Level, boundaries, boundaries_by_rules};
/// let text = "No. 5 is 3.5 m high.";
/// assert_eq!(boundaries_by_rules(text, Level::Word), boundaries(text, Level::Word));
/// ```
pub fn boundaries_by_rules(text: &str, level: Level) -> Vec<usize> {
    let mut out = Vec::new();
    rules::boundaries(text, level, |at| out.push(at));
    out
}

/// Appends the boundaries of `text` to `out`, counted in `unit`: first 0, last the length of the
/// text; nothing for an empty text.
///
/// Code points come from the same pass as bytes. `out` keeps what it held, so that one buffer
/// serves a whole column of texts.
///
/// ```
/// use tamis::tokens::{Level, Unit, boundaries_into};
/// let mut out = Vec::new();
/// boundaries_into("à la", Level::Word, Unit::Char, &mut out)?;
/// assert_eq!(out, [0, 1, 2, 4]);
/// # Ok::<(), tamis::Error>(())
/// ```
///
/// # Errors
/// Where `text` is longer than `i32::MAX` units; `out` is then as it was.
pub fn boundaries_into(text: &str, level: Level, unit: Unit, out: &mut Vec<i32>) -> Result<()> {
    fits(text, unit)?;
    let sink = Offsets(std::mem::take(out));
    let Offsets(written) = match (level, unit) {
        (Level::Grapheme, Unit::Byte) => simd::run(Graphemes::<_, false> { text, sink }),
        (Level::Grapheme, Unit::Char) => simd::run(Graphemes::<_, true> { text, sink }),
        (Level::Word, Unit::Byte) => simd::run(Words::<_, false> { text, sink }),
        (Level::Word, Unit::Char) => simd::run(Words::<_, true> { text, sink }),
        (Level::Sentence, Unit::Byte) => simd::run(Sentences::<_, false> { text, sink }),
        (Level::Sentence, Unit::Char) => simd::run(Sentences::<_, true> { text, sink }),
    };
    *out = written;
    Ok(())
}

/// The UAX #29 words of `text` that hold a letter or digit, in order.
///
/// ```
/// let text = "It can't cost $3.50.";
/// let words: Vec<_> = tamis::words(text).into_iter().map(|s| s.text(text)).collect();
/// assert_eq!(words, ["It", "can't", "cost", "3.50"]);
/// ```
pub fn words(text: &str) -> Vec<Span> {
    simd::run(Words::<_, false> { text, sink: Spans::default() }).spans
}

/// Appends the starts and ends of the [`words`] of `text`, counted in `unit`, to two buffers: the
/// two children of an Arrow column of spans.
///
/// ```
/// use tamis::tokens::{Unit, words_into};
/// let (mut starts, mut ends) = (Vec::new(), Vec::new());
/// words_into("à la carte", Unit::Char, &mut starts, &mut ends)?;
/// assert_eq!((starts, ends), (vec![0, 2, 5], vec![1, 4, 10]));
/// # Ok::<(), tamis::Error>(())
/// ```
///
/// # Errors
/// Where `text` is longer than `i32::MAX` units; the buffers are then as they were.
pub fn words_into(
    text: &str,
    unit: Unit,
    starts: &mut Vec<i32>,
    ends: &mut Vec<i32>,
) -> Result<()> {
    fits(text, unit)?;
    let sink = SpanColumns::new(std::mem::take(starts), std::mem::take(ends));
    let written = match unit {
        Unit::Byte => simd::run(Words::<_, false> { text, sink }),
        Unit::Char => simd::run(Words::<_, true> { text, sink }),
    };
    (*starts, *ends) = (written.starts, written.ends);
    Ok(())
}

/// How many [`words`] `text` has.
///
/// ```
/// assert_eq!(tamis::tokens::count_words("It can't cost $3.50."), 4);
/// ```
pub fn count_words(text: &str) -> usize {
    simd::run(CountWords { text })
}

/// The grapheme clusters of `text`, in order.
///
/// ```
/// let text = "n\u{303}o";
/// assert_eq!(tamis::graphemes(text).len(), 2);
/// ```
pub fn graphemes(text: &str) -> Vec<Span> {
    let bounds = boundaries(text, Level::Grapheme);
    bounds.windows(2).map(|w| Span::new(w[0], w[1])).collect()
}

/// Appends the starts and ends of the [`graphemes`] of `text`, counted in `unit`, to two buffers.
///
/// ```
/// use tamis::tokens::{Unit, graphemes_into};
/// let (mut starts, mut ends) = (Vec::new(), Vec::new());
/// graphemes_into("e\u{301}a", Unit::Byte, &mut starts, &mut ends)?;
/// assert_eq!((starts, ends), (vec![0, 3], vec![3, 4]));
/// # Ok::<(), tamis::Error>(())
/// ```
///
/// # Errors
/// Where `text` is longer than `i32::MAX` units; the buffers are then as they were.
pub fn graphemes_into(
    text: &str,
    unit: Unit,
    starts: &mut Vec<i32>,
    ends: &mut Vec<i32>,
) -> Result<()> {
    let before = starts.len();
    boundaries_into(text, Level::Grapheme, unit, starts)?;
    if starts.len() > before {
        ends.extend_from_slice(&starts[before + 1..]);
        starts.pop();
    }
    Ok(())
}

/// Refuses a text whose offsets an `i32` cannot hold.
fn fits(text: &str, unit: Unit) -> Result<()> {
    fits_up_to(i32::MAX as usize, text, unit)
}

fn fits_up_to(limit: usize, text: &str, unit: Unit) -> Result<()> {
    // No text has more characters than bytes: most need not be counted.
    let fits = text.len() <= limit || unit == Unit::Char && text.chars().count() <= limit;
    match fits {
        true => Ok(()),
        false => Err(Error::input(format!("the text is longer than {limit} units: divide it"))),
    }
}
