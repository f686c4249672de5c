//! Whether a source is HTML or plain text, by its content.
//!
//! A page begins as one, or its tags carry attributes, come in pairs and make up a share of
//! it. A text that speaks of tags has a few, most of them bare, quoted or in code.

use super::Format;
use memchr::{memchr, memchr_iter, memmem};

/// Bytes looked at: enough for the densest text before a page's first tags.
const REACH: usize = 1 << 17;
/// Bytes within which the root element of a feed stands.
const FEED: usize = 4096;
/// Longest tag looked for the end of.
const TAG: usize = 2000;

/// Heads that only a page has.
const HEADS: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<?xml", "<!--"];

/// Tags that build a page, sorted.
const BLOCKS: [&str; 47] = [
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "button",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "li",
    "link",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "pre",
    "script",
    "section",
    "style",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "title",
    "tr",
    "ul",
    "video",
];
/// Tags that part two texts.
const PARTS: [&str; 11] =
    ["blockquote", "br", "div", "h1", "h2", "h3", "h4", "li", "p", "td", "tr"];
/// Tags inside a line, sorted.
const INLINES: [&str; 15] = [
    "a", "abbr", "b", "cite", "code", "em", "font", "i", "label", "small", "span", "strong", "sub",
    "sup", "u",
];

/// What the tags of a source add up to.
#[derive(Default)]
struct Tags {
    bytes: usize,
    all: usize,
    opened: usize,
    closed: usize,
    attributes: usize,
    /// Tags of paragraphs and the like that part two pieces of text.
    seams: usize,
}

/// What kind of feed `source` is, which is read as a page: `RSS feed`, `Atom feed`.
pub(super) fn feed(source: &str) -> Option<&'static str> {
    let head = &source.as_bytes()[..source.len().min(FEED)];
    let at = |root: &[u8]| memmem::find(head, root).filter(|&i| !before_is_page(&head[..i]));
    if at(b"<rss").is_some() || at(b"<rdf:RDF").is_some() {
        return Some("RSS feed");
    }
    at(b"<feed").map(|_| "Atom feed")
}

/// Whether what stands before a root element is more than declarations and comments.
fn before_is_page(head: &[u8]) -> bool {
    let other = |at: usize| head.get(at + 1).is_some_and(|b| !matches!(b, b'?' | b'!'));
    memchr_iter(b'<', head).any(other)
}

/// What `source` is; a text that merely holds some tags is text. Reads at most its first
/// 128 KiB.
pub(super) fn format(source: &str) -> Format {
    let end =
        (0..=REACH.min(source.len())).rev().find(|&i| source.is_char_boundary(i)).unwrap_or(0);
    let text = source[..end].trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let starts = |head: &str| {
        text.as_bytes().get(..head.len()).is_some_and(|t| t.eq_ignore_ascii_case(head.as_bytes()))
    };
    if HEADS.iter().any(|head| starts(head)) {
        return Format::Html;
    }
    let opens = tag(text.as_bytes(), 0).filter(|t| !t.closes);
    // One tag alone says it where text begins right behind it, as in `<p>It rained.`
    if opens.as_ref().is_some_and(|t| t.parts && !t.attributes && speaks(text, t.len)) {
        return Format::Html;
    }
    let first = opens.is_some_and(|t| t.block);
    let last = text.trim_end().ends_with('>');
    // The shares part the pages and fragments of pages from texts about markup; both leave
    // room on either side.
    let is_page = |tags: &Tags| {
        let paired = tags.opened.min(tags.closed);
        tags.seams >= 2
            || first && tags.all >= 2
            || last && paired >= 1 && tags.all >= 3 && tags.bytes * 50 >= text.len()
            || tags.attributes >= 3 && tags.bytes * 20 >= text.len()
            || paired >= 3 && tags.bytes * 12 >= text.len()
            || tags.all >= 8 && tags.bytes * 8 >= text.len()
    };
    if adds_up(text, is_page) { Format::Html } else { Format::Text }
}

/// Whether the tags of `text` up to any one of them are `enough`, which more tags only make
/// truer.
fn adds_up(text: &str, enough: impl Fn(&Tags) -> bool) -> bool {
    let bytes = text.as_bytes();
    let mut tags = Tags::default();
    let mut fenced = false;
    let mut seen = 0;
    for at in memchr_iter(b'<', bytes) {
        if at < seen {
            continue;
        }
        fenced ^= bytes[seen..at].windows(3).filter(|w| w == b"```").count() % 2 == 1;
        seen = at;
        let quoted = at > 0 && matches!(bytes[at - 1], b'`' | b'\'' | b'"');
        if let Some(tag) = tag(bytes, at).filter(|_| !fenced && !quoted) {
            tags.bytes += tag.len;
            tags.all += 1;
            tags.opened += usize::from(tag.block && !tag.closes);
            tags.closed += usize::from(tag.block && tag.closes);
            tags.attributes += usize::from(tag.attributes);
            seen = at + tag.len;
            tags.seams += usize::from(tag.parts && !tag.closes && is_seam(text, at, seen));
            if enough(&tags) {
                return true;
            }
        }
    }
    false
}

