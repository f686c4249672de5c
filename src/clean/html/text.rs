//! Text as a reader sees it, with the way back: references decoded, white space folded.

use super::entity::{self, Decoded};
use super::page::{Page, Run};
use crate::span::Span;

/// What a byte of a text asks for: 0 nothing, 1 white space, 2 a reference, 3 a character that
/// is never shown.
static KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut i = 0;
    while i < 0x20 {
        kinds[i] = 3;
        i += 1;
    }
    kinds[b' ' as usize] = 1;
    kinds[b'\t' as usize] = 1;
    kinds[b'\n' as usize] = 1;
    kinds[b'\r' as usize] = 1;
    kinds[0x0c] = 1;
    kinds[b'&' as usize] = 2;
    kinds[0x7f] = 3;
    kinds
};

/// Writes text of the source to [`Page::text`].
#[derive(Debug)]
pub(super) struct Writer<'s> {
    source: &'s str,
    /// White space of the source that stands between what was written and what comes.
    space: Option<Span>,
}

impl<'s> Writer<'s> {
    pub(super) fn new(source: &'s str) -> Self {
        Self { source, space: None }
    }

    /// Where a block that begins in `span` has its first character; `None` where all is blank.
    pub(super) fn skip_blank(&mut self, span: Span, pre: bool) -> Option<usize> {
        self.space = None;
        let text = span.text(self.source);
        let mut at = 0;
        while at < text.len() {
            // White space and what is never shown: the odd kinds.
            let rest = &text.as_bytes()[at..];
            at += rest.iter().position(|&b| KINDS[b as usize] & 1 == 0).unwrap_or(rest.len());
            if at == text.len() {
                break;
            }
            match KINDS[text.as_bytes()[at] as usize] {
                2 => match entity::read(&text[at..]) {
                    Some((decoded, length)) if is_blank(decoded) => at += length,
                    _ => break,
                },
                _ if text[at..].starts_with('\u{a0}') => at += 2,
                _ if text[at..].starts_with(['\u{200b}', '\u{feff}', '\u{3000}']) => at += 3,
                _ => break,
            }
        }
        if at == text.len() {
            return None;
        }
        // The indent of the first line of code is part of it.
        let line = if pre { text[..at].rfind('\n').map_or(0, |i| i + 1) } else { at };
        Some(
            span.start
                + if text[line..at].trim_matches([' ', '\t']).is_empty() { line } else { at },
        )
    }

    /// Writes `span`, folding white space unless `pre`.
    pub(super) fn write(&mut self, page: &mut Page, span: Span, pre: bool) {
        let bytes = self.source.as_bytes();
        let mut at = span.start;
        while at < span.end {
            let start = at;
            while at < span.end && KINDS[bytes[at] as usize] == 0 {
                at += plain(&bytes[at..span.end]).max(1);
                // A single space between two words is copied with them.
                if at + 1 < span.end && bytes[at] == b' ' && KINDS[bytes[at + 1] as usize] == 0 {
                    at += 1;
                }
            }
            if at > start {
                self.settle(page);
                self.copy(page, Span::new(start, at));
            }
            if at >= span.end {
                return;
            }
            at = match KINDS[bytes[at] as usize] {
                1 if pre => {
                    self.settle(page);
                    if bytes[at] != b'\r' {
                        self.copy(page, Span::new(at, at + 1));
                    }
                    at + 1
                }
                1 => self.blank(at, span.end),
                2 => self.reference(page, at, span.end),
                _ => at + 1,
            };
        }
    }

    /// A line break inside code.
    pub(super) fn newline(&mut self, page: &mut Page) {
        self.space = None;
        page.text.push('\n');
    }

