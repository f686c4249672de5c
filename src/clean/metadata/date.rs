//! Dates as pages write them, in some forty languages, to ISO 8601.

use super::day::Day;
use super::tables::MONTHS;

/// Dates are looked for in this many bytes of a text: a date line is short.
const MAX_TEXT: usize = 400;

/// One piece of a text that may be part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    /// A number: value, digits, and the character right before it (blank where there is none).
    Number {
        value: u32,
        digits: u8,
        before: char,
    },
    Month(u32),
    /// A word that may stand inside a date: `de`, `of`, `th`.
    Filler,
    /// Anything else: no date runs across it.
    Break,
}

/// The first full date that `text` states. `lang` settles what is ambiguous: month names,
/// and `month_first` the order of `5/6/2020`.
///
/// Reads at most the first 400 bytes.
pub(super) fn find(text: &str, lang: Option<&str>, month_first: bool) -> Option<Day> {
    let text = head(text.trim());
    let pieces = pieces(text, lang);
    (0..pieces.len()).find_map(|i| date_at(&pieces[i..], month_first))
}

/// The date of a machine-written value: as [`find`], or a count of seconds since 1970.
pub(super) fn value(text: &str, lang: Option<&str>) -> Option<Day> {
    let text = head(text.trim());
    let unix = || (text.len() == 10 || text.len() == 13).then(|| text.parse().ok()).flatten();
    if let Some(seconds) = unix().filter(|_| !text.starts_with("20"))
        && let Some(day) = Day::from_unix(seconds)
    {
        return Some(day);
    }
    find(text, lang, lang.is_some_and(|l| l.eq_ignore_ascii_case("en-us")))
}

/// The day that the path of an address names: `/2022/10/05/`, `/2022/oct/5/`, `-20221005`.
pub(super) fn in_url(url: &str) -> Option<Day> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = head(path.split(['?', '#']).next()?.split_once('/')?.1);
    let mut parts = [""; 3];
    for part in path.split(['/', '-', '_', '.']) {
        parts.rotate_left(1);
        parts[2] = part;
        if part.len() == 8
            && let Some(day) = value(part, None).filter(|_| part.starts_with(['1', '2']))
        {
            return Some(day);
        }
        let [year, named, day] = parts;
        if year.len() != 4 || !(1..=2).contains(&day.len()) {
            continue;
        }
        let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
        let month = number(named).or_else(|| month(&named.to_ascii_lowercase(), Some("en")));
        if let (Ok(year), Some(month), Some(day)) = (year.parse(), month, number(day))
            && let Some(day) = Day::new(year, month, day)
        {
            return Some(day);
        }
    }
    None
}

fn head(text: &str) -> &str {
    // A character has at most four bytes.
    let cut = || (MAX_TEXT - 3..=MAX_TEXT).rev().find_map(|end| text.get(..end));
    if text.len() <= MAX_TEXT { text } else { cut().unwrap_or("") }
}

fn pieces(text: &str, lang: Option<&str>) -> Vec<Piece> {
    let mut found = Vec::with_capacity(16);
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let digit = c.is_numeric() && digit_of(c).is_some();
        let len = if digit {
            rest.find(|c| digit_of(c).is_none()).unwrap_or(rest.len())
        } else if in_word(c) {
            rest.find(|c: char| !in_word(c)).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let run = &rest[..len];
        if digit {
            let digits = run.chars().count().min(20) as u8;
            let value = run.chars().filter_map(digit_of).take(8).fold(0, |n, d| n * 10 + d);
            found.push(Piece::Number { value, digits, before });
        } else if c.is_alphabetic() {
            found.push(word(run, lang));
        } else if !(c.is_whitespace() || "./-,–—'’()|:٬،\u{200e}\u{200f}".contains(c)) {
            found.push(Piece::Break);
        }
        before = run.chars().next_back().unwrap_or(' ');
        rest = &rest[len..];
    }
    found
}

/// Letters and what is written over or inside them; ideographs stand alone.
fn in_word(c: char) -> bool {
    (c.is_alphabetic() && !matches!(c, '年' | '月' | '日' | '년' | '월' | '일'))
        || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}' | '\u{e31}'..='\u{e4e}')
}

