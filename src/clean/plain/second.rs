//! What the second stage sees besides: what the first said of the blocks around.

use super::columns::{Columns, Sums, best_stretch, log, share, signed};
use super::scan::Shape;

/// Adds to the first stage's features what its scores (255 is surely content) say around.
pub(super) fn add(shapes: &[Shape], scores: &[u8], out: &mut Columns) {
    let n = shapes.len();
    for step in -4..=4 {
        out.shifted(scores, step, 0);
    }
    let chars = Sums::new(shapes.iter().map(|s| s.chars.into()));
    let weighed = |(s, &p): (&Shape, &u8)| i64::from(s.chars) * i64::from(p) / 255;
    let kept = Sums::new(shapes.iter().zip(scores).map(weighed));
    let lines = Sums::new(scores.iter().map(|&p| p.into()));
    let part = |part: i64, all: i64| share(part as u32, all as u32);
    for reach in [2, 4, 8, 20] {
        out.push(|i| part(kept.around(i, reach), chars.around(i, reach)));
        out.push(|i| part(lines.around(i, reach), 255 * (2 * reach as i64 + 1)));
    }
    for width in [3, 10] {
        let of = |from: isize| part(lines.window(from, from + width), 255 * width as i64);
        out.push(|i| of(i as isize - width));
        out.push(|i| of(i as isize + 1));
    }
    for sure in [128, 220] {
        for back in [true, false] {
            out.distance(|i| scores[i] >= sure, back);
        }
    }
    for back in [true, false] {
        out.distance(|i| scores[i] < 40, back);
    }
    out.push(|i| part(kept.before(i), kept.all()));
    out.push(|i| log(kept.before(i) as u32));
    out.push(|i| log(kept.after(i) as u32));
    let all = [part(kept.all(), chars.all()), part(lines.all(), 255 * n as i64)];
    all.into_iter().for_each(|fact| out.push(|_| fact));
    let weight = |i: usize| (i64::from(scores[i]) - 110) * i64::from(log(shapes[i].chars));
    let (from, to) = best_stretch(n, weight);
    out.push(|i| signed(i as isize - from as isize));
    out.push(|i| signed(i as isize - to as isize + 1));
}
