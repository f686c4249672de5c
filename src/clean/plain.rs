//! Text without markup: every line is a block.

use super::{Article, CleanOptions};

pub(super) fn clean(source: &str, _options: &CleanOptions) -> Article {
    Article::whole(source)
}
