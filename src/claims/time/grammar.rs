//! One date or period, without the preposition before it.

use super::Reader;
use super::calendar::{Date, Interval, month, weekday};
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::{MONTH, N, TIME, WEEKDAY};
use crate::claims::lexicon::words::Tag;

/// Words that date by themselves.
pub(super) const NOW: &[Key] = any_of![
    "today",
    "yesterday",
    "tomorrow",
    "tonight",
    "now",
    "currently",
    "nowadays",
    "overnight",
    "presently",
];

/// Words after which four digits are a year.
const DATED: &[Key] = any_of![
    "in",
    "since",
    "by",
    "during",
    "from",
    "until",
    "till",
    "before",
    "after",
    "around",
    "through",
    "throughout",
    "between",
    "to",
    "and",
    "of",
];

/// A year between 1000 and 2199, in digits.
pub(super) fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten().filter(|y| (1000..2200).contains(y))
}

/// The year of `mid-2023`.
pub(super) fn part_of_year(word: &str) -> Option<i32> {
    let (part, of) = word.split_once('-')?;
    ["mid", "early", "late"].contains(&part.to_ascii_lowercase().as_str()).then(|| year(of))?
}

/// The years of `2018-19`.
pub(super) fn years(word: &str) -> Option<(i32, i32)> {
    let (first, last) = word.split_once(['-', '–', '/'])?;
    let first = year(first)?;
    let short = last.len() == 2 && last.bytes().all(|b| b.is_ascii_digit());
    let last = if short { first - first % 100 + last.parse::<i32>().ok()? } else { year(last)? };
    (first < last && last - first < 100).then_some((first, last))
}

/// The first year of `1990s`, `'90s`.
pub(super) fn decade(word: &str) -> Option<i32> {
    let digits = word.strip_suffix('s')?.trim_start_matches(['\'', '’']);
    let digits = digits.trim_end_matches(['\'', '’']);
    match digits.len() {
        4 => year(digits).filter(|y| y % 10 == 0),
        2 => digits.parse::<i32>().ok().filter(|y| y % 10 == 0 && *y >= 20).map(|y| 1900 + y),
        _ => None,
    }
}

/// The days of a month: `13`, `13th`, `13-14`.
fn days(word: &str) -> Option<(u32, u32)> {
    let (first, last) = word.split_once(['-', '–']).unwrap_or((word, word));
    Some((day(first)?, day(last)?))
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let tail = &word[digits.len()..];
    let ordinal = ["", "st", "nd", "rd", "th"].contains(&tail);
    digits.parse().ok().filter(|d| (1..=31).contains(d) && ordinal && digits.len() < 3)
}

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];

pub(super) type Found = (usize, usize, Interval);

