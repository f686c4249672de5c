//! Ensembles of decision trees: bytes that `scripts/train_clean.py` wrote to scores.
//!
//! Format, little-endian: `u16` features, `u16` trees, `f32` base; then for each tree `u16`
//! inner nodes, that many nodes (`u16` feature, `f32` threshold, `i16` left, `i16` right: a
//! node where not negative, else leaf `-1 - value`; nodes come before those that they lead
//! to), and one more leaf than nodes as `f32`. A tree has at most 32 leaves.
//!
//! Rows do not walk down the trees, they go through the nodes of all trees feature by feature
//! (QuickScorer: Lucchese et al., SIGIR 2015): a row above a threshold cannot end in the
//! leaves on the left of that node, which takes their bits from what the tree has left. The
//! first leaf left is the row's. No step waits for another, sixteen rows take it at once
//! ([`lanes`]), and thresholds that no row is above are not looked at.

mod lanes;

use super::tile::{LANES, Tile};
use lanes::Splits;

/// Most leaves of a tree: each is a bit.
const LEAVES: usize = u32::BITS as usize;

/// An inner node, seen from its feature.
#[derive(Clone, Copy, Debug)]
struct Split {
    threshold: f32,
    tree: u32,
    /// The leaves of its tree that a row above the threshold may end in.
    right: u32,
}

/// An ensemble; its score is the sum of one leaf of each tree.
#[derive(Debug)]
pub(crate) struct Model {
    base: f32,
    pub(crate) features: usize,
    /// By feature, then by threshold.
    splits: Vec<Split>,
    /// Features that are asked for, each with the end of its splits.
    asked: Vec<(usize, usize)>,
    /// The values of the leaves of each tree, from left to right.
    leaves: Vec<[f32; LEAVES]>,
}

struct Reader<'b>(&'b [u8]);

impl Reader<'_> {
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let (head, rest) = self.0.split_at(N.min(self.0.len()));
        self.0 = rest;
        head.try_into().unwrap_or([0; N])
    }

    fn u16(&mut self) -> u16 {
        u16::from_le_bytes(self.bytes())
    }

    fn i16(&mut self) -> i16 {
        i16::from_le_bytes(self.bytes())
    }

    fn f32(&mut self) -> f32 {
        f32::from_le_bytes(self.bytes())
    }
}

impl Model {
    /// Reads an ensemble.
    pub(crate) fn read(bytes: &[u8]) -> Self {
        let mut reader = Reader(bytes);
        let features = usize::from(reader.u16());
        let trees = usize::from(reader.u16());
        let base = reader.f32();
        let mut splits = Vec::new();
        let leaves = (0..trees as u32).map(|tree| read_tree(&mut reader, tree, &mut splits));
        let leaves = leaves.collect();
        splits.sort_by(|(f, a), (g, b)| f.cmp(g).then(a.threshold.total_cmp(&b.threshold)));
        let mut asked: Vec<(usize, usize)> = Vec::new();
        for (at, &(feature, _)) in splits.iter().enumerate() {
            match asked.last_mut() {
                Some((last, end)) if *last == usize::from(feature) => *end = at + 1,
                _ => asked.push((usize::from(feature), at + 1)),
            }
        }
        let splits = splits.into_iter().map(|(_, split)| split).collect();
        Self { base, features, splits, asked, leaves }
    }

    /// The scores of the blocks in `tile`, in log odds; `left` is room for what each tree has
    /// left.
    pub(super) fn scores(&self, tile: &Tile, left: &mut Vec<[u32; LANES]>) -> [f32; LANES] {
        left.clear();
        left.resize(self.leaves.len(), [!0; LANES]);
        lanes::pass(self.splits(), tile.columns(), left);
        lanes::sum(self.base, &self.leaves, left)
    }

    fn splits(&self) -> Splits<'_> {
        Splits { asked: &self.asked, all: &self.splits }
    }
}

/// Reads one tree: its leaves from left to right, and its nodes into `splits`.
fn read_tree(reader: &mut Reader<'_>, tree: u32, splits: &mut Vec<(u16, Split)>) -> [f32; LEAVES] {
    let inner = usize::from(reader.u16());
    let mut nodes = Vec::with_capacity(inner);
    for _ in 0..inner {
        nodes.push((reader.u16(), reader.f32(), [reader.i16(), reader.i16()]));
    }
    let mut below = vec![1u32; inner];
    let leaves_of = |next: i16, below: &[u32]| usize::try_from(next).map_or(1, |next| below[next]);
    for at in (0..inner).rev() {
        below[at] = nodes[at].2.map(|next| leaves_of(next, &below)).iter().sum();
    }
    // Where the leaves below each node begin, and which place each leaf has.
    let (mut first, mut place) = (vec![0; inner], vec![0; inner + 1]);
    for (at, &(feature, threshold, [left, right])) in nodes.iter().enumerate() {
        let middle = first[at] + leaves_of(left, &below);
        for (next, start) in [(left, first[at]), (right, middle)] {
            match usize::try_from(next) {
                Ok(node) => first[node] = start,
                Err(_) => place[(-1 - next) as usize] = start,
            }
        }
        let gone = (1u32 << middle) - (1 << first[at]);
        splits.push((feature, Split { threshold, tree, right: !gone }));
    }
    let mut leaves = [0.0; LEAVES];
    for place in place {
        leaves[place as usize] = reader.f32();
    }
    leaves
}

