//! What the attributes of a start tag say, read in one go for the blocks and for the metadata.

use super::scan::Attributes;
use super::tag::{Class, Tag};
use super::words::{self, Labels, Memory};
use crate::clean::metadata::Cues;

/// What is said of one element.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Said<'a> {
    /// What its name, class, id, role and itemprop say of its text.
    pub(super) labels: Labels,
    /// What its class and id hint at.
    pub(crate) cues: Cues,
    pub(super) class_hash: u64,
    pub(super) hidden: bool,
    /// Whether there is an address to go to.
    pub(super) is_link: bool,
    /// State that a script would make the page of.
    pub(super) state: Option<&'a str>,
    pub(crate) rel: Option<&'a str>,
    pub(crate) itemprop: Option<&'a str>,
    pub(crate) property: Option<&'a str>,
    /// Whether it has the attribute `pubdate`.
    pub(crate) pubdate: bool,
}

impl<'a> Said<'a> {
    /// What is said of an element `tag` with these attributes.
    pub(crate) fn of(tag: Tag, attributes: Attributes<'a>, memory: &mut Memory) -> Self {
        let mut said = Self { labels: words::tag_labels(tag), ..Self::default() };
        if tag.class() == Class::Void && matches!(tag, Tag::Meta | Tag::Link | Tag::Br) {
            return said;
        }
        for (name, value) in attributes.iter() {
            let is = |other: &str| name.eq_ignore_ascii_case(other);
            match name.len() {
                2 if is("id") => _ = said.class(value, memory),
                3 if is("rel") => said.rel = said.rel.or(Some(value)),
                4 if is("href") => said.is_link = true,
                4 if is("role") => said.labels |= memory.look(value).labels,
                5 if is("class") => said.class_hash = said.class(value, memory),
                5 if is("style") => said.hidden |= is_hiding(value),
                6 if is("hidden") => said.hidden |= !value.eq_ignore_ascii_case("until-found"),
                7 if is("pubdate") => said.pubdate = true,
                8 if is("itemprop") => {
                    said.labels |= memory.look(value).labels;
                    said.itemprop = said.itemprop.or(Some(value));
                }
                8 if is("property") => said.property = said.property.or(Some(value)),
                14 if is("data-preloaded") => said.state = said.state.or(Some(value)),
                _ => {}
            }
        }
        said
    }

    /// Takes what a class or id says; returns its hash.
    fn class(&mut self, value: &str, memory: &mut Memory) -> u64 {
        let known = memory.look(value);
        self.labels |= known.labels;
        self.cues = self.cues | known.cues;
        known.hash
    }
}

/// Whether a style hides the element.
fn is_hiding(style: &str) -> bool {
    style.split(';').any(|rule| {
        let Some((name, value)) = rule.split_once(':') else { return false };
        let (name, value) = (name.trim(), value.trim());
        name.eq_ignore_ascii_case("display")
            && value.get(..4).is_some_and(|v| v.eq_ignore_ascii_case("none"))
            || name.eq_ignore_ascii_case("visibility")
                && value.get(..6).is_some_and(|v| v.eq_ignore_ascii_case("hidden"))
    })
}
