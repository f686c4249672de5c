//! [`Tag`]: the elements that cleaning tells apart, looked up by name in one probe or two.

/// How an element takes part in the layout of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Begins and ends a block of text.
    Block,
    /// Part of the run of text around it.
    Inline,
    /// Has no end tag and no content.
    Void,
    /// Its content is not text of the page.
    Opaque,
}

macro_rules! tags {
    ($($name:ident $text:literal $class:ident,)*) => {
        /// An element by name; `Other` for every name that cleaning treats alike.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Tag {
            /// Any name that is not in the list: inline, as in a browser.
            #[default]
            Other,
            $(#[doc = $text] $name,)*
        }

        const NAMES: &[(&str, Tag)] = &[$(($text, Tag::$name),)*];
        const CLASSES: &[Class] = &[Class::Inline, $(Class::$class,)*];
    };
}

tags! {
    A "a" Inline, Abbr "abbr" Inline, Address "address" Block, Area "area" Void,
    Article "article" Block, Aside "aside" Block, Audio "audio" Inline, B "b" Inline,
    Base "base" Void, Big "big" Inline, Blockquote "blockquote" Block, Body "body" Block,
    Br "br" Void, Button "button" Block, Canvas "canvas" Opaque, Caption "caption" Block,
    Center "center" Block, Cite "cite" Inline, Code "code" Inline, Col "col" Void,
    Colgroup "colgroup" Block, Dd "dd" Block, Del "del" Inline, Details "details" Block,
    Dialog "dialog" Block, Dir "dir" Block, Div "div" Block, Dl "dl" Block, Dt "dt" Block,
    Em "em" Inline, Embed "embed" Void, Fieldset "fieldset" Block,
    Figcaption "figcaption" Block, Figure "figure" Block, Font "font" Inline,
    Footer "footer" Block, Form "form" Block, Frame "frame" Void, Frameset "frameset" Block,
    H1 "h1" Block, H2 "h2" Block, H3 "h3" Block, H4 "h4" Block, H5 "h5" Block, H6 "h6" Block,
    Head "head" Block, Header "header" Block, Hgroup "hgroup" Block, Hr "hr" Void,
    Html "html" Block, I "i" Inline, Iframe "iframe" Opaque, Img "img" Void,
    Input "input" Void, Ins "ins" Inline, Kbd "kbd" Inline, Label "label" Inline,
    Legend "legend" Block, Li "li" Block, Link "link" Void, Listing "listing" Block,
    Main "main" Block, Map "map" Inline, Mark "mark" Inline, Math "math" Inline,
    Menu "menu" Block, Meta "meta" Void, Meter "meter" Inline, Nav "nav" Block,
    Nobr "nobr" Inline, Noembed "noembed" Opaque, Noframes "noframes" Opaque,
    Noscript "noscript" Block, Object "object" Inline, Ol "ol" Block,
    Optgroup "optgroup" Block, Option "option" Block, P "p" Block, Param "param" Void,
    Picture "picture" Inline, Plaintext "plaintext" Block, Pre "pre" Block,
    Progress "progress" Inline, Q "q" Inline, Rp "rp" Inline, Rt "rt" Inline,
    Ruby "ruby" Inline, S "s" Inline, Samp "samp" Inline, Script "script" Opaque,
    Search "search" Block, Section "section" Block, Select "select" Opaque,
    Slot "slot" Inline, Small "small" Inline, Source "source" Void, Span "span" Inline,
    Strike "strike" Inline, Strong "strong" Inline, Style "style" Opaque, Sub "sub" Inline,
    Summary "summary" Block, Sup "sup" Inline, Svg "svg" Opaque, Table "table" Block,
    Tbody "tbody" Block, Td "td" Block, Template "template" Opaque,
    Textarea "textarea" Opaque, Tfoot "tfoot" Block, Th "th" Block, Thead "thead" Block,
    Time "time" Inline, Title "title" Opaque, Tr "tr" Block, Track "track" Void,
    Tt "tt" Inline, U "u" Inline, Ul "ul" Block, Var "var" Inline, Video "video" Inline,
    Wbr "wbr" Void, Xmp "xmp" Block,
}

// The scanner keeps a bit for each element.
const _: () = assert!(NAMES.len() < 128);

/// Names longer than this are `Other`.
const LONGEST: usize = 10;
/// Slots of the table; four times the names, so that most are found in one probe.
const SLOTS: usize = 512;

