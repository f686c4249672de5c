//! Two numbers that make one quantity: ranges, scores, shares, compound measures.

use super::candidate::Candidate;
use super::digits::Shape;
use super::lex::Scan;
use super::numeral::{self, Form, Numeral};
use super::tables::{Dimension, flag};
use super::unit::{self, Unit, What};
use crate::claims::key::any_of;

/// How the second number belongs to the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// There is none.
    None,
    /// `5 to 7`, `10-15`.
    Range,
    /// `3-1`.
    Score,
    /// `one in five`, `50:50`.
    Share,
    /// `4.5 out of 5`.
    Grade,
    /// `10:30`, `555-1234`, `2012-13`, with the name of what it is.
    Not(&'static str),
}

/// Reads what follows the first number of `c` and takes it in where it belongs to it.
pub(super) fn second(s: &Scan<'_>, c: &mut Candidate) {
    if compound(s, c) || plus_minus(s, c) || share(s, c) || colon(s, c) {
        return;
    }
    if c.unit.as_ref().is_some_and(|u| matches!(u.what, What::Money(..))) && cents(s, c) {
        return;
    }
    let Some((at, link)) = link(s, c) else { return };
    let prefix = s.get(at).and_then(|_| sign_ahead(s, at));
    let start = prefix.map_or(at, |(next, _)| next);
    let Some(mut n2) = numeral::read(s, start, c.money || prefix.is_some()) else { return };
    // `10-15`: the dash was the link, not a sign.
    if matches!(n2.form, Form::Ordinal | Form::Vague | Form::Multiple | Form::Once) {
        return;
    }
    n2.first = start;
    let u2 = if prefix.is_some() { None } else { unit::after(s, &n2) };
    if link == Link::Dash
        && c.unit.is_none()
        && prefix.is_none()
        && dash_pair(s, c, &n2, u2.as_ref())
    {
        return;
    }
    if range_fits(s, c, &n2, prefix.map(|p| p.1), u2.as_ref(), link) {
        take_range(s, c, n2, prefix.is_some(), u2);
    }
}

/// What stands between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    /// `-`, `–`.
    Dash,
    /// `to`, `bis`, `à`, `a`.
    To,
    /// `and` after `between`.
    And,
    /// `or`.
    Or,
}

/// The link after the first number and the atom after it.
fn link(s: &Scan<'_>, c: &Candidate) -> Option<(usize, Link)> {
    let mut at = c.end;
    let atom = s.get(at)?;
    if atom.line {
        return None;
    }
    if s.dash(at) {
        // `8- to 16-meter`, `one-to-seven days`.
        if !s.gap(at) && s.is(at + 1, any_of!["to", "or"]) {
            let link = if s.is(at + 1, any_of!["or"]) { Link::Or } else { Link::To };
            at += 2;
            at += usize::from(s.dash(at) && !s.gap(at));
            return Some((at, link));
        }
        let number = s.digits(at + 1).is_some() || sign_ahead(s, at + 1).is_some();
        let words = s.get(at + 1).is_some_and(|a| {
            matches!(
                a.word.role,
                super::tables::Role::Digit | super::tables::Role::Teen | super::tables::Role::Ten
            )
        });
        let tight = !s.gap(at) && !s.gap(at + 1);
        let wide = s.gap(at) && s.gap(at + 1);
        let range_sign = s.gap(at)
            && s.digits(at + 1).is_some()
            && s.sign(at) == '-'
            && s.digits(at - 1).is_some();
        return ((number && (tight || wide || range_sign))
            || (words && tight && s.sign(at) != '—'))
            .then_some((at + 1, Link::Dash));
    }
    let back = c.first.wrapping_sub(1);
    let between = s.is(back, any_of!["between", "zwischen", "entre"])
        || (s.is(back.wrapping_sub(1), any_of!["between", "aged", "ages"])
            && s.is(back, any_of!["about", "roughly", "around", "ages", "the", "between"]));
    if s.is(at, any_of!["to", "through", "till", "until"])
        || s.is(at, any_of!["bis", "à", "a"]) && s.lang != super::locale::Lang::En
    {
        return Some((at + 1, Link::To));
    }
    if between && (s.is(at, any_of!["and", "und", "et", "y"]) || s.sign(at) == '&') {
        let skip = usize::from(s.is(at + 1, any_of!["about", "around", "roughly", "up"]));
        return Some((at + 1 + skip, Link::And));
    }
    s.is(at, any_of!["or", "oder", "ou", "o"]).then_some((at + 1, Link::Or))
}

