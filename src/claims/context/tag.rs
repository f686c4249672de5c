//! One tag for each word: the lexicon's tags, settled by the neighbours.

use super::closed::{closed, prepositional};
use super::verbal::{ing, past, verbal};
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::*;
use crate::claims::lexicon::words::{Tag, Word};

/// Settles the tag of every word of a sentence, in one pass from left to right after one from
/// right to left.
pub(super) fn tag(text: &str, words: &mut [Word], later: &mut Vec<bool>) {
    soften(words);
    finite_later(words, later);
    let headline = is_headline(words);
    let mut seen = Seen::default();
    for i in 0..words.len() {
        if words[i].tag == Tag::Quantity && is_verbal(words, i) {
            words[i].tag = Tag::Noun;
        }
        if by(words, i) {
            words[i].tag = Tag::Conj;
        } else if !matches!(words[i].tag, Tag::Time | Tag::Quantity | Tag::Hedge) {
            words[i].tag = decide(text, words, i, later, headline, seen);
        }
        let infinitive = i > 0 && words[i - 1].tag == Tag::To;
        if !infinitive {
            seen.add(&words[i]);
        }
    }
}

/// A quantity that is the verb: `doubled`, `is to double`.
fn is_verbal(words: &[Word], i: usize) -> bool {
    let base = || {
        let before = &words[..i];
        before.last().is_some_and(|w| w.may(TO | MODAL))
            && !before.iter().rev().nth(1).is_some_and(|w| w.key.is(any_of!["up", "close"]))
    };
    words[i].may(VBD | VBZ | VBG) || words[i].may(VB) && base()
}

/// The sign between the sides of what has some: `22 x 14 x 9 inches`.
fn by(words: &[Word], i: usize) -> bool {
    let quantity = |i: usize| words.get(i).is_some_and(|w| w.tag == Tag::Quantity);
    i > 0 && words[i].key.is(any_of!["x", "×"]) && quantity(i - 1) && quantity(i + 1)
}

/// What a clause has shown so far.
#[derive(Clone, Copy, Default)]
pub(super) struct Seen {
    pub(super) finite: bool,
    pub(super) speech: bool,
    /// An auxiliary that waits for its verb: `could the mill supply`.
    pub(super) auxiliary: bool,
}

impl Seen {
    fn add(&mut self, word: &Word) {
        match word.tag {
            Tag::Comma
            | Tag::Colon
            | Tag::Stop
            | Tag::Dash
            | Tag::Open
            | Tag::Close
            | Tag::Quote => *self = Self::default(),
            Tag::Sub | Tag::Rel | Tag::Wh | Tag::Comp | Tag::Conj => *self = Self::default(),
            Tag::Verb | Tag::Past | Tag::Be | Tag::Have | Tag::Do | Tag::Modal => {
                self.finite = true;
                self.speech = word.may(SPEECH);
                self.auxiliary = matches!(word.tag, Tag::Modal | Tag::Do);
            }
            _ => {}
        }
    }
}

const STOP: Key = Key::new(".");

/// Stops that end nothing: of an abbreviation, before a code (`.DJI`), an ellipsis.
fn soften(words: &mut [Word]) {
    for i in 0..words.len() {
        if words[i].tag != Tag::Stop {
            continue;
        }
        let next = words.get(i + 1);
        let code = !words[i].glued && next.is_some_and(|w| w.glued && w.tag == Tag::Noun);
        let inside = words[i].glued
            && next.is_some_and(|w| {
                w.tag == Tag::Comma
                    || w.tag == Tag::Noun && !w.capital && !w.glued && words[i].is(STOP)
            });
        let dots = words[i].key.is(any_of!["...", "…"]);
        let dotted = words[i].glued && next.is_some_and(|w| w.is(STOP));
        if code || inside || dots || dotted {
            words[i].tag = Tag::Adv;
            if code {
                words[i + 1].tag = Tag::Adv;
            }
        }
    }
    // `US10YT=RR`, `EUR=`
    for i in 1..words.len() {
        if words[i].tag == Tag::Other && words[i].glued && words[i].is(Key::new("=")) {
            words[i - 1].tag = Tag::Adv;
            words[i].tag = Tag::Adv;
            if let Some(next) = words.get_mut(i + 1).filter(|w| w.glued && w.capital) {
                next.tag = Tag::Adv;
            }
        }
    }
}

