//! What an amount of money or a measurement is of.

use super::chunk::{ChunkKind, Form, Role};
use super::counted::{Counted, Ground, named, object, of_phrase, subject};
use super::event::change_reached;
use super::length::stretched;
use super::parse::ClauseKind;
use super::sentence::Sentence;
use super::share::{by_or_subject, phrase_before};
use crate::claims::Kind;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::TIME;
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::Quantity;

/// Nouns of dimension: `a diameter of 3,200 miles` measures what has the diameter.
const DIMENSIONS: &[Key] = any_of![
    "diameter",
    "length",
    "width",
    "height",
    "depth",
    "weight",
    "radius",
    "area",
    "mass",
    "size",
    "circumference",
    "thickness",
    "value",
    "high",
    "low",
    "record",
    "peak",
    "cost",
    "speed",
    "altitude",
];

pub(super) fn amount(
    s: &Sentence<'_>,
    word: usize,
    chunk: usize,
    quantity: &Quantity,
) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk) {
        return Some(found);
    }
    if s.words
        .get(word + 1)
        .is_some_and(|w| s.is(word + 1, any_of!["worth"]) && w.quantity.is_none())
    {
        let of = s
            .phrase_after(chunk, any_of!["of"])
            .or_else(|| s.phrase_after(chunk + 1, any_of!["of"]));
        return of.and_then(|c| named(s, c, "worth of", Ground::Beside));
    }
    if let Some(found) = of_brackets(s, chunk)
        .or_else(|| stretched(s, word, chunk))
        .or_else(|| listed_of(s, chunk))
        .or_else(|| bracketed(s, word))
        .or_else(|| worth(s, chunk))
    {
        return Some(found);
    }
    if let Some((what, _)) = change_reached(s, chunk) {
        return named(s, what, "of the change", Ground::Clause);
    }
    let first = s.first_twin(chunk);
    if let Some(before) = limited(s, chunk) {
        return named(s, before, "noun before", Ground::Beside);
    }
    if let Some(found) = within(s, chunk, first, quantity) {
        return Some(found);
    }
    if s.prep_is(first, any_of!["of"])
        && let Some(owner) = s.chunks[first].attach.map(|a| a as usize)
    {
        let dimension = s.is(s.chunks[owner].head as usize, DIMENSIONS);
        return (dimension.then(|| owner_of_dimension(s, owner)).flatten())
            .or_else(|| named(s, owner, "owner", Ground::Clause));
    }
    if quantity.kind == Kind::Money
        && let Some(found) = spent_on(s, chunk).or_else(|| paid_for(s, chunk))
    {
        return Some(found);
    }
    if let Some(owner) = at_value(s, first) {
        return Some(owner);
    }
    phrase_before(s, chunk)
        .filter(|_| s.chunks[chunk].role != Role::Prep && !in_list(s, chunk))
        .or_else(|| by_or_subject(s, first))
        .or_else(|| twin_noun(s, first))
}

/// `35 kilos (77 pounds) of flour`
fn of_brackets(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let kind = |c: usize| s.chunks.get(c).map(|c| c.kind);
    let enclosed = chunk > 0
        && kind(chunk - 1) == Some(ChunkKind::Open)
        && kind(chunk + 1) == Some(ChunkKind::Close);
    enclosed.then(|| of_phrase(s, chunk + 1))?
}

/// `incomes above $100,000`
fn limited(s: &Sentence<'_>, chunk: usize) -> Option<usize> {
    let limits = s.chunk_is(chunk, any_of!["above", "below", "exceeding"]);
    chunk.checked_sub(1).filter(|&c| limits && s.noun(c))
}

/// `$2 billion in reserves`, but not `cut to 20mph in towns`.
fn within(s: &Sentence<'_>, chunk: usize, first: usize, quantity: &Quantity) -> Option<Counted> {
    let level = quantity.kind == Kind::Measure && s.prep_is(first, any_of!["to", "from", "at"]);
    let place = s.phrase_after(chunk, any_of!["in"]).filter(|_| !level)?;
    contents(s, place, first).then(|| named(s, place, "in phrase", Ground::Beside))?
}

/// `paid $3 for a cup`, but not `for the first time`.
fn paid_for(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let place = s.phrase_after(chunk, any_of!["for"])?;
    let head = s.chunks[place].head as usize;
    let time = s.words[head].may(TIME) || s.is(head, any_of!["time", "times"]);
    let role = matches!(s.chunks[chunk].role, Role::Object | Role::Twin);
    (role && !time).then(|| named(s, place, "for phrase", Ground::Far))?
}

/// `cocaine worth 2 million euros`, `a lifeline from the bank worth $8bn`.
fn worth(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let start = s.chunks[chunk].start as usize;
    let word = start.checked_sub(1).filter(|&w| s.is(w, any_of!["worth"]))?;
    let noun = s.chunk_at(word).checked_sub(1).filter(|&c| s.noun(c))?;
    let owner = s.chunks[noun].attach.filter(|_| !s.prep_is(noun, any_of!["of"]));
    named(s, owner.map_or(noun, |o| o as usize), "worth", Ground::Beside)
}

/// The phrase after `in` holds what the amount is of: `$2 billion in reserves`, not `in total`.
fn contents(s: &Sentence<'_>, chunk: usize, place: usize) -> bool {
    let Some((first, last)) = s.name(chunk) else { return false };
    let plain = s.words[last].tag == Tag::Noun && s.words[first].tag != Tag::Name;
    let fixed = any_of![
        "total", "all", "addition", "fact", "part", "return", "full", "cash", "advance", "general",
        "trade", "place", "trading", "price", "value", "world", "time", "case",
    ];
    let adverbial = matches!(s.chunks[place].role, Role::Prep) && s.prep_is(place, any_of!["of"]);
    plain && !s.is(last, fixed) && !s.words[last].may(TIME) && !adverbial
}

