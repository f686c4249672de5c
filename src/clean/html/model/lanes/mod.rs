//! The two loops of an ensemble over the blocks of a tile, for AVX-512, for AVX2 and for any
//! processor: the only `unsafe` code of this stage.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;

use super::super::tile::LANES;
use super::{LEAVES, Split};

/// What each tree has left for each block: a bit a leaf.
pub(super) type Left = [[u32; LANES]];

/// The splits of the features that are asked for: each feature with the end of its own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Splits<'m> {
    pub(super) asked: &'m [(usize, usize)],
    pub(super) all: &'m [Split],
}

/// Takes from `left` the leaves that the blocks with these features cannot end in.
pub(super) fn pass(splits: Splits<'_>, columns: &[[f32; LANES]], left: &mut Left) {
    #[cfg(target_arch = "x86_64")]
    {
        if avx512::pass(splits, columns, left) {
            return;
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has what the function enables.
            return unsafe { avx2::pass(splits, columns, left) };
        }
    }
    plain::pass(splits, columns, left);
}

/// `base` and, for each block, the first leaf left of each tree.
pub(super) fn sum(base: f32, leaves: &[[f32; LEAVES]], left: &Left) -> [f32; LANES] {
    #[cfg(target_arch = "x86_64")]
    {
        if let Some(sums) = avx512::sum(base, leaves, left) {
            return sums;
        }
        if is_x86_feature_detected!("avx2") {
            // SAFETY: the processor has what the function enables.
            return unsafe { avx2::sum(base, leaves, left) };
        }
    }
    plain::sum(base, leaves, left)
}

/// What [`pass`] and [`sum`] do, by AVX2 where there is that.
#[cfg(test)]
pub(super) fn scores_by_avx2(
    base: f32,
    splits: Splits<'_>,
    leaves: &[[f32; LEAVES]],
    columns: &[[f32; LANES]],
) -> Option<[f32; LANES]> {
    #[cfg(target_arch = "x86_64")]
    if is_x86_feature_detected!("avx2") {
        let mut left = vec![[!0; LANES]; leaves.len()];
        // SAFETY: the processor has what the functions enable.
        return unsafe {
            avx2::pass(splits, columns, &mut left);
            Some(avx2::sum(base, leaves, &left))
        };
    }
    None
}

pub(super) mod plain {
    use super::{LANES, LEAVES, Left, Splits};

    pub(crate) fn pass(splits: Splits<'_>, columns: &[[f32; LANES]], left: &mut Left) {
        let mut start = 0;
        for &(feature, end) in splits.asked {
            let values = columns[feature];
            let most = values.into_iter().fold(f32::NEG_INFINITY, f32::max);
            for split in splits.all[start..end].iter().take_while(|s| s.threshold < most) {
                for (left, value) in left[split.tree as usize].iter_mut().zip(values) {
                    *left &= if value > split.threshold { split.right } else { !0 };
                }
            }
            start = end;
        }
    }

    pub(crate) fn sum(base: f32, leaves: &[[f32; LEAVES]], left: &Left) -> [f32; LANES] {
        let mut sums = [base; LANES];
        for (leaves, left) in leaves.iter().zip(left) {
            for (sum, left) in sums.iter_mut().zip(left) {
                *sum += leaves[left.trailing_zeros() as usize % LEAVES];
            }
        }
        sums
    }
}
