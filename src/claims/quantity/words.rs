//! Numbers in words: `three hundred and five`, `two and a half`, `tens of thousands`.

use super::cardinal::cardinal;
use super::lex::Scan;
use super::locale::Lang;
use super::numeral::{Form, Numeral, blank};
use super::tables::{Role, flag, list};
use crate::claims::key::any_of;

/// The numeral whose first word is at `at`.
pub(super) fn read(s: &Scan<'_>, at: usize) -> Option<Numeral> {
    match s.role(at) {
        Role::Plural => return vague(s, at, at),
        Role::Several if s.lang == Lang::En => return several(s, at, at),
        Role::Multiple => return Some(blank(at, at + 1, s.get(at)?.word.value, Form::Multiple)),
        Role::Once => return Some(blank(at, at + 1, 1.0, Form::Once)),
        Role::Half | Role::Quarter => return half(s, at),
        Role::Mixed => return Some(blank(at, at + 1, s.get(at)?.word.value, Form::Mixed)),
        // `au moins douze`, `al menos doce` are bounds.
        Role::Minus
            if s.is(
                at.wrapping_sub(1),
                any_of!["au", "al", "du", "ou", "o", "lo", "no", "pas"],
            ) =>
        {
            return None;
        }
        Role::Minus if s.gap(at + 1) => {
            let n = super::numeral::read(s, at + 1, false)?;
            let sure = s.is(at, any_of!["minus", "moins", "menos"])
                || !matches!(n.form, Form::Ordinal | Form::Vague);
            return sure.then_some(Numeral { first: at, value: -n.value, signed: true, ..n });
        }
        Role::Article => {
            return match s.role(at + 1) {
                Role::Hundred | Role::Scale | Role::Dozen if s.gap(at + 1) => {
                    cardinal(s, at + 1).map(|n| finish(s, Numeral { first: at, ..n }))
                }
                Role::Several if s.is(at + 1, any_of!["few", "couple"]) => several(s, at, at + 1),
                Role::Quarter | Role::Ordinal if s.gap(at + 1) => half(s, at + 1)
                    .filter(|n| n.scale > 1.0 && s.role(at + 1) == Role::Quarter)
                    .map(|n| Numeral { first: at, ..n })
                    .or_else(|| one_part(s, at)),
                Role::Half if s.gap(at + 1) => half(s, at + 1).map(|n| Numeral { first: at, ..n }),
                _ => None,
            };
        }
        Role::Ordinal | Role::Denominator => return ordinal(s, at),
        _ => {}
    }
    cardinal(s, at).map(|n| finish(s, n))
}

/// `a third`, `a quarter`: a share where `of`, a mark or a comparison follows.
fn one_part(s: &Scan<'_>, at: usize) -> Option<Numeral> {
    let word = s.get(at + 1)?.word;
    let value = if word.role == Role::Quarter { word.value } else { 1.0 / word.value };
    let next = at + 2;
    // `a third-party vendor`, `a third-year student`: joined to a noun or a time it is a place in
    // an order.
    let joined = |unit: bool| s.hyphen(next) && unit == super::unit::name_at(s, next + 1);
    if word.role == Role::Ordinal
        && (word.value < 3.0
            || joined(false)
            || joined(true) && s.is(next + 1, list::PLACE_IN_ORDER))
    {
        return None;
    }
    let follows = s.get(next).is_none()
        || s.is(next, list::AFTER_PART)
        || matches!(s.sign(next), '.' | ',' | ';' | ')' | '%' | '"' | '”');
    // `by a third last year`, but `by a third person`, `to a fourth defeat`
    let place = word.role == Role::Ordinal
        && s.is(at.wrapping_sub(1), any_of!["by", "to"])
        && s.is_word(next)
        && !s.has(next, flag::STOP | flag::MONTH | flag::WEEKDAY)
        && !s.is(next, list::BEHIND_PART);
    let cued = at > 0 && s.is(at - 1, list::BEFORE_PART) && !place;
    let unit = s.gap(next) && word.role == Role::Quarter && super::unit::name_at(s, next);
    let year = s.is(next, any_of!["of"])
        && word.role == Role::Quarter
        && s.digits(next + 1).is_some_and(|d| d.value > 1900.0 && d.value < 2100.0);
    ((follows || cued || joined(true) || unit) && !year)
        .then(|| blank(at, next, value, Form::Fraction))
}

/// `hundreds`, `tens of thousands`, `hundreds of millions`.
fn vague(s: &Scan<'_>, first: usize, at: usize) -> Option<Numeral> {
    let mut n = blank(first, at + 1, s.get(at)?.word.value, Form::Vague);
    let of = matches!(s.lang, Lang::En) && s.is(n.end, any_of!["of"])
        || s.is(n.end, any_of!["de", "von"]);
    if of && matches!(s.role(n.end + 1), Role::Plural | Role::Scale) {
        n.value *= s.get(n.end + 1)?.word.value;
        n.end += 2;
    }
    let alone = s.is(at, any_of!["scores", "tens"])
        && n.end == at + 1
        && !s.is(n.end, any_of!["of"])
        && s.str(at) != "SCORES";
    (!(alone || s.is(at, any_of!["tens"]) && n.end == at + 1)).then_some(n)
}

