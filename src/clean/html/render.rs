//! A page and its verdicts to an article: text, blocks, the way back.

use super::kind::Kinds;
use super::outline::Outline;
use super::page::{Joint, Page};
use super::rescue::Rescue;
use super::verdict;
use crate::clean::Parts;
use crate::clean::article::{Article, Block, BlockKind, Format, Role, SourceMap};
use crate::clean::repeats::REPEATED;
use crate::span::Span;
use std::ops::Range;

/// The article that keeps the blocks for which `keep` holds, and what was rescued; of it the
/// `parts` that are asked for.
pub(super) fn article(
    source: &str,
    outline: &Outline<'_>,
    scores: &[f32],
    keep: &[bool],
    repeated: &[usize],
    rescue: Option<&Rescue>,
    parts: Parts,
) -> Article {
    let mut writer = Writer {
        outline,
        kinds: Kinds::new(outline.page),
        repeated,
        article: Article { format: Format::Html, ..Article::default() },
        last: None,
        parts,
    };
    let blocks = &outline.page.blocks;
    let mut rescue = rescue;
    let mut at = 0;
    while at < blocks.len() {
        if let Some(found) = rescue.take_if(|r| r.source.start < blocks[at].source.start) {
            add_rescued(source, found, &mut writer.article);
        }
        let row = writer.kinds.row(at);
        let mut end = at + 1;
        while row.is_some()
            && end < blocks.len()
            && keep[end] == keep[at]
            && writer.kinds.row(end) == row
        {
            end += 1;
        }
        writer.block(at..end, scores[at], keep[at]);
        at = end;
    }
    if let Some(found) = rescue {
        add_rescued(source, found, &mut writer.article);
    }
    writer.article
}

struct Writer<'o, 'p> {
    outline: &'o Outline<'p>,
    kinds: Kinds<'p>,
    /// The blocks that were dropped because they recur in other documents.
    repeated: &'o [usize],
    article: Article,
    /// The last block that was kept.
    last: Option<usize>,
    parts: Parts,
}

impl Writer<'_, '_> {
    /// Adds one block: one of the page or the cells of a row.
    fn block(&mut self, cells: Range<usize>, score: f32, kept: bool) {
        let page = self.outline.page;
        let first = cells.start;
        if kept {
            if !self.article.text.is_empty() {
                self.article.text.push_str(separator(page, self.last, first));
            }
            let start = self.article.text.len();
            push_cells(page, cells.clone(), &mut self.article.text);
            self.last = Some(cells.end - 1);
            if self.parts == Parts::All {
                self.map(cells.clone(), start);
            }
        }
        if self.parts != Parts::All {
            return;
        }
        let mut text = String::with_capacity(page.blocks[first].text.len());
        push_cells(page, cells.clone(), &mut text);
        let reason = match self.repeated.binary_search(&first) {
            Ok(_) => REPEATED,
            Err(_) => verdict::reason(self.outline, first, kept),
        };
        self.article.blocks.push(Block {
            span: page.blocks[first].source.join(page.blocks[cells.end - 1].source),
            text,
            role: if kept { Role::Content } else { Role::Boilerplate },
            kind: self.kinds.kind(first),
            score,
            reason,
        });
    }

    /// The way back of cells whose text begins at `start`.
    fn map(&mut self, cells: Range<usize>, mut start: usize) {
        let page = self.outline.page;
        for i in cells {
            map(page, i, start, &mut self.article.map);
            start += page.blocks[i].text.len() + 1;
        }
    }
}

/// Adds the texts of `cells`, parted by tabs.
fn push_cells(page: &Page, cells: Range<usize>, out: &mut String) {
    let first = cells.start;
    for i in cells {
        if i > first {
            out.push('\t');
        }
        out.push_str(page.block_text(i));
    }
}

/// Adds what was rescued; a paragraph that stands in its script word for word has its place
/// there, any other that of the whole script.
fn add_rescued(source: &str, rescue: &Rescue, article: &mut Article) {
    let mut places = Places { source, script: rescue.source, at: rescue.source.start, misses: 0 };
    for text in &rescue.paragraphs {
        let place = places.next(text);
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let start = article.text.len();
        article.text.push_str(text);
        article.map.push(Span::new(start, article.text.len()), place);
        article.blocks.push(Block {
            span: place,
            text: text.clone(),
            role: Role::Content,
            kind: BlockKind::Paragraph,
            score: 1.0,
            reason: rescue.method,
        });
    }
}

/// Finds paragraphs in the script that they were read from.
struct Places<'s> {
    source: &'s str,
    script: Span,
    at: usize,
    misses: usize,
}

impl Places<'_> {
    /// Paragraphs that are not found before the rest is not looked for: each costs a look
    /// through the script.
    const MOST_MISSES: usize = 8;

    fn next(&mut self, text: &str) -> Span {
        if self.misses < Self::MOST_MISSES {
            let rest = &self.source.as_bytes()[self.at..self.script.end];
            if let Some(found) = memchr::memmem::find(rest, text.as_bytes()) {
                let start = self.at + found;
                self.at = start + text.len();
                return Span::new(start, self.at);
            }
            self.misses += 1;
        }
        self.script
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