impl Reader<'_> {
    /// The date that the word at `at` is part of: first word, end, interval. Words before `from`
    /// are taken.
    pub(super) fn core(&self, at: usize, from: usize) -> Option<Found> {
        let word = &self.words[at];
        match word.tag {
            Tag::Noun | Tag::Number if let Some(y) = part_of_year(self.str(at)) => {
                Some((at, at + 1, Interval::at(Date::year(y))))
            }
            Tag::Number if self.clock(at) => Some((at, at + 2, Interval::default())),
            Tag::Number => self.numeric(at, from),
            Tag::Quantity => self.spell(at, from),
            _ if word.may(MONTH) && word.capital => self.monthly(at, from),
            _ if word.may(WEEKDAY) && word.capital => self.weekly(at, from),
            _ if self.is(at, NOW) => self.now(at, from),
            _ if self.is(at, any_of!["ago"]) => self.ago(at, from),
            _ if self.is(at, any_of!["point", "time"]) => self.point(at, from),
            _ if word.may(TIME) => self.period(at, from),
            _ => None,
        }
    }

    fn numeric(&self, at: usize, from: usize) -> Option<Found> {
        if let Some(first) = decade(self.str(at)) {
            return Some(self.decade(at, from, first));
        }
        let (first, last) = years(self.str(at)).or(year(self.str(at)).map(|y| (y, y)))?;
        // `the winter of 2018-19`
        let of = at.checked_sub(2).filter(|&b| b >= from && self.is(b + 1, any_of!["of"]));
        if let Some((b, months)) = of.and_then(|b| Some((b, self.season(b, first)?))) {
            let the = b > from && self.is(b - 1, any_of!["the"]);
            return Some((b - usize::from(the), at + 1, months));
        }
        if first < last {
            let dated = at > from && self.is(at - 1, DATED);
            let years = Interval::between(Date::year(first), Date::year(last));
            return dated.then_some((at, at + 1, years));
        }
        let y = first;
        let season = at
            .checked_sub(1)
            .filter(|&b| b >= from && self.words[b].may(TIME) && self.words[b].tag == Tag::Noun);
        if let Some(b) = season {
            return Some((b, at + 1, self.season(b, y).unwrap_or(Interval::at(Date::year(y)))));
        }
        // `the 2018 flu season`
        let named = (at + 1..at + 4)
            .find(|&w| self.words.get(w).is_some_and(|x| x.tag == Tag::Noun && x.may(TIME)));
        let plain = named.filter(|&w| {
            (at + 1..w).all(|x| {
                let word = &self.words[x];
                word.tag == Tag::Noun && (word.lex == 0 && !word.capital || word.may(N))
            })
        });
        if let Some(w) =
            plain.filter(|_| at > from && self.is(at - 1, any_of!["the", "this", "its"]))
        {
            return Some((at - 1, w + 1, Interval::at(Date::year(y))));
        }
        // `mid 2023`, `fiscal 2020`
        let part = at.checked_sub(1).filter(|&b| b >= from);
        if let Some(b) = part.filter(|&b| self.is(b, any_of!["mid", "fiscal"])) {
            return Some((b, at + 1, Interval::at(Date::year(y))));
        }
        let before = at.checked_sub(1).is_some_and(|b| self.is(b, DATED));
        // `in 2016 elections` names the elections.
        let noun = self.words.get(at + 1).is_some_and(|w| {
            w.tag == Tag::Noun
                && (w.lex == 0 || w.may(N))
                && !w.glued
                && w.lex & !(N | crate::claims::lexicon::tag::ADJ) == 0
        });
        (before && !noun).then_some((at, at + 1, Interval::at(Date::year(y))))
    }

    /// `the early 1990s`.
    fn decade(&self, at: usize, from: usize, first: i32) -> Found {
        let start = at.checked_sub(1).filter(|&b| b >= from);
        let part = start.filter(|&b| self.is(b, any_of!["early", "late", "mid"]));
        let (low, high) = match part.map(|b| self.str(b)) {
            Some("early") => (first, first + 3),
            Some("late") => (first + 7, first + 9),
            Some(_) => (first + 4, first + 6),
            None => (first, first + 9),
        };
        let mut begin = part.unwrap_or(at);
        if begin > from && self.is(begin - 1, any_of!["the"]) {
            begin -= 1;
        }
        (begin, at + 1, Interval::between(Date::year(low), Date::year(high)))
    }

    /// `two years ago`, `the past two years`.
    fn spell(&self, at: usize, from: usize) -> Option<Found> {
        // `$900 million a year ago` is an amount, then a time.
        if self.str(at).contains(['$', '£', '€', '¥', '%']) {
            return None;
        }
        if self.is(at + 1, any_of!["ago"]) {
            let told = self.published.zip(self.counted(at));
            let then = told.map(|(p, (n, unit))| self.back(p, unit, n));
            return Some((at, at + 2, then.unwrap_or_default()));
        }
        let mut first = at.checked_sub(1).filter(|&b| b >= from)?;
        if first > from && self.is(first - 1, any_of!["the", "these"]) {
            first -= 1;
        }
        let unit =
            self.str(at).rsplit([' ', '-']).next().and_then(crate::claims::lexicon::lookup)?;
        // `the first seven months of the year`
        let of = self.is(at + 1, any_of!["of"]);
        let whole = of
            && self.is(at + 2, any_of!["the", "this", "last"])
            && self.words.get(at + 3).is_some_and(|w| w.may(TIME));
        let dated = of && year(self.str(at + 2)).is_some();
        let end = if whole {
            at + 4
        } else if dated {
            at + 3
        } else {
            at + 1
        };
        if end == at + 1 && self.is(at - 1, any_of!["first"]) {
            return None;
        }
        let opening = self
            .is(at - 1, any_of!["first"])
            .then(|| self.opening_months(at, if dated { year(self.str(at + 2)) } else { None }))
            .flatten();
        (unit.tags & TIME != 0).then_some((first, end, opening.unwrap_or_default()))
    }

    /// A number of at most twelve and its unit: `two years`.
    fn counted(&self, at: usize) -> Option<(i32, &str)> {
        let (number, unit) = self.str(at).split_once([' ', '-'])?;
        let spelled = NUMBERS.iter().position(|n| number.eq_ignore_ascii_case(n));
        let n = number.parse().ok().or(spelled.map(|i| i as i32 + 1))?;
        Some((n, unit)).filter(|(n, unit)| (1..=100).contains(n) && !unit.contains(' '))
    }

    /// `the first nine months of 2021`
    fn opening_months(&self, at: usize, year: Option<i32>) -> Option<Interval> {
        let (n, unit) = self.counted(at)?;
        let months = n as u32 * if unit.starts_with("quarter") { 3 } else { 1 };
        let year = year.or(self
            .published
            .map(|p| p.year)
            .filter(|_| self.is(at + 2, any_of!["the", "this"])))?;
        let fits = matches!(unit, "months" | "quarters") && months <= 12;
        fits.then(|| Interval::between(Date::month(year, 1), Date::month(year, months)))
    }

    fn monthly(&self, at: usize, from: usize) -> Option<Found> {
        let m = month(self.str(at))?;
        let mut end = at + 1;
        let short = self.words[at].span.end - self.words[at].span.start <= 4;
        let dot = short && self.str(end) == "." && self.words[end].glued;
        if dot && self.words.get(end + 1).is_some_and(|w| !w.capital) {
            end += 1;
        }
        let mut first = at;
        let mut found = None;
        let dated =
            self.words.get(end).filter(|w| w.tag == Tag::Number).and_then(|_| days(self.str(end)));
        if let Some((low, high)) = dated {
            end += 1;
            found = Some((low, high));
            if self.is(end, any_of!["-", "–"])
                && let Some((high, _)) = days(self.str(end + 1))
            {
                found = Some((low, high));
                end += 2;
            }
        } else if let Some(b) =
            at.checked_sub(1).filter(|&b| b >= from && self.words[b].tag == Tag::Number)
            && let Some(range) = days(self.str(b))
        {
            found = Some(range);
            first = b;
        } else if at > from
            && self.is(at - 1, any_of!["last", "next", "this", "early", "late", "mid"])
        {
            first = at - 1;
        }
        let comma = usize::from(self.str(end) == ",");
        let stated = self
            .words
            .get(end + comma)
            .filter(|w| w.tag == Tag::Number)
            .and_then(|_| year(self.str(end + comma)));
        if stated.is_some() {
            end += comma + 1;
        }
        Some((
            first,
            end,
            self.in_month(m, found, stated, first < at && self.is(first, any_of!["next"])),
        ))
    }

    /// The days of a month; its year the stated one, or the one that puts it nearest before the
    /// day of publication.
    fn in_month(
        &self,
        m: u32,
        days: Option<(u32, u32)>,
        stated: Option<i32>,
        next: bool,
    ) -> Interval {
        let nearest = || {
            let p = self.published?;
            let past = (m, days.map_or(1, |d| d.0)) <= (p.month.unwrap_or(12), p.day.unwrap_or(31));
            Some(match (past, next) {
                (true, false) | (false, true) => p.year,
                (true, true) => p.year + 1,
                (false, false) => p.year - 1,
            })
        };
        match (stated.or_else(nearest), days) {
            (Some(y), Some((low, high))) if low.max(high) <= Date::length(y, m) => {
                Interval::between(Date::day(y, m, low), Date::day(y, m, high))
            }
            (Some(y), _) => Interval::at(Date::month(y, m)),
            _ => Interval::default(),
        }
    }

    fn weekly(&self, at: usize, from: usize) -> Option<Found> {
        let d = weekday(self.str(at))?;
        let mut first = at;
        let mut future = false;
        if at > from && self.is(at - 1, any_of!["last", "next", "this", "late", "early", "past"]) {
            first = at - 1;
            future = self.is(first, any_of!["next"]);
        }
        let mut end = at + 1;
        if self.is(end, any_of!["night", "morning", "afternoon", "evening"]) {
            end += 1;
        }
        let interval = self.published.map_or(Interval::default(), |p| {
            let back = i64::from((p.weekday() + 7 - d) % 7);
            let last_week = first < at && self.is(first, any_of!["last"]) && back == 0;
            let days = if future {
                7 - back
            } else if last_week {
                -7
            } else {
                -back
            };
            Interval::at(p.add_days(days))
        });
        // `Tuesday, September 13`
        let comma = usize::from(self.str(end) == ",");
        if self.words.get(end + comma).is_some_and(|w| w.may(MONTH) && w.capital)
            && let Some((_, stop, exact)) = self.monthly(end + comma, end + comma)
        {
            return Some((first, stop, exact));
        }
        Some((first, end, interval))
    }
}
