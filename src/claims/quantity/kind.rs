//! What a candidate is a claim of.

use super::candidate::Candidate;
use super::join::Join;
use super::lex::Scan;
use super::locale::Lang;
use super::numeral::Form;
use super::points::points;
use super::tables::{Dimension, flag, list};
use super::unit::{Unit, What};
use crate::claims::Kind;
use crate::claims::key::{Key, any_of};
use std::borrow::Cow;

/// The kind of a candidate that nothing rejected; sets its unit where the kind implies one.
pub(super) fn of(
    s: &Scan<'_>,
    c: &mut Candidate,
    previous: Option<&(Kind, usize)>,
) -> (Kind, &'static str) {
    if matches!(c.join, Join::Score | Join::Grade) {
        return (Kind::Score, "two numbers of a result");
    }
    if c.join == Join::Share {
        return (Kind::Ratio, "a share of a number");
    }
    if let Some(Unit { what, .. }) = &c.unit {
        match what {
            What::Money(..) => return (Kind::Money, "currency"),
            What::Percent | What::Point => return (Kind::Percent, "percent"),
            What::Measure(_, Dimension::Time) if c.age || aged(s, c) => {
                return (Kind::Age, "age words");
            }
            What::Measure(_, Dimension::Time) => return (Kind::Duration, "unit of time"),
            What::Measure(..) => return (Kind::Measure, "unit of measure"),
        }
    }
    if c.age || aged(s, c) || bare_age(s, c) || aged_too(s, c, previous) {
        c.age = true;
        c.unit = Some(unit(c, "year", Dimension::Time));
        return (Kind::Age, "age");
    }
    match c.n.form {
        Form::Ordinal => return (Kind::Rank, "rank"),
        Form::Multiple => return (Kind::Ratio, "multiple"),
        Form::Fraction if c.n.scale == 1.0 => {
            if bond(s, c) {
                c.unit = Some(unit(c, "point", Dimension::Level));
                return (Kind::Measure, "bond price");
            }
            return (Kind::Ratio, "fraction");
        }
        _ => {}
    }
    if ranked(s, c) {
        return (Kind::Rank, "number one, top-20");
    }
    if times_more(s, c) {
        return (Kind::Ratio, "times with a comparison");
    }
    points(s, c, previous)
}

pub(super) fn unit(c: &Candidate, id: &'static str, dimension: Dimension) -> Unit {
    Unit {
        what: What::Measure(Cow::Borrowed(id), dimension),
        end: c.end,
        hyphen: false,
        rate: false,
    }
}

/// `aged 26`, `age 12 and older`, `ages 12 to 17`, `above age 6 months`.
fn aged(s: &Scan<'_>, c: &Candidate) -> bool {
    if c.value > 130.0 && c.unit.is_none() {
        return false;
    }
    let mut back = c.first.wrapping_sub(1);
    if s.is(back, any_of!["of", "between", "from", "about", "over", "under", "around", "is", "was"])
    {
        back = back.wrapping_sub(1);
    }
    let direct = s.has(c.first.wrapping_sub(1), flag::AGE)
        || s.has(back, flag::AGE) && !s.is(c.first.wrapping_sub(1), any_of!["is", "was"]);
    let other = s.is(c.first.wrapping_sub(1), any_of!["between"])
        && s.has(c.first.wrapping_sub(2), flag::AGE);
    let named =
        direct && s.get(back).is_some_and(|a| !a.cap || back == 0 || s.is(back, any_of!["aged"]));
    let older =
        c.unit.is_none() && s.is(c.end, any_of!["years"]) && s.is(c.end + 1, any_of!["old"]);
    // `un homme de 45 ans`, `una mujer de 45 años`
    let person = s.lang != Lang::En
        && s.is(c.first.wrapping_sub(1), any_of!["de"])
        && s.has(c.first.wrapping_sub(2), flag::PERSON);
    (named || other || older || person)
        && !if s.is(back, any_of!["ages"]) {
            s.is(c.first.wrapping_sub(1), any_of!["is"])
        } else {
            false
        }
}

