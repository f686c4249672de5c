//! Verdicts to an [`Article`]: the kept lines as they stand, and every block with its reason.

use super::reason::Verdicts;
use super::{Text, markup, reason, unit_text};
use crate::clean::metadata::host;
use crate::clean::{
    Article, Block, BlockKind, CleanOptions, Field, Format, Metadata, Parts, Role, SourceMap,
};
use crate::span::Span;

/// The article of the blocks whose score is above `line`; of it the `parts` asked for.
pub(super) fn article(
    text: &Text,
    scores: &[f32],
    line: f32,
    options: &CleanOptions,
    parts: Parts,
) -> Article {
    let mut kept: Vec<bool> = scores.iter().map(|&s| s > line).collect();
    let repeated = repeated(text, &kept, options);
    repeated.iter().for_each(|&i| kept[i] = false);
    let verdicts = Verdicts::new(kept, repeated, &text.shapes);
    let (out, map) = kept_text(text, &verdicts.kept);
    let metadata = metadata(text, &verdicts);
    let blocks = match parts {
        Parts::All => (0..scores.len()).map(|i| block(text, &verdicts, scores[i], i)).collect(),
        Parts::Scalars => Vec::new(),
    };
    let method = if out.is_empty() { "empty: no line reads as an article" } else { "lines" };
    Article {
        metadata,
        text: out,
        blocks,
        format: Format::Text,
        method: method.to_owned(),
        map: if parts == Parts::All { map } else { SourceMap::default() },
        ..Article::default()
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

/// The lines of the kept units, and the way back. Between two kept units stand the blank
/// lines that the source has after the first or before the second.
fn kept_text(text: &Text, kept: &[bool]) -> (String, SourceMap) {
    let mut out = String::new();
    let mut map = SourceMap::default();
    if kept.iter().all(|&k| k) {
        let all = Span::new(0, text.source.len());
        map.push(all, all);
        return (text.source.to_owned(), map);
    }
    let mut copy = |span: Span| {
        let at = out.len();
        out.push_str(span.text(text.source));
        map.push(Span::new(at, out.len()), span);
    };
    let mut last: Option<usize> = None;
    for (i, unit) in text.units.iter().enumerate().filter(|&(i, _)| kept[i]) {
        let start = text.lines[unit.first].span.start;
        if let Some(last) = last {
            // The line end of the last kept line, then its blank lines or this unit's.
            let before = &text.units[last];
            let end = &text.lines[before.end - 1];
            copy(Span::new(end.span.end, end.next));
            let after = gap(text, before.end, true);
            copy(if after.is_empty() && i > last + 1 {
                gap(text, unit.first, false)
            } else {
                after
            });
        }
        copy(Span::new(start, text.lines[unit.end - 1].span.end));
        last = Some(i);
    }
    (out, map)
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
