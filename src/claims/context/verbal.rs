//! The tags of words that may be verbs: finite, participle, or noun and adjective after all.

use super::tag::{Seen, is_verb, left, opens, plain};
use crate::claims::Kind;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::*;
use crate::claims::lexicon::words::{Tag, Word};

pub(super) fn verbal(words: &[Word], i: usize, later: &[bool], seen: Seen) -> Tag {
    let word = &words[i];
    if word.may(VBG) {
        return ing(words, i);
    }
    // `10 percent of your trip cost, though`
    let ends = words
        .get(i + 1)
        .is_none_or(|w| matches!(w.tag, Tag::Comma | Tag::Stop | Tag::Close | Tag::Colon));
    if word.may(N)
        && word.may(VB)
        && word.may(VBD)
        && ends
        && i > 1
        && words[i - 1].tag == Tag::Noun
        && matches!(words[i - 2].tag, Tag::Det | Tag::Poss | Tag::Adj | Tag::Possessive)
    {
        return Tag::Noun;
    }
    if word.may(VBD | VBN) && !(word.may(VB) && prefers_base(words, i)) {
        let tag = past(words, i, word.may(VBD), seen);
        if word.may(N) && tag != Tag::Participle && nounish_left(words, i) {
            return Tag::Noun;
        }
        return tag;
    }
    if word.lex & (N | ADJ) == 0 {
        let number = i > 0 && matches!(words[i - 1].tag, Tag::Quantity | Tag::Number);
        return if nounish_left(words, i) && word.may(VB) && !number {
            Tag::Noun
        } else {
            Tag::Verb
        };
    }
    if present(words, i, later, seen) { Tag::Verb } else { plain(words, i) }
}

fn prefers_base(words: &[Word], i: usize) -> bool {
    left(words, i).is_some_and(|w| matches!(w.tag, Tag::To | Tag::Modal | Tag::Do))
}

/// What stands before allows only a noun.
fn nounish_left(words: &[Word], i: usize) -> bool {
    i > 0
        && matches!(
            words[i - 1].tag,
            Tag::Det
                | Tag::Poss
                | Tag::Adj
                | Tag::Quantity
                | Tag::Number
                | Tag::Prep
                | Tag::Possessive
        )
}

/// A form that may be noun or present verb is a verb.
fn present(words: &[Word], i: usize, later: &[bool], seen: Seen) -> bool {
    let word = &words[i];
    let Some(before) = left(words, i) else {
        // `Top 10 songs`
        return word.may(VB)
            && !word.is(Key::new("top"))
            && words.get(i + 1).is_some_and(|w| w.may(DET | POSS) || w.tag == Tag::Quantity);
    };
    // `of whom 40% live in cities`
    let shares = i > 0 && words[i - 1].kind == Some(Kind::Percent) && !word.glued;
    let placed = words.get(i + 1).is_some_and(|w| w.may(PREP) && !w.is_of());
    let base = word.may(VB) && (!word.may(N) || placed) && !changes(word);
    if shares && base && opens_clause(words, i - 1) {
        return true;
    }
    // `People earning less than £12,570 pay no tax`
    let amount =
        i > 0 && matches!(words[i - 1].kind, Some(Kind::Money | Kind::Measure | Kind::Age));
    let takes = words.get(i + 1).is_some_and(|w| w.may(DET | POSS) || w.tag == Tag::Quantity);
    if amount && takes && word.may(VB) && !word.may(VBZ) && !word.glued && !seen.finite && !later[i]
    {
        return true;
    }
    if nounish_left(words, i) {
        return false;
    }
    if ranges(words, i) || averages(words, i, later, seen) {
        return true;
    }
    let after = words.get(i + 1);
    let object = after.is_some_and(|w| {
        w.may(DET | POSS | PRON | TO | PART | ADV | COMP)
            || matches!(w.tag, Tag::Quantity | Tag::Hedge)
            || w.may(PREP) && !w.is_of()
    });
    // `and now covers`
    let timed = before.tag == Tag::Time && i > 1 && words[i - 2].tag == Tag::Conj;
    match if timed { Tag::Conj } else { before.tag } {
        Tag::To | Tag::Modal | Tag::Do => true,
        Tag::Pron | Tag::Rel => !before.may(POSSREL),
        // `two horizontal lines`: the number still waits for its plural.
        Tag::Noun if word.may(VBZ) && unfinished(words, i) => false,
        Tag::Name | Tag::Noun => {
            // A second finite verb in a clause needs a verb of saying before it.
            let free = !seen.finite || seen.speech;
            // `Experts project this will reach`
            let bare = before.plural() && word.may(VB) && !word.may(VBZ);
            let states = word.may(SPEECH)
                && after.is_some_and(|w| {
                    w.may(COMP)
                        || bare
                            && w.may(PRON | DET)
                            && words.get(i + 2).is_some_and(|w| w.may(MODAL | BE))
                });
            // `helps mills increase output`
            let helped = bare
                && after.is_some_and(|w| opens(w) && !w.capital)
                && i > 1
                && ["help", "let", "make", "watch"].contains(&words[i - 2].lemma());
            // `Hale estimates 300 homes were lost`
            let counts = word.may(SPEECH)
                && word.may(VBZ)
                && !before.plural()
                && after.is_some_and(|w| matches!(w.tag, Tag::Quantity | Tag::Hedge));
            seen.auxiliary && word.may(VB) && object
                || (states || counts) && !seen.finite
                || helped
                || free
                    && !later[i]
                    && object
                    && (word.may(VBZ) != (before.plural() && !one_of(words, i)))
                || free && !later[i] && word.may(VB) && !word.may(VBZ) && numbered(words, i)
        }
        Tag::Quantity | Tag::Close | Tag::Time => !later[i] && object && !seen.finite,
        Tag::Conj => {
            // `has 8GB of memory and costs £799`
            let verb = |w: &&Word| is_verb(w.tag) || w.tag == Tag::Have;
            let verb = words[..i].iter().rev().take(12).find(verb);
            object && verb.is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Have))
        }
        // `The suspect, 23, faces 20 years`
        Tag::Comma if i > 1 && words[i - 2].kind == Some(Kind::Age) => object && !later[i],
        Tag::Comma | Tag::Quote | Tag::Stop | Tag::Colon => {
            object && !later[i] && after.is_some_and(|w| w.may(DET | POSS))
        }
        Tag::Wh => false,
        _ => false,
    }
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

