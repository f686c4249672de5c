//! The loops for x86-64 with AVX2: the blocks in two halves.

use super::super::LEAVES;
use super::{LANES, Left, Splits};
use std::arch::x86_64::*;

#[target_feature(enable = "avx2")]
pub(super) fn pass(splits: Splits<'_>, columns: &[[f32; LANES]], left: &mut Left) {
    let mut start = 0;
    for &(feature, end) in splits.asked {
        let [low, high] = floats(&columns[feature]);
        // The second operand where the first is no number.
        let nothing = _mm256_set1_ps(f32::NEG_INFINITY);
        let most = largest(_mm256_max_ps(high, _mm256_max_ps(low, nothing)));
        for split in &splits.all[start..end] {
            if split.threshold >= most {
                break;
            }
            let threshold = _mm256_set1_ps(split.threshold);
            let right = _mm256_set1_epi32(split.right.cast_signed());
            let stays = [low, high].map(|values| {
                let below = _mm256_cmp_ps::<_CMP_NGT_UQ>(values, threshold);
                _mm256_or_si256(_mm256_castps_si256(below), right)
            });
            let words = &mut left[split.tree as usize];
            let [a, b] = bits(words);
            let halves = words.as_mut_ptr().cast::<__m256i>();
            // SAFETY: sixteen words are two halves; the stores ask for no alignment.
            unsafe {
                _mm256_storeu_si256(halves, _mm256_and_si256(a, stays[0]));
                _mm256_storeu_si256(halves.add(1), _mm256_and_si256(b, stays[1]));
            }
        }
        start = end;
    }
}

#[target_feature(enable = "avx2")]
pub(super) fn sum(base: f32, leaves: &[[f32; LEAVES]], left: &Left) -> [f32; LANES] {
    let mut sums = [_mm256_set1_ps(base); 2];
    for (leaves, left) in leaves.iter().zip(left) {
        for (sum, left) in sums.iter_mut().zip(bits(left)) {
            let place = first_bit(left);
            // SAFETY: a place is less than `LEAVES`.
            let values = unsafe { _mm256_i32gather_ps::<4>(leaves.as_ptr(), place) };
            *sum = _mm256_add_ps(*sum, values);
        }
    }
    let mut out = [0.0; LANES];
    let halves = out.as_mut_ptr();
    // SAFETY: sixteen floats are two halves; the stores ask for no alignment.
    unsafe {
        _mm256_storeu_ps(halves, sums[0]);
        _mm256_storeu_ps(halves.add(8), sums[1]);
    }
    out
}

/// The place of the lowest bit of each word, by the exponent of that bit as a float; less
/// than 32 whatever the word.
#[inline]
#[target_feature(enable = "avx2")]
fn first_bit(words: __m256i) -> __m256i {
    let lowest = _mm256_and_si256(words, _mm256_sub_epi32(_mm256_setzero_si256(), words));
    let float = _mm256_castps_si256(_mm256_cvtepi32_ps(lowest));
    let exponent = _mm256_srli_epi32::<23>(float);
    // The exponent of 1 is 127, which is 31 of 32.
    let place = _mm256_add_epi32(exponent, _mm256_set1_epi32(1));
    _mm256_and_si256(place, _mm256_set1_epi32(31))
}

#[inline]
#[target_feature(enable = "avx2")]
fn largest(values: __m256) -> f32 {
    let four = _mm_max_ps(_mm256_castps256_ps128(values), _mm256_extractf128_ps::<1>(values));
    let two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)))
}

#[inline]
#[target_feature(enable = "avx2")]
fn floats(values: &[f32; LANES]) -> [__m256; 2] {
    let at = values.as_ptr();
    // SAFETY: sixteen floats are two halves; the loads ask for no alignment.
    unsafe { [_mm256_loadu_ps(at), _mm256_loadu_ps(at.add(8))] }
}

#[inline]
#[target_feature(enable = "avx2")]
fn bits(words: &[u32; LANES]) -> [__m256i; 2] {
    let at = words.as_ptr().cast::<__m256i>();
    // SAFETY: sixteen words are two halves; the loads ask for no alignment.
    unsafe { [_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1))] }
}