fn digit_of(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '٠'..='٩' => Some(c as u32 - '٠' as u32),
        '۰'..='۹' => Some(c as u32 - '۰' as u32),
        '०'..='९' => Some(c as u32 - '०' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn word(run: &str, lang: Option<&str>) -> Piece {
    if run.len() > 40 {
        return Piece::Break;
    }
    let lower = run.to_lowercase();
    if let Some(month) = month(&lower, lang) {
        return Piece::Month(month);
    }
    // `T` and the zone letters stand in ISO 8601; the others between day, month and year.
    const FILLERS: &[&str] = &[
        "a",
        "d",
        "da",
        "das",
        "de",
        "del",
        "den",
        "der",
        "di",
        "do",
        "e",
        "er",
        "g",
        "km",
        "la",
        "le",
        "nd",
        "năm",
        "o",
        "of",
        "r",
        "rd",
        "st",
        "t",
        "th",
        "the",
        "tháng",
        "y",
        "год",
        "года",
        "г",
        "р",
        "року",
        "年",
        "月",
        "日",
        "년",
        "월",
        "일",
        "พ",
        "ศ",
        "ที่",
    ];
    if FILLERS.contains(&lower.as_str()) { Piece::Filler } else { Piece::Break }
}

/// Whether a word, in lower case, is the name of a month.
pub(super) fn is_month(lower: &str) -> bool {
    month(lower, None).is_some()
}

fn month(lower: &str, lang: Option<&str>) -> Option<u32> {
    let first = MONTHS.partition_point(|&(form, ..)| form < lower);
    let same = || MONTHS[first..].iter().take_while(|&&(form, ..)| form == lower);
    let primary = lang.map(|l| l.split(['-', '_']).next().unwrap_or(l));
    let own = primary.and_then(|p| same().find(|(_, _, langs)| langs.split(' ').any(|l| l == p)));
    own.or_else(|| same().next()).map(|&(_, month, _)| u32::from(month))
}

/// The date that begins with the first of `pieces`.
fn date_at(pieces: &[Piece], month_first: bool) -> Option<Day> {
    use Piece::{Break, Filler, Month, Number};
    if let Number { value, digits: 8, .. } = pieces[0] {
        return Day::new(value / 10_000, value / 100 % 100, value % 100).filter(|d| d.year > 1990);
    }
    // A clock ("10:30:00") is not a date, and neither is what follows a colon.
    let mut parts = [Break; 3];
    let mut clock = [false; 3];
    let mut len = 0;
    for &piece in pieces.iter().take(9) {
        match piece {
            Break => break,
            Filler if len == 0 => return None,
            Filler => {}
            part => {
                parts[len] = part;
                clock[len] = len > 0 && matches!(part, Number { before: ':', .. });
                len += 1;
                if len == 3 {
                    break;
                }
            }
        }
    }
    if len < 3 || clock[1] || clock[2] {
        return weekday_form(&parts, &clock, pieces);
    }
    match parts {
        [
            Number { value: y, digits: 4, .. },
            Number { value: m, digits: 1..=2, .. },
            Number { value: d, digits: 1..=2, .. },
        ] => Day::new(y, m, d),
        [
            Number { value: a, digits: 1..=2, .. },
            Number { value: b, digits: 1..=2, before },
            Number { value: y, digits: length @ (2 | 4), before: last },
        ] => {
            if length == 2 && (before != last || !matches!(last, '.' | '/' | '-')) {
                return None;
            }
            let y = if length == 2 { century(y) } else { y };
            let (first, second) = if month_first && before == '/' { (b, a) } else { (a, b) };
            Day::new(y, second, first).or_else(|| Day::new(y, first, second))
        }
        [
            Number { value: d, digits: 1..=2, .. },
            Month(m),
            Number { value: y, digits: length @ (2 | 4), .. },
        ] => {
            if length == 4 {
                return Day::new(y, m, d);
            }
            // "5 October 10:30" has no year behind the month but an hour.
            let clocks = pieces.iter().take(9).any(|p| matches!(p, Number { before: ':', .. }));
            if clocks { None } else { Day::new(century(y), m, d) }
        }
        [Month(m), Number { value: d, digits: 1..=2, .. }, Number { value: y, digits: 4, .. }]
        | [Number { value: y, digits: 4, .. }, Month(m), Number { value: d, digits: 1..=2, .. }] => {
            Day::new(y, m, d)
        }
        _ => weekday_form(&parts, &clock, pieces),
    }
}

/// The year that two digits mean.
fn century(year: u32) -> u32 {
    if year < 70 { year + 2000 } else { year + 1900 }
}

/// `Oct 05 08:00:00 +0200 2022`: the clock stands before the year.
fn weekday_form(parts: &[Piece; 3], clock: &[bool; 3], pieces: &[Piece]) -> Option<Day> {
    let [Piece::Month(month), Piece::Number { value: day, digits: 1..=2, .. }, _] = *parts else {
        return None;
    };
    if clock[1] {
        return None;
    }
    let tail = pieces.iter().take(12).skip(2);
    let mut has_clock = false;
    for piece in tail {
        match *piece {
            Piece::Number { before: ':', .. } => has_clock = true,
            Piece::Number { value: year, digits: 4, before: ' ' } if has_clock && year > 1990 => {
                return Day::new(year, month, day);
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> String {
        find(text, None, false).map_or_else(|| "-".to_owned(), |d| d.to_string())
    }

    #[test]
    fn dates_as_pages_write_them() {
        let cases = [
            ("2022-10-05T08:30:00+02:00", "2022-10-05"),
            ("20221005", "2022-10-05"),
            ("2022/10/5 08:30", "2022-10-05"),
            ("Published: 5 October 2022 at 10:30", "2022-10-05"),
            ("Wednesday, October 5th, 2022", "2022-10-05"),
            ("Oct. 5, 2022 10:15 a.m.", "2022-10-05"),
            ("Wed, 05 Oct 2022 08:00:00 GMT", "2022-10-05"),
            ("Wed Oct 05 08:00:00 +0200 2022", "2022-10-05"),
            ("Mittwoch, 5. Oktober 2022, 10:30 Uhr", "2022-10-05"),
            ("05.10.2022", "2022-10-05"),
            ("5.10.22", "2022-10-05"),
            ("mercredi 5 octobre 2022 à 10 h", "2022-10-05"),
            ("1er mars 2021", "2021-03-01"),
            ("5 de octubre de 2022", "2022-10-05"),
            ("5 października 2022", "2022-10-05"),
            ("5 октября 2022 г.", "2022-10-05"),
            ("2022. október 5.", "2022-10-05"),
            ("5 Ekim 2022", "2022-10-05"),
            ("2022年10月5日", "2022-10-05"),
            ("2022년 10월 5일", "2022-10-05"),
            ("5 ตุลาคม 2565", "2022-10-05"),
            ("ngày 5 tháng 10 năm 2022", "2022-10-05"),
            ("٥ أكتوبر ٢٠٢٢", "2022-10-05"),
            ("5 October, 10:30", "-"),
            ("12.10. 10:30", "-"),
            ("0001-01-01T00:00:00Z", "-"),
            ("31 February 2022", "-"),
            ("10:30:22", "-"),
            ("call 030 12 34 56", "-"),
            ("version 1.2.3", "-"),
            ("", "-"),
        ];
        for (text, expected) in cases {
            assert_eq!(day(text), expected, "{text}");
        }
    }

    #[test]
    fn the_language_settles_a_name_of_two_months() {
        assert_eq!(find("5. listopada 2022", Some("hr"), false).unwrap().to_string(), "2022-10-05");
        assert_eq!(find("5 listopada 2022", Some("pl"), false).unwrap().to_string(), "2022-11-05");
    }

    #[test]
    fn the_order_of_day_and_month_is_the_readers() {
        assert_eq!(find("3/4/2020", None, true).unwrap().to_string(), "2020-03-04");
        assert_eq!(find("3/4/2020", None, false).unwrap().to_string(), "2020-04-03");
        assert_eq!(find("3/14/2020", None, false).unwrap().to_string(), "2020-03-14");
    }

    #[test]
    fn addresses_name_days() {
        let url = |u| in_url(u).map(|d| d.to_string());
        assert_eq!(url("https://news.example/2022/10/05/story").as_deref(), Some("2022-10-05"));
        assert_eq!(url("https://news.example/a-20221005-b.html").as_deref(), Some("2022-10-05"));
        assert_eq!(url("https://news.example/2022/oct/5/story").as_deref(), Some("2022-10-05"));
        assert_eq!(url("https://news.example/2022/10/story-15"), None);
        assert_eq!(url("https://news.example/?d=2022/10/05"), None);
    }

    #[test]
    fn counts_of_seconds_are_days() {
        assert_eq!(value("1664928000", None).unwrap().to_string(), "2022-10-05");
        assert_eq!(value("1664928000000", None).unwrap().to_string(), "2022-10-05");
    }
}
