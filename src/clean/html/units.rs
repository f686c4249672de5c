//! Elements that repeat beside one another: comments, posts, teasers, products, paragraphs.

use super::features::share;
use super::outline::{Outline, Plain};
use std::collections::HashMap;

/// So many like elements beside one another repeat.
const REPEATED: f32 = 3.0;
/// Blocks in each from which they are more than the lines of a list.
const COMPOUND: f32 = 2.0;
/// Elements above a block that are looked at.
const LEVELS: usize = 24;

/// Like elements beside one another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Group {
    pub(crate) count: f32,
    pub(crate) size: f32,
    pub(crate) link_size: f32,
    pub(crate) blocks: f32,
    /// Blocks that hold a date or time of day.
    pub(crate) dated: f32,
}

/// The groups of a page.
#[derive(Debug, Default)]
pub(crate) struct Units {
    pub(crate) groups: Vec<Group>,
    /// Of each container its group.
    of: Vec<u32>,
    /// Of each block the innermost group around it that repeats, and the innermost of those
    /// whose elements hold several blocks.
    pub(crate) around: Vec<[Option<Member>; 2]>,
}

/// Where a block stands in a group.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member {
    /// An index in [`Units::groups`].
    pub(crate) group: usize,
    /// Elements between the block and the repeated one.
    pub(crate) level: usize,
}

impl Units {
    pub(crate) fn new(outline: &Outline<'_>) -> Self {
        let containers = &outline.page.containers;
        let mut known: HashMap<(u32, u64), u32, Plain> =
            HashMap::with_capacity_and_hasher(containers.len() / 2, Plain);
        let mut units = Self { of: Vec::with_capacity(containers.len()), ..Self::default() };
        for (at, container) in containers.iter().enumerate() {
            let fresh = units.groups.len() as u32;
            let group = *known.entry((container.parent, container.path)).or_insert(fresh);
            if group == fresh {
                units.groups.push(Group::default());
            }
            units.of.push(group);
            if container.end > container.first {
                let sums = outline.sums(at);
                let group = &mut units.groups[group as usize];
                group.count += 1.0;
                group.size += sums.size;
                group.link_size += sums.link_size;
                group.blocks += sums.blocks;
                group.dated += sums.dated;
            }
        }
        units.around = (0..outline.stats.len()).map(|i| units.find(outline, i)).collect();
        units
    }

    fn find(&self, outline: &Outline<'_>, i: usize) -> [Option<Member>; 2] {
        let mut at = outline.page.blocks[i].container as usize;
        let mut found = [None; 2];
        for level in 0..LEVELS {
            let group = self.of[at] as usize;
            let Group { count, blocks, .. } = self.groups[group];
            if count >= REPEATED {
                let member = Some(Member { group, level });
                found[0] = found[0].or(member);
                if share(blocks, count) >= COMPOUND {
                    found[1] = member;
                    break;
                }
            }
            if at == 0 {
                break;
            }
            at = outline.page.containers[at].parent as usize;
        }
        found
    }
}