/// A currency sign right before a number: the number's atom and the code.
fn sign_ahead(s: &Scan<'_>, at: usize) -> Option<(usize, u16)> {
    (at + 1..at + 3).find_map(|next| {
        let (first, code) = s.digits(next).and_then(|_| unit::before(s, next))?;
        (first == at).then_some((next, code))
    })
}

/// Two bare numbers joined by a dash: score, year range, telephone number. False leaves it open.
fn dash_pair(s: &Scan<'_>, c: &mut Candidate, n2: &Numeral, u2: Option<&Unit>) -> bool {
    let (Some(a), Some(b)) = (c.n.plain(), n2.plain()) else { return false };
    let tight = !s.gap(c.end);
    let more = s.dash(n2.end) && !s.gap(n2.end) && s.digits(n2.end + 1).is_some();
    let leading = c.first > 0 && s.dash(c.first - 1) && !s.gap(c.first) && !s.gap(c.first - 1);
    let mut end = n2.end;
    while s.dash(end) && !s.gap(end) && s.digits(end + 1).is_some() {
        end += 2;
    }
    if tight && more {
        let what = if a.whole == 4 || b.whole == 4 && a.whole <= 2 {
            "date"
        } else if a.whole >= 3 || b.whole >= 3 {
            "phone"
        } else if (3.0..=5.0).contains(&a.value)
            && c.value + n2.value + s.digits(n2.end + 1).map_or(0.0, |d| d.value) == 10.0
        {
            "name"
        } else if s.flags & flag::SPORT != 0 {
            return score(c, n2, end);
        } else {
            "identifier"
        };
        (c.join, c.end, c.second) = (Join::Not(what), end, Some(*n2));
        return true;
    }
    let year = a.whole == 4 && (1000.0..2100.0).contains(&a.value);
    let years = year
        && ((b.whole == 4 && b.value >= a.value && b.value < 2200.0) || (b.whole == 2 && tight));
    if years && u2.is_none() && !super::reject::counts_noun(s, n2.end) {
        (c.join, c.end, c.second) = (Join::Not("date"), end, Some(*n2));
        return true;
    }
    if u2.is_some() || leading {
        return false;
    }
    if tight && b.whole == 4 && a.whole == 3 && a.value >= 200.0 {
        (c.join, c.end, c.second) = (Join::Not("phone"), end, Some(*n2));
        return true;
    }
    let sized = a.value <= 300.0 && b.value <= 300.0 && a.whole <= 3 && b.whole <= 3;
    let counted = s.gap(n2.end)
        && s.is_word(n2.end)
        && !s.has(n2.end, flag::STOP | flag::SPORT | flag::CHANGE)
        && s.str(n2.end).ends_with('s')
        && !s.get(n2.end).is_some_and(|x| x.cap);
    let aged = s.has(c.first.wrapping_sub(1), flag::AGE);
    let tall = a.value >= b.value && (a.value > b.value || sized);
    let sport = s.flags & flag::SPORT != 0;
    let set = (a.value.max(b.value) == 6.0 || a.value.max(b.value) == 7.0)
        && a.value.min(b.value) < 7.0
        && (s.sign(n2.end) == ',' || s.sign(n2.end) == '(');
    // `787-9`: neither a range nor a result.
    if tight && !sized && a.value > b.value && !counted {
        (c.join, c.end, c.second) = (Join::Not("name"), end, Some(*n2));
        return true;
    }
    // `FIPS 140-2`: no result where nothing is played.
    let named =
        s.get(c.first.wrapping_sub(1)).is_some_and(|x| x.cap && x.class == super::lex::Class::Word);
    if tight && a.value > 20.0 && b.value < 10.0 && named && !sport && !counted {
        (c.join, c.end, c.second) = (Join::Not("name"), end, Some(*n2));
        return true;
    }
    let is_score = tight && sized && !aged && (tall || sport || set) && !counted;
    is_score && score(c, n2, n2.end)
}

