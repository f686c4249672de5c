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
/// pieces of some 256 KiB that end with a line, with a blank one where one is near.
pub(super) fn parts(source: &str, end: u8) -> Vec<Range<usize>> {
    let bytes = source.as_bytes();
    let mut out = Vec::new();
    let mut from = 0;
    while from < bytes.len() {
        let near = (from + PART).min(bytes.len());
        let far = (near + PART / 4).min(bytes.len());
        let blank = memmem::find(&bytes[near..far], &[end, end]).map(|at| near + at + 2);
        let line = || memchr(end, &bytes[near..]).map(|at| near + at + 1);
        let to = if far == bytes.len() { far } else { blank.or_else(line).unwrap_or(bytes.len()) };
        out.push(from..to);
        from = to;
    }
    out
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
pub(super) fn units(source: &str, lines: &[Line]) -> Vec<Unit> {
    let width = wrap_width(source, lines);
    let fences = fences(source, lines);
    let mut fences = fences.chunks_exact(2).peekable();
    let mut out: Vec<Unit> = Vec::new();
    for (i, line) in lines.iter().enumerate() {
        if line.blank || out.last().is_some_and(|u| i < u.end) {
            continue;
        }
        while fences.peek().is_some_and(|f| f[1] < i) {
            fences.next();
        }
        if let Some(fence) = fences.peek().filter(|f| f[0] == i) {
            out.push(Unit { first: i, end: fence[1] + 1 });
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

/// The lines that open or close a fenced piece of code, in turn.
fn fences(source: &str, lines: &[Line]) -> Vec<usize> {
    let is_fence = |l: &Line| markup::is_fence(l.span.text(source));
    (0..lines.len()).filter(|&i| is_fence(&lines[i])).collect()
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