/// `later[i]`: a word after `i` in the same clause can be nothing but a finite verb.
fn finite_later(words: &[Word], later: &mut Vec<bool>) {
    later.clear();
    later.resize(words.len(), false);
    let mut seen = false;
    for (i, word) in words.iter().enumerate().rev() {
        later[i] = seen;
        if matches!(
            word.tag,
            Tag::Comma | Tag::Colon | Tag::Stop | Tag::Open | Tag::Close | Tag::Dash
        ) || word.may(SUB | REL | CONJ | COMP | WH) && !word.may(PREP)
        {
            seen = false;
        } else if word.may(BE | HAVE | DO | MODAL)
            && !owns(words, i)
            && !(i > 0 && words[i - 1].may(TO))
            || word.may(VBD | VBZ)
                && !word.may(VBN | N | ADJ)
                && !(i > 0 && words[i - 1].may(DET | POSS | ADJ))
        {
            seen = true;
        }
    }
}

/// `the world's needs`: after anything but a pronoun, `'s` is more often no verb.
fn owns(words: &[Word], i: usize) -> bool {
    words[i].may(POSSESSIVE)
        && !(i > 0 && words[i - 1].may(PRON | EX | WH | REL) && !words[i - 1].may(POSS))
}

/// Most words of more than three letters have capitals: a title.
fn is_headline(words: &[Word]) -> bool {
    let (mut capitals, mut all) = (0, 0);
    for word in words.iter().take(40) {
        if word.tag == Tag::Noun && word.span.end - word.span.start > 3 {
            all += 1;
            capitals += usize::from(word.capital);
        }
    }
    all >= 3 && capitals * 4 >= all * 3
}

fn decide(text: &str, words: &[Word], i: usize, later: &[bool], headline: bool, seen: Seen) -> Tag {
    let word = &words[i];
    if !matches!(word.tag, Tag::Noun) {
        return word.tag;
    }
    // `US troops`, not `us`.
    if ["US", "IT"].contains(&word.span.text(text)) && !headline {
        return Tag::Name;
    }
    if word.capital && !headline && word.hyphen {
        return if word.may(ADJ | VBN) && word.lex & N == 0 { Tag::Adj } else { Tag::Name };
    }
    let starts = i == 0
        || matches!(words[i - 1].tag, Tag::Quote | Tag::Stop | Tag::Colon | Tag::Open | Tag::Dash);
    if word.capital && !headline && word.lex & CLOSED == 0 {
        let next_capital = words.get(i + 1).is_some_and(|w| w.capital && w.tag == Tag::Noun);
        if prepositional(words, i) {
            return Tag::Prep;
        }
        // `Additionally, ...`
        let adverb = word.lex == 0
            && word.adverbial
            && words.get(i + 1).is_some_and(|w| w.tag == Tag::Comma);
        if starts && adverb {
            return Tag::Adv;
        }
        let name = !starts || word.lex == 0 || next_capital && !word.may(VBG | ADV | ADJ | VERB);
        if name || word.may(MONTH | WEEKDAY) {
            let last = i > 0
                && words[i - 1].tag == Tag::Name
                && !words.get(i + 1).is_some_and(|w| w.capital || opens(w));
            let adjective = word.may(ADJ) && word.lex & N == 0 && !last;
            return match adjective {
                true if stands_alone(text, words, i) => Tag::Noun,
                true => Tag::Adj,
                false => Tag::Name,
            };
        }
    }
    if word.capital
        && !starts
        && !headline
        && word.may(CLOSED)
        && word.span.end - word.span.start > 4
    {
        return Tag::Name;
    }
    if word.hyphen {
        return hyphened(words, i);
    }
    if word.lex == 0 {
        return unknown(text, words, i, seen);
    }
    // `could sport a beard`
    if word.lex == N && i > 0 && words[i - 1].tag == Tag::Modal && takes_base(words, i) {
        return Tag::Verb;
    }
    if let Some(tag) = closed(words, i) {
        return tag;
    }
    if word.may(VERB) {
        return verbal(words, i, later, seen);
    }
    plain(words, i)
}

