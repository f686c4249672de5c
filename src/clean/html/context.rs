//! What a first verdict on all blocks of a page says of each: the second stage sees it beside
//! the features of the block.

use super::features::{Sink, log, share};
use super::outline::Outline;

/// Longer texts look like texts of just this length.
const LONGEST: f32 = 20_000.0;
/// Blocks that score more are probably text, or surely text, or surely not.
const PROBABLE: f32 = 0.5;
const SURE: f32 = 0.85;
const SURELY_NOT: f32 = 0.1;
/// No block is said to be farther away.
const FARTHEST: usize = 200;

/// Sums over blocks of what the first stage kept.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    size: f32,
    kept: f32,
    /// The scores, whatever the blocks' sizes.
    score: f32,
    blocks: f32,
}

impl Kept {
    fn add(&mut self, size: f32, score: f32) {
        self.size += size;
        self.kept += size * score;
        self.score += score;
        self.blocks += 1.0;
    }

    fn minus(&self, other: &Self) -> Self {
        Self {
            size: self.size - other.size,
            kept: self.kept - other.kept,
            score: self.score - other.score,
            blocks: self.blocks - other.blocks,
        }
    }
}

/// How many features are the same for all blocks of a page; they come last.
pub(super) const OF_PAGE: usize = 6;

/// A page with the first scores of its blocks.
pub(crate) struct Context<'o, 'p> {
    outline: &'o Outline<'p>,
    scores: &'o [f32],
    /// Sums over the blocks before each, with one more for the end.
    sums: Vec<Kept>,
    total: Kept,
    /// Sums by the element that blocks stand in and by the groups of repeated elements.
    alike: Vec<Kept>,
    units: Vec<Kept>,
    /// The container that is most like what was kept, and how much.
    best: (usize, f32),
    /// The stretch that was kept: its first block and one past its last.
    stretch: (usize, usize),
    /// Of each block how far the nearest with such a score is before and behind it.
    distances: [Vec<[usize; 2]>; 3],
    /// The first block of each block's section, and one past its last.
    sections: Vec<(usize, usize)>,
    highest: f32,
    doubt: f32,
}

impl<'o, 'p> Context<'o, 'p> {
    pub(crate) fn new(outline: &'o Outline<'p>, scores: &'o [f32]) -> Self {
        let mut sum = Kept::default();
        let mut sums = vec![sum];
        let mut alike = vec![Kept::default(); outline.paths()];
        let mut units = vec![Kept::default(); outline.units.groups.len()];
        let mut doubt = 0.0;
        for (i, &score) in scores.iter().enumerate() {
            let size = outline.stats[i].size;
            sum.add(size, score);
            sums.push(sum);
            alike[outline.path(i)].add(size, score);
            for member in outline.units.around[i].into_iter().flatten() {
                units[member.group].add(size, score);
            }
            doubt += size * score * (1.0 - score);
        }
        let mut context = Self {
            outline,
            scores,
            sums,
            total: sum,
            alike,
            units,
            best: (0, 0.0),
            stretch: stretch(outline, scores),
            distances: [
                distances(scores, |s| s > PROBABLE),
                distances(scores, |s| s > SURE),
                distances(scores, |s| s < SURELY_NOT),
            ],
            sections: sections(outline),
            highest: scores.iter().copied().fold(0.0, f32::max),
            doubt: share(doubt, sum.kept),
        };
        context.best = (0..outline.page.containers.len())
            .map(|at| (at, context.likeness(at)))
            .fold((0, 0.0), |best, next| if next.1 > best.1 { next } else { best });
        context
    }

    fn between(&self, from: usize, to: usize) -> Kept {
        let last = self.scores.len();
        self.sums[to.min(last)].minus(&self.sums[from.min(last)])
    }

    fn container(&self, at: usize) -> Kept {
        let container = &self.outline.page.containers[at];
        self.between(container.first as usize, container.end.max(container.first) as usize)
    }

    /// The F1 that a container has against what was kept.
    fn likeness(&self, at: usize) -> f32 {
        let kept = self.container(at);
        share(2.0 * kept.kept, kept.size + self.total.kept)
    }

    /// Gives what is known of block `i` to `sink`.
    pub(crate) fn block<S: Sink>(&self, i: usize, sink: &mut S) {
        self.near(i, sink);
        self.levels(i, sink);
        self.like(i, sink);
        self.place(i, sink);
        sink.page(|sink| self.page(sink));
    }

    /// Gives what is the same for all blocks of the page to `sink`.
    pub(crate) fn page<S: Sink>(&self, sink: &mut S) {
        sink.put("first of title", self.outline.title_block.map_or(-1.0, |t| self.scores[t]));
        sink.put("first highest", self.highest);
        sink.put("first doubt", self.doubt);
        sink.put("first kept", log(self.total.kept.min(LONGEST)));
        sink.put("first kept share", share(self.total.kept, self.total.size));
        sink.put("first mean", share(self.total.score, self.total.blocks));
    }

