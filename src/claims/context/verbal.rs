//! The tags of words that may be verbs: finite, participle, or noun and adjective after all.

use super::present::{present, ranges, unfinished};
use super::tag::{Seen, is_verb, left, plain};
use crate::claims::Kind;
use crate::claims::key::any_of;
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
    if acts_at_age(words, i) || present(words, i, later, seen) {
        Tag::Verb
    } else {
        plain(words, i)
    }
}

/// `The 21-year-old plays for Harwick`, `a 19-year-old wins the cup`: an age that stands for who
/// is of it, and what he does.
fn acts_at_age(words: &[Word], i: usize) -> bool {
    let aged = i > 1
        && words[i - 1].kind == Some(Kind::Age)
        && words[i - 2].tag == Tag::Det
        && words[i].may(VBZ);
    aged && words.get(i + 1).is_some_and(|w| {
        let noun = w.tag == Tag::Noun && w.lex & (VERB | BE | HAVE | DO | MODAL | CONJ | REL) == 0;
        matches!(w.tag, Tag::Quantity | Tag::Hedge) || noun && !w.is_of()
    })
}

fn prefers_base(words: &[Word], i: usize) -> bool {
    left(words, i).is_some_and(|w| matches!(w.tag, Tag::To | Tag::Modal | Tag::Do))
}

/// What stands before allows only a noun.
pub(super) fn nounish_left(words: &[Word], i: usize) -> bool {
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
            // `his two-hour training to become a teacher`
            let length = matches!(before.kind, Some(Kind::Duration | Kind::Measure));
            let rest = DET | POSS | PREP | if length { 0 } else { TO };
            let verb = before.tag == Tag::Quantity && after.is_some_and(|w| w.may(rest));
            if verb {
                Tag::Ing
            } else if noun_next {
                Tag::Adj
            } else {
                Tag::Noun
            }
        }
        Tag::Prep if noun_next && before.is_of() => Tag::Adj,
        // `40 maintenance and cleaning workers`, `40 dead or dying birds`
        Tag::Conj
            if noun_next
                && i > 2
                && words[i - 3].counts
                && (words[i - 2].tag == Tag::Adj
                    || words[i - 2].tag == Tag::Noun && !words[i - 2].plural()) =>
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
    let noun_next = modifies(words, i);
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
        // `two new, advanced models`
        Tag::Comma
            if noun_next
                && i > 2
                && words[i - 2].tag == Tag::Adj
                && words[i - 3].tag == Tag::Quantity =>
        {
            Tag::Adj
        }
        Tag::Det | Tag::Poss => Tag::Adj,
        Tag::Quantity if words[i - 1].tag != Tag::Quantity => Tag::Past,
        Tag::Quantity if finite && !word.glued && share_acts(words, i, before.kind) => Tag::Past,
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

/// A noun follows the participle at `i`, with another participle or a day between where a count
/// stands before: `30 burned stolen cars`, `30 randomized controlled trials`.
fn modifies(words: &[Word], i: usize) -> bool {
    let one = i > 0 && words[i - 1].key.is(any_of!["one"]);
    let plural = || words.get(i + 2).is_some_and(|w| w.plural() != one && (w.may(N) || w.lex == 0));
    let counted = i > 0 && (words[i - 1].counts || one && words[i - 1].tag == Tag::Quantity);
    let second = words.get(i + 1).is_some_and(|w| {
        let participle = w.tag == Tag::Noun && w.may(VBN);
        participle && !w.may(VBD) || (participle || w.tag == Tag::Time) && counted && plural()
    });
    words.get(i + 1 + usize::from(second)).is_some_and(|w| {
        matches!(w.tag, Tag::Noun)
            && (w.lex == 0 || w.may(N | ADJ | VBG))
            && w.lex & (DET | POSS | PRON | PREP | ADV | CONJ) == 0
    })
}

/// `17% reported pain`: the share is who did it.
fn share_acts(words: &[Word], i: usize, kind: Option<Kind>) -> bool {
    let word = &words[i];
    match kind {
        Some(Kind::Percent) => word.may(SPEECH) || opens_clause(words, i - 1) && !changes(word),
        Some(Kind::Ratio) => word.may(SPEECH),
        _ => false,
    }
}

/// Before the quantity at `i` stands what a clause begins behind.
pub(super) fn opens_clause(words: &[Word], i: usize) -> bool {
    let before = words[..i].iter().rev().find(|w| w.tag != Tag::Hedge);
    before.is_none_or(|w| {
        matches!(w.tag, Tag::Comma | Tag::Conj | Tag::Stop | Tag::Quote | Tag::Rel)
            || w.is_form("whom", "which")
    })
}

/// `30% increased output`: what a share is of, not what it does.
pub(super) fn changes(word: &Word) -> bool {
    word.entry.is_some_and(|e| e.direction().is_some()) && word.lemma() != "lose"
}

fn opens_object(after: Option<&Word>) -> bool {
    after.is_some_and(|w| w.capital || w.may(DET | POSS | PRON))
}
