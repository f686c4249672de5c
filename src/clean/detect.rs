//! Whether a source is HTML or plain text, by its content.
//!
//! A page begins as one, or its tags carry attributes, come in pairs and make up a share of
//! it. A text that speaks of tags has a few, most of them bare, quoted or in code.

use super::Format;
use memchr::{memchr, memchr_iter};

/// Bytes looked at: enough for the densest text before a page's first tags.
const REACH: usize = 1 << 17;
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
    let tags = count(text);
    let first = text.starts_with('<') && tag(text.as_bytes(), 0).is_some_and(|t| t.block);
    let last = text.trim_end().ends_with('>');
    let paired = tags.opened.min(tags.closed);
    // The shares part the pages and fragments of pages from texts about markup; both leave
    // room on either side.
    let html = first && tags.all >= 2
        || last && paired >= 1 && tags.all >= 3 && tags.bytes * 50 >= text.len()
        || tags.attributes >= 3 && tags.bytes * 20 >= text.len()
        || paired >= 3 && tags.bytes * 12 >= text.len()
        || tags.all >= 8 && tags.bytes * 8 >= text.len();
    if html { Format::Html } else { Format::Text }
}

fn count(text: &str) -> Tags {
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
        }
    }
    tags
}

struct Tag {
    len: usize,
    closes: bool,
    block: bool,
    attributes: bool,
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
        ] {
            assert_eq!(format(source), Format::Html, "{source}");
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
            "Write to Ann <ann@example.org> or see <https://example.org>.",
        ] {
            assert_eq!(format(source), Format::Text, "{source}");
        }
    }
}
