//! What is summed over a page once, for the features of all its blocks.

use super::address::Address;
use super::features::{cue, share};
use super::near::{Level, Near};
use super::page::{Page, PageBlock};
use super::stats::{Stats, stats};
use super::tag::Tag;
use super::units::Units;
use super::words::{self, Cue, Labels};
use std::collections::HashMap;

/// Elements above a block that are looked at.
pub(super) const LEVELS: usize = 40;

/// Sums over blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sums {
    pub(crate) size: f32,
    pub(crate) link_size: f32,
    /// Text outside links in blocks that read like sentences.
    pub(crate) prose: f32,
    pub(crate) blocks: f32,
    /// Blocks that hold a date or time of day.
    pub(crate) dated: f32,
}

/// Sums over the blocks that stand in like elements.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Alike {
    pub(crate) count: f32,
    pub(crate) size: f32,
    pub(crate) link_size: f32,
}

/// A page and its sums.
pub(crate) struct Outline<'p> {
    pub(crate) page: &'p Page,
    pub(crate) stats: Vec<Stats>,
    pub(crate) density: Vec<f32>,
    pub(crate) cues: Vec<Cue>,
    /// Of each block the share of its words in the title and of the title's words in it.
    pub(crate) titles: Vec<(f32, f32)>,
    /// Of each block the cues of the last heading and one more than its index, or 0.
    pub(crate) headings: Vec<(Labels, usize)>,
    /// Of each block how long ago each of the closing cues was.
    pub(crate) since: Vec<[f32; 6]>,
    /// The block that is the title.
    pub(crate) title_block: Option<usize>,
    /// Of each block what those around it see.
    pub(crate) near: Vec<Near>,
    /// Of each container the next one above with more blocks.
    pub(crate) up: Vec<u32>,
    /// Of each container what its blocks see.
    pub(crate) levels: Vec<Level>,
    pub(crate) total: Sums,
    /// Sums over the blocks before each, with one more for the end.
    sums: Vec<Sums>,
    /// The container that holds most of the prose and little else.
    best: usize,
    pub(crate) best_share: f32,
    pub(crate) cjk: f32,
    pub(crate) hints: [f32; 7],
    pub(crate) shares: [f32; 12],
    pub(crate) address: Address,
    /// The first block that the page's description begins with.
    pub(crate) described: Option<usize>,
    pub(crate) units: Units,
    /// Of each block the number of its kind of element, and the sums by that number.
    paths: Vec<u32>,
    alike: Vec<Alike>,
    copies: HashMap<u64, f32, Plain>,
    keys: Vec<u64>,
}

/// Takes a key that is a hash already.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Plain;

#[derive(Debug, Default)]
pub(super) struct PlainHasher(u64);

impl std::hash::BuildHasher for Plain {
    type Hasher = PlainHasher;
    fn build_hasher(&self) -> PlainHasher {
        PlainHasher(0)
    }
}

