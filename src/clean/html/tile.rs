//! Features of sixteen blocks side by side, as the model takes them.

use super::features::Sink;

/// Blocks that are scored at once.
pub(super) const LANES: usize = 16;
/// More features than a block has: the place of each is known when the code is made.
pub(super) const MOST: usize = 384;

/// The features of up to [`LANES`] blocks of one page: a column a feature, a lane a block.
#[derive(Debug)]
pub(super) struct Tile {
    columns: Box<[[f32; LANES]; MOST]>,
}

impl Tile {
    pub(super) fn new() -> Self {
        Self { columns: Box::new([[0.0; LANES]; MOST]) }
    }

    /// Takes the features of the block in `lane` from that numbered `from` on; those of its page
    /// it leaves out.
    #[inline(always)]
    pub(super) fn lane(&mut self, lane: usize, from: usize) -> Lane<'_> {
        Lane { columns: &mut self.columns, lane: lane % LANES, at: from }
    }

    /// A column for each feature.
    pub(super) fn columns(&self) -> &[[f32; LANES]] {
        &self.columns[..]
    }
}

/// Takes the features of one block.
#[derive(Debug)]
pub(super) struct Lane<'t> {
    columns: &'t mut [[f32; LANES]; MOST],
    lane: usize,
    at: usize,
}

impl Sink for Lane<'_> {
    #[inline(always)]
    fn put(&mut self, _name: &str, value: f32) {
        if let Some(column) = self.columns.get_mut(self.at) {
            column[self.lane] = value;
        }
        self.at += 1;
    }

    #[inline(always)]
    fn page(&mut self, _fill: impl FnOnce(&mut Self)) {}
}
