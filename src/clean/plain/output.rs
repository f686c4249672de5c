//! Verdicts to an [`Article`]: the kept lines as they stand, and every block with its reason.

use super::lines::Unit;
use super::reason::Verdicts;
use super::{Text, markup, reason, unit_text};
use crate::clean::metadata::host;
use crate::clean::{
    Article, Block, BlockKind, CleanOptions, Field, Format, Metadata, Parts, Role, SourceMap,
};
use crate::span::Span;

/// An article that is put together from the parts of a text, in order.
pub(super) struct Output<'t, 'o> {
    source: &'t str,
    options: &'o CleanOptions,
    parts: Parts,
    article: Article,
    /// Whether every block so far was kept.
    all: bool,
    /// After the last kept line its end and the blank lines that follow, and whether a block
    /// that was not kept follows.
    seam: Option<(Span, Span, bool)>,
}

impl<'t, 'o> Output<'t, 'o> {
    pub(super) fn new(source: &'t str, options: &'o CleanOptions, parts: Parts) -> Self {
        let article = Article { format: Format::Text, ..Article::default() };
        Self { source, options, parts, article, all: true, seam: None }
    }

    /// Adds the blocks of `text` whose score is above `line`.
    pub(super) fn add(&mut self, text: &Text, scores: &[f32], line: f32) {
        let mut kept: Vec<bool> = scores.iter().map(|&s| s > line).collect();
        let repeated = repeated(text, &kept, self.options);
        repeated.iter().for_each(|&i| kept[i] = false);
        let verdicts = Verdicts::new(kept, repeated, &text.shapes);
        if self.seam.is_none() {
            self.article.metadata = metadata(text, &verdicts);
        }
        for (i, unit) in text.units.iter().enumerate() {
            self.all &= verdicts.kept[i];
            if verdicts.kept[i] {
                self.keep(text, *unit);
            } else if let Some((_, _, skipped)) = &mut self.seam {
                *skipped = true;
            }
        }
        if self.parts == Parts::All {
            let blocks = (0..scores.len()).map(|i| block(text, &verdicts, scores[i], i));
            self.article.blocks.extend(blocks);
        }
    }

    /// Adds the lines of `unit`. Between two kept units stand the blank lines that the source
    /// has after the first or before the second.
    fn keep(&mut self, text: &Text, unit: Unit) {
        if let Some((end, after, skipped)) = self.seam {
            self.copy(end);
            let before = skipped && after.is_empty();
            self.copy(if before { gap(text, unit.first, false) } else { after });
        }
        let last = &text.lines[unit.end - 1].span;
        self.copy(Span::new(text.lines[unit.first].span.start, last.end));
        let end = Span::new(last.end, text.lines[unit.end - 1].next);
        self.seam = Some((end, gap(text, unit.end, true), false));
    }

    fn copy(&mut self, span: Span) {
        let at = self.article.text.len();
        self.article.text.push_str(span.text(self.source));
        if self.parts == Parts::All {
            self.article.map.push(Span::new(at, self.article.text.len()), span);
        }
    }

    /// The article; the whole source where every block of it was kept.
    pub(super) fn finish(mut self, blocks: usize) -> Article {
        self.article.method = match (blocks, self.seam) {
            (0, _) => "empty: no text",
            (_, None) => "empty: no line reads as an article",
            _ => "lines",
        }
        .to_owned();
        if self.all && blocks > 0 {
            let all = Span::new(0, self.source.len());
            self.article.map = SourceMap::default();
            if self.parts == Parts::All {
                self.article.map.push(all, all);
            }
            self.article.text.clear();
            self.article.text.push_str(self.source);
        }
        self.article
    }
}

/// The kept blocks that recur in other documents.
fn repeated(text: &Text, kept: &[bool], options: &CleanOptions) -> Vec<usize> {
    let Some(repeats) = &options.repeats else { return Vec::new() };
    let host = options.url.as_deref().and_then(host);
    let kept = (0..kept.len()).filter(|&i| kept[i]);
    repeats.of(host, kept.map(|i| (i, unit_text(text.source, &text.lines, text.units[i]))))
}

fn block(text: &Text, verdicts: &Verdicts, score: f32, i: usize) -> Block {
    let unit = text.units[i];
    let raw = unit_text(text.source, &text.lines, unit);
    let start = text.lines[unit.first].span.start + raw.len() - raw.trim_start().len();
    let span = Span::new(start, start + raw.trim().len());
    let (kind, words) = words(raw);
    let role = if verdicts.kept[i] { Role::Content } else { Role::Boilerplate };
    let reason = reason::of(text, verdicts, i, kind);
    Block { span, text: words, role, kind, score, reason }
}

/// What a block is, and its text as a reader sees it.
fn words(raw: &str) -> (BlockKind, String) {
    let marked = markup::read(raw);
    let words = match marked.kind {
        BlockKind::Code => marked.text.to_owned(),
        BlockKind::TableRow => marked.text.split('|').map(str::trim).collect::<Vec<_>>().join("\t"),
        _ if memchr::memchr2(b'\n', b'\r', marked.text.as_bytes()).is_none() => {
            marked.text.to_owned()
        }
        _ => marked
            .text
            .lines()
            .map(super::lines::body)
            .map(str::trim_end)
            .collect::<Vec<_>>()
            .join(" "),
    };
    (marked.kind, words)
}

/// The blank lines that begin at line `at`, or that end before it.
fn gap(text: &Text, at: usize, forward: bool) -> Span {
    let blank = |l: &&super::Line| l.blank;
    if forward {
        let n = text.lines[at..].iter().take_while(blank).count();
        let start = text.lines[at - 1].next;
        Span::new(start, if n == 0 { start } else { text.lines[at + n - 1].next })
    } else {
        let n = text.lines[..at].iter().rev().take_while(blank).count();
        let end = text.lines[at].span.start;
        Span::new(if n == 0 { end } else { text.lines[at - n].span.start }, end)
    }
}

/// The headline: the first kept block, where it is a heading or reads as one.
fn metadata(text: &Text, verdicts: &Verdicts) -> Metadata {
    let first = verdicts.kept.iter().position(|&kept| kept);
    let title = first.filter(|&i| reason::is_headline(text, i)).map(|i| {
        let (_, value) = words(unit_text(text.source, &text.lines, text.units[i]));
        Field { value, origin: "first line" }
    });
    Metadata { title, ..Metadata::default() }
}
