//! Dates and clock times, at the level of the number: `September 13`, `in 2020`, `5pm`.

use super::candidate::Candidate;
use super::join::Join;
use super::lex::Scan;
use super::numeral::Form;
use super::tables::flag;
use crate::claims::key::any_of;

/// `date` or `time`, where the number is part of one.
pub(super) fn what(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    if c.money {
        return None;
    }
    if clock(s, c) {
        return Some("time");
    }
    if day(s, c) || slashed(s, c) || year(s, c) || short_year(s, c) || century(s, c) {
        return Some("date");
    }
    None
}

fn clock(s: &Scan<'_>, c: &Candidate) -> bool {
    let end = c.n.end;
    if c.n.value > 2400.0 || c.n.scale > 1.0 {
        return false;
    }
    if c.n.scale == 1.0
        && s.is(end, any_of!["a", "p"])
        && s.sign(end + 1) == '.'
        && s.is(end + 2, any_of!["m"])
    {
        return true;
    }
    let half = s.is(end, any_of!["am", "pm"]) && c.unit.is_none();
    let dotted =
        s.is(end, any_of!["a", "p"]) && s.sign(end + 1) == '.' && s.is(end + 2, any_of!["m"]);
    let spaced = s.is(end, any_of!["a", "p"]) && s.is(end + 1, any_of!["m"]);
    let oclock = s.is(end, any_of!["o"]) && matches!(s.sign(end + 1), '\'' | '’')
        || s.is(end, any_of!["uhr"]);
    let zone = c.n.plain().is_some_and(|d| d.whole == 4 || d.whole <= 2)
        && matches!(
            s.str(end),
            "GMT" | "UTC" | "BST" | "EST" | "EDT" | "PST" | "PDT" | "CET" | "ET" | "IST" | "CST"
        );
    let range = c.join == Join::Range
        && c.unit.is_none()
        && (s.is(c.end, any_of!["am", "pm"])
            || s.is(c.end, any_of!["a", "p"]) && s.sign(c.end + 1) == '.');
    let past = s.is(end, any_of!["minutes"])
        && s.is(end + 1, any_of!["past", "to"])
        && s.digits(end + 2).is_some();
    // `2 in the afternoon`
    let day = s.is(end, any_of!["in"])
        && s.is(end + 1, any_of!["the"])
        && s.is(end + 2, any_of!["morning", "afternoon", "evening"])
        && c.n.value <= 12.0;
    half || dotted || spaced || oclock || zone || range || past || day
}

/// A month beside the number: `May 4`, `4 May`, `13 and 14 September`, `the 4th of July`.
fn day(s: &Scan<'_>, c: &Candidate) -> bool {
    if c.n.scale > 1.0 || c.unit.is_some() || !c.n.integer() {
        return false;
    }
    let small = c.n.value <= 31.0 || c.second.is_some();
    let mut back = c.first.wrapping_sub(1);
    if s.sign(back) == '.' && s.get(back.wrapping_sub(1)).is_some_and(|a| a.end - a.start <= 4)
        || s.is(back, any_of!["the"])
    {
        back = back.wrapping_sub(1);
    }
    let month = |i: usize| {
        s.has(i, flag::MONTH)
            && s.get(i).is_some_and(|a| {
                a.cap
                    || s.lang != super::locale::Lang::En
                    || !s.is(i, any_of!["may", "march", "mar", "sat", "sun", "jan", "dec"])
            })
    };
    let year = c.n.plain().is_some_and(|d| d.whole == 4);
    if month(back) && (small || year) {
        return true;
    }
    if s.is(back, any_of!["and", "to", "through", "or"]) || s.dash(back) || s.sign(back) == ',' {
        // `September 13 and 14`, `May 4, 5`, `July 4, 2019`.
        let (before, far) = (back.wrapping_sub(1), back.wrapping_sub(2));
        let ordinal = s.is_word(before) && !s.gap(before);
        let date = if ordinal { back.wrapping_sub(3) } else { far };
        if s.digits(if ordinal { far } else { before }).is_some_and(|d| d.value <= 31.0)
            && month(date)
            && (year && s.sign(back) == ','
                || small && !s.is(c.end, any_of!["people"]) && !super::noun::counts_noun(s, c.end))
        {
            return true;
        }
    }
    if small
        && c.n.plain().is_some()
        && s.sign(c.end) == ','
        && s.digits(c.end + 1)
            .is_some_and(|d| d.whole == 4 && (1900.0..2101.0).contains(&d.value) && d.decimals == 0)
        && c.first == 0
    {
        return true;
    }
    if s.sign(c.end) == '.' && s.lang == super::locale::Lang::De && month(c.end + 1) {
        return true;
    }
    // `12-Jan-2008`
    let dashed = |at: usize| s.dash(at) && !s.gap(at) && !s.gap(at + 1);
    if small && dashed(c.end) && s.has(c.end + 1, flag::MONTH) && dashed(c.end + 2) {
        return true;
    }
    let next = if s.is(c.end, any_of!["of", "de"]) { c.end + 1 } else { c.end };
    let listed = s.is(c.end, any_of!["and", "to", "or"])
        && s.digits(c.end + 1).is_some_and(|d| d.value <= 31.0)
        && month(c.end + 2);
    small && (month(next) && !s.get(next).is_some_and(|a| a.line) || listed)
}

