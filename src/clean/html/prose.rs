//! Pages that are sentences from end to end, which the model has seen too few of: fragments of
//! two or three paragraphs, and pages of hundreds of them.

use super::outline::Outline;
use super::words::{Labels, label};
use std::collections::HashMap;

/// The score of a block that a rule keeps: clear of the lines that `favor` draws.
const KEPT: f32 = 0.8;
/// A page of more paragraphs is longer than nearly all that the model has learned from: it takes
/// the later ones for what follows an article, and many for a list.
const LONG: usize = 100;
/// On such a page paragraphs of one kind are the text, where they are this share of all words
/// outside links.
const SHARE: f32 = 0.75;
/// Blocks are prose that end as sentences do or are so long.
const LINES: f32 = 200.0;
/// Elements above a block that are asked whether they hold comments.
const LEVELS: usize = 12;
const COMMENTS: Labels = label("comment") | label("reply");

/// Raises the scores of prose on a page that is hardly anything else.
pub(super) fn keep(outline: &Outline<'_>, scores: &mut [f32]) {
    let prose: Vec<usize> = (0..scores.len()).filter(|&i| is_prose(outline, i)).collect();
    if prose.len() == scores.len() && outline.total.link_size == 0.0 {
        prose.into_iter().for_each(|i| scores[i] = scores[i].max(KEPT));
        return;
    }
    if prose.len() < LONG {
        return;
    }
    let mut kinds: HashMap<u64, (usize, f32)> = HashMap::new();
    for &i in &prose {
        let (count, size) = kinds.entry(kind(outline, i)).or_default();
        *count += 1;
        *size += outline.stats[i].size;
    }
    let all = outline.total.size - outline.total.link_size;
    let text = |(count, size): (usize, f32)| count >= LONG && size >= SHARE * all;
    let kept = prose.into_iter().filter(|&i| text(kinds[&kind(outline, i)]));
    for i in kept.filter(|&i| !is_comment(outline, i)) {
        scores[i] = scores[i].max(KEPT);
    }
}

fn is_prose(outline: &Outline<'_>, i: usize) -> bool {
    let stats = &outline.stats[i];
    let reads = stats.ending > 1.0 || stats.size > LINES;
    reads && outline.density[i] < 0.5 && outline.cues[i].labels == 0
}

/// The same for blocks that stand in like elements.
fn kind(outline: &Outline<'_>, i: usize) -> u64 {
    outline.page.containers[outline.page.blocks[i].container as usize].path
}

fn is_comment(outline: &Outline<'_>, i: usize) -> bool {
    let containers = &outline.page.containers;
    let mut at = outline.page.blocks[i].container as usize;
    for _ in 0..LEVELS {
        if containers[at].labels & COMMENTS != 0 {
            return true;
        }
        at = containers[at].parent as usize;
    }
    false
}
