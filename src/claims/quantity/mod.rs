//! Numbers in running text: value, unit, kind and bound, and which of them are no claims.

mod ambiguous;
mod bound;
mod candidate;
mod cardinal;
mod code;
mod compound;
mod convert;
mod currency;
mod date;
mod digits;
mod foreign;
pub(crate) mod home;
mod idiom;
mod interval;
mod join;
mod kind;
mod lex;
mod lexicon;
mod locale;
mod measure;
mod name;
mod noun;
mod numbers;
mod numeral;
mod phrase;
mod points;
mod range;
mod rank;
mod reject;
mod row;
mod share;
mod tables;
pub(crate) mod trigger;
mod unit;
mod words;

pub use convert::{convert, si};
pub(in crate::claims) use kind::is_comparative;
pub(crate) use locale::Lang;
pub use numbers::{Number, numbers};
pub(in crate::claims) use tables::list;

use super::{Bound, Kind, Why};
use crate::claims::key::any_of;
use crate::span::Span;
use candidate::Candidate;
use join::Join;
use lex::{Lexer, Scan};
use numeral::Form;
use std::borrow::Cow;
use unit::What;

/// A quantity as the text states it: a claim without its context.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    /// The span of the claim.
    pub(crate) span: Span,
    /// The numeral inside it, with its multiplier, without sign or unit.
    pub(crate) numeral: Span,
    pub(crate) kind: Kind,
    pub(crate) value: f64,
    pub(crate) value2: Option<f64>,
    pub(crate) bound: Bound,
    /// The words that make the bound (`more than`), where they stand outside the span.
    pub(crate) cue: Option<Span>,
    pub(crate) unit: Option<Cow<'static, str>>,
    pub(crate) confidence: f32,
    /// The rules and cues behind the reading.
    pub(crate) why: Why,
    /// Joined to the next word by a hyphen: `three-year`, `four-door`.
    pub(crate) hyphenated: bool,
    /// Unit of the last digit shown, and whether the numeral is round.
    pub(crate) precision: (f64, bool),
    /// A share in words.
    pub(crate) worded: bool,
    /// The cue is `exactly`, or `almost` and its like.
    pub(crate) exactly: bool,
    pub(crate) near: bool,
}

impl Quantity {
    /// `(low, high, low_open, high_open)`: the interval that bound and precision mean.
    pub(crate) fn interval(&self) -> (Option<f64>, Option<f64>, bool, bool) {
        interval::of(&interval::Shown {
            kind: self.kind,
            bound: self.bound,
            value: self.value,
            value2: self.value2,
            step: self.precision.0,
            round: self.precision.1,
            worded: self.worded,
            exactly: self.exactly,
            near: self.near,
        })
    }
}

/// Reads the quantities of the sentences of a text, a group of them at a time.
#[derive(Default)]
pub(crate) struct Reader {
    /// The first parts of the sentences of a group.
    lexer: Lexer,
    /// A later part of a sentence.
    rest: Lexer,
    rows: row::Rows,
}

impl Reader {
    /// Forgets the text before.
    pub(crate) fn begin(&mut self) {
        self.rows = row::Rows::default();
    }

    /// Adds the quantities that each of `sentences` claims, in order, to `found`, and to `ends`
    /// where those of the sentence end.
    pub(crate) fn quantities(
        &mut self,
        text: &str,
        lang: Lang,
        sentences: &[Span],
        found: &mut Vec<Quantity>,
        ends: &mut Vec<usize>,
    ) {
        self.each(text, lang, sentences, |s, rows, last| {
            let from = found.len();
            judge(s, rows, |c, verdict| {
                if let Verdict::Claim(kind, rule) = verdict {
                    found.push(quantity(s, c, kind, rule));
                }
            });
            shared_unit(text, &mut found[from..]);
            carry(text, &mut found[from..]);
            between(text, found, from);
            if last {
                ends.push(found.len());
            }
        });
    }

