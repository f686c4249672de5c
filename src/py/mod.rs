//! The extension module `tamis._tamis`: converts and forwards, decides nothing.

mod batch;
mod beside;
mod cdata;
mod claims;
mod clean;
mod column;
mod convert;
mod count;
mod document;
mod json;
mod kernel;
mod notation;
mod options;
mod repeats;
mod sequence;
mod tokens;
mod value;
mod words;

use mimalloc::MiMalloc;
use pyo3::prelude::*;

/// Pages and claims are made of many small pieces, which the system's allocator is slow at.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// The compiled part of tamis.
#[pymodule]
mod _tamis {
    #[pymodule_export]
    use super::batch::{
        analyze_batch, boundaries_batch, claims_batch, clean_batch, graphemes_batch, numbers_batch,
        sentences_batch, tokens_batch, words_batch,
    };
    #[pymodule_export]
    use super::claims::{_restore_claims, Claims, claims, numbers};
    #[pymodule_export]
    use super::clean::{_decode, _restore_article, Article, clean, published, visible_text};
    #[pymodule_export]
    use super::convert::TamisError;
    #[pymodule_export]
    use super::count::{_Counts, _count, _restore_vocabulary, Vocabulary};
    #[pymodule_export]
    use super::document::{_restore_document, Document, analyze};
    #[pymodule_export]
    use super::json::_json_lines;
    #[pymodule_export]
    use super::kernel::_Kernel;
    #[pymodule_export]
    use super::repeats::{_restore_repeats, Repeats};
    #[pymodule_export]
    use super::tokens::{_restore_tokens, Tokens, boundaries, graphemes, sentences, tokens, words};
    #[pymodule_export]
    use super::value::{_restore, Block, Claim, Comment, Number, Quantity, Span, Token, Value};
    #[pymodule_export]
    #[allow(non_upper_case_globals)]
    const __version__: &str = env!("CARGO_PKG_VERSION");
    #[pymodule_export]
    const UNICODE_VERSION: &str = crate::tokens::UNICODE_VERSION;
}
