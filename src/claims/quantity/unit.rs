//! What a number is a number of: currencies, percent, units of measure, rates.

use super::currency::coded;
use super::lex::{Class, Scan};
use super::lexicon::Map;
use super::locale::Lang;
use super::measure::{base, rated};
use super::numeral::{Form, Numeral};
use super::phrase::Phrase;
use super::tables::{self, Dimension, flag, list};
use crate::claims::key::any_of;
use std::borrow::Cow;

/// A unit that was read, and where it ends.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    pub(super) what: What,
    /// One past its last atom.
    pub(super) end: usize,
    /// Joined to the numeral by a hyphen: `three-year`.
    pub(super) hyphen: bool,
    /// Read as a rate: `an hour`, `/kWh`.
    pub(super) rate: bool,
}

/// What kind of unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Place in `CURRENCIES`; the part of the main unit that 1 stands for.
    Money(u16, f64),
    /// `%`, `percent`.
    Percent,
    /// `percentage points`.
    Point,
    /// A unit of measure by its id.
    Measure(Cow<'static, str>, Dimension),
}

impl What {
    /// The name that a claim shows.
    pub(super) fn name(&self) -> Cow<'static, str> {
        match self {
            Self::Money(at, _) => Cow::Borrowed(tables::CURRENCIES[*at as usize]),
            Self::Percent => Cow::Borrowed("percent"),
            Self::Point => Cow::Borrowed("percentage_point"),
            Self::Measure(id, _) => id.clone(),
        }
    }
}

/// Words of at most this many atoms name a unit.
const LONGEST: usize = 5;

/// The longest entry of `map` that the atoms from `at` spell, lower case, and the atom after it.
pub(super) fn longest<T: Copy>(
    s: &Scan<'_>,
    at: usize,
    map: &'static Map<T>,
    case: bool,
) -> Option<(usize, T)> {
    // Most words begin no unit: names by a flag of the lexicon, symbols by their length.
    let atom = s.get(at)?;
    let short = atom.end - atom.start <= 5;
    if atom.class == Class::Word
        && !(if case { short } else { atom.word.flags & flag::UNITWORD != 0 })
    {
        return None;
    }
    let mut phrase = Phrase::default();
    let mut found = None;
    let mut i = at;
    for _ in 0..LONGEST {
        let Some(atom) = s.get(i).filter(|a| !a.line || i == at) else { break };
        match atom.class {
            Class::Word => phrase.word(s.str(i), case),
            Class::Sign('/') if i > at && !atom.gap && !s.gap(i + 1) => phrase.word("/", case),
            Class::Sign(c) if i == at && !c.is_ascii_punctuation() => phrase.word(s.str(i), case),
            _ => break,
        }
        if phrase.full() {
            break;
        }
        i += 1;
        if let Some(value) = map.get_bytes(phrase.bytes()) {
            found = Some((i, *value));
        }
        // `cu.ft.`, `sq. mi`, `lb-ft`: marks inside a name are as spaces.
        let inside = s.is_word(i + 1)
            && (s.hyphen(i)
                || (s.sign(i) == '.' && !s.gap(i) && atom.end - atom.start <= 4)
                || (matches!(s.sign(i), '\'' | '’') && !s.gap(i) && !s.gap(i + 1)));
        if inside {
            i += 1;
        }
    }
    found
}

/// Whether a unit or currency name begins at `at`.
pub(super) fn name_at(s: &Scan<'_>, at: usize) -> bool {
    longest(s, at, &tables::UNIT_NAMES, false).is_some()
        || longest(s, at, &tables::CURRENCY_NAMES, false).is_some()
}

/// The unit that follows the numeral `n`.
pub(super) fn after(s: &Scan<'_>, n: &Numeral) -> Option<Unit> {
    let mut at = n.end;
    let first = s.get(at)?;
    if first.line && n.form != Form::Words {
        return None;
    }
    let hyphen = s.hyphen(at) && s.is_word(at + 1);
    if hyphen {
        at += 1;
    } else if matches!(n.form, Form::Vague) && s.is(at, any_of!["of", "de", "von", "d"]) {
        at += 1;
        at += usize::from(matches!(s.sign(at), '\'' | '’'));
    } else if s.lang != Lang::En && n.scale >= 1e6 && s.is(at, any_of!["de", "d"]) {
        at += 1;
        at += usize::from(matches!(s.sign(at), '\'' | '’'));
    } else if n.form == Form::Fraction {
        let skip = usize::from(s.is(at, any_of!["of"]));
        if s.is(at + skip, any_of!["a", "an"]) || (skip == 1 && s.is(at + 1, any_of!["one"])) {
            at += skip + 1;
        }
    } else if matches!(s.sign(at), '{' | '[') && s.is_word(at + 1) {
        at += 1;
    }
    let marked = n.end + super::numeral::marker(s, n.end);
    if marked > n.end
        && s.is_word(marked)
        && let Some(unit) = named(s, marked, n, false)
        // `20+ PHP developers`
        && !(matches!(unit.what, What::Money(..)) && s.get(marked).is_some_and(|a| a.cap))
    {
        return Some(unit);
    }
    let mut unit = percent(s, at)
        .or_else(|| degree(s, at))
        .or_else(|| named(s, at, n, hyphen))
        .or_else(|| parted(s, n))?;
    unit.hyphen = hyphen;
    if matches!(s.sign(n.end), '{' | '[') && matches!(s.sign(unit.end), '}' | ']') {
        unit.end += 1;
    }
    if at > n.end
        && !hyphen
        && n.form == Form::Fraction
        && matches!(unit.what, What::Money(..))
        && !s.is(n.end, any_of!["of", "a"])
    {
        return None;
    }
    Some(unit)
}