fn score(c: &mut Candidate, n2: &Numeral, end: usize) -> bool {
    (c.join, c.value2, c.end, c.second) = (Join::Score, Some(n2.value), end, Some(*n2));
    true
}

fn same_unit(a: &What, b: &What) -> bool {
    a == b
        || matches!((a, b), (What::Measure(_, x), What::Measure(_, y)) if x == y)
        || matches!((a, b), (What::Money(x, _), What::Money(y, _)) if x == y)
}

/// Whether the second number and the first are the ends of one range.
fn range_fits(
    s: &Scan<'_>,
    c: &Candidate,
    n2: &Numeral,
    prefix: Option<u16>,
    u2: Option<&Unit>,
    link: Link,
) -> bool {
    if matches!(c.n.form, Form::Vague) && !matches!(n2.form, Form::Vague) {
        return false;
    }
    let u2 = prefix.map(|code| What::Money(code, 1.0)).or_else(|| u2.map(|u| u.what.clone()));
    let units = match (c.unit.as_ref().map(|u| &u.what), &u2) {
        (Some(a), Some(b)) => same_unit(a, b),
        (Some(What::Money(..)), None) => c.money,
        (Some(_), None) => false,
        (None, _) => true,
    };
    if !units || (c.unit.is_none() && prefix.is_some() && link != Link::And) {
        return false;
    }
    let back = c.first.wrapping_sub(1);
    let cue = s.is(back, any_of!["between", "zwischen", "entre"])
        || s.is(back, any_of!["from", "von", "de", "desde"]);
    let from = s.is(back, any_of!["from", "von", "de", "d", "desde", "del"]);
    match link {
        Link::And => true,
        Link::Dash => c.unit.is_none() || u2.is_some() || c.money,
        Link::Or => {
            let near = n2.value > c.value && n2.value <= c.value * 2.0 + 1.0 && n2.value < 1000.0;
            near && c.unit.is_none()
                && (u2.is_some() || super::reject::counts_noun(s, n2.end))
                && !cue
        }
        Link::To => {
            if years(&c.n) && years(n2) && c.unit.is_none() && u2.is_none() {
                return false;
            }
            let ranged = ranges_before(s, back);
            if from && !ranged && changes_before(s, back) {
                return false;
            }
            // `down by 30 to 126`, `rose 3 to 45`: a change and its level.
            let changed = s.is(back, any_of!["by"])
                || (s.has(back, flag::CHANGE) && !ranged && !s.is(back, any_of!["range", "from"]));
            let clock = s.is(n2.end, any_of!["pm", "am"]) && u2.is_none();
            let scaled =
                c.value < n2.value || (from || ranged) || c.n.scale == 1.0 && n2.scale > 1.0;
            !changed
                && !clock
                && scaled
                && (n2.value > c.value || cue || ranged || (c.unit.is_some() && u2.is_some()))
        }
    }
}

fn years(n: &Numeral) -> bool {
    n.plain().is_some_and(|d| d.whole == 4 && (1500.0..2101.0).contains(&d.value))
}

/// A word of ranging stands shortly before.
fn ranges_before(s: &Scan<'_>, at: usize) -> bool {
    (0..5).any(|k| s.has(at.wrapping_sub(k), flag::RANGE))
}

