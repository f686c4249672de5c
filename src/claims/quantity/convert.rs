//! From one unit to another.

use super::lexicon::Unit;
use super::tables;
use crate::error::{Error, Result};

/// A unit's dimension as its base units, and how a value turns into them: `value * factor + offset`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Conversion {
    /// Base units with their powers, sorted: `[("length", 1), ("time", -1)]`.
    pub(crate) dimension: Vec<(&'static str, i32)>,
    pub(crate) factor: f64,
    pub(crate) offset: f64,
}

/// The value in `to` of `value` in `from`.
///
/// Units are ids as claims show them (`mile_per_hour`, `square_foot`); money has no rate.
///
/// # Errors
/// Where the two measure different things; the message names units that `from` goes to.
///
/// ```
/// use tamis::claims::convert;
/// let km = convert(26.2, "mile", "kilometer").unwrap();
/// assert!((km - 42.16).abs() < 0.01);
/// let error = convert(1.0, "mile", "kilogram").unwrap_err().to_string();
/// assert!(error.starts_with("mile does not go to \"kilogram\", only to "));
/// ```
pub fn convert(value: f64, from: &str, to: &str) -> Result<f64> {
    reckon(value, from, to).ok_or_else(|| {
        let kin = kin(from);
        Error::option(match kin.is_empty() {
            true => format!("{from} goes to no other unit, so not to {to:?}"),
            false => format!("{from} does not go to {to:?}, only to {}", kin.join(", ")),
        })
    })
}

/// [`convert`], where it can be done.
pub(super) fn reckon(value: f64, from: &str, to: &str) -> Option<f64> {
    if from == to {
        return Some(value);
    }
    let (a, b) = (conversion(from)?, conversion(to)?);
    (a.dimension == b.dimension).then(|| (value * a.factor + a.offset - b.offset) / b.factor)
}

/// The units of the dimension of `unit`, all but those with a rare prefix.
fn kin(unit: &str) -> Vec<&'static str> {
    const RARE: [&str; 16] = [
        "yocto", "zepto", "atto", "femto", "pico", "nano", "deci", "deca", "hecto", "tera", "peta",
        "exa", "square_", "cubic_", "micro", "giga",
    ];
    let rare = |id: &str| {
        let rest = RARE.iter().find_map(|prefix| id.strip_prefix(prefix));
        rest.is_some_and(|rest| tables::UNIT_IDS.get(rest).is_some_and(|_| !unit.contains('_')))
    };
    let Some(own) = conversion(unit) else { return Vec::new() };
    let others = tables::UNITS.iter().filter(|other| other.id != unit && !rare(other.id));
    others.filter(|other| simple(other).dimension == own.dimension).map(|other| other.id).collect()
}

/// The SI unit of the dimension of `unit` and `value` in it: `("meter_per_second", 26.8)`; `None`
/// of money, percents and what is no unit.
///
/// ```
/// assert_eq!(tamis::claims::si(2.0, "hour"), Some(("second".to_owned(), 7200.0)));
/// assert_eq!(tamis::claims::si(2.0, "USD"), None);
/// ```
pub fn si(value: f64, unit: &str) -> Option<(String, f64)> {
    let c = conversion(unit)?;
    let name = |power: bool| {
        let wanted = c.dimension.iter().filter(|(_, p)| (*p > 0) == power);
        let names: Vec<String> = wanted
            .map(|(d, p)| match p.abs() {
                1 => base(d).to_owned(),
                2 => format!("square_{}", base(d)),
                3 => format!("cubic_{}", base(d)),
                n => format!("{}_to_the_{n}", base(d)),
            })
            .collect();
        names.join("_")
    };
    let (over, under) = (name(true), name(false));
    let id = if under.is_empty() { over } else { format!("{over}_per_{under}") };
    Some((id.trim_start_matches('_').to_owned(), value * c.factor + c.offset))
}

fn base(dimension: &str) -> &'static str {
    match dimension {
        "length" => "meter",
        "mass" => "kilogram",
        "time" => "second",
        "temperature" => "kelvin",
        "angle" => "radian",
        "energy" => "joule",
        "power" => "watt",
        "force" => "newton",
        "pressure" => "pascal",
        "frequency" => "hertz",
        "data" => "bit",
        "torque" => "newton_meter",
        _ => "one",
    }
}

/// The conversion of a unit id, simple or made of `square_`, `cubic_` and `_per_`.
pub(crate) fn conversion(id: &str) -> Option<Conversion> {
    if let Some(&at) = tables::UNIT_IDS.get(id) {
        return Some(simple(&tables::UNITS[at as usize]));
    }
    let mut parts = id.split("_per_");
    let mut whole = simple_or_none(parts.next()?)?;
    let mut divided = false;
    for part in parts {
        let under = simple_or_none(part)?;
        whole.factor /= under.factor;
        for (dimension, power) in under.dimension {
            add(&mut whole.dimension, dimension, -power);
        }
        divided = true;
    }
    divided.then(|| {
        whole.offset = 0.0;
        whole.dimension.retain(|(_, p)| *p != 0);
        whole.dimension.sort_unstable();
        whole
    })
}

fn simple_or_none(id: &str) -> Option<Conversion> {
    tables::UNIT_IDS.get(id).map(|&at| simple(&tables::UNITS[at as usize]))
}

fn add(dimension: &mut Vec<(&'static str, i32)>, name: &'static str, power: i32) {
    match dimension.iter_mut().find(|(n, _)| *n == name) {
        Some((_, p)) => *p += power,
        None => dimension.push((name, power)),
    }
}

fn simple(unit: &Unit) -> Conversion {
    let dimension = unit.dimension.powers().to_vec();
    Conversion { dimension, factor: unit.factor, offset: unit.offset }
}