/// `5/17/2018`, `2018/05`, `17.05.2018` (whose dots make it a version).
fn slashed(s: &Scan<'_>, c: &Candidate) -> bool {
    if c.n.form != Form::Digits || c.n.plain().is_none() {
        return false;
    }
    let after =
        s.sign(c.end) == '/' && !s.gap(c.end) && s.digits(c.end + 1).is_some() && !s.gap(c.end + 1);
    let before = s.sign(c.first.wrapping_sub(1)) == '/'
        && !s.gap(c.first)
        && s.digits(c.first.wrapping_sub(2)).is_some();
    after || before
}

/// A bare four-digit number from 1500 to 2100 that counts nothing.
fn year(s: &Scan<'_>, c: &Candidate) -> bool {
    let two = c.second.is_some_and(|n| n.plain().is_some_and(|d| d.whole == 4 && d.value < 2101.0));
    let Some(digits) = c.n.plain().filter(|_| !c.n.signed) else { return false };
    if c.second.is_some() && !two {
        return false;
    }
    let back = c.first.wrapping_sub(1);
    let era = s.is(c.end, any_of!["ad", "bc", "bce", "ce"]) || s.is(back, any_of!["ad"]);
    if era {
        return true;
    }
    if digits.whole != 4 || !(1100.0..2101.0).contains(&digits.value) || c.unit.is_some() {
        return false;
    }
    let noun = super::noun::counts_noun(s, c.end);
    let modern = (1900.0..2101.0).contains(&digits.value);
    if s.has(back, flag::COMPARE) {
        // `since about 1995`; `about 2000`, `over 1900 homes` are amounts.
        return modern && !noun && digits.value % 100.0 != 0.0;
    }
    if s.has(back, flag::DATED) {
        return modern || !noun;
    }
    // `Euro 2020 playoffs`, `the 2016 elections`: a recent year even before a plural.
    (1950.0..2050.0).contains(&digits.value) || (digits.value >= 1500.0 && !noun)
}

/// `the summer of '69`: two digits behind an apostrophe that stands apart, and nothing counted.
fn short_year(s: &Scan<'_>, c: &Candidate) -> bool {
    let mark = |at: usize| matches!(s.sign(at), '\'' | '’');
    let before = c.first.wrapping_sub(1);
    mark(before)
        && s.gap(before)
        && !s.gap(c.first)
        && !mark(c.end)
        && c.unit.is_none()
        && c.n.plain().is_some_and(|d| d.whole == 2)
        && !super::noun::counts_noun(s, c.end)
}

fn century(s: &Scan<'_>, c: &Candidate) -> bool {
    matches!(c.n.form, Form::Ordinal)
        && (s.is(c.end, any_of!["century", "centuries", "siècle"])
            || s.hyphen(c.end) && s.is(c.end + 1, any_of!["century"]))
}
