//! One tag for each word: the lexicon's tags, settled by the neighbours.

use crate::claims::lexicon::tag::*;
use crate::claims::lexicon::words::{Tag, Word};

/// Settles the tag of every word of a sentence, in one pass from left to right after one from
/// right to left.
pub(super) fn tag(text: &str, words: &mut [Word], later: &mut Vec<bool>) {
    soften(text, words);
    finite_later(words, later);
    let headline = is_headline(words);
    let mut seen = Seen::default();
    for i in 0..words.len() {
        if words[i].tag == Tag::Quantity && words[i].may(VBD | VBZ | VBG) {
            // `doubled`: a quantity that is the verb.
            words[i].tag = Tag::Noun;
        }
        if !matches!(words[i].tag, Tag::Time | Tag::Quantity | Tag::Hedge) {
            words[i].tag = decide(text, words, i, later, headline, seen);
        }
        seen.add(&words[i]);
    }
}

/// What a clause has shown so far.
#[derive(Clone, Copy, Default)]
struct Seen {
    finite: bool,
    speech: bool,
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
            }
            _ => {}
        }
    }
}

/// Stops that end nothing: of an abbreviation, before a code (`.DJI`), an ellipsis.
fn soften(text: &str, words: &mut [Word]) {
    for i in 0..words.len() {
        if words[i].tag != Tag::Stop {
            continue;
        }
        let next = words.get(i + 1);
        let code = !words[i].glued && next.is_some_and(|w| w.glued && w.tag == Tag::Noun);
        let inside = words[i].glued
            && next.is_some_and(|w| {
                w.tag == Tag::Comma
                    || w.tag == Tag::Noun && !w.capital && !w.glued && words[i].is(text, ".")
            });
        let dots = words[i].is(text, "...") || words[i].is(text, "…");
        let dotted = words[i].glued && next.is_some_and(|w| w.is(text, "."));
        if code || inside || dots || dotted {
            words[i].tag = Tag::Adv;
            if code {
                words[i + 1].tag = Tag::Adv;
            }
        }
    }
    // `US10YT=RR`, `EUR=`
    for i in 1..words.len() {
        if words[i].tag == Tag::Other && words[i].glued && words[i].is(text, "=") {
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
            || word.may(VBD | VBZ)
                && !word.may(VBN | N | ADJ)
                && !(i > 0 && words[i - 1].may(DET | POSS | ADJ))
        {
            seen = true;
        }
    }
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
    if word.capital && !headline && word.hyphen {
        return if word.may(ADJ | VBN) && word.lex & N == 0 { Tag::Adj } else { Tag::Name };
    }
    let starts = i == 0
        || matches!(words[i - 1].tag, Tag::Quote | Tag::Stop | Tag::Colon | Tag::Open | Tag::Dash);
    if word.capital && !headline && word.lex & CLOSED == 0 {
        let next_capital = words.get(i + 1).is_some_and(|w| w.capital && w.tag == Tag::Noun);
        if prepositional(text, words, i) {
            return Tag::Prep;
        }
        let name = !starts || word.lex == 0 || next_capital && !word.may(VBG | ADV | ADJ | VERB);
        if name || word.may(MONTH | WEEKDAY) {
            return if word.may(ADJ) && word.lex & N == 0 { Tag::Adj } else { Tag::Name };
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
        return hyphened(word);
    }
    if word.lex == 0 {
        return unknown(text, words, i, seen);
    }
    if let Some(tag) = closed(text, words, i) {
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

fn hyphened(word: &Word) -> Tag {
    if word.may(N) || word.lex == 0 || word.lex & (VERB | ADJ | ADV) == 0 {
        Tag::Noun
    } else {
        Tag::Adj
    }
}

fn unknown(text: &str, words: &[Word], i: usize, seen: Seen) -> Tag {
    let word = words[i].span.text(text);
    let ends = |tail: &str| word.len() > tail.len() + 2 && word.ends_with(tail);
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

fn plain(words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    let next_nominal = words.get(i + 1).is_some_and(|w| {
        matches!(w.tag, Tag::Noun | Tag::Quantity | Tag::Number)
            && (w.lex == 0 || w.may(N | ADJ | VBG | VBN))
    });
    match (word.may(N), word.may(ADJ), word.may(ADV)) {
        (true, true, _) => {
            let after_be = left(words, i).is_some_and(|w| w.tag == Tag::Be);
            if next_nominal || after_be { Tag::Adj } else { Tag::Noun }
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
                    Tag::Det | Tag::Poss | Tag::Adj | Tag::Prep | Tag::Possessive
                );
            if noun && first || first && i > 0 && next_nominal { Tag::Adj } else { Tag::Adv }
        }
        (false, true, false) => Tag::Adj,
        (false, false, true) => Tag::Adv,
        _ => Tag::Noun,
    }
}

/// The word before `i` that is neither an adverb nor a negation.
fn left(words: &[Word], i: usize) -> Option<&Word> {
    words[..i].iter().rev().take(4).find(|w| !matches!(w.tag, Tag::Adv | Tag::Neg | Tag::Quote))
}

fn right(words: &[Word], i: usize) -> Option<&Word> {
    words[i + 1..].iter().take(4).find(|w| w.lex & (ADV | NEG) == 0 && w.tag != Tag::Quote)
}

/// Could `word` begin a noun phrase, whatever it may be else?
fn opens(word: &Word) -> bool {
    match word.tag {
        Tag::Quantity | Tag::Number | Tag::Name | Tag::Det | Tag::Poss | Tag::Pron => true,
        Tag::Noun => word.lex == 0 || word.may(DET | POSS | PRON | N | ADJ) || word.capital,
        _ => false,
    }
}

fn closed(text: &str, words: &[Word], i: usize) -> Option<Tag> {
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
    if prepositional(text, words, i) {
        return Some(Tag::Prep);
    }
    if word.may(PREP | SUB) && word.may(VBG) {
        // `following`, `including`: a preposition unless an auxiliary stands before it.
        let verb = before
            .is_some_and(|w| matches!(w.tag, Tag::Be | Tag::Noun | Tag::Pron) && w.tag == Tag::Be);
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
    let single = [
        (BE, Tag::Be),
        (HAVE, Tag::Have),
        (DO, Tag::Do),
        (NEG, Tag::Neg),
        (POSSREL, Tag::Rel),
        (REL, Tag::Rel),
        (WH, Tag::Wh),
        (CONJ, Tag::Conj),
    ];
    if let Some((_, tag)) = single.iter().find(|(bit, _)| word.may(*bit)) {
        return Some(*tag);
    }
    if word.may(MODAL) && !word.capital {
        let noun = before.is_some_and(|w| matches!(w.tag, Tag::Det | Tag::Poss | Tag::Adj));
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
        return Some(preposition(text, words, i));
    }
    if word.may(PART) {
        return Some(Tag::Part);
    }
    if word.may(SUB) {
        return Some(Tag::Sub);
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
fn prepositional(text: &str, words: &[Word], i: usize) -> bool {
    const PAIRS: [(&str, &[&str]); 6] = [
        ("according", &["to"]),
        ("compared", &["with", "to"]),
        ("based", &["on"]),
        ("due", &["to"]),
        ("such", &["as"]),
        ("owing", &["to"]),
    ];
    if !words[i].may(PAIR) {
        return false;
    }
    let word = words[i].span.text(text);
    let be = left(words, i).is_some_and(|w| matches!(w.tag, Tag::Be | Tag::Have));
    !be && PAIRS.iter().any(|(first, second)| {
        word.eq_ignore_ascii_case(first)
            && words.get(i + 1).is_some_and(|w| second.iter().any(|s| w.is(text, s)))
    })
}

fn that(words: &[Word], i: usize) -> Tag {
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
fn preposition(text: &str, words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    let before = i.checked_sub(1).map(|j| &words[j]);
    let verb =
        before.is_some_and(|w| matches!(w.tag, Tag::Verb | Tag::Past | Tag::Participle | Tag::Ing));
    let nominal = words.get(i + 1).is_some_and(|w| {
        opens(w) || w.may(VBG | ADJ | VBN | ADV) || matches!(w.tag, Tag::Time | Tag::Quote)
    });
    let change =
        word.may(PART) && (word.is(text, "up") || word.is(text, "down") || word.is(text, "off"));
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

fn verbal(words: &[Word], i: usize, later: &[bool], seen: Seen) -> Tag {
    let word = &words[i];
    if word.may(VBG) {
        return ing(words, i);
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
        return word.may(VB)
            && words.get(i + 1).is_some_and(|w| w.may(DET | POSS) || w.tag == Tag::Quantity);
    };
    if nounish_left(words, i) {
        return false;
    }
    let after = words.get(i + 1);
    let object = after.is_some_and(|w| {
        w.may(DET | POSS | PRON | TO | PART | ADV | COMP)
            || matches!(w.tag, Tag::Quantity | Tag::Hedge)
            || w.may(PREP) && !w.is_of()
    });
    match before.tag {
        Tag::To | Tag::Modal | Tag::Do => true,
        Tag::Pron | Tag::Rel => !before.may(POSSREL),
        Tag::Name | Tag::Noun => {
            // A second finite verb in a clause needs a verb of saying before it.
            let free = !seen.finite || seen.speech;
            let states = word.may(SPEECH) && after.is_some_and(|w| w.may(COMP));
            states && !seen.finite
                || free && !later[i] && object && (word.may(VBZ) != before.plural())
        }
        Tag::Quantity | Tag::Close | Tag::Time => !later[i] && object && !seen.finite,
        Tag::Conj => {
            let verb = words[..i].iter().rev().take(12).find(|w| is_verb(w.tag));
            object && verb.is_some_and(|w| w.tag == Tag::Verb)
        }
        Tag::Comma | Tag::Quote | Tag::Stop | Tag::Colon => {
            object && !later[i] && after.is_some_and(|w| w.may(DET | POSS))
        }
        Tag::Wh => false,
        _ => false,
    }
}

fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Verb | Tag::Past | Tag::Participle | Tag::Ing)
}

fn ing(words: &[Word], i: usize) -> Tag {
    let word = &words[i];
    let after = words.get(i + 1);
    let noun_next = after.is_some_and(|w| {
        w.tag == Tag::Noun
            && (w.lex == 0 || w.may(N | ADJ))
            && w.lex & (DET | POSS | PRON | PREP | ADV) == 0
    });
    let Some(before) = i.checked_sub(1).map(|j| &words[j]) else {
        return Tag::Ing;
    };
    match before.tag {
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
        Tag::Noun if before.hyphen && noun_next => Tag::Adj,
        Tag::Verb | Tag::Past if noun_next && !before.may(SPEECH) => Tag::Adj,
        Tag::Noun | Tag::Name if word.may(N) && after.is_none_or(|w| w.tag != Tag::Noun) => {
            Tag::Noun
        }
        _ => Tag::Ing,
    }
}

fn past(words: &[Word], i: usize, finite: bool, seen: Seen) -> Tag {
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
        Tag::Quantity if word.glued => Tag::Adj,
        Tag::Prep | Tag::Quantity | Tag::Conj | Tag::Verb | Tag::Past
            if noun_next && !opens_object(after) =>
        {
            if before.tag == Tag::Conj
                && finite
                && words[..i].iter().rev().take(12).any(|w| w.tag == Tag::Past)
            {
                Tag::Past
            } else {
                Tag::Adj
            }
        }
        Tag::Pron | Tag::Rel if finite => Tag::Past,
        _ if finite => Tag::Past,
        _ => Tag::Participle,
    }
}

fn opens_object(after: Option<&Word>) -> bool {
    after.is_some_and(|w| w.capital || w.may(DET | POSS | PRON))
}

impl Word {
    /// An adverb of manner: `newly`, `fully`.
    fn glides(&self) -> bool {
        self.entry.map_or(self.adverbial, |e| e.word().ends_with("ly"))
    }

    fn is_of(&self) -> bool {
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
