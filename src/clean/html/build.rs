//! Events to a [`Page`]: an open-element stack with implied end tags, no tree.

use super::page::{Container, Joint, Page, PageBlock};
use super::said::Said;
use super::scan::{Attributes, Event, Scanner};
use super::tag::{Class, Tag};
use super::text::Writer;
use super::words::{Labels, Memory};
use crate::clean::metadata::{Collector, Facts};
use crate::span::Span;

/// Elements deeper than this are part of the one at the limit, as in browsers.
const DEEPEST: usize = 512;
/// An open element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open {
    pub(super) tag: Tag,
    /// The innermost container, this element's own where `owns`.
    pub(super) container: u32,
    pub(super) owns: bool,
    pub(super) link: bool,
    bold: bool,
    pub(super) hidden: bool,
    /// Says how the text before it is read: `<ruby>明日<rt>ashita</ruby>`.
    reading: bool,
    pre: bool,
    inline: Labels,
}

pub(super) struct Builder<'s> {
    source: &'s str,
    pub(super) page: Page,
    writer: Writer<'s>,
    pub(super) stack: Vec<Open>,
    /// Open elements of each tag.
    pub(super) counts: [u32; 128],
    /// Start tags beyond `DEEPEST` that wait for their end tags.
    pub(super) beyond: usize,
    /// The block being written, where there is one.
    block: Option<PageBlock>,
    joint: Joint,
}

/// Reads the page in `source`: its blocks, and what it says of itself.
pub(super) fn page(source: &str) -> (Page, Facts<'_>) {
    let mut collector = Collector::new(source);
    let page = read(source, |_, event, attributes, said| match event {
        Event::Text(span) => collector.text(span),
        Event::Start { tag, span, .. } => collector.start(tag, span, attributes, said),
        Event::End { tag, .. } => collector.end(tag),
        Event::Raw { tag, span } => collector.raw(tag, span),
        Event::Comment(_) => {}
    });
    (page, collector.finish())
}

/// Reads the page in `source`; `also` sees every event after the builder, with the attributes
/// of the last start tag.
pub(super) fn read<'s>(
    source: &'s str,
    mut also: impl FnMut(&Builder<'s>, Event, Attributes<'_>, &Said<'_>),
) -> Page {
    let mut scanner = Scanner::new(source);
    let mut builder = Builder::new(source);
    let mut memory = Memory::new();
    while let Some(event) = scanner.next() {
        let attributes = scanner.attributes();
        let mut said = Said::default();
        match event {
            Event::Text(span) => builder.text(span),
            Event::Start { tag, .. } => {
                said = Said::of(tag, attributes, &mut memory);
                builder.start(tag, attributes, &said);
            }
            Event::End { tag, .. } => builder.end(tag),
            Event::Raw { tag, span } => builder.raw(tag, span, attributes),
            Event::Comment(_) => {}
        }
        also(&builder, event, attributes, &said);
    }
    builder.finish()
}

impl<'s> Builder<'s> {
    fn new(source: &'s str) -> Self {
        let root =
            Container { parent: 0, tag: Tag::Body, labels: 0, path: 1, first: 0, end: 0, depth: 0 };
        let open = Open {
            tag: Tag::Other,
            container: 0,
            owns: true,
            link: false,
            bold: false,
            hidden: false,
            reading: false,
            pre: false,
            inline: 0,
        };
        let mut page = Page::default();
        // As many as most pages have of each.
        page.text.reserve(source.len() / 8);
        page.blocks.reserve(source.len() / 512);
        page.runs.reserve(source.len() / 256);
        page.containers.reserve(source.len() / 256 + 1);
        page.containers.push(root);
        Self {
            source,
            page,
            writer: Writer::new(source),
            stack: vec![open],
            counts: [0; 128],
            beyond: 0,
            block: None,
            joint: Joint::Paragraph,
        }
    }

    /// Where in the source the open block begins.
    pub(super) fn begun(&self) -> Option<usize> {
        self.block.as_ref().map(|block| block.source.start)
    }

    pub(super) fn top(&self) -> Open {
        self.stack[self.stack.len() - 1]
    }

    fn text(&mut self, span: Span) {
        let top = self.top();
        if top.reading {
            return;
        }
        let before = self.page.text.len();
        if self.block.is_none() {
            let Some(start) = self.writer.skip_blank(span, top.pre) else { return };
            let runs = self.page.runs.len();
            self.block = Some(PageBlock {
                text: Span::new(before, before),
                source: Span::new(start, start),
                runs: Span::new(runs, runs),
                container: top.container,
                link_bytes: 0,
                links: 0,
                bold_bytes: 0,
                inline: 0,
                joint: self.joint,
                hidden: top.hidden,
            });
            self.writer.write(&mut self.page, Span::new(start, span.end), top.pre);
        } else {
            self.writer.write(&mut self.page, span, top.pre);
        }
        let written = (self.page.text.len() - before) as u32;
        if let (Some(block), true) = (&mut self.block, written > 0) {
            block.inline |= top.inline;
            if top.link {
                block.link_bytes += written;
            }
            if top.bold {
                block.bold_bytes += written;
            }
        }
    }

    /// Ends the open block; what follows is parted by at least `joint`.
    pub(super) fn flush(&mut self, joint: Joint) {
        let Some(mut block) = self.block.take() else {
            self.joint = self.joint.max(joint);
            return;
        };
        self.writer.end(&mut self.page, block.text.start);
        block.text.end = self.page.text.len();
        block.runs.end = self.page.runs.len();
        if let Some(run) = self.page.runs[block.runs.start..].last() {
            block.source.end = (run.source + run.source_len) as usize;
        }
        if !block.text.is_empty() {
            self.page.blocks.push(block);
            self.joint = joint;
        }
    }

