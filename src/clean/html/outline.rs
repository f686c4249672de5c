//! What is summed over a page once, for the features of all its blocks.

use super::address::Address;
use super::entity;
use super::features::{MOST_BLOCKS, MOST_PROSE, TELLING, cue, kind, log, share};
use super::page::{Page, PageBlock};
use super::stats::{Stats, stats};
use super::tag::Tag;
use super::units::Units;
use super::words::{self, Cue, Labels};
use std::collections::HashMap;

/// Elements above a block that are looked at.
const LEVELS: usize = 40;

/// Characters of a description by which the block is known that it was taken from.
const DESCRIBING: usize = 28;

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
struct Plain;

#[derive(Debug, Default)]
struct PlainHasher(u64);

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
    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
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
        outline.levels = (0..page.containers.len()).map(|at| outline.level(at)).collect();
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

    fn seen(&self, i: usize) -> Near {
        Near {
            log_size: log(self.stats[i].size),
            density: self.density[i],
            ending: self.stats[i].ending,
            kind: kind(self.tag(i)),
            dated: self.stats[i].dated,
            cue: f32::from(u8::from(self.cues[i].labels != 0)),
            path: self.paths[i],
        }
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

    fn find_title(&mut self, source: &str) {
        let signals = &self.page.signals;
        let title = signals.og_title.or(signals.title).map(|s| entity::decode(s.text(source)));
        let wanted = Wanted::new(title.as_deref().unwrap_or_default());
        let mut words = Vec::new();
        let mut best = (0.6, None);
        for i in 0..self.page.blocks.len() {
            let text = self.page.block_text(i);
            let mut scores = (0.0, 0.0);
            if !wanted.hashes.is_empty() && text.len() <= 300 {
                let both = wanted.count(text, &mut words);
                scores = (share(both, words.len() as f32), share(both, wanted.hashes.len() as f32));
                let heading = self.tag(i).heading().map_or(0.0, |h| 0.3 - 0.04 * f32::from(h));
                let score = scores.0.min(scores.1 * 1.5) + heading;
                if score > best.0 && self.density[i] < 0.9 {
                    best = (score, Some(i));
                }
            }
            self.titles.push(scores);
        }
        self.title_block = best.1;
    }

    fn find_description(&mut self, source: &str) {
        let Some(description) = self.page.signals.description else { return };
        let description = entity::decode(description.text(source));
        let head: String = description.trim().chars().take(DESCRIBING).collect();
        if head.chars().count() < DESCRIBING {
            return;
        }
        self.described = (0..self.page.blocks.len())
            .find(|&i| !self.page.blocks[i].hidden && self.page.block_text(i).contains(&head));
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

    fn find_hints(&mut self, source: &str) {
        let signals = &self.page.signals;
        let mut types = [0.0; 5];
        for span in &signals.json_ld {
            let text = span.text(source);
            let text = super::up_to(text, 20_000);
            for (hint, names) in types.iter_mut().zip([
                &["NewsArticle\""][..],
                &["Article\"", "BlogPosting\""],
                &["\"Product\""],
                &["DiscussionForumPosting\"", "QAPage\""],
                &["ItemList\"", "CollectionPage\""],
            ]) {
                if names
                    .iter()
                    .any(|n| memchr::memmem::find(text.as_bytes(), n.as_bytes()).is_some())
                {
                    *hint = 1.0;
                }
            }
        }
        let kind = signals.og_type.map_or("", |s| s.text(source));
        self.hints = [
            types[0],
            types[1],
            types[2],
            types[3],
            types[4],
            f32::from(u8::from(kind == "article")),
            f32::from(u8::from(kind.starts_with("product"))),
        ];
        let mut shares = [0.0; 12];
        for (i, block) in self.page.blocks.iter().enumerate() {
            let mut labels = block.inline;
            let mut at = block.container as usize;
            for _ in 0..LEVELS {
                labels |= self.page.containers[at].labels;
                if at == 0 {
                    break;
                }
                at = self.page.containers[at].parent as usize;
            }
            let size = self.stats[i].size * (1.0 - self.density[i]);
            for (mask, share) in TELLING.iter().zip(&mut shares) {
                if labels & mask != 0 {
                    *share += size;
                }
            }
        }
        self.shares = shares.map(|s| share(s, self.total.size - self.total.link_size));
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

/// The words of a title.
struct Wanted {
    /// Sorted, each once.
    hashes: Vec<u64>,
    /// A bit for the form of each: most blocks have no word of any of these forms.
    forms: [u64; 16],
}

impl Wanted {
    fn new(title: &str) -> Self {
        let (mut hashes, mut forms) = (Vec::new(), [0; 16]);
        for_words(title, |word| {
            let form = form(word);
            forms[form / 64] |= 1 << (form % 64);
        });
        word_hashes(title, &mut hashes);
        Self { hashes, forms }
    }

    /// How many of the words of `text` are among them; where any are, `words` is filled with
    /// the hashes of all.
    fn count(&self, text: &str, words: &mut Vec<u64>) -> f32 {
        words.clear();
        let mut known = 0;
        for_words(text, |word| {
            let form = form(word);
            known |= self.forms[form / 64] >> (form % 64) & 1;
        });
        if known == 0 {
            return 0.0;
        }
        word_hashes(text, words);
        words.iter().filter(|w| self.hashes.binary_search(w).is_ok()).count() as f32
    }
}

/// The first and the last letter of a word and its length, mixed to ten bits.
fn form(word: &[u8]) -> usize {
    let lower = |b: u8| usize::from(b.to_ascii_lowercase());
    (lower(word[0]) + 37 * lower(word[word.len() - 1]) + 331 * word.len()) & 1023
}

/// Fills `out` with hashes of the words of `text`, sorted, each once.
fn word_hashes(text: &str, out: &mut Vec<u64>) {
    out.clear();
    for_words(text, |word| {
        let mut lower = [0; 32];
        out.push(match lower.get_mut(..word.len()) {
            Some(lower) => {
                lower.copy_from_slice(word);
                lower.make_ascii_lowercase();
                words::hash(lower)
            }
            None => words::hash(word),
        });
    });
    out.sort_unstable();
    out.dedup();
}

/// What ends a word or goes on in it, of ASCII: 0 ends it, 1 goes on; 2 is beyond ASCII.
static IN_WORD: [u8; 256] = {
    let mut kinds = [2; 256];
    let mut byte = 0u8;
    while byte < 128 {
        kinds[byte as usize] = byte.is_ascii_alphanumeric() as u8;
        byte += 1;
    }
    kinds
};

/// Calls `take` with each run of letters and digits in `text` that is longer than a byte.
fn for_words(text: &str, mut take: impl FnMut(&[u8])) {
    let bytes = text.as_bytes();
    let (mut at, mut start) = (0, 0);
    while let Some(&byte) = bytes.get(at) {
        let mut next = at + 1;
        match IN_WORD[usize::from(byte)] {
            1 => {
                at = next;
                continue;
            }
            0 => {}
            _ => {
                let Some(c) = text[at..].chars().next() else { break };
                next = at + c.len_utf8();
                if c.is_alphanumeric() {
                    at = next;
                    continue;
                }
            }
        }
        if at > start + 1 {
            take(&bytes[start..at]);
        }
        (start, at) = (next, next);
    }
    if at > start + 1 {
        take(&bytes[start..at]);
    }
}
