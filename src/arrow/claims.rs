//! Claims as rows: their fields in the order of [`CLAIM`](super::record::CLAIM), to cells for one
//! text, or straight to the columns of a batch.

use super::column::{Column, Fields};
use super::record::{CLAIM, Cell, Row};
use crate::claims::Claim;
use crate::offsets::CharIndex;
use crate::span::Span;
use std::fmt::Display;

/// Where the fields of a record go, one after another.
trait Sink {
    fn bool(&mut self, value: bool);
    fn int(&mut self, value: Option<usize>);
    fn float(&mut self, value: Option<f64>);
    fn text(&mut self, value: Option<&str>);
    /// A name that the code has, not the text.
    fn name(&mut self, value: Option<&'static str>);
    fn written(&mut self, value: &impl Display);
}

impl Sink for Row {
    fn bool(&mut self, value: bool) {
        self.push(value.into());
    }

    fn int(&mut self, value: Option<usize>) {
        self.push(value.map_or(Cell::Null, Cell::offset));
    }

    fn float(&mut self, value: Option<f64>) {
        self.push(value.into());
    }

    fn text(&mut self, value: Option<&str>) {
        self.push(value.into());
    }

    fn name(&mut self, value: Option<&'static str>) {
        self.push(value.map_or(Cell::Null, Cell::text));
    }

    fn written(&mut self, value: &impl Display) {
        self.push(value.to_string().into());
    }
}

impl Sink for Fields<'_> {
    fn bool(&mut self, value: bool) {
        self.column().push_bool(value);
    }

    fn int(&mut self, value: Option<usize>) {
        let to = self.column();
        match value {
            Some(value) => to.push_int(i32::try_from(value).unwrap_or(i32::MAX)),
            None => to.push_null(),
        }
    }

    fn float(&mut self, value: Option<f64>) {
        let to = self.column();
        match value {
            Some(value) => to.push_float(value),
            None => to.push_null(),
        }
    }

    fn text(&mut self, value: Option<&str>) {
        let to = self.column();
        match value {
            Some(value) => to.push_text(value),
            None => to.push_null(),
        }
    }

    fn name(&mut self, value: Option<&'static str>) {
        self.text(value);
    }

    fn written(&mut self, value: &impl Display) {
        self.column().push_display(value);
    }
}

/// A row of [`CLAIM`].
pub fn claim_row(claim: &Claim, text: &str, index: &CharIndex<'_>) -> Row {
    let mut row = Row::with_capacity(CLAIM.fields.len());
    fields(claim, text, index, &mut row);
    row
}

/// Adds one list of claims to a column of lists of [`CLAIM`]: no cell is made.
pub(super) fn push_claims(claims: &[Claim], text: &str, out: &mut Column) {
    let index = CharIndex::new(text);
    out.push_list(|items| {
        for claim in claims {
            items.push_record(|to| fields(claim, text, &index, to));
        }
    });
}

fn fields(claim: &Claim, text: &str, index: &CharIndex<'_>, to: &mut impl Sink) {
    fn place<S: Sink>(to: &mut S, span: Option<Span>, index: &CharIndex<'_>) {
        let chars = span.map(|s| index.to_chars(s));
        to.int(chars.map(|s| s.start));
        to.int(chars.map(|s| s.end));
    }
    fn phrase<S: Sink>(to: &mut S, span: Option<Span>, text: &str, index: &CharIndex<'_>) {
        to.text(span.map(|s| s.text(text)));
        place(to, span, index);
    }
    place(to, Some(claim.span), index);
    to.text(Some(claim.span.text(text)));
    to.name(Some(claim.kind.as_str()));
    to.float(Some(claim.value));
    to.float(claim.value2);
    to.name(Some(claim.bound.as_str()));
    to.text(claim.unit.as_deref());
    phrase(to, claim.counted, text, index);
    phrase(to, claim.event, text, index);
    to.name(claim.direction.map(|d| d.as_str()));
    phrase(to, claim.speaker, text, index);
    phrase(to, claim.when, text, index);
    to.text(claim.when_start.as_deref());
    to.text(claim.when_end.as_deref());
    to.float(claim.low.filter(|x| x.is_finite()));
    to.float(claim.high.filter(|x| x.is_finite()));
    to.bool(claim.low_open);
    to.bool(claim.high_open);
    to.text(claim.event_lemma.as_deref());
    to.name(claim.event_type.map(|e| e.as_str()));
    to.bool(claim.negated);
    to.name(Some(claim.modality.as_str()));
    phrase(to, Some(claim.sentence), text, index);
    to.float(Some(f64::from(claim.confidence)));
    to.written(&claim.why);
}
