//! Days, months and years, and how they are written.

/// A day, a month or a year of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i32,
    pub(super) month: Option<u32>,
    pub(super) day: Option<u32>,
}

impl Date {
    pub(super) const fn year(year: i32) -> Self {
        Self { year, month: None, day: None }
    }

    pub(super) const fn month(year: i32, month: u32) -> Self {
        Self { year, month: Some(month), day: None }
    }

    pub(super) const fn day(year: i32, month: u32, day: u32) -> Self {
        Self { year, month: Some(month), day: Some(day) }
    }

    /// The date written `2020-09-13`, `2020-09` or `2020` at the start of `text`;
    /// `None` of a day that no calendar has.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let part = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
        let more = |at: usize| text.get(at..=at) == Some("-");
        let year = part(0, 4)? as i32;
        if !more(4) {
            return Some(Self::year(year));
        }
        let month = part(5, 7).filter(|m| (1..=12).contains(m))?;
        if !more(7) {
            return Some(Self::month(year, month));
        }
        let day = part(8, 10).filter(|d| (1..=Self::length(year, month)).contains(d))?;
        Some(Self::day(year, month, day))
    }

    /// The days of a month.
    pub(super) fn length(year: i32, month: u32) -> u32 {
        let at = Self::month(year, month);
        (at.add_months(1).number() - at.number()) as u32
    }

    /// The last day of the day, month or year, in days since 1970-01-01.
    pub(super) fn last_number(self) -> i64 {
        match (self.month, self.day) {
            (_, Some(_)) => self.number(),
            (Some(_), None) => self.add_months(1).number() - 1,
            (None, None) => Self::year(self.year + 1).number() - 1,
        }
    }

    /// Days since 1970-01-01; the first of the month or year where no day is given.
    pub(super) fn number(self) -> i64 {
        // Years from March, so that the leap day is the last.
        let (month, day) = (i64::from(self.month.unwrap_or(1)), i64::from(self.day.unwrap_or(1)));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let era = year.div_euclid(400);
        let of_era = year.rem_euclid(400);
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
    }

    /// The day `number` days after 1970-01-01.
    pub(super) fn from_number(number: i64) -> Self {
        let days = number + 719_468;
        let era = days.div_euclid(146_097);
        let of_era = days.rem_euclid(146_097);
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * of_year + 2) / 153;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self::day(year as i32, month as u32, (of_year - (153 * shifted + 2) / 5 + 1) as u32)
    }

    /// Monday is 0.
    pub(super) fn weekday(self) -> u32 {
        (self.number() + 3).rem_euclid(7) as u32
    }

    pub(super) fn add_days(self, days: i64) -> Self {
        Self::from_number(self.number() + days)
    }

    /// As many months later, to the month.
    pub(super) fn add_months(self, months: i32) -> Self {
        let at = self.year * 12 + self.month.unwrap_or(1) as i32 - 1 + months;
        Self::month(at.div_euclid(12), at.rem_euclid(12) as u32 + 1)
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
            if let Some(day) = self.day {
                write!(f, "-{day:02}")?;
            }
        }
        Ok(())
    }
}

/// From a first to a last date, each as exact as the text; `None` is open or unknown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Interval {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
}

impl Interval {
    pub(super) const fn at(date: Date) -> Self {
        Self { start: Some(date), end: Some(date) }
    }

    pub(super) const fn between(start: Date, end: Date) -> Self {
        Self { start: Some(start), end: Some(end) }
    }

    /// The end comes before the start.
    fn reversed(self) -> bool {
        self.start.zip(self.end).is_some_and(|(a, b)| a.number() > b.last_number())
    }

    /// From the date that `self` starts with to the end of `other`. Each was read as the nearest
    /// before publication: where that puts the start last, it is that of the week or year before.
    pub(super) fn through(self, other: Self) -> Self {
        let whole = Self { start: self.start, end: other.end };
        let (Some(start), Some(end)) = (whole.start, whole.end) else { return whole };
        if !whole.reversed() {
            return whole;
        }
        let gap = start.number() - end.last_number();
        let earlier = match start.month {
            Some(_) if gap < 7 && start.day.is_some() => start.add_days(-7),
            Some(_) if gap < 366 => Date { year: start.year - 1, ..start },
            _ => start,
        };
        Self { start: Some(earlier), ..whole }.ordered()
    }

    /// With the earlier date first.
    pub(super) fn ordered(self) -> Self {
        if self.reversed() { Self { start: self.end, end: self.start } } else { self }
    }
}

/// The number of a month by its English name or abbreviation.
pub(super) fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let three = word.get(..3)?;
    MONTHS.iter().position(|m| three.eq_ignore_ascii_case(m)).map(|i| i as u32 + 1)
}

/// The number of a weekday by its English name or abbreviation; Monday is 0.
pub(super) fn weekday(word: &str) -> Option<u32> {
    const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    let three = word.get(..3)?;
    DAYS.iter().position(|d| three.eq_ignore_ascii_case(d)).map(|i| i as u32)
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn days_count_both_ways() {
        for (text, number, weekday) in
            [("1970-01-01", 0, 3), ("2000-02-29", 11_016, 1), ("2022-10-07", 19_272, 4)]
        {
            let date = Date::parse(text).expect(text);
            assert_eq!(date.number(), number);
            assert_eq!(date.weekday(), weekday);
            assert_eq!(Date::from_number(number).to_string(), text);
        }
        assert_eq!(Date::parse("2020-03").expect("a month").add_months(-3).to_string(), "2019-12");
        for text in ["soon", "2024-02-30", "2023-02-29", "2024-13-01", "2024-04-00", "2024-04-"] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }
}
