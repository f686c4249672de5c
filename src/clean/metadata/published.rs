//! Which of a page's dates are those of its article.

use super::date;
use super::day::Day;
use super::facts::{Cues, Facts, Mark, MetaField};
use super::json_ld::LinkedData;
use super::tables::{MODIFIED_WORDS, OTHER_DATE_WORDS, PUBLISHED_WORDS};
use super::{metas, plain};
use crate::clean::Field;

/// A date line stands within this many short lines of the headline, before or after.
const BEFORE: usize = 6;
const AFTER: usize = 14;
/// Lines of the whole page that are read for a date with a word before it.
const MAX_LINES: usize = 400;
/// A line that is but a date has no more letters besides.
const MAX_REST: usize = 40;

/// What the choice of a date rests on.
pub(super) struct Dates<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) data: &'a LinkedData<'a>,
    pub(super) url: Option<&'a str>,
    pub(super) lang: Option<&'a str>,
    /// Where the headline stands.
    pub(super) headline: Option<usize>,
}

/// What the words before a date say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Published,
    Modified,
    Other,
    Nothing,
}

impl Dates<'_> {
    /// When the article was published.
    pub(super) fn published(&self) -> Option<Field> {
        self.stated()
            .or_else(|| self.marked(|m| m.cues.has(Cues::STATED), Cues::PUBLISHED, "itemprop"))
            .or_else(|| self.url.and_then(date::in_url).map(|day| field(day, "url")))
            .or_else(|| self.meta(MetaField::Published, 2..=2))
            .or_else(|| {
                self.field(self.data.date(&["dateCreated", "uploadDate"]).as_deref(), "json-ld")
            })
            .or_else(|| self.marked(|_| true, Cues::PUBLISHED, "date"))
            .or_else(|| self.marked(|_| true, Cues::TIME, "time"))
            .or_else(|| self.marked(|_| true, Cues::DATE, "date"))
            .or_else(|| self.visible(Said::Published))
            .or_else(|| self.meta(MetaField::Published, 3..=9))
            .or_else(|| self.meta(MetaField::Modified, 0..=1))
            .or_else(|| self.marked(|_| true, Cues::MODIFIED, "date"))
            .or_else(|| self.visible(Said::Modified))
    }

    /// The same, where the page states it in what goes before all else.
    pub(super) fn stated(&self) -> Option<Field> {
        let stated = self.data.date(&["datePublished"]);
        self.field(stated.as_deref(), "json-ld").or_else(|| self.meta(MetaField::Published, 0..=1))
    }

    /// When it was last changed.
    pub(super) fn modified(&self) -> Option<Field> {
        let stated = self.data.date(&["dateModified"]);
        self.field(stated.as_deref(), "json-ld")
            .or_else(|| self.meta(MetaField::Modified, 0..=1))
            .or_else(|| self.marked(|m| m.cues.has(Cues::STATED), Cues::MODIFIED, "itemprop"))
            .or_else(|| self.marked(|m| m.cues.has(Cues::TIME), Cues::MODIFIED, "time"))
            .or_else(|| self.marked(|_| true, Cues::MODIFIED, "date"))
            .or_else(|| self.visible_line(Said::Modified))
            .or_else(|| self.meta(MetaField::Modified, 2..=9))
    }

    fn field(&self, value: Option<&str>, origin: &'static str) -> Option<Field> {
        let value = value?;
        let day = date::value(value, self.lang)?;
        // In UTC an evening is the next day; the address has the publisher's own.
        let utc =
            ["Z", "+00:00", "+0000", "GMT", "UTC"].iter().any(|z| value.trim_end().ends_with(z));
        match self.url.and_then(date::in_url).filter(|own| utc && own.is_next_to(day)) {
            Some(own) => Some(field(own, "url")),
            None => Some(field(day, origin)),
        }
    }

    fn meta(&self, wanted: MetaField, ranks: std::ops::RangeInclusive<u8>) -> Option<Field> {
        let tags = metas(self.facts, wanted);
        let mut ranked = tags.iter().filter(|t| ranks.contains(&t.rank));
        ranked.find_map(|t| self.field(Some(&plain(&t.content)), t.key))
    }

    /// The date of a marked element: of those after the headline the first, else of those
    /// before it the last.
    fn marked(
        &self,
        which: impl Fn(&Mark<'_>) -> bool,
        cue: Cues,
        origin: &'static str,
    ) -> Option<Field> {
        let headline = self.headline.unwrap_or(0);
        let mut before = None;
        for mark in &self.facts.marks {
            if mark.cues.has(Cues::OFF) || !mark.cues.has(cue) || !which(mark) {
                continue;
            }
            if cue != Cues::MODIFIED && mark.cues.has(Cues::MODIFIED) && !mark.cues.has(Cues::DATE)
            {
                continue;
            }
            let text = plain(&mark.text);
            let said = said(&text);
            if said == Said::Other || (said == Said::Modified && cue != Cues::MODIFIED) {
                continue;
            }
            let value = mark.value.as_deref().and_then(|v| date::value(&plain(v), self.lang));
            let Some(day) = value.or_else(|| self.read(&text)) else { continue };
            if mark.at >= headline {
                return Some(field(day, origin));
            }
            before = Some(field(day, origin));
        }
        before
    }

    fn read(&self, text: &str) -> Option<Day> {
        let american =
            self.lang.is_some_and(|l| l.to_ascii_lowercase().replace('_', "-") == "en-us");
        date::find(text, self.lang, american)
    }

    /// A date in the text near the headline.
    fn visible(&self, wanted: Said) -> Option<Field> {
        self.visible_line(wanted).or_else(|| {
            let lines = &self.facts.lines;
            let at = self.headline.map_or(0, |h| lines.partition_point(|l| l.at < h));
            let after = lines[at..].iter().take(AFTER);
            let before = lines[at.saturating_sub(BEFORE)..at].iter().rev();
            after.chain(before).filter(|l| !l.off && has_digits(&l.text)).find_map(|line| {
                let text = plain(&line.text);
                if said(&text) != Said::Nothing {
                    return None;
                }
                let letters = text.chars().filter(|c| c.is_alphabetic()).count();
                self.read(&text).filter(|_| letters <= MAX_REST).map(|day| field(day, "text"))
            })
        })
    }

    /// A date behind a word that says what it is, from the headline on, else before it.
    fn visible_line(&self, wanted: Said) -> Option<Field> {
        let lines = &self.facts.lines;
        let at = self.headline.map_or(0, |h| lines.partition_point(|l| l.at < h));
        let before = lines[at.saturating_sub(BEFORE)..at].iter();
        lines[at..].iter().take(MAX_LINES).chain(before).filter(|l| !l.off).find_map(|line| {
            if !has_digits(&line.text) {
                return None;
            }
            let text = plain(&line.text);
            if said(&text) != wanted {
                return None;
            }
            self.read(&text).map(|day| field(day, "text"))
        })
    }
}

