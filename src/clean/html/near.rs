//! What the blocks of a page see of each other and of the containers they stand in.

use super::features::{MOST_BLOCKS, MOST_PROSE, kind, log, share};
use super::outline::Outline;

/// What the blocks around a block see of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Near {
    pub(crate) log_size: f32,
    pub(crate) density: f32,
    pub(crate) ending: f32,
    pub(crate) kind: f32,
    pub(crate) dated: f32,
    pub(crate) cue: f32,
    pub(crate) path: u32,
}

/// What every block in a container sees of it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Level {
    pub(crate) log_size: f32,
    pub(crate) share: f32,
    pub(crate) density: f32,
    pub(crate) log_blocks: f32,
    pub(crate) log_mean: f32,
    pub(crate) prose: f32,
    pub(crate) first: u32,
    pub(crate) blocks: f32,
}

impl Outline<'_> {
    /// What the blocks around block `i` see of it.
    pub(super) fn seen(&self, i: usize) -> Near {
        Near {
            log_size: log(self.stats[i].size),
            density: self.density[i],
            ending: self.stats[i].ending,
            kind: kind(self.tag(i)),
            dated: self.stats[i].dated,
            cue: f32::from(u8::from(self.cues[i].labels != 0)),
            path: self.path(i) as u32,
        }
    }

    /// What the blocks in each container see of it.
    pub(super) fn all_levels(&self) -> Vec<Level> {
        let containers = &self.page.containers;
        let mut levels: Vec<Level> = Vec::with_capacity(containers.len());
        for (at, container) in containers.iter().enumerate() {
            let parent = container.parent as usize;
            let above = &containers[parent];
            let same = above.first == container.first && above.end == container.end;
            levels.push(if same && parent < at { levels[parent] } else { self.level(at) });
        }
        levels
    }

    fn level(&self, at: usize) -> Level {
        let container = &self.page.containers[at];
        if container.end <= container.first {
            return Level::default();
        }
        let sums = self.sums(at);
        Level {
            log_size: log(sums.size.min(MOST_PROSE)),
            share: share(sums.size - sums.link_size, self.total.size),
            density: share(sums.link_size, sums.size),
            log_blocks: log(sums.blocks.min(MOST_BLOCKS)),
            log_mean: log(share(sums.size - sums.link_size, sums.blocks)),
            prose: share(sums.prose, sums.size),
            first: container.first,
            blocks: sums.blocks,
        }
    }
}