/// `three more years`, `two full days`: a unit in the plural behind an adjective.
fn parted(s: &Scan<'_>, n: &Numeral) -> Option<Unit> {
    let at = n.end + 1;
    let apart = s.is(n.end, list::BEFORE_UNIT) && s.gap(at) && s.str(at).ends_with('s');
    let spelled = || s.str(at).len() > 3 && s.get(at).is_some_and(|a| !a.cap && !a.line);
    (apart && spelled()).then(|| named(s, at, n, false))?
}

pub(super) fn plain(what: What, end: usize) -> Unit {
    Unit { what, end, hyphen: false, rate: false }
}

fn percent(s: &Scan<'_>, at: usize) -> Option<Unit> {
    let mut end = match s.sign(at) {
        '%' | '％' => at + 1,
        '‰' => return None,
        _ if s.is(at, any_of!["percent", "pct", "percents", "prozent", "percentage"]) => at + 1,
        _ if s.is(at, any_of!["per", "pour", "por"])
            && s.is(at + 1, any_of!["cent", "cents", "ciento"]) =>
        {
            at + 2
        }
        _ if s.is(at, any_of!["prozentpunkte", "prozentpunkten"]) => {
            return Some(plain(What::Point, at + 1));
        }
        _ if s.is(at, any_of!["points", "puntos"])
            && s.is(at + 1, any_of!["de", "porcentuales"]) =>
        {
            let end = if s.is(at + 1, any_of!["de"]) { at + 3 } else { at + 2 };
            return (s.is(end - 1, any_of!["pourcentage", "porcentuales"]))
                .then(|| plain(What::Point, end));
        }
        _ => return None,
    };
    let join = usize::from(s.hyphen(end));
    if s.is(end + join, any_of!["point", "points"]) {
        end += join + 1;
        return Some(plain(What::Point, end));
    }
    if s.is(at, any_of!["percentage"]) {
        return None;
    }
    Some(plain(What::Percent, end))
}

fn degree(s: &Scan<'_>, at: usize) -> Option<Unit> {
    let (mut end, sign) = match s.sign(at) {
        '°' | 'º' | '˚' => (at + 1, true),
        '℃' => return Some(measure("degree_celsius", Dimension::Temperature, at + 1)),
        '℉' => return Some(measure("degree_fahrenheit", Dimension::Temperature, at + 1)),
        _ if s.is(at, any_of!["degrees", "degree", "deg", "degs", "grad", "grados", "degrés"]) => {
            (at + 1, false)
        }
        _ => return None,
    };
    if !sign && s.sign(end) == '.' && s.is(at, any_of!["deg"]) {
        end += 1;
    }
    end += usize::from(!sign && s.hyphen(end));
    let id = match s.str(end) {
        "C" | "c" if !s.hyphen(end + 1) => "degree_celsius",
        "F" | "f" if !s.hyphen(end + 1) => "degree_fahrenheit",
        _ if s.is(end, any_of!["celsius", "celcius", "centigrade", "centígrados"]) => {
            "degree_celsius"
        }
        _ if s.is(end, any_of!["fahrenheit", "farenheit"]) => "degree_fahrenheit",
        _ => {
            let end = if s.hyphen(at + 1) { at + 1 } else { end };
            return Some(measure("degree", Dimension::Angle, end));
        }
    };
    Some(measure(id, Dimension::Temperature, end + 1))
}

pub(super) fn measure(id: &'static str, dimension: Dimension, end: usize) -> Unit {
    plain(What::Measure(Cow::Borrowed(id), dimension), end)
}

/// A unit or currency by name or symbol; the longest reading wins.
fn named(s: &Scan<'_>, at: usize, n: &Numeral, hyphen: bool) -> Option<Unit> {
    let money = longest(s, at, &tables::CURRENCY_NAMES, false)
        .map(|(end, (code, part))| plain(What::Money(code, part), end))
        .or_else(|| coded(s, at, n));
    let base = base(s, at, n, hyphen);
    match (money, base) {
        (Some(money), Some(base)) if money.end == base.end => {
            Some(if super::ambiguous::is_money(s, at, n, &money.what) {
                money
            } else {
                rated(s, base)
            })
        }
        (Some(money), Some(base)) => {
            Some(if money.end > base.end { money } else { rated(s, base) })
        }
        (Some(money), None) => Some(money),
        (None, Some(base)) => Some(rated(s, base)),
        (None, None) => None,
    }
    .filter(|u| super::ambiguous::accepts(s, at, n, u))
}
