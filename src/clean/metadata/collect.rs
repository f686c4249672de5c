//! From the events of a scan to [`Facts`].

use super::facts::{Cues, Facts, LINE, MAX_LINE};
use crate::clean::html::entity;
use crate::clean::html::said::Said;
use crate::clean::html::scan::Attributes;
use crate::clean::html::tag::{Class, Tag};
use crate::span::Span;
use std::borrow::Cow;

/// Elements that can be open around one place and still be followed.
const MAX_OPEN: usize = 8;
/// More text than any headline has.
const MAX_TEXT: usize = 600;

/// Follows a scan and fills [`Facts`]: the scanner calls one method an event.
///
/// Costs a few nanoseconds an event: texts are only gathered inside elements that hint at a fact and for lines short enough to be one.
#[derive(Debug)]
pub(crate) struct Collector<'s> {
    source: &'s str,
    facts: Facts<'s>,
    /// How many elements of each name are open.
    depth: [u32; 128],
    open: Vec<Open<'s>>,
    /// Elements that hold something else than the article.
    off: Vec<(Tag, u32)>,
    line: Text<'s>,
    /// Whether the raw content that comes next is JSON-LD.
    json_ld: bool,
}

#[derive(Debug)]
struct Open<'s> {
    tag: Tag,
    depth: u32,
    at: usize,
    cues: Cues,
    value: Option<Cow<'s, str>>,
    text: Text<'s>,
}

/// Text put together from pieces; borrowed while it is one piece.
#[derive(Debug, Default)]
struct Text<'s> {
    at: usize,
    len: usize,
    first: &'s str,
    /// All pieces where there are several, else empty; its room serves the next text.
    all: String,
    too_long: bool,
}

impl<'s> Text<'s> {
    fn push(&mut self, at: usize, piece: &'s str, limit: usize) {
        if self.too_long || self.len + piece.len() > limit {
            self.too_long = true;
            return;
        }
        if self.len == 0 {
            (self.at, self.first) = (at, piece);
        } else {
            self.join(piece);
        }
        self.len += piece.len();
    }

    fn join(&mut self, piece: &str) {
        if self.all.is_empty() {
            self.all.push_str(self.first);
        }
        self.all.push_str(piece);
    }

    fn gap(&mut self) {
        if self.len > 0 && !self.too_long {
            self.join(" ");
            self.len += 1;
        }
    }

    /// All of it; empty where it was too long.
    fn text(&self) -> Cow<'s, str> {
        match self.all.is_empty() {
            _ if self.too_long => Cow::Borrowed(""),
            true => Cow::Borrowed(self.first),
            false => Cow::Owned(self.all.clone()),
        }
    }

    fn clear(&mut self) {
        (self.len, self.first, self.too_long) = (0, "", false);
        self.all.clear();
    }
}

impl<'s> Collector<'s> {
    /// A collector for a scan of `source`.
    pub(crate) fn new(source: &'s str) -> Self {
        Self {
            source,
            facts: Facts::default(),
            depth: [0; 128],
            open: Vec::with_capacity(MAX_OPEN),
            off: Vec::with_capacity(MAX_OPEN),
            line: Text::default(),
            json_ld: false,
        }
    }

    /// A start tag.
    pub(crate) fn start(
        &mut self,
        tag: Tag,
        span: Span,
        attributes: Attributes<'_>,
        said: &Said<'_>,
    ) {
        match tag {
            Tag::Meta => return self.meta(span.start, attributes),
            Tag::Link => return self.link(attributes),
            Tag::Base => {
                if let Some(href) = attributes.get("href") {
                    self.facts.base(self.value(href));
                }
                return;
            }
            Tag::Html => {
                let lang = attributes.get("lang").or(attributes.get("xml:lang"));
                if let Some(lang) = lang.filter(|l| !l.trim().is_empty()) {
                    self.facts.html_lang(self.value(lang));
                }
                return;
            }
            Tag::Br => return self.end_line(),
            Tag::Script => return self.script(attributes),
            _ => {}
        }
        let class = tag.class();
        if class == Class::Block {
            self.end_line();
        }
        let depth = &mut self.depth[tag as usize & 127];
        *depth = depth.saturating_add(1);
        let depth = *depth;
        let mut cues = self.cues(tag, attributes, said);
        let headline = cues.has(Cues::H1) || (cues.has(Cues::TITLE) && cues.has(Cues::STATED));
        if headline || matches!(tag, Tag::Body | Tag::Main | Tag::Article) {
            // What holds the headline or the article is not beside it, whatever its class.
            self.off.clear();
        } else if cues.has(Cues::OFF) && class == Class::Block && self.off.len() < MAX_OPEN {
            self.off.push((tag, depth));
        }
        if !self.off.is_empty() {
            cues = cues | Cues::OFF;
        }
        if cues.wanted() && self.open.len() < MAX_OPEN {
            let value = ["datetime", "content", "title"].iter().find_map(|n| attributes.get(n));
            let value = value.map(|v| Cow::Borrowed(self.value(v)));
            let at = span.start;
            self.open.push(Open { tag, depth, at, cues, value, text: Text::default() });
        }
    }

