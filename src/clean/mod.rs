//! Stage 1: a page or a scraped text to its article.

mod article;
mod detect;
mod encoding;
mod html;
mod metadata;
mod plain;
mod repeats;
mod write;

pub use article::{Article, Block, BlockKind, Comment, Field, Format, Metadata, Role, SourceMap};
pub use encoding::{Decoded, decode};
pub use html::visible_text;
#[doc(hidden)]
pub use html::{Inspection, inspect, settle};
pub use metadata::{page_metadata, published};
#[doc(hidden)]
pub use plain::{Training, plain_training};
pub use repeats::{By, Repeats};
pub use write::With;

use std::sync::Arc;

/// What [`clean`] may be told.
#[derive(Clone, Debug, Default)]
pub struct CleanOptions {
    /// The format, where the caller knows it; else it is told from the content.
    pub format: Option<Format>,
    /// Where the page came from: resolves relative addresses, names the site.
    pub url: Option<String>,
    /// What to prefer where the verdict is close.
    pub favor: Option<Favor>,
    /// Blocks that recur across documents, which are dropped.
    pub repeats: Option<Arc<Repeats>>,
}

/// Which error to avoid where a block's verdict is close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Favor {
    /// Rather lose a line of the article than keep one of boilerplate.
    Precision,
    /// Rather keep a line of boilerplate than lose one of the article.
    Recall,
}

/// How much of an article is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parts {
    /// All of it.
    All,
    /// Neither blocks nor comments nor the way back to the source.
    Scalars,
}

/// The article in `source`, which is HTML or plain text; empty where there is none.
pub fn clean(source: &str, options: &CleanOptions) -> Article {
    article(source, options, Parts::All)
}

/// [`clean`] without blocks, comments and map, for whoever wants the text and the metadata
/// alone: saves what it costs to make them.
///
/// ```
/// use tamis::clean::{CleanOptions, clean, scalars};
/// let (source, options) = ("The harbour floods twice a day.", CleanOptions::default());
/// assert_eq!(scalars(source, &options).text, clean(source, &options).text);
/// ```
pub fn scalars(source: &str, options: &CleanOptions) -> Article {
    article(source, options, Parts::Scalars)
}

fn article(source: &str, options: &CleanOptions, parts: Parts) -> Article {
    let mut article = match options.format.unwrap_or_else(|| detect::format(source)) {
        Format::Html => html::clean(source, options, parts),
        Format::Text => plain::clean(source, options, parts),
    };
    metadata::settle_lang(&mut article.metadata, &article.text);
    article
}

/// The host that a document is of, and the keys of its blocks, kept or not: what [`Repeats`]
/// learns.
fn block_keys(source: &str, options: &CleanOptions) -> (Option<String>, Vec<u64>) {
    match options.format.unwrap_or_else(|| detect::format(source)) {
        Format::Html => html::block_keys(source, options),
        Format::Text => {
            let host = options.url.as_deref().and_then(metadata::host).map(str::to_owned);
            (host, plain::block_keys(source))
        }
    }
}
