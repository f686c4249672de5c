//! Time expressions: where they stand in a sentence, and the days they mean.
//!
//! A grammar reads one date or period (`grammar`); here prepositions and ranges are joined to
//! it. Against a date of publication `last Friday` has days; without one only what the text
//! itself dates (`in 2020`, `September 13-14, 2022`) has.

mod calendar;
mod grammar;
mod relative;

use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::{MODAL, MONTH, NOW, TIME, VB, WEEKDAY};
use crate::claims::lexicon::words::{Tag, Word};
use crate::span::Span;
use calendar::{Date, Interval};

/// One time expression of a sentence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TimeExpression {
    pub(crate) span: Span,
    /// Its first and last word.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// First and last day, month or year, ISO 8601.
    pub(crate) start: Option<String>,
    pub(crate) end: Option<String>,
}

/// The words of a sentence and the date they are read against.
pub(super) struct Reader<'a> {
    text: &'a str,
    words: &'a [Word],
    published: Option<Date>,
}

/// Prepositions that may stand before a date.
const PREPOSITIONS: &[Key] = any_of![
    "on",
    "in",
    "at",
    "by",
    "since",
    "during",
    "from",
    "until",
    "till",
    "before",
    "after",
    "around",
    "over",
    "within",
    "through",
    "throughout",
    "between",
    "for",
    "as",
    "beginning",
    "starting",
    "late",
    "early",
    "earlier",
    "later",
    "so",
];

/// Fills `found` with the time expressions of a sentence's words and gives those words their tag.
pub(crate) fn time_expressions(
    text: &str,
    words: &mut [Word],
    published: Option<&str>,
    found: &mut Vec<TimeExpression>,
) {
    let published = published.and_then(Date::parse);
    let mut from = 0;
    let mut at = 0;
    while at < words.len() {
        let reader = Reader { text, words, published };
        if !reader.trigger(at) {
            at += 1;
            continue;
        }
        let Some((first, end, interval)) = reader.around(at, from) else {
            at += 1;
            continue;
        };
        let interval = interval.ordered();
        found.push(TimeExpression {
            span: Span::new(words[first].span.start, words[end - 1].span.end),
            first,
            last: end - 1,
            start: interval.start.map(|d| d.to_string()),
            end: interval.end.map(|d| d.to_string()),
        });
        let inside = first > 0
            && words[first - 1]
                .may(crate::claims::lexicon::tag::DET | crate::claims::lexicon::tag::ADJ)
            && !words[first].may(crate::claims::lexicon::tag::PREP)
            && words.get(end).is_some_and(|w| {
                w.tag == Tag::Noun && w.lex & !crate::claims::lexicon::tag::N == 0
            });
        if !inside && words[first..end].iter().all(|w| w.tag != Tag::Quantity) {
            for word in &mut words[first..end] {
                word.tag = Tag::Time;
            }
            words[first].begins_time = true;
        }
        from = end;
        at = end;
    }
}

