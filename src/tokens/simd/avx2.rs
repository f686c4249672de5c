//! [`Lanes`] for x86-64 with AVX2 and BMI2 (Intel since 2013, AMD since 2015).

use super::{BLOCK, Kernel, Lanes, POINT_BITS};
use std::arch::x86_64::*;

/// Proof that the processor has what this module uses: only [`Avx2::detect`] makes one.
#[derive(Clone, Copy)]
pub(in crate::tokens) struct Avx2(());

impl Avx2 {
    #[inline]
    pub(super) fn detect() -> Option<Self> {
        let has = is_x86_feature_detected!("avx2")
            && is_x86_feature_detected!("bmi1")
            && is_x86_feature_detected!("bmi2")
            && is_x86_feature_detected!("lzcnt")
            && is_x86_feature_detected!("popcnt");
        has.then_some(Self(()))
    }
}

/// Runs `kernel` with the processor's features on.
#[inline]
pub(super) fn run<K: Kernel>(kernel: K, lanes: Avx2) -> K::Output {
    // SAFETY: `lanes` proves that the processor has the features.
    unsafe { enabled(kernel, lanes) }
}

#[target_feature(enable = "avx2,bmi1,bmi2,lzcnt,popcnt")]
fn enabled<K: Kernel>(kernel: K, lanes: Avx2) -> K::Output {
    kernel.run(lanes)
}

type Bytes = [__m256i; 2];

/// For every byte of a mask, the places of its set bits.
static PLACES: [[u8; 8]; 256] = {
    let mut table = [[0; 8]; 256];
    let mut byte = 0;
    while byte < 256 {
        let (mut bit, mut to) = (0, 0);
        while bit < 8 {
            if byte >> bit & 1 == 1 {
                table[byte][to] = bit;
                to += 1;
            }
            bit += 1;
        }
        byte += 1;
    }
    table
};

/// `f` of both halves. `array::map` is not sure to be inlined, and what is not loses the features.
macro_rules! both {
    ($v:expr, |$half:ident| $f:expr) => {{
        let [low, high] = $v;
        let low = {
            let $half = low;
            $f
        };
        let high = {
            let $half = high;
            $f
        };
        [low, high]
    }};
}

/// The highest bit of every byte.
#[inline(always)]
fn mask(v: Bytes) -> u64 {
    // SAFETY: called only by methods of `Avx2`, which proves the features.
    let [low, high] = unsafe { [_mm256_movemask_epi8(v[0]), _mm256_movemask_epi8(v[1])] };
    u64::from(high as u32) << 32 | u64::from(low as u32)
}

// SAFETY, for every block below: `self` proves that the processor has AVX2, BMI1, BMI2, LZCNT and
// POPCNT; what is said beside a block is about its pointers.
impl Lanes for Avx2 {
    type Bytes = Bytes;

    #[inline(always)]
    fn load(self, bytes: &[u8; BLOCK]) -> Bytes {
        let at = bytes.as_ptr().cast::<__m256i>();
        // SAFETY: 64 bytes are readable from `at`; no alignment is asked for.
        unsafe { [_mm256_loadu_si256(at), _mm256_loadu_si256(at.add(1))] }
    }

    #[inline(always)]
    fn store(self, v: Bytes, out: &mut [u8; BLOCK]) {
        let at = out.as_mut_ptr().cast::<__m256i>();
        // SAFETY: 64 bytes are writable from `at`; no alignment is asked for.
        unsafe {
            _mm256_storeu_si256(at, v[0]);
            _mm256_storeu_si256(at.add(1), v[1]);
        }
    }

    #[inline(always)]
    fn letters(self, v: Bytes) -> Bytes {
        // SAFETY: features as above. The sum brings `z` to 127, so that one signed comparison
        // tells the 26 letters; no byte from 0x80 on comes out above 101.
        both!(v, |v| unsafe {
            let lower = _mm256_or_si256(v, _mm256_set1_epi8(0x20));
            let moved = _mm256_add_epi8(lower, _mm256_set1_epi8(127 - b'z' as i8));
            _mm256_cmpgt_epi8(moved, _mm256_set1_epi8(127 - 26))
        })
    }

    #[inline(always)]
    fn digits(self, v: Bytes) -> Bytes {
        // SAFETY: features as above. The sum brings `9` to 127.
        both!(v, |v| unsafe {
            let moved = _mm256_add_epi8(v, _mm256_set1_epi8(127 - b'9' as i8));
            _mm256_cmpgt_epi8(moved, _mm256_set1_epi8(127 - 10))
        })
    }

    #[inline(always)]
    fn marks(self, v: Bytes, marks: &[u8; 16], codes: &[u8; 16]) -> Bytes {
        // SAFETY: features as above; 16 bytes are readable from each table. The shuffle gives 0
        // for a byte from 0x80 on, which is never equal to it.
        unsafe {
            let marks = _mm256_broadcastsi128_si256(_mm_loadu_si128(marks.as_ptr().cast()));
            let codes = _mm256_broadcastsi128_si256(_mm_loadu_si128(codes.as_ptr().cast()));
            both!(v, |v| {
                let is = _mm256_cmpeq_epi8(_mm256_shuffle_epi8(marks, v), v);
                _mm256_and_si256(is, _mm256_shuffle_epi8(codes, v))
            })
        }
    }

