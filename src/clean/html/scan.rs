//! A forgiving tag scanner: source to [`Event`]s, in one pass, never failing.
//!
//! It follows the tokenizer of the HTML standard but for these: escaped `<!--` inside a
//! script is not a state of its own; a quote, a comment or a `<title>` that is never closed
//! does not swallow the rest of the page.

use super::tag::Tag;
use crate::span::Span;
use memchr::{memchr, memmem};

/// Attributes of one tag that are looked at; the rest are skipped, so that a million of them
/// cost no memory.
const MOST_ATTRIBUTES: usize = 128;

/// One piece of a page. Spans are bytes of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Event {
    /// `<name ...>`; its attributes are [`Scanner::attributes`] until the next event.
    Start {
        /// The element.
        tag: Tag,
        /// From `<` to `>`.
        span: Span,
        /// Whether it ends in `/>`.
        closed: bool,
    },
    /// `</name>`.
    End {
        /// The element.
        tag: Tag,
        /// From `<` to `>`.
        span: Span,
    },
    /// Text with its character references as written.
    Text(Span),
    /// The content of a `<script>`, `<style>`, `<title>` and the like (see [`Tag::is_raw`]).
    Raw {
        /// The element whose content it is.
        tag: Tag,
        /// The content.
        span: Span,
    },
    /// A comment, a declaration or a processing instruction, from `<` to `>`.
    Comment(Span),
}

/// What ends the name of an element (bit 1) and that of an attribute (bit 2).
static ENDS: [u8; 256] = {
    let mut ends = [0; 256];
    let both = *b" \t\n\r\x0c/>";
    let mut i = 0;
    while i < both.len() {
        ends[both[i] as usize] = 3;
        i += 1;
    }
    ends[b'=' as usize] = 2;
    ends
};

/// One attribute, as written.
#[derive(Clone, Copy, Debug)]
struct Attribute {
    name: Span,
    value: Span,
}

/// The attributes of a start tag, as written (see [`super::entity::decode`]).
#[derive(Clone, Copy, Debug)]
pub(crate) struct Attributes<'a> {
    source: &'a str,
    list: &'a [Attribute],
}

impl<'a> Attributes<'a> {
    /// The value of the first attribute named `name` (in lower case), empty where it has none.
    pub(crate) fn get(self, name: &str) -> Option<&'a str> {
        self.iter().find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Names and values in order.
    pub(crate) fn iter(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.list.iter().map(move |a| (a.name.text(self.source), a.value.text(self.source)))
    }
}

/// Reads a page from its first byte to its last.
#[derive(Debug)]
pub(crate) struct Scanner<'s> {
    source: &'s str,
    bytes: &'s [u8],
    at: usize,
    attributes: Vec<Attribute>,
    /// The raw element whose content comes next.
    raw: Option<Tag>,
    /// What was searched for and does not occur in the rest of the source; without these a
    /// page of unclosed quotes would be searched to its end once for each.
    absent: Absent,
}

#[derive(Debug, Default)]
struct Absent {
    double_quote: bool,
    single_quote: bool,
    comment_end: bool,
    /// A bit for each raw element.
    end_tags: u128,
}

impl<'s> Scanner<'s> {
    /// A scanner at the start of `source`.
    pub(crate) fn new(source: &'s str) -> Self {
        let attributes = Vec::with_capacity(16);
        Self {
            source,
            bytes: source.as_bytes(),
            at: 0,
            attributes,
            raw: None,
            absent: Absent::default(),
        }
    }

