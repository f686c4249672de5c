//! The loops for x86-64 with AVX-512: all sixteen blocks at once.

use super::super::{LEAVES, Split};
use super::{LANES, Left, Splits};

/// As [`super::pass`]; false where the processor or the compiler (before 1.89) does not have the
/// instructions.
#[rustversion::since(1.89)]
pub(super) fn pass(splits: Splits<'_>, columns: &[[f32; LANES]], left: &mut Left) -> bool {
    let has = is_x86_feature_detected!("avx512f");
    if has {
        // SAFETY: the processor has what the function enables.
        unsafe { lanes::pass(splits, columns, left) }
    }
    has
}

/// As [`super::sum`], where there are the instructions.
#[rustversion::since(1.89)]
pub(super) fn sum(base: f32, leaves: &[[f32; LEAVES]], left: &Left) -> Option<[f32; LANES]> {
    let has = is_x86_feature_detected!("avx512f");
    // SAFETY: the processor has what the function enables.
    has.then(|| unsafe { lanes::sum(base, leaves, left) })
}

#[rustversion::before(1.89)]
pub(super) fn pass(_: Splits<'_>, _: &[[f32; LANES]], _: &mut Left) -> bool {
    false
}

#[rustversion::before(1.89)]
pub(super) fn sum(_: f32, _: &[[f32; LEAVES]], _: &Left) -> Option<[f32; LANES]> {
    None
}

#[rustversion::since(1.89)]
#[allow(clippy::incompatible_msrv)]
mod lanes {
    use super::{LANES, LEAVES, Left, Split, Splits};
    use std::arch::x86_64::*;

    #[target_feature(enable = "avx512f")]
    pub(super) fn pass(splits: Splits<'_>, columns: &[[f32; LANES]], left: &mut Left) {
        let mut start = 0;
        for &(feature, end) in splits.asked {
            let values = floats(&columns[feature]);
            // The second operand where the first is no number.
            let most = _mm512_max_ps(values, _mm512_set1_ps(f32::NEG_INFINITY));
            let most = _mm512_reduce_max_ps(most);
            for &Split { threshold, tree, right } in &splits.all[start..end] {
                if threshold >= most {
                    break;
                }
                let above = _mm512_cmp_ps_mask::<_CMP_GT_OQ>(values, _mm512_set1_ps(threshold));
                let words = &mut left[tree as usize];
                let right = _mm512_set1_epi32(right.cast_signed());
                let kept = _mm512_mask_and_epi32(bits(words), above, bits(words), right);
                // SAFETY: sixteen words; the store asks for no alignment.
                unsafe { _mm512_storeu_si512(words.as_mut_ptr().cast(), kept) };
            }
            start = end;
        }
    }

    #[target_feature(enable = "avx512f")]
    pub(super) fn sum(base: f32, leaves: &[[f32; LEAVES]], left: &Left) -> [f32; LANES] {
        let mut sum = _mm512_set1_ps(base);
        for (leaves, left) in leaves.iter().zip(left) {
            let [low, high] = leaves.as_chunks::<LANES>().0 else { continue };
            let left = bits(left);
            let lowest = _mm512_and_si512(left, _mm512_sub_epi32(_mm512_setzero_si512(), left));
            // The place of the lowest bit is its exponent as a float; that of 1 is 127, 31 of 32.
            let exponent = _mm512_srli_epi32::<23>(_mm512_castps_si512(_mm512_cvtepi32_ps(lowest)));
            let place = _mm512_add_epi32(exponent, _mm512_set1_epi32(1));
            // Of each place the lower five bits count.
            let values = _mm512_permutex2var_ps(floats(low), place, floats(high));
            sum = _mm512_add_ps(sum, values);
        }
        let mut out = [0.0; LANES];
        // SAFETY: sixteen floats; the store asks for no alignment.
        unsafe { _mm512_storeu_ps(out.as_mut_ptr(), sum) };
        out
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn floats(values: &[f32; LANES]) -> __m512 {
        // SAFETY: sixteen floats; the load asks for no alignment.
        unsafe { _mm512_loadu_ps(values.as_ptr()) }
    }

    #[inline]
    #[target_feature(enable = "avx512f")]
    fn bits(words: &[u32; LANES]) -> __m512i {
        // SAFETY: sixteen words; the load asks for no alignment.
        unsafe { _mm512_loadu_si512(words.as_ptr().cast()) }
    }
}
