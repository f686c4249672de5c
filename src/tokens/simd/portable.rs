//! [`Lanes`] in plain Rust, for processors that have no module of their own.

use super::{BLOCK, Lanes};

/// Plain Rust.
#[derive(Clone, Copy)]
pub(in crate::tokens) struct Portable;

type Bytes = [u8; BLOCK];

#[inline(always)]
fn map(v: Bytes, f: impl Fn(u8) -> u8) -> Bytes {
    let mut out = v;
    for byte in &mut out {
        *byte = f(*byte);
    }
    out
}

/// The highest bit of every byte.
#[inline(always)]
fn mask(v: Bytes) -> u64 {
    let mut bits = 0;
    for (i, eight) in v.as_chunks::<8>().0.iter().enumerate() {
        // The product moves the highest bit of byte k to bit 56 + k.
        let high = u64::from_le_bytes(*eight) >> 7 & 0x0101_0101_0101_0101;
        bits |= (high.wrapping_mul(0x0102_0408_1020_4080) >> 56) << (8 * i);
    }
    bits
}

impl Lanes for Portable {
    type Bytes = Bytes;

    #[inline(always)]
    fn load(self, bytes: &[u8; BLOCK]) -> Bytes {
        *bytes
    }

    #[inline(always)]
    fn store(self, v: Bytes, out: &mut [u8; BLOCK]) {
        *out = v;
    }

    #[inline(always)]
    fn letters(self, v: Bytes) -> Bytes {
        map(v, |b| if (b | 0x20).wrapping_sub(b'a') < 26 { 0xFF } else { 0 })
    }

    #[inline(always)]
    fn digits(self, v: Bytes) -> Bytes {
        map(v, |b| if b.wrapping_sub(b'0') < 10 { 0xFF } else { 0 })
    }

    #[inline(always)]
    fn marks(self, v: Bytes, marks: &[u8; 16], codes: &[u8; 16]) -> Bytes {
        map(v, |b| {
            let low = (b & 15) as usize;
            if marks[low] == b { codes[low] } else { 0 }
        })
    }

    #[inline(always)]
    fn nibbles(self, v: Bytes, low: &[u8; 16], high: &[u8; 16]) -> Bytes {
        map(v, |b| low[(b & 15) as usize] & high[(b >> 4) as usize])
    }

    #[inline(always)]
    fn and(self, v: Bytes, byte: u8) -> Bytes {
        map(v, |b| b & byte)
    }

    #[inline(always)]
    fn or(self, mut v: Bytes, w: Bytes) -> Bytes {
        for (a, b) in v.iter_mut().zip(w) {
            *a |= b;
        }
        v
    }

    #[inline(always)]
    fn bit<const K: i32>(self, v: Bytes) -> u64 {
        mask(map(v, |b| b << (7 - K)))
    }

    #[inline(always)]
    fn equal(self, v: Bytes, byte: u8) -> u64 {
        mask(map(v, |b| if b == byte { 0xFF } else { 0 }))
    }

    #[inline(always)]
    fn continued(self, v: Bytes) -> u64 {
        mask(map(v, |b| if (b as i8) < -64 { 0xFF } else { 0 }))
    }

    #[inline(always)]
    fn pack(self, bits: u64, mut mask: u64) -> u64 {
        let (mut out, mut to) = (0, 0);
        while mask != 0 {
            out |= (bits >> mask.trailing_zeros() & 1) << to;
            mask &= mask - 1;
            to += 1;
        }
        out
    }

    #[inline(always)]
    fn spread(self, mut bits: u64, mut mask: u64) -> u64 {
        let mut out = 0;
        while mask != 0 {
            out |= (bits & 1) << mask.trailing_zeros();
            mask &= mask - 1;
            bits >>= 1;
        }
        out
    }

    #[inline(always)]
    fn point(self, bytes: [u8; 4]) -> u32 {
        let [lead, a, b, c] = bytes.map(u32::from);
        let (a, b, c) = (a & 0x3F, b & 0x3F, c & 0x3F);
        if lead < 0xE0 {
            (lead & 0x1F) << 6 | a
        } else if lead < 0xF0 {
            (lead & 0x0F) << 12 | a << 6 | b
        } else {
            (lead & 0x07) << 18 | a << 12 | b << 6 | c
        }
    }

    #[inline(always)]
    fn write(self, mut bits: u64, base: i32, out: &mut Vec<i32>) {
        out.reserve(BLOCK);
        while bits != 0 {
            out.push(base + bits.trailing_zeros() as i32);
            bits &= bits - 1;
        }
    }
}