/// `aged 22 and 25`
fn aged_too(s: &Scan<'_>, c: &Candidate, previous: Option<&(Kind, usize)>) -> bool {
    let joined = |&&(kind, end): &&(Kind, usize)| {
        kind == Kind::Age
            && c.first == end + 1
            && (s.is(end, any_of!["and", "or"]) || s.sign(end) == ',')
    };
    c.unit.is_none()
        && c.n.plain().is_some_and(|d| (1.0..=115.0).contains(&d.value))
        && previous.filter(joined).is_some()
        && !s.is_word(c.end)
}

/// `people over 65`, `were under 18`: an age at which people are divided.
fn divided(s: &Scan<'_>, c: &Candidate) -> bool {
    const YOUNG: [f64; 7] = [12.0, 13.0, 14.0, 15.0, 16.0, 18.0, 21.0];
    const OLD: [f64; 10] = [5.0, 25.0, 30.0, 35.0, 40.0, 50.0, 60.0, 65.0, 70.0, 75.0];
    let mark = c.first.wrapping_sub(1);
    let before = mark.wrapping_sub(1);
    let under = s.is(mark, any_of!["under"]);
    let anyone = s.is(before, any_of!["anyone", "everyone", "those", "nobody", "anybody"]);
    let bare = !s.is_word(c.end)
        || s.has(c.end, flag::STOP | flag::BE | flag::SAY)
        || s.has(before, flag::PERSON) && (anyone || !super::noun::counts_noun(s, c.end));
    if !(under || s.is(mark, any_of!["over"])) || !bare || s.hyphen(c.end) || c.unit.is_some() {
        return false;
    }
    let young = YOUNG.contains(&c.value);
    let people = s.has(before, flag::PERSON) && (young || OLD.contains(&c.value));
    people || young && under && s.is(before, any_of!["is", "was", "are", "were"])
}

/// `Smith, 45, said`; `(45)` after a name; `I'm 74`, `turned 30`.
fn bare_age(s: &Scan<'_>, c: &Candidate) -> bool {
    if divided(s, c) {
        return true;
    }
    let Some(digits) = c.n.plain() else { return false };
    if digits.whole > 3 || !(1.0..=115.0).contains(&c.value) || c.join != Join::None {
        return false;
    }
    let mark = c.first.wrapping_sub(1);
    let name = mark.wrapping_sub(1);
    let closes = matches!(s.sign(c.end), ',' | '.' | ';' | ')')
        || s.get(c.end).is_none()
        || s.is(c.end, any_of!["and", "who", "of", "was", "from", "told"]);
    let person = |i: usize| {
        s.is_word(i)
            && s.get(i).is_some_and(|a| a.cap && a.end - a.start > 1)
            && s.str(i).bytes().any(|b| b.is_ascii_lowercase() || b >= 0x80)
            && !s.has(i, flag::MONTH | flag::WEEKDAY | flag::HEAD | flag::STREET)
    };
    let named =
        person(name) || (s.sign(name) == '.' && s.is(name.wrapping_sub(1), any_of!["jr", "sr"]));
    if s.sign(mark) == ','
        && !s.gap(mark)
        && named
        && (matches!(s.sign(c.end), ',' | ';')
            || s.dash(c.end) && s.gap(c.end)
            || s.is(c.end, any_of!["and", "who"]))
    {
        let digit_after = s.digits(c.end + 1).is_some();
        return !digit_after && c.value >= 3.0;
    }
    // `the star, 42, was`; `At 16, he`.
    let clause = s.sign(c.end) == ','
        && (s.has(c.end + 1, flag::BE | flag::SAY | flag::ONEVERB) || opening(s, mark));
    if s.sign(mark) == ',' && !s.gap(mark) && clause {
        return (10.0..=105.0).contains(&c.value)
            && (s.is_word(name) || matches!(s.sign(name), '"' | '”'));
    }
    let young =
        s.is(mark, any_of!["at"]) && s.sign(c.end) == ',' && (5.0..100.0).contains(&c.value);
    if young
        && (s.is(c.end + 1, any_of!["he", "she", "i"])
            && (mark == 0 || super::noun::begins_sentence(s, mark)))
    {
        return true;
    }
    if s.sign(mark) == '(' && s.sign(c.end) == ')' && named && person(name.wrapping_sub(1)) {
        return (15.0..100.0).contains(&c.value) && s.flags & (flag::SPORT | flag::SCORE) == 0;
    }
    let i_am = s.is(mark, any_of!["m"]) && matches!(s.sign(name), '\'' | '’')
        || s.is(mark, any_of!["am"]) && s.is(name, any_of!["i"])
        || s.is(mark, any_of!["turned", "turning", "turns"])
        || s.is(mark, any_of!["s", "re"])
            && matches!(s.sign(name), '\'' | '’')
            && s.is(name.wrapping_sub(1), any_of!["he", "she", "they"])
        || s.is(mark, any_of!["is", "was"]) && s.is(name, any_of!["she", "he", "who"]);
    let sure = i_am
        && (3.0..=115.0).contains(&c.value)
        && (closes || s.is(c.end, any_of!["when", "at", "now", "years", "but"]));
    sure && !s.is(c.end, any_of!["of"])
}

