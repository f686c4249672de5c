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
//! ([`lanes`]), thresholds that no row is above are not looked at, and nodes of features that are
//! the same for all rows of a page are gone through once a page.

mod lanes;

use super::tile::{LANES, Tile};
use lanes::Splits;
use std::ops::Range;

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

/// The nodes of some features.
#[derive(Debug, Default)]
struct Nodes {
    /// By feature, then by threshold.
    splits: Vec<Split>,
    /// Features that are asked for, each with the end of its splits.
    asked: Vec<(usize, usize)>,
}

impl Nodes {
    fn new(mut found: Vec<(usize, Split)>) -> Self {
        found.sort_by(|(f, a), (g, b)| f.cmp(g).then(a.threshold.total_cmp(&b.threshold)));
        let mut nodes = Self::default();
        for (feature, split) in found {
            nodes.splits.push(split);
            let end = nodes.splits.len();
            match nodes.asked.last_mut() {
                Some((last, last_end)) if *last == feature => *last_end = end,
                _ => nodes.asked.push((feature, end)),
            }
        }
        nodes
    }

    fn splits(&self) -> Splits<'_> {
        Splits { asked: &self.asked, all: &self.splits }
    }
}

/// An ensemble; its score is the sum of one leaf of each tree.
#[derive(Debug)]
pub(crate) struct Model {
    base: f32,
    pub(crate) features: usize,
    /// Those of a block.
    block: Nodes,
    /// Those of its page, by their place among the features of the page.
    page: Nodes,
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
    /// Reads an ensemble; `of_page` says which of so many features are the same for all blocks of
    /// a page.
    pub(crate) fn read(bytes: &[u8], of_page: impl FnOnce(usize) -> Vec<Range<usize>>) -> Self {
        let mut reader = Reader(bytes);
        let features = usize::from(reader.u16());
        let trees = usize::from(reader.u16());
        let base = reader.f32();
        let mut splits = Vec::new();
        let leaves = (0..trees as u32).map(|tree| read_tree(&mut reader, tree, &mut splits));
        let leaves = leaves.collect();
        let of_page: Vec<usize> = of_page(features).into_iter().flatten().collect();
        let (mut block, mut page) = (Vec::new(), Vec::new());
        for (feature, split) in splits {
            let feature = usize::from(feature);
            match of_page.iter().position(|&other| other == feature) {
                Some(place) => page.push((place, split)),
                None => block.push((feature, split)),
            }
        }
        Self { base, features, block: Nodes::new(block), page: Nodes::new(page), leaves }
    }

    /// What each tree has left for all blocks of a page with these features.
    pub(super) fn begin(&self, page: &[f32]) -> Vec<u32> {
        let mut left = vec![!0; self.leaves.len()];
        let mut start = 0;
        for &(place, end) in &self.page.asked {
            let splits = &self.page.splits[start..end];
            for split in splits.iter().take_while(|split| page[place] > split.threshold) {
                left[split.tree as usize] &= split.right;
            }
            start = end;
        }
        left
    }

    /// The scores of the blocks in `tile`, in log odds, on a page that leaves the trees `begun`;
    /// `left` is room for what each has left.
    pub(super) fn scores(
        &self,
        tile: &Tile,
        begun: &[u32],
        left: &mut Vec<[u32; LANES]>,
    ) -> [f32; LANES] {
        left.clear();
        left.extend(begun.iter().map(|&begun| [begun; LANES]));
        lanes::pass(self.block.splits(), tile.columns(), left);
        lanes::sum(self.base, &self.leaves, left)
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
        Model::read(&bytes, |_| Vec::new())
    }

    fn tile(model: &Model, rows: &[f32]) -> Tile {
        let mut tile = Tile::new();
        for (lane, row) in rows.chunks(model.features).enumerate() {
            let mut lane = tile.lane(lane, 0);
            row.iter().for_each(|&value| lane.put("", value));
        }
        tile
    }

    /// The scores of `rows`, one after the other.
    fn scores(model: &Model, rows: &[f32]) -> Vec<f32> {
        let mut out = Vec::new();
        for rows in rows.chunks(model.features * LANES) {
            let scores = model.scores(&tile(model, rows), &model.begin(&[]), &mut Vec::new());
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
            let model = Model::read(bytes, |_| Vec::new());
            let row = |&seed: &u32| (0..model.features).map(move |f| value(seed, f, scale));
            let rows: Vec<f32> = seeds.iter().flat_map(row).collect();
            let want: Vec<f32> =
                rows.chunks(model.features).map(|row| walk(bytes, row)).collect();
            prop_assert_eq!(scores(&model, &rows), &want[..]);
            let mut left = vec![[!0; LANES]; model.leaves.len()];
            for (rows, want) in rows.chunks(model.features * LANES).zip(want.chunks(LANES)) {
                left.fill([!0; LANES]);
                let tile = tile(&model, rows);
                plain::pass(model.block.splits(), tile.columns(), &mut left);
                let scores = plain::sum(model.base, &model.leaves, &left);
                prop_assert_eq!(&scores[..want.len()], want);
                let by_avx2 =
                    scores_by_avx2(model.base, model.block.splits(), &model.leaves, tile.columns());
                prop_assert_eq!(&by_avx2.unwrap_or(scores)[..want.len()], want);
            }
        }

        #[test]
        fn features_of_a_page_are_asked_for_once(
            seed in any::<u32>(), scale in -3i32..4, from in 0usize..347, length in 0usize..99,
        ) {
            let bytes = include_bytes!("../second.bin");
            let model = Model::read(bytes, |all| vec![0..1, from.max(1)..(from + length).min(all)]);
            let row: Vec<f32> = (0..model.features).map(|f| value(seed, f, scale)).collect();
            let end = (from + length).min(model.features).max(from.max(1));
            let page = [&row[..1], &row[from.max(1)..end]].concat();
            let scores = model.scores(&tile(&model, &row), &model.begin(&page), &mut Vec::new());
            prop_assert_eq!(scores[0], walk(bytes, &row));
        }
    }

    /// Some value of a feature.
    fn value(seed: u32, feature: usize, scale: i32) -> f32 {
        let mixed = (seed ^ feature as u32).wrapping_mul(0x9e37_79b1) >> 8;
        (mixed as f32 / 8e6 - 0.5) * 10f32.powi(scale)
    }

    #[test]
    fn trees_fit_a_word() {
        let bytes = include_bytes!("../second.bin");
        let model = Model::read(bytes, |_| Vec::new());
        let nodes = model.block.splits.len();
        let size = 8 + 2 * model.leaves.len() + 10 * nodes + 4 * (nodes + model.leaves.len());
        assert_eq!(size, bytes.len());
    }
}