/// Words whose tag a capital letter does not change.
const CLOSED: u64 = DET
    | POSS
    | PRON
    | REL
    | WH
    | PREP
    | CONJ
    | SUB
    | TO
    | NEG
    | EX
    | BE
    | HAVE
    | DO
    | MODAL
    | POSSREL
    | POSSESSIVE;

fn hyphened(words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    // `e-learning can help`: nothing follows that it could stand before.
    let alone = || {
        !words.get(i + 1).is_some_and(|w| w.capital || opens(w) || w.may(VBG | VBN))
            && left(words, i).is_none_or(|w| w.tag != Tag::Be)
    };
    if word.may(N)
        || word.lex == 0
        || word.lex & (VERB | ADJ | ADV) == 0
        || word.may(VBG) && alone()
    {
        Tag::Noun
    } else {
        Tag::Adj
    }
}

fn unknown(text: &str, words: &[Word], i: usize, seen: Seen) -> Tag {
    let word = words[i].span.text(text);
    let ends = |tail: &str| word.len() > tail.len() + 2 && word.ends_with(tail);
    if i > 0 && takes_base(words, i) {
        return Tag::Verb;
    }
    if ends("ly") {
        Tag::Adv
    } else if ends("ing") {
        ing(words, i)
    } else if ends("ed") {
        past(words, i, true, seen)
    } else if [
        "able", "ible", "ful", "ous", "ive", "ic", "ish", "less", "ical", "ial", "ary", "ian",
        "est",
    ]
    .iter()
    .any(|tail| ends(tail))
    {
        Tag::Adj
    } else {
        Tag::Noun
    }
}

/// `to sandbag 60 homes`, `will helicopter them out`: only a verb has this place.
fn takes_base(words: &[Word], i: usize) -> bool {
    let object = words
        .get(i + 1)
        .is_some_and(|w| matches!(w.tag, Tag::Quantity | Tag::Hedge) || w.may(DET | POSS | PRON));
    object && left(words, i).is_some_and(|w| matches!(w.tag, Tag::To | Tag::Modal | Tag::Do))
}

/// `The 48-year-old Australian was`, `three Japanese`: who is of a country, and no noun behind.
fn stands_alone(text: &str, words: &[Word], i: usize) -> bool {
    let counted = i.checked_sub(1).map(|j| &words[j]).is_some_and(|w| {
        w.tag == Tag::Det
            || w.counts
            || w.tag == Tag::Quantity && w.span.text(text).ends_with("old")
    });
    let ends = words.get(i + 1).is_none_or(|w| {
        matches!(w.tag, Tag::Comma | Tag::Stop | Tag::Be | Tag::Have | Tag::Modal | Tag::Do)
            || w.lex & (BE | HAVE | MODAL | DO | REL) != 0
    });
    counted && (ends || acts_next(words, i))
}

/// `The firm cut 8% of its staff`: the word behind `i` is a verb that has its object.
fn acts_next(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_some_and(|w| w.may(VBD))
        && words.get(i + 2).is_some_and(|w| {
            matches!(w.tag, Tag::Quantity | Tag::Hedge) || w.may(DET | POSS | PRON)
        })
}

