//! What the model sees of each block: one byte a feature, a column a feature.
//!
//! The first stage sees the block, its neighbours, its place and the document; the second
//! sees besides what the first said of the blocks around. Counts are on a logarithmic scale
//! ([`log`]), shares in 255ths, so that thresholds are bytes and columns are compared
//! sixteen blocks at a time.

use super::cues::{CLASSES, COMMENTS, LEGAL, NAV, RELATED, SHARE, SHOP, SIGN_UP};
use super::lexicon::{self, Lean};
use super::scan::{Kind, LONG, Shape, Words};
use super::vocabulary::{Lines, Vocabulary};

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

    /// Adds a column of zeros to be filled.
    fn add(&mut self) -> &mut [u8] {
        let from = self.data.len();
        self.data.resize(from + self.rows, 0);
        &mut self.data[from..]
    }

    /// Adds for each block what `values` has for the block `step` further on.
    fn shifted(&mut self, values: &[u8], step: isize, outside: u8) {
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
    fn distance(&mut self, has: impl Fn(usize) -> bool, back: bool) {
        let n = self.rows;
        let column = self.add();
        let mut since = n;
        for step in 0..n {
            let i = if back { step } else { n - 1 - step };
            column[i] = log(since);
            since = if has(i) { 1 } else { (since + 1).min(n) };
        }
    }

    /// The bytes of one feature.
    pub(super) fn column(&self, feature: usize) -> &[u8] {
        &self.data[feature * self.rows..(feature + 1) * self.rows]
    }
}

/// `16 log2(1 + n)`, rounded down in its fraction: 0 for 0, 255 from 65 535 on.
pub(super) fn log(n: usize) -> u8 {
    LOGS.get(n).copied().unwrap_or_else(|| far_log(n))
}

const LOGS: [u8; 256] = {
    let mut table = [0; 256];
    let mut n = 0;
    while n < 256 {
        table[n] = far_log(n);
        n += 1;
    }
    table
};

const fn far_log(n: usize) -> u8 {
    let n = if n < 0xfffe { n as u32 + 1 } else { 0xffff };
    let whole = n.ilog2();
    let fraction = if whole >= 4 { n >> (whole - 4) } else { n << (4 - whole) } & 15;
    // At most 15 * 16 + 15.
    (whole * 16 + fraction) as u8
}

/// `part / all` in 255ths.
pub(super) fn share(part: usize, all: usize) -> u8 {
    // A division of 32 bits costs half as much as one of 64.
    match (u32::try_from(part), u32::try_from(all)) {
        (Ok(part), Ok(all)) if part < 1 << 24 => {
            (part * 255).checked_div(all).map_or(0, |s| s.min(255) as u8)
        }
        _ => (part * 255).checked_div(all).map_or(0, |s| s.min(255) as u8),
    }
}

/// A signed count on a logarithmic scale around 128.
fn signed(n: isize) -> u8 {
    let size = log(n.unsigned_abs()) / 2;
    if n < 0 { 128 - size } else { 128 + size.min(127) }
}

/// Whether a block reads as running sentences.
pub(super) fn is_prose(s: &Shape) -> bool {
    let words = s.words - s.ideographs / 2;
    let ends = s.last == Kind::Stop as u8 || s.stops >= 2;
    ends && words >= 9 && s.letters + s.ideographs > s.chars / 2
}

/// Sums over a window of blocks in constant time each.
struct Sums(Vec<u64>);

impl Sums {
    fn new(values: impl Iterator<Item = u64>) -> Self {
        let mut sum = 0;
        let mut all = vec![0];
        all.extend(values.map(|v| {
            sum += v;
            sum
        }));
        Self(all)
    }

    /// Of the blocks `from..to`, cut to those there are.
    fn window(&self, from: isize, to: isize) -> usize {
        let last = self.0.len() as isize - 1;
        let (from, to) = (from.clamp(0, last) as usize, to.clamp(0, last) as usize);
        self.0[to].saturating_sub(self.0[from]) as usize
    }

    fn all(&self) -> usize {
        self.0[self.0.len() - 1] as usize
    }
}

