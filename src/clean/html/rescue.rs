//! Text that a page holds outside of its blocks: for pages that a script would write.

use super::build;
use super::entity;
use super::page::Page;
use crate::clean::metadata::linked_text;
use crate::span::Span;
use serde_json::Value;
use std::borrow::Cow;

/// Kept text below this many bytes asks for a look elsewhere: most articles are longer, and
/// reading JSON costs as much as reading the page.
const ENOUGH: usize = 1500;
/// A text found elsewhere must be this much longer than the kept blocks to replace them.
const LONGER: usize = 2;
/// Shorter texts are a summary, not the thing itself.
const LEAST: usize = 250;
/// Below this a description is better than nothing.
const NEXT_TO_NOTHING: usize = 150;
/// Strings of JSON inside strings of JSON, as forum software nests them.
const DEEPEST: usize = 4;

/// A text found outside of the blocks.
#[derive(Debug)]
pub(super) struct Rescue {
    /// The script or attribute that holds it.
    pub(super) source: Span,
    pub(super) paragraphs: Vec<String>,
    /// For `article.method`.
    pub(super) method: &'static str,
    /// Whether it stands for the kept blocks or beside them.
    pub(super) replaces: bool,
}

/// A better text than the `kept` bytes of the blocks, where the page holds one.
pub(super) fn rescue(source: &str, page: &Page, kept: usize) -> Option<Rescue> {
    if kept >= ENOUGH {
        return None;
    }
    let signals = &page.signals;
    let better = |paragraphs: &[String]| {
        let length = paragraphs.iter().map(String::len).sum::<usize>();
        length >= LEAST && length > kept * LONGER
    };
    if let Some(state) = signals.state {
        let paragraphs = posts(state.text(source));
        if better(&paragraphs) {
            return Some(Rescue {
                source: state,
                paragraphs,
                method: "forum-state",
                replaces: true,
            });
        }
    }
    let first = *signals.json_ld.first()?;
    let scripts: Vec<Cow<'_, str>> =
        signals.json_ld.iter().map(|s| Cow::Borrowed(s.text(source))).collect();
    let linked = linked_text(&scripts);
    let body = linked.article_body.map(|text| paragraphs(&text)).unwrap_or_default();
    if better(&body) {
        return Some(Rescue { source: first, paragraphs: body, method: "json-ld", replaces: true });
    }
    let posts: Vec<String> = linked.discussion.iter().flat_map(|t| paragraphs(t)).collect();
    if better(&posts) {
        return Some(Rescue {
            source: first,
            paragraphs: posts,
            method: "json-ld discussion",
            replaces: true,
        });
    }
    let description = linked.description.map(|text| paragraphs(&text)).unwrap_or_default();
    if kept < NEXT_TO_NOTHING && !description.is_empty() {
        return Some(Rescue {
            source: first,
            paragraphs: description,
            method: "json-ld description",
            replaces: false,
        });
    }
    None
}

/// The paragraphs of a text that may be markup, escaped once more or not.
fn paragraphs(text: &str) -> Vec<String> {
    let decoded = entity::decode(text);
    let has_tags = decoded.contains("</") || decoded.contains("<br") || decoded.contains("<p>");
    if has_tags {
        let (page, _) = build::page(&decoded);
        return (0..page.blocks.len()).map(|i| page.block_text(i).to_owned()).collect();
    }
    let lines = decoded.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// The posts in the state of forum software: every `cooked` of its JSON, in order.
fn posts(state: &str) -> Vec<String> {
    let mut out = Vec::new();
    if let Ok(value) = serde_json::from_str(&entity::decode(state)) {
        gather(&value, 0, &mut out);
    }
    out
}

fn gather(value: &Value, depth: usize, out: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                match value {
                    Value::String(text) if key == "cooked" => out.extend(paragraphs(text)),
                    Value::String(text) if text.starts_with('{') && depth < DEEPEST => {
                        if let Ok(inner) = serde_json::from_str(text) {
                            gather(&inner, depth + 1, out);
                        }
                    }
                    other => gather(other, depth, out),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|value| gather(value, depth, out)),
        _ => {}
    }
}
