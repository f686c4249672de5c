//! A page to its article.

pub(crate) mod entity;
mod entities;
pub(crate) mod scan;
pub(crate) mod tag;
