//! Stage 3: text to numeric claims.
//!
//! Sentences that hold no numeral cost the trigger scan alone. In the others `quantity` reads
//! the number, its unit, kind and bound, and says what is not a claim; `context` then finds
//! what is counted, what happened to it, who says so and when.

mod claim;
pub(crate) mod context;
mod group;
mod key;
mod lexicon;
pub(crate) mod quantity;
mod time;
mod why;

pub use claim::{Bound, Claim, Direction, EventType, Kind, Modality};
pub use quantity::{Number, convert, numbers, si};
pub use why::Why;

use crate::lang::guess;
use crate::span::Span;
use memchr::{memchr_iter, memrchr_iter};
use quantity::{Lang, home, trigger};

/// What [`claims`] may be told.
#[derive(Clone, Debug, Default)]
pub struct ClaimOptions {
    /// Only these kinds; all where it is `None`.
    pub kinds: Option<Vec<Kind>>,
    /// The date of publication, ISO 8601, against which `last Friday` is read.
    pub published: Option<String>,
    /// ISO 639-1 code of the text, guessed where it is `None`. Numbers are read as English, German,
    /// French and Spanish write them, in any other language as English does.
    pub lang: Option<String>,
}

/// The numeric claims of `text`, in order.
///
/// Cost: one scan for numerals over the whole text; all else only in sentences that hold one.
///
/// ```
/// let claims = tamis::claims("It raised over $2 million.", &Default::default());
/// assert_eq!((claims[0].value, claims[0].unit.as_deref()), (2e6, Some("USD")));
/// assert_eq!(claims[0].bound.as_str(), "over");
/// ```
pub fn claims(text: &str, options: &ClaimOptions) -> Vec<Claim> {
    // Most texts without a numeral need no language.
    let Some(from) = trigger::any(text) else { return Vec::new() };
    let code = options.lang.as_deref().unwrap_or_else(|| language(text));
    let mut found = group::claims(text, from, code, options.published.as_deref());
    at_home(text, &mut found);
    if let Some(kinds) = &options.kinds {
        found.retain(|c: &Claim| kinds.contains(&c.kind));
    }
    found
}

/// Gives amounts with a bare `$` the dollar of the country where the text is at home.
fn at_home(text: &str, found: &mut [Claim]) {
    let mut dollar = None;
    for claim in found {
        if claim.unit.as_deref() == Some("USD") && home::bare(text, claim.span) {
            let Some(code) = *dollar.get_or_insert_with(|| home::dollar(text)) else { return };
            claim.unit = Some(code.into());
            claim.why.unit = Some("dollar of the country named");
        }
    }
}

/// The first byte of `text` where a numeral of the language `lang` may stand: a digit, a number word
/// or a vulgar fraction. This is the scan that every text pays for; linear.
///
/// ```
/// assert_eq!(tamis::claims::first_numeral("Over two hundred men fled.", "en"), Some(5));
/// assert_eq!(tamis::claims::first_numeral("They all fled.", "en"), None);
/// ```
pub fn first_numeral(text: &str, lang: &str) -> Option<usize> {
    trigger::next(text, 0, Lang::from_code(lang))
}

/// The language that `text` seems to be in. In a few words only those that are read here are
/// believed: a headline with a name looks like a language of that name.
fn language(text: &str) -> &'static str {
    const SHORT: usize = 80;
    let known = |code: &&str| text.len() >= SHORT || Lang::from_code(code) != Lang::En;
    guess(text).filter(known).unwrap_or("en")
}

/// Calls `each` with every sentence that may hold a numeral, in order; before `first` stands none.
/// Sentences are divided only in paragraphs that have one.
fn numeral_sentences(text: &str, first: usize, lang: Lang, mut each: impl FnMut(Span)) {
    let code = match lang {
        Lang::En => "en",
        Lang::De => "de",
        Lang::Fr => "fr",
        Lang::Es => "es",
    };
    let (mut from, mut after) = (0, first);
    while let Some(at) = trigger::next(text, after, lang) {
        let (start, end) = paragraph(text, from, at);
        let mut next = Some(at);
        crate::tokens::for_each_sentence(&text[start..end], code, |sentence| {
            let sentence = sentence.shift(start);
            if next.is_some_and(|n| n < sentence.start) {
                next = trigger::next(&text[..end], sentence.start, lang);
            }
            if next.is_some_and(|n| n < sentence.end) {
                bounded(text, sentence, &mut each);
            }
        });
        (from, after) = (end, end);
    }
}

/// Bytes from which a sentence is none that anybody wrote: it is read piece by piece, so that the
/// cost of a text without stops stays linear.
const LONGEST: usize = 4000;

/// Hands on `sentence`, cut at white space where it is longer than [`LONGEST`].
fn bounded(text: &str, sentence: Span, each: &mut impl FnMut(Span)) {
    let mut start = sentence.start;
    while sentence.end - start > LONGEST {
        let piece = &text.as_bytes()[start..start + LONGEST];
        let Some(cut) = piece.iter().rposition(u8::is_ascii_whitespace).filter(|&c| c > 0) else {
            break;
        };
        each(Span::new(start, start + cut));
        start += cut + 1;
    }
    each(Span::new(start, sentence.end));
}

/// The paragraph around `at`, blank lines dividing, not before `from`.
fn paragraph(text: &str, from: usize, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let blank = |i: &usize| {
        bytes[i + 1..].iter().find(|b| !matches!(b, b' ' | b'\t' | b'\r')) == Some(&b'\n')
    };
    let before = memrchr_iter(b'\n', &bytes[from..at]).map(|i| from + i).find(blank);
    let start = before.map_or(from, |i| i + 1);
    let after = memchr_iter(b'\n', &bytes[at..]).map(|i| at + i).find(blank);
    let end = after.unwrap_or(text.len());
    (start, end)
}
