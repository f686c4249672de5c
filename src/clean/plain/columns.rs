//! Columns of bytes, one a feature, and the scales and sums that they are made of.
//!
//! Counts are on a logarithmic scale ([`log`]), shares in 255ths, so that thresholds are bytes
//! and columns are compared sixteen blocks at a time.

/// One byte a block for each feature, feature by feature.
pub(super) struct Columns {
    pub(super) rows: usize,
    pub(super) data: Vec<u8>,
}

impl Columns {
    pub(super) fn new(rows: usize, features: usize) -> Self {
        Self { rows, data: Vec::with_capacity(rows * features) }
    }

    pub(super) fn push(&mut self, value: impl FnMut(usize) -> u8) {
        self.data.extend((0..self.rows).map(value));
    }

    /// Adds what `value` makes of each block's part of `parts`.
    pub(super) fn of<T>(&mut self, parts: &[T], value: impl Fn(&T) -> u8) {
        self.data.extend(parts.iter().map(value));
    }

    /// Adds a column of zeros to be filled.
    fn add(&mut self) -> &mut [u8] {
        let from = self.data.len();
        self.data.resize(from + self.rows, 0);
        &mut self.data[from..]
    }

    /// Adds for each block what `values` has for the block `step` further on.
    pub(super) fn shifted(&mut self, values: &[u8], step: isize, outside: u8) {
        let by = step.unsigned_abs().min(self.rows);
        let end = self.data.len() + self.rows;
        if step < 0 {
            self.data.resize(end - self.rows + by, outside);
            self.data.extend_from_slice(&values[..self.rows - by]);
        } else {
            self.data.extend_from_slice(&values[by..]);
            self.data.resize(end, outside);
        }
    }

    /// Adds for each block how many blocks back (or ahead) the nearest one with `has` is,
    /// itself not counted; the number of blocks where there is none.
    pub(super) fn distance(&mut self, has: impl Fn(usize) -> bool, back: bool) {
        let n = self.rows;
        let column = self.add();
        let mut since = n;
        for step in 0..n {
            let i = if back { step } else { n - 1 - step };
            column[i] = log(since as u32);
            since = if has(i) { 1 } else { (since + 1).min(n) };
        }
    }

    /// Adds for each block the length of the run of blocks with `has` that ends just before
    /// it, or begins just after.
    pub(super) fn run(&mut self, has: impl Fn(usize) -> bool, back: bool) {
        let n = self.rows;
        let column = self.add();
        let mut length = 0;
        for step in 0..n {
            let i = if back { step } else { n - 1 - step };
            column[i] = log(length);
            length = if has(i) { length + 1 } else { 0 };
        }
    }

    /// The columns of the blocks in `rows` alone.
    pub(super) fn only(&self, rows: &[usize]) -> Self {
        let features = self.data.len() / self.rows.max(1);
        let mut out = Self::new(rows.len(), features);
        for feature in 0..features {
            let column = self.column(feature);
            out.data.extend(rows.iter().map(|&i| column[i]));
        }
        out
    }

    /// The bytes of one feature.
    pub(super) fn column(&self, feature: usize) -> &[u8] {
        &self.data[feature * self.rows..(feature + 1) * self.rows]
    }
}

/// `16 log2(1 + n)`, rounded down in its fraction: 0 for 0, 255 from 65 535 on.
#[inline]
pub(super) fn log(n: u32) -> u8 {
    // A float's bits are its logarithm: the exponent, then the fraction.
    let bits = ((n.min(0xfffe) + 1) as i32 as f32).to_bits();
    ((bits >> 19) - 127 * 16) as u8
}

/// `part / all` in 255ths; nothing of nothing is 0.
#[inline]
pub(super) fn share(part: u32, all: u32) -> u8 {
    (part as f32 * 255.0 / all as f32) as u8
}

/// A signed count on a logarithmic scale around 128.
pub(super) fn signed(n: isize) -> u8 {
    let size = log(n.unsigned_abs().min(0xffff) as u32) / 2;
    if n < 0 { 128 - size } else { 128 + size.min(127) }
}

/// Sums over a window of blocks in constant time each.
pub(super) struct Sums(Vec<i64>);

impl Sums {
    pub(super) fn new(values: impl Iterator<Item = i64>) -> Self {
        let mut sum = 0;
        let mut all = Vec::with_capacity(values.size_hint().0 + 1);
        all.push(0);
        all.extend(values.map(|v| {
            sum += v;
            sum
        }));
        Self(all)
    }

    /// Of the blocks `from..to`, cut to those there are.
    pub(super) fn window(&self, from: isize, to: isize) -> i64 {
        let last = self.0.len() as isize - 1;
        let (from, to) = (from.clamp(0, last) as usize, to.clamp(0, last) as usize);
        self.0[to] - self.0[from]
    }

    /// Of block `i` and `reach` blocks to either side.
    pub(super) fn around(&self, i: usize, reach: isize) -> i64 {
        self.window(i as isize - reach, i as isize + reach + 1)
    }

    /// Of the blocks before block `i`.
    pub(super) fn before(&self, i: usize) -> i64 {
        self.0[i]
    }

    /// Of the blocks after block `i`.
    pub(super) fn after(&self, i: usize) -> i64 {
        self.all() - self.0[i + 1]
    }

    /// Of all blocks.
    pub(super) fn all(&self) -> i64 {
        self.0[self.0.len() - 1]
    }
}

/// The stretch of blocks with the greatest sum of `value`, half-open.
pub(super) fn best_stretch(n: usize, value: impl Fn(usize) -> i64) -> (usize, usize) {
    let (mut best, mut sum, mut from, mut stretch) = (0, 0, 0, (0, n));
    for i in 0..n {
        sum += value(i);
        if sum <= 0 {
            (sum, from) = (0, i + 1);
        } else if sum > best {
            (best, stretch) = (sum, (from, i + 1));
        }
    }
    stretch
}
