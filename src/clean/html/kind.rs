//! What a block is in the structure of its page.

use super::page::Page;
use super::tag::Tag;
use crate::clean::article::BlockKind;

/// Elements above a block that are looked at.
const LEVELS: usize = 24;
/// A longer cell is a column of the layout, not a datum.
const LONGEST_CELL: usize = 200;

/// Knows the numbers of list items.
pub(super) struct Kinds<'p> {
    page: &'p Page,
    /// Of each container its number in an ordered list, 0 outside of one.
    numbers: Vec<u32>,
}

impl<'p> Kinds<'p> {
    pub(super) fn new(page: &'p Page) -> Self {
        let containers = &page.containers;
        let mut numbers = vec![0; containers.len()];
        let mut counts = vec![0u32; containers.len()];
        for (i, container) in containers.iter().enumerate() {
            let parent = container.parent as usize;
            if container.tag == Tag::Li && containers[parent].tag == Tag::Ol {
                counts[parent] += 1;
                numbers[i] = counts[parent];
            }
        }
        Self { page, numbers }
    }

    /// What block `i` is.
    pub(super) fn kind(&self, i: usize) -> BlockKind {
        let containers = &self.page.containers;
        let mut at = self.page.blocks[i].container as usize;
        for _ in 0..LEVELS {
            let container = &containers[at];
            match container.tag {
                Tag::Pre | Tag::Listing | Tag::Xmp => return BlockKind::Code,
                Tag::Figcaption | Tag::Caption => return BlockKind::Caption,
                Tag::Blockquote => return BlockKind::Quote,
                Tag::Li if container.first as usize == i => return self.item(at),
                Tag::Li | Tag::Article | Tag::Main => return BlockKind::Paragraph,
                tag => {
                    if let Some(level) = tag.heading() {
                        return BlockKind::Heading(level);
                    }
                }
            }
            if at == 0 {
                break;
            }
            at = container.parent as usize;
        }
        if self.row(i).is_some() { BlockKind::TableRow } else { BlockKind::Paragraph }
    }

    fn item(&self, item: usize) -> BlockKind {
        let mut depth = 0u8;
        let mut at = item;
        for _ in 0..LEVELS {
            let container = &self.page.containers[at];
            depth += u8::from(matches!(container.tag, Tag::Ul | Tag::Ol | Tag::Menu));
            at = container.parent as usize;
        }
        let number = Some(self.numbers[item]).filter(|&n| n > 0);
        BlockKind::ListItem { depth: depth.saturating_sub(1), number }
    }

    /// The row whose cell block `i` is, with nothing else in it.
    pub(super) fn row(&self, i: usize) -> Option<u32> {
        let block = &self.page.blocks[i];
        let cell = &self.page.containers[block.container as usize];
        let alone = cell.end - cell.first == 1 && block.text.len() <= LONGEST_CELL;
        let row = &self.page.containers[cell.parent as usize];
        let is_row = matches!(cell.tag, Tag::Td | Tag::Th) && row.tag == Tag::Tr && alone;
        (is_row && row.end - row.first > 1).then_some(cell.parent)
    }
}
