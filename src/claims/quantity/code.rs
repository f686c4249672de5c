//! Digits of codes: telephone numbers, references, what letters touch.

use super::candidate::Candidate;
use super::join::Join;
use super::lex::Scan;
use super::tables::list;
use crate::claims::key::any_of;

/// `0800 123 456`: groups of digits of which the first begins with a zero.
fn telephone(s: &Scan<'_>, c: &Candidate) -> bool {
    let Some(digits) = s.digits(c.n.first) else { return false };
    if digits.decimals > 0 || c.unit.is_some() {
        return false;
    }
    let group = |i: usize| s.digits(i).is_some_and(|d| d.decimals == 0) && s.gap(i);
    let mut first = c.n.first;
    for _ in 0..6 {
        if first == 0 || !group(first) || s.digits(first - 1).is_none() {
            break;
        }
        first -= 1;
    }
    let text = s.str(first);
    text.len() >= 3 && text.starts_with('0') && !text.contains('.') && group(first + 1)
}

/// `0x1F`, `1_000`: digits of a program.
fn coded(s: &Scan<'_>, c: &Candidate) -> bool {
    let (first, end) = (c.n.first, c.n.first + 1);
    let hex = s.str(first) == "0"
        && !s.gap(end)
        && matches!(s.str(end).as_bytes(), [b'x' | b'X', ..])
        && (s.str(end).len() > 1 || s.digits(end + 1).is_some() && !s.gap(end + 1));
    let line = |i: usize| s.sign(i) == '_' && !s.gap(i);
    let tied = |i: usize| s.get(i).is_some_and(|a| !a.gap);
    hex || line(end) && tied(end + 1) || first > 0 && line(first - 1) && tied(first)
}

/// Digits that letters touch: `A350`, `737MAX`, `Covid-19`, `1990s`.
pub(super) fn glued(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let first = c.first;
    if c.money {
        return None;
    }
    if c.n.digits.is_some() && telephone(s, c) {
        return Some("phone");
    }
    if c.n.digits.is_some() && coded(s, c) {
        return Some("identifier");
    }
    if c.n.digits.is_some()
        && first > 0
        && !s.gap(first)
        && s.is_word(first - 1)
        && !s.atoms[first].gap
    {
        return Some("name");
    }
    // `2019;18(2):164-177`, `rows=99`: references and settings.
    if c.n.digits.is_some() && !s.gap(first) && first > 1 && !s.gap(first - 1) {
        match s.sign(first - 1) {
            ';' | ':' => return Some("citation"),
            '=' if s.is_word(first - 2) => return Some("identifier"),
            _ => {}
        }
    }
    let issue = s.sign(c.n.end) == '(' && !s.gap(c.n.end) && s.digits(c.n.end + 1).is_some();
    if issue && c.n.plain().is_some() && s.sign(c.n.end + 2) == ')' && s.sign(c.n.end + 3) == ':' {
        return Some("citation");
    }
    let dashed = first > 1 && s.hyphen(first - 1) && !s.gap(first - 1) && c.n.digits.is_some();
    if dashed && s.is_word(first - 2) && !s.is(first - 2, list::BEFORE_HYPHEN) {
        return Some("name");
    }
    if dashed && s.is(first - 2, any_of!["mid", "pre", "post", "sub", "under"]) && c.unit.is_none()
    {
        return Some("name");
    }
    if dashed && s.digits(first - 2).is_some() {
        return Some("identifier");
    }
    (c.n.digits.is_some() && c.join != Join::Score).then(|| tailed(s, c)).flatten()
}

/// What letters or digits that directly follow make of digits: `1990s`, `’90s`, `20s`, `747x`.
fn tailed(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let end = c.end;
    let decade = c.unit.is_none() && s.str(end) == "s" && !s.gap(end)
        || matches!(s.sign(end), '\'' | '’')
            && s.str(end + 1) == "s"
            && !s.gap(end)
            && c.n.plain().is_some_and(|d| d.value % 10.0 == 0.0);
    if decade {
        return Some("date");
    }
    let letters = s.is_word(end)
        && !s.gap(end)
        && !matches!(s.str(end), "yo" | "plus")
        && (c.n.value > 100.0 || !matches!(s.str(end), "x" | "X"));
    let number = s.digits(end).is_some() && !s.gap(end) && c.unit.is_some();
    ((letters || number) && c.join != Join::Share).then_some("name")
}