struct Tag {
    len: usize,
    closes: bool,
    block: bool,
    attributes: bool,
    /// Whether it parts texts: a paragraph, a heading, an item, a line break.
    parts: bool,
}

/// Whether the tag at `start..end` parts two pieces of text with no space on either side, as
/// nobody writes who speaks of it: `the valley.<p>The river`.
fn is_seam(text: &str, start: usize, end: usize) -> bool {
    text[..start].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '!' | '?' | '”'))
        && speaks(text, end)
}

/// Whether a word begins at `at`.
fn speaks(text: &str, at: usize) -> bool {
    text[at..].starts_with(char::is_alphanumeric)
}

/// The tag that begins at `at`, if it is one of HTML and well formed.
fn tag(bytes: &[u8], at: usize) -> Option<Tag> {
    let closes = bytes.get(at + 1) == Some(&b'/');
    let from = at + 1 + usize::from(closes);
    let rest = &bytes[from.min(bytes.len())..(from + TAG).min(bytes.len())];
    let end = rest.iter().take(11).take_while(|b| b.is_ascii_alphanumeric()).count();
    let mut name = [0; 11];
    name[..end].copy_from_slice(&rest[..end]);
    name.make_ascii_lowercase();
    let name = std::str::from_utf8(&name[..end]).ok()?;
    let block = BLOCKS.binary_search(&name).is_ok();
    if !block && INLINES.binary_search(&name).is_err() {
        return None;
    }
    let close = memchr(b'>', rest)?;
    let inside = &rest[end..close];
    let attributes = memchr(b'=', inside).is_some();
    let plain = inside.iter().all(|b| b.is_ascii_whitespace() || *b == b'/');
    (attributes && inside[0].is_ascii_whitespace() || plain).then_some(Tag {
        len: from - at + close + 1,
        closes,
        block,
        attributes,
        parts: PARTS.contains(&name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_fragments_are_html() {
        for source in [
            "<!DOCTYPE html><p>One",
            "\u{feff}  <HTML lang=en><body>One",
            "<p>One paragraph.</p>\n<p>And another.</p>",
            "<div class=\"story\"><p>It rained.",
            "It rained.</p><p class=\"lead\">It poured.</p><a href=\"/x\">More</a><div id=\"foot\">End</div>",
            "<ul><li>one<li>two</ul>",
            "<p>It rained all day.",
            "It rained.<p>The river rose over the meadow.<p>The council met at noon.",
            "It rained<br>and rained<br>and rained",
        ] {
            assert_eq!(format(source), Format::Html, "{source}");
        }
    }

    #[test]
    fn feeds_are_named() {
        for (source, want) in [
            (
                "<?xml version=\"1.0\"?>\n<!-- made --><rss version=\"2.0\"><channel>",
                Some("RSS feed"),
            ),
            ("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Some("Atom feed")),
            ("<html><body><rss>", None),
            ("It rained.", None),
        ] {
            assert_eq!(feed(source), want, "{source}");
        }
    }

    #[test]
    fn a_stray_tag_does_not_make_a_page() {
        for source in [
            "",
            "<",
            "<img src=\"/pixel.gif\" height=\"1\">\nIt rained, and the river rose over the meadow.",
            "It rained.<br>It poured, and the river rose over the meadow by the mill.",
            "Use the <div> tag to group the parts of a page, and close it by </div> at the end.",
            "Where a < b and b > c, the order is <b>not</b> total.",
            "# Markup\n\n```\n<p class=\"a\">x</p>\n<p class=\"b\">y</p>\n<p class=\"c\">z</p>\n```\n",
            "%PDF-1.7\n<< /Type /Catalog /Pages 2 0 R >>",
            "{\"html\": 1}",
            "A paragraph begins with <p> and a line ends with <br> or <br/>; nothing closes either.",
            "<b>It rained</b>, and the river rose over the meadow by the mill.",
            "Write to Ann <ann@example.org> or see <https://example.org>.",
        ] {
            assert_eq!(format(source), Format::Text, "{source}");
        }
    }
}
