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

const fn slot(name: &[u8]) -> usize {
    let mut hash: u32 = 0x9dc5;
    let mut i = 0;
    while i < name.len() {
        hash = (hash ^ name[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    (hash ^ (hash >> 15)) as usize % SLOTS
}

/// Names padded with zeros; `Other` where a slot is empty. Built at compile time.
static TABLE: [([u8; LONGEST], Tag); SLOTS] = {
    let mut table = [([0; LONGEST], Tag::Other); SLOTS];
    let mut i = 0;
    while i < NAMES.len() {
        let (name, tag) = (NAMES[i].0.as_bytes(), NAMES[i].1);
        let mut at = slot(name);
        while table[at].0[0] != 0 {
            at = (at + 1) % SLOTS;
        }
        let mut k = 0;
        while k < name.len() {
            table[at].0[k] = name[k];
            k += 1;
        }
        table[at].1 = tag;
        i += 1;
    }
    table
};

impl Tag {
    /// The element named `name`, in any case.
    pub(crate) fn of(name: &str) -> Self {
        if name.len() > LONGEST {
            return Self::Other;
        }
        let mut lower = [0; LONGEST];
        for (to, from) in lower.iter_mut().zip(name.bytes()) {
            *to = from.to_ascii_lowercase();
        }
        let mut at = slot(&lower[..name.len()]);
        loop {
            let (text, tag) = TABLE[at];
            if text == lower || text[0] == 0 {
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
}
