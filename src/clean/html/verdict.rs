//! Which blocks of a page are the article, how surely, and why.

use super::context::Context;
use super::features;
use super::model::{Model, probability};
use super::outline::Outline;
use super::tag::Tag;
use super::word_tables::{CLASS_LABELS, CUE_LABELS};
use std::sync::LazyLock;

/// Blocks that the first look is surer of not keeping get no second one.
const AGAIN: f32 = 0.004;

static BLOCK: LazyLock<Model> = LazyLock::new(|| Model::read(include_bytes!("model-block.bin")));
static CONTEXT: LazyLock<Model> = LazyLock::new(|| Model::read(include_bytes!("model-again.bin")));

/// How surely each block is part of the article: 0 to 1. The second look sees what the first
/// made of all the blocks around.
pub(super) fn scores(outline: &Outline<'_>) -> Vec<f32> {
    let mut row: Vec<f32> = Vec::with_capacity(CONTEXT.features);
    let first: Vec<f32> = (0..outline.stats.len())
        .map(|i| {
            row.clear();
            features::block(outline, i, &mut row);
            probability(BLOCK.score(&row))
        })
        .collect();
    let context = Context::new(outline, &first);
    let again = |i: usize| {
        if first[i] <= AGAIN {
            return first[i];
        }
        row.clear();
        features::block(outline, i, &mut row);
        context.block(i, &mut row);
        probability(CONTEXT.score(&row))
    };
    (0..first.len()).map(again).collect()
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
