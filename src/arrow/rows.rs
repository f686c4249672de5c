//! Results as rows: where byte spans become code points and the characters they cover.

use super::claims::claim_rows;
use super::record::{Cell, Row};
use crate::claims::{Claim, Number};
use crate::clean::{Article, Block, BlockKind, Comment, Field, Format, decode};
use crate::offsets::CharCursor;
use crate::span::Span;
use crate::tokens::Token;
use std::borrow::Cow;

/// What is known of a source beside its text.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The encoding of a source of bytes.
    encoding: Option<String>,
    /// What bytes that are no text are: `binary: PDF`.
    binary: Option<&'static str>,
}

impl Origin {
    /// The text of a source of bytes, and where it came from. `declared` is the encoding that a
    /// header names.
    pub fn of<'b>(bytes: &'b [u8], declared: Option<&str>) -> (Cow<'b, str>, Self) {
        let found = decode(bytes, declared);
        let binary = found.why.starts_with("binary").then_some(found.why);
        let encoding = Some(found.encoding).filter(|name| !name.is_empty());
        (found.text, Self { encoding, binary })
    }
}

/// A row of [`super::record::SPAN`].
pub fn span_row(span: Span, text: &str, at: &mut CharCursor<'_>) -> Row {
    let place = at.to_chars(span);
    vec![Cell::offset(place.start), Cell::offset(place.end), span.text(text).into()]
}

/// A row of [`super::record::TOKEN`].
pub fn token_row(token: Token, text: &str, at: &mut CharCursor<'_>) -> Row {
    let mut row = span_row(token.span, text, at);
    row.push(Cell::text(token.kind.as_str()));
    row
}

/// A row of [`super::record::NUMBER`].
pub fn number_row(number: &Number, text: &str, at: &mut CharCursor<'_>) -> Row {
    let mut row = span_row(number.span, text, at);
    row.push(number.value.into());
    row.push(Cell::text(number.what));
    row
}

/// A row of [`super::record::BLOCK`]; its offsets are in the source.
pub fn block_row(block: Block, at: &mut CharCursor<'_>) -> Row {
    let place = at.to_chars(block.span);
    vec![
        Cell::offset(place.start),
        Cell::offset(place.end),
        block.text.into(),
        Cell::text(block.role.as_str()),
        block_kind(block.kind),
        f64::from(block.score).into(),
        Cell::text(block.reason),
    ]
}

fn block_kind(kind: BlockKind) -> Cell {
    match kind {
        BlockKind::Paragraph => Cell::text("paragraph"),
        BlockKind::Heading(level) => Cell::text(format!("h{level}")),
        BlockKind::ListItem { .. } => Cell::text("list_item"),
        BlockKind::Quote => Cell::text("quote"),
        BlockKind::Code => Cell::text("code"),
        BlockKind::TableRow => Cell::text("table_row"),
        BlockKind::Caption => Cell::text("caption"),
    }
}

/// A row of [`super::record::ARTICLE`]; `origin` is that of its source.
pub fn article_row(article: Article, origin: &Origin) -> Row {
    let meta = article.metadata;
    let value = |field: Option<Field>| field.map_or(Cell::Null, |f| f.value.into());
    vec![
        article.text.into(),
        value(meta.title),
        value(meta.author),
        value(meta.published),
        value(meta.modified),
        value(meta.site),
        value(meta.lang),
        value(meta.url),
        value(meta.description),
        value(meta.image),
        value(meta.license),
        Cell::text(match article.format {
            Format::Text => "text",
            Format::Html => "html",
        }),
        origin.encoding.as_deref().into(),
        match origin.binary {
            Some(what) => Cell::text(format!("empty: {what}")),
            None => article.method.into(),
        },
    ]
}

/// A row of [`super::record::ARTICLE_WHOLE`].
pub fn article_whole_row(mut article: Article, source: &str, origin: &Origin) -> Row {
    let blocks = std::mem::take(&mut article.blocks);
    let comments = std::mem::take(&mut article.comments);
    let mut row = article_row(article, origin);
    let mut at = CharCursor::new(source);
    row.push(Cell::List(blocks.into_iter().map(|b| block_row(b, &mut at)).collect()));
    let mut at = CharCursor::new(source);
    let comment_row = |comment: Comment| {
        let place = at.to_chars(comment.span);
        vec![
            Cell::offset(place.start),
            Cell::offset(place.end),
            comment.text.into(),
            comment.author.as_deref().into(),
        ]
    };
    row.push(Cell::List(comments.into_iter().map(comment_row).collect()));
    row
}

/// A row of [`super::record::DOCUMENT`].
pub fn document_row(article: Article, claims: &[Claim], origin: &Origin) -> Row {
    let rows = claim_rows(claims, &article.text);
    vec![Cell::Struct(article_row(article, origin)), Cell::List(rows)]
}