pub(super) fn plain(words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    // `the telecom major's shares`
    let owner = words.get(i + 1).is_some_and(|w| w.glued && w.may(POSSESSIVE));
    if owner && word.may(ADJ) {
        return Tag::Noun;
    }
    // `1,000 still missing`
    let waits = words.get(i + 1).is_some_and(|w| w.lex & N == 0 && w.may(ADJ | VBG | VBN));
    if word.is_form("still", "still") && i > 0 && words[i - 1].tag == Tag::Quantity && waits {
        return Tag::Adv;
    }
    let next_nominal = words.get(i + 1).is_some_and(|w| {
        // `one adult male remained`
        let acts = w.may(VBD) && !words.get(i + 2).is_some_and(opens);
        matches!(w.tag, Tag::Noun | Tag::Quantity | Tag::Number)
            && (w.lex == 0 || w.may(N | ADJ | VBG) || w.may(VBN) && !acts)
    });
    // `go back for more`: after a verb a bare noun that may be an adverb is one.
    let moves = i > 0 && is_verb(words[i - 1].tag) && word.may(ADV) && !next_nominal;
    match (word.may(N), word.may(ADJ), word.may(ADV)) {
        (true, _, true) if moves => Tag::Adv,
        (true, true, _) => {
            let after_be = left(words, i).is_some_and(|w| w.tag == Tag::Be);
            if next_nominal && !acts_next(words, i) || after_be { Tag::Adj } else { Tag::Noun }
        }
        (true, false, _) => Tag::Noun,
        (false, true, true) => {
            let noun = next_nominal
                && words
                    .get(i + 1)
                    .is_some_and(|w| w.lex == 0 || w.may(N | ADJ) && !w.may(VBZ | VBD));
            let first = i == 0
                || matches!(
                    words[i - 1].tag,
                    Tag::Det | Tag::Poss | Tag::Adj | Tag::Prep | Tag::Possessive | Tag::Quantity
                )
                || i > 1 && words[i - 1].tag == Tag::Conj && words[i - 2].tag == Tag::Adj;
            // `5 free and easy-to-follow tips`
            let pair = i > 0
                && words[i - 1].tag == Tag::Quantity
                && words.get(i + 1).is_some_and(|w| w.may(CONJ))
                && words.get(i + 2).is_some_and(|w| w.may(ADJ) || w.hyphen);
            if pair || noun && first || first && i > 0 && next_nominal {
                Tag::Adj
            } else {
                Tag::Adv
            }
        }
        (false, true, false) => Tag::Adj,
        (false, false, true) => Tag::Adv,
        _ => Tag::Noun,
    }
}

/// The word before `i` that is neither an adverb nor a negation.
pub(super) fn left(words: &[Word], i: usize) -> Option<&Word> {
    words[..i].iter().rev().take(4).find(|w| !matches!(w.tag, Tag::Adv | Tag::Neg | Tag::Quote))
}

pub(super) fn right(words: &[Word], i: usize) -> Option<&Word> {
    words[i + 1..].iter().take(4).find(|w| w.lex & (ADV | NEG) == 0 && w.tag != Tag::Quote)
}

/// Could `word` begin a noun phrase, whatever it may be else?
pub(super) fn opens(word: &Word) -> bool {
    match word.tag {
        Tag::Quantity | Tag::Number | Tag::Name | Tag::Det | Tag::Poss | Tag::Pron => true,
        Tag::Noun => word.lex == 0 || word.may(DET | POSS | PRON | N | ADJ) || word.capital,
        _ => false,
    }
}

pub(super) fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Verb | Tag::Past | Tag::Participle | Tag::Ing)
}

impl Word {
    /// An adverb of manner: `newly`, `fully`.
    pub(super) fn glides(&self) -> bool {
        self.entry.map_or(self.adverbial, |e| e.word().ends_with("ly"))
    }

    pub(super) fn is_of(&self) -> bool {
        self.entry.is_some_and(|e| e.word() == "of")
    }

    /// A noun that looks like a plural, or is one without an ending.
    pub(super) fn plural(&self) -> bool {
        self.entry.is_some_and(|e| {
            let word = e.word();
            word.ends_with('s') && !word.ends_with("ss")
                || ["people", "men", "women", "children", "police", "media", "data", "staff"]
                    .contains(&word)
        }) || self.entry.is_none() && self.unknown_plural
    }
}
