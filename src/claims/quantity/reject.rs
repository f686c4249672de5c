//! Numbers that claim nothing: dates, clock times, names, lists, figures of speech.

use super::candidate::Candidate;
use super::digits::Shape;
use super::join::Join;
use super::lex::{Class, Scan};
use super::numeral::Form;
use super::tables::{Role, flag};
use super::unit::What;
use crate::claims::key::any_of;

/// What the candidate is instead of a claim, if anything.
pub(super) fn what(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    if s.atoms[c.first].address || s.atoms[c.n.first].address {
        return Some("identifier");
    }
    if s.hyphen(c.n.end) && !begins_sentence(s, c.first) && c.n.digits.is_none() && !headline(s) {
        // `Six-Day War`.
        let cap = |i: usize| s.get(i).is_some_and(|a| a.cap && a.class == Class::Word);
        if cap(c.first) && cap(c.n.end + 1) {
            return Some("name");
        }
    }
    let back = c.n.first.wrapping_sub(1);
    if s.hyphen(back) && s.is(back.wrapping_sub(1), any_of!["multi"]) {
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
    // `7-6 (7-5)`.
    let bracket = c.first.wrapping_sub(1);
    if c.join == Join::Score
        && s.sign(bracket) == '('
        && s.sign(c.end) == ')'
        && s.digits(bracket.wrapping_sub(1)).is_some()
        && s.dash(bracket.wrapping_sub(2))
    {
        return Some("tie-break");
    }
    if c.unit.is_some() || c.age || matches!(c.join, Join::Score | Join::Share | Join::Grade) {
        return unit_name(s, c);
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

/// `the two were`, `the latter two`, `an app or two`: numbers that stand for things named before.
fn anaphoric(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    if s.is(back, any_of!["or"]) && s.is(c.first, any_of!["two", "three"]) && c.second.is_none() {
        let article = (2..5).any(|k| s.is(c.first.wrapping_sub(k), any_of!["a", "an"]));
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
fn glued(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
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
    if dashed
        && s.is_word(first - 2)
        && !s.is(
            first - 2,
            any_of![
                "top", "near", "t", "sub", "mid", "over", "under", "pre", "post", "to", "or",
                "and", "non", "just", "nearly",
            ],
        )
    {
        return Some("name");
    }
    if dashed && s.is(first - 2, any_of!["mid", "pre", "post", "sub", "under"]) && c.unit.is_none()
    {
        return Some("name");
    }
    if dashed && s.digits(first - 2).is_some() {
        return Some("identifier");
    }
    // `’90s`, `1990s`, `20s`.
    let end = c.end;
    if c.n.digits.is_some() && c.join != Join::Score {
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
        if (letters || number) && c.join != Join::Share {
            return Some("name");
        }
    }
    None
}

/// Units inside names: `100 Years of Solitude`, `Six Nations`.
fn unit_name(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let _ = (s, c);
    None
}

/// `Boeing 737`, `Article 5`, `Week 10`, `Big Ten`, `World War Two`.
fn named(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    if c.n.scale > 1.0
        || matches!(c.n.form, Form::Vague | Form::Mixed)
        || super::kind::number_sign(s, c)
    {
        return None;
    }
    let next = c.end;
    if aircraft(s, c) || titled(s, c) {
        return Some("name");
    }
    let back = c.first.checked_sub(1)?;
    let before = s.get(back)?;
    let capital_next = s.get(next).is_some_and(|a| a.class == Class::Word && a.cap && a.gap);
    let digits = c.n.digits.is_some();
    let start = begins_sentence(s, c.first);
    if !digits && s.get(c.first).is_some_and(|a| a.cap) && !start {
        // `Final Four`, `Seven Kingdoms`; not in a headline, where all words are capital.
        let title = headline(s);
        if (before.cap && before.class == Class::Word || capital_next) && !title {
            return Some("name");
        }
    }
    if before.class != Class::Word || !s.gap(c.first) {
        return None;
    }
    let head = s.has(back, flag::HEAD);
    let noun = counts_noun(s, next);
    if head
        && (digits || before.cap && s.get(c.first).is_some_and(|a| a.cap))
        && c.n.plain().is_some() == digits
    {
        let law = any_of!["section", "chapter", "article", "rule", "title", "part"];
        let sure = before.cap && (!begins_sentence(s, back) || s.is(back, law)) || !noun;
        let several = c.join == Join::Range && before.cap && !noun;
        if sure && (c.join == Join::None || several) {
            return Some("name");
        }
    }
    let starts = begins_sentence(s, back);
    let plain_name = before.cap
        && !s.has(back, flag::STOP | flag::WEEKDAY | flag::MONTH | flag::BE | flag::CHANGE)
        && !headline(s)
        && (!starts || !noun && before.end - before.start > 1);
    // News writes one to nine in words: a digit after a name belongs to it.
    let part = c.n.plain().is_some_and(|d| d.value < 10.0);
    let version = c.n.digits.is_some_and(|d| d.shape == Shape::Decimal && d.whole <= 2);
    if digits && plain_name && !starts && c.join == Join::None && (part || version) {
        return Some("name");
    }
    if digits
        && plain_name
        && c.n.plain().is_some()
        && c.join == Join::None
        && !noun
        && !s.is(back, any_of!["only", "all", "another", "some", "these"])
    {
        return Some("name");
    }
    // `Red Dead Redemption 2 port`: a name of several words before it, no plural after it.
    let long = plain_name
        && s.get(back.wrapping_sub(1)).is_some_and(|a| a.class == Class::Word && a.cap)
        && !plural_at(s, next);
    if digits
        && long
        && c.n.plain().is_some()
        && c.join == Join::None
        && !s.is(back, any_of!["only"])
    {
        return Some("name");
    }
    if digits && capital_next && c.n.plain().is_some() && street(s, next) {
        return Some("address");
    }
    None
}

/// A lower-case plural, or an adjective and a noun, follows: something is counted.
pub(super) fn counts_noun(s: &Scan<'_>, at: usize) -> bool {
    let noun = |i: usize| {
        s.is_word(i)
            && s.gap(i)
            && s.get(i).is_some_and(|a| !a.cap && !a.line)
            && !s.has(i, flag::STOP)
            && s.role(i) == Role::None
    };
    let plural = |i: usize| {
        noun(i)
            && (s.str(i).ends_with('s')
                || s.is(
                    i,
                    any_of![
                        "people",
                        "men",
                        "women",
                        "children",
                        "police",
                        "troops",
                        "feet",
                        "fish",
                        "aircraft",
                        "personnel",
                    ],
                ))
    };
    plural(at)
        || (noun(at) && plural(at + 1))
        || (noun(at) && noun(at + 1) && plural(at + 2))
        || s.hyphen(at)
}

/// A lower-case plural at once.
pub(super) fn plural_at(s: &Scan<'_>, at: usize) -> bool {
    s.is_word(at)
        && s.get(at).is_some_and(|a| !a.cap && !a.line)
        && s.str(at).ends_with('s')
        && !s.has(at, flag::STOP)
        || s.is(at, any_of!["people", "men", "women", "children"])
}

/// `737 Max`, `787-9 Dreamliner`, `a 747`: models of aircraft.
fn aircraft(s: &Scan<'_>, c: &Candidate) -> bool {
    let Some(plain) = c.n.plain() else { return false };
    let boeing =
        plain.whole == 3 && (707.0..=797.0).contains(&plain.value) && plain.value % 10.0 == 7.0;
    let airbus = plain.whole == 3
        && (300.0..=390.0).contains(&plain.value)
        && plain.value % 10.0 == 0.0
        && s.is(c.first.wrapping_sub(1), any_of!["airbus"]);
    let flies = || {
        (0..s.atoms.len().min(400)).any(|i| {
            s.is(
                i,
                any_of![
                    "boeing",
                    "max",
                    "jet",
                    "jets",
                    "jetliner",
                    "plane",
                    "planes",
                    "aircraft",
                    "dreamliner",
                    "airlines",
                    "airline",
                    "flight",
                    "program",
                    "programme",
                    "crashes",
                    "pilots",
                    "x",
                ],
            )
        })
    };
    airbus
        || boeing && !plural_at(s, c.end) && flies()
        || boeing && c.first > 0 && s.digits(c.first - 1).is_some()
}

/// `The 7 Habits`, `40 Under 40`: capital words of grammar around it.
fn titled(s: &Scan<'_>, c: &Candidate) -> bool {
    if headline(s) || c.n.scale > 1.0 {
        return false;
    }
    let cap = |i: usize| s.get(i).is_some_and(|a| a.class == Class::Word && a.cap && !a.line);
    let back = c.first.wrapping_sub(1);
    let before = cap(back) && s.has(back, flag::STOP) && !begins_sentence(s, back);
    let after = cap(c.end)
        && s.has(c.end, flag::STOP)
        && s.is(
            c.end,
            any_of!["under", "of", "to", "for", "and", "on", "in", "over", "days", "ways"],
        );
    before && (cap(c.end) || s.is(back, any_of!["under"]))
        || after && s.digits(c.end + 1).is_some()
        || after && cap(c.end + 1) && before
}

fn street(s: &Scan<'_>, at: usize) -> bool {
    (0..3).any(|k| s.has(at + k, flag::STREET) && s.get(at + k).is_some_and(|a| a.cap) && k > 0)
}

/// Whether the atom opens a sentence or line.
pub(super) fn begins_sentence(s: &Scan<'_>, at: usize) -> bool {
    at == 0
        || s.get(at).is_some_and(|a| a.line)
        || matches!(s.sign(at - 1), '.' | '!' | '?' | '"' | '“' | '‘' | ':' | '—' | '*' | '•' | '|')
        || (matches!(s.sign(at - 1), '\'' | '-') && s.gap(at - 1))
}

/// Most words are capital: a headline.
pub(super) fn headline(s: &Scan<'_>) -> bool {
    *s.headline.get_or_init(|| {
        let (mut all, mut capital) = (0, 0);
        for atom in s.atoms.iter().take(60) {
            if atom.class == Class::Word && atom.end - atom.start > 3 {
                all += 1;
                capital += usize::from(atom.cap);
            }
        }
        all >= 3 && capital * 4 >= all * 3
    })
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
            && s.flags & flag::SPORT == 0
            && begins_sentence(s, back)
        {
            return Some("list");
        }
    }
    None
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
