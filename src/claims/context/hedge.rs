//! Words that bound the quantity after them: part of its noun phrase, whatever they are else.

use crate::claims::Bound;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::{ADJ, N, VBG, VERB};
use crate::claims::lexicon::words::{Tag, Word};
use crate::claims::quantity::Quantity;

/// Longest first: each is read from its last word back.
const HEDGES: &[&[Key]] = &[
    any_of!["a", "maximum", "of"],
    any_of!["a", "minimum", "of"],
    any_of!["a", "total", "of"],
    any_of!["an", "average", "of"],
    any_of!["no", "more", "than"],
    any_of!["no", "less", "than"],
    any_of!["no", "fewer", "than"],
    any_of!["not", "more", "than"],
    any_of!["as", "many", "as"],
    any_of!["as", "much", "as"],
    any_of!["as", "few", "as"],
    any_of!["as", "little", "as"],
    any_of!["as", "high", "as"],
    any_of!["as", "low", "as"],
    any_of!["more", "than"],
    any_of!["less", "than"],
    any_of!["fewer", "than"],
    any_of!["greater", "than"],
    any_of!["higher", "than"],
    any_of!["lower", "than"],
    any_of!["larger", "than"],
    any_of!["at", "least"],
    any_of!["at", "most"],
    any_of!["up", "to"],
    any_of!["close", "to"],
    any_of!["closer", "to"],
    any_of!["an", "estimated"],
    any_of!["more", "like"],
    any_of!["over"],
    any_of!["under"],
    any_of!["above"],
    any_of!["below"],
    any_of!["around"],
    any_of!["about"],
    any_of!["some"],
    any_of!["nearly"],
    any_of!["almost"],
    any_of!["roughly"],
    any_of!["approximately"],
    any_of!["just"],
    any_of!["only"],
    any_of!["exactly"],
    any_of!["near"],
    any_of!["well"],
    any_of!["estimated"],
    any_of!["exceeding"],
    any_of!["barely"],
    any_of!["virtually"],
    any_of!["slightly"],
    any_of!["even"],
    any_of!["circa"],
];

const OR: Key = Key::new("or");
const SO: Key = Key::new("so");

/// The last word of each, which rules most words out.
const LAST: [Key; HEDGES.len()] = {
    let mut last = [Key::EMPTY; HEDGES.len()];
    let mut i = 0;
    while i < last.len() {
        last[i] = HEDGES[i][HEDGES[i].len() - 1];
        i += 1;
    }
    last
};

/// Gives the words that bound a quantity their tag: those of the list, and the quantity's cue.
pub(super) fn mark(words: &mut [Word], quantities: &[Quantity]) {
    for i in 0..words.len() {
        if words[i].tag != Tag::Quantity {
            continue;
        }
        let mut at = i;
        let bounded = words[i].quantity.map(|q| &quantities[q as usize]);
        if let Some((q, cue)) = bounded.and_then(|q| Some((q, q.cue?)))
            && cue.end <= words[i].span.start
        {
            // `topped 90`, `climbed past 90`, `start at 90`: a verb that bounds is a verb still.
            let from = words[..i].iter().rposition(|w| !cue.contains(w.span)).map_or(0, |w| w + 1);
            // `prices at or above $70`: the first still joins the phrase to the one before.
            let from = from + usize::from(words.get(from + 1).is_some_and(|w| w.is(OR)));
            let mut verb = words[from].key.is(any_of!["start", "starts", "started"]);
            while at > from {
                at -= 1;
                let word = &mut words[at];
                verb |= q.bound == Bound::Over && word.may(VERB) && !word.may(VBG);
                if !verb {
                    word.tag = Tag::Hedge;
                }
            }
        }
        while at > 0
            && words[at - 1].key.is(&LAST)
            && let Some(n) = HEDGES.iter().find(|h| before(words, at, h)).map(|h| h.len())
        {
            for word in &mut words[at - n..at] {
                word.tag = Tag::Hedge;
            }
            at -= n;
        }
        // `some 200 or so people`: the first of two cues is the quantity's.
        let so = words[i + 1..].get(..2).filter(|w| w[0].is(OR) && w[1].is(SO)).map(|w| w[1].span);
        if let Some(cue) = so.or(bounded.and_then(|q| q.cue)) {
            trailing(words, i, cue.end);
        }
        // `50 plus points`
        if words.get(i + 1).is_some_and(|w| w.key.is(any_of!["plus", "odd", "ish"]))
            && words.get(i + 2).is_some_and(|w| w.tag == Tag::Noun && !w.capital)
        {
            words[i + 1].tag = Tag::Hedge;
        }
    }
}

/// `five or more cars`: the words after the quantity at `at` that bound it, up to `end`, where the
/// noun that they count follows.
fn trailing(words: &mut [Word], at: usize, end: usize) {
    let inside = |w: &&Word| w.span.end <= end && matches!(w.tag, Tag::Noun | Tag::Other);
    // Not `a 15% minimum tax`.
    let or = words.get(at + 1).is_some_and(|w| w.key.is(any_of!["or", "and"]));
    let n = if or { words[at + 1..].iter().take_while(inside).count() } else { 0 };
    let counted = |w: &Word| w.tag == Tag::Noun && (w.may(N | ADJ) || w.entry.is_none());
    if n > 0 && words.get(at + 1 + n).is_some_and(counted) {
        for word in &mut words[at + 1..at + 1 + n] {
            word.tag = Tag::Hedge;
        }
    }
}

fn before(words: &[Word], at: usize, hedge: &[Key]) -> bool {
    at >= hedge.len()
        && words[at - hedge.len()..at]
            .iter()
            .zip(hedge)
            .rev()
            .all(|(word, want)| word.tag == Tag::Noun && word.is(*want))
}