impl Reader<'_> {
    fn is(&self, at: usize, list: &[Key]) -> bool {
        self.words.get(at).is_some_and(|w| w.key.is(list))
    }

    fn str(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |w| w.span.text(self.text))
    }

    /// A word that dates: nothing else starts the grammar.
    fn trigger(&self, at: usize) -> bool {
        let word = &self.words[at];
        match word.tag {
            Tag::Noun => {
                word.may(MONTH | WEEKDAY)
                    && word.capital
                    && !self.opens_as_verb(at)
                    && !self.is_rate(at)
                    || word.may(TIME)
                    || word.may(NOW)
                    || (word.hyphen || word.lex == 0)
                        && grammar::part_of_year(self.str(at)).is_some()
            }
            Tag::Number => {
                grammar::year(self.str(at)).is_some()
                    || grammar::years(self.str(at)).is_some()
                    || grammar::part_of_year(self.str(at)).is_some()
                    || grammar::decade(self.str(at)).is_some()
                    || self.clock(at)
            }
            Tag::Quantity => {
                self.is(at + 1, any_of!["ago"])
                    || at > 0 && self.is(at - 1, any_of!["past", "last", "next", "coming", "first"])
            }
            _ => false,
        }
    }

    /// `May I`, `March on`: a month that opens the sentence needs its day or year.
    fn opens_as_verb(&self, at: usize) -> bool {
        at == 0
            && self.words[at].may(MODAL | VB)
            && self.words.get(1).is_none_or(|w| w.tag != Tag::Number)
    }

    /// `4.9% APR`: the annual percentage rate.
    fn is_rate(&self, at: usize) -> bool {
        let number = |at: Option<usize>| {
            at.and_then(|at| self.words.get(at)).is_some_and(|w| w.tag == Tag::Number)
        };
        self.str(at) == "APR" && !number(at.checked_sub(1)) && !number(Some(at + 1))
    }

    fn clock(&self, at: usize) -> bool {
        self.is(at + 1, any_of!["am", "pm", "a.m", "p.m", "a.m.", "p.m."])
    }

    /// The expression whose first dating word is at `at`, with what stands before and behind it;
    /// nothing before `from` belongs to it.
    fn around(&self, at: usize, from: usize) -> Option<(usize, usize, Interval)> {
        let (first, end, interval) = self.core(at, from)?;
        let (first, end, interval) = self.continued(first, end, interval);
        if self.words.get(end).is_some_and(|w| {
            w.glued
                && (w.may(crate::claims::lexicon::tag::POSSESSIVE)
                    || matches!(self.str(end), "’" | "'"))
        }) {
            return None;
        }
        self.prefixed(first, end, interval, from)
    }

    /// `from 2010 to 2015`, `September 13-14 and later on September 28`.
    fn continued(&self, first: usize, end: usize, interval: Interval) -> (usize, usize, Interval) {
        let (mut last, mut whole) = (end, interval);
        for _ in 0..4 {
            let range = self.is(last, any_of!["to", "through", "until", "till", "-", "–"]);
            if !range && !self.is(last, any_of!["and", "or"]) {
                break;
            }
            // `since 1990 and now covers`
            let between = first > 0 && self.is(first - 1, any_of!["between"]);
            if !range && !between && self.is(last + 1, grammar::NOW) {
                break;
            }
            let mut next = last + 1;
            while self.is(next, any_of!["later", "again", "on", "in", "then", "early", "late"])
                && next < last + 4
            {
                next += 1;
            }
            // The next date begins within a few words, and with nothing but its own words.
            let Some((start, stop, other)) = (next..(next + 4).min(self.words.len()))
                .find(|&at| self.trigger(at))
                .and_then(|at| self.core(at, next))
                .filter(|&(start, _, _)| start == next)
            else {
                break;
            };
            let _ = start;
            whole = whole.through(other);
            last = stop;
        }
        (first, last, whole)
    }

    /// `the first half of` (whose `of` is at `of`) before a year: its first word, and the months.
    fn part_of(&self, of: usize, from: usize, year: Interval) -> Option<(usize, Interval)> {
        let first = of.checked_sub(3).filter(|&first| first >= from)?;
        let part = self.is(first, any_of!["the"])
            && self.is(of - 2, any_of!["first", "second", "third", "fourth", "final"])
            && self.is(of - 1, any_of!["half", "quarter"])
            && self.is(of, any_of!["of"]);
        let start = year.start.filter(|_| part && year.start == year.end)?;
        Some((first, self.part(of - 1, of - 2, start.year)))
    }

    /// Takes in the prepositions before a date, and what they mean.
    fn prefixed(
        &self,
        mut first: usize,
        end: usize,
        interval: Interval,
        from: usize,
    ) -> Option<(usize, usize, Interval)> {
        let (mut whole, core) = (interval, first);
        for _ in 0..3 {
            let Some(before) = first.checked_sub(1).filter(|&b| b >= from) else { break };
            if self.words[before].tag != Tag::Noun {
                break;
            }
            if self.is(before, any_of!["of"]) && before > from && self.is(before - 1, any_of!["as"])
            {
                first = before - 1;
                continue;
            }
            if self.is(before, any_of!["far"])
                && before > from
                && self.is(before - 1, any_of!["so"])
            {
                first = before - 1;
                continue;
            }
            // `the end of 2017`
            let ends = before >= from + 2
                && self.is(before, any_of!["of"])
                && self
                    .is(before - 1, any_of!["end", "beginning", "start", "middle", "turn", "rest"])
                && self.is(before - 2, any_of!["the"]);
            if ends {
                first = before - 2;
                continue;
            }
            if let Some((start, part)) = self.part_of(before, from, whole) {
                (first, whole) = (start, part);
                continue;
            }
            if !self.is(before, PREPOSITIONS) || self.is(before, any_of!["as", "so"]) {
                break;
            }
            match self.str(before).to_ascii_lowercase().as_str() {
                "since" | "from" | "after" | "beginning" | "starting"
                    if whole.start == whole.end =>
                {
                    whole.end = None
                }
                "until" | "till" | "before" | "by" => whole.start = None,
                _ => {}
            }
            first = before;
        }
        let bare = self.words[core].tag == Tag::Number && end == core + 1 && first == core;
        (!bare || self.clock(core)).then_some((first, end, whole))
    }
}

#[cfg(test)]
mod tests;
