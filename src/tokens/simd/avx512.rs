//! [`Lanes`] for x86-64 with AVX-512 VBMI and VBMI2 (Intel since 2019, AMD since 2022).
//!
//! Comparisons give masks at once, and one instruction packs the places of set bits: words come
//! 1.5 to 2 times as fast as with AVX2.

use super::Kernel;

/// What `kernel` gives, or the kernel again where the processor or the compiler (before 1.89) does
/// not have these instructions.
#[rustversion::since(1.89)]
#[inline]
pub(super) fn run<K: Kernel>(kernel: K) -> Result<K::Output, K> {
    match lanes::Avx512::detect() {
        Some(lanes) => Ok(lanes::run(kernel, lanes)),
        None => Err(kernel),
    }
}

#[rustversion::before(1.89)]
pub(super) fn run<K: Kernel>(kernel: K) -> Result<K::Output, K> {
    Err(kernel)
}

#[rustversion::since(1.89)]
#[allow(clippy::incompatible_msrv)]
mod lanes {
    use super::super::{BLOCK, Codes, Kernel, Lanes, PADDED, POINT_BITS};
    use std::arch::x86_64::*;

    /// Proof that the processor has what this module uses: only [`Avx512::detect`] makes one.
    #[derive(Clone, Copy)]
    pub(in crate::tokens) struct Avx512(());

    impl Avx512 {
        #[inline]
        pub(in crate::tokens::simd) fn detect() -> Option<Self> {
            let has = is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512vbmi")
                && is_x86_feature_detected!("avx512vbmi2")
                && is_x86_feature_detected!("bmi1")
                && is_x86_feature_detected!("bmi2")
                && is_x86_feature_detected!("lzcnt")
                && is_x86_feature_detected!("popcnt");
            has.then_some(Self(()))
        }
    }

    /// Runs `kernel` with the processor's features on.
    #[inline]
    pub(in crate::tokens::simd) fn run<K: Kernel>(kernel: K, lanes: Avx512) -> K::Output {
        // SAFETY: `lanes` proves that the processor has the features.
        unsafe { enabled(kernel, lanes) }
    }

    #[target_feature(enable = "avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi1,bmi2,lzcnt,popcnt")]
    fn enabled<K: Kernel>(kernel: K, lanes: Avx512) -> K::Output {
        kernel.run(lanes)
    }

    type Bytes = __m512i;

    /// Pages of codes that are looked up for a block: further ones are of single characters.
    const PAGES: usize = 6;

    /// The places of a block.
    static PLACES: [u8; BLOCK] = {
        let mut places = [0; BLOCK];
        let mut i = 0;
        while i < BLOCK {
            places[i] = i as u8;
            i += 1;
        }
        places
    };

    // SAFETY, for every block below: `self` proves that the processor has the features; what is said
    // beside a block is about its pointers.
    impl Lanes for Avx512 {
        type Bytes = Bytes;

        #[inline(always)]
        fn load(self, bytes: &[u8; BLOCK]) -> Bytes {
            // SAFETY: 64 bytes are readable; no alignment is asked for.
            unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
        }

        #[inline(always)]
        fn store(self, v: Bytes, out: &mut [u8; BLOCK]) {
            // SAFETY: 64 bytes are writable; no alignment is asked for.
            unsafe { _mm512_storeu_si512(out.as_mut_ptr().cast(), v) }
        }

        #[inline(always)]
        fn letters(self, v: Bytes) -> Bytes {
            // SAFETY: features as above.
            unsafe {
                let lower = _mm512_or_si512(v, _mm512_set1_epi8(0x20));
                let moved = _mm512_sub_epi8(lower, _mm512_set1_epi8(b'a' as i8));
                _mm512_movm_epi8(_mm512_cmplt_epu8_mask(moved, _mm512_set1_epi8(26)))
            }
        }

        #[inline(always)]
        fn digits(self, v: Bytes) -> Bytes {
            // SAFETY: features as above.
            unsafe {
                let moved = _mm512_sub_epi8(v, _mm512_set1_epi8(b'0' as i8));
                _mm512_movm_epi8(_mm512_cmplt_epu8_mask(moved, _mm512_set1_epi8(10)))
            }
        }

        #[inline(always)]
        fn marks(self, v: Bytes, marks: &[u8; 16], codes: &[u8; 16]) -> Bytes {
            // SAFETY: features as above; 16 bytes are readable from each table. The shuffle gives 0
            // for a byte from 0x80 on, which is never equal to it.
            unsafe {
                let marks = _mm512_broadcast_i32x4(_mm_loadu_si128(marks.as_ptr().cast()));
                let codes = _mm512_broadcast_i32x4(_mm_loadu_si128(codes.as_ptr().cast()));
                let is = _mm512_cmpeq_epi8_mask(_mm512_shuffle_epi8(marks, v), v);
                _mm512_maskz_shuffle_epi8(is, codes, v)
            }
        }

