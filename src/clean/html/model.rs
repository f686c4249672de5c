//! Ensembles of decision trees: bytes that `scripts/train_clean.py` wrote to scores.
//!
//! Format, little-endian: `u16` features, `u16` trees, `f32` base; then for each tree `u16`
//! inner nodes, that many nodes (`u16` feature, `f32` threshold, `i16` left, `i16` right: a
//! node where not negative, else leaf `-1 - value`), and one more leaf than nodes as `f32`.

#[derive(Clone, Copy, Debug)]
struct Node {
    threshold: f32,
    feature: u16,
    /// Where to go at or below the threshold, and above it; negative is a leaf.
    next: [i16; 2],
}

/// An ensemble; its score is the sum of one leaf of each tree.
#[derive(Debug)]
pub(crate) struct Model {
    base: f32,
    /// First node and first leaf of each tree.
    trees: Vec<(u32, u32)>,
    nodes: Vec<Node>,
    leaves: Vec<f32>,
    pub(crate) features: usize,
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
        let count = reader.u16();
        let base = reader.f32();
        let mut model =
            Self { base, trees: Vec::new(), nodes: Vec::new(), leaves: Vec::new(), features };
        for _ in 0..count {
            model.trees.push((model.nodes.len() as u32, model.leaves.len() as u32));
            let inner = reader.u16();
            for _ in 0..inner {
                let feature = reader.u16();
                let threshold = reader.f32();
                let next = [reader.i16(), reader.i16()];
                model.nodes.push(Node { threshold, feature, next });
            }
            for _ in 0..=inner {
                model.leaves.push(reader.f32());
            }
        }
        model
    }

    /// The score of one row of features, in log odds.
    pub(crate) fn score(&self, row: &[f32]) -> f32 {
        let mut sum = self.base;
        for &(first_node, first_leaf) in &self.trees {
            let mut at = 0;
            while at >= 0 {
                let node = self.nodes[first_node as usize + at as usize];
                at = node.next[usize::from(row[usize::from(node.feature)] > node.threshold)];
            }
            sum += self.leaves[first_leaf as usize + (-1 - at) as usize];
        }
        sum
    }
}

/// Log odds to probability.
pub(crate) fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}
