//! Features of sixteen blocks side by side, as the model takes them.

use super::features::Sink;

/// Blocks that are scored at once.
pub(super) const LANES: usize = 16;

/// The features of up to [`LANES`] blocks of one page: a column a feature, a lane a block.
#[derive(Debug)]
pub(super) struct Tile {
    columns: Vec<[f32; LANES]>,
    /// Of each column that begins a run of features of the whole page, where the run ends once
    /// it is filled: it is so for all blocks to come.
    ends: Vec<usize>,
    lane: usize,
    at: usize,
}

impl Tile {
    pub(super) fn new(features: usize) -> Self {
        Self { columns: vec![[0.0; LANES]; features], ends: vec![0; features], lane: 0, at: 0 }
    }

    /// What is put next are the features of the block in `lane`.
    pub(super) fn begin(&mut self, lane: usize) {
        (self.lane, self.at) = (lane, 0);
    }

    /// A column for each feature.
    pub(super) fn columns(&self) -> &[[f32; LANES]] {
        &self.columns
    }
}

impl Sink for Tile {
    #[inline]
    fn put(&mut self, _name: &str, value: f32) {
        if let Some(column) = self.columns.get_mut(self.at) {
            column[self.lane % LANES] = value;
        }
        self.at += 1;
    }

    fn page(&mut self, fill: impl FnOnce(&mut Self)) {
        let from = self.at;
        match self.ends.get(from) {
            Some(&end) if end > 0 => self.at = end,
            _ => {
                fill(self);
                let (lane, end) = (self.lane % LANES, self.at.min(self.columns.len()));
                for column in self.columns.get_mut(from..end).unwrap_or_default() {
                    *column = [column[lane]; LANES];
                }
                if let Some(known) = self.ends.get_mut(from) {
                    *known = end;
                }
            }
        }
    }
}
