//! One date or period, without the preposition before it.

use super::Reader;
use super::calendar::{Date, Interval, month, weekday};
use crate::claims::lexicon::tag::{MONTH, N, TIME, WEEKDAY};
use crate::claims::lexicon::words::Tag;

/// Words that date by themselves.
pub(super) const NOW: &[&str] = &[
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

/// A year between 1000 and 2199, in digits.
pub(super) fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten().filter(|y| (1000..2200).contains(y))
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

type Found = (usize, usize, Interval);

impl Reader<'_> {
    /// The date that the word at `at` is part of: first word, end, interval. Words before `from`
    /// are taken.
    pub(super) fn core(&self, at: usize, from: usize) -> Option<Found> {
        let word = &self.words[at];
        match word.tag {
            Tag::Number if self.clock(at) => Some((at, at + 2, Interval::default())),
            Tag::Number => self.numeric(at, from),
            Tag::Quantity => self.spell(at, from),
            _ if word.may(MONTH) && word.capital => self.monthly(at, from),
            _ if word.may(WEEKDAY) && word.capital => self.weekly(at, from),
            _ if self.is(at, NOW) => self.now(at, from),
            _ if self.is(at, &["ago"]) => self.ago(at, from),
            _ if self.is(at, &["point", "time"]) => self.point(at, from),
            _ if word.may(TIME) => self.period(at, from),
            _ => None,
        }
    }

    fn numeric(&self, at: usize, from: usize) -> Option<Found> {
        if let Some(first) = decade(self.str(at)) {
            let start = at.checked_sub(1).filter(|&b| b >= from);
            let part = start.filter(|&b| self.is(b, &["early", "late", "mid"]));
            let (low, high) = match part.map(|b| self.str(b)) {
                Some("early") => (first, first + 3),
                Some("late") => (first + 7, first + 9),
                Some(_) => (first + 4, first + 6),
                None => (first, first + 9),
            };
            let mut begin = part.unwrap_or(at);
            if begin > from && self.is(begin - 1, &["the"]) {
                begin -= 1;
            }
            return Some((begin, at + 1, Interval::between(Date::year(low), Date::year(high))));
        }
        let y = year(self.str(at))?;
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
        if let Some(w) = plain.filter(|_| at > from && self.is(at - 1, &["the", "this", "its"])) {
            return Some((at - 1, w + 1, Interval::at(Date::year(y))));
        }
        let before = at.checked_sub(1).is_some_and(|b| {
            self.is(
                b,
                &[
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
                ],
            )
        });
        // `in 2016 elections` names the elections.
        let noun = self.words.get(at + 1).is_some_and(|w| {
            w.tag == Tag::Noun
                && (w.lex == 0 || w.may(N))
                && !w.glued
                && w.lex & !(N | crate::claims::lexicon::tag::ADJ) == 0
        });
        (before && !noun).then_some((at, at + 1, Interval::at(Date::year(y))))
    }

    /// `two years ago`, `the past two years`.
    fn spell(&self, at: usize, from: usize) -> Option<Found> {
        if self.is(at + 1, &["ago"]) {
            return Some((at, at + 2, Interval::default()));
        }
        let mut first = at.checked_sub(1).filter(|&b| b >= from)?;
        if first > from && self.is(first - 1, &["the", "these"]) {
            first -= 1;
        }
        let unit =
            self.str(at).rsplit([' ', '-']).next().and_then(crate::claims::lexicon::lookup)?;
        // `the first seven months of the year`
        let of = self.is(at + 1, &["of"]);
        let whole = of
            && self.is(at + 2, &["the", "this", "last"])
            && self.words.get(at + 3).is_some_and(|w| w.may(TIME));
        let dated = of && year(self.str(at + 2)).is_some();
        let end = if whole {
            at + 4
        } else if dated {
            at + 3
        } else {
            at + 1
        };
        if end == at + 1 && self.is(at - 1, &["first"]) {
            return None;
        }
        (unit.tags & TIME != 0).then_some((first, end, Interval::default()))
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
            if self.is(end, &["-", "–"])
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
        } else if at > from && self.is(at - 1, &["last", "next", "this", "early", "late", "mid"]) {
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
        Some((first, end, self.in_month(m, found, stated, first < at && self.is(first, &["next"]))))
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
            Some(if past && !next {
                p.year
            } else if next && !past {
                p.year
            } else if next {
                p.year + 1
            } else {
                p.year - 1
            })
        };
        match (stated.or_else(nearest), days) {
            (Some(y), Some((low, high))) => {
                Interval::between(Date::day(y, m, low), Date::day(y, m, high))
            }
            (Some(y), None) => Interval::at(Date::month(y, m)),
            _ => Interval::default(),
        }
    }

    fn weekly(&self, at: usize, from: usize) -> Option<Found> {
        let d = weekday(self.str(at))?;
        let mut first = at;
        let mut future = false;
        if at > from && self.is(at - 1, &["last", "next", "this", "late", "early", "past"]) {
            first = at - 1;
            future = self.is(first, &["next"]);
        }
        let mut end = at + 1;
        if self.is(end, &["night", "morning", "afternoon", "evening"]) {
            end += 1;
        }
        let interval = self.published.map_or(Interval::default(), |p| {
            let back = i64::from((p.weekday() + 7 - d) % 7);
            let last_week = first < at && self.is(first, &["last"]) && back == 0;
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

    fn now(&self, at: usize, from: usize) -> Option<Found> {
        let shift = match self.str(at).to_ascii_lowercase().as_str() {
            "yesterday" => -1,
            "tomorrow" => 1,
            _ => 0,
        };
        let adjective = self.is(at, &["overnight", "now"])
            && self.words.get(at + 1).is_some_and(|w| w.tag == Tag::Noun && w.lex & !N == 0);
        if adjective {
            return None;
        }
        let right = at > from && self.is(at - 1, &["right"]);
        let mut end = at + 1;
        if self.is(end, &["night", "morning", "afternoon", "evening"]) {
            end += 1;
        }
        let day = self.published.map_or(Interval::default(), |p| Interval::at(p.add_days(shift)));
        Some((at - usize::from(right), end, day))
    }

    /// `a year ago`, `hours ago`, `several weeks ago`.
    fn ago(&self, at: usize, from: usize) -> Option<Found> {
        let unit = at.checked_sub(1).filter(|&b| b >= from && self.words[b].may(TIME))?;
        let mut first = unit;
        if first > from
            && self.is(first - 1, &["a", "an", "few", "several", "many", "couple", "one"])
        {
            first -= 1;
            if first > from && self.is(first - 1, &["a"]) {
                first -= 1;
            }
        }
        let one = first < unit && self.is(unit - 1, &["a", "an", "one"]);
        let interval =
            self.published.filter(|_| one).map(|p| self.shifted(p, unit, -1)).unwrap_or_default();
        Some((first, at + 1, interval))
    }

    /// `at that point`, `at the time`.
    fn point(&self, at: usize, from: usize) -> Option<Found> {
        let first = at.checked_sub(2).filter(|&b| b >= from)?;
        (self.is(first, &["at"])
            && (self.is(at - 1, &["that"]) || self.is(at - 1, &["the"]) && self.is(at, &["time"])))
        .then_some((first + 1, at + 1, Interval::default()))
    }

    /// `last week`, `the end of the year`, `those years`, `the fourteenth century`, `the day`.
    fn period(&self, at: usize, from: usize) -> Option<Found> {
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
            let the = before > from && self.is(before - 1, &["the"]);
            if self
                .words
                .get(at + 1)
                .is_some_and(|w| w.glued && w.may(crate::claims::lexicon::tag::POSSESSIVE))
            {
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
        let ordinal = ["first", "second", "third", "fourth", "final"];
        if self.is(at, &["quarter", "half"])
            && self.is(before, &ordinal)
            && before > from
            && self.is(before - 1, &["the"])
        {
            let of = self.is(at + 1, &["of"]);
            let stated = of.then(|| year(self.str(at + 2))).flatten();
            let end = if stated.is_some() { at + 3 } else { at + 1 };
            return Some((
                before - 1,
                end,
                stated.map_or(Interval::default(), |y| Interval::at(Date::year(y))),
            ));
        }
        if self.is(at + 1, &["earlier", "later", "before", "after"])
            && self.is(before, &["a", "an", "one"])
        {
            let n = if self.is(at + 1, &["earlier", "before"]) { -1 } else { 1 };
            let clause = self.is(at + 1, &["before", "after"])
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
        if let Some(first) = self.century(at, before) {
            return Some(first);
        }
        if self.is(before, &["that", "those", "these", "same"]) {
            let the = self.is(before, &["same"]) && before > from && self.is(before - 1, &["the"]);
            return Some((before - usize::from(the), at + 1, Interval::default()));
        }
        if self.is(before, &["the"]) {
            let first = self.ended(before, from);
            let day = before > from
                && (self.is(before - 1, &["in", "on"])
                    && (self.is(at, &["day"])
                        || before > 1
                            && self.is(before - 2, &["earlier", "later", "early", "late"])));
            return (first < before || day).then_some((first, at + 1, Interval::default()));
        }
        None
    }

    /// Takes in `the end of` before `first`.
    fn ended(&self, first: usize, from: usize) -> usize {
        let ends = first >= from + 3
            && self.is(first - 1, &["of"])
            && self.is(first - 2, &["end", "beginning", "start", "middle", "turn", "rest"])
            && self.is(first - 3, &["the"]);
        if ends { first - 3 } else { first }
    }

    fn century(&self, at: usize, before: usize) -> Option<Found> {
        if !self.is(at, &["century"]) || !self.is(before.checked_sub(1)?, &["the", "early", "late"])
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
    fn season(&self, at: usize, year: i32) -> Option<Interval> {
        let first = match self.str(at).to_ascii_lowercase().as_str() {
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

    /// The week, month, year ... `n` after that of `p`.
    fn shifted(&self, p: Date, unit: usize, n: i32) -> Interval {
        let word = self.str(unit).to_ascii_lowercase();
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
            _ => self.season(unit, p.year + n).unwrap_or_default(),
        }
    }
}
