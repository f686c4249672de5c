//! A numeral with all that belongs to it: currency, unit, second number, age words.

use super::digits::Shape;
use super::join::{self, Join};
use super::lex::{Atom, Class, Scan};
use super::numeral::{self, Form, Numeral};
use super::tables::{self, Dimension, Role};
use super::unit::{self, Unit, What};
use crate::claims::key::any_of;

/// A quantity as read, before it is known whether it is a claim.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) n: Numeral,
    pub(super) second: Option<Numeral>,
    pub(super) join: Join,
    /// First atom of the span.
    pub(super) first: usize,
    /// One past its last atom.
    pub(super) end: usize,
    pub(super) unit: Option<Unit>,
    pub(super) value: f64,
    pub(super) value2: Option<f64>,
    /// `old`, `-year-old`, `years of age` stand after it, or `aged` before.
    pub(super) age: bool,
    /// A currency sign or code stands before it.
    pub(super) money: bool,
}

/// All of them, left to right, none overlapping.
pub(super) fn all(s: &Scan<'_>) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut free = 0;
    for &at in s.heads {
        let at = at as usize;
        if at < free {
            continue;
        }
        let from = found.last().map_or(0, |c| c.end);
        if let Some(candidate) = read(s, at, from) {
            free = candidate.end.max(at + 1);
            found.push(candidate);
        }
    }
    found
}

/// Whether a numeral may begin with this atom.
pub(super) fn begins(atom: &Atom) -> bool {
    match atom.class {
        Class::Number(_) => true,
        Class::Word => !matches!(
            atom.word.role,
            Role::None | Role::And | Role::Point | Role::Short | Role::Letter | Role::Denominator
        ),
        Class::Sign(c) => matches!(c, '-' | '−' | '+') || numeral::vulgar(c).is_some(),
    }
}

fn read(s: &Scan<'_>, at: usize, from: usize) -> Option<Candidate> {
    let prefix = super::currency::before(s, at).filter(|&(first, _)| first >= from);
    let n = numeral::read(s, at, prefix.is_some()).or_else(|| one_and_a_half(s, at))?;
    let mut c = Candidate {
        n,
        second: None,
        join: Join::None,
        first: prefix.map_or(n.first, |(first, _)| first),
        end: n.end,
        unit: None,
        value: n.value,
        value2: None,
        age: false,
        money: prefix.is_some(),
    };
    if matches!(n.form, Form::Ordinal | Form::Multiple | Form::Once) || s.atoms[at].address {
        return Some(c);
    }
    if n.digits.is_some_and(|d| d.shape == Shape::Odd) {
        return Some(c);
    }
    match prefix {
        Some((_, code)) => {
            c.unit =
                Some(Unit { what: What::Money(code, 1.0), end: n.end, hyphen: false, rate: false })
        }
        None => c.unit = unit::after(s, &n),
    }
    if let Some(after) = c.unit.as_ref().filter(|_| !c.money) {
        c.end = after.end;
    }
    if c.money {
        prefixed(s, &mut c);
    }
    a_unit_and_a_half(s, &mut c);
    join::second(s, &mut c);
    settle(s, &mut c);
    Some(c)
}

/// After `$5`: a hyphen and scale, `US$5 million`, and names that say which dollar.
fn prefixed(s: &Scan<'_>, c: &mut Candidate) {
    if c.first > 0
        && matches!(s.sign(c.first - 1), '-' | '−')
        && s.gap(c.first - 1)
        && !s.gap(c.first)
    {
        c.first -= 1;
        c.value = -c.value;
        c.n.signed = true;
    }
    // `$5 Canadian`, `$20 USD`, `$5 million Australian dollars`.
    if let Some(Unit { what: What::Money(code, 1.0), end, .. }) = unit::after(s, &c.n)
        && !s.get(c.end).is_none_or(|a| a.line)
    {
        if let Some(unit) = &mut c.unit {
            unit.what = What::Money(code, 1.0);
            unit.end = end;
        }
        c.end = end;
    }
}

