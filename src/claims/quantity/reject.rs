//! Numbers that claim nothing: dates, clock times, names, lists, figures of speech.

use super::candidate::Candidate;
use super::code::glued;
use super::digits::Shape;
use super::join::Join;
use super::lex::{Class, Scan};
use super::name::named;
use super::noun::{begins_sentence, headline, plural_at};
use super::numeral::Form;
use super::tables::{Role, flag};
use super::unit::What;
use crate::claims::key::any_of;

/// What the candidate is instead of a claim, if anything.
pub(super) fn what(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    if s.atoms[c.first].address || s.atoms[c.n.first].address {
        return Some("identifier");
    }
    if hyphened_name(s, c) {
        return Some("name");
    }
    if of_a_kind(s, c) {
        return Some("idiom");
    }
    if let Join::Not(what) = c.join {
        return Some(what);
    }
    if c.n.digits.is_some_and(|d| d.shape == Shape::Odd) {
        return Some("version");
    }
    if (c.unit.is_none() || c.n.digits.is_some_and(|d| d.decimals <= 2))
        && let Some(what) = super::date::what(s, c)
    {
        return Some(what);
    }
    if super::foreign::scaled(s, c) {
        return Some("unread");
    }
    // `a 5-on-3 advantage`, `one-on-one`, `a 2-in-1 laptop`.
    let on = |i: usize| s.is(i, any_of!["on", "in"]) && s.hyphen(i - 1) && s.hyphen(i + 1);
    if on(c.end + 1) || c.first > 2 && on(c.first - 2) {
        return Some("idiom");
    }
    if let Some(what) = glued(s, c) {
        return Some(what);
    }
    if super::idiom::is(s, c) {
        return Some("idiom");
    }
    match c.n.form {
        Form::Ordinal => return super::rank::ordinal(s, c),
        Form::Multiple => return super::idiom::multiple(s, c),
        Form::Once => return super::idiom::once(s, c),
        Form::Fraction if c.unit.is_none() => return super::idiom::fraction(s, c),
        _ => {}
    }
    if c.n.value == 1.0 && c.second.is_none() && super::idiom::one_day(s, c) {
        return Some("pronoun");
    }
    if c.join == Join::Score && breaks_tie(s, c) {
        return Some("tie-break");
    }
    if c.unit.is_some() || c.age || matches!(c.join, Join::Score | Join::Share | Join::Grade) {
        return None;
    }
    if c.n.value == 1.0
        && c.n.digits.is_none()
        && c.second.is_none()
        && let Some(what) = super::idiom::one(s, c)
    {
        return Some(what);
    }
    if c.n.form == Form::Words && c.n.scale == 1.0 && anaphoric(s, c) {
        return Some("pronoun");
    }
    named(s, c).or_else(|| listed(s, c)).or_else(|| alone(s, c))
}

/// `a zero-day bug`, `a sub-zero night`, `multi-million`: a kind of thing, and nothing counted.
fn of_a_kind(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.n.first.wrapping_sub(1);
    let tied = s.hyphen(c.n.end) && s.is_word(c.n.end + 1) || s.hyphen(back) && !s.gap(c.first);
    s.hyphen(back) && s.is(back.wrapping_sub(1), any_of!["multi"])
        || c.n.value == 0.0 && c.n.digits.is_none() && tied
}

/// `Six-Day War`.
fn hyphened_name(s: &Scan<'_>, c: &Candidate) -> bool {
    let cap = |i: usize| s.get(i).is_some_and(|a| a.cap && a.class == Class::Word);
    s.hyphen(c.n.end)
        && c.n.digits.is_none()
        && cap(c.first)
        && cap(c.n.end + 1)
        && !begins_sentence(s, c.first)
        && !headline(s)
}

/// `7-6 (7-5)`.
fn breaks_tie(s: &Scan<'_>, c: &Candidate) -> bool {
    let bracket = c.first.wrapping_sub(1);
    s.sign(bracket) == '('
        && s.sign(c.end) == ')'
        && s.digits(bracket.wrapping_sub(1)).is_some()
        && s.dash(bracket.wrapping_sub(2))
}

/// `the two were`, `the latter two`, `an app or two`: numbers that stand for things named before.
fn anaphoric(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    if s.is(back, any_of!["or"]) && s.is(c.first, any_of!["two", "three"]) && c.second.is_none() {
        let each = any_of!["a", "an", "every", "another", "next", "last", "past"];
        let article = (2..5).any(|k| s.is(c.first.wrapping_sub(k), each));
        if article && s.is_word(back.wrapping_sub(1)) && s.role(back.wrapping_sub(1)) == Role::None
        {
            return true;
        }
    }
    let bare = !s.is_word(c.end)
        || s.has(c.end, flag::STOP | flag::BE | flag::SAY)
        || s.get(c.end).is_some_and(|a| a.line);
    let the = s.is(back, any_of!["the", "these", "those", "latter", "other", "former", "all"]);
    the && bare && !s.hyphen(c.end) && !s.is(back.wrapping_sub(1), any_of!["but"])
}

