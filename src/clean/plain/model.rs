//! The trees of `scripts/train_plain.py`, run over all blocks at once.
//!
//! Every tree is oblivious: one question (feature, threshold) a level, the same for all
//! nodes of the level, so that a tree is six comparisons of columns and one look-up a block.

use super::columns::Columns;
use super::lexicon::SLOTS;

/// Little-endian: trees of the first and of the second stage (u16 each), their biases (i32
/// each), the lexicon (`SLOTS` bytes), then the trees: `DEPTH` pairs of feature and threshold, `LEAVES` values (i16).
const WEIGHTS: &[u8] = include_bytes!("weights.bin");
const HEAD: usize = 12 + SLOTS;
const DEPTH: usize = 6;
const LEAVES: usize = 1 << DEPTH;
const TREE: usize = 2 * DEPTH + 2 * LEAVES;
/// What a leaf value of one stands for, in units of the logit.
const UNIT: f32 = 1.0 / 4096.0;
/// Blocks that one tree is run over before the next: their columns stay in the cache.
const CHUNK: usize = 64;
/// And those of the rest of a text.
const SMALL: usize = 16;

/// Trees that all blocks go through.
const HEAD_TREES: usize = 100;
/// The sum from which on the other trees hardly change the score: a logit of 3.5.
const SURE: i32 = (3.5 / UNIT) as i32;

/// One of the two models.
#[derive(Clone, Copy)]
pub(super) enum Stage {
    First,
    Second,
}

fn number(at: usize) -> usize {
    usize::from(u16::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1]]))
}

fn parts(stage: Stage) -> (i32, &'static [u8]) {
    let (first, second) = (number(0), number(2));
    let bias = |at: usize| {
        i32::from_le_bytes([WEIGHTS[at], WEIGHTS[at + 1], WEIGHTS[at + 2], WEIGHTS[at + 3]])
    };
    let middle = HEAD + first * TREE;
    match stage {
        Stage::First => (bias(4), &WEIGHTS[HEAD..middle]),
        Stage::Second => (bias(8), &WEIGHTS[middle..middle + second * TREE]),
    }
}

/// The weights of words and pairs of words.
pub(super) fn lexicon() -> &'static [u8] {
    &WEIGHTS[12..HEAD]
}

/// The probability of each block that it is content.
///
/// Most blocks are sure after the first trees; the others are drawn together for the rest.
pub(super) fn scores(stage: Stage, columns: &Columns) -> Vec<f32> {
    let (bias, trees) = parts(stage);
    let (head, rest) = trees.split_at(trees.len().min(HEAD_TREES * TREE));
    let mut sums = vec![bias; columns.rows];
    add(head, columns, &mut sums);
    let unsure = (0..sums.len()).filter(|&i| sums[i].abs() < SURE).collect::<Vec<_>>();
    let mut others: Vec<i32> = unsure.iter().map(|&i| sums[i]).collect();
    add(rest, &columns.only(&unsure), &mut others);
    unsure.iter().zip(others).for_each(|(&i, sum)| sums[i] = sum);
    sums.into_iter().map(|s| 1.0 / (1.0 + (-(s as f32) * UNIT).exp())).collect()
}

/// Adds what `trees` say of each block.
fn add(trees: &[u8], columns: &Columns, sums: &mut [i32]) {
    let mut from = 0;
    while from < columns.rows {
        let sums = &mut sums[from..];
        // The compiler makes the loops of a full chunk of a known length those of vectors.
        from += match sums.first_chunk_mut::<CHUNK>() {
            Some(sums) => full(trees, columns, from, sums),
            None => match sums.first_chunk_mut::<SMALL>() {
                Some(sums) => full(trees, columns, from, sums),
                None => {
                    let n = sums.len();
                    trees.chunks_exact(TREE).for_each(|tree| run(tree, columns, from, sums));
                    n
                }
            },
        };
    }
}

fn full<const N: usize>(
    trees: &[u8],
    columns: &Columns,
    from: usize,
    sums: &mut [i32; N],
) -> usize {
    for tree in trees.chunks_exact(TREE) {
        let (questions, leaves) = tree.split_at(2 * DEPTH);
        let mut leaf = [0u8; N];
        for (level, question) in questions.chunks_exact(2).enumerate() {
            let (threshold, bit) = (question[1], 1u8 << level);
            let column = columns.column(usize::from(question[0]));
            let Some(values) = column[from..].first_chunk::<N>() else { break };
            for (leaf, &value) in leaf.iter_mut().zip(values) {
                *leaf |= if value > threshold { bit } else { 0 };
            }
        }
        let Some(leaves) = leaves.first_chunk::<{ 2 * LEAVES }>() else { break };
        for (sum, &leaf) in sums.iter_mut().zip(&leaf) {
            let at = 2 * (usize::from(leaf) % LEAVES);
            *sum += i32::from(i16::from_le_bytes([leaves[at], leaves[at + 1]]));
        }
    }
    N
}

fn run(tree: &[u8], columns: &Columns, from: usize, sums: &mut [i32]) {
    let mut leaf = [0u8; CHUNK];
    let (questions, leaves) = tree.split_at(2 * DEPTH);
    for (level, question) in questions.chunks_exact(2).enumerate() {
        let threshold = question[1];
        let column = &columns.column(usize::from(question[0]))[from..from + sums.len()];
        for (leaf, &value) in leaf.iter_mut().zip(column) {
            *leaf |= u8::from(value > threshold) << level;
        }
    }
    for (sum, &leaf) in sums.iter_mut().zip(&leaf) {
        let at = 2 * usize::from(leaf);
        *sum += i32::from(i16::from_le_bytes([leaves[at], leaves[at + 1]]));
    }
}
