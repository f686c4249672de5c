//! What is counted or measured: the noun beside the number, or the one the sentence ties it to.

use super::amount::amount;
use super::chunk::{ChunkKind, Role};
use super::count::count;
use super::length::{age, duration};
use super::parse::ClauseKind;
use super::sentence::Sentence;
use super::share::{bracketed_share, by_or_subject, does, phrase_before, share, shared};
use crate::claims::Kind;
use crate::claims::key::any_of;
use crate::claims::lexicon::tag::{DET, EVENT, PART, POSS, PREP, TIME, WEEKDAY};
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::{Quantity, is_comparative, list};

/// The words that name what is counted, and the rule that found them.
pub(super) struct Counted {
    pub(super) span: Option<(usize, usize)>,
    pub(super) rule: &'static str,
    pub(super) ground: Ground,
}

/// How near to the quantity a rule finds what is counted, which is what most tells whether the
/// whole claim is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// In the quantity's own phrase, or one tied to it.
    Beside,
    /// By the grammar of the clause: its subject, its owner.
    Clause,
    /// The sentence seems to name nothing.
    Nothing,
    /// Farther off.
    Far,
}

impl Ground {
    /// The share of claims right in value, kind, bound, unit and what is counted, of 498 on forty
    /// news articles: 0.95, 0.83, 0.68 and 0.62 by `scripts/confidence.py`; small groups are drawn to
    /// their mean.
    pub(super) const fn share(self) -> f32 {
        match self {
            Self::Beside => 0.95,
            Self::Clause => 0.83,
            Self::Nothing => 0.70,
            Self::Far => 0.65,
        }
    }
}

impl Counted {
    pub(super) fn found(span: Option<(usize, usize)>, rule: &'static str, ground: Ground) -> Self {
        Self { span, rule, ground }
    }
}

pub(super) fn counted(s: &Sentence<'_>, word: usize, quantity: &Quantity) -> Counted {
    let chunk = s.chunk_at(word);
    if quantity.kind == Kind::Score && quantity.value2.is_some() {
        return Counted::found(None, "a result", Ground::Beside);
    }
    if s.chunks[chunk].kind == ChunkKind::Verb {
        // `doubled`: what it does so to, or what does so.
        let object =
            s.clause(chunk).object.and_then(|o| named(s, o as usize, "object", Ground::Far));
        return object.or_else(|| subject(s, chunk)).unwrap_or(Counted::found(
            None,
            "none named",
            Ground::Nothing,
        ));
    }
    if away(s, word, quantity) {
        if let Some(place) = set_apart(s, chunk) {
            return Counted::found(s.name(place), "apposition", Ground::Clause);
        }
        return by_or_subject(s, chunk).unwrap_or(Counted::found(
            None,
            "none named",
            Ground::Nothing,
        ));
    }
    if quantity.kind == Kind::Percent
        && does(s, word + 1)
        && let Some(found) = shared(s, word)
    {
        return found;
    }
    // `children under 12 pay`: no noun follows an age that ends with its number.
    let bare = quantity.kind == Kind::Age
        && s.words[word].span.text(s.text).ends_with(|c: char| c.is_ascii_digit());
    if let Some(found) = inside(s, word, chunk, quantity).filter(|_| !bare) {
        return found;
    }
    let rules = match quantity.kind {
        Kind::Count => count(s, word, chunk, quantity),
        Kind::Percent => {
            bracketed_share(s, chunk).or_else(|| share(s, word, chunk)).or_else(|| shared(s, word))
        }
        Kind::Ratio => share(s, word, chunk),
        Kind::Age => age(s, word, chunk),
        Kind::Duration => duration(s, word, chunk),
        Kind::Rank => rank(s, chunk),
        Kind::Score => rating(s, chunk),
        Kind::Money | Kind::Measure => amount(s, word, chunk, quantity),
    };
    rules.unwrap_or(Counted::found(None, "none named", Ground::Nothing))
}

