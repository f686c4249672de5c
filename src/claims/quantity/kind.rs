//! What a candidate is a claim of.

use super::candidate::Candidate;
use super::digits::Shape;
use super::join::Join;
use super::lex::Scan;
use super::numeral::Form;
use super::tables::{Dimension, flag};
use super::unit::{Unit, What};
use crate::claims::Kind;
use crate::claims::key::any_of;
use std::borrow::Cow;

/// The kind of a candidate that nothing rejected; sets its unit where the kind implies one.
pub(super) fn of(
    s: &Scan<'_>,
    c: &mut Candidate,
    previous: Option<&(Kind, usize)>,
) -> (Kind, &'static str) {
    if matches!(c.join, Join::Score | Join::Grade) {
        return (Kind::Score, "two numbers of a result");
    }
    if c.join == Join::Share {
        return (Kind::Ratio, "a share of a number");
    }
    if let Some(Unit { what, .. }) = &c.unit {
        match what {
            What::Money(..) => return (Kind::Money, "currency"),
            What::Percent | What::Point => return (Kind::Percent, "percent"),
            What::Measure(_, Dimension::Time) if c.age || aged(s, c) => {
                return (Kind::Age, "age words");
            }
            What::Measure(_, Dimension::Time) => return (Kind::Duration, "unit of time"),
            What::Measure(..) => return (Kind::Measure, "unit of measure"),
        }
    }
    if c.age || aged(s, c) || bare_age(s, c) {
        c.unit = Some(unit(c, "year", Dimension::Time));
        return (Kind::Age, "age");
    }
    match c.n.form {
        Form::Ordinal => return (Kind::Rank, "rank"),
        Form::Multiple => return (Kind::Ratio, "multiple"),
        Form::Fraction if c.n.scale == 1.0 => {
            if bond(s, c) {
                c.unit = Some(unit(c, "point", Dimension::Level));
                return (Kind::Measure, "bond price");
            }
            return (Kind::Ratio, "fraction");
        }
        _ => {}
    }
    if ranked(s, c) {
        return (Kind::Rank, "number one, top-20");
    }
    if times_more(s, c) {
        return (Kind::Ratio, "times with a comparison");
    }
    points(s, c, previous)
}

fn unit(c: &Candidate, id: &'static str, dimension: Dimension) -> Unit {
    Unit {
        what: What::Measure(Cow::Borrowed(id), dimension),
        end: c.end,
        hyphen: false,
        rate: false,
    }
}

/// `aged 26`, `age 12 and older`, `ages 12 to 17`, `above age 6 months`.
fn aged(s: &Scan<'_>, c: &Candidate) -> bool {
    if c.value > 130.0 && c.unit.is_none() {
        return false;
    }
    let mut back = c.first.wrapping_sub(1);
    if s.is(back, any_of!["of", "between", "from", "about", "over", "under", "around", "is", "was"])
    {
        back = back.wrapping_sub(1);
    }
    let direct = s.has(c.first.wrapping_sub(1), flag::AGE)
        || s.has(back, flag::AGE) && !s.is(c.first.wrapping_sub(1), any_of!["is", "was"]);
    let other = s.is(c.first.wrapping_sub(1), any_of!["between"])
        && s.has(c.first.wrapping_sub(2), flag::AGE);
    let named =
        direct && s.get(back).is_some_and(|a| !a.cap || back == 0 || s.is(back, any_of!["aged"]));
    let older = c.unit.is_none()
        && (s.is(c.end, any_of!["and", "or"]) && s.is(c.end + 1, any_of!["older", "younger"])
            || s.is(c.end, any_of!["years"]) && s.is(c.end + 1, any_of!["old"]));
    (named || other || older)
        && !if s.is(back, any_of!["ages"]) {
            s.is(c.first.wrapping_sub(1), any_of!["is"])
        } else {
            false
        }
}

/// Ages at which people are divided.
const ROUND_AGES: [u8; 17] = [5, 12, 13, 14, 15, 16, 18, 21, 25, 30, 35, 40, 50, 60, 65, 70, 75];

