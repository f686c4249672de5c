//! What a number is a number of: currencies, percent, units of measure, rates.

use super::lex::{Class, Scan};
use super::lexicon::Map;
use super::locale::Lang;
use super::numeral::{Form, Numeral};
use super::phrase::Phrase;
use super::tables::{self, Dimension, flag};
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
fn longest<T: Copy>(
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

/// The currency sign or code that ends right before atom `at`: its first atom and place.
pub(super) fn before(s: &Scan<'_>, at: usize) -> Option<(usize, u16)> {
    if at == 0 || s.gap(at) && s.get(at)?.line {
        return None;
    }
    let last = at - 1;
    let sign = s.sign(last);
    let end = s.get(last)?.end;
    if sign != '\0' && sign != '.' {
        // `10 $ 30 $`: a sign with space on both sides that a number before it takes.
        if s.gap(last)
            && s.gap(at)
            && last > 0
            && s.digits(last - 1).is_some()
            && s.sign(last.wrapping_sub(2)) != sign
            && (last < 2 || !s.is_word(last - 2) || s.gap(last))
            && s.atoms.len() < 8
        {
            return None;
        }
        if let Some(found) = spaced(s, last, sign) {
            return Some(found);
        }
        // `10 $ 30 $`: a sign with space on both sides that a number before it takes.
        let taken = last > 0 && s.digits(last - 1).is_some() && s.gap(last) && s.gap(at);
        if taken && s.sign(last.wrapping_sub(2)) != sign && s.atoms.len() < 8 {
            return None;
        }
        if let Some(found) = spaced(s, last, sign) {
            return Some(found);
        }
        // `US$`, `A$`, `R$`, `$`: the longest sign that ends here.
        for first in last.saturating_sub(4)..=last {
            let close = (first + 1..=last).all(|i| !s.gap(i));
            let starts = first == 0 || s.gap(first) || !s.is_word(first - 1);
            if close && starts && s.get(first)?.start + 8 >= end {
                let text = &s.text[s.get(first)?.start..end];
                if let Some(code) = tables::CURRENCY_SIGNS.get(text) {
                    return Some((first, *code));
                }
            }
        }
        return tables::CURRENCY_SIGNS.get(s.str(last)).map(|code| (last, *code));
    }
    // `Rs 300`, `Rs. 300`, `EUR 20`, `RM42`, `malaysia ringgit 42`.
    let word = if sign == '.' { last.checked_sub(1)? } else { last };
    if !s.is_word(word) || (word > 0 && !s.gap(word) && s.sign(word - 1) != '(') {
        return None;
    }
    let text = s.str(word);
    if let Some(code) = tables::CURRENCY_CODES.get(text) {
        let known = text != "ALL" || s.digits(at).is_some_and(|d| d.value >= 1000.0);
        return known.then_some((word, *code));
    }
    if let Some(code) = tables::CURRENCY_SIGNS.get(text).filter(|_| {
        text.len() > 1
            && !matches!(
                text,
                "le" | "lei"
                    | "Re"
                    | "Sh"
                    | "SR"
                    | "BD"
                    | "QR"
                    | "Fr"
                    | "Bs"
                    | "JD"
                    | "KD"
                    | "TL"
                    | "Ft"
                    | "LE"
            )
            && s.digits(at).is_some()
    }) {
        return Some((word, *code));
    }
    let first = if word > 0 && s.is_word(word - 1) && s.gap(word) { word - 1 } else { word };
    for start in [first, word] {
        if start == word && first == word {
            break;
        }
        if let Some((end, (code, part))) = longest(s, start, &tables::CURRENCY_NAMES, false)
            && end == at
            && part == 1.0
            && start < word
        {
            return Some((start, code));
        }
    }
    let (end, (code, part)) = longest(s, word, &tables::CURRENCY_NAMES, false)?;
    let figure = s.digits(at).is_some_and(|d| d.decimals > 0)
        && matches!(s.role(at + 1), tables::Role::Scale | tables::Role::Short);
    (end == at && part == 1.0 && figure && !s.is(word.wrapping_sub(1), any_of!["the", "a"]))
        .then_some((word, code))
}

/// `hk $ 5`, `c $ 5`, `USD $5`: a spaced prefix as some corpora have it.
fn spaced(s: &Scan<'_>, last: usize, sign: char) -> Option<(usize, u16)> {
    let word = s.str(last.checked_sub(1)?);
    if sign != '$'
        || !s.is_word(last - 1)
        || !s.gap(last)
        || s.has(last - 1, flag::STOP) && word.len() > 1
    {
        return None;
    }
    if let Some(code) = tables::CURRENCY_CODES.get(word) {
        return Some((last - 1, *code));
    }
    if word.len() > 3 || word.len() == 1 && s.is(last - 1, any_of!["a", "s"]) {
        return None;
    }
    let joined = format!("{}$", word.to_ascii_uppercase());
    tables::CURRENCY_SIGNS.get(&joined).map(|code| (last - 1, *code))
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
    let mut unit = percent(s, at).or_else(|| degree(s, at)).or_else(|| named(s, at, n, hyphen))?;
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

fn plain(what: What, end: usize) -> Unit {
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

fn measure(id: &'static str, dimension: Dimension, end: usize) -> Unit {
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

/// `EUR`, `€`, `c`, `RM` after the number.
fn coded(s: &Scan<'_>, at: usize, n: &Numeral) -> Option<Unit> {
    let text = s.str(at);
    if let Some(code) = tables::CURRENCY_CODES.get(text) {
        return Some(plain(What::Money(*code, 1.0), at + 1));
    }
    if matches!(s.sign(at), '¢') {
        return Some(plain(What::Money(*tables::CURRENCY_CODES.get("USD")?, 0.01), at + 1));
    }
    if n.digits.is_some() && text == "c" && !s.is_word(at + 1) && n.scale == 1.0 {
        return Some(plain(What::Money(*tables::CURRENCY_CODES.get("USD")?, 0.01), at + 1));
    }
    if n.digits.is_some()
        && text == "p"
        && !s.gap(at)
        && n.scale == 1.0
        && !matches!(n.value as i64, 240 | 360 | 480 | 720 | 1080 | 1440 | 2160 | 4320)
    {
        return Some(plain(What::Money(*tables::CURRENCY_CODES.get("GBP")?, 0.01), at + 1));
    }
    if let Some(code) = text
        .get(1..)
        .and_then(|code| tables::CURRENCY_CODES.get(code))
        .filter(|_| n.digits.is_some() && n.scale == 1.0)
    {
        // `48.5 MUSD`.
        let part = match text.as_bytes()[0] {
            b'M' => 1e6,
            b'k' => 1e3,
            b'B' => 1e9,
            _ => 0.0,
        };
        if part > 0.0 {
            return Some(plain(What::Money(*code, part), at + 1));
        }
    }
    let sign = tables::CURRENCY_SIGNS.get(text)?;
    let alone = !s.is_word(at + 1) || s.gap(at + 1);
    let next_number = s.digits(at + 1).is_some() && (!s.gap(at + 1) || s.gap(at));
    let wordy = s.is_word(at);
    let known = if wordy {
        n.digits.is_some()
            && matches!(
                text,
                "RM" | "LE" | "le" | "Kč" | "zł" | "Ft" | "TL" | "lei" | "CFA" | "FCFA" | "Rs"
            )
            || !text.is_ascii()
    } else {
        true
    };
    (alone && !next_number && known).then(|| plain(What::Money(*sign, 1.0), at + 1))
}

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
fn rated(s: &Scan<'_>, mut unit: Unit) -> Unit {
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

/// The end of `an hour`, `per barrel`, `/kWh`, `-a-share` after an amount of money.
pub(super) fn money_rate(s: &Scan<'_>, at: usize) -> Option<usize> {
    let dashed = s.hyphen(at) && s.is(at + 1, any_of!["a", "an", "per"]) && s.hyphen(at + 2);
    if dashed {
        return s.has(at + 3, flag::RATE).then_some(at + 4);
    }
    if s.sign(at) == '/' && !s.gap(at) && !s.gap(at + 1) && s.is_word(at + 1) {
        return Some(at + 2);
    }
    let line = |i: usize| s.get(i).is_some_and(|a| a.line);
    if line(at) || line(at + 1) || !s.is_word(at + 1) {
        return None;
    }
    if s.is(at, any_of!["per"]) {
        let unit = longest(s, at + 1, &tables::UNIT_NAMES, false);
        let square = s.is(at + 1, any_of!["square", "sq", "cubic", "metric"]);
        return Some(unit.map_or(if square { at + 3 } else { at + 2 }, |(end, _)| end));
    }
    if s.is(at, any_of!["a", "an"]) {
        let unit = longest(s, at + 1, &tables::UNIT_NAMES, false).map(|(end, _)| end);
        let word = s.has(at + 1, flag::RATE).then_some(at + 2);
        // `$29.8 million a year earlier` is an amount and a time; `$50,000 a year before taxes` a
        // rate.
        let time = |e: usize| {
            s.is(e, any_of!["earlier", "ago", "later"])
                || s.is(e, any_of!["before"]) && !s.is_word(e + 1)
        };
        return word.or(unit).filter(|&e| !s.str(e - 1).ends_with('s') && !s.hyphen(e) && !time(e));
    }
    None
}
