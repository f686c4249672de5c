//! Forms that may be a noun or a verb in the present: `rates`, `cost`, `project`.

use super::tag::{Seen, is_verb, left, opens};
use super::verbal::{changes, nounish_left, opens_clause};
use crate::claims::Kind;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::*;
use crate::claims::lexicon::words::{Tag, Word};

/// A form that may be noun or present verb is a verb.
pub(super) fn present(words: &[Word], i: usize, later: &[bool], seen: Seen) -> bool {
    let word = &words[i];
    let Some(before) = left(words, i) else {
        // `Top 10 songs`
        return word.may(VB)
            && !word.is(Key::new("top"))
            && words.get(i + 1).is_some_and(|w| w.may(DET | POSS) || w.tag == Tag::Quantity);
    };
    if behind_amount(words, i, later, seen) {
        return true;
    }
    if nounish_left(words, i) {
        return false;
    }
    if ranges(words, i) || averages(words, i, later, seen) {
        return true;
    }
    let object = has_object(words, i);
    // `and now covers`
    let timed = before.tag == Tag::Time && i > 1 && words[i - 2].tag == Tag::Conj;
    match if timed { Tag::Conj } else { before.tag } {
        Tag::To | Tag::Modal | Tag::Do => true,
        Tag::Pron | Tag::Rel => !before.may(POSSREL),
        // `two horizontal lines`: the number still waits for its plural.
        Tag::Noun if word.may(VBZ) && unfinished(words, i) => false,
        Tag::Name | Tag::Noun => behind_noun(words, i, later, seen, before),
        Tag::Quantity | Tag::Close | Tag::Time => !later[i] && object && !seen.finite,
        Tag::Conj => {
            // `has 8GB of memory and costs £799`
            let verb = |w: &&Word| is_verb(w.tag) || w.tag == Tag::Have;
            let verb = words[..i].iter().rev().take(12).find(verb);
            object && verb.is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Have))
        }
        // `The suspect, 23, faces 20 years`
        // `More than half, 54 percent, oppose it`
        Tag::Comma
            if i > 1
                && matches!(words[i - 2].kind, Some(Kind::Age | Kind::Ratio | Kind::Percent)) =>
        {
            object && !later[i]
        }
        Tag::Comma | Tag::Quote | Tag::Stop | Tag::Colon => {
            object && !later[i] && words.get(i + 1).is_some_and(|w| w.may(DET | POSS))
        }
        _ => false,
    }
}

/// Behind the word at `i` stands what an object or a complement begins with.
fn has_object(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_some_and(|w| {
        w.may(DET | POSS | PRON | TO | PART | ADV | COMP)
            || matches!(w.tag, Tag::Quantity | Tag::Hedge)
            || w.may(PREP) && !w.is_of()
    })
}

/// `of whom 40% live in cities`, `People earning less than £12,570 pay no tax`
fn behind_amount(words: &[Word], i: usize, later: &[bool], seen: Seen) -> bool {
    let word = &words[i];
    let Some(kind) = i.checked_sub(1).and_then(|j| words[j].kind).filter(|_| !word.glued) else {
        return false;
    };
    let after = |test: fn(&Word) -> bool| words.get(i + 1).is_some_and(test);
    match kind {
        Kind::Percent => {
            let placed = after(|w| w.may(PREP) && !w.is_of());
            let base = word.may(VB) && (!word.may(N) || placed) && !changes(word);
            base && opens_clause(words, i - 1)
        }
        Kind::Money | Kind::Measure | Kind::Age => {
            let takes = after(|w| w.may(DET | POSS) || w.tag == Tag::Quantity);
            takes && word.may(VB) && !word.may(VBZ) && !seen.finite && !later[i]
        }
        _ => false,
    }
}