/// `71 kWh and 95 kWh of capacity`: the phrase after the last of the list.
fn listed_of(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let mut last = chunk;
    for at in chunk + 1..(chunk + 10).min(s.chunks.len()) {
        let c = &s.chunks[at];
        match c.kind {
            ChunkKind::Noun if s.words[c.head as usize].tag == Tag::Quantity => last = at,
            ChunkKind::Conj
            | ChunkKind::Comma
            | ChunkKind::Adv
            | ChunkKind::Open
            | ChunkKind::Close => {}
            ChunkKind::Prep if last > chunk && s.chunk_is(at, any_of!["of"]) => {
                return named(s, at + 1, "of phrase of the list", Ground::Far);
            }
            _ => break,
        }
    }
    None
}

/// `the 1,900-mile-wide (3,100 km) moon`: the noun behind the brackets.
fn bracketed(s: &Sentence<'_>, word: usize) -> Option<Counted> {
    let chunk = s.chunk_at(word);
    let opened = s.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Open);
    let behind = if opened && s.words[word + 1].glued && s.words[word + 1].tag != Tag::Open {
        chunk + 4
    } else if chunk > 1
        && s.chunks[chunk - 1].kind == ChunkKind::Open
        && s.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Close)
        && s.words[s.chunks[chunk - 2].end as usize - 1].glued
    {
        chunk + 2
    } else {
        return None;
    };
    s.noun(behind).then(|| named(s, behind, "noun behind brackets", Ground::Far))?
}

fn in_list(s: &Sentence<'_>, chunk: usize) -> bool {
    s.chunks[chunk].role == Role::Twin
        && s.first_twin(chunk) != chunk
        && s.words[s.chunks[s.first_twin(chunk)].head as usize].tag == Tag::Quantity
}

/// `3,200 miles (5,150 km)`: what the first figure measures.
fn twin_noun(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let before = chunk.checked_sub(2)?;
    s.noun(before).then(|| named(s, before, "phrase before", Ground::Far))?
}

/// `an order at $16 billion`, `a house for $2m`, where the phrase stands right before.
fn at_value(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    if !s.prep_is(chunk, any_of!["for", "at", "worth"]) {
        return None;
    }
    // `apples for $2 or pears for $3`
    let priced = |c: usize| s.noun(c) && s.words[s.chunks[c].head as usize].tag == Tag::Quantity;
    let joined = chunk.checked_sub(2).filter(|&c| {
        c > 1
            && s.noun(c)
            && !s.chunks[c].pronoun
            && s.chunks[c - 1].kind == ChunkKind::Conj
            && priced(c - 2)
    });
    if let Some(found) = joined.and_then(|c| named(s, c, "phrase before", Ground::Clause)) {
        return Some(found);
    }
    let clause = s.clause(chunk);
    let object = clause.object.map(|o| o as usize).filter(|&o| o < chunk);
    object.and_then(|o| named(s, o, "object", Ground::Far)).or_else(|| {
        (clause.kind == ClauseKind::Relative)
            .then(|| named(s, clause.antecedent? as usize, "antecedent", Ground::Far))?
    })
}

/// `spent $3m on roads`, `pay $5 for air`, `gave $6m toward the campaign`.
fn spent_on(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let verb = s.verb(chunk)?;
    let lemma = s.head_lemma(verb);
    if verb > chunk || s.chunks[verb].passive {
        return None;
    }
    if lemma == "cost" {
        return subject(s, chunk);
    }
    if [
        "pay",
        "spend",
        "charge",
        "give",
        "donate",
        "contribute",
        "invest",
        "raise",
        "offer",
        "allocate",
        "commit",
        "put",
        "pledge",
        "need",
        "bill",
        "fine",
        "owe",
        "seek",
    ]
    .contains(&lemma)
    {
        for skip in [0, 1, 2] {
            if let Some(found) = s
                .phrase_after(chunk + skip, any_of!["on", "for", "toward", "towards", "in", "into"])
            {
                if s.chunks[found].pronoun {
                    return Some(Counted::found(None, "spent on a pronoun", Ground::Nothing));
                }
                let of = s.phrase_after(found, any_of!["of"]).filter(|_| s.name(found).is_none());
                return named(s, of.unwrap_or(found), "spent on", Ground::Clause);
            }
        }
        let after = s
            .chunks
            .get(chunk + 1)
            .filter(|c| c.kind == ChunkKind::Verb && c.form == Form::Infinitive)?;
        return s.clauses[after.clause as usize]
            .object
            .and_then(|o| named(s, o as usize, "object of infinitive", Ground::Far));
    }
    None
}

fn owner_of_dimension(s: &Sentence<'_>, dimension: usize) -> Option<Counted> {
    if s.prep_is(dimension, any_of!["with", "at"]) {
        if s.prep_is(dimension, any_of!["at"])
            && let Some(found) = object(s, dimension)
        {
            return Some(found);
        }
        let owner = s.chunks[dimension].attach.map(|a| a as usize)?;
        // `flew over the town at a height of 300 m`: no place has it.
        let place = s.prep_is(dimension, any_of!["at"]) && s.chunks[owner].role == Role::Prep;
        return place
            .then(|| subject(s, dimension))
            .flatten()
            .or_else(|| named(s, owner, "owner of dimension", Ground::Clause));
    }
    if s.is(s.chunks[dimension].head as usize, any_of!["high", "low", "record", "peak"]) {
        return subject(s, dimension);
    }
    s.verb(dimension).filter(|&v| s.chunks[v].have).and_then(|_| subject(s, dimension))
}
