//! Points, grades and index levels: numbers whose kind the sentence around them tells.

use super::candidate::Candidate;
use super::digits::Shape;
use super::join::Join;
use super::kind::unit;
use super::lex::Scan;
use super::numeral::Form;
use super::tables::{Dimension, flag, list};
use super::unit::{Unit, What};
use crate::claims::Kind;
use crate::claims::key::any_of;

/// Points of an index, of an election, of a game; grades and ratings; the rest is a count.
pub(super) fn points(
    s: &Scan<'_>,
    c: &mut Candidate,
    previous: Option<&(Kind, usize)>,
) -> (Kind, &'static str) {
    let market = s.flags & flag::MARKET != 0;
    let join = usize::from(s.hyphen(c.end));
    if s.is(c.end + join, any_of!["point", "points"]) && !matches!(c.n.form, Form::Vague) {
        return pointed(s, c, join);
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
    // `fell 45 points, or 0.6 percent, to 7,230`
    let level = digits.whole >= 4 && c.n.scale == 1.0 && !s.is_word(c.end);
    let moved = s.is(c.first.wrapping_sub(1), any_of!["to", "at"])
        && (0..c.first).any(|i| s.is(i, any_of!["points"]));
    if market && level && moved {
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

/// What `points` are: of an index, of a poll, or of a game.
fn pointed(s: &Scan<'_>, c: &mut Candidate, join: usize) -> (Kind, &'static str) {
    let market = s.flags & flag::MARKET != 0;
    let game = s.flags & flag::SPORT != 0 && s.has(c.first.wrapping_sub(1), flag::SPORT);
    let standard =
        |i: usize| s.is(i, any_of!["s"]) && s.sign(i + 1) == '&' && s.is(i + 2, any_of!["p"]);
    let traded = market && (0..s.atoms.len().min(400)).any(|i| s.is(i, list::INDEX) || standard(i));
    if traded && !game {
        c.end += join + 1;
        c.unit = Some(unit(c, "point", Dimension::Level));
        return (Kind::Measure, "index points");
    }
    if s.flags & flag::VOTE != 0
        && !s.is(c.first.wrapping_sub(1), list::SCORED)
        && (0..s.atoms.len().min(400)).any(|i| s.is(i, list::POLL) || s.sign(i) == '%')
    {
        c.end += join + 1;
        c.unit = Some(Unit { what: What::Point, ..unit(c, "point", Dimension::Level) });
        return (Kind::Percent, "points of a poll");
    }
    // `fell 102.2 points`: games have no decimals but for averages.
    let moved =
        s.has(c.first.wrapping_sub(1), flag::CHANGE) && c.n.digits.is_some_and(|d| d.decimals > 0);
    if moved && !s.is(c.first.wrapping_sub(1), any_of!["leads", "lead"]) {
        c.end += join + 1;
        c.unit = Some(unit(c, "point", Dimension::Level));
        return (Kind::Measure, "index points");
    }
    (Kind::Count, "points")
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