/// `Smith, 45, said`; `(45)` after a name; `I'm 74`, `turned 30`.
fn bare_age(s: &Scan<'_>, c: &Candidate) -> bool {
    let Some(digits) = c.n.plain() else { return false };
    if digits.whole > 3 || !(1.0..=115.0).contains(&c.value) || c.join != Join::None {
        return false;
    }
    let mark = c.first.wrapping_sub(1);
    let name = mark.wrapping_sub(1);
    let closes = matches!(s.sign(c.end), ',' | '.' | ';' | ')')
        || s.get(c.end).is_none()
        || s.is(c.end, any_of!["and", "who", "of", "was", "from", "told"]);
    let person = |i: usize| {
        s.is_word(i)
            && s.get(i).is_some_and(|a| a.cap && a.end - a.start > 1)
            && s.str(i).bytes().any(|b| b.is_ascii_lowercase() || b >= 0x80)
            && !s.has(i, flag::MONTH | flag::WEEKDAY | flag::HEAD | flag::STREET)
    };
    let named =
        person(name) || (s.sign(name) == '.' && s.is(name.wrapping_sub(1), any_of!["jr", "sr"]));
    if s.sign(mark) == ','
        && !s.gap(mark)
        && named
        && (matches!(s.sign(c.end), ',' | ';')
            || s.dash(c.end) && s.gap(c.end)
            || s.is(c.end, any_of!["and", "who"]))
    {
        let digit_after = s.digits(c.end + 1).is_some();
        return !digit_after && c.value >= 3.0;
    }
    // `the star, 42, was`; `At 16, he`.
    let clause = s.sign(c.end) == ',' && s.has(c.end + 1, flag::BE | flag::SAY | flag::ONEVERB);
    if s.sign(mark) == ',' && !s.gap(mark) && clause {
        return (10.0..=105.0).contains(&c.value)
            && (s.is_word(name) || matches!(s.sign(name), '"' | '”'));
    }
    let young =
        s.is(mark, any_of!["at"]) && s.sign(c.end) == ',' && (5.0..100.0).contains(&c.value);
    if young
        && (s.is(c.end + 1, any_of!["he", "she", "i"])
            && (mark == 0 || super::reject::begins_sentence(s, mark)))
    {
        return true;
    }
    if s.sign(mark) == '(' && s.sign(c.end) == ')' && named && person(name.wrapping_sub(1)) {
        return (15.0..100.0).contains(&c.value) && s.flags & (flag::SPORT | flag::SCORE) == 0;
    }
    // `were under 18`, `people over 65`
    let people = s.is(
        name,
        any_of![
            "people",
            "those",
            "anyone",
            "children",
            "women",
            "men",
            "everyone",
            "adults",
            "is",
            "was",
            "are",
            "were",
            "residents",
            "patients",
            "voters",
            "pensioners",
            "kids",
        ],
    );
    let bare = !s.is_word(c.end) || s.has(c.end, flag::STOP | flag::BE | flag::SAY);
    if s.is(mark, any_of!["under", "over"]) && people && bare && !s.hyphen(c.end) {
        return c.unit.is_none() && ROUND_AGES.contains(&(c.value as u8)) && c.value <= 100.0;
    }
    let i_am = s.is(mark, any_of!["m"]) && matches!(s.sign(name), '\'' | '’')
        || s.is(mark, any_of!["am"]) && s.is(name, any_of!["i"])
        || s.is(mark, any_of!["turned", "turning", "turns"])
        || s.is(mark, any_of!["s", "re"])
            && matches!(s.sign(name), '\'' | '’')
            && s.is(name.wrapping_sub(1), any_of!["he", "she", "they"])
        || s.is(mark, any_of!["is", "was"]) && s.is(name, any_of!["she", "he", "who"]);
    let sure = i_am
        && (3.0..=115.0).contains(&c.value)
        && (closes || s.is(c.end, any_of!["when", "at", "now", "years", "but"]));
    sure && !s.is(c.end, any_of!["of"])
}

