//! Links and images of a page, and where they stand in the blocks of its article.

use super::build::{self, Builder};
use super::entity;
use super::page::Page;
use super::readable;
use super::scan::{Attributes, Event};
use super::tag::Tag;
use crate::clean::article::{Block, Role};
use crate::clean::metadata::resolve;
use crate::span::Span;

/// An image whose stated sides are both below this many pixels is an icon or a tracker.
const SMALLEST: u32 = 48;
/// Longer addresses are mistakes or attacks: one may stand on every block of a page.
const LONGEST: usize = 4000;
/// Attributes that state the address of an image, the first one that does counts: scripts put
/// the true one into `src` later.
const SOURCES: [&str; 4] = ["data-src", "data-lazy-src", "data-original", "src"];
/// Containers that hold one image and what is said of it.
const FRAMES: [Tag; 2] = [Tag::Figure, Tag::Figcaption];

/// A link in a block of an article.
#[derive(Debug)]
pub(crate) struct Link {
    /// The block.
    pub(crate) block: usize,
    /// What it is put on, in the text of the block.
    pub(crate) text: Span,
    pub(crate) address: String,
}

/// An image of an article.
#[derive(Debug)]
pub(crate) struct Image {
    /// The block that it stands in or before.
    pub(crate) block: usize,
    /// Where in the text of the block it stands, if inside.
    pub(crate) at: Option<usize>,
    pub(crate) address: String,
    /// What the page says in its stead.
    pub(crate) text: String,
}

/// Both, in the order of the page.
#[derive(Debug, Default)]
pub(crate) struct References {
    pub(crate) links: Vec<Link>,
    pub(crate) images: Vec<Image>,
}

/// The links and the images of the page in `source`, in terms of `blocks`, those of its
/// article; `base` is the page's address. One pass over the page.
pub(crate) fn references(source: &str, blocks: &[Block], base: Option<&str>) -> References {
    let source = &*readable(source);
    let mut seen = Seen { base: base.map(str::to_owned), ..Seen::default() };
    let page = build::read(source, |builder, event, attributes, _| {
        seen.event(builder, event, attributes);
    });
    seen.end_link(Point { block: page.blocks.len(), begun: None, at: 0 });
    let places = places(&page, blocks);
    let mut found = References::default();
    for (from, to, address) in seen.links {
        let span = Span::new(from.on(&page), to.on(&page));
        put_on(&page, &places, span, &address, &mut found.links);
    }
    let kept = Kept::new(&page, &places, blocks);
    for image in seen.images.into_iter().filter(|i| kept.holds(i.container)) {
        let place = places.get(image.point.block).copied();
        let (block, offset) = place.unwrap_or((blocks.len(), 0));
        let at = image.point.inside(&page).map(|at| offset + at);
        found.images.push(Image { block, at, address: image.address, text: image.text });
    }
    found
}

/// Of each block of the page the block of the article that it is in, and where that text has
/// its own. Blocks of the article that do not stand on the page (what was rescued from a
/// script) are passed over.
fn places(page: &Page, blocks: &[Block]) -> Vec<(usize, usize)> {
    let mut places = Vec::with_capacity(page.blocks.len());
    for (index, block) in blocks.iter().enumerate() {
        let mut offset = 0;
        while places.len() < page.blocks.len() {
            let text = page.block_text(places.len());
            if !block.text.get(offset..).is_some_and(|rest| rest.starts_with(text)) {
                break;
            }
            places.push((index, offset));
            // Cells of a row are parted by tabs.
            offset += text.len() + 1;
        }
    }
    places
}

/// Adds a link for every block that `span` of the page's text has characters of.
fn put_on(
    page: &Page,
    places: &[(usize, usize)],
    span: Span,
    address: &str,
    links: &mut Vec<Link>,
) {
    let first = page.blocks.partition_point(|b| b.text.end <= span.start);
    for (block, &(index, offset)) in page.blocks.iter().zip(places).skip(first) {
        if block.text.start >= span.end {
            break;
        }
        let (from, to) = (span.start.max(block.text.start), span.end.min(block.text.end));
        let part = &page.text[from..to];
        let text = part.trim();
        if !text.is_empty() {
            let start = offset + from - block.text.start + part.len() - part.trim_start().len();
            let text = Span::new(start, start + text.len());
            links.push(Link { block: index, text, address: address.to_owned() });
        }
    }
}

/// Which containers are of the article.
struct Kept<'p> {
    page: &'p Page,
    /// Up to each block the bytes of kept text, and of all.
    sums: Vec<(usize, usize)>,
}

