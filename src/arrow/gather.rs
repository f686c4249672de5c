//! [`Gather`]: the results of a batch in as few arrays as can hold them.

use super::column::Column;
use arrow_array::ArrayRef;
use arrow_schema::ArrowError;

/// Results that grow in order.
///
/// Lists and strings of Arrow end at `i32::MAX`: what would go past it begins another array.
#[derive(Debug)]
pub struct Gather {
    empty: Column,
    full: Vec<Column>,
    column: Column,
    /// Bytes of the sources whose results `column` holds.
    here: usize,
    /// Bytes of the sources whose results are still to come.
    left: usize,
    limit: usize,
}

impl Gather {
    /// No results yet for `expected` bytes of sources; `empty` is a column without values.
    pub fn new(empty: Column, expected: usize) -> Self {
        Self {
            column: empty.clone(),
            empty,
            full: Vec::new(),
            here: 0,
            left: expected,
            limit: i32::MAX as usize,
        }
    }

    /// The column that takes the results for the next `bytes` of sources, whose extent is at most
    /// `most`: without a copy, as [`Gather::add`] makes.
    pub fn column(&mut self, most: usize, bytes: usize) -> &mut Column {
        self.make_room(most, bytes);
        &mut self.column
    }

    /// Moves the results for `bytes` of sources to the others.
    pub fn add(&mut self, results: &mut Column, bytes: usize) {
        self.make_room(results.extent(), bytes);
        self.column.append(results);
    }

    fn make_room(&mut self, more: usize, bytes: usize) {
        let extent = self.column.extent();
        if extent.saturating_add(more) > self.limit && !self.column.is_empty() {
            self.full.push(std::mem::replace(&mut self.column, self.empty.clone()));
            self.here = 0;
        } else if self.here > 0 {
            // What the first results took, the others will take too, and a little more: to move them
            // costs more than room that is not touched.
            let times = |bytes: usize| bytes as f64 / self.here as f64;
            let all = (1.2 * times(self.left)).min(self.limit as f64 / extent.max(1) as f64);
            self.column.prepare(1.5 * times(bytes), all);
        }
        self.here += bytes;
        self.left = self.left.saturating_sub(bytes);
    }

    /// The arrays: one, where that can hold all.
    pub fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        self.full.push(self.column);
        self.full.into_iter().map(Column::finish).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arrow::record::{Cell, Type};

    fn texts(of: &[&'static str]) -> Column {
        let mut column = Column::new(Type::Text);
        of.iter().for_each(|text| column.push(Cell::text(*text)));
        column
    }

    /// Lengths of the arrays, with `limit` for the end of Arrow's offsets.
    fn lengths(limit: usize, blocks: &[&[&'static str]]) -> Vec<usize> {
        let mut gather = Gather::new(Column::new(Type::Text), 100);
        gather.limit = limit;
        blocks.iter().for_each(|block| gather.add(&mut texts(block), 10));
        gather.finish().expect("arrays").iter().map(|array| array.len()).collect()
    }

    #[test]
    fn what_does_not_fit_begins_another_array() {
        let blocks: [&[&str]; 4] = [&["aaa", "bb"], &["ccc", "dd"], &["e"], &["ffffffff"]];
        assert_eq!(lengths(100, &blocks), [6]);
        assert_eq!(lengths(10, &blocks), [4, 2]);
        assert_eq!(lengths(9, &blocks), [2, 3, 1]);
    }
}