/// A word of change stands before it in the clause.
fn changes_before(s: &Scan<'_>, at: usize) -> bool {
    (0..40).any(|k| s.has(at.wrapping_sub(k), flag::CHANGE))
}

fn take_range(s: &Scan<'_>, c: &mut Candidate, n2: Numeral, signed: bool, u2: Option<Unit>) {
    let mut high = n2.value;
    // `$40-50 billion`: the multiplier is of both, where the first number is the smaller.
    if n2.scale > 1.0
        && c.n.scale == 1.0
        && c.n.value <= n2.value / n2.scale
        && c.n.digits.is_some() == n2.digits.is_some()
    {
        c.value *= n2.scale;
    }
    c.end = n2.end;
    if let Some(u2) = &u2 {
        c.end = u2.end;
        if let (Some(u1), What::Measure(to, _)) = (&c.unit, &u2.what)
            && let What::Measure(from, _) = &u1.what
            && from != to
        {
            high = reckoned(to, from)
                .map(|f| high * f)
                .or_else(|| super::convert::reckon(high, to, from))
                .unwrap_or(high);
        }
    }
    if c.unit.is_none() {
        c.unit = u2;
    } else if let (Some(unit), Some(u2)) = (&mut c.unit, u2) {
        unit.end = u2.end;
    }
    let _ = (s, signed);
    (c.value2, c.join, c.second) = (Some(high), Join::Range, Some(n2));
}

/// How people reckon the calendar: a year is 52 weeks or 365 days.
fn reckoned(from: &str, to: &str) -> Option<f64> {
    Some(match (from, to) {
        ("year", "week") => 52.0,
        ("year", "day") => 365.0,
        ("month", "week") => 4.0,
        ("month", "day") => 30.0,
        _ => return None,
    })
}

/// `5 ± 2 mm`.
fn plus_minus(s: &Scan<'_>, c: &mut Candidate) -> bool {
    let skip = match s.sign(c.end) {
        '±' => 1,
        '+' if s.sign(c.end + 1) == '/' && s.dash(c.end + 2) => 3,
        _ => return false,
    };
    let Some(half) = numeral::read(s, c.end + skip, false) else { return false };
    let unit = unit::after(s, &half);
    c.end = unit.as_ref().map_or(half.end, |u| u.end);
    let middle = c.value;
    (c.value, c.value2) = (middle - half.value.abs(), Some(middle + half.value.abs()));
    c.unit = c.unit.take().or(unit);
    (c.join, c.second) = (Join::Range, Some(half));
    true
}

/// `6ft 2in`, `3 hours and 20 minutes`, `20 dollars and 43 cents`, `5-foot-9`.
fn compound(s: &Scan<'_>, c: &mut Candidate) -> bool {
    let mut taken = false;
    for _ in 0..3 {
        let Some(unit) = c.unit.clone() else { break };
        let mut at = c.end;
        if s.get(at).is_none_or(|a| a.line) {
            break;
        }
        let hyphen = s.hyphen(at);
        let and = s.role(at) == super::tables::Role::And || s.sign(at) == ',' || s.sign(at) == '&';
        at += usize::from(hyphen || and);
        at += usize::from(and && s.role(at) == super::tables::Role::And);
        let Some(n2) = numeral::read(s, at, false).filter(|n| {
            !matches!(n.form, Form::Ordinal | Form::Vague | Form::Multiple | Form::Once)
                && n.scale == 1.0
                && n.value >= 0.0
        }) else {
            break;
        };
        let u2 = unit::after(s, &n2);
        let Some((part, end)) = smaller(s, c, &unit, &n2, u2, hyphen) else { break };
        c.value += n2.value * part;
        c.end = end;
        c.n.form = Form::Mixed;
        taken = true;
        if hyphen || !matches!(unit.what, What::Measure(_, Dimension::Time)) {
            break;
        }
    }
    taken && !s.dash(c.end)
}

