//! Plain text to [`Unit`]s: its lines, or its paragraphs where the lines were wrapped.

use super::markup;
use crate::span::Span;
use memchr::{memchr, memchr_iter, memmem};
use std::ops::Range;

/// A line of the source, without its end.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) span: Span,
    /// One past its line end.
    pub(super) next: usize,
    /// Nothing but white space.
    pub(super) blank: bool,
}

/// One or more lines that are judged as one block.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Unit {
    /// First line and one past the last, as numbers of lines.
    pub(super) first: usize,
    pub(super) end: usize,
}

/// Bytes after which a long text is parted: memory and the reach of each verdict are bounded.
const PART: usize = 1 << 18;

/// The byte that ends the lines of `source`; a text whose only line ends are carriage returns
/// is parted at those.
pub(super) fn line_end(source: &str) -> u8 {
    if memchr(b'\n', source.as_bytes()).is_some() { b'\n' } else { b'\r' }
}

/// Where the parts of `source` stand that are judged each for itself: the whole of it, or
/// pieces of some 256 KiB that end with a line, with a blank one where one is near, and outside of
/// the `fenced` pieces of code, unless one is longer than a part.
pub(super) fn parts(source: &str, end: u8, fenced: &[Range<usize>]) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    while from < bytes.len() {
        let near = (from + PART).min(bytes.len());
        let far = (near + PART / 4).min(bytes.len());
        let blank = memmem::find(&bytes[near..far], &[end, end]).map(|at| near + at + 2);
        let line = || memchr(end, &bytes[near..]).map(|at| near + at + 1);
        let mut to =
            if far == bytes.len() { far } else { blank.or_else(line).unwrap_or(bytes.len()) };
        let around = fenced.get(fenced.partition_point(|code| code.end <= to));
        if let Some(code) = around.filter(|code| code.start < to && code.end - to <= PART) {
            to = code.end;
        }
        out.push(from..to);
        from = to;
    }
    out
}

/// The fenced pieces of code, from the line that opens each to the end of the line that closes it.
pub(super) fn fenced(source: &str, end: u8) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    if ["```", "~~~"].iter().all(|mark| memmem::find(bytes, mark.as_bytes()).is_none()) {
        return Vec::new();
    }
    let ends = memchr_iter(end, bytes).map(|at| at + 1).chain([bytes.len()]);
    let lines = ends.scan(0, |from, to| Some(std::mem::replace(from, to)..to));
    let fences: Vec<_> = lines.filter(|line| markup::is_fence(&source[line.clone()])).collect();
    fences.chunks_exact(2).map(|pair| pair[0].start..pair[1].end).collect()
}

/// The lines of a part of `source` that `end` ends, blank ones too.
pub(super) fn lines(source: &str, end: u8, part: Range<usize>) -> Vec<Line> {
    let bytes = &source.as_bytes()[..part.end];
    let mut out = Vec::new();
    let mut from = part.start;
    let ends = memchr_iter(end, &bytes[from..]).map(|at| part.start + at);
    for at in ends.chain(std::iter::once(bytes.len())) {
        if from < bytes.len() {
            let text = &source[from..at];
            let cut = text.len() - usize::from(end == b'\n' && text.ends_with('\r'));
            out.push(Line {
                span: Span::new(from, from + cut),
                next: (at + 1).min(bytes.len()),
                blank: text.trim_start_matches(is_blank).is_empty(),
            });
        }
        from = at + 1;
    }
    out
}

/// White space, and what has no width.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// The lines of `source` that belong together: each its own unit, the paragraphs of a text
/// whose lines were broken to a width, a heading with its underline, a fenced piece of code.
pub(super) fn units(source: &str, lines: &[Line], fenced: &[Range<usize>]) -> Vec<Unit> {
    let width = wrap_width(source, lines);
    let mut fenced = fenced.iter().peekable();
    let mut out: Vec<Unit> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.blank || out.last().is_some_and(|u| i < u.end) {
            continue;
        }
        let start = line.span.start;
        while fenced.next_if(|code| code.end <= start).is_some() {}
        if let Some(code) = fenced.peek().filter(|code| code.start <= start) {
            let end = lines.partition_point(|l| l.span.start < code.end);
            out.push(Unit { first: i, end });
            continue;
        }
        let above = i == 0 || lines[i - 1].blank;
        let below = lines.get(i + 1).map_or("", |l| l.span.text(source));
        if above && markup::underlines(below) && !markup::is_rule(line.span.text(source)) {
            out.push(Unit { first: i, end: i + 2 });
            continue;
        }
        match (width, out.last_mut()) {
            (Some(width), Some(unit))
                if unit.end == i && continues(source, &lines[i - 1], line, width) =>
            {
                unit.end = i + 1;
            }
            _ => out.push(Unit { first: i, end: i + 1 }),
        }
    }
    out
}