/// For each block the length of the run of blocks with `has` that ends just before it.
fn run(n: usize, has: impl Fn(usize) -> bool, back: bool) -> Vec<usize> {
    let mut out = vec![0; n];
    let mut length = 0;
    for step in 0..n {
        let i = if back { step } else { n - 1 - step };
        out[i] = length;
        length = if has(i) { length + 1 } else { 0 };
    }
    out
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

/// Columns of [`own`] that the features of the neighbours are taken from.
const CHARS: usize = 0;
const CAPITALS: usize = 4;
const DATED: usize = 7;
const FIRST: usize = 21;
const LAST: usize = 22;
const CUED: usize = 24;
const CUES: usize = 25;

/// What is asked of every block more than once.
struct Around {
    prose: Vec<bool>,
    /// The strongest cue, whatever its class.
    cue: Vec<u8>,
}

/// The first stage's features of all blocks.
pub(super) fn first(
    shapes: &[Shape],
    words: &Words,
    vocabulary: &Vocabulary,
    known: &[(u32, u32)],
    lexicon: &[u8],
) -> Columns {
    let mut out = Columns::new(shapes.len(), 192);
    own(shapes, words, vocabulary, known, &mut out);
    let leans = lexicon::leans(shapes, words, lexicon);
    lean(shapes, &leans, &mut out);
    let around = Around {
        prose: shapes.iter().map(is_prose).collect(),
        cue: shapes.iter().map(cue).collect(),
    };
    neighbours(shapes, &around, &mut out);
    place(shapes, &around, &mut out);
    document(shapes, &around, vocabulary, &mut out);
    out
}

fn own(
    shapes: &[Shape],
    words: &Words,
    vocabulary: &Vocabulary,
    known: &[(u32, u32)],
    out: &mut Columns,
) {
    let s = |i: usize| &shapes[i];
    let of_words = |n: u32, i: usize| share(n as usize, s(i).words as usize);
    let of_chars = |n: u32, i: usize| share(n as usize, s(i).chars as usize);
    out.push(|i| log(s(i).chars as usize));
    out.push(|i| log(s(i).words as usize));
    out.push(|i| (16 * s(i).letters / s(i).words.max(1)).min(255) as u8);
    out.push(|i| log(s(i).longest as usize));
    out.push(|i| of_words(s(i).capitals, i));
    out.push(|i| of_words(s(i).shouts, i));
    out.push(|i| of_words(s(i).numbers, i));
    out.push(|i| of_words(s(i).dated, i));
    out.push(|i| of_chars(s(i).digits, i));
    out.push(|i| of_chars(s(i).letters + s(i).ideographs, i));
    out.push(|i| of_words(s(i).commas, i));
    out.push(|i| log(s(i).commas as usize));
    out.push(|i| log(s(i).colons as usize));
    out.push(|i| log(s(i).stops as usize));
    out.push(|i| share(s(i).stops as usize * 4, s(i).words as usize));
    out.push(|i| log(s(i).quotes as usize));
    out.push(|i| log(s(i).separators as usize));
    out.push(|i| of_words(s(i).separators, i));
    out.push(|i| log(s(i).brackets as usize));
    out.push(|i| log(s(i).tabs as usize));
    out.push(|i| log(s(i).ats as usize));
    out.push(|i| s(i).first);
    out.push(|i| s(i).last);
    out.push(|i| u8::from(s(i).tagged));
    out.push(|i| of_words(s(i).cued, i));
    for class in 0..CLASSES {
        out.push(|i| s(i).cues[class]);
    }
    let function = vocabulary.function_words(shapes, words);
    out.push(|i| of_words(function[i], i));
    out.push(|i| share(known[i].0 as usize, known[i].1 as usize));
    out.push(|i| log(known[i].0 as usize));
    let lines = Lines::new(shapes);
    out.push(|i| log(lines.copies(s(i)) as usize - 1));
    out.push(|i| u8::from(lines.is_repeat(i)));
    let title = overlap(shapes, words);
    out.push(|i| title[i]);
}

/// What the words of each block and of its neighbours lean to.
fn lean(shapes: &[Shape], leans: &[Lean], out: &mut Columns) {
    let clamp = |n: i32| (128 + n).clamp(0, 255) as u8;
    let mean = |n: i32, i: usize| clamp(4 * n / shapes[i].words.max(1) as i32);
    let both: Vec<u8> =
        (0..shapes.len()).map(|i| mean(leans[i].words + leans[i].pairs, i)).collect();
    out.push(|i| mean(leans[i].words, i));
    out.push(|i| mean(leans[i].pairs, i));
    out.push(|i| both[i]);
    out.push(|i| clamp((leans[i].words + leans[i].pairs) / 4));
    out.push(|i| clamp(leans[i].first));
    out.push(|i| clamp(leans[i].last));
    out.push(|i| clamp(leans[i].least));
    out.push(|i| clamp(leans[i].most));
    for step in [-2, -1, 1, 2] {
        out.shifted(&both, step, 128);
    }
}

/// The share of each block's long words that the first block has too.
fn overlap(shapes: &[Shape], words: &Words) -> Vec<u8> {
    let long = |s: &Shape| {
        let keys = &words.keys[s.at..s.at + (s.words as usize).min(64)];
        keys.iter().copied().filter(|k| k & LONG != 0)
    };
    let mut title: Vec<u32> = shapes.first().map(|s| long(s).collect()).unwrap_or_default();
    title.sort_unstable();
    let score = |s: &Shape| {
        let (mut all, mut both) = (0, 0);
        for key in long(s) {
            all += 1;
            both += usize::from(title.binary_search(&key).is_ok());
        }
        share(both, all)
    };
    shapes.iter().map(score).collect()
}

/// The strongest cue of a block, whatever its class.
fn cue(s: &Shape) -> u8 {
    s.cues.iter().copied().max().unwrap_or(0)
}

fn neighbours(shapes: &[Shape], around: &Around, out: &mut Columns) {
    let own = |feature: usize| out.column(feature).to_vec();
    let (chars, last, capitals) = (own(CHARS), own(LAST), own(CAPITALS));
    let (first, dated, cued) = (own(FIRST), own(DATED), own(CUED));
    for step in [-3, -2, -1, 1, 2, 3] {
        out.shifted(&chars, step, 0);
        out.shifted(&last, step, 255);
    }
    for step in [-2, -1, 1, 2] {
        out.shifted(&around.cue, step, 255);
        out.shifted(&capitals, step, 0);
    }
    for step in [-1, 1] {
        out.shifted(&first, step, 255);
        out.shifted(&dated, step, 0);
        out.shifted(&cued, step, 0);
    }
    let prose = &around.prose;
    let short = |i: usize| !prose[i] && shapes[i].words < 16;
    for back in [true, false] {
        let runs = run(shapes.len(), short, back);
        out.push(|i| log(runs[i]));
        out.distance(|i| prose[i], back);
        let alike = |i: usize| i + 1 < shapes.len() && alike(&shapes[i], &shapes[i + 1]);
        let alike_back = |i: usize| i > 0 && alike(i - 1);
        // Blocks in a row that are shaped alike make a list.
        let list = if back {
            run_including(shapes.len(), alike_back, true)
        } else {
            run_including(shapes.len(), alike, false)
        };
        out.push(|i| log(list[i]));
    }
}

fn run_including(n: usize, has: impl Fn(usize) -> bool, back: bool) -> Vec<usize> {
    let before = run(n, &has, back);
    (0..n).map(|i| if has(i) { before[i] + 1 } else { 0 }).collect()
}

/// Whether two blocks are shaped alike: length within a third, the same ends.
fn alike(a: &Shape, b: &Shape) -> bool {
    let (short, long) = (a.chars.min(b.chars), a.chars.max(b.chars));
    long * 2 <= short * 3 + 24 && a.last == b.last && a.first == b.first
}

fn place(shapes: &[Shape], blocks: &Around, out: &mut Columns) {
    let n = shapes.len();
    let chars = Sums::new(shapes.iter().map(|s| u64::from(s.chars)));
    let of_prose = |i: usize| if blocks.prose[i] { u64::from(shapes[i].chars) } else { 0 };
    let prose = Sums::new((0..n).map(of_prose));
    let cued = Sums::new(blocks.cue.iter().map(|&c| u64::from(c >= 2)));
    out.push(log);
    out.push(|i| log(n - 1 - i));
    out.push(|i| share(chars.window(0, i as isize), chars.all()));
    out.push(|i| share(prose.window(0, i as isize), prose.all()));
    out.push(|i| log(prose.window(0, i as isize)));
    out.push(|i| log(prose.window(i as isize + 1, n as isize)));
    for width in [2, 5, 12] {
        let around =
            |sums: &Sums, i: usize| sums.window(i as isize - width, i as isize + width + 1);
        out.push(|i| share(around(&prose, i), around(&chars, i)));
        out.push(|i| log(around(&chars, i) / (2 * width as usize + 1)));
        out.push(|i| share(around(&cued, i), 2 * width as usize + 1));
    }
    let (from, to) = best_stretch(n, |i| {
        if blocks.prose[i] {
            i64::from(shapes[i].words.min(60))
        } else {
            -8 - 12 * i64::from(blocks.cue[i] >= 2)
        }
    });
    out.push(|i| signed(i as isize - from as isize));
    out.push(|i| signed(i as isize - to as isize + 1));
    out.push(|_| share(prose.window(from as isize, to as isize), prose.all()));
    for class in [COMMENTS, LEGAL, NAV, RELATED, SHARE, SIGN_UP] {
        let cues = out.column(CUES + class).to_vec();
        out.distance(|i| cues[i] >= 2, true);
        out.distance(|i| cues[i] >= 2, false);
    }
}

fn document(shapes: &[Shape], around: &Around, vocabulary: &Vocabulary, out: &mut Columns) {
    let n = shapes.len();
    let sum = |f: &dyn Fn(&Shape) -> u64| shapes.iter().map(f).sum::<u64>() as usize;
    let chars = sum(&|s| u64::from(s.chars));
    let of_prose = |i: usize| if around.prose[i] { shapes[i].chars as usize } else { 0 };
    let prose = (0..n).map(of_prose).sum();
    let facts = [
        log(n),
        log(chars / n.max(1)),
        share(prose, chars),
        share(around.prose.iter().filter(|&&p| p).count(), n),
        share(sum(&|s| u64::from(s.words < 5)), n),
        share(around.cue.iter().filter(|&&c| c >= 2).count(), n),
        share(sum(&|s| u64::from(s.ideographs)), chars),
        u8::from(vocabulary.language.is_some()),
        share(sum(&|s| u64::from(s.cues[COMMENTS] >= 2)) * 4, n),
        share(sum(&|s| u64::from(s.cues[SHOP] >= 2)) * 4, n),
    ];
    for fact in facts {
        out.push(|_| fact);
    }
}

/// Adds to the first stage's features what its scores (255 is surely content) say around.
pub(super) fn second(shapes: &[Shape], scores: &[u8], out: &mut Columns) {
    let n = shapes.len();
    for step in -4..=4 {
        out.shifted(scores, step, 0);
    }
    let chars = Sums::new(shapes.iter().map(|s| u64::from(s.chars)));
    let kept =
        Sums::new(shapes.iter().zip(scores).map(|(s, &p)| u64::from(s.chars) * u64::from(p) / 255));
    let lines = Sums::new(scores.iter().map(|&p| u64::from(p)));
    for width in [2, 4, 8, 20] {
        let around =
            |sums: &Sums, i: usize| sums.window(i as isize - width, i as isize + width + 1);
        out.push(|i| share(around(&kept, i), around(&chars, i)));
        out.push(|i| share(around(&lines, i), 255 * (2 * width as usize + 1)));
    }
    for width in [3, 10] {
        out.push(|i| share(lines.window(i as isize - width, i as isize), 255 * width as usize));
        out.push(|i| {
            share(lines.window(i as isize + 1, i as isize + 1 + width), 255 * width as usize)
        });
    }
    for sure in [128, 220] {
        for back in [true, false] {
            out.distance(|i| scores[i] >= sure, back);
        }
    }
    for back in [true, false] {
        out.distance(|i| scores[i] < 40, back);
    }
    out.push(|i| share(kept.window(0, i as isize), kept.all()));
    out.push(|i| log(kept.window(0, i as isize)));
    out.push(|i| log(kept.window(i as isize + 1, n as isize)));
    out.push(|_| share(kept.all(), chars.all()));
    out.push(|_| share(lines.all(), 255 * n));
    let (from, to) = best_stretch(n, |i| {
        (i64::from(scores[i]) - 110) * i64::from(log(shapes[i].chars as usize))
    });
    out.push(|i| signed(i as isize - from as isize));
    out.push(|i| signed(i as isize - to as isize + 1));
}
