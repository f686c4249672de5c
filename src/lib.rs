//! tamis sieves web and news text.
//!
//! From a raw page or a scraped article it keeps the article ([`mod@clean`]), cuts it into
//! sentences and tokens ([`mod@tokens`]) and takes out the numeric claims ([`mod@claims`]);
//! [`analyze`] does all three.
//!
//! ```text
//! source --> clean --> Article.text --> tokens --> claims
//! ```

pub mod batch;
pub mod claims;
pub mod clean;
pub mod count;
mod error;
pub mod lang;
mod offsets;
pub mod pipeline;
mod span;
pub mod tokens;

#[cfg(feature = "arrow")]
pub mod arrow;
#[cfg(feature = "python")]
mod py;

pub use claims::claims;
pub use clean::clean;
pub use error::{Error, ErrorKind, Result};
pub use offsets::{CharCursor, CharIndex};
pub use pipeline::analyze;
pub use span::Span;
pub use tokens::{UNICODE_VERSION, boundaries, graphemes, sentences, tokens, words};