/// `No. 1`, `number one`, `top-20`, `ranked 5`, `T-15th`.
fn ranked(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    if s.hyphen(back) && s.is(back.wrapping_sub(1), any_of!["top"]) {
        return true;
    }
    if s.is(back, any_of!["top"])
        && s.is(back.wrapping_sub(2), any_of!["in", "into", "inside", "outside"])
        && c.value > 1.0
    {
        return true;
    }
    number_sign(s, c)
        || s.is(back, any_of!["ranked", "ranks", "seeded"])
        || s.is(back, any_of!["number"])
            && c.value <= 200.0
            && c.n.integer()
            && (c.value == 1.0 || !super::reject::counts_noun(s, c.end))
}

/// `No. 1`, `No 1`, `№ 1`, `nos. 2`.
pub(super) fn number_sign(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    let dotted =
        s.sign(back) == '.' && !s.gap(back) && s.is(back.wrapping_sub(1), any_of!["no", "nos"]);
    let bare =
        s.is(back, any_of!["no"]) && c.n.digits.is_some() && s.get(back).is_some_and(|a| a.cap);
    (dotted || bare || s.sign(back) == '№') && c.value < 1000.0
}

/// `nine times higher`, `three times as many`, `10 times the`.
fn times_more(s: &Scan<'_>, c: &Candidate) -> bool {
    if s.is(c.end, any_of!["fold"]) || s.hyphen(c.end) && s.is(c.end + 1, any_of!["fold"]) {
        return true;
    }
    if c.unit.is_none()
        && matches!(s.str(c.end), "x" | "X" | "×")
        && !s.gap(c.end)
        && s.digits(c.end + 1).is_none()
    {
        return true;
    }
    if !s.is(c.end, any_of!["times"]) {
        return false;
    }
    let next = c.end + 1;
    let text = s.str(next);
    s.is(
        next,
        any_of![
            "more", "less", "as", "the", "fewer", "that", "its", "their", "his", "greater", "what"
        ],
    ) || (text.len() > 4
        && text.ends_with("er")
        && !s.is(next, any_of!["over", "under", "after", "winner", "player", "champion", "member"]))
}

fn bond(s: &Scan<'_>, c: &Candidate) -> bool {
    let thirty_seconds =
        s.digits(c.n.first + 2).is_some_and(|d| d.value == 32.0 || d.value == 64.0);
    thirty_seconds && s.flags & flag::BOND != 0
}

