//! Measures of two units: `6ft 2in`, `3 hours and 20 minutes`, `20 dollars and 43 cents`.

use super::candidate::Candidate;
use super::lex::Scan;
use super::numeral::{self, Form, Numeral};
use super::tables::Dimension;
use super::unit::{self, Unit, What};

/// `6ft 2in`, `3 hours and 20 minutes`, `20 dollars and 43 cents`, `5-foot-9`.
pub(super) fn compound(s: &Scan<'_>, c: &mut Candidate) -> bool {
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
        c.value += super::candidate::of_whole(n2.value, part);
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
pub(super) fn cents(s: &Scan<'_>, c: &mut Candidate) -> bool {
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
