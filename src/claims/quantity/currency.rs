//! Currencies beside a number: signs, codes, names, and what they are paid by.

use super::lex::Scan;
use super::numeral::Numeral;
use super::tables::{self, flag};
use super::unit::{Unit, What, longest, plain};
use crate::claims::key::any_of;

/// The currency sign or code that ends right before atom `at`: its first atom and place.
pub(super) fn before(s: &Scan<'_>, at: usize) -> Option<(usize, u16)> {
    if at == 0 || s.gap(at) && s.get(at)?.line {
        return None;
    }
    let last = at - 1;
    let sign = s.sign(last);
    let end = s.get(last)?.end;
    if sign != '\0' && sign != '.' {
        // `10 $ 30 $`: a sign with space on both sides that a number before it takes.
        if s.gap(last)
            && s.gap(at)
            && last > 0
            && s.digits(last - 1).is_some()
            && s.sign(last.wrapping_sub(2)) != sign
            && s.atoms.len() < 8
        {
            return None;
        }
        if let Some(found) = spaced(s, last, sign) {
            return Some(found);
        }
        // `US$`, `A$`, `R$`, `$`: the longest sign that ends here.
        for first in last.saturating_sub(4)..=last {
            let close = (first + 1..=last).all(|i| !s.gap(i));
            let starts = first == 0 || s.gap(first) || !s.is_word(first - 1);
            if close && starts && s.get(first)?.start + 8 >= end {
                let text = &s.text[s.get(first)?.start..end];
                if let Some(code) = tables::CURRENCY_SIGNS.get(text) {
                    return Some((first, *code));
                }
            }
        }
        return tables::CURRENCY_SIGNS.get(s.str(last)).map(|code| (last, *code));
    }
    worded(s, at, last, sign)
}

/// `Rs 300`, `Rs. 300`, `EUR 20`, `RM42`, `malaysia ringgit 42`: the word that ends right before
/// atom `at`, whose last atom is `last`.
fn worded(s: &Scan<'_>, at: usize, last: usize, sign: char) -> Option<(usize, u16)> {
    let word = if sign == '.' { last.checked_sub(1)? } else { last };
    if !s.is_word(word) || (word > 0 && !s.gap(word) && s.sign(word - 1) != '(') {
        return None;
    }
    let text = s.str(word);
    if let Some(code) = tables::CURRENCY_CODES.get(text) {
        let known = text != "ALL" || s.digits(at).is_some_and(|d| d.value >= 1000.0);
        return known.then_some((word, *code));
    }
    if let Some(code) = tables::CURRENCY_SIGNS.get(text).filter(|_| {
        text.len() > 1
            && !matches!(
                text,
                "le" | "lei"
                    | "Re"
                    | "Sh"
                    | "SR"
                    | "BD"
                    | "QR"
                    | "Fr"
                    | "Bs"
                    | "JD"
                    | "KD"
                    | "TL"
                    | "Ft"
                    | "LE"
            )
            && s.digits(at).is_some()
    }) {
        return Some((word, *code));
    }
    let first = if word > 0 && s.is_word(word - 1) && s.gap(word) { word - 1 } else { word };
    for start in [first, word] {
        if start == word && first == word {
            break;
        }
        if let Some((end, (code, part))) = longest(s, start, &tables::CURRENCY_NAMES, false)
            && end == at
            && part == 1.0
            && start < word
        {
            return Some((start, code));
        }
    }
    let (end, (code, part)) = longest(s, word, &tables::CURRENCY_NAMES, false)?;
    let figure = s.digits(at).is_some_and(|d| d.decimals > 0)
        && matches!(s.role(at + 1), tables::Role::Scale | tables::Role::Short);
    (end == at && part == 1.0 && figure && !s.is(word.wrapping_sub(1), any_of!["the", "a"]))
        .then_some((word, code))
}

/// `hk $ 5`, `c $ 5`, `USD $5`: a spaced prefix as some corpora have it.
fn spaced(s: &Scan<'_>, last: usize, sign: char) -> Option<(usize, u16)> {
    let word = s.str(last.checked_sub(1)?);
    if sign != '$'
        || !s.is_word(last - 1)
        || !s.gap(last)
        || s.has(last - 1, flag::STOP) && word.len() > 1
    {
        return None;
    }
    if let Some(code) = tables::CURRENCY_CODES.get(word) {
        return Some((last - 1, *code));
    }
    if word.len() > 3 || word.len() == 1 && s.is(last - 1, any_of!["a", "s"]) {
        return None;
    }
    let joined = format!("{}$", word.to_ascii_uppercase());
    tables::CURRENCY_SIGNS.get(&joined).map(|code| (last - 1, *code))
}

