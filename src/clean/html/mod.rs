//! A page to its article.

mod entities;
pub(crate) mod entity;
pub(crate) mod scan;
pub(crate) mod tag;