/// Shortest and longest width that a text is taken to be wrapped at: below it stand poems
/// and lists, above it the lines are paragraphs.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=120;

/// The width that the lines of `source` were broken at, where they were: a ninth less than the
/// longest, for hardly any text keeps to it line by line.
///
/// A line broken at a width has no room for the next line's first word. That holds of nearly
/// all lines of a wrapped paragraph but the last, and of hardly any two lines of a list.
fn wrap_width(source: &str, lines: &[Line]) -> Option<usize> {
    if lines.iter().any(|l| l.span.len() > 4 * WIDTHS.end()) {
        return None;
    }
    let chars = |l: &Line| l.span.text(source).trim_end().chars().count();
    let mut lengths: Vec<usize> = lines.iter().filter(|l| !l.blank).map(chars).collect();
    lengths.sort_unstable();
    let longest = *lengths.get(lengths.len().checked_sub(1 + lengths.len() / 50)?)?;
    if !WIDTHS.contains(&longest) || lengths.len() < 3 {
        return None;
    }
    let width = longest - longest / 9;
    let (mut full, mut open) = (0, 0);
    for pair in lines.windows(2).filter(|p| !p[0].blank && !p[1].blank) {
        let lower = body(pair[1].span.text(source)).starts_with(char::is_lowercase);
        if chars(&pair[0]) + 1 + first_word(pair[1].span.text(source)) > width {
            full += usize::from(lower);
        } else {
            open += usize::from(lower);
        }
    }
    (full >= 2 && full * 3 >= lengths.len() && open * 4 <= full).then_some(width)
}

/// `line` without indentation and the marks of a quotation.
pub(super) fn body(line: &str) -> &str {
    line.trim_start_matches(|c: char| c.is_whitespace() || c == '>')
}

/// Length of the first word, in characters.
fn first_word(line: &str) -> usize {
    body(line).chars().take_while(|c| !c.is_whitespace()).count()
}

/// Whether `line` goes on with the paragraph that `before` is a line of.
fn continues(source: &str, before: &Line, line: &Line, width: usize) -> bool {
    let (before, line) = (before.span.text(source), line.span.text(source));
    let depth =
        |l: &str| l.chars().take_while(|&c| c == '>' || c == ' ').filter(|&c| c == '>').count();
    if depth(before) != depth(line) || markup::begins(line) || markup::alone(before) {
        return false;
    }
    let room = before.trim_end().chars().count() + 1 + first_word(line) <= width;
    // A short line ends its paragraph, unless the next goes on in the middle of a sentence.
    !room || body(line).starts_with(char::is_lowercase) && !before.trim_end().ends_with(['.', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of each unit, part by part or all at once.
    fn judged(source: &str, parted: bool) -> Vec<&str> {
        let (end, whole) = (line_end(source), 0..source.len());
        let fenced = fenced(source, end);
        let parts = if parted { parts(source, end, &fenced) } else { vec![whole] };
        assert!(!parted || parts.len() > 1);
        let mut out = Vec::new();
        for part in parts {
            let lines = lines(source, end, part);
            let units = units(source, &lines, &fenced);
            let text = |u: &Unit| &source[lines[u.first].span.start..lines[u.end - 1].span.end];
            out.extend(units.iter().map(text));
        }
        out
    }

    #[test]
    fn no_seam_goes_through_a_fenced_piece() {
        let line = "The reservoir above the falls was filled again in spring, and nobody came.\n\n";
        let code = format!("~~~\n{}~~~\n\n", "let level = 7;\n\n".repeat(400));
        for head in 0..40 {
            let before = line.repeat((PART - 8000) / line.len() + head * 5);
            let source = format!("{before}{code}{}{code}{line}", line.repeat(PART / line.len()));
            assert_eq!(judged(&source, true), judged(&source, false), "{head}");
        }
    }

    #[test]
    fn code_longer_than_a_part_is_parted_and_ends_where_it_ends() {
        let code = "let level = 7;\n".repeat(3 * PART / 15);
        let source = format!("```\n{code}```\nAfter the code.\n```\nmore\n```\nThe end.\n");
        let units = judged(&source, true);
        assert_eq!(units[units.len() - 3..], ["After the code.", "```\nmore\n```", "The end."]);
    }
}
