//! Ranges: `5 to 7`, `between 10 and 15`, `5 ± 2 mm`.

use super::candidate::Candidate;
use super::join::{Join, Link, years};
use super::lex::Scan;
use super::numeral::{self, Form, Numeral};
use super::tables::flag;
use super::unit::{self, Unit, What};
use crate::claims::key::any_of;

fn same_unit(a: &What, b: &What) -> bool {
    a == b
        || matches!((a, b), (What::Measure(_, x), What::Measure(_, y)) if x == y)
        || matches!((a, b), (What::Money(x, _), What::Money(y, _)) if x == y)
}

/// Whether the second number and the first are the ends of one range.
pub(super) fn range_fits(
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
                && (u2.is_some() || super::noun::counts_noun(s, n2.end))
                && !cue
        }
        Link::To => {
            // `2 tonnes in 2019 to 3 tonnes`
            let dated = years(&c.n) && s.is(back, any_of!["in", "since", "during", "by"]);
            if c.unit.is_none() && (dated || years(&c.n) && years(n2) && u2.is_none()) {
                return false;
            }
            let ranged = ranges_before(s, back);
            if from && !ranged && changes_before(s, back) {
                return false;
            }
            // `down by 30 to 126`, `rose 3 to 45`: a change and its level.
            let near = spreads(c, n2, u2.is_some());
            let bare = s.has(back, flag::CHANGE)
                && !ranged
                && !s.is(back, any_of!["range", "from"])
                && (!near || c.unit.is_some());
            let changed = bare || s.is(back, any_of!["by"]) && !near;
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

/// `by 20% to 30%`, `grow 6 to 7 feet`: a change of a size between two values near each other.
fn spreads(c: &Candidate, n2: &Numeral, unit: bool) -> bool {
    unit && n2.value > c.value && n2.value <= 3.0 * c.value
}

/// A word of ranging stands shortly before.
pub(super) fn ranges_before(s: &Scan<'_>, at: usize) -> bool {
    (0..5).any(|k| s.has(at.wrapping_sub(k), flag::RANGE))
}

/// A word of change stands before it in the clause.
pub(super) fn changes_before(s: &Scan<'_>, at: usize) -> bool {
    (0..40).any(|k| s.has(at.wrapping_sub(k), flag::CHANGE))
}

pub(super) fn take_range(
    s: &Scan<'_>,
    c: &mut Candidate,
    n2: Numeral,
    signed: bool,
    u2: Option<Unit>,
) {
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
pub(super) fn plus_minus(s: &Scan<'_>, c: &mut Candidate) -> bool {
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
