//! One number as the text writes it: digits, words, or both, with multiplier and fraction.

use super::digits::{Digits, Shape};
use super::lex::Scan;
use super::locale::Lang;
use super::tables::{Role, list};
use super::words;
use crate::claims::key::any_of;

/// How a numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `1,200`, `2.5 million`.
    Digits,
    /// `a hundred and five`.
    Words,
    /// `three-quarters`, `1/4`, `½`, `half`.
    Fraction,
    /// `1 1/2`, `two and a half`.
    Mixed,
    /// `hundreds`, `several thousand`.
    Vague,
    /// `5th`, `third`.
    Ordinal,
    /// `twice`, `doubled`.
    Multiple,
    /// `once`.
    Once,
}

/// A number and the atoms it stands in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    /// First atom.
    pub(super) first: usize,
    /// One past the last atom.
    pub(super) end: usize,
    pub(super) value: f64,
    /// What a multiplier word multiplied by, else 1.
    pub(super) scale: f64,
    pub(super) form: Form,
    /// The digit string, where it is one.
    pub(super) digits: Option<Digits>,
    /// Begins with a minus that is part of it.
    pub(super) signed: bool,
    /// A multiplier letter that may be a unit instead: `5m`.
    pub(super) letter: bool,
}

impl Numeral {
    /// A bare string of digits: no group, decimal, multiplier or sign.
    pub(super) fn plain(&self) -> Option<Digits> {
        let digits = self.digits?;
        (digits.shape == Shape::Plain && self.scale == 1.0 && self.form == Form::Digits)
            .then_some(digits)
    }

    pub(super) fn integer(&self) -> bool {
        self.value.fract() == 0.0
    }
}

/// The numeral that begins at atom `at`; `money` where a currency sign stands before it.
pub(super) fn read(s: &Scan<'_>, at: usize, money: bool) -> Option<Numeral> {
    let atom = s.get(at)?;
    if let Some(digits) = s.digits(at) {
        return Some(from_digits(s, at, digits, money));
    }
    match s.sign(at) {
        '-' | '−' | '+' => return signed(s, at, money),
        '±' => return None,
        c if c != '\0' => {
            let value = vulgar(c)?;
            let numeral = blank(at, at + 1, value, Form::Fraction);
            return Some(multiplied(s, numeral, money));
        }
        _ => {}
    }
    if atom.word.role == Role::None {
        return None;
    }
    words::read(s, at)
}

pub(super) fn blank(first: usize, end: usize, value: f64, form: Form) -> Numeral {
    Numeral { first, end, value, scale: 1.0, form, digits: None, signed: false, letter: false }
}

/// A sign that stands at a number: after white space or an opening mark, and close before digits.
fn signed(s: &Scan<'_>, at: usize, money: bool) -> Option<Numeral> {
    let opens = s.gap(at)
        || at == 0
        || matches!(
            s.sign(at - 1),
            '(' | '['
                | '$'
                | '€'
                | '£'
                | '"'
                | '“'
                | ':'
                | ','
                | '='
                | '<'
                | '>'
                | '~'
                | '≥'
                | '≤'
                | '/'
        );
    let digits = s.digits(at + 1)?;
    // `- 10` is a bullet in a text, a number alone.
    let bare = at == 0 && s.atoms.iter().all(|a| !matches!(a.class, super::lex::Class::Word));
    if !opens || (s.gap(at + 1) && !bare) {
        return None;
    }
    // A dash with digits before it is a range: `5 -7`.
    if at > 0 && s.digits(at - 1).is_some() && s.sign(at) != '+' {
        return None;
    }
    let mut numeral = from_digits(s, at + 1, digits, money);
    // `+/-3.1`
    if at > 1 && s.sign(at - 1) == '/' && s.sign(at - 2) == '+' {
        return Some(numeral);
    }
    numeral.first = at;
    if s.sign(at) != '+' {
        numeral.value = -numeral.value;
        numeral.signed = true;
    }
    Some(numeral)
}

