//! What the models see of each block: one byte a feature, a column a feature.
//!
//! The first stage sees the block, its neighbours, its place and the document; the second
//! sees besides what the first said of the blocks around ([`super::second`]).

use super::columns::{Columns, Sums, best_stretch, log, share, signed};
use super::cues::{CAPTION, COMMENTS, LEGAL, NAV, RELATED, SHARE, SHOP, SIGN_UP};
use super::kind::Kind;
use super::lexicon::Lean;
use super::scan::Shape;
use super::vocabulary::{Facts, Lines};

/// Whether a block reads as running sentences.
pub(super) fn is_prose(s: &Shape) -> bool {
    let words = s.words - s.ideographs / 2;
    let ends = s.last == Kind::Stop as u8 || s.stops >= 2;
    ends && words >= 9 && s.letters + s.ideographs > s.chars / 2
}

/// What is asked of every block more than once.
struct Around {
    prose: Vec<bool>,
    /// The strongest cue, whatever its class.
    cue: Vec<u8>,
    chars: Sums,
    /// Characters of prose.
    running: Sums,
}

impl Around {
    fn new(shapes: &[Shape]) -> Self {
        let prose: Vec<bool> = shapes.iter().map(is_prose).collect();
        let running = shapes.iter().zip(&prose).map(|(s, &p)| if p { s.chars.into() } else { 0 });
        Self {
            cue: shapes.iter().map(|s| s.cues.iter().fold(0, |a, &b| a.max(b))).collect(),
            chars: Sums::new(shapes.iter().map(|s| s.chars.into())),
            running: Sums::new(running),
            prose,
        }
    }
}

/// The first stage's features of all blocks.
pub(super) fn first(shapes: &[Shape], facts: &[Facts], leans: &[Lean], spoken: bool) -> Columns {
    let mut out = Columns::new(shapes.len(), 128);
    let around = Around::new(shapes);
    own(shapes, facts, &mut out);
    lean(shapes, leans, &mut out);
    neighbours(shapes, &around, &mut out);
    place(shapes, &around, &mut out);
    document(shapes, &around, spoken, &mut out);
    out
}

/// Columns of [`own`] that the features of the neighbours are taken from.
const CHARS: usize = 0;
const CAPITALS: usize = 2;
const LAST: usize = 10;

fn own(shapes: &[Shape], facts: &[Facts], out: &mut Columns) {
    let of_words = |n: u32, s: &Shape| share(n, s.words);
    let of_chars = |n: u32, s: &Shape| share(n, s.chars);
    out.of(shapes, |s| log(s.chars));
    out.of(shapes, |s| log(s.words));
    out.of(shapes, |s| of_words(s.capitals, s));
    out.of(shapes, |s| of_chars(s.digits, s));
    out.of(shapes, |s| of_chars(s.letters + s.ideographs, s));
    out.of(shapes, |s| of_words(s.commas, s));
    out.of(shapes, |s| log(s.colons));
    out.of(shapes, |s| share(s.stops * 4, s.words));
    out.of(shapes, |s| of_words(s.separators, s));
    out.of(shapes, |s| s.first);
    out.of(shapes, |s| s.last);
    out.of(shapes, |s| of_words(s.cued, s));
    out.of(shapes, |s| s.cues[CAPTION]);
    out.of(shapes, |s| of_words(s.dated, s));
    out.push(|i| of_words(facts[i].function, &shapes[i]));
    out.push(|i| share(facts[i].known, facts[i].long));
    out.push(|i| log(facts[i].known));
    let lines = Lines::new(shapes);
    out.of(shapes, |s| log(lines.copies(s) - 1));
    out.push(|i| lines.is_repeat(i).into());
}

/// What the words of each block and of the blocks around it lean to.
fn lean(shapes: &[Shape], leans: &[Lean], out: &mut Columns) {
    let clamp = |n: i32| (128 + n).clamp(0, 255) as u8;
    let mean = |n: i32, words: u32| clamp((4 * n as i64 / i64::from(words.max(1))) as i32);
    let both = |l: &Lean| l.words + l.pairs;
    let each: Vec<u8> = shapes.iter().zip(leans).map(|(s, l)| mean(both(l), s.words)).collect();
    out.push(|i| mean(leans[i].words, shapes[i].words));
    out.push(|i| mean(leans[i].pairs, shapes[i].words));
    out.data.extend_from_slice(&each);
    out.of(leans, |l| clamp(both(l) / 4));
    out.of(leans, |l| clamp(l.last));
    out.of(leans, |l| clamp(l.least));
    out.of(leans, |l| clamp(l.most));
    for step in [-2, -1, 1, 2] {
        out.shifted(&each, step, 128);
    }
    let words = Sums::new(shapes.iter().map(|s| s.words.into()));
    let sums = Sums::new(leans.iter().map(|l| both(l).into()));
    let of = |from: isize, to: isize| {
        clamp((8 * sums.window(from, to) / words.window(from, to).max(1)) as i32)
    };
    for reach in [2, 6, 15] {
        out.push(|i| of(i as isize - reach, i as isize + reach + 1));
    }
    out.push(|i| of(i as isize - 10, i as isize));
    out.push(|i| of(i as isize + 1, i as isize + 11));
    out.push(|i| of(i as isize + 1, isize::MAX));
    let all = of(0, isize::MAX);
    out.push(|_| all);
}

