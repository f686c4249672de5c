//! Words that bound the quantity after them: part of its noun phrase, whatever they are else.

use crate::claims::lexicon::words::{Tag, Word};
use crate::claims::quantity::Quantity;

/// Longest first: each is read from its last word back.
const HEDGES: &[&[&str]] = &[
    &["a", "maximum", "of"],
    &["a", "minimum", "of"],
    &["a", "total", "of"],
    &["an", "average", "of"],
    &["no", "more", "than"],
    &["no", "less", "than"],
    &["no", "fewer", "than"],
    &["not", "more", "than"],
    &["as", "many", "as"],
    &["as", "much", "as"],
    &["as", "few", "as"],
    &["as", "little", "as"],
    &["as", "high", "as"],
    &["as", "low", "as"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["greater", "than"],
    &["higher", "than"],
    &["lower", "than"],
    &["larger", "than"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["close", "to"],
    &["closer", "to"],
    &["an", "estimated"],
    &["more", "like"],
    &["over"],
    &["under"],
    &["above"],
    &["below"],
    &["around"],
    &["about"],
    &["some"],
    &["nearly"],
    &["almost"],
    &["roughly"],
    &["approximately"],
    &["just"],
    &["only"],
    &["exactly"],
    &["near"],
    &["well"],
    &["estimated"],
    &["exceeding"],
    &["barely"],
    &["virtually"],
    &["slightly"],
    &["even"],
    &["circa"],
];

/// Gives the words that bound a quantity their tag: those of the list, and the quantity's cue.
pub(super) fn mark(text: &str, words: &mut [Word], quantities: &[Quantity]) {
    for i in 1..words.len() {
        if words[i].tag != Tag::Quantity {
            continue;
        }
        let mut at = i;
        let cue = words[i].quantity.and_then(|q| quantities[q as usize].cue);
        if let Some(cue) = cue.filter(|c| c.end <= words[i].span.start) {
            while at > 0 && cue.contains(words[at - 1].span) {
                at -= 1;
                words[at].tag = Tag::Hedge;
            }
        }
        while let Some(n) = HEDGES.iter().find(|h| before(text, words, at, h)).map(|h| h.len()) {
            for word in &mut words[at - n..at] {
                word.tag = Tag::Hedge;
            }
            at -= n;
        }
        // `50 plus points`
        if words.get(i + 1).is_some_and(|w| w.is(text, "plus") || w.is(text, "odd"))
            && words.get(i + 2).is_some_and(|w| w.tag == Tag::Noun && !w.capital)
        {
            words[i + 1].tag = Tag::Hedge;
        }
    }
}

fn before(text: &str, words: &[Word], at: usize, hedge: &[&str]) -> bool {
    at >= hedge.len()
        && words[at - hedge.len()..at]
            .iter()
            .zip(hedge)
            .rev()
            .all(|(word, want)| word.tag == Tag::Noun && word.is(text, want))
}