/// `several thousand`, `a few hundred`, `a couple of dozen`.
fn several(s: &Scan<'_>, first: usize, at: usize) -> Option<Numeral> {
    let next =
        if s.is(at + 1, any_of!["of"]) && s.is(at, any_of!["couple"]) { at + 2 } else { at + 1 };
    if !matches!(s.role(next), Role::Hundred | Role::Scale | Role::Dozen | Role::Plural) {
        return None;
    }
    let mut n = blank(first, next + 1, s.get(next)?.word.value, Form::Vague);
    if matches!(s.role(n.end), Role::Scale) {
        n.value *= s.get(n.end)?.word.value;
        n.end += 1;
    }
    Some(n)
}

/// `half`, `half a million`, `half a dozen`, `quarter of a million`, `quarter million`.
fn half(s: &Scan<'_>, at: usize) -> Option<Numeral> {
    let word = s.get(at)?.word;
    let mut n = blank(at, at + 1, word.value, Form::Fraction);
    if word.role == Role::Quarter {
        let of = s.is(at + 1, any_of!["of"]) && s.is(at + 2, any_of!["a"]);
        let scale = at + if of { 3 } else { 1 };
        if s.role(scale) != Role::Scale {
            return None;
        }
        (n.end, n.scale, n.form) = (scale + 1, s.get(scale)?.word.value, Form::Words);
        n.value *= n.scale;
        return Some(n);
    }
    let article = s.is(at + 1, any_of!["a", "an"]) || s.hyphen(at + 1);
    let next = if article { at + 2 } else { at + 1 };
    if matches!(s.role(next), Role::Scale | Role::Dozen | Role::Hundred) {
        n.scale = s.get(next)?.word.value;
        (n.value, n.end, n.form) = (n.value * n.scale, next + 1, Form::Words);
    }
    Some(n)
}

fn ordinal(s: &Scan<'_>, at: usize) -> Option<Numeral> {
    let word = s.get(at)?.word;
    (word.role == Role::Ordinal).then(|| blank(at, at + 1, word.value, Form::Ordinal))
}

/// What may follow a cardinal: `point two`, `and a half`, `thirds`.
fn finish(s: &Scan<'_>, n: Numeral) -> Numeral {
    if n.form == Form::Ordinal {
        return n;
    }
    if s.role(n.end) == Role::Point
        && n.scale == 1.0
        && let Some(m) = pointed(s, n)
    {
        return m;
    }
    if let Some(m) = parts(s, n) {
        return m;
    }
    if let Some(m) = over(s, n) {
        return m;
    }
    and_fraction(s, n).unwrap_or(n)
}

/// `one over one hundred`, where nothing follows.
pub(super) fn over(s: &Scan<'_>, n: Numeral) -> Option<Numeral> {
    if n.value != 1.0 || !s.is(n.end, any_of!["over"]) {
        return None;
    }
    let under = cardinal(s, n.end + 1).filter(|u| u.value > 1.0 && !s.is_word(u.end))?;
    Some(Numeral { end: under.end, value: n.value / under.value, form: Form::Fraction, ..n })
}

/// `two point five million`.
fn pointed(s: &Scan<'_>, n: Numeral) -> Option<Numeral> {
    let (mut at, mut place, mut value) = (n.end + 1, 0.1, n.value);
    while matches!(s.role(at), Role::Digit | Role::Zero) || s.is(at, any_of!["o", "oh"]) {
        value += place * s.get(at)?.word.value;
        place /= 10.0;
        at += 1;
    }
    if at == n.end + 1 {
        return None;
    }
    let mut m = Numeral { end: at, value, ..n };
    if s.role(at) == Role::Scale {
        m.scale = s.get(at)?.word.value;
        m.value *= m.scale;
        m.end += 1;
    }
    Some(m)
}