fn neighbours(shapes: &[Shape], around: &Around, out: &mut Columns) {
    let own = |feature: usize| out.column(feature).to_vec();
    let (chars, last, capitals) = (own(CHARS), own(LAST), own(CAPITALS));
    for step in [-2, -1, 1, 2] {
        out.shifted(&chars, step, 0);
    }
    for step in [-1, 1] {
        out.shifted(&last, step, 255);
        out.shifted(&around.cue, step, 255);
        out.shifted(&capitals, step, 0);
    }
    let short = |i: usize| !around.prose[i] && shapes[i].words < 16;
    let alike = |i: usize| i > 0 && alike(&shapes[i - 1], &shapes[i]);
    for back in [true, false] {
        out.run(short, back);
        out.distance(|i| around.prose[i], back);
    }
    // Blocks in a row that are shaped alike make a list.
    out.run(alike, true);
}

/// Whether two blocks are shaped alike: length within a third, the same ends.
fn alike(a: &Shape, b: &Shape) -> bool {
    let (short, long) = (a.chars.min(b.chars), a.chars.max(b.chars));
    long * 2 <= short * 3 + 24 && a.last == b.last && a.first == b.first
}

fn place(shapes: &[Shape], blocks: &Around, out: &mut Columns) {
    let n = shapes.len();
    let (chars, prose) = (&blocks.chars, &blocks.running);
    let cued = Sums::new(blocks.cue.iter().map(|&c| i64::from(c >= 2)));
    let part = |part: i64, all: i64| share(part as u32, all as u32);
    out.push(|i| log(i as u32));
    out.push(|i| log((n - 1 - i) as u32));
    out.push(|i| part(chars.before(i), chars.all()));
    out.push(|i| part(prose.before(i), prose.all()));
    out.push(|i| log(prose.before(i) as u32));
    out.push(|i| log(prose.after(i) as u32));
    for reach in [2, 5, 12] {
        let width = 2 * reach + 1;
        out.push(|i| part(prose.around(i, reach), chars.around(i, reach)));
        out.push(|i| log((chars.around(i, reach) / width as i64) as u32));
        out.push(|i| part(cued.around(i, reach), width as i64));
    }
    let (from, to) = best_stretch(n, |i| {
        if blocks.prose[i] {
            shapes[i].words.min(60).into()
        } else {
            -8 - 12 * i64::from(blocks.cue[i] >= 2)
        }
    });
    out.push(|i| signed(i as isize - from as isize));
    out.push(|i| signed(i as isize - to as isize + 1));
    let stretch = part(prose.window(from as isize, to as isize), prose.all());
    out.push(|_| stretch);
    for class in [COMMENTS, LEGAL, NAV, RELATED, SHARE, SIGN_UP] {
        out.distance(|i| shapes[i].cues[class] >= 2, true);
        out.distance(|i| shapes[i].cues[class] >= 2, false);
    }
}

fn document(shapes: &[Shape], around: &Around, spoken: bool, out: &mut Columns) {
    let n = shapes.len() as u32;
    let blocks = |has: &dyn Fn(&Shape) -> bool| shapes.iter().filter(|s| has(s)).count() as u32;
    let chars = around.chars.all() as u32;
    let ideographs: u32 = shapes.iter().map(|s| s.ideographs).sum();
    let facts = [
        log(n),
        log(chars / n.max(1)),
        share(around.running.all() as u32, chars),
        share(around.prose.iter().filter(|&&p| p).count() as u32, n),
        share(blocks(&|s| s.words < 5), n),
        share(around.cue.iter().filter(|&&c| c >= 2).count() as u32, n),
        share(ideographs, chars),
        u8::from(spoken),
        share(blocks(&|s| s.cues[COMMENTS] >= 2) * 4, n),
        share(blocks(&|s| s.cues[SHOP] >= 2) * 4, n),
    ];
    for fact in facts {
        out.push(|_| fact);
    }
}
