//! What cleaning gives: [`Article`], its [`Block`]s, and the way back into the source.

use crate::span::Span;
use serde::{Deserialize, Serialize};

/// An article: the kept text of a source, and what was found out on the way.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The kept text. Of plain text the kept lines, characters unchanged; of HTML the kept
    /// blocks joined by a blank line.
    pub text: String,
    /// Title, author, dates and the like, each with where it was found.
    pub metadata: Metadata,
    /// Every block of the source in order, kept or dropped.
    pub blocks: Vec<Block>,
    /// Readers' comments, apart from the text.
    pub comments: Vec<Comment>,
    /// What the source was read as.
    pub format: Format,
    /// How the text was found: `blocks`, a fallback such as `json-ld`, or why there is none
    /// (`empty: ...`).
    pub method: String,
    /// From `text` back to the source.
    pub map: SourceMap,
}

/// One paragraph-level piece of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Where it stands in the source.
    pub span: Span,
    /// Its text as a reader sees it: entities decoded, white space folded, lines unwrapped.
    pub text: String,
    /// The verdict.
    pub role: Role,
    /// What it is in the page's structure.
    pub kind: BlockKind,
    /// How surely it is content: 0 to 1, above 0.5 is kept unless `favor` moved the line.
    pub score: f32,
    /// Why, in a few words: `link list`, `consent notice`, `paragraph in the main column`.
    pub reason: &'static str,
}

impl Block {
    /// A kept block of which only text and kind are known.
    pub(crate) fn content(text: &str, kind: BlockKind) -> Self {
        let (span, role, score, reason) = (Span::new(0, 0), Role::Content, 1.0, "");
        Self { span, text: text.to_owned(), role, kind, score, reason }
    }
}

/// The verdict on a [`Block`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Part of the article.
    Content,
    /// Not part of it.
    Boilerplate,
}

impl Role {
    /// The name that Python and Arrow show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Boilerplate => "boilerplate",
        }
    }
}

/// What a [`Block`] is in the structure of its page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum BlockKind {
    /// A paragraph or any other run of text.
    #[default]
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// An item of a list.
    ListItem {
        /// Lists it is inside of, less one.
        depth: u8,
        /// Its number in an ordered list.
        number: Option<u32>,
    },
    /// A quotation.
    Quote,
    /// Preformatted text.
    Code,
    /// A row of a table, its cells parted by tabs.
    TableRow,
    /// What stands under an image or a table.
    Caption,
}

/// How a source was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Text without markup.
    #[default]
    Text,
    /// HTML.
    Html,
}

/// A reader's comment on the article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands in the source.
    pub span: Span,
    /// Its text.
    pub text: String,
    /// Who wrote it.
    pub author: Option<String>,
}

/// A value and where it was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Field {
    /// The value; a date is ISO 8601.
    pub value: String,
    /// Where it was found: `og:title`, `json-ld`, `h1`, `byline`, `url`, ...
    pub origin: &'static str,
}

/// What a page says of its article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Metadata {
    /// The headline, without the site's name.
    pub title: Option<Field>,
    /// Who wrote it; several are parted by `; `.
    pub author: Option<Field>,
    /// When it was published.
    pub published: Option<Field>,
    /// When it was last changed.
    pub modified: Option<Field>,
    /// The name of the site.
    pub site: Option<Field>,
    /// The language, as BCP 47.
    pub lang: Option<Field>,
    /// The canonical address.
    pub url: Option<Field>,
    /// The summary that the page gives of itself.
    pub description: Option<Field>,
    /// The address of the main image.
    pub image: Option<Field>,
    /// The licence of the text.
    pub license: Option<Field>,
}

/// From places in an article's text to places in its source.
///
/// A list of runs; inside a run of equal length on both sides characters correspond one to
/// one, any other run (an entity, folded white space) corresponds as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: Span,
    source: Span,
}

impl SourceMap {
    /// Says that `text` stands for `source`. Both must come after everything said before.
    pub fn push(&mut self, text: Span, source: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(last) = self.runs.last_mut() {
            let one_to_one = |r: Run| r.text.len() == r.source.len();
            let run = Run { text, source };
            if one_to_one(*last)
                && one_to_one(run)
                && last.text.end == text.start
                && last.source.end == source.start
            {
                last.text.end = text.end;
                last.source.end = source.end;
                return;
            }
        }
        self.runs.push(Run { text, source });
    }

    /// The way on from the source of `self`, which is the text of `on`, to the source of that.
    pub(super) fn through(&self, on: &Self) -> Self {
        let mut map = Self::default();
        for run in &self.runs {
            if run.text.len() != run.source.len() {
                map.push(run.text, on.locate(run.source).unwrap_or_default());
                continue;
            }
            let first = on.runs.partition_point(|r| r.text.end <= run.source.start);
            for part in on.runs[first..].iter().take_while(|r| r.text.start < run.source.end) {
                let start = part.text.start.max(run.source.start);
                let end = part.text.end.min(run.source.end);
                let text = |at: usize| run.text.start + at - run.source.start;
                let source = on.locate(Span::new(start, end)).unwrap_or_default();
                map.push(Span::new(text(start), text(end)), source);
            }
        }
        map
    }

    /// The runs in order, each as a span of the text and the span of the source it stands for.
    pub fn runs(&self) -> impl ExactSizeIterator<Item = (Span, Span)> {
        self.runs.iter().map(|r| (r.text, r.source))
    }

    /// The source of `span`, from its first to its last character; `None` where no character
    /// of it came from the source (the blank line between two blocks).
    pub fn locate(&self, span: Span) -> Option<Span> {
        let first = self.runs.partition_point(|r| r.text.end <= span.start);
        let last = self.runs.partition_point(|r| r.text.start < span.end.max(span.start + 1));
        if first >= last {
            return None;
        }
        let head = self.runs[first];
        let tail = self.runs[last - 1];
        let start = if head.text.len() == head.source.len() {
            head.source.start + span.start.saturating_sub(head.text.start)
        } else {
            head.source.start
        };
        let end = if tail.text.len() == tail.source.len() {
            tail.source.end - tail.text.end.saturating_sub(span.end.max(tail.text.start))
        } else {
            tail.source.end
        };
        Some(Span::new(start, end.max(start)))
    }
}

impl Article {
    /// The source unchanged, as one content block.
    pub fn whole(source: &str) -> Self {
        let all = Span::new(0, source.len());
        let mut map = SourceMap::default();
        map.push(all, all);
        let block = Block {
            span: all,
            reason: "taken whole",
            ..Block::content(source, BlockKind::Paragraph)
        };
        Self {
            text: source.to_owned(),
            blocks: if source.is_empty() { Vec::new() } else { vec![block] },
            method: if source.is_empty() { "empty: no text" } else { "whole" }.to_owned(),
            map,
            ..Self::default()
        }
    }

    /// The place in the source of a span of `text`, from its first to its last character.
    pub fn locate(&self, span: Span) -> Option<Span> {
        self.map.locate(span)
    }
}
