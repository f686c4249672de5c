//! A page to its article.

mod address;
mod build;
mod comments;
mod context;
mod ends;
pub(crate) mod entity;
mod entity_tables;
mod features;
mod head;
mod hints;
mod kind;
mod model;
mod near;
mod outline;
mod page;
mod prose;
pub(crate) mod references;
mod render;
mod rescue;
pub(crate) mod said;
pub(crate) mod scan;
mod stats;
pub(crate) mod tag;
mod text;
mod tidy;
mod tile;
mod title;
mod units;
mod verdict;
mod word_tables;
pub(crate) mod words;

use super::detect;
use super::encoding::Misread;
use super::metadata::{Facts, host as host_of, metadata};
use super::{Article, CleanOptions, Favor, Metadata, Parts, repeats};
use context::Context;
use outline::Outline;
use page::{Joint, Page};
use std::borrow::Cow;

/// What the model sees of a page: the blocks and their features, for training.
#[derive(Clone, Debug, Default)]
pub struct Inspection {
    /// Names of the features.
    pub names: Vec<String>,
    /// The text of each block and its features.
    pub blocks: Vec<(String, Vec<f32>)>,
}

/// The blocks of the page in `source` and the features that the first stage sees of each or,
/// given what that said of them, what the second stage sees besides.
#[doc(hidden)]
pub fn inspect(source: &str, first: Option<&[f32]>) -> Inspection {
    let source = &*readable(source);
    let (page, _) = build::page(source);
    let outline = Outline::new(source, &page);
    let first = first.filter(|first| first.len() == page.blocks.len());
    let context = first.map(|first| Context::new(&outline, first));
    let mut names: Vec<String> = Vec::new();
    let mut blocks = Vec::new();
    for i in 0..page.blocks.len() {
        let mut row: Vec<f32> = Vec::with_capacity(names.len());
        match &context {
            Some(context) if i == 0 => context.block(i, &mut names),
            None if i == 0 => features::block(&outline, i, &mut names),
            _ => {}
        }
        match &context {
            Some(context) => context.block(i, &mut row),
            None => features::block(&outline, i, &mut row),
        }
        blocks.push((page.block_text(i).to_owned(), row));
    }
    Inspection { names, blocks }
}

/// The text of the page in `source` where its blocks have these `scores`.
#[doc(hidden)]
pub fn settle(source: &str, scores: &[f32]) -> String {
    let source = &*readable(source);
    let (page, facts) = build::page(source);
    let options = CleanOptions::default();
    article(source, &page, &facts, &options, Parts::Scalars, |_| scores.to_vec()).text
}

/// Everything that a reader of the page in `html` sees, top to bottom: all blocks but hidden
/// ones, joined by blank lines. One pass over the page.
///
/// ```
/// let page = "<nav>Home</nav><p>Tom &amp; Ann<br>are here.</p><p hidden>soon</p>";
/// assert_eq!(tamis::clean::visible_text(page), "Home\n\nTom & Ann\nare here.");
/// ```
pub fn visible_text(html: &str) -> String {
    let (page, _) = build::page(&readable(html));
    let mut out = String::with_capacity(page.text.len() + page.blocks.len() * 2);
    for (i, block) in page.blocks.iter().enumerate().filter(|(_, b)| !b.hidden) {
        if !out.is_empty() {
            out.push_str(if block.joint == Joint::Line { "\n" } else { "\n\n" });
        }
        out.push_str(page.block_text(i));
    }
    out
}

/// The page in `source`: read again where it was misread.
fn readable(source: &str) -> Cow<'_, str> {
    let source = within_limit(source);
    Misread::find(source).map_or(Cow::Borrowed(source), |found| Cow::Owned(found.text))
}

/// Offsets inside of a page are 32 bits wide.
fn within_limit(source: &str) -> &str {
    up_to(source, u32::MAX as usize)
}

/// The article of the page in `source`.
pub(super) fn clean(source: &str, options: &CleanOptions, parts: Parts) -> Article {
    let source = within_limit(source);
    match Misread::find(source) {
        None => read(source, options, parts),
        Some(found) => {
            let mut article = read(&found.text, options, parts);
            found.lead_back(&mut article);
            article
        }
    }
}

fn read(source: &str, options: &CleanOptions, parts: Parts) -> Article {
    let (page, facts) = build::page(source);
    article(source, &page, &facts, options, parts, verdict::scores)
}

fn article(
    source: &str,
    page: &Page,
    facts: &Facts<'_>,
    options: &CleanOptions,
    parts: Parts,
    score: impl Fn(&Outline<'_>) -> Vec<f32>,
) -> Article {
    let outline = Outline::new(source, page);
    let mut scores = score(&outline);
    prose::keep(&outline, &mut scores);
    let head = head::keep(source, &outline, &mut scores);
    let line = verdict::line(&outline, &scores);
    let line = match options.favor {
        None => line,
        Some(Favor::Precision) => (line + 1.0) / 2.0,
        Some(Favor::Recall) => line / 2.0,
    };
    let mut keep: Vec<bool> = scores.iter().map(|&s| s > line).collect();
    tidy::tidy(&outline, &scores, &head, &mut keep);
    prose::surest(&outline, &scores, &mut keep);
    let metadata = metadata(facts, options.url.as_deref());
    let mut repeated = Vec::new();
    if let Some(repeats) = &options.repeats {
        let kept = (0..keep.len()).filter(|&i| keep[i]).map(|i| (i, page.block_text(i)));
        repeated = repeats.of(host(&metadata, options), kept);
        repeated.iter().for_each(|&i| keep[i] = false);
    }
    let kept = page.blocks.iter().zip(&keep).filter(|(_, k)| **k).map(|(b, _)| b.text.len()).sum();
    let rescued = rescue::rescue(source, page, kept);
    if rescued.as_ref().is_some_and(|r| r.replaces) {
        keep.fill(false);
    }
    let mut article =
        render::article(source, &outline, &scores, &keep, &repeated, rescued.as_ref(), parts);
    article.method = match &rescued {
        Some(found) => found.method,
        None if kept > 0 => "blocks",
        None if page.blocks.is_empty() => "empty: no text on the page",
        None => "empty: no block reads like an article",
    }
    .to_owned();
    if let Some(feed) = detect::feed(source) {
        article.method = match article.text.is_empty() {
            true => format!("empty: {feed} without an article"),
            false => feed.to_owned(),
        };
    }
    if parts == Parts::All {
        article.comments = comments::comments(&outline, &keep);
    }
    article.metadata = metadata;
    article
}

/// The host that a page is of: that of the address it was fetched from, or that it states.
fn host<'m>(metadata: &'m Metadata, options: &'m CleanOptions) -> Option<&'m str> {
    let stated = metadata.url.as_ref().map(|field| field.value.as_str());
    options.url.as_deref().or(stated).and_then(host_of)
}

/// The host of the page in `source` and the keys of its blocks.
pub(super) fn block_keys(source: &str, options: &CleanOptions) -> (Option<String>, Vec<u64>) {
    let source = &*readable(source);
    let (page, facts) = build::page(source);
    let metadata = metadata(&facts, options.url.as_deref());
    let keys = (0..page.blocks.len()).filter_map(|i| repeats::key(page.block_text(i)));
    (host(&metadata, options).map(str::to_owned), keys.collect())
}

/// The longest head of `text` of at most `limit` bytes.
fn up_to(text: &str, limit: usize) -> &str {
    let end = (0..=limit.min(text.len())).rev().find(|&i| text.is_char_boundary(i));
    &text[..end.unwrap_or(0)]
}
