//! What is done with the boundaries of a block.

use crate::span::Span;
use crate::tokens::simd::Lanes;

/// Takes boundaries block by block.
pub(in crate::tokens::boundaries) trait Sink {
    /// Whether [`Sink::block`] looks at its `alphanumeric`.
    const WORDS: bool;

    /// The boundaries of a block that begins at `base`, and where letters and digits are.
    fn block<L: Lanes>(&mut self, lanes: L, base: usize, bounds: u64, alphanumeric: u64);

    /// The text ends at `end`.
    fn finish(&mut self, end: usize);
}

/// Takes boundaries one by one.
pub(in crate::tokens::boundaries) trait Push {
    fn push(&mut self, at: usize);
}

/// Offsets of boundaries.
pub(in crate::tokens::boundaries) struct Offsets(pub(in crate::tokens::boundaries) Vec<i32>);

impl Push for Offsets {
    #[inline(always)]
    fn push(&mut self, at: usize) {
        self.0.push(at as i32);
    }
}

impl Sink for Offsets {
    const WORDS: bool = false;

    #[inline(always)]
    fn block<L: Lanes>(&mut self, lanes: L, base: usize, bounds: u64, _: u64) {
        lanes.write(bounds, base as i32, &mut self.0);
    }

    fn finish(&mut self, end: usize) {
        self.push(end);
    }
}

/// Offsets of boundaries, of texts of any length.
#[derive(Default)]
pub(in crate::tokens::boundaries) struct Places(pub(in crate::tokens::boundaries) Vec<usize>);

impl Push for Places {
    #[inline(always)]
    fn push(&mut self, at: usize) {
        self.0.push(at);
    }
}

impl Sink for Places {
    const WORDS: bool = false;

    #[inline(always)]
    fn block<L: Lanes>(&mut self, _: L, base: usize, mut bounds: u64, _: u64) {
        self.0.reserve(64);
        while bounds != 0 {
            self.0.push(base + bounds.trailing_zeros() as usize);
            bounds &= bounds - 1;
        }
    }

    fn finish(&mut self, end: usize) {
        self.push(end);
    }
}

/// The segment that the last boundary began.
#[derive(Default)]
struct Open {
    start: usize,
    alphanumeric: bool,
}

/// Boundaries of a block that begin and end the words that end in it.
struct Ended {
    /// The first word began before the block.
    first: Option<usize>,
    starts: u64,
    ends: u64,
}

impl Open {
    /// Ends this segment and those of the block that a boundary ends; the words among them are
    /// those with a letter or digit.
    #[inline(always)]
    fn block<L: Lanes>(&mut self, lanes: L, base: usize, bounds: u64, alphanumeric: u64) -> Ended {
        if bounds == 0 {
            self.alphanumeric |= alphanumeric != 0;
            return Ended { first: None, starts: 0, ends: 0 };
        }
        // A letter or digit marks the place after it. Where that is not a boundary the sum
        // carries the mark up to the next one.
        let inner = !bounds;
        let marks = alphanumeric << 1 | u64::from(self.alphanumeric);
        let within = marks & inner;
        let carried = inner.wrapping_add(within) ^ inner ^ within;
        let ends = (carried | marks) & bounds;
        let kept = lanes.pack(ends, bounds);
        let first = (kept & 1 == 1).then_some(self.start);
        let starts = lanes.spread(kept >> 1, bounds);
        let last = 63 - bounds.leading_zeros();
        *self = Self { start: base + last as usize, alphanumeric: alphanumeric >> last != 0 };
        Ended { first, starts, ends }
    }
}

/// Starts and ends of words.
#[derive(Default)]
pub(in crate::tokens::boundaries) struct SpanColumns {
    pub(in crate::tokens::boundaries) starts: Vec<i32>,
    pub(in crate::tokens::boundaries) ends: Vec<i32>,
    open: Open,
}

impl SpanColumns {
    /// Appends to `starts` and `ends`.
    pub(in crate::tokens::boundaries) fn new(starts: Vec<i32>, ends: Vec<i32>) -> Self {
        Self { starts, ends, open: Open::default() }
    }
}

impl Sink for SpanColumns {
    const WORDS: bool = true;

    #[inline(always)]
    fn block<L: Lanes>(&mut self, lanes: L, base: usize, bounds: u64, alphanumeric: u64) {
        let ended = self.open.block(lanes, base, bounds, alphanumeric);
        if let Some(start) = ended.first {
            self.starts.push(start as i32);
        }
        lanes.write(ended.starts, base as i32, &mut self.starts);
        lanes.write(ended.ends, base as i32, &mut self.ends);
    }

    fn finish(&mut self, end: usize) {
        if self.open.alphanumeric {
            self.starts.push(self.open.start as i32);
            self.ends.push(end as i32);
        }
    }
}

/// Words, of texts of any length.
#[derive(Default)]
pub(in crate::tokens::boundaries) struct Spans {
    pub(in crate::tokens::boundaries) spans: Vec<Span>,
    open: Open,
}

impl Sink for Spans {
    const WORDS: bool = true;

    #[inline(always)]
    fn block<L: Lanes>(&mut self, lanes: L, base: usize, bounds: u64, alphanumeric: u64) {
        let Ended { first, mut starts, mut ends } =
            self.open.block(lanes, base, bounds, alphanumeric);
        let take = |mask: &mut u64| {
            let at = base + mask.trailing_zeros() as usize;
            *mask &= *mask - 1;
            at
        };
        if let Some(start) = first {
            self.spans.push(Span::new(start, take(&mut ends)));
        }
        while ends != 0 {
            self.spans.push(Span::new(take(&mut starts), take(&mut ends)));
        }
    }

    fn finish(&mut self, end: usize) {
        if self.open.alphanumeric {
            self.spans.push(Span::new(self.open.start, end));
        }
    }
}

/// The number of words.
#[derive(Default)]
pub(in crate::tokens::boundaries) struct Count {
    pub(in crate::tokens::boundaries) words: usize,
    /// The segment that the last boundary began has a letter or digit.
    pub(super) open: bool,
}

impl Sink for Count {
    const WORDS: bool = true;

    #[inline(always)]
    fn block<L: Lanes>(&mut self, _: L, _: usize, bounds: u64, alphanumeric: u64) {
        // As in `Open::block`.
        let inner = !bounds;
        let marks = alphanumeric << 1 | u64::from(self.open);
        let within = marks & inner;
        let (sum, over) = inner.overflowing_add(within);
        let ends = (sum ^ inner ^ within | marks) & bounds;
        self.words += ends.count_ones() as usize;
        // What leaves the block is a carry, or a mark on its very end.
        self.open = over || alphanumeric >> 63 == 1;
    }

    fn finish(&mut self, _: usize) {
        self.words += usize::from(self.open);
    }
}
