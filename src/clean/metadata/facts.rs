//! What a page says of itself, gathered while it is read.
//!
//! The collector pushes and knows nothing of what a fact means; [`super::metadata`] decides
//! when the page is over. Every push is cheap and bounded, so that a page of a million
//! `meta` elements costs no more than its bytes.

use super::tables::{META_KEYS, PAGE_CUES};
use crate::clean::html::tag::Tag;
use std::borrow::Cow;
use std::ops::{BitOr, RangeInclusive};

const MAX_META: usize = 512;
const MAX_LINKS: usize = 128;
const MAX_SCRIPTS: usize = 64;
const MAX_MARKS: usize = 1024;
const MAX_LINES: usize = 2048;
/// No byline or date line is longer (measured in source bytes).
pub(super) const MAX_LINE: usize = 200;
/// The bytes that a line has which is kept.
pub(super) const LINE: RangeInclusive<usize> = 5..=MAX_LINE;

/// What an element's name and attributes hint at. A set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Cues(u16);

impl Cues {
    /// Nothing: the element need not be followed.
    pub(crate) const NONE: Self = Self(0);
    /// The name of who wrote the article.
    pub(crate) const AUTHOR: Self = Self(1);
    /// A date, most likely when it was published.
    pub(crate) const DATE: Self = Self(1 << 1);
    /// When it was changed.
    pub(crate) const MODIFIED: Self = Self(1 << 2);
    /// Its headline.
    pub(crate) const TITLE: Self = Self(1 << 3);
    /// Its licence.
    pub(crate) const LICENSE: Self = Self(1 << 4);
    /// A line that may hold any of these.
    pub(crate) const INFO: Self = Self(1 << 5);
    /// Something else than the article: comments, related articles, a side bar.
    pub(crate) const OFF: Self = Self(1 << 6);
    /// A `time` element.
    pub(crate) const TIME: Self = Self(1 << 7);
    /// A first-level heading.
    pub(crate) const H1: Self = Self(1 << 8);
    /// A heading of the second to fourth level.
    pub(crate) const HEADING: Self = Self(1 << 9);
    /// Said by `itemprop` or `rel`, not by a class or id.
    pub(crate) const STATED: Self = Self(1 << 10);
    /// When it was published, in so many words.
    pub(crate) const PUBLISHED: Self = Self(1 << 11);

    /// What the name of an element says: headings, `time`, `address`.
    pub(crate) fn of_tag(tag: Tag) -> Self {
        match tag {
            Tag::H1 => Self::H1,
            Tag::H2 | Tag::H3 | Tag::H4 => Self::HEADING,
            Tag::Time => Self::TIME,
            Tag::Address => Self::INFO,
            Tag::Footer | Tag::Nav | Tag::Aside => Self::OFF,
            _ => Self::NONE,
        }
    }

    /// What an `itemprop` or `rel` says; stronger than a class.
    pub(crate) fn of_statement(value: &str) -> Self {
        let mut cues = Self::NONE;
        for word in value.split_ascii_whitespace().take(8) {
            cues = cues
                | match word {
                    "author" | "creator" => Self::AUTHOR,
                    "datePublished" | "dateCreated" | "uploadDate" => Self::PUBLISHED,
                    "dateModified" => Self::MODIFIED,
                    "headline" => Self::TITLE,
                    "license" => Self::LICENSE,
                    "comment" | "review" => Self::OFF,
                    _ => Self::NONE,
                };
        }
        if cues == Self::NONE { cues } else { cues | Self::STATED }
    }

    /// What a word of a `class` or `id` says, in lower case; it has a letter at least.
    pub(crate) fn of_word(word: &[u8]) -> Self {
        let (first, second) = (word[0] - b'a', *word.get(1).unwrap_or(&b'a') - b'a');
        let (start, end, seconds) = LETTERS[usize::from(first)];
        if seconds >> second & 1 == 0 {
            return Self::NONE;
        }
        let same = |&&(key, open, _): &&(&str, bool, u16)| {
            let key = key.as_bytes();
            key[1] - b'a' == second && (key == word || (open && word.starts_with(key)))
        };
        // The last one that fits is the longest.
        let found = PAGE_CUES[usize::from(start)..usize::from(end)].iter().rev().find(same);
        found.map_or(Self::NONE, |&(_, _, bits)| Self(bits))
    }

    /// Whether any of `other` is in the set.
    pub(crate) const fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether an element with these cues is worth a [`Facts::mark`].
    pub(crate) const fn wanted(self) -> bool {
        self.0 & !(Self::OFF.0 | Self::INFO.0 | Self::STATED.0) != 0
    }
}

impl BitOr for Cues {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// For each first letter where its words stand in `PAGE_CUES`, and a bit for each second
/// letter they have: most words of a class are ruled out by two letters.
static LETTERS: [(u16, u16, u32); 26] = {
    let mut letters = [(0, 0, 0); 26];
    let mut i = 0;
    while i < PAGE_CUES.len() {
        let word = PAGE_CUES[i].0.as_bytes();
        let first = (word[0] - b'a') as usize;
        if letters[first].1 == 0 {
            letters[first].0 = i as u16;
        }
        letters[first].1 = i as u16 + 1;
        letters[first].2 |= 1 << (word[1] - b'a');
        i += 1;
    }
    letters
};

/// A field of the metadata that a `meta` element can state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MetaField {
    Author,
    Description,
    Image,
    Lang,
    License,
    Modified,
    Published,
    Site,
    Title,
    Url,
}

