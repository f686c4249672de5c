//! Why a block was kept or dropped, in a few words that a person reads.

use super::Text;
use super::cues::{COMMENTS, NAMES, NAV, RELATED, SHARE};
use super::features::is_prose;
use super::kind::Kind;
use super::scan::Shape;
use crate::clean::BlockKind;
use crate::clean::repeats::REPEATED;

/// The verdicts on all blocks, and where the article begins and ends among them.
pub(super) struct Verdicts {
    pub(super) kept: Vec<bool>,
    /// The blocks that were dropped because they recur in other documents.
    repeated: Vec<usize>,
    first: usize,
    last: usize,
    /// For each block the last block before it in its run of dropped blocks that heads a
    /// list, and the class of its cue.
    heads: Vec<Option<(usize, usize)>>,
}

impl Verdicts {
    pub(super) fn new(kept: Vec<bool>, repeated: Vec<usize>, shapes: &[Shape]) -> Self {
        let first = kept.iter().position(|&k| k).unwrap_or(kept.len());
        let last = kept.iter().rposition(|&k| k).unwrap_or(0);
        let mut head = None;
        let heads = (0..kept.len())
            .map(|i| {
                let before = head;
                let cues = &shapes[i].cues;
                let class = || [RELATED, COMMENTS, SHARE, NAV].into_iter().find(|&c| cues[c] >= 2);
                head = if kept[i] { None } else { class().map(|c| (i, c)).or(head) };
                before
            })
            .collect();
        Self { kept, repeated, first, last, heads }
    }
}

/// The reason of the verdict on block `i`.
pub(super) fn of(text: &Text, verdicts: &Verdicts, i: usize, kind: BlockKind) -> &'static str {
    if verdicts.repeated.binary_search(&i).is_ok() {
        return REPEATED;
    }
    if verdicts.kept[i] { content(text, verdicts, i, kind) } else { boilerplate(text, verdicts, i) }
}

fn content(text: &Text, verdicts: &Verdicts, i: usize, kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Heading(_) => return "heading",
        BlockKind::ListItem { .. } => return "list item",
        BlockKind::Quote => return "quotation",
        BlockKind::Code => return "code",
        _ => {}
    }
    let shape = &text.shapes[i];
    match is_prose(shape) {
        true => "paragraph",
        false if verdicts.first == i && is_headline(text, i) => "headline",
        false if shape.words <= 14 && shape.last != Kind::Stop as u8 => "heading or short line",
        false => "text in the article",
    }
}

/// Whether block `i` reads as the headline of what follows: short, not a sentence.
pub(super) fn is_headline(text: &Text, i: usize) -> bool {
    let shape = &text.shapes[i];
    let words = shape.words - shape.ideographs / 2;
    (2..=30).contains(&words) && shape.stops == 0 && text.shapes.len() > i + 1
}

fn boilerplate(text: &Text, verdicts: &Verdicts, i: usize) -> &'static str {
    let shape = &text.shapes[i];
    let most = shape.cues.iter().copied().max().unwrap_or(0);
    if most > 0 {
        let class = shape.cues.iter().position(|&c| c == most).unwrap_or(0);
        return NAMES[class].1;
    }
    if shape.tagged {
        return "related links";
    }
    if shape.words > 0 && shape.dated * 2 >= shape.words && shape.words <= 12 {
        return "date line";
    }
    if shape.ats > 0 && shape.words <= 12 {
        return "address";
    }
    if let Some((_, class)) = verdicts.heads[i].filter(|(head, _)| head + LIST >= i) {
        return NAMES[class].1;
    }
    let none = verdicts.first == verdicts.kept.len();
    match (i > verdicts.first, i < verdicts.last, is_prose(shape)) {
        _ if none => "no article around it",
        (_, _, true) => "text outside the article",
        (true, true, _) => "caption or label",
        (false, _, _) => "page header",
        (true, false, _) => "page footer",
    }
}

/// Blocks looked back over for the head of the list that a block stands in.
const LIST: usize = 12;
