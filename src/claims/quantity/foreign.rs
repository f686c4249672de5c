//! Numbers of other languages, whose multipliers are not read: no claim rather than a wrong one.

use super::candidate::Candidate;
use super::lex::Scan;
use super::locale::Lang;
use super::tables::OTHER_SCALES;
use super::unit::What;

/// Whether a word follows that may multiply the number and is not understood: one in another
/// script, or after an amount of money one that is known to multiply.
pub(super) fn scaled(s: &Scan<'_>, c: &Candidate) -> bool {
    if s.lang != Lang::En || c.n.digits.is_none() {
        return false;
    }
    let at = c.end + usize::from(s.hyphen(c.end));
    if !s.is_word(at) || s.get(at).is_some_and(|a| a.line) {
        return false;
    }
    let word = s.str(at);
    let foreign = word.chars().next().is_some_and(|ch| ch >= '\u{370}' && ch != 'Ω');
    let multiplies = || {
        let low = word.to_lowercase();
        OTHER_SCALES.iter().any(|scale| low.starts_with(scale)) && !low.starts_with("milan")
    };
    match &c.unit {
        None => foreign || multiplies(),
        Some(unit) if matches!(unit.what, What::Money(..)) && c.money => multiplies(),
        Some(_) => false,
    }
}
