//! Which blocks of a page are the article, how surely, and why.

use super::context::{self, Context};
use super::features;
use super::model::{Model, probability};
use super::outline::Outline;
use super::tag::Tag;
use super::tile::{LANES, Tile};
use super::word_tables::{CLASS_LABELS, CUE_LABELS};
use std::cell::Cell;
use std::sync::LazyLock;

static FIRST: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_bytes!("first.bin"), |all| {
        std::iter::once(all - features::OF_PAGE..all).collect()
    })
});
static SECOND: LazyLock<Model> = LazyLock::new(|| {
    let first = FIRST.features - features::OF_PAGE..FIRST.features;
    Model::read(include_bytes!("second.bin"), |all| vec![first, all - context::OF_PAGE..all])
});

/// A block that the first stage scores lower is out: of the text of the training pages 0.4 %
/// is, and of all blocks half.
const LIVE: f32 = 0.02;

/// Tiles whose features are kept from the first stage to the second; a page of more than a
/// thousand blocks has some of them made twice, so that it takes no memory for them.
const KEPT_TILES: usize = 64;

/// How surely each block is part of the article: 0 to 1. The second stage looks again at every
/// block that may be, knowing what the first said of all the others.
pub(super) fn scores(outline: &Outline<'_>) -> Vec<f32> {
    let mut spare = SPARE.take();
    let mut kept = Vec::new();
    let mut left = Vec::new();
    let mut page = Vec::with_capacity(features::OF_PAGE + context::OF_PAGE);
    features::page(outline, &mut page);
    let begun = FIRST.begin(&page);
    let mut first = vec![0.0; outline.stats.len()];
    for (at, scores) in first.chunks_mut(LANES).enumerate() {
        let mut tile = spare.pop().unwrap_or_else(Tile::new);
        fill(&mut tile, outline, at * LANES, scores.len());
        for (score, odds) in scores.iter_mut().zip(FIRST.scores(&tile, &begun, &mut left)) {
            *score = probability(odds);
        }
        let again = scores.iter().any(|&score| score > LIVE) && kept.len() < KEPT_TILES;
        if again { kept.push((at, tile)) } else { spare.push(tile) }
    }
    let context = Context::new(outline, &first);
    context.page(&mut page);
    let begun = SECOND.begin(&page);
    let mut scores = first.clone();
    let mut kept = kept.into_iter().peekable();
    for (at, scores) in scores.chunks_mut(LANES).enumerate() {
        if !scores.iter().any(|&score| score > LIVE) {
            continue;
        }
        let mut tile = kept.next_if(|(of, _)| *of == at).map_or_else(
            || {
                let mut tile = spare.pop().unwrap_or_else(Tile::new);
                fill(&mut tile, outline, at * LANES, scores.len());
                tile
            },
            |(_, tile)| tile,
        );
        for lane in (0..scores.len()).filter(|&lane| scores[lane] > LIVE) {
            context.block(at * LANES + lane, &mut tile.lane(lane, FIRST.features));
        }
        for (score, odds) in scores.iter_mut().zip(SECOND.scores(&tile, &begun, &mut left)) {
            if *score > LIVE {
                *score = probability(odds);
            }
        }
        spare.push(tile);
    }
    spare.truncate(KEPT_TILES);
    SPARE.set(spare);
    scores
}

thread_local! {
    /// Tiles that the next page takes.
    static SPARE: Cell<Vec<Tile>> = const { Cell::new(Vec::new()) };
}

/// Fills `tile` with the features of `count` blocks from `first` on.
fn fill(tile: &mut Tile, outline: &Outline<'_>, first: usize, count: usize) {
    for lane in 0..count {
        features::block(outline, first + lane, &mut tile.lane(lane, 0));
    }
}

/// The lowest and highest line. Where an article is sure, a lower line would only let in what
/// stands beside it; on a shop or a forum, where no block is sure, it loses less: held-out
/// folds of wcxb gain 0.007 of F1 by it, those of aeb 0.007. A highest line of 0.46 would gain
/// 0.001 on those of trafeval and lose as much on pages of cleaneval.
const LINES: [f32; 2] = [0.2, 0.43];
/// A block that scores more is surely part of the article.
pub(super) const SURE: f32 = 0.9;
/// Bytes of sure blocks that make an article.
const SURE_BYTES: f32 = 600.0;
/// Where the scores are learned from few pages they are not sure enough for a lower line:
/// held-out folds of chinese lose 0.03 of F1 by it.
const FEW_PAGES: f32 = 0.1;

/// What block `i` weighs on its page.
pub(super) fn weight(outline: &Outline<'_>, i: usize) -> f32 {
    (outline.page.blocks[i].text.len() + 1) as f32
}

/// The score above which a block is kept. The highest line, but on a page without a sure article the line
/// that makes the expected F1 of the page's bytes largest, which is half of that F1.
pub(super) fn line(outline: &Outline<'_>, scores: &[f32]) -> f32 {
    let weight = |i: usize| weight(outline, i);
    let sure: f32 = (0..scores.len()).filter(|&i| scores[i] > SURE).map(weight).sum();
    if sure >= SURE_BYTES || outline.cjk > FEW_PAGES {
        return LINES[1];
    }
    let mut order: Vec<usize> = (0..scores.len()).filter(|&i| scores[i] > 0.02).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
    let expected: f32 = (0..scores.len()).map(|i| scores[i] * weight(i)).sum();
    let (mut right, mut kept, mut best) = (0.0, 0.0, 0f32);
    for i in order {
        right += scores[i] * weight(i);
        kept += weight(i);
        best = best.max(2.0 * right / (kept + expected));
    }
    (best / 2.0).clamp(LINES[0], LINES[1])
}