    /// Calls `each` with the parts of every one of `sentences`, in order, and whether it is the
    /// last of its sentence.
    fn each(
        &mut self,
        text: &str,
        lang: Lang,
        sentences: &[Span],
        mut each: impl FnMut(&Scan<'_>, &mut row::Rows, bool),
    ) {
        self.lexer.clear();
        for &sentence in sentences {
            self.lexer.read(text, lang, first_part(text, sentence));
        }
        for (i, &sentence) in sentences.iter().enumerate() {
            let mut part = first_part(text, sentence);
            each(&self.lexer.scan(text, lang, i), &mut self.rows, part.end == sentence.end);
            while part.end < sentence.end {
                part = first_part(text, Span::new(part.end, sentence.end));
                self.rest.clear();
                self.rest.read(text, lang, part);
                each(&self.rest.scan(text, lang, 0), &mut self.rows, part.end == sentence.end);
            }
        }
    }
}

/// What a number turned out to be.
enum Verdict {
    Claim(Kind, &'static str),
    Not(&'static str),
}

/// Reads every candidate of a sentence and says what it is.
fn judge(s: &Scan<'_>, rows: &mut row::Rows, mut each: impl FnMut(&Candidate, Verdict)) {
    let table = reject::table(s);
    let mut previous = None;
    let mut name = None;
    for mut c in candidate::all(s) {
        let verdict = match reject::what(s, &c) {
            Some(what) => Verdict::Not(what),
            None if name.is_some_and(|end| name::goes_on(s, &c, end)) => Verdict::Not("name"),
            None if table && !reject::keeps_in_table(&c) => Verdict::Not("table"),
            None if c.n.digits.is_some()
                && rows.is_row(s.text, s.atoms[c.n.first].start, s.lang) =>
            {
                Verdict::Not("table")
            }
            None => {
                let (kind, rule) = kind::of(s, &mut c, previous.as_ref());
                previous = Some((kind, c.end));
                Verdict::Claim(kind, rule)
            }
        };
        name = matches!(verdict, Verdict::Not("name")).then_some(c.end);
        each(&c, verdict);
    }
}

/// Sentences longer than this are read in parts, so that memory stays bounded.
const PART: usize = 1 << 14;

fn first_part(text: &str, sentence: Span) -> Span {
    let at = sentence.start;
    let mut end = (at + PART).min(sentence.end);
    if end < sentence.end {
        let space = text.as_bytes()[at..end].iter().rposition(u8::is_ascii_whitespace);
        end = space.filter(|&p| p > 0).map_or(end, |p| at + p);
        while !text.is_char_boundary(end) {
            end += 1;
        }
    }
    Span::new(at, end)
}

fn quantity(s: &Scan<'_>, c: &Candidate, kind: Kind, rule: &'static str) -> Quantity {
    let found = bound::of(s, c);
    let mut bound = found.bound;
    let top = kind == Kind::Rank
        && s.is(
            c.first.wrapping_sub(if s.hyphen(c.first.wrapping_sub(1)) { 2 } else { 1 }),
            any_of!["top"],
        );
    if top {
        bound = Bound::AtMost;
    }
    // Claims without a unit of their own show the numeral alone.
    let cue = found.why.unwrap_or_default();
    let (first, end) = (c.first.min(s.atoms.len() - 1), c.end.clamp(c.first + 1, s.atoms.len()));
    let span = Span::new(s.atoms[first].start, s.atoms[end - 1].end);
    let numeral =
        Span::new(s.atoms[c.n.first].start, s.atoms[(c.n.end - 1).min(s.atoms.len() - 1)].end);
    let why = Why { kind: rule, value: written(c), unit: None, bound: found.why, counted: None };
    Quantity {
        span,
        numeral,
        kind,
        value: c.value,
        value2: c.value2,
        bound,
        cue: found.cue,
        unit: c.unit.as_ref().map(|u| u.what.name()).filter(|_| unit_kind(kind)),
        confidence: confidence(kind),
        why,
        hyphenated: s.hyphen(c.end) || c.unit.as_ref().is_some_and(|u| u.hyphen),
        precision: precision(c),
        worded: c.join == Join::Share
            || matches!(c.n.form, Form::Fraction | Form::Multiple) && c.n.digits.is_none(),
        exactly: bound == Bound::Exact && cue == "exactly",
        near: bound == Bound::Under
            && matches!(
                cue,
                "almost"
                    | "nearly"
                    | "near"
                    | "a near"
                    | "approaching"
                    | "close to"
                    | "just under"
                    | "just short of"
            ),
    }
}

/// How the number of a candidate is written.
fn written(c: &Candidate) -> &'static str {
    match (c.join, c.n.form) {
        (Join::Range, _) => "two ends of a range",
        (Join::Score, _) => "two numbers of a result",
        (Join::Share, _) => "one number of another",
        (Join::Grade, _) => "a grade of a scale",
        (_, Form::Digits) if c.n.scale != 1.0 => "digits and multiplier",
        (_, Form::Digits) => "digits",
        (_, Form::Words) => "number words",
        (_, Form::Fraction) => "fraction",
        (_, Form::Mixed) => "whole and part",
        (_, Form::Vague) => "plural magnitude",
        (_, Form::Ordinal) => "ordinal",
        (_, Form::Multiple) => "multiple",
        (_, Form::Once) => "once",
    }
}

fn unit_kind(kind: Kind) -> bool {
    !matches!(kind, Kind::Count | Kind::Ratio | Kind::Rank | Kind::Score)
}

/// How sure the number itself is: that it claims anything, and what. A unit settles both.
fn confidence(kind: Kind) -> f32 {
    match kind {
        Kind::Count | Kind::Rank | Kind::Ratio => 0.97,
        _ => 0.99,
    }
}

/// The unit of the last digit shown, and whether the numeral is round.
fn precision(c: &Candidate) -> (f64, bool) {
    let part = match &c.unit {
        Some(unit::Unit { what: What::Money(_, part), .. }) => *part,
        _ => 1.0,
    };
    let scale = c.n.scale * part;
    let Some(digits) = c.n.digits else { return (scale, c.n.scale >= 100.0) };
    if digits.decimals > 0 {
        return (scale * 10f64.powi(-i32::from(digits.decimals)), c.n.scale > 1.0);
    }
    if c.n.scale > 1.0 {
        return (scale, true);
    }
    let mut step = 1.0;
    let mut rest = digits.value.abs();
    while rest >= 10.0 && rest % 10.0 == 0.0 && step < 1e15 {
        (rest, step) = (rest / 10.0, step * 10.0);
    }
    if step >= 100.0 { (step, true) } else { (1.0, false) }
}

/// `from 7.5 to 17.3 percent`: a change whose first level leaves its unit to the second; `22 x 14 x
/// 9 inches`: lengths that leave it to the last.
fn shared_unit(text: &str, found: &mut [Quantity]) {
    for i in (1..found.len()).rev() {
        let (head, tail) = found.split_at_mut(i);
        let (a, b) = (&mut head[i - 1], &tail[0]);
        let link = text[a.span.end.min(b.span.start)..b.span.start].trim();
        let bare = matches!(a.kind, Kind::Count | Kind::Score) && a.value2.is_none();
        if !bare || b.span.start < a.span.end {
            continue;
        }
        let level = || {
            link == "to"
                && matches!(b.kind, Kind::Percent | Kind::Measure)
                && text[..a.span.start].trim_end().ends_with("from")
        };
        // Sides are alike: of the `4 x 100 metres` of a relay, four is no length.
        let side = || {
            matches!(link, "x" | "X" | "×" | "by" | "-by-")
                && b.kind == Kind::Measure
                && a.value * 20.0 > b.value
        };
        let rule = if level() {
            "unit of the next level"
        } else if side() {
            "unit of the next side"
        } else {
            continue;
        };
        (a.kind, a.unit) = (b.kind, b.unit.clone());
        a.why.kind = rule;
    }
}

/// `above 1000 and below 1500` is one range.
fn between(text: &str, found: &mut Vec<Quantity>, from: usize) {
    let mut i = from + 1;
    while i < found.len() {
        let (a, b) = (&found[i - 1], &found[i]);
        let low = matches!(a.bound, Bound::Over | Bound::AtLeast);
        let high = matches!(b.bound, Bound::Under | Bound::AtMost);
        let cue = b.cue.filter(|c| c.start >= a.span.end);
        let joined = cue.is_some_and(|c| {
            let link = text[a.span.end..c.start].trim();
            link == "and" || link == "but"
        });
        let same = a.unit == b.unit && a.kind == b.kind && a.value < b.value;
        if low && high && joined && same && a.value2.is_none() && b.value2.is_none() {
            let second = found.remove(i);
            let first = &mut found[i - 1];
            first.span = first.span.join(second.span);
            (first.value2, first.bound) = (Some(second.value), Bound::Between);
            first.why.bound = Some("two bounds");
        } else {
            i += 1;
        }
    }
}

/// A bound covers a conversion of the same figure: `about 2,750 tons, or 2,500 metric tons`.
fn carry(text: &str, found: &mut [Quantity]) {
    for i in 1..found.len() {
        let (head, tail) = found.split_at_mut(i);
        let (a, b) = (&head[i - 1], &mut tail[0]);
        let between = Span::new(a.span.end.min(b.span.start), b.span.start).text(text);
        let linked = between.len() < 16
            && matches!(
                between.trim(),
                "(" | "-wide (" | ", or" | "or" | "[" | "/" | ", about" | ", ("
            );
        let bounds = !matches!(a.bound, Bound::Exact | Bound::Between | Bound::Vague);
        let same = a.kind == b.kind && a.unit.is_some() && a.unit != b.unit;
        if linked && bounds && same && b.bound == Bound::Exact {
            b.bound = a.bound;
            b.why.bound = Some("as before its conversion");
            b.near = a.near;
        }
    }
}
