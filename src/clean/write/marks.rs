//! Where links and images stand in the kept blocks of an article.

use super::{Article, BlockKind, Format, Role, With};
use crate::clean::html::references::{Image, References, references};

/// What is put into the text of a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A link to an address begins.
    Link(String),
    /// It ends.
    LinkEnd(String),
    /// An image.
    Image {
        /// Where it is found.
        address: String,
        /// What stands for it in text.
        text: String,
    },
}

/// The marks of an article, by its kept blocks.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Of each kept block what stands in it, and at which byte of its text.
    within: Vec<Vec<(usize, Mark)>>,
    /// Of each kept block the images between it and the one before; at last those behind all.
    before: Vec<Vec<Mark>>,
}

impl Marks {
    /// The marks of `article`, which was made of `source`.
    pub(super) fn new(article: &Article, source: &str, with: With) -> Self {
        if article.format != Format::Html || with == With::default() {
            return Self::default();
        }
        let base = article.metadata.url.as_ref().map(|url| url.value.as_str());
        let found = references(source, &article.blocks, base);
        let kept: Vec<usize> = (0..article.blocks.len())
            .filter(|&i| article.blocks[i].role == Role::Content)
            .collect();
        let mut marks =
            Self { within: vec![Vec::new(); kept.len()], before: vec![Vec::new(); kept.len() + 1] };
        let References { links, images } = found;
        if with.links {
            for link in links {
                if let Ok(i) = kept.binary_search(&link.block)
                    && article.blocks[link.block].kind != BlockKind::Code
                {
                    marks.within[i].push((link.text.start, Mark::Link(link.address.clone())));
                    marks.within[i].push((link.text.end, Mark::LinkEnd(link.address)));
                }
            }
        }
        if with.images {
            images.into_iter().for_each(|image| marks.image(article, &kept, image));
        }
        // Stable: a link that ends where the next begins, ends first.
        marks.within.iter_mut().for_each(|marks| marks.sort_by_key(|(at, _)| *at));
        marks
    }

    fn image(&mut self, article: &Article, kept: &[usize], image: Image) {
        let mark = Mark::Image { address: image.address, text: image.text };
        let i = kept.partition_point(|&block| block < image.block);
        let kind = |i: usize| kept.get(i).map(|&block| article.blocks[block].kind);
        let inside = kept.get(i) == Some(&image.block) && image.at.is_some();
        let in_row = |kind| matches!(kind, BlockKind::ListItem { .. } | BlockKind::TableRow);
        match kind(i) {
            Some(BlockKind::Code) | None => self.before[i].push(mark),
            Some(_) if inside => self.within[i].push((image.at.unwrap_or(0), mark)),
            // A list or a table is not torn apart.
            Some(now) if in_row(now) && i > 0 && kind(i - 1).is_some_and(in_row) => {
                self.within[i].push((0, mark));
            }
            Some(_) => self.before[i].push(mark),
        }
    }

    /// How many kept blocks there are, as far as is known.
    pub(super) fn blocks(&self) -> usize {
        self.within.len()
    }

    /// What stands in the kept block `i`, in order.
    pub(super) fn within(&self, i: usize) -> &[(usize, Mark)] {
        self.within.get(i).map_or(&[], Vec::as_slice)
    }

    /// The images that stand before the kept block `i`.
    pub(super) fn before(&self, i: usize) -> &[Mark] {
        self.before.get(i).map_or(&[], Vec::as_slice)
    }
}
