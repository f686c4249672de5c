//! Dates told from the day of publication or of another event: `last week`, `a year ago`.

use super::Reader;
use super::calendar::{Date, Interval};
use super::grammar::{Found, year};
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::{N, POSSESSIVE, TIME};
use crate::claims::lexicon::words::Tag;

impl Reader<'_> {
    pub(super) fn now(&self, at: usize, from: usize) -> Option<Found> {
        let shift = match self.str(at).to_ascii_lowercase().as_str() {
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => 0,
        };
        let adjective = self.is(at, any_of!["overnight", "now"])
            && self.words.get(at + 1).is_some_and(|w| w.tag == Tag::Noun && w.lex & !N == 0);
        if adjective {
            return None;
        }
        let right = at > from && self.is(at - 1, any_of!["right"]);
        let mut end = at + 1;
        if self.is(end, any_of!["night", "morning", "afternoon", "evening"]) {
            end += 1;
        }
        let day = self.published.map_or(Interval::default(), |p| Interval::at(p.add_days(shift)));
        Some((at - usize::from(right), end, day))
    }

    /// `a year ago`, `hours ago`, `several weeks ago`.
    pub(super) fn ago(&self, at: usize, from: usize) -> Option<Found> {
        let unit = at.checked_sub(1).filter(|&b| b >= from && self.words[b].may(TIME))?;
        let mut first = unit;
        if first > from
            && self.is(first - 1, any_of!["a", "an", "few", "several", "many", "couple", "one"])
        {
            first -= 1;
            if first > from && self.is(first - 1, any_of!["a"]) {
                first -= 1;
            }
        }
        let one = first < unit && self.is(unit - 1, any_of!["a", "an", "one"]);
        let interval = self
            .published
            .filter(|_| one)
            .map(|p| self.back(p, self.str(unit), 1))
            .unwrap_or_default();
        Some((first, at + 1, interval))
    }

    /// `at that point`, `at the time`.
    pub(super) fn point(&self, at: usize, from: usize) -> Option<Found> {
        let first = at.checked_sub(2).filter(|&b| b >= from)?;
        (self.is(first, any_of!["at"])
            && (self.is(at - 1, any_of!["that"])
                || self.is(at - 1, any_of!["the"]) && self.is(at, any_of!["time"])))
        .then_some((first + 1, at + 1, Interval::default()))
    }

    /// `last week`, `the end of the year`, `those years`, `the fourteenth century`, `the day`.
    pub(super) fn period(&self, at: usize, from: usize) -> Option<Found> {
        let before = at.checked_sub(1).filter(|&b| b >= from)?;
        let shift = match self.str(before).to_ascii_lowercase().as_str() {
            "last" | "past" | "previous" => Some(-1),
            "next" | "coming" | "following" => Some(1),
            "this" | "current" => Some(0),
            _ => None,
        };
        if let Some(year) = self
            .words
            .get(at + 1)
            .filter(|w| w.tag == Tag::Number)
            .and_then(|_| year(self.str(at + 1)))
        {
            return Some((
                at,
                at + 2,
                self.season(at, year).unwrap_or(Interval::at(Date::year(year))),
            ));
        }
        if let Some(n) = shift {
            let the = before > from && self.is(before - 1, any_of!["the"]);
            if self.words.get(at + 1).is_some_and(|w| w.glued && w.may(POSSESSIVE)) {
                return None;
            }
            let first = self.ended(before - usize::from(the), from);
            let interval = self.published.map_or(Interval::default(), |p| self.shifted(p, at, n));
            return Some((
                first,
                at + 1,
                if first + 1 < before { Interval { start: None, ..interval } } else { interval },
            ));
        }
        if let Some(found) = self.quarter(at, before, from).or_else(|| self.apart(at, before)) {
            return Some(found);
        }
        if let Some(first) = self.century(at, before) {
            return Some(first);
        }
        if self.is(before, any_of!["that", "those", "these", "same"]) {
            let the = self.is(before, any_of!["same"])
                && before > from
                && self.is(before - 1, any_of!["the"]);
            return Some((before - usize::from(the), at + 1, Interval::default()));
        }
        self.definite(at, before, from)
    }

    /// `over the weekend`, `the end of the year`, `on the day`.
    fn definite(&self, at: usize, the: usize, from: usize) -> Option<Found> {
        if !self.is(the, any_of!["the"]) {
            return None;
        }
        if self.is(at, any_of!["weekend"]) && the > from && self.is(the - 1, WEEKENDS) {
            let days = self.published.map(|p| {
                let sunday = p.add_days(-i64::from((p.weekday() + 1) % 7));
                Interval::between(sunday.add_days(-1), sunday)
            });
            return Some((the, at + 1, days.unwrap_or_default()));
        }
        let first = self.ended(the, from);
        let this = self.published.filter(|_| first < the && self.is(at, any_of!["year"]));
        if let Some(p) = this {
            return Some((first, at + 1, Interval::at(Date::year(p.year))));
        }
        let day = the > from
            && (self.is(the - 1, any_of!["in", "on"])
                && (self.is(at, any_of!["day"])
                    || the > 1 && self.is(the - 2, any_of!["earlier", "later", "early", "late"])));
        (first < the || day).then_some((first, at + 1, Interval::default()))
    }

    /// `the third quarter`, `the first half of 2019`.
    fn quarter(&self, at: usize, before: usize, from: usize) -> Option<Found> {
        let ordinal = any_of!["first", "second", "third", "fourth", "final"];
        if self.is(at, any_of!["quarter", "half"])
            && self.is(before, ordinal)
            && before > from
            && self.is(before - 1, any_of!["the"])
        {
            let of = self.is(at + 1, any_of!["of"]);
            let stated = of.then(|| year(self.str(at + 2))).flatten();
            let end = if stated.is_some() { at + 3 } else { at + 1 };
            return Some((
                before - 1,
                end,
                stated.map_or(Interval::default(), |y| self.part(at, before, y)),
            ));
        }
        None
    }

    /// The months of a quarter or half (at `at`) of a year, by its ordinal.
    pub(super) fn part(&self, at: usize, ordinal: usize, year: i32) -> Interval {
        let (months, parts) = if self.is(at, any_of!["half"]) { (6, 2) } else { (3, 4) };
        let nth = any_of!["first", "second", "third", "fourth"]
            .iter()
            .position(|o| self.is(ordinal, &[*o]));
        let nth = nth.map_or(parts - 1, |n| n as u32);
        if nth >= parts {
            return Interval::at(Date::year(year));
        }
        let first = nth * months + 1;
        Interval::between(Date::month(year, first), Date::month(year, first + months - 1))
    }

    /// `a year earlier`, `a month before`.
    fn apart(&self, at: usize, before: usize) -> Option<Found> {
        if self.is(at + 1, any_of!["earlier", "later", "before", "after"])
            && self.is(before, any_of!["a", "an", "one"])
        {
            let n = if self.is(at + 1, any_of!["earlier", "before"]) { -1 } else { 1 };
            let clause = self.is(at + 1, any_of!["before", "after"])
                && self
                    .words
                    .get(at + 2)
                    .is_some_and(|w| w.tag != Tag::Stop && w.tag != Tag::Comma);
            let interval = self
                .published
                .filter(|_| n < 0)
                .map_or(Interval::default(), |p| self.shifted(p, at, n));
            return (!clause).then_some((before, at + 2, interval));
        }
        None
    }

    /// Takes in `the end of` before `first`.
    fn ended(&self, first: usize, from: usize) -> usize {
        let ends = first >= from + 3
            && self.is(first - 1, any_of!["of"])
            && self.is(first - 2, any_of!["end", "beginning", "start", "middle", "turn", "rest"])
            && self.is(first - 3, any_of!["the"]);
        if ends { first - 3 } else { first }
    }

    fn century(&self, at: usize, before: usize) -> Option<Found> {
        if !self.is(at, any_of!["century"])
            || !self.is(before.checked_sub(1)?, any_of!["the", "early", "late"])
        {
            return None;
        }
        const NAMES: [&str; 21] = [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
            "twenty-first",
        ];
        let word = self.str(before);
        let number = NAMES.iter().position(|n| word.eq_ignore_ascii_case(n)).map(|i| i as i32 + 1);
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i32>().ok();
        let n = number.or(digits).filter(|n| (1..=21).contains(n))?;
        Some((before - 1, at + 1, Interval::between(Date::year(n * 100 - 99), Date::year(n * 100))))
    }

    /// Three months of a year.
    pub(super) fn season(&self, at: usize, year: i32) -> Option<Interval> {
        season_of(&self.str(at).to_ascii_lowercase(), year)
    }

    /// The day, week, month or year that was `n` of `unit` before `p`.
    pub(super) fn back(&self, p: Date, unit: &str, n: i32) -> Interval {
        match unit.to_ascii_lowercase().trim_end_matches('s') {
            "decade" => Interval::at(Date::year(p.year - 10 * n)),
            "century" => Interval::at(Date::year(p.year - 100 * n)),
            "fortnight" => self.moved(p, "week", -2 * n),
            unit => self.moved(p, unit, -n),
        }
    }

    fn shifted(&self, p: Date, unit: usize, n: i32) -> Interval {
        self.moved(p, self.str(unit), n)
    }

    /// The week, month, year ... `n` after that of `p`.
    fn moved(&self, p: Date, unit: &str, n: i32) -> Interval {
        let word = unit.to_ascii_lowercase();
        match word.trim_end_matches('s') {
            "day" => Interval::at(p.add_days(i64::from(n))),
            "night" | "morning" | "afternoon" | "evening" => {
                Interval::at(p.add_days(i64::from(n.min(0))))
            }
            "week" | "weekend" => {
                let monday = p.add_days(i64::from(n) * 7 - i64::from(p.weekday()));
                let from = if word.starts_with("weekend") { 5 } else { 0 };
                Interval::between(monday.add_days(from), monday.add_days(6))
            }
            "month" => Interval::at(p.add_months(n)),
            "quarter" => {
                let quarter = p.add_months(n * 3);
                let first = quarter.month.map_or(1, |m| (m - 1) / 3 * 3 + 1);
                Interval::between(
                    Date::month(quarter.year, first),
                    Date::month(quarter.year, first + 2),
                )
            }
            "year" => Interval::at(Date::year(p.year + n)),
            "decade" => {
                let first = (p.year.div_euclid(10) + n) * 10;
                Interval::between(Date::year(first), Date::year(first + 9))
            }
            "century" => {
                let first = (p.year.div_euclid(100) + n) * 100;
                Interval::between(Date::year(first + 1), Date::year(first + 100))
            }
            season => season_of(season, p.year + n).unwrap_or_default(),
        }
    }
}

/// What stands before a weekend that has passed.
const WEEKENDS: &[Key] = any_of!["over", "during", "at", "on"];

fn season_of(word: &str, year: i32) -> Option<Interval> {
    let first = match word {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => {
            return Some(Interval::between(Date::month(year, 12), Date::month(year + 1, 2)));
        }
        _ => return None,
    };
    Some(Interval::between(Date::month(year, first), Date::month(year, first + 2)))
}