        #[inline(always)]
        fn nibbles(self, v: Bytes, low: &[u8; 16], high: &[u8; 16]) -> Bytes {
            // SAFETY: features as above; 16 bytes are readable from each table.
            unsafe {
                let low = _mm512_broadcast_i32x4(_mm_loadu_si128(low.as_ptr().cast()));
                let high = _mm512_broadcast_i32x4(_mm_loadu_si128(high.as_ptr().cast()));
                let four = _mm512_set1_epi8(0x0F);
                let upper = _mm512_and_si512(_mm512_srli_epi16::<4>(v), four);
                let low = _mm512_shuffle_epi8(low, _mm512_and_si512(v, four));
                _mm512_and_si512(low, _mm512_shuffle_epi8(high, upper))
            }
        }

        #[inline(always)]
        fn and(self, v: Bytes, byte: u8) -> Bytes {
            // SAFETY: features as above.
            unsafe { _mm512_and_si512(v, _mm512_set1_epi8(byte as i8)) }
        }

        #[inline(always)]
        fn or(self, v: Bytes, w: Bytes) -> Bytes {
            // SAFETY: features as above.
            unsafe { _mm512_or_si512(v, w) }
        }

        #[inline(always)]
        fn bit<const K: i32>(self, v: Bytes) -> u64 {
            // SAFETY: features as above.
            unsafe {
                match K {
                    7 => _mm512_movepi8_mask(v),
                    _ => _mm512_test_epi8_mask(v, _mm512_set1_epi8((1_u8 << K) as i8)),
                }
            }
        }

        #[inline(always)]
        fn equal(self, v: Bytes, byte: u8) -> u64 {
            // SAFETY: features as above.
            unsafe { _mm512_cmpeq_epi8_mask(v, _mm512_set1_epi8(byte as i8)) }
        }

        #[inline(always)]
        fn continued(self, v: Bytes) -> u64 {
            // SAFETY: features as above.
            unsafe { _mm512_cmplt_epi8_mask(v, _mm512_set1_epi8(-64)) }
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

        /// Two bytes, or three, that a character begins with say which 64 codes its own is among,
        /// and the characters of a text begin with few: one after the other is looked up wherever
        /// it stands, by the last byte behind it.
        #[inline(always)]
        fn look_up<'t>(
            self,
            block: &[u8; PADDED],
            mut wide: u64,
            page: impl Fn(usize) -> &'t [u16; 64],
            codes: &mut Codes<Bytes>,
        ) -> u64 {
            let behind = |n: usize| self.load(block[n..].first_chunk().expect("four are behind"));
            let (v, second, third) = (behind(0), behind(1), behind(2));
            for _ in 0..PAGES {
                if wide == 0 {
                    break;
                }
                let i = wide.trailing_zeros() as usize;
                let (length, any_second, any_third) = match block[i] {
                    0xC0..0xE0 => (2, !0, !0),
                    0xE0..0xF0 => (3, 0, !0),
                    _ => (4, 0, 0),
                };
                let same = wide
                    & self.equal(v, block[i])
                    & (self.equal(second, block[i + 1]) | any_second)
                    & (self.equal(third, block[i + 2]) | any_third);
                let page: *const u16 = page(i).as_ptr();
                let last = behind(length - 1);
                // SAFETY: features as above; 128 bytes are readable from the page.
                unsafe {
                    let halves =
                        (_mm512_loadu_si512(page.cast()), _mm512_loadu_si512(page.add(32).cast()));
                    // Of an index seven bits count: twice the place of a code is where it begins.
                    let place = _mm512_add_epi8(last, last);
                    let next = _mm512_or_si512(place, _mm512_set1_epi8(1));
                    let low = _mm512_permutex2var_epi8(halves.0, place, halves.1);
                    let high = _mm512_permutex2var_epi8(halves.0, next, halves.1);
                    codes.low = _mm512_mask_mov_epi8(codes.low, same, low);
                    codes.high = _mm512_mask_mov_epi8(codes.high, same, high);
                }
                wide &= !same;
            }
            wide
        }

        #[inline(always)]
        fn write(self, bits: u64, base: i32, out: &mut Vec<i32>) {
            out.reserve(BLOCK);
            let (len, count) = (out.len(), bits.count_ones() as usize);
            // SAFETY: features as above; 64 bytes are readable from `PLACES`. All stores lie within
            // the 64 values reserved; the first `count` of them are written before `set_len`.
            unsafe {
                let to = out.as_mut_ptr().add(len);
                let base = _mm512_set1_epi32(base);
                let places = _mm512_loadu_si512(PLACES.as_ptr().cast());
                let places = _mm512_maskz_compress_epi8(bits, places);
                let store = |quarter: __m128i, i: usize| {
                    let offsets = _mm512_add_epi32(_mm512_cvtepu8_epi32(quarter), base);
                    _mm512_storeu_si512(to.add(16 * i).cast(), offsets);
                };
                store(_mm512_castsi512_si128(places), 0);
                store(_mm512_extracti32x4_epi32::<1>(places), 1);
                if count > 32 {
                    store(_mm512_extracti32x4_epi32::<2>(places), 2);
                    store(_mm512_extracti32x4_epi32::<3>(places), 3);
                }
                out.set_len(len + count);
            }
        }
    }
}