    fn near<S: Sink>(&self, i: usize, sink: &mut S) {
        sink.put("first", self.scores[i]);
        for step in [-4isize, -3, -2, -1, 1, 2, 3, 4] {
            let near = i.checked_add_signed(step).and_then(|j| self.scores.get(j));
            sink.put("first near", near.copied().unwrap_or(-1.0));
        }
        for width in [2, 5, 12, 30] {
            let kept = self.between(i.saturating_sub(width), i + width + 1);
            sink.put("first window", share(kept.kept, kept.size));
            sink.put("first window mean", share(kept.score, kept.blocks));
        }
        for width in [3, 10] {
            let before = self.between(i.saturating_sub(width), i);
            let after = self.between(i + 1, i + 1 + width);
            sink.put("first window before", share(before.score, before.blocks));
            sink.put("first window after", share(after.score, after.blocks));
        }
        for distances in &self.distances {
            for &distance in &distances[i] {
                sink.put("first distance", log(distance as f32));
            }
        }
    }

    fn levels<S: Sink>(&self, i: usize, sink: &mut S) {
        let mut at = self.outline.page.blocks[i].container as usize;
        for _ in 0..6 {
            let kept = self.container(at);
            sink.put("first level", share(kept.kept, kept.size));
            sink.put("first level mean", share(kept.score, kept.blocks));
            sink.put("first level share", share(kept.kept, self.total.kept));
            sink.put("first level likeness", self.likeness(at));
            at = self.outline.up[at] as usize;
        }
        let best = &self.outline.page.containers[self.best.0];
        let (first, end) = (best.first as usize, best.end as usize);
        sink.put("first best", self.best.1);
        sink.put("first best inside", f32::from(u8::from((first..end).contains(&i))));
        sink.put("first best place", relative(i, first));
        sink.put("first best end", relative(i, end));
    }

    fn like<S: Sink>(&self, i: usize, sink: &mut S) {
        let alike = &self.alike[self.outline.path(i)];
        sink.put("first alike", share(alike.kept, alike.size));
        sink.put("first alike mean", share(alike.score, alike.blocks));
        for member in self.outline.units.around[i] {
            let kept = member.map(|m| self.units[m.group]).unwrap_or_default();
            sink.put("first unit", share(kept.kept, kept.size));
            sink.put("first unit share", share(kept.kept, self.total.kept));
        }
    }

    fn place<S: Sink>(&self, i: usize, sink: &mut S) {
        let before = self.sums[i].kept;
        sink.put("first before", share(before, self.total.kept));
        sink.put("first before size", log(before.min(LONGEST)));
        sink.put("first after size", log((self.total.kept - before).clamp(0.0, LONGEST)));
        let (first, end) = self.stretch;
        sink.put("first stretch place", relative(i, first));
        sink.put("first stretch end", relative(i, end));
        sink.put("first stretch share", share(self.between(first, end).kept, self.total.kept));
        let (first, end) = self.sections[i];
        let section = self.between(first, end);
        sink.put("first section", share(section.kept, section.size));
        sink.put("first section mean", share(section.score, section.blocks));
        sink.put("first section place", ((i - first).min(FARTHEST)) as f32);
        sink.put("first section heading", self.scores[first]);
    }
}

/// How far block `i` is behind block `from`, on a logarithmic scale.
fn relative(i: usize, from: usize) -> f32 {
    let distance = log(i.abs_diff(from).min(FARTHEST) as f32);
    if i < from { -distance } else { distance }
}

/// The stretch of blocks in which most is kept and least dropped.
fn stretch(outline: &Outline<'_>, scores: &[f32]) -> (usize, usize) {
    let (mut best, mut sum, mut from, mut stretch) = (0.0, 0.0, 0, (0, scores.len()));
    for (i, &score) in scores.iter().enumerate() {
        sum += (score - 0.4) * (outline.stats[i].size + 1.0).sqrt();
        if sum <= 0.0 {
            (sum, from) = (0.0, i + 1);
        } else if sum > best {
            (best, stretch) = (sum, (from, i + 1));
        }
    }
    stretch
}

fn distances(scores: &[f32], has: impl Fn(f32) -> bool) -> Vec<[usize; 2]> {
    let mut out = vec![[FARTHEST; 2]; scores.len()];
    let mut since = FARTHEST;
    for (i, &score) in scores.iter().enumerate() {
        out[i][0] = since;
        since = if has(score) { 1 } else { (since + 1).min(FARTHEST) };
    }
    since = FARTHEST;
    for (i, &score) in scores.iter().enumerate().rev() {
        out[i][1] = since;
        since = if has(score) { 1 } else { (since + 1).min(FARTHEST) };
    }
    out
}

/// Of each block the section it stands in: from one heading to before the next.
fn sections(outline: &Outline<'_>) -> Vec<(usize, usize)> {
    let count = outline.stats.len();
    let mut out = Vec::with_capacity(count);
    let mut first = 0;
    for i in 0..=count {
        if i == count || outline.tag(i).heading().is_some() {
            out.resize(i, (first, i));
            first = i;
        }
    }
    out
}
