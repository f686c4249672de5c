//! Two numbers that make one quantity: ranges, scores, shares, compound measures.

use super::candidate::Candidate;
use super::compound::{cents, compound};
use super::digits::Shape;
use super::lex::Scan;
use super::numeral::{self, Form, Numeral};
use super::range::{plus_minus, range_fits, take_range};
use super::share::{colon, share};
use super::tables::{flag, list};
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
    if matches!(n2.form, Form::Ordinal | Form::Vague | Form::Multiple | Form::Once)
        || n2.digits.is_some_and(|d| d.shape == Shape::Odd)
    {
        return;
    }
    n2.first = start;
    if c.unit.is_none() && !c.money && clock(s, &n2) {
        (c.join, c.end, c.second) = (Join::Not("time"), n2.end, Some(n2));
        return;
    }
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

/// The hour of `9 or 10am`, `9 to 10:30 am`.
fn clock(s: &Scan<'_>, n: &Numeral) -> bool {
    let half = any_of!["am", "pm"];
    let minutes = s.sign(n.end) == ':' && s.digits(n.end + 1).is_some();
    n.plain().is_some_and(|d| d.value <= 24.0)
        && (s.is(n.end, half) || minutes && s.is(n.end + 2, half))
}

/// What stands between two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
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
        let (first, code) = s.digits(next).and_then(|_| super::currency::before(s, next))?;
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
        return chain(s, c, n2, end);
    }
    let year = a.whole == 4 && (1000.0..2100.0).contains(&a.value);
    let years = year
        && ((b.whole == 4 && b.value >= a.value && b.value < 2200.0) || (b.whole == 2 && tight));
    if years && u2.is_none() && !super::noun::counts_noun(s, n2.end) {
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
    let counted = counts(s, a.value, b.value, n2.end);
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
    let voted = tall && s.is(c.first.wrapping_sub(1), any_of!["voted", "votes", "vote"]);
    let is_score = (tight || voted)
        && sized
        && !aged
        && (tall || sport || set || is_record(s, c, n2))
        && !counted;
    is_score && score(c, n2, n2.end)
}

/// Things stand at `at` that a range from `low` to `high` counts.
fn counts(s: &Scan<'_>, low: f64, high: f64, at: usize) -> bool {
    let cap = |at: usize| s.get(at).is_some_and(|x| x.cap);
    let plain = |at: usize| s.is_word(at) && s.gap(at) && !s.has(at, flag::STOP) && !cap(at);
    let things = |at: usize| super::noun::plural_at(s, at) && !s.is(at, list::RESULT);
    let plural = plain(at)
        && !s.has(at, flag::SPORT | flag::CHANGE)
        && s.str(at).ends_with('s')
        && !s.is(at, list::RESULT);
    // `1-3 teams`, but `5-3 losses`; `20-30 test newsletters`
    let far = low > 9.0 && plain(at) && plain(at + 1) && things(at + 1);
    plural || low < high && (things(at) || far)
}

/// `Wright State (10-6, 3-4)`: what a team has won and lost, in brackets behind its name.
fn is_record(s: &Scan<'_>, c: &Candidate, n2: &Numeral) -> bool {
    let named =
        |open: usize| s.sign(open) == '(' && s.get(open.wrapping_sub(1)).is_some_and(|a| a.cap);
    let back = c.first.wrapping_sub(1);
    let second = s.sign(back) == ',' && s.dash(back.wrapping_sub(2));
    let first = named(back) && s.sign(n2.end) == ',' && s.dash(n2.end + 2);
    first || second && named(back.wrapping_sub(4)) && s.sign(n2.end) == ')'
}

/// Three numbers or more joined by dashes, up to `end`: a date, a telephone number, a formation,
/// results.
fn chain(s: &Scan<'_>, c: &mut Candidate, n2: &Numeral, end: usize) -> bool {
    let (Some(a), Some(b)) = (c.n.plain(), n2.plain()) else { return false };
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
    true
}

fn score(c: &mut Candidate, n2: &Numeral, end: usize) -> bool {
    (c.join, c.value2, c.end, c.second) = (Join::Score, Some(n2.value), end, Some(*n2));
    true
}

pub(super) fn years(n: &Numeral) -> bool {
    n.plain().is_some_and(|d| d.whole == 4 && (1500.0..2101.0).contains(&d.value))
}