/// `The suspect, 23, faces`: nothing but who it is stands before the comma at `mark`, and a word
/// behind the next.
fn opening(s: &Scan<'_>, mark: usize) -> bool {
    let names = |at: usize| {
        s.is(at, any_of!["the", "a", "an"])
            && super::noun::begins_sentence(s, at)
            && (at + 1..mark).all(|i| s.is_word(i) && !s.has(i, flag::STOP))
    };
    let mut before = (2..5).filter_map(|back| mark.checked_sub(back));
    s.get(mark).is_some()
        && before.any(names)
        && s.is_word(mark + 3)
        && !s.has(mark + 3, flag::STOP)
        && !s.get(mark + 3).is_some_and(|a| a.cap)
}

/// `No. 1`, `number one`, `top-20`, `ranked 5`, `T-15th`.
fn ranked(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    if s.hyphen(back) && s.is(back.wrapping_sub(1), any_of!["top"]) {
        return true;
    }
    if s.is(back, any_of!["top"])
        && s.is(back.wrapping_sub(2), any_of!["in", "into", "inside", "outside"])
        && c.value > 1.0
    {
        return true;
    }
    number_sign(s, c)
        || s.is(back, any_of!["ranked", "ranks", "seeded"])
        || s.is(back, any_of!["number"])
            && c.value <= 200.0
            && c.n.integer()
            && (c.value == 1.0 || !super::noun::counts_noun(s, c.end))
}

/// `No. 1`, `No 1`, `№ 1`, `nos. 2`.
pub(super) fn number_sign(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    let dotted =
        s.sign(back) == '.' && !s.gap(back) && s.is(back.wrapping_sub(1), any_of!["no", "nos"]);
    let bare =
        s.is(back, any_of!["no"]) && c.n.digits.is_some() && s.get(back).is_some_and(|a| a.cap);
    (dotted || bare || s.sign(back) == '№') && c.value < 1000.0
}

/// `nine times higher`, `three times as many`, `10 times the`.
fn times_more(s: &Scan<'_>, c: &Candidate) -> bool {
    if s.is(c.end, any_of!["fold"]) || s.hyphen(c.end) && s.is(c.end + 1, any_of!["fold"]) {
        return true;
    }
    if c.unit.is_none()
        && matches!(s.str(c.end), "x" | "X" | "×")
        && !s.gap(c.end)
        && s.digits(c.end + 1).is_none()
    {
        return true;
    }
    let fold = s.is(c.end, any_of!["fois", "veces"]);
    if fold && s.is(c.end + 1, any_of!["plus", "moins", "más", "menos", "mayor", "supérieur"]) {
        return true;
    }
    if !s.is(c.end, any_of!["times"]) {
        return false;
    }
    let next = c.end + 1;
    s.get(next).is_some_and(|atom| is_comparative(atom.key, s.str(next)))
}

/// Whether a word behind `times` compares, as far as its form tells: `more`, `higher`.
pub(in crate::claims) fn is_comparative(key: Key, text: &str) -> bool {
    key.is(list::COMPARES) || text.len() > 4 && text.ends_with("er") && !key.is(list::IN_ER)
}

fn bond(s: &Scan<'_>, c: &Candidate) -> bool {
    let thirty_seconds =
        s.digits(c.n.first + 2).is_some_and(|d| d.value == 32.0 || d.value == 64.0);
    thirty_seconds && s.flags & flag::BOND != 0
}
