//! The vector operations that the block-wise code stands on, and the choice among them: the only
//! place of this stage with `unsafe` code.
//!
//! Everything works on 64 bytes and on masks of 64 bits: bit `i` speaks of byte or character `i`.

#![allow(unsafe_code)]

#[cfg(target_arch = "x86_64")]
mod avx2;
#[cfg(target_arch = "x86_64")]
mod avx512;
mod portable;

/// Bytes in a block.
pub(super) const BLOCK: usize = 64;

/// The bytes of a block and those that its last character may have in the next.
pub(super) const PADDED: usize = BLOCK + 4;

/// Low and high bytes of codes of characters, where these begin.
pub(super) struct Codes<B> {
    pub(super) low: B,
    pub(super) high: B,
}

/// What a processor must be able to do.
pub(super) trait Lanes: Copy {
    /// 64 bytes.
    type Bytes: Copy;

    fn load(self, bytes: &[u8; BLOCK]) -> Self::Bytes;
    fn store(self, v: Self::Bytes, out: &mut [u8; BLOCK]);
    /// 0xFF where a byte is an ASCII letter, else 0.
    fn letters(self, v: Self::Bytes) -> Self::Bytes;
    /// 0xFF where a byte is an ASCII digit, else 0.
    fn digits(self, v: Self::Bytes) -> Self::Bytes;
    /// `codes[low]` where a byte equals `marks[low]`, `low` being its lower four bits; else 0.
    fn marks(self, v: Self::Bytes, marks: &[u8; 16], codes: &[u8; 16]) -> Self::Bytes;
    /// `low[lower four bits] & high[upper four bits]` of every byte.
    fn nibbles(self, v: Self::Bytes, low: &[u8; 16], high: &[u8; 16]) -> Self::Bytes;
    fn and(self, v: Self::Bytes, byte: u8) -> Self::Bytes;
    fn or(self, v: Self::Bytes, w: Self::Bytes) -> Self::Bytes;
    /// Where bit `K` of a byte is set.
    fn bit<const K: i32>(self, v: Self::Bytes) -> u64;
    /// Where a byte equals `byte`.
    fn equal(self, v: Self::Bytes, byte: u8) -> u64;
    /// Where a byte continues a character (0x80 to 0xBF).
    fn continued(self, v: Self::Bytes) -> u64;
    /// The bits of `bits` at the set bits of `mask`, packed to the low end.
    fn pack(self, bits: u64, mask: u64) -> u64;
    /// The low bits of `bits`, laid out at the set bits of `mask`.
    fn spread(self, bits: u64, mask: u64) -> u64;
    /// The code point that begins with these bytes and is not ASCII.
    fn point(self, bytes: [u8; 4]) -> u32;
    /// Puts the codes of characters of more than a byte that begin at `wide` into `codes`, and
    /// gives where those begin that are left to look up one by one. `page` is the 64 codes among
    /// which that of the character at a byte is.
    #[inline(always)]
    fn look_up<'t>(
        self,
        block: &[u8; PADDED],
        wide: u64,
        page: impl Fn(usize) -> &'t [u16; 64],
        codes: &mut Codes<Self::Bytes>,
    ) -> u64 {
        let _ = (block, page, codes);
        wide
    }
    /// Appends `base + i` for every set bit `i`.
    fn write(self, bits: u64, base: i32, out: &mut Vec<i32>);
}

/// Which bits of four bytes make up the code point, by the upper four bits of the first byte.
const POINT_BITS: [u32; 16] = {
    let mut bits = [0; 16];
    bits[0xC] = 0x1F3F_0000;
    bits[0xD] = 0x1F3F_0000;
    bits[0xE] = 0x0F3F_3F00;
    bits[0xF] = 0x073F_3F3F;
    bits
};

/// Work that can run on any [`Lanes`].
///
/// `run` and all it calls must be `#[inline(always)]`: code that is not inlined into the function
/// that enables the processor's features loses them.
pub(super) trait Kernel {
    type Output;

    fn run<L: Lanes>(self, lanes: L) -> Self::Output;
}

/// Runs `kernel` on the best lanes of this processor.
pub(super) fn run<K: Kernel>(kernel: K) -> K::Output {
    #[cfg(target_arch = "x86_64")]
    {
        let kernel = match avx512::run(kernel) {
            Ok(output) => return output,
            Err(kernel) => kernel,
        };
        match avx2::Avx2::detect() {
            Some(lanes) => avx2::run(kernel, lanes),
            None => kernel.run(portable::Portable),
        }
    }
    #[cfg(not(target_arch = "x86_64"))]
    kernel.run(portable::Portable)
}

/// Runs a kernel on all lanes that this processor has.
#[cfg(test)]
pub(super) fn run_all<K: Kernel>(kernel: impl Fn() -> K) -> Vec<K::Output> {
    let mut all = vec![kernel().run(portable::Portable)];
    #[cfg(target_arch = "x86_64")]
    {
        all.extend(avx2::Avx2::detect().map(|lanes| avx2::run(kernel(), lanes)));
        all.extend(avx512::run(kernel()).ok());
    }
    all
}