    #[inline(always)]
    fn nibbles(self, v: Bytes, low: &[u8; 16], high: &[u8; 16]) -> Bytes {
        // SAFETY: features as above; 16 bytes are readable from each table.
        unsafe {
            let low = _mm256_broadcastsi128_si256(_mm_loadu_si128(low.as_ptr().cast()));
            let high = _mm256_broadcastsi128_si256(_mm_loadu_si128(high.as_ptr().cast()));
            let four = _mm256_set1_epi8(0x0F);
            both!(v, |v| {
                let upper = _mm256_and_si256(_mm256_srli_epi16::<4>(v), four);
                let low = _mm256_shuffle_epi8(low, _mm256_and_si256(v, four));
                _mm256_and_si256(low, _mm256_shuffle_epi8(high, upper))
            })
        }
    }

    #[inline(always)]
    fn and(self, v: Bytes, byte: u8) -> Bytes {
        // SAFETY: features as above.
        both!(v, |v| unsafe { _mm256_and_si256(v, _mm256_set1_epi8(byte as i8)) })
    }

    #[inline(always)]
    fn or(self, v: Bytes, w: Bytes) -> Bytes {
        // SAFETY: features as above.
        unsafe { [_mm256_or_si256(v[0], w[0]), _mm256_or_si256(v[1], w[1])] }
    }

    #[inline(always)]
    fn bit<const K: i32>(self, v: Bytes) -> u64 {
        // The neighbour's bits that come in from below are not looked at.
        // SAFETY: features as above.
        mask(both!(v, |v| unsafe {
            match K {
                0 => _mm256_slli_epi16::<7>(v),
                1 => _mm256_slli_epi16::<6>(v),
                2 => _mm256_slli_epi16::<5>(v),
                3 => _mm256_slli_epi16::<4>(v),
                4 => _mm256_slli_epi16::<3>(v),
                5 => _mm256_slli_epi16::<2>(v),
                6 => _mm256_slli_epi16::<1>(v),
                _ => v,
            }
        }))
    }

    #[inline(always)]
    fn equal(self, v: Bytes, byte: u8) -> u64 {
        // SAFETY: features as above.
        mask(both!(v, |v| unsafe { _mm256_cmpeq_epi8(v, _mm256_set1_epi8(byte as i8)) }))
    }

    #[inline(always)]
    fn continued(self, v: Bytes) -> u64 {
        // SAFETY: features as above.
        mask(both!(v, |v| unsafe { _mm256_cmpgt_epi8(_mm256_set1_epi8(-64), v) }))
    }

    #[inline(always)]
    fn pack(self, bits: u64, mask: u64) -> u64 {
        // SAFETY: features as above.
        unsafe { _pext_u64(bits, mask) }
    }

    #[inline(always)]
    fn spread(self, bits: u64, mask: u64) -> u64 {
        // SAFETY: features as above.
        unsafe { _pdep_u64(bits, mask) }
    }

    #[inline(always)]
    fn point(self, bytes: [u8; 4]) -> u32 {
        // SAFETY: features as above.
        unsafe { _pext_u32(u32::from_be_bytes(bytes), POINT_BITS[(bytes[0] >> 4) as usize]) }
    }

    #[inline(always)]
    fn write(self, bits: u64, base: i32, out: &mut Vec<i32>) {
        out.reserve(BLOCK + 8);
        let len = out.len();
        // How many bits each byte of the mask has, then how many up to and with it.
        let pairs = bits - (bits >> 1 & 0x5555_5555_5555_5555);
        let fours = (pairs & 0x3333_3333_3333_3333) + (pairs >> 2 & 0x3333_3333_3333_3333);
        let counts = (fours + (fours >> 4)) & 0x0F0F_0F0F_0F0F_0F0F;
        let sums = counts.wrapping_mul(0x0101_0101_0101_0101);
        // SAFETY: features as above. `sums` counts set bits, 64 at most, so every store of 8
        // values begins within 64 values of `len` and ends within the capacity reserved; the
        // values up to the last sum are written before `set_len`.
        unsafe {
            let to = out.as_mut_ptr().add(len);
            for i in 0..8 {
                let places = PLACES.get_unchecked((bits >> (8 * i) & 0xFF) as usize);
                let places = _mm256_cvtepu8_epi32(_mm_loadl_epi64(places.as_ptr().cast()));
                let offsets = _mm256_add_epi32(places, _mm256_set1_epi32(base + 8 * i));
                let before = if i == 0 { 0 } else { sums >> (8 * (i - 1)) & 0xFF };
                _mm256_storeu_si256(to.add(before as usize).cast(), offsets);
            }
            out.set_len(len + (sums >> 56) as usize);
        }
    }
}
