//! Ensembles of decision trees: bytes that `scripts/train_clean.py` wrote to scores.
//!
//! Format, little-endian: `u16` features, `u16` trees, `f32` base; then for each tree `u16`
//! inner nodes, that many nodes (`u16` feature, `f32` threshold, `i16` left, `i16` right: a
//! node where not negative, else leaf `-1 - value`), and one more leaf than nodes as `f32`.

/// Rows that go down a tree side by side: the steps of one wait for memory, those of four
/// overlap (2.5 times as fast).
const LANES: usize = 4;
/// After these shares of the trees, rows below these log odds are settled: what the other
/// trees could still add is far from any line.
const SETTLED: [(usize, f32); 2] = [(4, -2.8), (2, -3.6)];

/// An inner node or, where `next` leads to itself, a leaf.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// The threshold of an inner node, the value of a leaf.
    value: f32,
    feature: u16,
    /// Where to go at or below the threshold, and above it.
    next: [u16; 2],
}

#[derive(Clone, Copy, Debug)]
struct Tree {
    first: u32,
    depth: u32,
}

/// An ensemble; its score is the sum of one leaf of each tree.
#[derive(Debug)]
pub(crate) struct Model {
    base: f32,
    trees: Vec<Tree>,
    nodes: Vec<Node>,
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
        let mut model = Self { base, trees: Vec::new(), nodes: Vec::new(), features };
        for _ in 0..count {
            model.read_tree(&mut reader);
        }
        model
    }

    fn read_tree(&mut self, reader: &mut Reader<'_>) {
        let first = self.nodes.len();
        let inner = reader.u16();
        let place = |next: i16| if next < 0 { inner + (-1 - next) as u16 } else { next as u16 };
        for _ in 0..inner {
            let feature = reader.u16();
            let value = reader.f32();
            let next = [place(reader.i16()), place(reader.i16())];
            self.nodes.push(Node { value, feature, next });
        }
        for leaf in inner..=2 * inner {
            self.nodes.push(Node { value: reader.f32(), feature: 0, next: [leaf; 2] });
        }
        let nodes = &self.nodes[first..];
        let mut depths = vec![0u32; nodes.len()];
        let mut depth = 0;
        // Nodes come before the nodes that they lead to.
        for at in 0..usize::from(inner) {
            for next in nodes[at].next {
                depths[usize::from(next)] = depths[at] + 1;
                depth = depth.max(depths[at] + 1);
            }
        }
        self.trees.push(Tree { first: first as u32, depth });
    }

    /// The scores of `rows`, one after the other, in log odds. A row that is settled early has
    /// the score of the trees that it saw.
    pub(crate) fn scores(&self, rows: &[f32]) -> Vec<f32> {
        let mut out = Vec::with_capacity(rows.len() / self.features.max(1));
        let mut waiting = [&rows[..0]; LANES];
        let mut count = 0;
        for row in rows.chunks_exact(self.features.max(1)) {
            waiting[count] = row;
            count += 1;
            if count == LANES {
                out.extend(self.lanes(waiting));
                count = 0;
            }
        }
        if count > 0 {
            let last = waiting[count - 1];
            waiting[count..].fill(last);
            out.extend(&self.lanes(waiting)[..count]);
        }
        out
    }

    fn lanes(&self, rows: [&[f32]; LANES]) -> [f32; LANES] {
        let mut sums = [self.base; LANES];
        let checks = SETTLED.map(|(part, _)| self.trees.len() / part);
        for (done, tree) in self.trees.iter().enumerate() {
            for (check, (_, settled)) in checks.iter().zip(SETTLED) {
                if done == *check && sums.iter().all(|&s| s < settled) {
                    return sums;
                }
            }
            let nodes = &self.nodes[tree.first as usize..];
            let mut at = [0u16; LANES];
            for _ in 0..tree.depth {
                for lane in 0..LANES {
                    let node = nodes[usize::from(at[lane])];
                    let above = rows[lane][usize::from(node.feature)] > node.value;
                    at[lane] = node.next[usize::from(above)];
                }
            }
            for lane in 0..LANES {
                sums[lane] += nodes[usize::from(at[lane])].value;
            }
        }
        sums
    }
}

/// Log odds to probability.
pub(crate) fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn rows_go_down_each_tree() {
        let rows = [1.0, 9.0, 2.0, 5.0, 2.0, 6.0, 0.0, 0.0, 1.5, 5.5];
        assert_eq!(model().scores(&rows), [110.5, 120.5, 130.5, 110.5, 130.5]);
        assert!(model().scores(&[]).is_empty());
    }
}