    pub(super) fn line_break(&mut self) {
        let waiting = self.block.is_none() && self.joint == Joint::Line;
        if self.top().pre && self.block.is_some() {
            self.writer.newline(&mut self.page);
            return;
        }
        self.flush(if waiting { Joint::Paragraph } else { Joint::Line });
    }

    fn start(&mut self, tag: Tag, attributes: Attributes<'_>, said: &Said<'_>) {
        match tag.class() {
            Class::Void => self.void(tag, attributes),
            Class::Opaque => self.opaque(tag),
            Class::Block | Class::Inline => self.open(tag, said),
        }
    }

    fn void(&mut self, tag: Tag, attributes: Attributes<'_>) {
        match tag {
            Tag::Br => self.line_break(),
            Tag::Hr => self.flush(Joint::Paragraph),
            Tag::Meta => self.meta(attributes),
            Tag::Link => self.link(attributes),
            _ => {}
        }
    }

    /// Where a part of the source stands in it.
    fn place(&self, part: &str) -> Span {
        let start = part.as_ptr() as usize - self.source.as_ptr() as usize;
        Span::new(start, start + part.len())
    }

    fn meta(&mut self, attributes: Attributes<'_>) {
        let Some(key) = attributes.get("property").or(attributes.get("name")) else { return };
        let Some(content) = attributes.get("content") else { return };
        let place = self.place(content);
        let signals = &mut self.page.signals;
        match key {
            "og:title" => signals.og_title = Some(place),
            "og:type" => signals.og_type = Some(place),
            "og:url" => signals.address = Some(place),
            "og:description" | "description" | "Description" => {
                signals.description.get_or_insert(place);
            }
            _ => {}
        }
    }

    fn link(&mut self, attributes: Attributes<'_>) {
        if attributes.get("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical"))
            && let Some(address) = attributes.get("href")
        {
            let place = self.place(address);
            self.page.signals.address.get_or_insert(place);
        }
    }

    /// The content of these comes as raw text or, where they are never closed, as any other.
    fn opaque(&mut self, tag: Tag) {
        if matches!(tag, Tag::Iframe | Tag::Select | Tag::Textarea | Tag::Canvas) {
            self.flush(Joint::Line);
        }
    }

    fn raw(&mut self, tag: Tag, span: Span, attributes: Attributes<'_>) {
        let signals = &mut self.page.signals;
        match tag {
            Tag::Title => {
                signals.title.get_or_insert(span);
            }
            Tag::Script => {
                let kind = attributes.get("type").unwrap_or_default();
                if kind.eq_ignore_ascii_case("application/ld+json") {
                    signals.json_ld.push(span);
                } else if attributes.get("id") == Some("__NEXT_DATA__") {
                    signals.state.get_or_insert(span);
                }
            }
            Tag::Xmp => self.text(span),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag, said: &Said<'_>) {
        if matches!(tag, Tag::Html | Tag::Body | Tag::Head) {
            self.flush(Joint::Paragraph);
            return;
        }
        let is_block = tag.class() == Class::Block;
        self.imply_ends(tag, is_block);
        if is_block {
            let cell = matches!(tag, Tag::Td | Tag::Th);
            self.flush(if cell { Joint::Cell } else { Joint::Paragraph });
        }
        if self.stack.len() >= DEEPEST {
            self.beyond += 1;
            return;
        }
        if let (None, Some(state)) = (self.page.signals.state, said.state) {
            self.page.signals.state = Some(self.place(state));
        }
        let mut open = self.top();
        open.tag = tag;
        open.owns = is_block;
        open.hidden |= said.hidden || is_fallback(tag);
        // A reading that is never closed ends with its block.
        let annotates = matches!(tag, Tag::Rt | Tag::Rp) && self.counts[Tag::Ruby as usize] > 0;
        open.reading = !is_block && (open.reading || annotates);
        open.pre |= matches!(tag, Tag::Pre | Tag::Listing | Tag::Xmp | Tag::Plaintext);
        match tag {
            Tag::A if said.is_link => {
                open.link = true;
                if let Some(block) = &mut self.block {
                    block.links += 1;
                }
            }
            Tag::B | Tag::Strong => open.bold = true,
            _ => {}
        }
        if is_block {
            open.container = self.container(tag, said);
            open.inline = 0;
        } else {
            open.inline |= said.labels;
        }
        self.counts[tag as usize] += 1;
        self.stack.push(open);
    }

    fn container(&mut self, tag: Tag, said: &Said<'_>) -> u32 {
        let parent = self.top().container;
        let above = &self.page.containers[parent as usize];
        let own = (tag as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ said.class_hash;
        let first = self.page.blocks.len() as u32;
        let container = Container {
            parent,
            tag,
            labels: said.labels,
            path: (above.path << 21) ^ (own >> 7 ^ own << 3),
            first,
            end: first,
            depth: above.depth + 1,
        };
        self.page.containers.push(container);
        (self.page.containers.len() - 1) as u32
    }

    fn finish(mut self) -> Page {
        self.pop_to(1);
        self.flush(Joint::Paragraph);
        self.page.containers[0].end = self.page.blocks.len() as u32;
        self.page
    }
}

/// Whether the content of an element shows only where something else does not work.
fn is_fallback(tag: Tag) -> bool {
    matches!(tag, Tag::Video | Tag::Audio | Tag::Object | Tag::Noscript)
}
