//! The tags of closed-class words: determiner or pronoun, preposition or conjunction.

use super::tag::{is_verb, left, opens, right};
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::*;
use crate::claims::lexicon::words::{Tag, Word};

/// Bits that leave no choice.
const SINGLE: [(u64, Tag); 8] = [
    (BE, Tag::Be),
    (HAVE, Tag::Have),
    (DO, Tag::Do),
    (NEG, Tag::Neg),
    (POSSREL, Tag::Rel),
    (REL, Tag::Rel),
    (WH, Tag::Wh),
    (CONJ, Tag::Conj),
];

pub(super) fn closed(words: &[Word], i: usize) -> Option<Tag> {
    let word = &words[i];
    let before = i.checked_sub(1).map(|j| &words[j]);
    let after = words.get(i + 1);
    if word.may(POSSESSIVE) {
        let nominal = before.is_some_and(|w| {
            matches!(w.tag, Tag::Noun | Tag::Name | Tag::Adj | Tag::Time | Tag::Quantity)
        });
        let next = after.is_some_and(|w| {
            opens(w) && !w.may(DET | POSS | PRON | PREP) || w.may(VBG | VBN | ADJ)
        });
        return Some(if nominal && next { Tag::Possessive } else { Tag::Be });
    }
    if word.may(REL | COMP) && word.may(DET) {
        return Some(that(words, i));
    }
    if prepositional(words, i) {
        return Some(Tag::Prep);
    }
    if word.may(PREP | SUB) && word.may(VBG) {
        // `following`, `including`: a preposition unless an auxiliary stands before it.
        let verb = before.is_some_and(|w| w.tag == Tag::Be);
        return Some(if verb { Tag::Ing } else { Tag::Prep });
    }
    if word.may(TO) {
        let verb = right(words, i).is_some_and(|w| {
            (w.may(VB | BE | HAVE | DO) && w.tag == Tag::Noun
                || matches!(w.tag, Tag::Be | Tag::Have | Tag::Do))
                && !w.capital
        });
        return Some(if verb { Tag::To } else { Tag::Prep });
    }
    if let Some((_, tag)) = SINGLE.iter().find(|(bit, _)| word.may(*bit)) {
        return Some(*tag);
    }
    auxiliary(words, i)
}

/// Modals, `there`, possessives, prepositions, determiners and pronouns.
fn auxiliary(words: &[Word], i: usize) -> Option<Tag> {
    let word = &words[i];
    let before = i.checked_sub(1).map(|j| &words[j]);
    let after = words.get(i + 1);
    let asks = i == 0 && after.is_some_and(|w| !w.capital);
    if word.may(MODAL) && (!word.capital || asks) {
        let verb = after.is_some_and(|w| w.may(VB | BE | HAVE | DO | NEG));
        let noun = before.is_some_and(|w| match w.tag {
            Tag::Det | Tag::Poss => true,
            Tag::Adj => !verb,
            _ => false,
        });
        return Some(if noun { Tag::Noun } else { Tag::Modal });
    }
    if word.may(EX) {
        let exists = after
            .is_some_and(|w| w.may(BE | MODAL | HAVE | POSSESSIVE) || matches!(w.tag, Tag::Be));
        return Some(if exists { Tag::Exist } else { Tag::Adv });
    }
    if word.may(POSS) {
        let noun =
            after.is_some_and(|w| opens(w) && !w.may(DET | PREP | PRON) || w.may(ADJ | VBG | VBN));
        return Some(if noun || !word.may(PRON) { Tag::Poss } else { Tag::Pron });
    }
    if word.may(PREP) {
        return Some(preposition(words, i));
    }
    if word.may(PART) {
        return Some(Tag::Part);
    }
    if word.may(SUB) {
        return Some(Tag::Sub);
    }
    // `those given a placebo`
    let passive = after.is_some_and(|w| w.may(VBN | VBG) && !w.may(N | ADJ));
    if passive && word.is(Key::new("those")) {
        return Some(Tag::Pron);
    }
    // `three such warnings`
    if word.is(Key::new("such")) && before.is_some_and(|w| w.tag == Tag::Quantity) {
        return Some(Tag::Adj);
    }
    if word.may(DET) {
        let noun = after.is_some_and(|w| {
            opens(w) && (!w.may(PREP | PRON | CONJ) || w.may(DET | POSS))
                || w.may(ADJ | ADV | VBG | VBN | N)
        });
        return Some(if noun || !word.may(PRON) { Tag::Det } else { Tag::Pron });
    }
    word.may(PRON).then_some(Tag::Pron)
}