/// `15 dollars 50`, `one dollar and one`: hundredths without a name, where the clause ends.
fn cents(s: &Scan<'_>, c: &mut Candidate) -> bool {
    if !c.value.fract().eq(&0.0) || c.n.scale > 1.0 || c.money && !s.gap(c.end) {
        return false;
    }
    let and = usize::from(s.role(c.end) == super::tables::Role::And);
    let at = c.end + and;
    if c.money && and == 0 && s.digits(at).is_none_or(|d| d.whole != 2) {
        return false;
    }
    let Some(n2) = numeral::read(s, at, false).filter(|n| {
        matches!(n.form, Form::Digits | Form::Words)
            && n.integer()
            && (1.0..100.0).contains(&n.value)
            && !n.signed
    }) else {
        return false;
    };
    let ends = s.get(n2.end).is_none()
        || matches!(s.sign(n2.end), '.' | '!' | '?') && s.get(n2.end + 1).is_none()
        || s.role(n2.end) == super::tables::Role::And && n2.digits.is_none() && and == 1;
    let short = s.atoms.len() <= 16 && s.get(at).is_some_and(|a| !a.line);
    if !ends || !short || (c.money && s.atoms.len() > 5) {
        return false;
    }
    c.value += n2.value / 100.0;
    (c.end, c.second) = (n2.end, Some(n2));
    true
}

/// The part of the first unit that 1 of the second is, where the two make one measure.
fn smaller(
    s: &Scan<'_>,
    c: &Candidate,
    unit: &Unit,
    n2: &Numeral,
    u2: Option<Unit>,
    hyphen: bool,
) -> Option<(f64, usize)> {
    let end = u2.as_ref().map_or(0, |u| u.end);
    match (&unit.what, u2.as_ref().map(|u| &u.what)) {
        (What::Money(a, pa), Some(What::Money(b, pb))) => {
            let cents = *pb < *pa && (a == b || *pb == 0.01) && n2.value < 100.0;
            cents.then_some((*pb, end))
        }
        (What::Measure(a, da), Some(What::Measure(b, db))) if da == db => {
            let part = super::convert::reckon(1.0, b, a)?;
            let pairs =
                matches!((&**a, &**b), ("foot", "inch") | ("pound", "ounce") | ("stone", "pound"))
                    || *da == Dimension::Time;
            (pairs && part < 0.9 && n2.value * part < 1.0 + 1e-9).then_some((part, end))
        }
        (What::Measure(a, _), None) if a == "foot" => {
            let bare = (hyphen
                || s.str(c.end - 1) == "'"
                || s.str(c.end - 1) == "’"
                || s.str(c.end - 1) == "′")
                && n2.value < 12.0
                && n2.digits.is_some() | hyphen;
            let mark = !hyphen && matches!(s.sign(n2.end), '"' | '”' | '″') && !s.gap(n2.end);
            bare.then_some((1.0 / 12.0, n2.end + usize::from(mark)))
        }
        _ => None,
    }
}

/// `one in five`, `eight out of ten`, `20-of-24`, `one miss for every 22`.
fn share(s: &Scan<'_>, c: &mut Candidate) -> bool {
    if rating(s, c) {
        return true;
    }
    if c.unit.is_some() || !c.n.integer() || matches!(c.n.form, Form::Vague | Form::Fraction) {
        return unit_share(s, c);
    }
    let Some((at, direct)) = share_link(s, c.end) else { return false };
    take_share(s, c, at, direct)
}

/// `4.5 out of 5`: a grade, whose scale is no number of its own.
fn rating(s: &Scan<'_>, c: &mut Candidate) -> bool {
    let decimal = c.n.digits.is_some_and(|d| d.decimals > 0) && c.unit.is_none();
    if !decimal || !s.is(c.end, any_of!["out"]) || !s.is(c.end + 1, any_of!["of"]) {
        return false;
    }
    let Some(n2) = numeral::read(s, c.end + 2, false) else { return false };
    (c.end, c.second, c.join) = (n2.end, Some(n2), Join::Grade);
    true
}