/// Log odds to probability.
pub(crate) fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::lanes::{plain, scores_by_avx2};
    use super::*;
    use crate::clean::html::features::Sink;
    use proptest::collection::vec;
    use proptest::prelude::*;

    /// Two trees over two features, the second a single leaf.
    fn model() -> Model {
        let mut bytes = Vec::new();
        bytes.extend(2u16.to_le_bytes());
        bytes.extend(2u16.to_le_bytes());
        bytes.extend(0.5f32.to_le_bytes());
        bytes.extend(2u16.to_le_bytes());
        for (feature, threshold, left, right) in [(0u16, 1.0f32, -1i16, 1i16), (1, 5.0, -2, -3)] {
            bytes.extend(feature.to_le_bytes());
            bytes.extend(threshold.to_le_bytes());
            bytes.extend(left.to_le_bytes());
            bytes.extend(right.to_le_bytes());
        }
        for leaf in [10.0f32, 20.0, 30.0] {
            bytes.extend(leaf.to_le_bytes());
        }
        bytes.extend(0u16.to_le_bytes());
        bytes.extend(100.0f32.to_le_bytes());
        Model::read(&bytes)
    }

    fn tile(model: &Model, rows: &[f32]) -> Tile {
        let mut tile = Tile::new();
        for (lane, row) in rows.chunks(model.features).enumerate() {
            let mut lane = tile.lane(lane, 0, true);
            row.iter().for_each(|&value| lane.put("", value));
        }
        tile
    }

    /// The scores of `rows`, one after the other.
    fn scores(model: &Model, rows: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        for rows in rows.chunks(model.features * LANES) {
            let scores = model.scores(&tile(model, rows), &mut Vec::new());
            out.extend_from_slice(&scores[..rows.len() / model.features]);
        }
        out
    }

    #[test]
    fn rows_go_down_each_tree() {
        let rows = [1.0, 9.0, 2.0, 5.0, 2.0, 6.0, 0.0, 0.0, 1.5, f32::NAN];
        assert_eq!(scores(&model(), &rows), [110.5, 120.5, 130.5, 110.5, 120.5]);
    }

    /// The score of one row that walks down each tree.
    fn walk(bytes: &[u8], row: &[f32]) -> f32 {
        let mut reader = Reader(bytes);
        let (_, trees, mut sum) = (reader.u16(), reader.u16(), reader.f32());
        for _ in 0..trees {
            let inner = usize::from(reader.u16());
            let nodes: Vec<_> = (0..inner)
                .map(|_| (reader.u16(), reader.f32(), [reader.i16(), reader.i16()]))
                .collect();
            let leaves: Vec<f32> = (0..=inner).map(|_| reader.f32()).collect();
            let mut at = if inner == 0 { -1 } else { 0 };
            while let Ok(node) = usize::try_from(at) {
                let (feature, threshold, next) = nodes[node];
                at = next[usize::from(row[usize::from(feature)] > threshold)];
            }
            sum += leaves[(-1 - at) as usize];
        }
        sum
    }

    proptest! {
        /// Invariant 3: the fast path is the plain one.
        #[test]
        fn scores_are_those_of_a_walk(seeds in vec(any::<u32>(), 0..40), scale in -3i32..4) {
            let bytes = include_bytes!("../second.bin");
            let model = Model::read(bytes);
            let value = |seed: u32, feature: usize| {
                let mixed = (seed ^ feature as u32).wrapping_mul(0x9e37_79b1) >> 8;
                (mixed as f32 / 8e6 - 0.5) * 10f32.powi(scale)
            };
            let row = |&seed: &u32| (0..model.features).map(move |f| value(seed, f));
            let rows: Vec<f32> = seeds.iter().flat_map(row).collect();
            let want: Vec<f32> =
                rows.chunks(model.features).map(|row| walk(bytes, row)).collect();
            prop_assert_eq!(scores(&model, &rows), &want[..]);
            let mut left = vec![[!0; LANES]; model.leaves.len()];
            for (rows, want) in rows.chunks(model.features * LANES).zip(want.chunks(LANES)) {
                left.fill([!0; LANES]);
                let tile = tile(&model, rows);
                plain::pass(model.splits(), tile.columns(), &mut left);
                let scores = plain::sum(model.base, &model.leaves, &left);
                prop_assert_eq!(&scores[..want.len()], want);
                let by_avx2 =
                    scores_by_avx2(model.base, model.splits(), &model.leaves, tile.columns());
                prop_assert_eq!(&by_avx2.unwrap_or(scores)[..want.len()], want);
            }
        }
    }

    #[test]
    fn trees_fit_a_word() {
        let bytes = include_bytes!("../second.bin");
        let model = Model::read(bytes);
        let nodes = model.splits.len();
        let size = 8 + 2 * model.leaves.len() + 10 * nodes + 4 * (nodes + model.leaves.len());
        assert_eq!(size, bytes.len());
    }
}
