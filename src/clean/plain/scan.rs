//! One pass over the characters of a block: its [`Shape`] and the keys of its words.

use super::cues::{self, CLASSES};
use super::kind::{ASCII, KINDS, Kind, kind};
use super::words::{Word, Words};

/// What one pass over a block's characters finds.
#[derive(Clone, Copy, Default)]
pub(super) struct Shape {
    pub(super) chars: u32,
    pub(super) words: u32,
    pub(super) letters: u32,
    pub(super) uppers: u32,
    pub(super) digits: u32,
    /// Words that begin with a capital.
    pub(super) capitals: u32,
    /// Words of three letters or more in capitals alone.
    pub(super) shouts: u32,
    pub(super) numbers: u32,
    pub(super) commas: u32,
    pub(super) colons: u32,
    /// Sentence ends: a stop before a space or at the end.
    pub(super) stops: u32,
    pub(super) quotes: u32,
    pub(super) separators: u32,
    pub(super) brackets: u32,
    pub(super) tabs: u32,
    pub(super) ats: u32,
    pub(super) ideographs: u32,
    pub(super) longest: u32,
    pub(super) first: u8,
    pub(super) last: u8,
    /// Ends in a bracketed tag such as `[INSIGHT]`.
    pub(super) tagged: bool,
    /// The hash of all its words.
    pub(super) line: u64,
    /// Where its words begin in [`Words`].
    pub(super) at: usize,
    /// By class: 0 no cue, 1 inside, 2 at the start, 3 the whole block.
    pub(super) cues: [u8; CLASSES],
    /// Words that some cue covers.
    pub(super) cued: u32,
    /// Words of dates: months, days, numbers.
    pub(super) dated: u32,
}

/// The shape of `text`; its words are added to `words`.
pub(super) fn scan(text: &str, words: &mut Words) -> Shape {
    let bytes = text.as_bytes();
    let at = words.keys.len();
    let mut counts = [0u32; KINDS];
    let mut stops = 0;
    let mut stop = false;
    let mut word = Word::default();
    let mut i = 0;
    while let Some(&b) = bytes.get(i) {
        let k = if b < 128 {
            let k = ASCII[usize::from(b)];
            if k.is_word() {
                i += word.run(&bytes[i..]);
                stop = false;
                continue;
            }
            i += 1;
            k
        } else {
            let Some(c) = text[i..].chars().next() else { break };
            i += c.len_utf8();
            let k = kind(c);
            if k.is_word() {
                word.push(c, k);
                stop = false;
                continue;
            }
            if k == Kind::Ideograph {
                word.finish(words);
                word.push(c, k);
            }
            // Full stops of scripts without spaces need none after them.
            stops += u32::from(k == Kind::Stop);
            k
        };
        word.finish(words);
        counts[k as usize] += 1;
        stops += u32::from(stop && k == Kind::Space);
        // A stop inside closing quotes and brackets ends the sentence all the same.
        stop = k == Kind::Stop && b < 128 || stop && k.closes();
    }
    word.finish(words);
    let mut shape = words.take(at);
    shape.chars = text.chars().count() as u32;
    shape.stops = stops + u32::from(stop);
    (shape.first, shape.last) = ends(text);
    shape.tagged = tagged(text);
    add(&counts, &mut shape);
    cues::read(&words.keys[at..], &mut shape, &mut words.langs);
    shape
}

fn add(counts: &[u32; KINDS], shape: &mut Shape) {
    let of = |kind: Kind| counts[kind as usize];
    shape.commas = of(Kind::Comma);
    shape.colons = of(Kind::Colon);
    shape.quotes = of(Kind::Quote);
    shape.separators = of(Kind::Separator);
    shape.brackets = of(Kind::Open);
    shape.tabs = of(Kind::Tab);
    shape.ats = of(Kind::At);
    shape.ideographs = of(Kind::Ideograph);
}

/// The kinds of the first character that has one and of the last that is not white space; of
/// closing quotes and brackets after a stop, the stop's.
fn ends(text: &str) -> (u8, u8) {
    let of = |c: char| if c.is_ascii() { ASCII[c as usize] } else { kind(c) };
    let blank = |k: &Kind| matches!(k, Kind::Space | Kind::Tab);
    let first = text.chars().map(of).find(|k| !blank(k) && *k != Kind::Other);
    let mut back = text.chars().rev().map(of).filter(|k| !blank(k));
    let last = back.next().unwrap_or(Kind::Space);
    let inner = if last.closes() { back.find(|k| !k.closes()) } else { None };
    let last = if inner == Some(Kind::Stop) { Kind::Stop } else { last };
    (first.unwrap_or(Kind::Other) as u8, last as u8)
}

/// Whether `text` ends in a short tag in brackets and capitals: `[REVEAL]`, `(VIDEO)`.
fn tagged(text: &str) -> bool {
    let bytes = text.trim_ascii_end().as_bytes();
    let open = match bytes.last() {
        Some(b']') => b'[',
        Some(b')') => b'(',
        _ => return false,
    };
    let inner = &bytes[..bytes.len() - 1];
    let tail = &inner[inner.len().saturating_sub(24)..];
    match tail.iter().rposition(|&b| b == open) {
        Some(at) => {
            let tag = &tail[at + 1..];
            tag.len() >= 3
                && tag.iter().all(|b| b.is_ascii_uppercase() || matches!(b, b' ' | b'-' | b'&'))
        }
        None => false,
    }
}
