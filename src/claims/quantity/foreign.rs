//! Numbers of other languages, whose multipliers are not read: no claim rather than a wrong one.

use super::candidate::Candidate;
use super::lex::Scan;
use super::locale::Lang;
use super::unit::What;

/// How the words for a thousand and more begin where they are not read, lower case.
const SCALES: [&str; 54] = [
    "тыс",
    "тис",
    "млн",
    "мільй",
    "миллион",
    "милион",
    "млрд",
    "мільярд",
    "миллиард",
    "милиард",
    "трлн",
    "триллион",
    "хиляди",
    "χιλιάδ",
    "χιλ",
    "εκατ",
    "δισ",
    "τρισ",
    "אלף",
    "אלפ",
    "מיליו",
    "מיליארד",
    "ألف",
    "آلاف",
    "مليون",
    "ملايين",
    "مليار",
    "میلیون",
    "میلیارد",
    "هزار",
    "हज़ार",
    "हजार",
    "लाख",
    "करोड़",
    "करोड",
    "万",
    "萬",
    "亿",
    "億",
    "兆",
    "千",
    "만",
    "억",
    "조",
    "천",
    "mila",
    "miliard",
    "milion",
    "milh",
    "bilh",
    "miljo",
    "miljard",
    "mld",
    "tys",
];

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
        SCALES.iter().any(|scale| low.starts_with(scale)) && !low.starts_with("milan")
    };
    match &c.unit {
        None => foreign || multiplies(),
        Some(unit) if matches!(unit.what, What::Money(..)) && c.money => multiplies(),
        Some(_) => false,
    }
}
