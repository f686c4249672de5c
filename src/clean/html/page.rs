//! What one pass over a page gathers: its blocks of text and the containers around them.

use super::tag::Tag;
use super::words::Labels;
use crate::span::Span;

/// How a block is parted from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Joint {
    /// By one line break.
    Line,
    /// By the edge of a table cell in the same row.
    Cell,
    /// By an empty line.
    #[default]
    Paragraph,
}

/// A run of text between two edges of block-level elements.
#[derive(Clone, Debug)]
pub(crate) struct PageBlock {
    /// Where its text stands in [`Page::text`].
    pub(crate) text: Span,
    /// From its first to its last character in the source.
    pub(crate) source: Span,
    /// Its runs in [`Page::runs`].
    pub(crate) runs: Span,
    /// The innermost container, an index in [`Page::containers`].
    pub(crate) container: u32,
    /// Bytes of the text inside links.
    pub(crate) link_bytes: u32,
    /// Links that begin in it.
    pub(crate) links: u32,
    /// Bytes of the text in bold.
    pub(crate) bold_bytes: u32,
    /// Labels of the inline elements around its text.
    pub(crate) inline: Labels,
    /// What parts it from the block before.
    pub(crate) joint: Joint,
    /// Whether a browser shows nothing of it until a script does.
    pub(crate) hidden: bool,
}

/// A block-level element.
#[derive(Clone, Debug)]
pub(crate) struct Container {
    /// The element around it; itself at the root.
    pub(crate) parent: u32,
    /// Which element it is.
    pub(crate) tag: Tag,
    /// Labels of its own class, id, role and element.
    pub(crate) labels: Labels,
    /// A hash of its element and class and those of two elements above: the same for the
    /// items of a list.
    pub(crate) path: u64,
    /// Its first block.
    pub(crate) first: u32,
    /// One past its last block.
    pub(crate) end: u32,
    /// Elements above it.
    pub(crate) depth: u16,
}

/// A piece of [`Page::text`] and where it comes from; of equal length where characters
/// correspond one to one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Run {
    pub(crate) text: u32,
    pub(crate) text_len: u32,
    pub(crate) source: u32,
    pub(crate) source_len: u32,
}

/// What a page says outside of its text. Spans are in the source.
#[derive(Clone, Debug, Default)]
pub(crate) struct Signals {
    /// The content of `<title>`.
    pub(crate) title: Option<Span>,
    /// `og:title`.
    pub(crate) og_title: Option<Span>,
    /// `og:type`.
    pub(crate) og_type: Option<Span>,
    /// The page's own address: `og:url` or the canonical link.
    pub(crate) address: Option<Span>,
    /// `og:description` or the description.
    pub(crate) description: Option<Span>,
    /// The bodies of JSON-LD scripts.
    pub(crate) json_ld: Vec<Span>,
    /// State that a script would make the page of.
    pub(crate) state: Option<Span>,
}

/// A page after one pass.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// The text of all blocks, one after the other, entities decoded, white space folded.
    pub(crate) text: String,
    pub(crate) blocks: Vec<PageBlock>,
    /// In order of their start tags; the first is the root.
    pub(crate) containers: Vec<Container>,
    pub(crate) runs: Vec<Run>,
    pub(crate) signals: Signals,
}

impl Page {
    /// The text of block `index`.
    pub(crate) fn block_text(&self, index: usize) -> &str {
        self.blocks[index].text.text(&self.text)
    }
}
