//! Arrow string arrays in, list and struct arrays out.
//!
//! [`Strings`] reads a column of any string layout, [`Operation`] says what to do with each
//! document, [`Column`] grows the result, [`Gather`] joins results to arrays, and [`record`] is the one place that names its fields.
//! The records are also what `to_dict` and `to_json` show, so a batch and a single call cannot
//! differ.

mod claims;
pub mod column;
mod counts;
mod gather;
mod json;
mod operation;
mod pages;
pub mod record;
mod rows;
mod strings;
mod text;

pub use claims::claim_rows;
pub use column::Column;
pub use counts::count;
pub use gather::Gather;
pub use json::json_lines;
pub use operation::{Known, Operation, Output, Stage};
pub use rows::{
    Origin, article_row, article_whole_row, block_row, document_row, number_row, span_row,
    token_row,
};
pub use strings::{Strings, Texts, as_text};
pub use text::Text;