/// A number other than one, and behind it only words in the singular.
fn unfinished(words: &[Word], i: usize) -> bool {
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
        Some(Tag::Quantity) => before(1).is_some_and(|w| w.counts) && bare(2),
        Some(Tag::Prep) => {
            before(1).is_some_and(Word::is_of) && before(2).is_some_and(|w| w.tag == Tag::Quantity)
        }
        _ => false,
    }
}

pub(super) fn ing(words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    let after = words.get(i + 1);
    let noun_next = after.is_some_and(|w| {
        w.tag == Tag::Noun
            && (w.lex == 0 || w.may(N | ADJ))
            && w.lex & (DET | POSS | PRON | PREP | ADV) == 0
    });
    if ranges(words, i + 1) || after.is_some_and(|w| w.may(ADV)) && ranges(words, i + 2) {
        return Tag::Noun;
    }
    let Some(before) = i.checked_sub(1).map(|j| &words[j]) else {
        return if noun_next && subject_opens(words) { Tag::Adj } else { Tag::Ing };
    };
    match before.tag {
        // `seven sleep training tips`
        Tag::Noun if noun_next && unfinished(words, i) => Tag::Adj,
        Tag::Det | Tag::Poss | Tag::Adj | Tag::Quantity | Tag::Number | Tag::Possessive => {
            let verb =
                before.tag == Tag::Quantity && after.is_some_and(|w| w.may(DET | POSS | PREP));
            if verb {
                Tag::Ing
            } else if noun_next {
                Tag::Adj
            } else {
                Tag::Noun
            }
        }
        Tag::Prep if noun_next && before.is_of() => Tag::Adj,
        // `40 maintenance and cleaning workers`
        Tag::Conj
            if noun_next
                && i > 2
                && words[i - 3].counts
                && words[i - 2].tag == Tag::Noun
                && !words[i - 2].plural() =>
        {
            Tag::Adj
        }
        Tag::Noun if before.hyphen && noun_next => Tag::Adj,
        Tag::Verb | Tag::Past if noun_next && !before.may(SPEECH) => Tag::Adj,
        Tag::Noun | Tag::Name if word.may(N) && after.is_none_or(|w| w.tag != Tag::Noun) => {
            Tag::Noun
        }
        _ => Tag::Ing,
    }
}

