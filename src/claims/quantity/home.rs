//! Which dollar a bare `$` is: that of the country where the text is at home.

use super::tables::{DOLLAR_WORDS, DOLLARS};
use crate::span::Span;

/// Bytes of a text that say where it is at home.
const SAMPLE: usize = 8 << 10;
/// Words of a country that settle it.
const ENOUGH: usize = 3;

/// The code of the dollar that a bare `$` of `text` means, where it is not that of the United
/// States: its country is named often, any other seldom, and no amount names its dollar.
pub(crate) fn dollar(text: &str) -> Option<&'static str> {
    let mut named = [0usize; DOLLARS.len()];
    let sample = &text.as_bytes()[..text.len().min(SAMPLE)];
    let mut before = b' ';
    for (at, &byte) in sample.iter().enumerate() {
        if byte.is_ascii_uppercase() && !before.is_ascii_alphanumeric() {
            let letters = sample[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            let word = &sample[at..at + letters];
            if let Some(&home) = DOLLAR_WORDS.get_bytes(word) {
                named[usize::from(home)] += 1;
            } else if sample[at..].starts_with(b"U.S.") {
                named[DOLLARS.len() - 1] += 1;
            }
        }
        before = byte;
    }
    let most = (0..named.len()).max_by_key(|&home| named[home])?;
    let others = named.iter().sum::<usize>() - named[most];
    let (code, sign) = DOLLARS[most];
    let settled = named[most] >= ENOUGH && named[most] > 2 * others;
    (settled && code != "USD" && !text.contains(sign)).then_some(code)
}

/// Whether the amount at `span` has a bare `$`, and no country before or behind it.
pub(crate) fn bare(text: &str, span: Span) -> bool {
    let before = text[..span.start].bytes().next_back();
    let after = text[span.end..].trim_start_matches([' ', '(']);
    span.text(text).starts_with('$')
        && !before.is_some_and(|b| b.is_ascii_alphabetic())
        && !["US", "U.S.", "American"].iter().any(|name| after.starts_with(name))
}
