//! What the second look sees of a block: how sure the first was of it and of all around it.

use super::features::{Sink, log, share};
use super::outline::Outline;

/// Surer blocks of some length are landmarks.
const SURE: f32 = 0.7;
/// The length that makes a landmark.
const LANDMARK: f32 = 80.0;
/// Farther landmarks are as good as none.
const FAR: f32 = 99.0;

/// The first verdicts on a page and their sums.
pub(crate) struct Context<'o, 'p> {
    outline: &'o Outline<'p>,
    scores: &'o [f32],
    /// Score times size over the blocks before each, with one more for the end.
    sums: Vec<f32>,
    /// The landmarks at or before, and at or after each block.
    landmarks: Vec<(Option<usize>, Option<usize>)>,
    first: Option<usize>,
    last: Option<usize>,
}

impl<'o, 'p> Context<'o, 'p> {
    pub(crate) fn new(outline: &'o Outline<'p>, scores: &'o [f32]) -> Self {
        let mut sums = Vec::with_capacity(scores.len() + 1);
        let mut sum = 0.0;
        sums.push(sum);
        let mut landmarks = vec![(None, None); scores.len()];
        let (mut first, mut last) = (None, None);
        let is_landmark = |i: usize| scores[i] > SURE && outline.stats[i].size > LANDMARK;
        for (i, score) in scores.iter().enumerate() {
            sum += score * outline.stats[i].size;
            sums.push(sum);
            landmarks[i].0 = last;
            if is_landmark(i) {
                last = Some(i);
                first = first.or(last);
            }
        }
        let mut next = None;
        for i in (0..scores.len()).rev() {
            landmarks[i].1 = next;
            if is_landmark(i) {
                next = Some(i);
            }
        }
        Self { outline, scores, sums, landmarks, first, last }
    }

    /// Mean score of the blocks from `from` to before `to`, by size.
    fn mean(&self, from: usize, to: usize) -> f32 {
        let size = self.outline.before(to).size - self.outline.before(from).size;
        share(self.sums[to] - self.sums[from], size)
    }

    /// Gives the features of block `i` to `sink`.
    pub(crate) fn block<S: Sink>(&self, i: usize, sink: &mut S) {
        let count = self.scores.len();
        sink.put("score", self.scores[i]);
        for step in [-4isize, -3, -2, -1, 1, 2, 3, 4] {
            let at = i.checked_add_signed(step).filter(|&j| j < count);
            sink.put("near score", at.map_or(-1.0, |j| self.scores[j]));
        }
        for width in [3, 10, 30] {
            let (from, to) = (i.saturating_sub(width), (i + width + 1).min(count));
            sink.put("mean before", self.mean(from, i));
            sink.put("mean after", self.mean(i + 1, to.max(i + 1)));
        }
        self.levels(i, sink);
        let total = self.sums[count];
        sink.put("kept size", log(total));
        sink.put("kept share", share(total, self.outline.total.size));
        sink.put("kept before", share(self.sums[i], total));
        sink.put("kept after", log(total - self.sums[i + 1]));
        self.landmark(i, self.landmarks[i].0, sink);
        self.landmark(i, self.landmarks[i].1, sink);
        let distance =
            |at: Option<usize>| at.map_or(-FAR, |j| (i as f32 - j as f32).clamp(-FAR, FAR));
        sink.put("from first", distance(self.first));
        sink.put("from last", distance(self.last));
    }

    fn levels<S: Sink>(&self, i: usize, sink: &mut S) {
        let page = self.outline.page;
        let mut at = page.blocks[i].container as usize;
        for _ in 0..5 {
            let container = &page.containers[at];
            let (from, to) =
                (container.first as usize, container.end.max(container.first) as usize);
            sink.put("level score", self.mean(from, to));
            sink.put(
                "level kept",
                share(self.sums[to] - self.sums[from], self.sums[self.scores.len()]),
            );
            at = self.outline.up[at] as usize;
        }
    }

    fn landmark<S: Sink>(&self, i: usize, at: Option<usize>, sink: &mut S) {
        let Some(j) = at else {
            sink.put("landmark", FAR);
            sink.put("landmark size", 0.0);
            sink.put("landmark up", FAR);
            sink.put("landmark down", FAR);
            sink.put("landmark between", 0.0);
            return;
        };
        sink.put("landmark", (i.abs_diff(j) as f32).min(FAR));
        sink.put("landmark size", log(self.outline.stats[j].size));
        sink.put("landmark up", self.outline.crossing(i, j));
        sink.put("landmark down", self.outline.crossing(j, i));
        let (from, to) = if i < j { (i + 1, j) } else { (j + 1, i) };
        sink.put(
            "landmark between",
            log(self.outline.before(to).size - self.outline.before(from).size),
        );
    }
}
