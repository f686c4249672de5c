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
/// A paragraph that scores less is not even the likeliest.
const LEAST: f32 = 0.02;
/// Of more prose than this something would be sure, were it an article.
const MOST: f32 = 5000.0;
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

/// Keeps the likeliest paragraphs of the main column, where nothing else is kept: a short article
/// among much else looks like nothing that the model has learned from.
pub(super) fn surest(outline: &Outline<'_>, scores: &[f32], keep: &mut [bool]) {
    if keep.contains(&true) {
        return;
    }
    let is_text = |&i: &usize| {
        let long = outline.stats[i].size > LINES && outline.against_best(i).0 > 1.0;
        let shown = !outline.page.blocks[i].hidden && !is_comment(outline, i);
        long && shown && scores[i] > LEAST && is_prose(outline, i)
    };
    let texts: Vec<usize> = (0..scores.len()).filter(is_text).collect();
    if texts.iter().map(|&i| outline.stats[i].size).sum::<f32>() > MOST {
        return;
    }
    let highest = texts.iter().map(|&i| scores[i]).fold(0.0, f32::max);
    texts.into_iter().filter(|&i| scores[i] >= highest / 2.0).for_each(|i| keep[i] = true);
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

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::*;

    #[test]
    fn of_a_page_without_an_article_the_likeliest_prose_is_kept() {
        let text = "The ferry left the quay at seven, with forty passengers and a goat. ".repeat(4);
        let page = format!(
            "<nav><a href=/>Home</a></nav><div><p>{text}</p><p>Short.</p><p>{text}</p></div>"
        );
        let (parsed, _) = build::page(&page);
        let outline = Outline::new(&page, &parsed);
        for (scores, kept) in [
            ([0.3, 0.2, 0.3, 0.05], [false, true, false, false]),
            ([0.3, 0.2, 0.3, 0.1], [false, true, false, true]),
            ([0.3, 0.01, 0.3, 0.01], [false; 4]),
        ] {
            let mut keep = vec![false; 4];
            surest(&outline, &scores, &mut keep);
            assert_eq!(keep, kept);
        }
        let mut keep = vec![true, false, false, false];
        surest(&outline, &[0.5, 0.4, 0.4, 0.4], &mut keep);
        assert_eq!(keep, [true, false, false, false]);
    }
}
