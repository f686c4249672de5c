//! What the model sees of a block: numbers about itself, its ancestors, its neighbours, the page.

use super::outline::Outline;
use super::stats::Stats;
use super::tag::Tag;
use super::word_tables::{CLASS_LABELS, CUE_LABELS};
use super::words::label;
use std::sync::LazyLock;

/// Elements above a block that are asked for their labels.
const LEVELS: usize = 24;
/// Stands for a label that nothing near has.
const NOWHERE: f32 = 30.0;

/// Pages and stretches longer than these look like pages of just this length: what was learned
/// of articles of usual length then holds for long ones.
pub(super) const MOST_BLOCKS: f32 = 600.0;
pub(super) const MOST_PROSE: f32 = 20_000.0;
const MOST_UNITS: f32 = 60.0;

/// Takes the features of a block one by one, always the same ones in the same order.
pub(crate) trait Sink {
    fn put(&mut self, name: &str, value: f32);

    /// Takes those that `fill` gives, which are the same for all blocks of a page.
    fn page(&mut self, fill: impl FnOnce(&mut Self)) {
        fill(self);
    }
}

impl Sink for Vec<f32> {
    #[inline]
    fn put(&mut self, _name: &str, value: f32) {
        self.push(value);
    }
}

impl Sink for Vec<String> {
    fn put(&mut self, name: &str, _value: f32) {
        let same = self.iter().filter(|n| n.split('#').next() == Some(name)).count();
        self.push(if same == 0 { name.to_owned() } else { format!("{name}#{same}") });
    }
}

pub(super) fn log(value: f32) -> f32 {
    let whole = value as usize;
    match LOGS.get(whole) {
        Some(&log) if whole as f32 == value => log,
        _ => (1.0 + value).ln(),
    }
}

/// Logarithms of the counts that most blocks have.
static LOGS: LazyLock<[f32; 1024]> =
    LazyLock::new(|| std::array::from_fn(|n| (1.0 + n as f32).ln()));

pub(super) fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// Gives all features of block `i` to `sink`. Inlined with all of its parts, so that the number of
/// each feature is a constant.
#[inline(always)]
pub(crate) fn block<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    own(outline, i, sink);
    labels(outline, i, sink);
    levels(outline, i, sink);
    neighbours(outline, i, sink);
    place(outline, i, sink);
    sink.page(|sink| page(outline, sink));
}

#[inline(always)]
fn own<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    let block = &outline.page.blocks[i];
    let stats: &Stats = &outline.stats[i];
    let bytes = block.text.len() as f32;
    sink.put("size", outline.near[i].log_size);
    sink.put("words", stats.words);
    sink.put("link density", outline.density[i]);
    sink.put("links", block.links as f32);
    sink.put("bold share", share(block.bold_bytes as f32, bytes));
    sink.put("word length", share(stats.letters, stats.words));
    sink.put("longest word", stats.longest_word);
    sink.put("digit share", share(stats.digits, stats.size));
    sink.put("capital share", share(stats.capitals, stats.words));
    sink.put("upper share", share(stats.upper, stats.letters));
    sink.put("commas", stats.commas);
    sink.put("comma share", share(stats.commas, stats.words));
    sink.put("stops", stats.stops);
    sink.put("sign share", share(stats.signs, stats.size));
    sink.put("bars", stats.bars);
    sink.put("ending", stats.ending);
    sink.put("opening", stats.opening);
    sink.put("tag", outline.near[i].kind);
    sink.put("joint", block.joint as u8 as f32);
    sink.put("hidden", f32::from(u8::from(block.hidden)));
    sink.put("title share", outline.titles[i].0);
    sink.put("share of title", outline.titles[i].1);
    sink.put("cue length", share(outline.cues[i].length as f32, bytes));
    for (bit, name) in CUE_LABELS.iter().enumerate() {
        sink.put(name, (outline.cues[i].labels >> bit & 1) as f32);
    }
    let alike = outline.alike(i);
    sink.put("alike", log(alike.count));
    sink.put("size of alike", log(share(alike.size, alike.count)));
    sink.put("link density of alike", share(alike.link_size, alike.size));
    sink.put("copies", outline.copies(i));
    sink.put("dated", stats.dated);
    units(outline, i, sink);
}