/// `according to`, `compared with`, `based on`, `in case`: no verb of the sentence.
pub(super) fn prepositional(words: &[Word], i: usize) -> bool {
    const PAIRS: [(Key, &[Key]); 7] = [
        (Key::new("according"), any_of!["to"]),
        (Key::new("compared"), any_of!["with", "to"]),
        (Key::new("based"), any_of!["on"]),
        (Key::new("due"), any_of!["to"]),
        (Key::new("such"), any_of!["as"]),
        (Key::new("owing"), any_of!["to"]),
        (Key::new("thanks"), any_of!["to"]),
    ];
    if !words[i].may(PAIR) {
        return false;
    }
    let be = left(words, i).is_some_and(|w| matches!(w.tag, Tag::Be | Tag::Have));
    !be && PAIRS.iter().any(|(first, second)| {
        words[i].is(*first) && words.get(i + 1).is_some_and(|w| w.key.is(second))
    })
}

pub(super) fn that(words: &[Word], i: usize) -> Tag {
    let before = i.checked_sub(1).map(|j| &words[j]);
    let Some(after) = words.get(i + 1) else { return Tag::Pron };
    let object = words.get(i + 2).is_some_and(|w| {
        w.tag == Tag::Quantity
            || w.may(DET | POSS | PART) && !w.capital
            || w.may(PREP) && !w.is_of()
    });
    let verb_next = after.may(BE | HAVE | DO | MODAL | POSSESSIVE)
        || after.may(VBD | VBZ) && (after.lex & N == 0 || object && !after.capital);
    let noun_before = before.is_some_and(|w| {
        matches!(w.tag, Tag::Noun | Tag::Name | Tag::Pron | Tag::Time | Tag::Quantity)
    });
    let said = before.is_some_and(|w| w.may(SPEECH) && is_verb(w.tag));
    if said && !verb_next && !matches!(after.tag, Tag::Comma | Tag::Stop) {
        return Tag::Comp;
    }
    let verb_before = before.is_some_and(|w| {
        matches!(w.tag, Tag::Verb | Tag::Past | Tag::Participle | Tag::Ing | Tag::Adj | Tag::Be)
    });
    if verb_next {
        return if noun_before { Tag::Rel } else { Tag::Pron };
    }
    let full = after.may(DET | POSS | PRON)
        || after.capital
        || after.tag == Tag::Quantity
        || after.may(EX)
        || after.tag == Tag::Noun && after.lex & (N | ADJ | VERB) != 0 && verb_before;
    if noun_before {
        return if full || after.tag == Tag::Noun { Tag::Rel } else { Tag::Pron };
    }
    if full && verb_before {
        Tag::Comp
    } else if opens(after) {
        Tag::Det
    } else {
        Tag::Pron
    }
}

/// Preposition, conjunction of a clause, or the particle of a verb.
fn preposition(words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    let before = i.checked_sub(1).map(|j| &words[j]);
    let verb =
        before.is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Past | Tag::Participle | Tag::Ing));
    let nominal = words.get(i + 1).is_some_and(|w| {
        opens(w) || w.may(VBG | ADJ | VBN | ADV) || matches!(w.tag, Tag::Time | Tag::Quote)
    });
    let change = word.may(PART) && word.key.is(any_of!["up", "down", "off"]);
    if change && words.get(i + 1).is_some_and(|w| w.tag == Tag::Quantity) {
        return Tag::Part;
    }
    if word.may(PART) && (!nominal || verb && words.get(i + 1).is_some_and(|w| w.may(PREP | TO))) {
        return Tag::Part;
    }
    if word.may(VB)
        && before.is_some_and(|w| matches!(w.tag, Tag::Pron | Tag::To | Tag::Modal | Tag::Do))
    {
        return Tag::Verb;
    }
    if word.may(ADV) && !nominal {
        return Tag::Adv;
    }
    if word.may(SUB) && clause_follows(words, i) {
        return Tag::Sub;
    }
    Tag::Prep
}

/// A subject and a finite verb follow before the next comma.
fn clause_follows(words: &[Word], i: usize) -> bool {
    let (mut subject, mut plural) = (false, false);
    for word in words[i + 1..].iter().take(14) {
        if matches!(word.tag, Tag::Comma | Tag::Colon | Tag::Stop | Tag::Dash | Tag::Open) {
            return false;
        }
        if word.may(BE | HAVE | DO | MODAL) && word.lex & VBG == 0
            || word.may(VBD | VBZ) && (word.lex & (N | ADJ | VBN) == 0)
            || word.may(VBD) && subject && !word.capital
            || word.may(VB) && word.lex & N == 0 && plural && !word.capital
        {
            return subject;
        }
        if word.may(REL | CONJ | WH) && !word.may(DET) {
            return false;
        }
        plural = word.plural() && word.tag == Tag::Noun;
        subject |= matches!(word.tag, Tag::Noun | Tag::Name | Tag::Quantity | Tag::Number)
            && word.lex & (DET | POSS | PREP | ADV | SUB) == 0
            || word.may(PRON);
    }
    false
}