/// `EUR`, `€`, `c`, `RM` after the number.
pub(super) fn coded(s: &Scan<'_>, at: usize, n: &Numeral) -> Option<Unit> {
    let text = s.str(at);
    if let Some(code) = tables::CURRENCY_CODES.get(text) {
        return Some(plain(What::Money(*code, 1.0), at + 1));
    }
    if matches!(s.sign(at), '¢') {
        return Some(plain(What::Money(*tables::CURRENCY_CODES.get("USD")?, 0.01), at + 1));
    }
    if n.digits.is_some() && text == "c" && !s.is_word(at + 1) && n.scale == 1.0 {
        return Some(plain(What::Money(*tables::CURRENCY_CODES.get("USD")?, 0.01), at + 1));
    }
    if n.digits.is_some()
        && text == "p"
        && !s.gap(at)
        && n.scale == 1.0
        && !matches!(n.value as i64, 240 | 360 | 480 | 720 | 1080 | 1440 | 2160 | 4320)
    {
        return Some(plain(What::Money(*tables::CURRENCY_CODES.get("GBP")?, 0.01), at + 1));
    }
    if let Some(code) = text
        .get(1..)
        .and_then(|code| tables::CURRENCY_CODES.get(code))
        .filter(|_| n.digits.is_some() && n.scale == 1.0)
    {
        // `48.5 MUSD`.
        let part = match text.as_bytes()[0] {
            b'M' => 1e6,
            b'k' => 1e3,
            b'B' => 1e9,
            _ => 0.0,
        };
        if part > 0.0 {
            return Some(plain(What::Money(*code, part), at + 1));
        }
    }
    let sign = tables::CURRENCY_SIGNS.get(text)?;
    let alone = !s.is_word(at + 1) || s.gap(at + 1);
    let next_number = s.digits(at + 1).is_some() && (!s.gap(at + 1) || s.gap(at));
    let wordy = s.is_word(at);
    let known = if wordy {
        n.digits.is_some()
            && matches!(
                text,
                "RM" | "LE" | "le" | "Kč" | "zł" | "Ft" | "TL" | "lei" | "CFA" | "FCFA" | "Rs"
            )
            || !text.is_ascii()
    } else {
        true
    };
    (alone && !next_number && known).then(|| plain(What::Money(*sign, 1.0), at + 1))
}

/// The end of `an hour`, `per barrel`, `/kWh`, `-a-share` after an amount of money.
pub(super) fn money_rate(s: &Scan<'_>, at: usize) -> Option<usize> {
    let dashed = s.hyphen(at) && s.is(at + 1, any_of!["a", "an", "per"]) && s.hyphen(at + 2);
    if dashed {
        return s.has(at + 3, flag::RATE).then_some(at + 4);
    }
    if s.sign(at) == '/' && !s.gap(at) && !s.gap(at + 1) && s.is_word(at + 1) {
        return Some(at + 2);
    }
    let line = |i: usize| s.get(i).is_some_and(|a| a.line);
    if line(at) || line(at + 1) || !s.is_word(at + 1) {
        return None;
    }
    if s.is(at, any_of!["per"]) {
        let unit = longest(s, at + 1, &tables::UNIT_NAMES, false);
        let square = s.is(at + 1, any_of!["square", "sq", "cubic", "metric"]);
        return Some(unit.map_or(if square { at + 3 } else { at + 2 }, |(end, _)| end));
    }
    if s.is(at, any_of!["a", "an"]) {
        let unit = longest(s, at + 1, &tables::UNIT_NAMES, false).map(|(end, _)| end);
        let word = s.has(at + 1, flag::RATE).then_some(at + 2);
        // `$29.8 million a year earlier` is an amount and a time; `$50,000 a year before taxes` a
        // rate.
        let time = |e: usize| {
            s.is(e, any_of!["earlier", "ago", "later"])
                || s.is(e, any_of!["before"]) && !s.is_word(e + 1)
        };
        return word.or(unit).filter(|&e| !s.str(e - 1).ends_with('s') && !s.hyphen(e) && !time(e));
    }
    None
}
