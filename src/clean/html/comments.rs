//! Readers' comments, taken from the blocks that are not the article.

use super::outline::Outline;
use super::words::{Labels, label};
use crate::clean::article::Comment;

/// Elements above a block that are asked whether they hold comments.
const LEVELS: usize = 12;
/// Shorter lines in a comment section are names, dates and buttons.
const SHORTEST: f32 = 20.0;
const COMMENTS: Labels = label("comment") | label("reply");
/// Parts of a comment section that are no comment.
const FURNITURE: Labels = label("form")
    | label("tool")
    | label("author")
    | label("user")
    | label("date")
    | label("meta")
    | label("login")
    | label("nav")
    | label("notice");

/// The comments among the blocks that were not kept: neighbouring blocks in one element are
/// one comment.
pub(super) fn comments(outline: &Outline<'_>, keep: &[bool]) -> Vec<Comment> {
    let mut out: Vec<Comment> = Vec::new();
    let mut last = None;
    for (i, block) in outline.page.blocks.iter().enumerate().filter(|(i, _)| !keep[*i]) {
        let place = if is_prose(outline, i) { section(outline, i) } else { None };
        let Some(place) = place else { continue };
        let text = outline.page.block_text(i);
        match out.last_mut().filter(|_| last == Some(place)) {
            Some(comment) => {
                comment.text.push_str("\n\n");
                comment.text.push_str(text);
                comment.span = comment.span.join(block.source);
            }
            None => out.push(Comment { span: block.source, text: text.to_owned(), author: None }),
        }
        last = Some(place);
    }
    out
}

fn is_prose(outline: &Outline<'_>, i: usize) -> bool {
    let cues = outline.cues[i].labels != 0 && outline.stats[i].size < 80.0;
    outline.stats[i].size >= SHORTEST
        && outline.density[i] < 0.5
        && !cues
        && outline.tag(i).heading().is_none()
}

/// The element around block `i`, where it is in a comment section and not part of its furniture.
fn section(outline: &Outline<'_>, i: usize) -> Option<u32> {
    let block = &outline.page.blocks[i];
    if block.inline & FURNITURE != 0 {
        return None;
    }
    let around = outline.page.containers[block.container as usize].parent;
    let mut at = block.container;
    for _ in 0..LEVELS {
        let container = &outline.page.containers[at as usize];
        if container.labels & COMMENTS != 0 {
            return (container.labels & FURNITURE == 0).then_some(around);
        }
        if container.labels & FURNITURE != 0 || at == 0 {
            return None;
        }
        at = container.parent;
    }
    None
}