/// Points of an index, of an election, of a game; grades and ratings; the rest is a count.
fn points(
    s: &Scan<'_>,
    c: &mut Candidate,
    previous: Option<&(Kind, usize)>,
) -> (Kind, &'static str) {
    let market = s.flags & flag::MARKET != 0;
    let join = usize::from(s.hyphen(c.end));
    if s.is(c.end + join, any_of!["point", "points"]) && !matches!(c.n.form, Form::Vague) {
        let game = s.flags & flag::SPORT != 0 && s.has(c.first.wrapping_sub(1), flag::SPORT);
        let index = any_of![
            "index",
            "dow",
            "nasdaq",
            "sensex",
            "nifty",
            "ftse",
            "dax",
            "nikkei",
            "stocks",
            "kospi",
            "stoxx",
            "composite",
            "hang",
        ];
        let standard =
            |i: usize| s.is(i, any_of!["s"]) && s.sign(i + 1) == '&' && s.is(i + 2, any_of!["p"]);
        let traded = market && (0..s.atoms.len().min(400)).any(|i| s.is(i, index) || standard(i));
        if traded && !game {
            c.end += join + 1;
            c.unit = Some(unit(c, "point", Dimension::Level));
            return (Kind::Measure, "index points");
        }
        let poll = any_of![
            "poll", "polls", "percent", "voters", "votes", "vote", "election", "polling", "survey",
            "approval",
        ];
        if s.flags & flag::VOTE != 0
            && (0..s.atoms.len().min(400)).any(|i| s.is(i, poll) || s.sign(i) == '%')
        {
            c.end += join + 1;
            c.unit = Some(Unit { what: What::Point, ..unit(c, "point", Dimension::Level) });
            return (Kind::Percent, "points of a poll");
        }
        // `fell 102.2 points`: games have no decimals but for averages.
        let moved = s.has(c.first.wrapping_sub(1), flag::CHANGE)
            && c.n.digits.is_some_and(|d| d.decimals > 0);
        if moved && !s.is(c.first.wrapping_sub(1), any_of!["leads", "lead"]) {
            c.end += join + 1;
            c.unit = Some(unit(c, "point", Dimension::Level));
            return (Kind::Measure, "index points");
        }
        return (Kind::Count, "points");
    }
    if let Some((code, end)) = quoted(s, c) {
        c.end = end;
        c.unit = Some(Unit { what: What::Money(code, 1.0), ..unit(c, "", Dimension::Level) });
        return (Kind::Money, "rate of exchange");
    }
    let Some(digits) = c.n.digits else { return (Kind::Count, "count") };
    let decimal = digits.decimals > 0 && c.n.scale == 1.0;
    if decimal && digits.whole >= 4 && market {
        c.unit = Some(unit(c, "point", Dimension::Level));
        return (Kind::Measure, "index level");
    }
    if decimal
        && !s.is(c.end, any_of!["per"])
        && previous.is_some_and(|(k, end)| *k == Kind::Percent && c.first.saturating_sub(*end) < 12)
        && !if s.is_word(c.end) { s.str(c.end).ends_with('s') } else { false }
    {
        c.unit = Some(Unit { what: What::Percent, ..unit(c, "percent", Dimension::Level) });
        return (Kind::Percent, "percent as before");
    }
    let scored = s.flags & flag::SCORE != 0 && digits.shape != Shape::Grouped && c.n.scale == 1.0;
    let grade = |i: usize| s.is(i, any_of!["grade", "rating", "score", "index", "gpa"]);
    let counted = s.is_word(c.end) && !s.has(c.end, flag::STOP);
    let named = (0..3).any(|k| grade(c.end + k) && !s.has(c.end, flag::STOP));
    if scored && (decimal && c.join == Join::None && !counted || named || graded(s, c)) {
        return (Kind::Score, "rating, grade or index");
    }
    (Kind::Count, "count")
}

/// `the yen ... at 108.55 per dollar`: money of the other currency that the sentence names.
fn quoted(s: &Scan<'_>, c: &Candidate) -> Option<(u16, usize)> {
    let at = if s.is(c.end, any_of!["per"]) {
        c.end + 1
    } else if s.is(c.end, any_of!["to"]) && s.is(c.end + 1, any_of!["the"]) {
        c.end + 2
    } else {
        return None;
    };
    let name = |i: usize| {
        super::tables::CURRENCY_NAMES
            .get(&s.str(i).to_ascii_lowercase())
            .filter(|(_, part)| *part == 1.0)
    };
    let (against, _) = *name(at)?;
    let own = (0..c.first)
        .rev()
        .take(40)
        .find_map(|i| name(i).filter(|(code, _)| *code != against && s.is_word(i)))?;
    Some((own.0, at + 1))
}

/// `index ... is 218`, `rating of 7`, `a grade of 8`.
fn graded(s: &Scan<'_>, c: &Candidate) -> bool {
    let back = c.first.wrapping_sub(1);
    let be =
        s.is(back, any_of!["is", "was", "of", "at", "stands", "stood", "hit", "reached", "to"]);
    let ends = !s.is_word(c.end) || s.has(c.end, flag::STOP);
    be && ends
        && (1..9).any(|k| {
            s.is(
                back.wrapping_sub(k),
                any_of!["magnitude", "rating", "index", "score", "grade", "iq", "gpa"],
            )
        })
}
