//! Digits of codes: telephone numbers, references, what letters touch.

use super::candidate::Candidate;
use super::digits::Shape;
use super::join::Join;
use super::lex::Scan;
use super::tables::{Dimension, list};
use super::unit::What;
use crate::claims::key::any_of;

/// No telephone number has more signs.
const DIALLED: usize = 24;

/// `0800 123 456`: groups of digits of which the first begins with a zero or stands in brackets.
fn telephone(s: &Scan<'_>, c: &Candidate) -> bool {
    let at = c.n.first + usize::from(s.digits(c.n.first).is_none());
    let Some(digits) = s.digits(at) else { return false };
    if digits.decimals > 0 || c.unit.is_some() {
        return false;
    }
    // `(217) 555-0123`
    let group = |i: usize, length| s.digits(i).is_some() && s.str(i).len() == length;
    if at > 0
        && s.sign(at - 1) == '('
        && s.sign(at + 1) == ')'
        && [(at, 3), (at + 2, 3), (at + 4, 4)].iter().all(|&(i, length)| group(i, length))
    {
        return true;
    }
    let group = |i: usize| s.digits(i).is_some_and(|d| d.decimals == 0) && s.gap(i);
    let mut first = at;
    for _ in 0..6 {
        if first == 0 || !group(first) || s.digits(first - 1).is_none() {
            break;
        }
        first -= 1;
    }
    let text = s.str(first);
    let local = text.len() >= 3 && text.starts_with('0') && !text.contains('.') && group(first + 1);
    local || is_dialled(s, at) || is_extension(s, at)
}

/// `+1 206 555 0134`, `206.555.0134`: all of a number, whatever parts its groups.
fn is_dialled(s: &Scan<'_>, at: usize) -> bool {
    let start = s.atoms[at].start;
    let dials = |b: &&u8| b.is_ascii_digit() || b" .-()+".contains(b);
    let bytes = s.text.as_bytes();
    let before = bytes[..start].iter().rev().take(DIALLED).take_while(dials).count();
    let after = bytes[start..].iter().take(DIALLED).take_while(dials).count();
    let run = bytes[start - before..start + after].trim_ascii();
    let groups = || run.split(|b| !b.is_ascii_digit()).filter(|group| !group.is_empty());
    let lengths: Vec<_> = groups().map(<[u8]>::len).collect();
    let abroad = run.starts_with(b"+") && lengths.len() > 2;
    let parted = |by: u8| run.iter().all(|&b| b == by || b.is_ascii_digit());
    let home = lengths.ends_with(&[3, 3, 4]) && (parted(b'.') || parted(b'-'));
    (abroad || home) && (9..14).contains(&lengths.iter().sum::<usize>())
}

/// `ext. 229`
fn is_extension(s: &Scan<'_>, at: usize) -> bool {
    let back = at.wrapping_sub(1);
    let word = if s.sign(back) == '.' { back.wrapping_sub(1) } else { back };
    s.is(word, any_of!["ext", "extension"]) && !s.get(word).is_some_and(|a| a.cap && word > 0)
}

/// `see 27533478`: digits that name a record.
fn record(s: &Scan<'_>, c: &Candidate) -> bool {
    let long = c.n.plain().is_some_and(|d| d.shape == Shape::Plain && d.whole >= 5);
    let before = c.first.wrapping_sub(1);
    let at = if s.sign(before) == ':' { before.wrapping_sub(1) } else { before };
    long && c.unit.is_none() && s.is(at, list::RECORD) && !super::noun::counts_noun(s, c.end)
}

/// `a 10-K`, `the 4-H club`: a lone capital behind the hyphen.
fn lettered(s: &Scan<'_>, c: &Candidate) -> bool {
    let letter = s.str(c.end + 1).as_bytes();
    c.unit.is_none()
        && s.hyphen(c.end)
        && !s.gap(c.end)
        && !s.gap(c.end + 1)
        && matches!(letter, [b'A'..=b'Z'])
}

/// `0x1F`, `1_000`, `0022`: digits of a program; `401(k)`.
fn coded(s: &Scan<'_>, c: &Candidate) -> bool {
    let (first, end) = (c.n.first, c.n.first + 1);
    let hex = s.str(first) == "0"
        && !s.gap(end)
        && matches!(s.str(end).as_bytes(), [b'x' | b'X', ..])
        && (s.str(end).len() > 1 || s.digits(end + 1).is_some() && !s.gap(end + 1));
    let padded = matches!(s.str(first).as_bytes(), [b'0', b'0'..=b'9', b'0'..=b'9', ..])
        && c.unit.is_none()
        && !s.str(first).contains(['.', ',']);
    let plan = s.sign(end) == '(' && s.is(end + 1, any_of!["k", "b", "c"]) && !s.gap(end);
    if padded || plan && s.sign(end + 2) == ')' && c.n.value > 99.0 {
        return true;
    }
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
    if c.n.digits.is_some()
        && (coded(s, c)
            || record(s, c)
            || lettered(s, c)
            || super::ambiguous::is_compass(s, c.n.end))
    {
        return Some("identifier");
    }
    if c.n.digits.is_some()
        && first > 0
        && !s.gap(first)
        && s.is_word(first - 1)
        && !s.atoms[first].gap
        && !(times(s, first - 1) && measured(s, c))
    {
        return Some("name");
    }
    // `f/2.8`, `7.0.x`
    let focal = s.sign(first.wrapping_sub(1)) == '/' && s.is(first.wrapping_sub(2), any_of!["f"]);
    let wild = s.sign(c.n.end) == '.' && !s.gap(c.n.end) && s.is(c.n.end + 1, any_of!["x"]);
    if c.n.digits.is_some() && (focal || wild && !s.gap(c.n.end + 1)) {
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

/// The `x` of `10x12 feet`.
fn times(s: &Scan<'_>, at: usize) -> bool {
    matches!(s.str(at), "x" | "X") && at > 0 && s.digits(at - 1).is_some() && !s.gap(at)
}

/// A unit of measure stands behind it, no lone letter that may be the end of a name: `2x6s`.
fn measured(s: &Scan<'_>, c: &Candidate) -> bool {
    c.unit.as_ref().is_some_and(|unit| match unit.what {
        What::Measure(_, Dimension::Time) => s.gap(c.n.end),
        What::Measure(..) => true,
        _ => false,
    })
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