    /// An end tag.
    pub(crate) fn end(&mut self, tag: Tag) {
        if tag.class() == Class::Block {
            self.end_line();
            for open in &mut self.open {
                open.text.gap();
            }
        }
        let depth = &mut self.depth[tag as usize & 127];
        let was = *depth;
        *depth = depth.saturating_sub(1);
        while let Some(i) = self.open.iter().rposition(|o| o.tag == tag && o.depth >= was) {
            self.close(i);
        }
        self.off.retain(|&(t, d)| t != tag || d < was);
    }

    /// A run of text.
    pub(crate) fn text(&mut self, span: Span) {
        let text = span.text(self.source);
        self.line.push(span.start, text, MAX_LINE * 2);
        for open in &mut self.open {
            open.text.push(span.start, text, MAX_TEXT);
        }
    }

    /// The raw content of an element.
    pub(crate) fn raw(&mut self, tag: Tag, span: Span) {
        match tag {
            Tag::Title if self.depth[Tag::Svg as usize & 127] == 0 => {
                self.facts.title(entity::decode(span.text(self.source)));
            }
            Tag::Script if self.json_ld => {
                self.json_ld = false;
                self.facts.json_ld(span.text(self.source));
            }
            _ => {}
        }
    }

    /// What was gathered.
    pub(crate) fn finish(mut self) -> Facts<'s> {
        self.end_line();
        while !self.open.is_empty() {
            self.close(self.open.len() - 1);
        }
        self.facts
    }

    /// The same characters as a part of the source, which outlives the scanner.
    fn value(&self, value: &str) -> &'s str {
        let start = (value.as_ptr() as usize).wrapping_sub(self.source.as_ptr() as usize);
        self.source.get(start..start.saturating_add(value.len())).unwrap_or("")
    }

    fn meta(&mut self, at: usize, attributes: Attributes<'_>) {
        let content = attributes.get("content").map(|c| self.value(c)).unwrap_or_default();
        for (name, value) in attributes.iter() {
            if ["name", "property", "itemprop", "http-equiv"]
                .iter()
                .any(|n| n.eq_ignore_ascii_case(name))
            {
                self.facts.meta(value, content);
            }
        }
        if attributes.get("itemprop") == Some("name")
            && let Some(open) = self.open.iter_mut().rfind(|o| o.cues.has(Cues::AUTHOR))
        {
            open.text = Text { at, len: content.len(), first: content, ..Text::default() };
        }
    }

    fn link(&mut self, attributes: Attributes<'_>) {
        if let (Some(rel), Some(href)) = (attributes.get("rel"), attributes.get("href")) {
            self.facts.link(self.value(rel), self.value(href));
        }
    }

    fn script(&mut self, attributes: Attributes<'_>) {
        let kind = attributes.get("type").unwrap_or_default();
        self.json_ld = kind.len() >= 19
            && kind.as_bytes()[..19].eq_ignore_ascii_case(b"application/ld+json")
            || kind.trim().to_ascii_lowercase().starts_with("application/ld+json");
    }

    fn cues(&mut self, tag: Tag, attributes: Attributes<'_>, said: &Said<'_>) -> Cues {
        let mut cues = Cues::of_tag(tag) | said.cues;
        if let Some(rel) = said.rel {
            if let Some(href) = attributes.get("href") {
                self.facts.link(self.value(rel), self.value(href));
            }
            cues = cues | Cues::of_statement(rel);
        }
        if let Some(name) = said.itemprop {
            cues = cues | Cues::of_statement(name);
        }
        if let Some(name) = said.property {
            cues = cues | Cues::of_statement(name.rsplit(':').next().unwrap_or(name));
        }
        if said.pubdate {
            cues = cues | Cues::PUBLISHED | Cues::STATED;
        }
        // The foot of an article holds its byline and date as often as its head does.
        let article_foot = tag == Tag::Footer && self.depth[Tag::Article as usize & 127] > 0;
        if article_foot { Cues::NONE } else { cues }
    }

    fn end_line(&mut self) {
        if LINE.contains(&self.line.len) && !self.line.too_long {
            self.facts.line(self.line.at, self.line.text(), !self.off.is_empty());
        }
        self.line.clear();
    }

    fn close(&mut self, index: usize) {
        let open = self.open.remove(index);
        self.facts.mark(open.at, open.cues, open.value, open.text.text());
    }
}