/// A `meta` element whose key is known.
#[derive(Clone, Debug)]
pub(super) struct MetaTag<'a> {
    pub(super) field: MetaField,
    /// 0 is the most trusted key of its field.
    pub(super) rank: u8,
    /// The key as [`Field::origin`](crate::clean::Field) shows it.
    pub(super) key: &'static str,
    pub(super) content: Cow<'a, str>,
}

/// A `link` element, or an anchor that states a relation.
#[derive(Clone, Debug)]
pub(super) struct Link<'a> {
    pub(super) rel: Cow<'a, str>,
    pub(super) href: Cow<'a, str>,
}

/// An element whose name or attributes hint at a fact.
#[derive(Clone, Debug)]
pub(super) struct Mark<'a> {
    pub(super) at: usize,
    pub(super) cues: Cues,
    pub(super) value: Option<Cow<'a, str>>,
    pub(super) text: Cow<'a, str>,
}

/// A short text of the page, with where it stands.
#[derive(Clone, Debug)]
pub(super) struct Line<'a> {
    pub(super) at: usize,
    pub(super) text: Cow<'a, str>,
    /// Inside comments, related articles and the like.
    pub(super) off: bool,
}

/// What a page says of itself: filled by the scanner, read by [`super::metadata`].
///
/// Texts and values are given as written; character references are decoded where they are
/// read. `at` is the byte offset of the element in the source: facts near the
/// headline count for more.
#[derive(Debug, Default)]
pub(crate) struct Facts<'a> {
    pub(super) html_lang: Option<Cow<'a, str>>,
    pub(super) title: Option<Cow<'a, str>>,
    pub(super) base: Option<Cow<'a, str>>,
    pub(super) metas: Vec<MetaTag<'a>>,
    pub(super) links: Vec<Link<'a>>,
    pub(super) scripts: Vec<Cow<'a, str>>,
    pub(super) marks: Vec<Mark<'a>>,
    pub(super) lines: Vec<Line<'a>>,
}

impl<'a> Facts<'a> {
    /// The `lang` or `xml:lang` of the `html` element; the first counts.
    pub(crate) fn html_lang(&mut self, lang: impl Into<Cow<'a, str>>) {
        self.html_lang.get_or_insert(lang.into());
    }

    /// The text of the `title` element; the first that is not blank counts.
    pub(crate) fn title(&mut self, text: impl Into<Cow<'a, str>>) {
        let text = text.into();
        if self.title.is_none() && !text.trim().is_empty() {
            self.title = Some(text);
        }
    }

    /// The `href` of the `base` element.
    pub(crate) fn base(&mut self, href: impl Into<Cow<'a, str>>) {
        self.base.get_or_insert(href.into());
    }

    /// A `meta` element: `key` is its `name`, `property`, `itemprop` or `http-equiv`, each
    /// of them a call of its own. Unknown keys are dropped.
    pub(crate) fn meta(&mut self, key: &str, content: impl Into<Cow<'a, str>>) {
        if self.metas.len() >= MAX_META {
            return;
        }
        let mut lower = [0u8; 48];
        let key = key.trim().as_bytes();
        let Some(lower) = lower.get_mut(..key.len()) else { return };
        lower.copy_from_slice(key);
        lower.make_ascii_lowercase();
        if let Ok(i) = META_KEYS.binary_search_by(|(k, ..)| k.as_bytes().cmp(lower)) {
            let content = content.into();
            if !content.trim().is_empty() {
                let (key, field, rank) = META_KEYS[i];
                self.metas.push(MetaTag { field, rank, key, content });
            }
        }
    }

    /// A `link` element (`canonical`, `license`, `image_src`), or an `a` whose `rel` has
    /// `license`.
    pub(crate) fn link(&mut self, rel: impl Into<Cow<'a, str>>, href: impl Into<Cow<'a, str>>) {
        let rel = rel.into();
        let known = ["canonical", "license", "licence", "image_src"];
        let named =
            rel.split_ascii_whitespace().any(|r| known.iter().any(|k| r.eq_ignore_ascii_case(k)));
        if named && self.links.len() < MAX_LINKS {
            self.links.push(Link { rel, href: href.into() });
        }
    }

    /// The raw content of a `script` of type `application/ld+json`.
    pub(crate) fn json_ld(&mut self, script: impl Into<Cow<'a, str>>) {
        if self.scripts.len() < MAX_SCRIPTS {
            self.scripts.push(script.into());
        }
    }

    /// An element with [`Cues::wanted`]: its `datetime`, `content` or `title` attribute (in
    /// this order) as `value`, and the text inside it.
    pub(crate) fn mark(
        &mut self,
        at: usize,
        cues: Cues,
        value: Option<Cow<'a, str>>,
        text: impl Into<Cow<'a, str>>,
    ) {
        let text = text.into();
        let short = text.len() <= MAX_LINE || cues.has(Cues::H1 | Cues::HEADING | Cues::TITLE);
        if self.marks.len() < MAX_MARKS && (short || value.is_some()) {
            let text = if short { text } else { Cow::Borrowed("") };
            self.marks.push(Mark { at, cues, value, text });
        }
    }

    /// A block of the page in order. Only short ones that could name a date or an author
    /// are kept, so every block may be given.
    pub(crate) fn line(&mut self, at: usize, text: impl Into<Cow<'a, str>>, off: bool) {
        let text = text.into();
        let short = LINE.contains(&text.len());
        if short && self.lines.len() < MAX_LINES && text.bytes().any(|b| b > b' ') {
            self.lines.push(Line { at, text, off });
        }
    }
}