fn from_digits(s: &Scan<'_>, at: usize, digits: Digits, money: bool) -> Numeral {
    let mut numeral = blank(at, at + 1, digits.value, Form::Digits);
    numeral.digits = Some(digits);
    if digits.shape == Shape::Odd {
        return numeral;
    }
    if let Some(end) = ordinal_suffix(s, at + 1) {
        (numeral.end, numeral.form) = (end, Form::Ordinal);
        return numeral;
    }
    if let Some(part) = vulgar(s.sign(at + 1))
        .filter(|_| digits.shape == Shape::Plain && (!s.gap(at + 1) || s.digits(at + 2).is_none()))
    {
        (numeral.end, numeral.value, numeral.form) = (at + 2, digits.value + part, Form::Mixed);
        return multiplied(s, numeral, money);
    }
    if let Some((end, value, form)) = slashed(s, at, digits) {
        (numeral.end, numeral.value, numeral.form) = (end, value, form);
        return multiplied(s, numeral, money);
    }
    let wordy = matches!(s.role(at + 1), Role::Hundred | Role::Scale | Role::Plural | Role::Dozen);
    if (wordy && s.gap(at + 1)
        || (s.hyphen(at + 1) && matches!(s.role(at + 2), Role::Hundred | Role::Scale)))
        && let Some(read) = words::read(s, at)
    {
        return Numeral { digits: Some(digits), ..read };
    }
    let numeral =
        words::and_fraction(s, numeral).or_else(|| words::over(s, numeral)).unwrap_or(numeral);
    multiplied(s, numeral, money)
}

/// The atoms that bound a number from behind, before its multiplier or unit: `$500-plus million`,
/// `30+ hours`, `20 odd kilos`, `10 or more years`.
pub(super) fn marker(s: &Scan<'_>, at: usize) -> usize {
    let word = |i: usize| s.is(i, any_of!["plus", "odd"]) && s.gap(i + 1);
    if s.sign(at) == '+' && !s.gap(at) && s.gap(at + 1) {
        1
    } else if s.hyphen(at) && word(at + 1)
        || s.is(at, any_of!["or"]) && s.is(at + 1, any_of!["more", "less", "fewer", "so"])
    {
        2
    } else {
        usize::from(s.gap(at) && word(at))
    }
}

/// `bn`, `k`, `million` after a number in digits.
fn multiplied(s: &Scan<'_>, mut n: Numeral, money: bool) -> Numeral {
    let marked = n.end + marker(s, n.end);
    let at = if marked > n.end && s.role(marked) == Role::Scale {
        marked
    } else if s.hyphen(n.end) && s.role(n.end + 1) == Role::Scale {
        n.end + 1
    } else {
        n.end
    };
    let Some(atom) = s.get(at) else { return n };
    let close = !atom.gap;
    let text = s.str(at);
    let takes = match atom.word.role {
        Role::Scale | Role::Hundred | Role::Dozen => true,
        Role::Short => {
            close || text.chars().all(|c| c.is_lowercase()) || money || s.lang != Lang::En
        }
        Role::Letter => {
            (close || money)
                && letter(s, at, text, money, n.value)
                && (money || !text.eq_ignore_ascii_case("mm"))
        }
        _ => false,
    };
    if takes {
        n.scale = atom.word.value;
        n.value *= n.scale;
        n.end = at + 1;
        n.letter = atom.word.role == Role::Letter && !money;
        if matches!(atom.word.role, Role::Short)
            && s.sign(n.end) == '.'
            && !s.gap(n.end)
            && s.lang != Lang::En
        {
            n.end += 1;
        }
        if n.form == Form::Fraction && atom.word.role == Role::Scale {
            n.form = Form::Mixed;
        }
    }
    n
}

/// Whether a single letter multiplies: always after money, else by what follows.
fn letter(s: &Scan<'_>, at: usize, text: &str, money: bool, value: f64) -> bool {
    if money {
        return true;
    }
    let follows = s.is_word(at + 1) && s.gap(at + 1);
    let counts = follows
        && !s.has(at + 1, super::tables::flag::DIM | super::tables::flag::STOP)
        && super::noun::plural_at(s, at + 1)
        && !s.is(at + 1, list::RACE);
    // `viewing figures of 7.1m`
    let sums = at > 2 && s.is(at - 2, any_of!["of"]) && s.is(at - 3, list::SUMMED);
    match text {
        // `5k-20k`, `at 4k and 60fps`.
        "k" => {
            value > 21.0
                || counts
                || s.hyphen(at + 1) && s.digits(at + 2).is_some()
                || s.is(at + 1, any_of!["miles", "to"])
                || s.sign(at + 1) == '+'
                || s.atoms.len() <= at + 1
                || value.fract() != 0.0
                || at > 1 && s.hyphen(at - 2)
        }
        "K" if s.flags & super::tables::flag::TEMP != 0 => false,
        "K" => value > 21.0 && !s.hyphen(at + 1) || counts || s.sign(at + 1) == '+',
        "m" => counts || sums,
        "M" => !s.hyphen(at + 1) && value < 1000.0,
        "G" => s.atoms.len() == at + 1 && at <= 2,
        "b" | "B" => counts,
        _ => false,
    }
}