/// `1. Open`, `(2)`, `[1]`.
fn listed(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let plain = c.n.plain()?;
    if plain.whole > 3 {
        return None;
    }
    let back = c.first.wrapping_sub(1);
    if matches!(s.sign(back), '[') && matches!(s.sign(c.end), ']' | ',' | '-') {
        return Some("list");
    }
    let close = matches!(s.sign(c.end), '.' | ')' | ':') && !s.gap(c.end);
    let opens = s.get(c.first).is_some_and(|a| a.line) || c.first == 0;
    // `12 - Grit and Valor`.
    let dash = s.dash(c.end) && s.gap(c.end) && s.gap(c.end + 1);
    if opens && dash && plain.whole <= 2 && s.get(c.end + 1).is_some_and(|a| a.cap) {
        return Some("list");
    }
    if opens && close && s.get(c.end + 1).is_none_or(|a| a.gap) && plain.whole <= 2 {
        return Some("list");
    }
    if cited(s, c) {
        return Some("citation");
    }
    // `1 ) explains ...; 2 ) cautions`, `six (6)` repeats itself.
    if s.sign(c.end) == ')'
        && s.sign(back) != '('
        && plain.whole <= 2
        && !(0..c.first).rev().take(12).any(|i| s.sign(i) == '(')
    {
        return Some("list");
    }
    if s.sign(back) == '(' && s.sign(c.end) == ')' {
        let before = back.checked_sub(1)?;
        let cited =
            s.is_word(before) && s.get(before).is_some_and(|a| !a.cap) && plain.value <= 200.0;
        if cited && (!s.is_word(c.end + 1) || s.gap(back)) && !s.is_word(c.end + 1) {
            return Some("citation");
        }
        let repeated =
            matches!(s.role(before), Role::Digit | Role::Teen | Role::Ten | Role::Hundred);
        let tie_break = s.digits(before).is_some() && s.dash(before.wrapping_sub(1))
            || (s.digits(before).is_some() && plain.value <= 20.0);
        if repeated {
            return Some("repeat");
        }
        if tie_break {
            return Some("tie-break");
        }
        if plain.value <= 20.0
            && s.is_word(c.end + 1)
            && (s.flags & flag::SPORT == 0 && begins_sentence(s, back) || in_turn(s, plain.value))
        {
            return Some("list");
        }
    }
    None
}

/// `by (1) asking and (2) listening`: the number before or behind `value` is in brackets, too, and
/// so is 1.
fn in_turn(s: &Scan<'_>, value: f64) -> bool {
    let marks = |wanted: f64| {
        let value = |i: usize| s.digits(i).is_some_and(|d| d.value == wanted);
        (1..s.atoms.len()).any(|i| value(i) && s.sign(i - 1) == '(' && s.sign(i + 1) == ')')
    };
    marks(1.0) && if value > 1.0 { marks(value - 1.0) } else { marks(2.0) }
}

/// One of `(10, 11)` after a lower-case word: references to a list at the end.
fn cited(s: &Scan<'_>, c: &Candidate) -> bool {
    let number = |i: usize| s.digits(i).is_some_and(|d| d.shape == Shape::Plain && d.whole <= 3);
    let (mut open, mut close) = (c.first, c.end - 1);
    for _ in 0..12 {
        if open > 1 && s.sign(open - 1) == ',' && number(open - 2) {
            open -= 2;
        }
        if s.sign(close + 1) == ',' && number(close + 2) {
            close += 2;
        }
    }
    let several = open < close;
    let word =
        open.checked_sub(2).is_some_and(|i| s.is_word(i) && s.get(i).is_some_and(|a| !a.cap));
    several
        && open > 0
        && s.sign(open - 1) == '('
        && s.sign(close + 1) == ')'
        && word
        && !s.is_word(close + 2)
}

/// A number with nothing around it, or in a row of numbers, tells nothing.
fn alone(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let rest = s.atoms.len() - (c.end.min(s.atoms.len()) - c.first);
    let counts = c.n.scale > 1.0 && plural_at(s, c.end);
    if c.n.digits.is_some() && !counts && (rest == 0 || rest == 1 && !s.is_word(0)) {
        return Some("table");
    }
    None
}

/// Whether a sentence is a row of a flattened table: more numbers than words.
pub(super) fn table(s: &Scan<'_>) -> bool {
    if s.heads.len() < 4 {
        return false;
    }
    let (mut digits, mut words) = (0usize, 0usize);
    for (i, atom) in s.atoms.iter().enumerate() {
        match atom.class {
            Class::Number(_) => digits += usize::from(!(s.dash(i + 1) || i > 0 && s.dash(i - 1))),
            Class::Word if !atom.cap && atom.end - atom.start > 2 => words += 1,
            _ => {}
        }
    }
    digits >= 4 && words * 2 < digits
}

/// Kept for the unit-bearing numbers of a table, which still measure something.
pub(super) fn keeps_in_table(c: &Candidate) -> bool {
    c.unit.as_ref().is_some_and(|u| !matches!(u.what, What::Percent))
}