/// `two-thirds`, `three quarters`, `one fifth`.
fn parts(s: &Scan<'_>, n: Numeral) -> Option<Numeral> {
    let at =
        if s.hyphen(n.end) || (s.dash(n.end) && s.lang == Lang::En) { n.end + 1 } else { n.end };
    let word = s.get(at).filter(|a| a.gap || at > n.end)?.word;
    let under = match word.role {
        Role::Denominator => word.value,
        Role::Quarter | Role::Half => 1.0 / word.value,
        Role::Ordinal if word.value >= 3.0 && (n.value == 1.0 || s.lang != Lang::En) => word.value,
        _ => return None,
    };
    let of =
        s.is(at + 1, any_of!["of", "de", "d", "der", "des"]) || at > n.end || s.lang != Lang::En;
    if word.role == Role::Quarter
        && !of
        && (n.value != 3.0 && n.value != 1.0
            || s.is(
                n.first.wrapping_sub(1),
                any_of!["past", "last", "next", "previous", "consecutive", "first"],
            ))
    {
        return None;
    }
    if word.role == Role::Half && !(s.is(at, any_of!["halves"]) || n.value == 1.0) {
        return None;
    }
    // `a third-year student`
    if word.role == Role::Ordinal && !of && s.hyphen(at + 1) && s.is_word(at + 2) {
        return None;
    }
    // `one hundred thirty-fifths` are parts of 35.
    let tens = n.value % 100.0;
    if under < 10.0
        && n.value > 100.0
        && tens >= 20.0
        && tens % 10.0 == 0.0
        && word.role == Role::Denominator
    {
        let value = (n.value - tens) / (tens + under);
        return Some(Numeral { end: at + 1, value, form: Form::Fraction, ..n });
    }
    let form = if n.value > under && n.first + 1 < n.end { Form::Mixed } else { Form::Fraction };
    let mut m = Numeral { end: at + 1, value: n.value / under, form, ..n };
    if s.role(m.end) == Role::Scale && s.gap(m.end) {
        m.scale = s.get(m.end)?.word.value;
        (m.value, m.end, m.form) = (m.value * m.scale, m.end + 1, Form::Words);
    }
    if s.is(m.end, any_of!["of"])
        && s.is(m.end + 1, any_of!["a"])
        && s.role(m.end + 2) == Role::Scale
    {
        m.scale = s.get(m.end + 2)?.word.value;
        (m.value, m.end, m.form) = (m.value * m.scale, m.end + 3, Form::Words);
    }
    Some(m)
}

/// ` and a half`, ` and three quarters` after a number, times its multiplier.
pub(super) fn and_fraction(s: &Scan<'_>, n: Numeral) -> Option<Numeral> {
    let dashed = s.hyphen(n.end) && s.role(n.end + 1) == Role::And && s.hyphen(n.end + 2);
    let step = if dashed { 2 } else { 1 };
    let mut at = if dashed { n.end + 1 } else { n.end };
    if s.role(at) != Role::And || s.lang != Lang::En && s.lang != Lang::Es && s.lang != Lang::Fr {
        return None;
    }
    at += step;
    let (over, next) = match s.role(at) {
        Role::Article => (1.0, at + step),
        Role::Digit | Role::Teen | Role::Ten => {
            let over = cardinal(s, at).filter(|o| o.form == Form::Words)?;
            (over.value, if s.hyphen(over.end) { over.end + 1 } else { over.end })
        }
        Role::Half if s.lang != Lang::En => (1.0, at),
        _ => return None,
    };
    let word = s.get(next)?.word;
    let part = match word.role {
        Role::Half | Role::Quarter => word.value,
        Role::Denominator if over > 1.0 => 1.0 / word.value,
        Role::Ordinal
            if over == 1.0
                && word.value >= 3.0
                && !(s.is_word(next + 1)
                    && s.lang == Lang::En
                    && !super::unit::name_at(s, next + 1)) =>
        {
            1.0 / word.value
        }
        _ => return None,
    };
    // `one billion and a half million`.
    let own = s.role(next + 1) == Role::Scale && n.scale > 1.0;
    let scale = if own { s.get(next + 1)?.word.value } else { n.scale };
    let end = if own { next + 2 } else { next + 1 };
    let mut m = Numeral { end, value: n.value + over * part * scale, form: Form::Mixed, ..n };
    if m.scale == 1.0 && s.role(end) == Role::Scale {
        m.scale = s.get(end)?.word.value;
        m.value *= m.scale;
        m.end += 1;
    }
    Some(m)
}

/// The value of a German number word of several parts: `dreihundertfünfundzwanzigtausend`.
pub(super) fn german(word: &str) -> Option<f64> {
    let (mut rest, mut total, mut group, mut parts) = (word, 0.0, 0.0, 0);
    while !rest.is_empty() {
        rest = rest.strip_prefix("und").unwrap_or(rest);
        if let Some(tail) = rest.strip_prefix("tausend") {
            total += if group == 0.0 { 1000.0 } else { group * 1000.0 };
            (group, rest) = (0.0, tail);
        } else if let Some(tail) = rest.strip_prefix("hundert") {
            group = if group == 0.0 { 100.0 } else { group * 100.0 };
            rest = tail;
        } else {
            let length = rest
                .char_indices()
                .map(|(i, c)| i + c.len_utf8())
                .take_while(|&i| i <= 12)
                .filter(|&i| {
                    Lang::De
                        .words()
                        .get(&rest[..i])
                        .is_some_and(|w| matches!(w.role, Role::Digit | Role::Teen | Role::Ten))
                })
                .last()?;
            group += Lang::De.words().get(&rest[..length])?.value;
            rest = &rest[length..];
        }
        parts += 1;
    }
    (parts > 1).then_some(total + group)
}