/// `th` of `5th`: the atom after it.
fn ordinal_suffix(s: &Scan<'_>, at: usize) -> Option<usize> {
    if s.gap(at) {
        return None;
    }
    let found = match s.lang {
        Lang::En => s.is(at, any_of!["st", "nd", "rd", "th"]),
        Lang::Fr => s.is(at, any_of!["er", "re", "e", "ème", "eme", "nd", "nde"]),
        Lang::Es => matches!(s.str(at), "º" | "ª" | "er" | "ro" | "to" | "°"),
        Lang::De => false,
    };
    found.then_some(at + 1)
}

/// `1/4`, `1 1/2`, `1-1/2` from the digits at `at`.
fn slashed(s: &Scan<'_>, at: usize, digits: Digits) -> Option<(usize, f64, Form)> {
    if digits.shape != Shape::Plain {
        return None;
    }
    let part = |i: usize| -> Option<f64> {
        let (over, under) = (s.digits(i)?, s.digits(i + 2)?);
        let slash = matches!(s.sign(i + 1), '/' | '⁄') && !s.gap(i + 1) && !s.gap(i + 2);
        let tail = (s.sign(i + 3) == '/' && !s.gap(i + 3))
            || (s.is_word(i + 3) && !s.gap(i + 3) && s.str(i + 3).len() > 2);
        let plain = over.shape == Shape::Plain && under.shape == Shape::Plain;
        (slash && plain && !tail && under.value > 0.0 && under.whole <= 4)
            .then(|| over.value / under.value)
    };
    let whole =
        |i: usize| part(i).filter(|&p| p < 1.0 && s.digits(i).is_some_and(|d| d.value >= 1.0));
    if digits.whole <= 4 {
        let next = if s.dash(at + 1) && !s.gap(at + 1) && !s.gap(at + 2) { at + 2 } else { at + 1 };
        if let Some(value) = whole(next).filter(|_| {
            (next > at + 1 || s.gap(next)) && s.digits(next + 2).is_some_and(|d| d.value <= 64.0)
        }) {
            return Some((next + 3, digits.value + value, Form::Mixed));
        }
    }
    // `1/02/26`
    if at > 1 && s.sign(at - 1) == '/' && !s.gap(at) && s.digits(at - 2).is_some() {
        return None;
    }
    let value = part(at)?;
    let (a, b) = (digits.value, s.digits(at + 2)?.value);
    // 24/7, 9/11 and 20/20 are no fractions; 7/32 is.
    let idiom = (a == 24.0 && b == 7.0)
        || (a == 9.0 && b == 11.0)
        || (a == 20.0 && b == 20.0)
        || (a == 50.0 && b == 50.0);
    let year = (1900.0..=2100.0).contains(&b);
    // `9000/712` names something.
    let odd = (a > b && (b > 16.0 || a > 99.0)) || (a >= 100.0 && b >= 1000.0);
    (!idiom && !year && !odd).then_some((at + 3, value, Form::Fraction))
}

/// `½` and its like.
pub(super) fn vulgar(c: char) -> Option<f64> {
    let (over, under) = match c {
        '½' => (1, 2),
        '⅓' => (1, 3),
        '⅔' => (2, 3),
        '¼' => (1, 4),
        '¾' => (3, 4),
        '⅕' => (1, 5),
        '⅖' => (2, 5),
        '⅗' => (3, 5),
        '⅘' => (4, 5),
        '⅙' => (1, 6),
        '⅚' => (5, 6),
        '⅛' => (1, 8),
        '⅜' => (3, 8),
        '⅝' => (5, 8),
        '⅞' => (7, 8),
        _ => return None,
    };
    Some(f64::from(over) / f64::from(under))
}