    /// Ends a block whose text begins at `start`: white space at its end is dropped.
    pub(super) fn end(&mut self, page: &mut Page, start: usize) {
        self.space = None;
        let kept = page.text[start..].trim_end().len();
        page.text.truncate(start + kept);
        let end = page.text.len() as u32;
        while let Some(run) = page.runs.last_mut() {
            if run.text + run.text_len <= end {
                return;
            }
            if run.text >= end {
                page.runs.pop();
            } else if run.text_len == run.source_len {
                run.text_len = end - run.text;
                run.source_len = run.text_len;
            } else {
                run.text_len = end - run.text;
                return;
            }
        }
    }

    fn blank(&mut self, at: usize, end: usize) -> usize {
        let bytes = &self.source.as_bytes()[at..end];
        let length = bytes.iter().position(|&b| KINDS[b as usize] != 1).unwrap_or(bytes.len());
        let start = self.space.map_or(at, |s| s.start);
        self.space = Some(Span::new(start, at + length));
        at + length
    }

    /// Writes the white space that waits, as one space.
    fn settle(&mut self, page: &mut Page) {
        if let Some(space) = self.space.take() {
            self.push(page, " ", space);
        }
    }

    fn reference(&mut self, page: &mut Page, at: usize, end: usize) -> usize {
        let Some((decoded, length)) = entity::read(&self.source[at..end]) else {
            self.settle(page);
            self.copy(page, Span::new(at, at + 1));
            return at + 1;
        };
        let source = Span::new(at, at + length);
        if is_blank(decoded)
            && !matches!(decoded, Decoded::Named("\u{a0}") | Decoded::Char('\u{a0}'))
        {
            self.space = Some(Span::new(self.space.map_or(at, |s| s.start), source.end));
            return source.end;
        }
        self.settle(page);
        let mut buffer = [0; 4];
        match decoded {
            Decoded::Char(c) => self.push(page, c.encode_utf8(&mut buffer), source),
            Decoded::Named(text) => self.push(page, text, source),
        }
        source.end
    }

    fn copy(&self, page: &mut Page, source: Span) {
        self.push(page, source.text(self.source), source);
    }

    fn push(&self, page: &mut Page, text: &str, source: Span) {
        let start = page.text.len() as u32;
        page.text.push_str(text);
        let run = Run {
            text: start,
            text_len: text.len() as u32,
            source: source.start as u32,
            source_len: source.len() as u32,
        };
        if run.text_len == run.source_len
            && let Some(last) = page.runs.last_mut()
        {
            let joins = last.text + last.text_len == run.text
                && last.source + last.source_len == run.source
                && last.text_len == last.source_len;
            // A run never reaches from one block into the next: their texts touch, their
            // sources do not, for a tag stands between.
            if joins {
                last.text_len += run.text_len;
                last.source_len += run.source_len;
                return;
            }
        }
        page.runs.push(run);
    }
}

/// How many of `bytes`, of which the first is plain, can be copied as they are, by a look at
/// eight at once: plain ones, and single spaces between them.
fn plain(bytes: &[u8]) -> usize {
    const ALL: u64 = u64::MAX / 255;
    const HIGH: u64 = ALL * 0x80;
    let is = |word: u64, byte: u8| {
        let other = word ^ (ALL * u64::from(byte));
        !(((other & !HIGH) + !HIGH) | other) & HIGH
    };
    let mut at = 0;
    while let Some(&eight) = bytes[at..].first_chunk() {
        let word = u64::from_le_bytes(eight);
        let control = !((word & !HIGH) + ALL * 0x60) & !word & HIGH;
        let other = control | is(word, b'&') | is(word, 0x7f);
        let space = is(word, b' ');
        if other | (space & (space | other) >> 8) != 0 {
            break;
        }
        // What comes behind a space at the end is not known yet.
        at += if space >> 63 == 1 { 7 } else { 8 };
    }
    at
}

fn is_blank(decoded: Decoded) -> bool {
    let blank = |c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}' || c == '\u{ad}';
    match decoded {
        Decoded::Char(c) => blank(c),
        Decoded::Named(text) => text.chars().all(blank),
    }
}