/// A name in lower case: its first eight bytes and those behind them.
type Key = (u64, u64);

const fn slot((first, rest): Key) -> usize {
    let mixed = (first ^ rest.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as usize % SLOTS
}

/// Names; `Other` where a slot is empty. Built at compile time.
static TABLE: [(Key, Tag); SLOTS] = {
    let mut table = [((0, 0), Tag::Other); SLOTS];
    let mut i = 0;
    while i < NAMES.len() {
        let (name, tag) = (NAMES[i].0.as_bytes(), NAMES[i].1);
        let mut key = (0, 0);
        let mut k = 0;
        while k < name.len() {
            let byte = (name[k] as u64) << (k % 8 * 8);
            if k < 8 {
                key.0 |= byte;
            } else {
                key.1 |= byte;
            }
            k += 1;
        }
        let mut at = slot(key);
        while table[at].0.0 != 0 {
            at = (at + 1) % SLOTS;
        }
        table[at] = (key, tag);
        i += 1;
    }
    table
};

/// The first eight of `bytes`, the first one lowest, zeros behind them.
fn word(bytes: &[u8]) -> u64 {
    let short = |at: usize| match bytes.get(at..at + 4).and_then(|b| b.first_chunk()) {
        Some(&four) => u64::from(u32::from_le_bytes(four)) << (8 * at),
        None => 0,
    };
    match *bytes {
        [] => 0,
        [a] => u64::from(a),
        [a, b] => u64::from(u16::from_le_bytes([a, b])),
        [a, b, c] => u64::from(u32::from_le_bytes([a, b, c, 0])),
        _ => match bytes.first_chunk() {
            Some(&eight) => u64::from_le_bytes(eight),
            // The two halves overlap.
            None => short(0) | short(bytes.len() - 4),
        },
    }
}

/// Eight bytes with the ASCII letters among them in lower case.
fn lower(word: u64) -> u64 {
    const ALL: u64 = u64::MAX / 255;
    let low = word & (ALL * 0x7f);
    let capital = (low + ALL * (0x80 - b'A' as u64)) & !(low + ALL * (0x7f - b'Z' as u64));
    word | (capital & !word & (ALL * 0x80)) >> 2
}

impl Tag {
    /// The element named `name`, in any case.
    pub(crate) fn of(name: &str) -> Self {
        if name.len() > LONGEST {
            return Self::Other;
        }
        let (first, rest) = name.as_bytes().split_at(name.len().min(8));
        let key = (lower(word(first)), if rest.is_empty() { 0 } else { lower(word(rest)) });
        let mut at = slot(key);
        loop {
            let (name, tag) = TABLE[at];
            if name == key || name.0 == 0 {
                return tag;
            }
            at = (at + 1) % SLOTS;
        }
    }

    /// Its part in the layout.
    pub(crate) fn class(self) -> Class {
        CLASSES[self as usize]
    }

    /// Its name in lower case; empty for `Other`.
    pub(crate) fn name(self) -> &'static str {
        if self == Self::Other { "" } else { NAMES[self as usize - 1].0 }
    }

    /// The level of a heading.
    pub(crate) fn heading(self) -> Option<u8> {
        (Self::H1 as u8..=Self::H6 as u8)
            .contains(&(self as u8))
            .then(|| self as u8 - Self::H1 as u8 + 1)
    }

    /// Whether the scanner gives its content as one raw piece, not as markup.
    pub(crate) fn is_raw(self) -> bool {
        matches!(
            self,
            Self::Script
                | Self::Style
                | Self::Textarea
                | Self::Title
                | Self::Xmp
                | Self::Iframe
                | Self::Noembed
                | Self::Noframes
                | Self::Svg
                | Self::Select
                | Self::Template
                | Self::Canvas
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_any_case() {
        for &(name, tag) in NAMES {
            assert_eq!(Tag::of(name), tag);
            assert_eq!(Tag::of(&name.to_uppercase()), tag);
            assert_eq!(tag.name(), name);
        }
        assert_eq!(Tag::of("my-element"), Tag::Other);
        assert_eq!(Tag::H3.heading(), Some(3));
        assert_eq!(Tag::P.heading(), None);
    }

    #[test]
    fn words_are_the_bytes_of_a_text() {
        for n in 0..=9 {
            let bytes = &b"blockquote"[..n];
            let want = bytes.iter().take(8).rev().fold(0, |word, &b| word << 8 | u64::from(b));
            assert_eq!(word(bytes), want);
        }
    }
}