#[inline(always)]
fn units<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    for member in outline.units.around[i] {
        let group = member.map(|m| outline.units.groups[m.group]).unwrap_or_default();
        sink.put("unit level", member.map_or(-1.0, |m| m.level as f32));
        sink.put("unit count", log(group.count.min(MOST_UNITS)));
        sink.put("unit size", log(share(group.size, group.count)));
        sink.put("unit blocks", share(group.blocks, group.count));
        sink.put("unit link density", share(group.link_size, group.size));
        sink.put("unit dates", share(group.dated, group.count));
        sink.put("unit share", share(group.size, outline.total.size));
    }
}

/// Elements in an order in which trees can cut: from headings over text to furniture.
pub(super) fn kind(tag: Tag) -> f32 {
    let rank = match tag {
        Tag::H1 => 1,
        Tag::H2 => 2,
        Tag::H3 => 3,
        Tag::H4 | Tag::H5 | Tag::H6 => 4,
        Tag::P => 6,
        Tag::Blockquote => 7,
        Tag::Pre => 8,
        Tag::Dd => 9,
        Tag::Dt => 10,
        Tag::Li => 11,
        Tag::Td => 12,
        Tag::Th => 13,
        Tag::Div | Tag::Section | Tag::Article | Tag::Main => 14,
        Tag::Figcaption | Tag::Caption => 17,
        Tag::Button | Tag::Summary => 18,
        Tag::Footer | Tag::Header | Tag::Nav | Tag::Aside => 19,
        _ => 15,
    };
    rank as f32
}

#[inline(always)]
fn labels<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    let mut distance = [NOWHERE; CLASS_LABELS.len()];
    let block = &outline.page.blocks[i];
    let mut seen = 0;
    let mut at = block.container as usize;
    let mut found = block.inline;
    for level in 0..LEVELS {
        let mut new = found & !seen;
        seen |= new;
        while new != 0 {
            distance[new.trailing_zeros() as usize] = level as f32;
            new &= new - 1;
        }
        let container = &outline.page.containers[at];
        found = container.labels;
        if level > 0 {
            if at == 0 {
                break;
            }
            at = container.parent as usize;
            found = outline.page.containers[at].labels;
        }
    }
    for (name, value) in CLASS_LABELS.iter().zip(distance) {
        sink.put(name, value);
    }
}

#[inline(always)]
fn levels<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    let mut at = outline.page.blocks[i].container as usize;
    sink.put("depth", f32::from(outline.page.containers[at].depth));
    for height in 0..5 {
        let level = &outline.levels[at];
        sink.put("level size", level.log_size);
        sink.put("level share", level.share);
        sink.put("level link density", level.density);
        sink.put("level blocks", level.log_blocks);
        sink.put("level mean", level.log_mean);
        sink.put("level paragraphs", level.prose);
        if height > 0 {
            sink.put("level place", share((i as u32 - level.first) as f32, level.blocks));
        }
        at = outline.up[at] as usize;
    }
    let (inside, before, after) = outline.against_best(i);
    sink.put("best", inside);
    sink.put("before best", before);
    sink.put("after best", after);
}