/// `one night out of 17`: the unit is what the share is of.
fn unit_share(s: &Scan<'_>, c: &mut Candidate) -> bool {
    let Some(unit) = &c.unit else { return false };
    if !(s.is(unit.end, any_of!["out"]) && s.is(unit.end + 1, any_of!["of"])) {
        return false;
    }
    let at = unit.end + 2 + usize::from(s.is(unit.end + 2, any_of!["every"]));
    take_share(s, c, at, false)
}

fn take_share(s: &Scan<'_>, c: &mut Candidate, at: usize, direct: bool) -> bool {
    let Some(n2) = numeral::read(s, at, false)
        .filter(|n| matches!(n.form, Form::Digits | Form::Words) && n.integer())
    else {
        return false;
    };
    let fits = c.n.value <= n2.value
        && n2.value >= 2.0
        && !(direct && (years(&n2) || c.n.value == n2.value));
    let unit = unit::after(s, &n2)
        .filter(|u| !matches!(&u.what, What::Measure(_, Dimension::Time)) || direct);
    let month = s.has(n2.end, flag::MONTH) || direct && s.has(at, flag::MONTH);
    if !fits || month || (direct && unit.is_some()) {
        return false;
    }
    (c.value, c.end, c.unit) = (c.n.value / n2.value, n2.end, None);
    (c.join, c.second) = (Join::Share, Some(n2));
    true
}

/// Where the second number of a share stands, and whether it follows by a bare `in`.
fn share_link(s: &Scan<'_>, at: usize) -> Option<(usize, bool)> {
    if s.hyphen(at) && s.is(at + 1, any_of!["of", "for", "in"]) && s.hyphen(at + 2) {
        return Some((at + 3, false));
    }
    if s.is(at, any_of!["in"]) {
        let every = usize::from(s.is(at + 1, any_of!["every", "each"]));
        return Some((at + 1 + every, every == 0));
    }
    for words in 0..=3 {
        let here = at + words;
        if s.is(here, any_of!["out"]) && s.is(here + 1, any_of!["of"]) {
            return Some((here + 2 + usize::from(s.is(here + 2, any_of!["every", "the"])), false))
                .filter(|_| !s.is(here + 2, any_of!["the"]));
        }
        if s.is(here, any_of!["for", "in"]) && s.is(here + 1, any_of!["every"]) {
            return Some((here + 2, false));
        }
        if !s.is_word(here) || s.has(here, flag::STOP) {
            return None;
        }
    }
    None
}

/// `10:30`, `3:1`, `50:50`.
fn colon(s: &Scan<'_>, c: &mut Candidate) -> bool {
    let (Some(a), Some(b)) = (c.n.plain(), s.digits(c.end + 1)) else { return false };
    if s.sign(c.end) != ':' || s.gap(c.end) || s.gap(c.end + 1) || c.unit.is_some() {
        return false;
    }
    let mut end = c.end + 2;
    let longer = s.sign(end) == ':' && !s.gap(end) && s.digits(end + 1).is_some();
    let clock = b.whole == 2 && b.value < 60.0 && a.value < 25.0 && !(a.value == b.value);
    let n2 = numeral::blank(c.end + 1, end, b.value, Form::Digits);
    if longer || clock || b.shape != Shape::Plain || b.value == 0.0 {
        while s.sign(end) == ':' && !s.gap(end) && s.digits(end + 1).is_some() {
            end += 2;
        }
        (c.join, c.end, c.second) = (Join::Not("time"), end, Some(n2));
        return true;
    }
    (c.value, c.end, c.join, c.second) = (a.value / b.value, end, Join::Share, Some(n2));
    true
}