/// The `a` of `a cup and a half`.
fn one_and_a_half(s: &Scan<'_>, at: usize) -> Option<Numeral> {
    if s.role(at) != Role::Article || !s.is(at + 2, any_of!["and"]) || !s.is(at + 3, any_of!["a"]) {
        return None;
    }
    let part = matches!(s.role(at + 4), Role::Half | Role::Quarter) && unit::name_at(s, at + 1);
    part.then(|| numeral::blank(at, at + 1, 1.0, Form::Words))
}

/// `a cup and a half`, `two miles and a half`.
fn a_unit_and_a_half(s: &Scan<'_>, c: &mut Candidate) {
    let Some(unit) = &c.unit else { return };
    if c.money || c.n.form == Form::Mixed {
        return;
    }
    let one = Numeral { end: unit.end, value: 0.0, scale: 1.0, ..c.n };
    if let Some(more) = super::words::and_fraction(s, one)
        && !unit::name_at(s, more.end)
    {
        c.value += more.value;
        c.end = more.end;
        c.n.form = Form::Mixed;
    }
}

/// Values in the stated unit, ages, rates, accounting brackets, the order of a range.
fn settle(s: &Scan<'_>, c: &mut Candidate) {
    if let Some(Unit { what: What::Money(_, part), .. }) = c.unit {
        c.value = of_whole(c.value, part);
        c.value2 = c.value2.map(|v| of_whole(v, part));
        if matches!(c.join, Join::None | Join::Range)
            && let Some(end) = super::currency::money_rate(s, c.end)
        {
            c.end = end;
        }
    }
    if c.money
        && c.join == Join::None
        && c.first > 1
        && s.sign(c.first - 1) == '('
        && s.sign(c.end) == ')'
    {
        let booked = s.is(c.first - 2, any_of!["is", "was", "were", "of", "are"])
            || s.sign(c.first - 2) == ':';
        if booked {
            (c.first, c.end, c.value) = (c.first - 1, c.end + 1, -c.value);
        }
    }
    if c.unit.as_ref().is_some_and(|u| matches!(u.what, What::Measure(_, Dimension::Time))) {
        age_words(s, c);
    } else if c.unit.is_none() && s.hyphen(c.end) && s.str(c.end + 1).starts_with("jährig") {
        c.end += 2;
        c.age = true;
    } else if c.unit.is_none()
        && s.is(c.end, any_of!["yo", "y"])
        && (s.is(c.end, any_of!["yo"]) || s.sign(c.end + 1) == '/')
    {
        c.end += if s.is(c.end, any_of!["yo"]) { 1 } else { 3 };
        c.age = true;
    }
    c.age |= c.unit.is_none() && c.n.plain().is_some() && aged_and_over(s, c);
    if let (Join::Range, Some(high)) = (c.join, c.value2)
        && high < c.value
    {
        (c.value, c.value2) = (high, Some(c.value));
    }
}

/// Cents as a part of what they are cents of: 1203 p are exactly £12.03, not 1203 times .01.
pub(super) fn of_whole(value: f64, part: f64) -> f64 {
    let parts = part.recip().round();
    if part < 1.0 && (part.recip() - parts).abs() < 1e-9 { value / parts } else { value * part }
}

/// `adults 65 and older`, `people 65 and over`
fn aged_and_over(s: &Scan<'_>, c: &Candidate) -> bool {
    let beyond = c.end + 1;
    s.is(c.end, any_of!["and", "or"])
        && (s.is(beyond, any_of!["older", "younger"])
            || s.is(beyond, any_of!["over", "up", "above", "under"])
                && s.has(c.first.wrapping_sub(1), tables::flag::PERSON))
}

/// `-old`, ` old`, ` of age` after a time unit.
fn age_words(s: &Scan<'_>, c: &mut Candidate) {
    let join = usize::from(s.hyphen(c.end));
    if s.has(c.end + join, tables::flag::OLD) && !s.is(c.end + join, any_of!["older"]) {
        c.end += join + 1;
        c.age = true;
    } else if s.is(c.end, any_of!["of"]) && s.is(c.end + 1, any_of!["age"]) {
        c.end += 2;
        c.age = true;
    }
}