#[inline(always)]
fn neighbours<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    let path = outline.near[i].path;
    for step in [-3isize, -2, -1, 1, 2, 3] {
        let other = i.checked_add_signed(step).filter(|&j| j < outline.near.len());
        let near = other.map(|j| &outline.near[j]);
        sink.put("near size", near.map_or(-1.0, |n| n.log_size));
        sink.put("near link density", near.map_or(-1.0, |n| n.density));
        if step.abs() < 3 {
            sink.put("near ending", near.map_or(-1.0, |n| n.ending));
            sink.put("near tag", near.map_or(-1.0, |n| n.kind));
            sink.put("near crossing", other.map_or(-1.0, |j| outline.crossing(i, j)));
            sink.put("near dated", near.map_or(-1.0, |n| n.dated));
            sink.put("near cue", near.map_or(-1.0, |n| n.cue));
            sink.put("near path", near.map_or(-1.0, |n| f32::from(u8::from(n.path == path))));
        }
    }
    sink.put("links in a row", outline.links_in_a_row(i));
    for width in [6, 20] {
        let sums = outline.window(i, width);
        sink.put("window prose", share(sums.prose, sums.size));
        sink.put("window link density", share(sums.link_size, sums.size));
        sink.put("window size", log(sums.size));
        sink.put("window dates", sums.dated);
    }
}

#[inline(always)]
fn place<S: Sink>(outline: &Outline<'_>, i: usize, sink: &mut S) {
    let before = outline.before(i);
    let total = &outline.total;
    sink.put("place", share(i as f32, total.blocks));
    sink.put("blocks before", log(before.blocks.min(MOST_BLOCKS)));
    sink.put("prose before", share(before.prose, total.prose));
    sink.put("prose before size", log(before.prose.min(MOST_PROSE)));
    sink.put("prose after size", log((total.prose - before.prose).min(MOST_PROSE)));
    sink.put("dates before", (before.dated).min(9.0));
    let from_described =
        outline.described.map_or(-200.0, |d| (i as f32 - d as f32).clamp(-99.0, 99.0));
    sink.put("from description", from_described);
    sink.put("text before", share(before.size - before.link_size, total.size - total.link_size));
    let from_title =
        outline.title_block.map_or(-200.0, |t| (i as f32 - t as f32).clamp(-99.0, 99.0));
    sink.put("from title", from_title);
    let heading = outline.headings[i];
    sink.put("from heading", if heading.1 == 0 { -1.0 } else { log((i + 1 - heading.1) as f32) });
    for name in ["related", "comment", "share", "signup", "author", "tag"] {
        let mask = cue(name);
        sink.put("heading cue", f32::from(u8::from(heading.0 & mask != 0)));
    }
    for since in outline.since[i] {
        sink.put("since cue", since);
    }
}

/// The set of the one cue label named `name`.
pub(crate) fn cue(name: &str) -> u64 {
    CUE_LABELS.iter().position(|l| *l == name).map_or(0, |at| 1 << at)
}

/// How many features are the same for all blocks of a page; they come last.
pub(super) const OF_PAGE: usize = 42;

/// Gives these to `sink`.
pub(super) fn page<S: Sink>(outline: &Outline<'_>, sink: &mut S) {
    let total = &outline.total;
    sink.put("page size", log(total.size.min(MOST_PROSE)));
    sink.put("page link density", share(total.link_size, total.size));
    sink.put("page blocks", log(total.blocks.min(MOST_BLOCKS)));
    sink.put("page dates", share(total.dated, total.blocks));
    sink.put("page prose", share(total.prose, total.size));
    sink.put("page mean", log(share(total.size - total.link_size, total.blocks)));
    sink.put("page cjk", outline.cjk);
    sink.put("page best share", outline.best_share);
    for value in outline.hints {
        sink.put("page hint", value);
    }
    for value in outline.shares {
        sink.put("page label", value);
    }
    let address = &outline.address;
    sink.put("address depth", address.depth);
    sink.put("address hyphens", address.hyphens);
    sink.put("address digits", address.digits);
    for value in address.labels {
        sink.put("address label", value);
    }
}

/// Labels whose share of the page's text tells its type.
pub(super) const TELLING: [u64; 12] = [
    label("message"),
    label("comment"),
    label("reply"),
    label("product"),
    label("shop"),
    label("card"),
    label("list"),
    label("article"),
    label("post"),
    label("doc"),
    label("code"),
    label("review"),
];