/// What a class label is called in a reason; labels without a name give none.
fn label_name(label: &str) -> Option<&'static str> {
    Some(match label {
        "ad" => "advertisement",
        "author" => "about the author",
        "caption" => "caption",
        "card" => "teaser",
        "comment" | "reply" => "comments",
        "consent" => "consent notice",
        "crumb" | "nav" | "pager" => "navigation",
        "date" | "meta" => "date and byline",
        "foot" => "page footer",
        "form" | "search" => "form",
        "gallery" | "image" => "caption",
        "head" => "page header",
        "hidden" => "hidden",
        "lead" => "teaser",
        "legal" => "legal notice",
        "login" => "log-in",
        "notice" => "notice",
        "popup" => "pop-up",
        "promo" => "promotion",
        "related" => "related links",
        "share" => "share bar",
        "shop" => "shop notice",
        "side" => "side bar",
        "signup" => "sign-up",
        "tag" => "tags",
        "title" => "title",
        "tool" => "page tools",
        "widget" => "widget",
        _ => return None,
    })
}

fn cue_name(cue: &str) -> &'static str {
    match cue {
        "byline" => "byline",
        "more" => "link to more",
        "source" => "source line",
        other => label_name(other).unwrap_or("page furniture"),
    }
}

/// Why block `i` was kept or dropped, in a few words.
pub(super) fn reason(outline: &Outline<'_>, i: usize, kept: bool) -> &'static str {
    let tag = outline.tag(i);
    let (inside, ..) = outline.against_best(i);
    if kept {
        return match tag {
            _ if tag.heading().is_some() => "heading in the text",
            Tag::Li | Tag::Dd | Tag::Dt => "list item in the text",
            Tag::Td | Tag::Th => "table cell in the text",
            _ if inside > 1.0 => "paragraph in the main column",
            _ if outline.stats[i].ending > 1.0 => "full sentences",
            _ => "stands among the text",
        };
    }
    if outline.page.blocks[i].hidden {
        return "hidden";
    }
    if outline.title_block == Some(i) {
        return "title";
    }
    let cues = outline.cues[i].labels;
    if cues != 0 {
        return cue_name(CUE_LABELS[cues.trailing_zeros() as usize]);
    }
    if let Some(name) = nearest_label(outline, i) {
        return name;
    }
    if outline.density[i] > 0.5 {
        return "links";
    }
    if inside < 1.0 { "outside the main column" } else { "page furniture" }
}

/// The name of the nearest label around block `i` that tells what is not text.
fn nearest_label(outline: &Outline<'_>, i: usize) -> Option<&'static str> {
    let mut labels = outline.page.blocks[i].inline;
    let mut at = outline.page.blocks[i].container as usize;
    for _ in 0..8 {
        while labels != 0 {
            if let Some(name) = label_name(CLASS_LABELS[labels.trailing_zeros() as usize]) {
                return Some(name);
            }
            labels &= labels - 1;
        }
        labels = outline.page.containers[at].labels;
        at = outline.page.containers[at].parent as usize;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::features::Sink;
    use super::super::inspect;
    use super::super::tile::MOST;
    use super::*;

    #[test]
    fn the_stages_know_the_features_that_blocks_have() {
        let names = |first: Option<&[f32]>| inspect("<p>It rained.", first).names.len();
        assert_eq!(names(None), FIRST.features);
        assert_eq!(names(None) + names(Some(&[0.5])), SECOND.features);
        assert!(SECOND.features <= MOST);
    }

    /// The score of one row of features by an ensemble that does not know which are of the page.
    fn alone(bytes: &[u8], row: &[f32]) -> f32 {
        let model = Model::read(bytes, |_| Vec::new());
        let mut tile = Tile::new();
        let mut lane = tile.lane(0, 0);
        row.iter().for_each(|&value| lane.put("", value));
        probability(model.scores(&tile, &model.begin(&[]), &mut Vec::new())[0])
    }

    #[test]
    fn scores_are_those_of_each_block_alone() {
        let texts = ["It rained all day, and the river rose over the meadow.", "Home"];
        let page: String =
            (0..LANES * (KEPT_TILES + 3)).map(|i| format!("<p>{}", texts[i / 40 % 2])).collect();
        let (page, _) = super::super::build::page(&page);
        let outline = Outline::new("", &page);
        let row = |i| {
            let mut row = Vec::new();
            features::block(&outline, i, &mut row);
            row
        };
        let first: Vec<f32> =
            (0..page.blocks.len()).map(|i| alone(include_bytes!("first.bin"), &row(i))).collect();
        let context = Context::new(&outline, &first);
        for (i, score) in scores(&outline).into_iter().enumerate() {
            let mut row = row(i);
            context.block(i, &mut row);
            let second = alone(include_bytes!("second.bin"), &row);
            assert_eq!(score, if first[i] > LIVE { second } else { first[i] });
        }
        assert!(first.iter().filter(|&&score| score > LIVE).count() > LANES * KEPT_TILES);
    }
}
