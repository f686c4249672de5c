//! A page and its verdicts to an article: text, blocks, the way back.

use super::outline::Outline;
use super::page::{Joint, Page};
use super::rescue::Rescue;
use super::tag::Tag;
use super::verdict;
use crate::clean::article::{Article, Block, BlockKind, Format, Role, SourceMap};
use crate::span::Span;

/// Elements above a block that are looked at for its kind.
const LEVELS: usize = 24;

/// The article that keeps the blocks for which `keep` holds, and what was rescued.
pub(super) fn article(
    outline: &Outline<'_>,
    scores: &[f32],
    keep: &[bool],
    rescue: Option<&Rescue>,
) -> Article {
    let page = outline.page;
    let mut article = Article { format: Format::Html, ..Article::default() };
    let mut last = None;
    let mut rescue = rescue;
    for (i, block) in page.blocks.iter().enumerate() {
        if let Some(found) = rescue.take_if(|r| r.source.start < block.source.start) {
            add_rescued(found, &mut article);
        }
        let text = page.block_text(i);
        if keep[i] {
            if !article.text.is_empty() {
                article.text.push_str(separator(page, last, i));
            }
            let start = article.text.len();
            article.text.push_str(text);
            map(page, i, start, &mut article.map);
            last = Some(i);
        }
        article.blocks.push(Block {
            span: block.source,
            text: text.to_owned(),
            role: if keep[i] { Role::Content } else { Role::Boilerplate },
            kind: kind(page, i),
            score: scores[i],
            reason: verdict::reason(outline, i, keep[i]).to_owned(),
        });
    }
    if let Some(found) = rescue {
        add_rescued(found, &mut article);
    }
    article
}

/// Adds what was rescued; all of it stands for the whole of its script.
fn add_rescued(rescue: &Rescue, article: &mut Article) {
    for text in &rescue.paragraphs {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(text);
        article.map.push(Span::new(start, article.text.len()), rescue.source);
        article.blocks.push(Block {
            span: rescue.source,
            text: text.clone(),
            role: Role::Content,
            kind: BlockKind::Paragraph,
            score: 1.0,
            reason: rescue.method.to_owned(),
        });
    }
}

/// What stands between two kept blocks: an empty line, but a line break or a tab where the
/// page has no more than that between them.
fn separator(page: &Page, last: Option<usize>, next: usize) -> &'static str {
    if last.is_none_or(|last| last + 1 < next) {
        return "\n\n";
    }
    match page.blocks[next].joint {
        Joint::Line => "\n",
        _ => "\n\n",
    }
}

fn map(page: &Page, i: usize, start: usize, map: &mut SourceMap) {
    let block = &page.blocks[i];
    for run in &page.runs[block.runs.start..block.runs.end] {
        let text = start + run.text as usize - block.text.start;
        map.push(
            Span::new(text, text + run.text_len as usize),
            Span::new(run.source as usize, (run.source + run.source_len) as usize),
        );
    }
}

/// What block `i` is in the structure of the page.
pub(super) fn kind(page: &Page, i: usize) -> BlockKind {
    let mut at = page.blocks[i].container as usize;
    let mut item = false;
    let mut depth = 0u8;
    for level in 0..LEVELS {
        let container = &page.containers[at];
        match container.tag {
            Tag::Pre | Tag::Listing | Tag::Xmp if !item => return BlockKind::Code,
            Tag::Figcaption | Tag::Caption if !item => return BlockKind::Caption,
            Tag::Blockquote if !item => return BlockKind::Quote,
            Tag::Td | Tag::Th if level == 0 => return BlockKind::TableRow,
            Tag::Li | Tag::Dd if level < 3 => item = true,
            Tag::Ul | Tag::Ol | Tag::Menu if item => depth = depth.saturating_add(1),
            tag => {
                if let (Some(level), false) = (tag.heading(), item) {
                    return BlockKind::Heading(level);
                }
            }
        }
        if at == 0 {
            break;
        }
        at = container.parent as usize;
    }
    if item {
        return BlockKind::ListItem { depth: depth.saturating_sub(1), number: None };
    }
    BlockKind::Paragraph
}