    /// The attributes of the start tag that was given last.
    pub(crate) fn attributes(&self) -> Attributes<'_> {
        Attributes { source: self.source, list: &self.attributes }
    }

    /// Where the next piece begins.
    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// Goes on at the byte `at`, which is outside of any tag.
    pub(crate) fn skip_to(&mut self, at: usize) {
        self.at = at;
        self.raw = None;
    }

    /// The content of the raw element that has just begun; `None` where it has none.
    pub(crate) fn raw(&mut self) -> Option<Event> {
        let tag = self.raw.take()?;
        let span = Span::new(self.at, self.find_end_tag(tag)?);
        self.at = span.end;
        (!span.is_empty()).then_some(Event::Raw { tag, span })
    }

    /// The next piece; `None` at the end of the source.
    pub(crate) fn next(&mut self) -> Option<Event> {
        if let Some(content) = self.raw() {
            return Some(content);
        }
        let start = self.at;
        let mut from = start;
        while let Some(found) = memchr(b'<', &self.bytes[from..]) {
            let open = from + found;
            if self.is_markup(open) {
                if open > start {
                    self.at = open;
                    return Some(Event::Text(Span::new(start, open)));
                }
                return self.markup(open);
            }
            from = open + 1;
        }
        self.at = self.bytes.len();
        (start < self.at).then(|| Event::Text(Span::new(start, self.at)))
    }

    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn is_markup(&self, open: usize) -> bool {
        match self.byte(open + 1) {
            b'/' => self.byte(open + 2).is_ascii_alphabetic() || self.byte(open + 2) == b'>',
            b'!' | b'?' => true,
            next => next.is_ascii_alphabetic(),
        }
    }

    fn markup(&mut self, open: usize) -> Option<Event> {
        match self.bytes[open + 1] {
            b'!' | b'?' => Some(self.comment(open)),
            b'/' => self.end_tag(open),
            _ => self.start_tag(open),
        }
    }

    fn comment(&mut self, open: usize) -> Event {
        let rest = &self.bytes[open..];
        let mut end = None;
        if rest.starts_with(b"<!--") && !self.absent.comment_end {
            if rest[4..].starts_with(b">") || rest[4..].starts_with(b"->") {
                end = memchr(b'>', rest).map(|i| i + 1);
            } else {
                end = memmem::find(&rest[4..], b"-->").map(|i| i + 7);
                self.absent.comment_end = end.is_none();
            }
        }
        let end = end.or_else(|| memchr(b'>', rest).map(|i| i + 1)).unwrap_or(rest.len());
        self.at = open + end;
        Event::Comment(Span::new(open, self.at))
    }

    fn end_tag(&mut self, open: usize) -> Option<Event> {
        let name = self.name(open + 2);
        let close = self.bytes[name.end..].iter().position(|&b| b == b'>')? + name.end + 1;
        self.at = close;
        let span = Span::new(open, close);
        if name.is_empty() {
            return Some(Event::Comment(span));
        }
        Some(Event::End { tag: Tag::of(name.text(self.source)), span })
    }

    fn name(&self, start: usize) -> Span {
        let rest = &self.bytes[start..];
        let ends = |&b: &u8| ENDS[usize::from(b)] & 1 != 0;
        Span::new(start, start + rest.iter().position(ends).unwrap_or(rest.len()))
    }

    /// `None` where the source ends inside the tag: as in a browser, there is no element.
    fn start_tag(&mut self, open: usize) -> Option<Event> {
        self.attributes.clear();
        let name = self.name(open + 1);
        let mut at = name.end;
        let mut closed = false;
        loop {
            match self.bytes.get(at) {
                None => {
                    self.at = self.bytes.len();
                    return None;
                }
                Some(b'>') => break,
                Some(b'/') => closed = true,
                Some(b' ' | b'\t' | b'\n' | b'\r' | b'\x0c') => {}
                Some(_) => {
                    closed = false;
                    at = self.attribute(at);
                    continue;
                }
            }
            at += 1;
        }
        self.at = at + 1;
        let tag = Tag::of(name.text(self.source));
        if tag.is_raw() && !closed {
            self.raw = Some(tag);
        }
        Some(Event::Start { tag, span: Span::new(open, self.at), closed })
    }

    /// Reads the attribute at `at`; returns where it ends.
    fn attribute(&mut self, at: usize) -> usize {
        let bytes = self.bytes;
        let blank = |b: u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c');
        // A name may begin with "=", as in the standard: it ends at the next one.
        let rest = &bytes[at + 1..];
        let ends = |&b: &u8| ENDS[usize::from(b)] & 2 != 0;
        let mut end = at + 1 + rest.iter().position(ends).unwrap_or(rest.len());
        let name = Span::new(at, end);
        let mut next = end;
        while next < bytes.len() && blank(bytes[next]) {
            next += 1;
        }
        let mut value = Span::new(end, end);
        if self.byte(next) == b'=' && next < bytes.len() {
            next += 1;
            while next < bytes.len() && blank(bytes[next]) {
                next += 1;
            }
            (value, end) = self.value(next);
        }
        if self.attributes.len() < MOST_ATTRIBUTES {
            self.attributes.push(Attribute { name, value });
        }
        end
    }

    /// The value that begins at `at`, and where to read on.
    fn value(&mut self, at: usize) -> (Span, usize) {
        let quote = self.byte(at);
        let absent = match quote {
            b'"' => self.absent.double_quote,
            b'\'' => self.absent.single_quote,
            _ => true,
        };
        if !absent {
            if let Some(length) = memchr(quote, &self.bytes[at + 1..]) {
                return (Span::new(at + 1, at + 1 + length), at + length + 2);
            }
            if quote == b'"' {
                self.absent.double_quote = true;
            } else {
                self.absent.single_quote = true;
            }
        }
        let ends = |b: &u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'>');
        let rest = &self.bytes[at..];
        let end = at + rest.iter().position(ends).unwrap_or(rest.len());
        (Span::new(at, end), end)
    }

    /// Where the content of the raw element `tag` ends; `None` where it is an element like any
    /// other because nothing closes it.
    fn find_end_tag(&mut self, tag: Tag) -> Option<usize> {
        let bit = 1u128 << (tag as u8 & 127);
        if self.absent.end_tags & bit == 0 {
            let name = tag.name().as_bytes();
            for found in memmem::find_iter(&self.bytes[self.at..], b"</") {
                let open = self.at + found;
                let after = open + 2 + name.len();
                let same = self
                    .bytes
                    .get(open + 2..after)
                    .is_some_and(|text| text.eq_ignore_ascii_case(name));
                if same && !self.byte(after).is_ascii_alphanumeric() {
                    return Some(open);
                }
            }
            self.absent.end_tags |= bit;
        }
        matches!(tag, Tag::Script | Tag::Style).then_some(self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn events(source: &str) -> Vec<String> {
        let mut scanner = Scanner::new(source);
        let mut out = Vec::new();
        while let Some(event) = scanner.next() {
            out.push(match event {
                Event::Start { tag, closed, .. } => {
                    let attributes: Vec<String> = scanner
                        .attributes()
                        .iter()
                        .map(|(name, value)| format!(" {name}={value}"))
                        .collect();
                    let slash = if closed { "/" } else { "" };
                    format!("<{}{}{slash}>", tag.name(), attributes.concat())
                }
                Event::End { tag, .. } => format!("</{}>", tag.name()),
                Event::Text(span) => span.text(source).to_owned(),
                Event::Raw { span, .. } => format!("raw:{}", span.text(source)),
                Event::Comment(span) => format!("comment:{}", span.text(source)),
            });
        }
        out
    }

    #[test]
    fn tags_attributes_and_text() {
        assert_eq!(
            events("<P class=a  id='b c' hidden>x &amp; 1 < 2<br/></p>"),
            ["<p class=a id=b c hidden=>", "x &amp; 1 < 2", "<br/>", "</p>"]
        );
    }

    #[test]
    fn raw_content_is_one_piece() {
        assert_eq!(
            events("<script>if (a</b) '<p>'</SCRIPT >x<title>a<b</title>"),
            ["<script>", "raw:if (a</b) '<p>'", "</script>", "x", "<title>", "raw:a<b", "</title>"]
        );
    }

    #[test]
    fn what_is_never_closed_swallows_nothing() {
        assert_eq!(events("<title>a<p>b"), ["<title>", "a", "<p>", "b"]);
        assert_eq!(events("<!-- a <p>b"), ["comment:<!-- a <p>", "b"]);
        assert_eq!(events("<a href=\"x>y</a>"), ["<a href=\"x>", "y", "</a>"]);
        assert_eq!(events("a<b"), ["a"]);
    }

    #[test]
    fn comments_and_declarations() {
        assert_eq!(
            events("<!DOCTYPE html><!-- <p> -- > --><?php x ?></>"),
            [
                "comment:<!DOCTYPE html>",
                "comment:<!-- <p> -- > -->",
                "comment:<?php x ?>",
                "comment:</>"
            ]
        );
    }
}
