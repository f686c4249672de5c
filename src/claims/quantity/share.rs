//! Shares of two numbers: `one in five`, `20-of-24`, `50:50`.

use super::candidate::Candidate;
use super::digits::Shape;
use super::join::{Join, years};
use super::lex::Scan;
use super::numeral::{self, Form, Numeral};
use super::tables::{Dimension, flag};
use super::unit::{self, What};
use crate::claims::key::any_of;

/// `one in five`, `eight out of ten`, `20-of-24`, `one miss for every 22`.
pub(super) fn share(s: &Scan<'_>, c: &mut Candidate) -> bool {
    if rating(s, c) {
        return true;
    }
    if c.unit.is_some() || !c.n.integer() || matches!(c.n.form, Form::Vague | Form::Fraction) {
        return unit_share(s, c);
    }
    let Some((at, direct)) = share_link(s, c.end) else { return false };
    take_share(s, c, at, direct)
}

/// `4.5 out of 5`, `4.5 stars out of 5`, `4.5/5`: a grade, whose scale is no number of its own.
fn rating(s: &Scan<'_>, c: &mut Candidate) -> bool {
    let mixed = c.n.form == Form::Mixed && c.n.value < 10.0;
    let decimal = (mixed || c.n.digits.is_some_and(|d| d.decimals > 0)) && c.unit.is_none();
    let stars = usize::from(s.is(c.end, any_of!["stars"]));
    let behind = c.end + stars;
    let scale = if s.is(behind, any_of!["out"]) && s.is(behind + 1, any_of!["of"]) {
        behind + 2
    } else if s.sign(c.end) == '/' && !s.gap(c.end) && !s.gap(c.end + 1) {
        c.end + 1
    } else {
        return false;
    };
    if !decimal && stars == 0 {
        return false;
    }
    let best = |n: &Numeral| n.plain().is_some_and(|d| matches!(d.value, 5.0 | 10.0 | 100.0));
    let Some(n2) = numeral::read(s, scale, false).filter(|n| scale > c.end + 1 || best(n)) else {
        return false;
    };
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
pub(super) fn colon(s: &Scan<'_>, c: &mut Candidate) -> bool {
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