/// A form behind the noun `before`.
fn behind_noun(words: &[Word], i: usize, later: &[bool], seen: Seen, before: &Word) -> bool {
    let word = &words[i];
    let after = |test: &dyn Fn(&Word) -> bool| words.get(i + 1).is_some_and(test);
    // A second finite verb in a clause needs a verb of saying before it.
    let free = (!seen.finite || seen.speech) && !later[i];
    let object = has_object(words, i);
    let base = word.may(VB) && !word.may(VBZ);
    let bare = before.plural() && base;
    // `Experts project this will reach`
    let will = || words.get(i + 2).is_some_and(|w| w.may(MODAL | BE));
    let states = word.may(SPEECH) && after(&|w| w.may(COMP) || bare && w.may(PRON | DET) && will());
    // `helps mills increase output`
    let helped = bare
        && after(&|w| opens(w) && !w.capital)
        && i > 1
        && ["help", "let", "make", "watch"].contains(&words[i - 2].lemma());
    // `Hale estimates 300 homes were lost`
    let counts = word.may(SPEECH)
        && word.may(VBZ)
        && !before.plural()
        && after(&|w| matches!(w.tag, Tag::Quantity | Tag::Hedge));
    let agrees = word.may(VBZ) != (before.plural() && !one_of(words, i));
    seen.auxiliary && word.may(VB) && object
        || (states || counts) && !seen.finite
        || helped
        || free && object && agrees
        || free && base && numbered(words, i)
}

/// `each of the 12 teams plays`: one of them has the verb before `i`.
fn one_of(words: &[Word], i: usize) -> bool {
    let inner = |w: &&Word| {
        matches!(w.tag, Tag::Noun | Tag::Name | Tag::Adj | Tag::Quantity | Tag::Det | Tag::Poss)
    };
    let of = i - words[..i].iter().rev().take(6).take_while(inner).count();
    let one = any_of!["each", "one", "none", "neither", "either"];
    of > 1 && words[of - 1].is_of() && words[of - 2].key.is(one)
}

/// `Rents in the city average $1,850`
fn averages(words: &[Word], i: usize, later: &[bool], seen: Seen) -> bool {
    words[i].is_form("average", "averages")
        && !later[i]
        && !seen.finite
        && matches!(words[i - 1].tag, Tag::Noun | Tag::Name)
        && words.get(i + 1).is_some_and(|w| matches!(w.tag, Tag::Quantity | Tag::Hedge))
}

/// `pricing ranges from $16 to $99`: a verb, whatever stands before.
pub(super) fn ranges(words: &[Word], i: usize) -> bool {
    words.get(i).is_some_and(|w| w.is_form("range", "ranges"))
        && words.get(i + 1).is_some_and(|w| w.is_form("from", "between"))
        && words.get(i + 2).is_some_and(|w| matches!(w.tag, Tag::Quantity | Tag::Hedge))
}

/// A number other than one, and behind it only words in the singular.
pub(super) fn unfinished(words: &[Word], i: usize) -> bool {
    let inner = |w: &&Word| w.tag == Tag::Adj || w.tag == Tag::Noun && !w.plural();
    let skipped = words[..i].iter().rev().take(4).take_while(inner).count();
    i.checked_sub(skipped + 1).is_some_and(|at| words[at].counts && !words[at + 1].glued)
}

/// `40 people face charges`, `30% of adults smoke`: the noun before `i` is the plural that a
/// number counts, so that a singular after it is no part of the phrase.
fn numbered(words: &[Word], i: usize) -> bool {
    // Plurals that stand before another noun.
    const MODIFIERS: &[&str] =
        &["sports", "sales", "arms", "goods", "savings", "customs", "earnings", "news", "jobs"];
    let skipped = words[..i].iter().rev().take(4).take_while(|w| w.tag == Tag::Adv).count();
    let Some(noun) = i.checked_sub(skipped + 1).filter(|&n| words[n].plural()) else {
        return false;
    };
    let modifier = words[noun].entry.is_some_and(|e| MODIFIERS.contains(&e.word()));
    let next = words.get(i + 1).is_none_or(|w| match w.tag {
        Tag::Noun => w.lex == 0 || w.may(N | ADJ | ADV),
        tag => matches!(tag, Tag::Stop | Tag::Comma | Tag::Quote | Tag::Name),
    });
    if words[noun].capital || modifier || !next {
        return false;
    }
    let inner = |w: &&Word| matches!(w.tag, Tag::Noun | Tag::Adj);
    let start = noun - words[..noun].iter().rev().take(4).take_while(inner).count();
    let before = |back: usize| start.checked_sub(back).map(|at| &words[at]);
    let bare = |back: usize| before(back).is_none_or(|w| w.tag != Tag::Det);
    match before(1).map(|w| w.tag) {
        // `these 20 firms make cars`
        Some(Tag::Quantity) => before(1).is_some_and(|w| w.counts) && (bare(2) || start == noun),
        Some(Tag::Prep) => {
            before(1).is_some_and(Word::is_of) && before(2).is_some_and(|w| w.tag == Tag::Quantity)
        }
        _ => false,
    }
}