impl<'p> Kept<'p> {
    fn new(page: &'p Page, places: &[(usize, usize)], blocks: &[Block]) -> Self {
        let mut sums = vec![(0, 0)];
        let (mut kept, mut all) = (0, 0);
        for (i, block) in page.blocks.iter().enumerate() {
            let place = places.get(i).map(|&(index, _)| blocks[index].role);
            all += block.text.len();
            kept += if place == Some(Role::Content) { block.text.len() } else { 0 };
            sums.push((kept, all));
        }
        Self { page, sums }
    }

    /// Whether an image in `container` is of the article: half the text of the first element
    /// around it that has text of its own, captions aside, is kept.
    fn holds(&self, container: u32) -> bool {
        let containers = &self.page.containers;
        let mut at = container as usize;
        loop {
            let this = &containers[at];
            let (first, end) = (self.sums[this.first as usize], self.sums[this.end as usize]);
            let (kept, all) = (end.0 - first.0, end.1 - first.1);
            if at == 0 || all > 0 && !FRAMES.contains(&this.tag) {
                return 2 * kept > all;
            }
            at = this.parent as usize;
        }
    }
}

/// A place on the way through a page. Of the open block the end of the text is not settled:
/// white space there may go, or the whole block where it has nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Point {
    /// Blocks before it.
    block: usize,
    /// Where in the source the open block begins, if one is open.
    begun: Option<usize>,
    /// The end of the page's text.
    at: usize,
}

impl Point {
    fn new(builder: &Builder<'_>) -> Self {
        let page = &builder.page;
        Self { block: page.blocks.len(), begun: builder.begun(), at: page.text.len() }
    }

    /// How far inside of its block it is, in bytes of text; `None` where it is before it.
    fn inside(self, page: &Page) -> Option<usize> {
        let block = page.blocks.get(self.block).filter(|b| Some(b.source.start) == self.begun)?;
        Some(self.at.min(block.text.end) - block.text.start)
    }

    /// Where it is in the text of the page.
    fn on(self, page: &Page) -> usize {
        let start = page.blocks.get(self.block).map_or(page.text.len(), |b| b.text.start);
        start + self.inside(page).unwrap_or(0)
    }
}

/// What was seen on the way through a page.
#[derive(Default)]
struct Seen {
    base: Option<String>,
    links: Vec<(Point, Point, String)>,
    /// Where the text of the open link begins, and its address.
    open: Option<(Point, String)>,
    images: Vec<SeenImage>,
}

struct SeenImage {
    container: u32,
    point: Point,
    address: String,
    text: String,
}

impl Seen {
    fn event(&mut self, builder: &Builder<'_>, event: Event, attributes: Attributes<'_>) {
        if self.open.is_some() && !builder.top().link {
            self.end_link(Point::new(builder));
        }
        let Event::Start { tag, .. } = event else { return };
        match tag {
            Tag::Base => {
                if let Some(href) = attributes.get("href") {
                    self.base = self.address(href).or(self.base.take());
                }
            }
            Tag::A => {
                self.end_link(Point::new(builder));
                // An address on the same page leads nowhere outside of it.
                let href = attributes.get("href").filter(|href| !href.trim().starts_with('#'));
                self.open = href
                    .and_then(|href| self.address(href))
                    .map(|address| (Point::new(builder), address));
            }
            Tag::Img => self.image(builder, attributes),
            _ => {}
        }
    }

    fn end_link(&mut self, end: Point) {
        if let Some((start, address)) = self.open.take()
            && start != end
        {
            self.links.push((start, end, address));
        }
    }

    fn address(&self, href: &str) -> Option<String> {
        if href.len() > LONGEST {
            return None;
        }
        let address = resolve(&entity::decode(href), self.base.as_deref())?;
        Some(encoded(&address))
    }

    fn image(&mut self, builder: &Builder<'_>, attributes: Attributes<'_>) {
        let side = |name| attributes.get(name).and_then(|s| s.trim().parse::<u32>().ok());
        let small = |name| side(name).is_some_and(|s| s < SMALLEST);
        if small("width") && small("height") {
            return;
        }
        let mut stated = SOURCES.iter().filter_map(|name| attributes.get(name));
        let Some(address) = stated.find_map(|src| self.address(src)) else { return };
        // What stands in `<noscript>` is often the same once more.
        if builder.top().hidden && self.images.last().is_some_and(|last| last.address == address) {
            return;
        }
        let text = entity::decode(attributes.get("alt").unwrap_or_default());
        self.images.push(SeenImage {
            container: builder.top().container,
            point: Point::new(builder),
            address,
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        });
    }
}

/// `address` with what would end it, in Markdown or in HTML, as `%20` and the like.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_control() || c.is_whitespace() || "\"<>\\^`{|}()".contains(c) {
            let mut bytes = [0; 4];
            for byte in c.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        } else {
            out.push(c);
        }
    }
    out
}