/// `in the village, 35 km north of the town`: the place that a distance behind a comma tells of.
pub(super) fn set_apart(s: &Sentence<'_>, chunk: usize) -> Option<usize> {
    let comma = chunk.checked_sub(1).filter(|&c| s.chunks[c].kind == ChunkKind::Comma)?;
    comma.checked_sub(1).filter(|&c| s.chunks[c].role == Role::Prep && s.name(c).is_some())
}

/// `35 km north of the town`: the way to a place, which is not what is measured.
pub(super) fn away(s: &Sentence<'_>, word: usize, quantity: &Quantity) -> bool {
    let next = word + 1;
    quantity.kind == Kind::Measure && s.is(next, list::DIRECTION)
}

/// The quantity stands before the noun of its own phrase.
fn inside(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<Counted> {
    let head = s.chunks[chunk].head as usize;
    let next = s.words.get(word + 1)?;
    let tied = next.glued && next.tag != Tag::Hedge && hyphen_between(s, word);
    if quantity.kind == Kind::Count && tied && !s.is(word + 1, any_of!["strong"]) {
        let noun = Some((word + 1, word + 1));
        return Some(Counted::found(noun, "noun after hyphen", Ground::Beside));
    }
    if s.chunks[chunk].kind != ChunkKind::Noun || head <= word {
        return None;
    }
    let mut first = word + 1;
    // `gained 0.02% eking out its third rise`
    let acts = s.words[first].span.text(s.text).ends_with("ing")
        && !s.words[first].glued
        && s.words.get(first + 1).is_some_and(|w| w.lex & (DET | POSS | PREP | PART) != 0);
    if s.is(first, any_of!["ago", "said"]) || quantity.kind == Kind::Percent && acts {
        return None;
    }
    if quantity.kind == Kind::Ratio && s.is(first, any_of!["times", "fold", "x"]) {
        // `nine times higher`: the thing that is higher; `a 10x return`: the return.
        first += 1;
        if s.is(word + 1, any_of!["times"])
            || first > head
            || is_comparative(s.words[first].key, s.words[first].span.text(s.text))
        {
            return None;
        }
    }
    while first < head && skips(s, first, quantity.kind) {
        first += 1;
    }
    if s.is(head, any_of!["worth"]) {
        return s
            .phrase_after(chunk, any_of!["of"])
            .and_then(|c| s.name(c))
            .map(|x| Counted::found(Some(x), "worth of", Ground::Beside));
    }
    if s.words[head].tag == Tag::Quantity || quantity.kind == Kind::Rank && predicated(s, chunk) {
        return None;
    }
    // `a 9% funding increase`: the event noun carries the number, what changes stands before it.
    let change =
        s.words[head].entry.is_some_and(|e| e.tags & EVENT != 0 && e.direction().is_some());
    let change = change && matches!(quantity.kind, Kind::Percent | Kind::Measure | Kind::Money);
    if change && head == first {
        return s
            .phrase_after(chunk, any_of!["in", "of", "on", "to"])
            .and_then(|c| s.name(c))
            .map(|x| Counted::found(Some(x), "of the change", Ground::Clause));
    }
    let last = head - usize::from(change);
    if s.words[first].may(TIME | WEEKDAY)
        && first == last
        && quantity.kind != Kind::Count
        && !s.words[first].glued
    {
        return None;
    }
    Some(Counted::found(Some((first, last)), "noun after numeral", Ground::Beside))
}

fn hyphen_between(s: &Sentence<'_>, word: usize) -> bool {
    let (a, b) = (s.words[word].span.end, s.words[word + 1].span.start);
    b > a && s.text[a..b].starts_with(['-', '‑'])
}

/// The phrase stands after *be*: what it says is said of the subject.
fn predicated(s: &Sentence<'_>, chunk: usize) -> bool {
    s.verb(chunk).is_some_and(|v| v < chunk && s.chunks[v].be)
        && s.chunks[chunk].role == Role::Object
}

/// Between a quantity and its noun: another quantity, `-old`, `-wide`, a determiner.
fn skips(s: &Sentence<'_>, at: usize, kind: Kind) -> bool {
    let word = &s.words[at];
    matches!(
        word.tag,
        Tag::Quantity | Tag::Det | Tag::Poss | Tag::Hedge | Tag::Possessive | Tag::Quote
    ) || (word.glued || kind == Kind::Measure)
        && s.is(
            at,
            any_of![
                "old", "wide", "long", "high", "tall", "deep", "strong", "ranked", "largest",
                "biggest", "year",
            ],
        )
}

pub(super) fn named(
    s: &Sentence<'_>,
    chunk: usize,
    rule: &'static str,
    ground: Ground,
) -> Option<Counted> {
    s.name(chunk).map(|span| Counted::found(Some(span), rule, ground))
}

pub(super) fn of_phrase(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    named(s, s.phrase_after(chunk, any_of!["of"])?, "of phrase", Ground::Beside)
}

pub(super) fn subject(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let clause = s.clause(chunk);
    let mut subject = clause.subject? as usize;
    if subject == chunk || s.first_twin(chunk) == subject {
        return None;
    }
    // `Analysts expect growth of 2 percent`: nothing of theirs.
    let foreseen = clause.verb.map(|v| v as usize).filter(|&v| v < chunk && !s.chunks[v].passive);
    if foreseen.is_some_and(|v| ["expect", "forecast", "predict"].contains(&s.head_lemma(v))) {
        return None;
    }
    let article = s.chunk_is(subject, any_of!["a", "an"]) && s.chunks[subject].role == Role::Twin;
    if article && subject > 0 && s.chunks[subject - 1].kind == ChunkKind::Comma {
        subject = s.first_twin(subject);
    }
    if numbers(s, subject)
        && let Some(found) = s.phrase_after(subject, any_of!["of"])
    {
        return named(s, found, "subject", Ground::Clause);
    }
    named(s, subject, "subject", Ground::Clause).or_else(|| relative_subject(s, chunk))
}

/// `the number of`, `the share of`: the noun that counts is in the phrase behind it.
fn numbers(s: &Sentence<'_>, chunk: usize) -> bool {
    s.is(
        s.chunks[chunk].head as usize,
        any_of![
            "number",
            "numbers",
            "percentage",
            "proportion",
            "share",
            "majority",
            "amount",
            "total",
            "lot",
            "rate",
        ],
    )
}

/// The subject is a relative pronoun that parsing resolved to nothing nameable.
fn relative_subject(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let clause = s.clause(chunk);
    (clause.kind == ClauseKind::Relative)
        .then(|| named(s, clause.antecedent? as usize, "antecedent", Ground::Far))?
}

pub(super) fn object(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let clause = s.clause(chunk);
    let object = clause.object? as usize;
    if object >= chunk {
        return None;
    }
    if s.chunks[object].pronoun || s.words[s.chunks[object].head as usize].tag == Tag::Quantity {
        return None;
    }
    named(s, object, "object", Ground::Far)
}

/// `Of the members, half were women`: the phrase that the sentence opens with.
pub(super) fn fronted_of(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let subject = matches!(s.chunks[chunk].role, Role::Subject | Role::Twin);
    (subject && s.chunk_is(0, any_of!["of", "among"]) && s.noun(1))
        .then(|| named(s, 1, "of phrase in front", Ground::Beside))?
}

fn rank(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    subject(s, chunk)
}

fn rating(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    if s.prep_is(chunk, any_of!["of", "at"])
        && let Some(owner) = s.chunks[chunk].attach
    {
        return named(s, owner as usize, "owner", Ground::Clause);
    }
    phrase_before(s, chunk).or_else(|| subject(s, chunk))
}
