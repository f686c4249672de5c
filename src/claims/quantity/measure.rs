//! Units of measure: names and symbols, powers, rates.

use super::lex::Scan;
use super::lexicon::Map;
use super::numeral::{Form, Numeral};
use super::tables::{self, Dimension};
use super::unit::{Unit, What, longest, measure};
use crate::claims::key::any_of;
use std::borrow::Cow;

/// One unit with its power, no rate.
pub(super) fn base(s: &Scan<'_>, at: usize, n: &Numeral, hyphen: bool) -> Option<Unit> {
    let power = if s.is(at, any_of!["square", "sq"]) {
        2
    } else if s.is(at, any_of!["cubic", "cu"]) {
        3
    } else {
        1
    };
    if power > 1 {
        let dot = usize::from(s.sign(at + 1) == '.' && !s.gap(at + 1));
        let dash = usize::from(s.hyphen(at + 1));
        let inner = simple(s, at + 1 + dot + dash, n, hyphen)?;
        let mut unit = raised(inner, power)?;
        if dot == 1 && s.sign(unit.end) == '.' && !s.gap(unit.end) {
            unit.end += 1;
        }
        return Some(unit);
    }
    let unit = simple(s, at, n, hyphen)?;
    let (power, used) = match s.sign(unit.end) {
        '²' => (2, 1),
        '³' => (3, 1),
        '^' => (s.digits(unit.end + 1).map_or(1, |d| d.value as i32), 2),
        _ if s.is(unit.end, any_of!["squared"]) => (2, 1),
        _ if s.is(unit.end, any_of!["cubed"]) => (3, 1),
        // `6'2"`: a mark has no power.
        _ if !s.gap(unit.end) && unit.end - at == 1 && s.is_word(at) => {
            (s.digits(unit.end).map_or(1, |d| d.value as i32), 1)
        }
        _ => (1, 0),
    };
    let end = unit.end;
    match power {
        2 | 3 => raised(unit.clone(), power).map(|u| Unit { end: end + used, ..u }).or(Some(unit)),
        _ => Some(unit),
    }
}

fn raised(unit: Unit, power: i32) -> Option<Unit> {
    let What::Measure(id, Dimension::Length) = &unit.what else { return None };
    let (word, dimension) =
        if power == 2 { ("square", Dimension::Area) } else { ("cubic", Dimension::Volume) };
    Some(Unit { what: What::Measure(Cow::Owned(format!("{word}_{id}")), dimension), ..unit })
}

fn simple(s: &Scan<'_>, at: usize, n: &Numeral, hyphen: bool) -> Option<Unit> {
    let symbol = longest(s, at, &tables::UNIT_SYMBOLS, true);
    let name = longest(s, at, &tables::UNIT_NAMES, false);
    let local = s.lang.unit_names().and_then(|map| local_name(s, at, map));
    let best =
        [local, name, symbol].into_iter().flatten().reduce(|a, b| if b.0 > a.0 { b } else { a });
    let (mut end, (place, loose)) = match best {
        Some(found) => found,
        None => {
            let (id, dim) = match s.sign(at) {
                '′' | '\'' | '’' => ("foot", Dimension::Length),
                '″' | '"' | '”' => ("inch", Dimension::Length),
                _ => return None,
            };
            return super::ambiguous::quote_mark(s, at, n).then(|| measure(id, dim, at + 1));
        }
    };
    if loose && !super::ambiguous::loose(s, at, end, n, hyphen) {
        return None;
    }
    let unit = &tables::UNITS[place as usize];
    // `fps` is frames a second unless something falls or is shot.
    let id = match s.str(at) {
        text if text.eq_ignore_ascii_case("fps") => "frame_per_second",
        // Nobody moves a rate by six per cent in basis points.
        "bps" if n.value > 600.0 => "bit_per_second",
        _ => unit.id,
    };
    let abbreviated = s.sign(end) == '.' && !s.gap(end) && end > at + 1 && s.sign(at + 1) == '.';
    end += usize::from(abbreviated);
    Some(measure(id, unit.dimension, end))
}

fn local_name(
    s: &Scan<'_>,
    at: usize,
    map: &'static Map<(u16, bool)>,
) -> Option<(usize, (u16, bool))> {
    longest(s, at, map, false).or_else(|| {
        let low = s.str(at).to_lowercase();
        map.get(&low).map(|&v| (at + 1, v))
    })
}

/// `per hour`, `/h`, `a day` after a unit of measure.
pub(super) fn rated(s: &Scan<'_>, mut unit: Unit) -> Unit {
    for _ in 0..3 {
        let What::Measure(id, dimension) = &unit.what else { break };
        let at = unit.end;
        let slash = s.sign(at) == '/' && !s.gap(at) && !s.gap(at + 1);
        let per = s.is(at, any_of!["per"]) || (s.hyphen(at) && s.is(at + 1, any_of!["per"]));
        let article = s.is(at, any_of!["a", "an"])
            && *dimension != Dimension::Time
            && *dimension != Dimension::Angle;
        if !(slash || per || article) || (per && *dimension == Dimension::Time) {
            break;
        }
        let mut next = at + 1 + usize::from(s.hyphen(at));
        next += usize::from(s.hyphen(next));
        let one = super::numeral::blank(at, next, 1.0, Form::Digits);
        let found = base(
            s,
            next,
            &Numeral {
                digits: Some(super::digits::Digits {
                    value: 1.0,
                    whole: 1,
                    decimals: 0,
                    shape: super::digits::Shape::Plain,
                }),
                ..one
            },
            false,
        );
        let Some(Unit { what: What::Measure(under, under_dim), end, .. }) = found else { break };
        if article && under_dim != Dimension::Time {
            break;
        }
        let id = Cow::Owned(format!("{id}_per_{under}"));
        let dimension = if dimension == &Dimension::Length && under_dim == Dimension::Time {
            Dimension::Speed
        } else {
            *dimension
        };
        unit = Unit { what: What::Measure(id, dimension), end, hyphen: unit.hyphen, rate: true };
    }
    unit
}