/// `pricing ranges from $16 to $99`: a verb, whatever stands before.
fn ranges(words: &[Word], i: usize) -> bool {
    words.get(i).is_some_and(|w| w.is_form("range", "ranges"))
        && words.get(i + 1).is_some_and(|w| w.is_form("from", "between"))
        && words.get(i + 2).is_some_and(|w| matches!(w.tag, Tag::Quantity | Tag::Hedge))
}

/// `Operating profit from toys fell`: a verb follows before any comma, so that the first word is
/// part of its subject.
fn subject_opens(words: &[Word]) -> bool {
    let mut rest = words.iter().skip(2).take(12);
    let end = rest.find(|w| {
        w.may(VBD | BE | HAVE | MODAL)
            || matches!(w.tag, Tag::Comma | Tag::Quantity | Tag::Stop | Tag::Quote | Tag::Colon)
    });
    end.is_some_and(|w| w.may(VBD | BE | HAVE | MODAL))
}

pub(super) fn past(words: &[Word], i: usize, finite: bool, seen: Seen) -> Tag {
    let word = &words[i];
    let participle = word.may(VBN) || word.lex == 0;
    if !participle {
        let noun = i > 0 && matches!(words[i - 1].tag, Tag::Det | Tag::Poss);
        return if noun { Tag::Noun } else { Tag::Past };
    }
    let after = words.get(i + 1);
    let noun_next = after.is_some_and(|w| {
        matches!(w.tag, Tag::Noun)
            && (w.lex == 0 || w.may(N | ADJ | VBG))
            && w.lex & (DET | POSS | PRON | PREP | ADV | CONJ) == 0
    });
    let Some(before) = left(words, i) else {
        return if noun_next { Tag::Adj } else { Tag::Participle };
    };
    // `newly installed capacity`
    let manner = words[i - 1].tag == Tag::Adv && words[i - 1].glides();
    match before.tag {
        Tag::Be | Tag::Have => Tag::Participle,
        // `in a South Carolina shared office`
        Tag::Noun | Tag::Name
            if seen.finite && !seen.speech && noun_next && !opens_object(after) =>
        {
            Tag::Adj
        }
        Tag::Comma | Tag::Prep | Tag::Conj if manner && noun_next && !opens_object(after) => {
            Tag::Adj
        }
        Tag::Adj if noun_next && opens_object(after) => Tag::Past,
        Tag::Det | Tag::Poss | Tag::Adj | Tag::Possessive if noun_next => Tag::Adj,
        Tag::Comma | Tag::Conj
            if noun_next
                && !opens_object(after)
                && !words[..i]
                    .iter()
                    .rev()
                    .take(16)
                    .any(|w| is_verb(w.tag) || w.tag == Tag::Be) =>
        {
            Tag::Adj
        }
        Tag::Det | Tag::Poss => Tag::Adj,
        Tag::Quantity if words[i - 1].tag != Tag::Quantity => Tag::Past,
        // `17% reported pain`
        Tag::Quantity
            if finite
                && !word.glued
                && match before.kind {
                    Some(Kind::Percent) => {
                        word.may(SPEECH) || opens_clause(words, i - 1) && !changes(word)
                    }
                    Some(Kind::Ratio) => word.may(SPEECH),
                    _ => false,
                } =>
        {
            Tag::Past
        }
        Tag::Quantity if word.glued => Tag::Adj,
        Tag::Prep | Tag::Quantity | Tag::Conj | Tag::Verb | Tag::Past
            if noun_next && !opens_object(after) =>
        {
            let told = words[..i].iter().rev().take(12).any(|w| w.tag == Tag::Past);
            if before.tag == Tag::Conj && finite && told { Tag::Past } else { Tag::Adj }
        }
        _ if finite => Tag::Past,
        _ => Tag::Participle,
    }
}

/// Before the quantity at `i` stands what a clause begins behind.
fn opens_clause(words: &[Word], i: usize) -> bool {
    let before = words[..i].iter().rev().find(|w| w.tag != Tag::Hedge);
    before.is_none_or(|w| {
        matches!(w.tag, Tag::Comma | Tag::Conj | Tag::Stop | Tag::Quote | Tag::Rel)
            || w.is_form("whom", "which")
    })
}

/// `30% increased output`: what a share is of, not what it does.
fn changes(word: &Word) -> bool {
    word.entry.is_some_and(|e| e.direction().is_some()) && word.lemma() != "lose"
}

fn opens_object(after: Option<&Word>) -> bool {
    after.is_some_and(|w| w.capital || w.may(DET | POSS | PRON))
}
