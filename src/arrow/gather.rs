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
    reserved: bool,
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
            reserved: false,
            limit: i32::MAX as usize,
        }
    }

    /// The column that takes the results for the next `bytes` of sources, whose extent is at most
    /// `most`: without a copy, as [`Gather::add`] makes.
    pub fn column(&mut self, most: usize, bytes: usize) -> &mut Column {
        self.make_room(most);
        self.count(bytes);
        &mut self.column
    }

    /// Adds the results for `bytes` of sources.
    pub fn add(&mut self, results: Column, bytes: usize) {
        self.make_room(results.extent());
        self.count(bytes);
        self.column.append(results);
    }

    fn make_room(&mut self, more: usize) {
        let extent = self.column.extent();
        if extent.saturating_add(more) > self.limit && !self.column.is_empty() {
            self.full.push(std::mem::replace(&mut self.column, self.empty.clone()));
            (self.here, self.reserved) = (0, false);
        } else if self.here > 0 && !self.reserved {
            // What the first results took, the others will take too: a little more than that, or
            // the last of them move all.
            let times = 1.05 * self.left as f64 / self.here as f64;
            self.column.reserve(times.min(self.limit as f64 / extent.max(1) as f64));
            self.reserved = true;
        }
    }

    fn count(&mut self, bytes: usize) {
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
        blocks.iter().for_each(|block| gather.add(texts(block), 10));
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