fn field(day: Day, origin: &'static str) -> Field {
    Field { value: day.to_string(), origin }
}

/// Whether a date can be in `text`: the shortest has four digits.
fn has_digits(text: &str) -> bool {
    // Few enough bytes for a sum in a byte, which the compiler makes a vector of.
    let digits = |part: &[u8]| part.iter().map(|b| u8::from(b.is_ascii_digit())).sum::<u8>();
    let ascii: u32 = text.as_bytes().chunks(128).map(|part| u32::from(digits(part))).sum();
    ascii >= 4 || (!text.is_ascii() && text.chars().any(|c| !c.is_ascii() && c.is_numeric()))
}

/// What the words at the start of `text` say of the date behind them.
fn said(text: &str) -> Said {
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©').to_lowercase();
    let Some(&first) = lower.as_bytes().first() else { return Said::Nothing };
    let begins = |words: &[&str]| {
        words.iter().any(|word| {
            if word.as_bytes()[0] != first {
                return false;
            }
            let rest = lower.strip_prefix(word);
            rest.is_some_and(|rest| {
                !rest.starts_with(|c: char| c.is_alphabetic() && (c as u32) < 0x2e80)
            })
        })
    };
    if begins(OTHER_DATE_WORDS) {
        Said::Other
    } else if begins(MODIFIED_WORDS) {
        Said::Modified
    } else if begins(PUBLISHED_WORDS) {
        Said::Published
    } else {
        Said::Nothing
    }
}
