//! Claims as rows: their fields in the order of [`CLAIM`](super::record::CLAIM), to cells for one
//! text, or straight to the columns of a batch.

use super::column::{Column, Fields};
use super::record::{CLAIM, Cell, Row};
use crate::claims::{Claim, Why};
use crate::offsets::CharIndex;
use crate::span::Span;

/// Where the fields of records go, one field of all of them after another.
trait Sink {
    fn bools(&mut self, values: impl Iterator<Item = bool>);
    fn ints(&mut self, values: impl Iterator<Item = Option<usize>>);
    fn floats(&mut self, values: impl Iterator<Item = Option<f64>>);
    fn texts<'v>(&mut self, values: impl Iterator<Item = Option<&'v str>>);
    /// Names that the code has, not the text.
    fn names(&mut self, values: impl Iterator<Item = Option<&'static str>>);
    fn reasons<'v>(&mut self, values: impl Iterator<Item = &'v Why>);
}

/// Rows of records, one after another.
struct Rows(Vec<Row>);

impl Rows {
    fn push(&mut self, cells: impl Iterator<Item = Cell>) {
        self.0.iter_mut().zip(cells).for_each(|(row, cell)| row.push(cell));
    }
}

impl Sink for Rows {
    fn bools(&mut self, values: impl Iterator<Item = bool>) {
        self.push(values.map(Cell::from));
    }

    fn ints(&mut self, values: impl Iterator<Item = Option<usize>>) {
        self.push(values.map(|value| value.map_or(Cell::Null, Cell::offset)));
    }

    fn floats(&mut self, values: impl Iterator<Item = Option<f64>>) {
        self.push(values.map(Cell::from));
    }

    /// Claims of one sentence share its string.
    fn texts<'v>(&mut self, values: impl Iterator<Item = Option<&'v str>>) {
        let (mut last, mut cell) = (None, Cell::Null);
        self.push(values.map(|value| {
            if value.map(std::ptr::from_ref) != last.map(std::ptr::from_ref) {
                (last, cell) = (value, Cell::from(value));
            }
            cell.clone()
        }));
    }

    fn names(&mut self, values: impl Iterator<Item = Option<&'static str>>) {
        self.push(values.map(|value| value.map_or(Cell::Null, Cell::text)));
    }

    fn reasons<'v>(&mut self, values: impl Iterator<Item = &'v Why>) {
        self.push(values.map(|why| Cell::from(why.to_string())));
    }
}

impl Sink for Fields<'_> {
    fn bools(&mut self, values: impl Iterator<Item = bool>) {
        let to = self.column();
        values.for_each(|value| to.push_bool(value));
    }

    fn ints(&mut self, values: impl Iterator<Item = Option<usize>>) {
        let to = self.column();
        values.for_each(|value| match value {
            Some(value) => to.push_int(i32::try_from(value).unwrap_or(i32::MAX)),
            None => to.push_null(),
        });
    }

    fn floats(&mut self, values: impl Iterator<Item = Option<f64>>) {
        let to = self.column();
        values.for_each(|value| match value {
            Some(value) => to.push_float(value),
            None => to.push_null(),
        });
    }

    fn texts<'v>(&mut self, values: impl Iterator<Item = Option<&'v str>>) {
        let to = self.column();
        values.for_each(|value| match value {
            Some(value) => to.push_text(value),
            None => to.push_null(),
        });
    }

    fn names(&mut self, values: impl Iterator<Item = Option<&'static str>>) {
        self.texts(values);
    }

    fn reasons<'v>(&mut self, values: impl Iterator<Item = &'v Why>) {
        let to = self.column();
        // Writing to a column cannot fail.
        values.for_each(|why| to.push_written(|text| _ = why.write(text)));
    }
}

/// A row of [`CLAIM`] for each claim of `text`.
pub fn claim_rows(claims: &[Claim], text: &str) -> Vec<Row> {
    let row = || Row::with_capacity(CLAIM.fields.len());
    let mut rows = Rows(claims.iter().map(|_| row()).collect());
    fields(claims, text, &CharIndex::new(text), &mut rows);
    rows.0
}

/// Adds one list of claims to a column of lists of [`CLAIM`]: no cell is made.
pub(super) fn push_claims(claims: &[Claim], text: &str, out: &mut Column) {
    if claims.is_empty() {
        return out.push_list(|_| {});
    }
    let index = CharIndex::new(text);
    out.push_list(|items| {
        items.push_records(claims.len(), |to| fields(claims, text, &index, to));
    });
}

fn fields(claims: &[Claim], text: &str, index: &CharIndex<'_>, to: &mut impl Sink) {
    /// Where a part of each claim begins and ends.
    fn place<S: Sink>(
        to: &mut S,
        claims: &[Claim],
        index: &CharIndex<'_>,
        span: impl Fn(&Claim) -> Option<Span>,
    ) {
        to.ints(claims.iter().map(|c| span(c).map(|s| index.to_char(s.start))));
        to.ints(claims.iter().map(|c| span(c).map(|s| index.to_char(s.end))));
    }
    /// The words of a part of each claim, and where they stand.
    fn phrase<S: Sink>(
        to: &mut S,
        claims: &[Claim],
        (text, index): (&str, &CharIndex<'_>),
        span: impl Fn(&Claim) -> Option<Span> + Copy,
    ) {
        to.texts(claims.iter().map(|c| span(c).map(|s| s.text(text))));
        place(to, claims, index, span);
    }
    let all = || claims.iter();
    let at = (text, index);
    place(to, claims, index, |c| Some(c.span));
    to.texts(all().map(|c| Some(c.span.text(text))));
    to.names(all().map(|c| Some(c.kind.as_str())));
    to.floats(all().map(|c| Some(c.value)));
    to.floats(all().map(|c| c.value2));
    to.names(all().map(|c| Some(c.bound.as_str())));
    to.texts(all().map(|c| c.unit.as_deref()));
    phrase(to, claims, at, |c| c.counted);
    phrase(to, claims, at, |c| c.event);
    to.names(all().map(|c| c.direction.map(|d| d.as_str())));
    phrase(to, claims, at, |c| c.speaker);
    phrase(to, claims, at, |c| c.when);
    to.texts(all().map(|c| c.when_start.as_deref()));
    to.texts(all().map(|c| c.when_end.as_deref()));
    to.floats(all().map(|c| c.low.filter(|x| x.is_finite())));
    to.floats(all().map(|c| c.high.filter(|x| x.is_finite())));
    to.bools(all().map(|c| c.low_open));
    to.bools(all().map(|c| c.high_open));
    to.texts(all().map(|c| c.event_lemma.as_deref()));
    to.names(all().map(|c| c.event_type.map(|e| e.as_str())));
    to.bools(all().map(|c| c.negated));
    to.names(all().map(|c| Some(c.modality.as_str())));
    phrase(to, claims, at, |c| Some(c.sentence));
    to.floats(all().map(|c| Some(f64::from(c.confidence))));
    to.reasons(all().map(|c| &c.why));
}
