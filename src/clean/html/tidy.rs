//! A last look along the page at blocks that the model keeps too often: bylines and dates at
//! the head, the headline, links to other articles between two paragraphs.
//!
//! On held-out folds of aeb these raise F1 from 0.952 to 0.955 and the share of exact texts
//! from 0.326 to 0.359; wcxb stays where it is.

use super::features::cue;
use super::outline::Outline;
use super::tag::Tag;
use super::words::label;

/// A kept block of this size is text: the head of the article ends there.
const TEXT: f32 = 120.0;
/// Longer blocks are no byline.
const LONGEST_BYLINE: f32 = 100.0;
/// Longer links are no headline.
const LONGEST_HEADLINE: f32 = 200.0;

/// Takes back what `keep` holds of the page's furniture.
pub(super) fn tidy(outline: &Outline<'_>, keep: &mut [bool]) {
    let is_text = |i: &usize| keep[*i] && outline.stats[*i].size > TEXT;
    let first = (0..keep.len()).find(is_text).unwrap_or(0);
    for (i, kept) in keep.iter_mut().enumerate().filter(|(_, kept)| **kept) {
        let at_head = i < first;
        let furniture = at_head && (is_byline(outline, i) || is_headline(outline, i));
        *kept = !(furniture || is_pointer(outline, i));
    }
}

/// Whether block `i` names an author or a date by its words or by the element around it.
fn is_byline(outline: &Outline<'_>, i: usize) -> bool {
    let stats = &outline.stats[i];
    if stats.size >= LONGEST_BYLINE || stats.ending > 1.5 {
        return false;
    }
    let block = &outline.page.blocks[i];
    let around = block.inline | outline.page.containers[block.container as usize].labels;
    let named = around & const { label("date") | label("author") } != 0;
    named || outline.cues[i].labels & (cue("byline") | cue("date")) != 0
}

/// Whether block `i` is the headline of a page that says it is an article: the texts of shops
/// and manuals begin with their heading, those of articles do not.
fn is_headline(outline: &Outline<'_>, i: usize) -> bool {
    let (of_block, of_title) = outline.titles[i];
    let says_article = outline.hints[0] + outline.hints[1] > 0.0;
    let heading = matches!(outline.tag(i), Tag::H1 | Tag::H2);
    says_article && heading && of_block > 0.7 && of_title > 0.7
}

/// Whether block `i` is a paragraph of nothing but a link to another article.
fn is_pointer(outline: &Outline<'_>, i: usize) -> bool {
    let stats = &outline.stats[i];
    let linked = outline.density[i] > 0.9 && stats.size < LONGEST_HEADLINE && stats.ending < 1.5;
    if !linked || outline.tag(i) != Tag::P {
        return false;
    }
    let shouts = stats.upper > 0.7 * stats.letters;
    let cued = outline.cues[i].labels & (cue("related") | cue("more")) != 0;
    let on_news = outline.hints[0] > 0.0;
    shouts || cued || on_news
}