impl std::hash::Hasher for PlainHasher {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        self.0 = words::hash(bytes);
    }
    fn write_u32(&mut self, key: u32) {
        self.write_u64(u64::from(key));
    }
    fn write_u64(&mut self, key: u64) {
        self.0 = (self.0.rotate_left(32) ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// Cues after which an article seldom goes on.
const CLOSING: [&str; 6] = ["related", "comment", "share", "signup", "pager", "legal"];

impl<'p> Outline<'p> {
    pub(crate) fn new(source: &str, page: &'p Page) -> Self {
        let count = page.blocks.len();
        let mut buffer = String::new();
        let stats: Vec<Stats> = (0..count).map(|i| stats(page.block_text(i))).collect();
        let density = page.blocks.iter().map(density).collect();
        let cues = (0..count).map(|i| words::cues(page.block_text(i), &mut buffer)).collect();
        let mut outline = Self {
            page,
            stats,
            density,
            cues,
            titles: Vec::new(),
            headings: Vec::with_capacity(count),
            since: Vec::with_capacity(count),
            title_block: None,
            near: Vec::new(),
            up: Vec::new(),
            levels: Vec::new(),
            total: Sums::default(),
            sums: Vec::with_capacity(count + 1),
            best: 0,
            best_share: 0.0,
            cjk: 0.0,
            hints: [0.0; 7],
            shares: [0.0; 12],
            address: Address::new(page.signals.address.map(|s| s.text(source))),
            described: None,
            units: Units::default(),
            paths: Vec::with_capacity(count),
            alike: Vec::new(),
            copies: HashMap::default(),
            keys: Vec::with_capacity(count),
        };
        outline.add_up();
        outline.look_back();
        outline.climb();
        outline.near = (0..count).map(|i| outline.seen(i)).collect();
        outline.levels = outline.all_levels();
        outline.find_title(source);
        outline.find_best();
        outline.find_hints(source);
        outline.find_description(source);
        outline.units = Units::new(&outline);
        outline
    }

    /// The innermost element of block `i`.
    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.page.containers[self.page.blocks[i].container as usize].tag
    }

    fn add_up(&mut self) {
        let mut sum = Sums::default();
        self.sums.push(sum);
        let mut cjk = 0.0;
        let mut known: HashMap<u64, u32, Plain> = HashMap::default();
        for (i, block) in self.page.blocks.iter().enumerate() {
            let size = self.stats[i].size;
            let link_size = size * self.density[i];
            sum.size += size;
            sum.link_size += link_size;
            if self.density[i] < 0.5 && (self.stats[i].ending > 1.0 || size > 200.0) && size > 60.0
            {
                sum.prose += size - link_size;
            }
            sum.blocks += 1.0;
            sum.dated += self.stats[i].dated;
            cjk += self.stats[i].cjk;
            self.sums.push(sum);
            let path = self.page.containers[block.container as usize].path | 1;
            let number = *known.entry(path).or_insert(self.alike.len() as u32);
            self.paths.push(number);
            if number as usize == self.alike.len() {
                self.alike.push(Alike::default());
            }
            let alike = &mut self.alike[number as usize];
            alike.count += 1.0;
            alike.size += size;
            alike.link_size += link_size;
            let key = words::hash(block.text.text(&self.page.text).as_bytes());
            self.keys.push(key);
            *self.copies.entry(key).or_default() += 1.0;
        }
        self.total = sum;
        self.cjk = share(cjk * 2.0, sum.size);
    }

    fn look_back(&mut self) {
        let masks = CLOSING.map(cue);
        let mut last = [None; 6];
        let mut heading = (0, 0);
        for i in 0..self.page.blocks.len() {
            self.since.push(
                last.map(|at: Option<usize>| at.map_or(-1.0, |at| ((i - at) as f32).min(200.0))),
            );
            self.headings.push(heading);
            let labels = self.cues[i].labels;
            for (mask, last) in masks.iter().zip(&mut last) {
                if labels & mask != 0 {
                    *last = Some(i);
                }
            }
            if self.tag(i).heading().is_some() {
                heading = (labels, i + 1);
            }
        }
    }

    fn climb(&mut self) {
        let containers = &self.page.containers;
        self.up = vec![0; containers.len()];
        for (i, container) in containers.iter().enumerate().skip(1) {
            let parent = container.parent as usize;
            let above = &containers[parent];
            let same = above.first == container.first && above.end == container.end;
            self.up[i] = if same { self.up[parent] } else { parent as u32 };
        }
    }

    fn find_best(&mut self) {
        let containers = &self.page.containers;
        let mut scores = vec![0f32; containers.len()];
        for (i, block) in self.page.blocks.iter().enumerate() {
            let stats = &self.stats[i];
            if stats.size < 25.0 || self.density[i] > 0.5 {
                continue;
            }
            let points = 1.0 + stats.commas.min(10.0) + (stats.size / 100.0).min(3.0);
            let mut at = block.container as usize;
            if matches!(containers[at].tag, Tag::P | Tag::Li | Tag::Pre | Tag::Blockquote) {
                at = containers[at].parent as usize;
            }
            for weight in [1.0, 0.5, 0.3] {
                scores[at] += points * weight;
                at = containers[at].parent as usize;
            }
        }
        let mut best = (0.0, 0);
        for (i, score) in scores.iter().enumerate().filter(|(_, s)| **s > 0.0) {
            let sums = self.sums(i);
            let score = score * (1.0 - share(sums.link_size, sums.size));
            if score > best.0 {
                best = (score, i);
            }
        }
        self.best = best.1;
        let sums = self.sums(best.1);
        self.best_share = share(sums.size - sums.link_size, self.total.size - self.total.link_size);
    }

    fn difference(&self, from: usize, to: usize) -> Sums {
        let (a, b) = (&self.sums[from], &self.sums[to]);
        Sums {
            size: b.size - a.size,
            link_size: b.link_size - a.link_size,
            prose: b.prose - a.prose,
            blocks: b.blocks - a.blocks,
            dated: b.dated - a.dated,
        }
    }

    /// Sums over the blocks of container `at`.
    pub(crate) fn sums(&self, at: usize) -> Sums {
        let container = &self.page.containers[at];
        self.difference(container.first as usize, container.end.max(container.first) as usize)
    }

    /// Sums over the blocks before block `i`.
    pub(crate) fn before(&self, i: usize) -> Sums {
        self.sums[i]
    }

    /// Sums over the blocks at most `width` from block `i`.
    pub(crate) fn window(&self, i: usize, width: usize) -> Sums {
        self.difference(i.saturating_sub(width), (i + width + 1).min(self.stats.len()))
    }

    /// The blocks in elements like that of block `i`.
    pub(crate) fn alike(&self, i: usize) -> Alike {
        self.alike[self.path(i)]
    }

    /// How many blocks of nothing but links stand together around block `i`, 20 at most.
    pub(crate) fn links_in_a_row(&self, i: usize) -> f32 {
        let linked = |d: &&f32| **d > 0.85;
        if self.density[i] <= 0.85 {
            return 0.0;
        }
        let before = self.density[..i].iter().rev().take(10).take_while(linked).count();
        let after = self.density[i..].iter().take(10).take_while(linked).count();
        (before + after) as f32
    }

    /// How many blocks have the text of block `i`.
    pub(crate) fn copies(&self, i: usize) -> f32 {
        self.copies.get(&self.keys[i]).copied().unwrap_or_default()
    }

    /// The number of the kind of element that block `i` stands in.
    pub(crate) fn path(&self, i: usize) -> usize {
        self.paths[i] as usize
    }

    /// How many kinds of elements blocks stand in.
    pub(crate) fn paths(&self) -> usize {
        self.alike.len()
    }

    /// Elements that end between blocks `i` and `j` on the way from `i`.
    pub(crate) fn crossing(&self, i: usize, j: usize) -> f32 {
        let mut at = self.page.blocks[i].container as usize;
        for level in 0..LEVELS {
            let container = &self.page.containers[at];
            if at == 0 || (container.first as usize <= j && j < container.end as usize) {
                return level as f32;
            }
            at = container.parent as usize;
        }
        LEVELS as f32
    }

    /// Whether block `i` is in the best container (2), in the element around it (1) or not;
    /// how far before it, how far behind it, in blocks.
    pub(crate) fn against_best(&self, i: usize) -> (f32, f32, f32) {
        let best = &self.page.containers[self.best];
        let around = &self.page.containers[self.up[self.best] as usize];
        let (first, end) = (best.first as usize, best.end as usize);
        let inside = if (first..end).contains(&i) {
            2.0
        } else if (around.first as usize..around.end as usize).contains(&i) {
            1.0
        } else {
            0.0
        };
        let limit = |n: usize| n.min(200) as f32;
        (inside, limit(first.saturating_sub(i)), limit((i + 1).saturating_sub(end)))
    }
}

fn density(block: &PageBlock) -> f32 {
    share(block.link_bytes as f32, block.text.len() as f32).min(1.0)
}
