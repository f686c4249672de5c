//! A day.

use std::fmt;

/// No page is older; a smaller number is not a year.
const FIRST_YEAR: u32 = 1990;
const LAST_YEAR: u32 = 2050;
/// What the Thai solar calendar is ahead.
const BUDDHIST: u32 = 543;

/// A day of the Gregorian calendar; ordered by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Day {
    pub(super) year: u32,
    month: u32,
    day: u32,
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Day {
    /// The day, where there is one and a page can be of it. Years of the Thai calendar are turned
    /// to ours.
    pub(super) fn new(year: u32, month: u32, day: u32) -> Option<Self> {
        let year = match year {
            y if (FIRST_YEAR + BUDDHIST..=LAST_YEAR + BUDDHIST).contains(&y) => y - BUDDHIST,
            y => y,
        };
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        let right = (FIRST_YEAR..=LAST_YEAR).contains(&year) && (1..=last).contains(&day);
        right.then_some(Self { year, month, day })
    }

    /// Whether `other` is the day before or after.
    pub(super) fn is_next_to(self, other: Self) -> bool {
        let follows = |a: Self, b: Self| {
            Self::new(a.year, a.month, a.day + 1)
                .or_else(|| Self::new(a.year, a.month + 1, 1))
                .or_else(|| Self::new(a.year + 1, 1, 1))
                == Some(b)
        };
        follows(self, other) || follows(other, self)
    }

    /// The day of a count of seconds (or milliseconds) since 1970, in UTC.
    pub(super) fn from_unix(seconds: u64) -> Option<Self> {
        let seconds = if seconds > 100_000_000_000 { seconds / 1000 } else { seconds };
        // Civil-from-days on the proleptic calendar with years that begin in March.
        let days = seconds / 86_400 + 719_468;
        let (era, of_era) = (days / 146_097, days % 146_097);
        let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year + year / 4 - year / 100);
        let shifted = (5 * of_year + 2) / 153;
        let day = of_year - (153 * shifted + 2) / 5 + 1;
        let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
        let year = era * 400 + year + u64::from(month <= 2);
        Self::new(u32::try_from(year).ok()?, month as u32, day as u32)
    }
}
