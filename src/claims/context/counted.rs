//! What is counted or measured: the noun beside the number, or the one the sentence ties it to.

use super::chunk::{ChunkKind, Form, Role};
use super::parse::ClauseKind;
use super::sentence::Sentence;
use crate::claims::Kind;
use crate::claims::lexicon::tag::{EVENT, N, TIME, WEEKDAY};
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::Quantity;

/// The words that name what is counted, and the rule that found them.
pub(super) struct Counted {
    pub(super) span: Option<(usize, usize)>,
    rule: &'static str,
    pub(super) confidence: f32,
}

impl Counted {
    fn found(span: Option<(usize, usize)>, rule: &'static str, confidence: f32) -> Self {
        Self { span, rule, confidence }
    }

    pub(super) fn why(&self) -> String {
        format!("counted: {}", self.rule)
    }
}

/// Nouns of dimension: `a diameter of 3,200 miles` measures what has the diameter.
const DIMENSIONS: &[&str] = &[
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

pub(super) fn counted(s: &Sentence<'_>, word: usize, quantity: &Quantity) -> Counted {
    let chunk = s.chunk_at(word);
    if quantity.kind == Kind::Score && quantity.value2.is_some() {
        return Counted::found(None, "a result", 0.95);
    }
    if s.chunks[chunk].kind == ChunkKind::Verb {
        // `doubled`: what it does so to, or what does so.
        let object = s.clause(chunk).object.and_then(|o| named(s, o as usize, "object", 0.7));
        return object.or_else(|| subject(s, chunk)).unwrap_or(Counted::found(
            None,
            "none named",
            0.7,
        ));
    }
    if let Some(found) = inside(s, word, chunk, quantity) {
        return found;
    }
    let rules = match quantity.kind {
        Kind::Count => count(s, word, chunk, quantity),
        Kind::Percent | Kind::Ratio => share(s, word, chunk),
        Kind::Age => age(s, word, chunk),
        Kind::Duration => duration(s, word, chunk),
        Kind::Rank => rank(s, chunk),
        Kind::Score => rating(s, chunk),
        Kind::Money | Kind::Measure => amount(s, word, chunk, quantity),
    };
    rules.unwrap_or(Counted::found(None, "none named", 0.7))
}

/// The quantity stands before the noun of its own phrase.
fn inside(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<Counted> {
    let head = s.chunks[chunk].head as usize;
    let next = s.words.get(word + 1)?;
    if quantity.kind == Kind::Count && next.glued && hyphen_between(s, word) {
        return Some(Counted::found(Some((word + 1, word + 1)), "noun after hyphen", 0.9));
    }
    if s.chunks[chunk].kind != ChunkKind::Noun || head <= word {
        return None;
    }
    let mut first = word + 1;
    while first < head && skips(s, first) {
        first += 1;
    }
    if s.is(head, &["worth"]) {
        return s
            .phrase_after(chunk, &["of"])
            .and_then(|c| s.name(c))
            .map(|x| Counted::found(Some(x), "worth of", 0.9));
    }
    if s.words[head].tag == Tag::Quantity || quantity.kind == Kind::Rank && predicated(s, chunk) {
        return None;
    }
    let mut last = head;
    // `a 9% funding increase`: the event noun carries the number, what changes stands before it.
    let change =
        s.words[head].entry.is_some_and(|e| e.tags & EVENT != 0 && e.direction().is_some());
    if change && matches!(quantity.kind, Kind::Percent | Kind::Measure | Kind::Money) {
        if last > first {
            last -= 1;
        } else {
            return s
                .phrase_after(chunk, &["in", "of", "on", "to"])
                .and_then(|c| s.name(c))
                .map(|x| Counted::found(Some(x), "of the change", 0.8));
        }
    }
    if s.words[first].may(TIME | WEEKDAY)
        && first == last
        && quantity.kind != Kind::Count
        && !s.words[first].glued
    {
        return None;
    }
    Some(Counted::found(Some((first, last)), "noun after numeral", 0.9))
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
fn skips(s: &Sentence<'_>, at: usize) -> bool {
    let word = &s.words[at];
    matches!(word.tag, Tag::Quantity | Tag::Det | Tag::Hedge | Tag::Possessive | Tag::Quote)
        || word.glued
            && s.is(
                at,
                &[
                    "old", "wide", "long", "high", "tall", "deep", "ranked", "largest", "biggest",
                    "year",
                ],
            )
}

fn named(s: &Sentence<'_>, chunk: usize, rule: &'static str, confidence: f32) -> Option<Counted> {
    s.name(chunk).map(|span| Counted::found(Some(span), rule, confidence))
}

fn of_phrase(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    named(s, s.phrase_after(chunk, &["of"])?, "of phrase", 0.85)
}

fn subject(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let clause = s.clause(chunk);
    let mut subject = clause.subject? as usize;
    if subject == chunk || s.first_twin(chunk) == subject {
        return None;
    }
    let article = s.chunk_is(subject, &["a", "an"]) && s.chunks[subject].role == Role::Twin;
    if article && subject > 0 && s.chunks[subject - 1].kind == ChunkKind::Comma {
        subject = s.first_twin(subject);
    }
    if numbers(s, subject)
        && let Some(found) = s.phrase_after(subject, &["of"])
    {
        return named(s, found, "subject", 0.7);
    }
    named(s, subject, "subject", 0.7).or_else(|| relative_subject(s, chunk))
}

/// `the number of`, `the share of`: the noun that counts is in the phrase behind it.
fn numbers(s: &Sentence<'_>, chunk: usize) -> bool {
    s.is(
        s.chunks[chunk].head as usize,
        &[
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
        .then(|| named(s, clause.antecedent? as usize, "antecedent", 0.6))?
}

fn object(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let clause = s.clause(chunk);
    let object = clause.object? as usize;
    if object == chunk || object > chunk {
        return None;
    }
    if s.chunks[object].pronoun || s.words[s.chunks[object].head as usize].tag == Tag::Quantity {
        return None;
    }
    named(s, object, "object", 0.7)
}

fn count(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk).or_else(|| fronted_of(s, chunk)) {
        return Some(found);
    }
    if s.chunks[chunk].kind != ChunkKind::Noun {
        return None;
    }
    let first = s.first_twin(chunk);
    if s.chunks[first].role == Role::Second
        && let Some(found) = object(s, chunk)
    {
        return Some(found);
    }
    let levels =
        matches!(s.chunks[first].role, Role::Prep) && s.prep_is(first, &["to", "at", "by", "from"]);
    let predicate = s.verb(chunk).filter(|&v| v < chunk).is_some_and(|v| {
        s.chunks[v].be
            || [
                "total", "number", "reach", "hit", "stand", "exceed", "top", "average", "become",
                "surpass",
            ]
            .contains(&s.head_lemma(v))
    });
    if levels || predicate && s.chunks[first].role != Role::Prep {
        return object(s, chunk).or_else(|| subject(s, chunk));
    }
    ellipsis(s, word, chunk, quantity)
}

/// `five sales this week: two to the state and three to a firm`: the noun of the numeral before.
fn ellipsis(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<Counted> {
    let prep = s.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Prep)
        && s.chunk_is(chunk + 1, &["for", "to", "in", "from", "by", "at"]);
    let before = s.before(chunk)?;
    let apart = matches!(
        s.chunks[before].kind,
        ChunkKind::Open | ChunkKind::Break | ChunkKind::Conj | ChunkKind::Comma
    );
    if !prep || !apart || quantity.kind != Kind::Count {
        return None;
    }
    let at = s.places.partition_point(|&p| (p as usize) < word);
    let earlier = s.places[at.saturating_sub(4)..at].iter().rev().map(|&p| s.chunk_at(p as usize));
    earlier.filter(|&c| c != chunk).find_map(|c| {
        let of = s.phrase_after(c, &["of"]).filter(|_| s.name(c).is_none());
        named(s, of.unwrap_or(c), "noun of the numeral before", 0.6)
    })
}

/// `Of the members, half were women`: the phrase that the sentence opens with.
fn fronted_of(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let subject = matches!(s.chunks[chunk].role, Role::Subject | Role::Twin);
    (subject && s.chunk_is(0, &["of", "among"]) && s.noun(1))
        .then(|| named(s, 1, "of phrase in front", 0.7))?
}

fn share(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk).or_else(|| fronted_of(s, chunk)) {
        return Some(found);
    }
    if s.words[word].share
        && s.chunks[chunk].head as usize == word
        && s.chunks[chunk].role != Role::Subject
    {
        return None;
    }
    if s.words.get(word + 1).is_some_and(|w| w.glued && w.may(N)) {
        return Some(Counted::found(Some((word + 1, word + 1)), "noun after hyphen", 0.8));
    }
    let first = s.first_twin(chunk);
    if s.prep_is(first, &["of"])
        && let Some(owner) = s.chunks[first].attach.map(|a| a as usize)
    {
        if s.words[s.chunks[owner].head as usize].may(EVENT) {
            let of = s
                .phrase_after(first, &["in", "on", "to"])
                .and_then(|c| named(s, c, "of the change", 0.8));
            return of.or_else(|| modifier_of(s, owner)).or_else(|| subject(s, chunk));
        }
        return named(s, owner, "owner", 0.8);
    }
    by_or_subject(s, chunk)
}

/// What is changed or has the value: the object before the quantity, or the subject.
fn by_or_subject(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    if let Some(clause) = s.change_above(chunk) {
        let c = &s.clauses[clause as usize];
        let object = c.object.filter(|&o| (o as usize) < chunk).or(c.subject)?;
        return named(s, object as usize, "object of the change", 0.6);
    }
    before_adverb(s, chunk)
        .or_else(|| object(s, chunk))
        .or_else(|| subject(s, chunk))
        .or_else(|| phrase_before(s, chunk))
}

/// `the euro up 0.05%`, `dunes (covering 17%)`: the noun before an adverb of direction.
fn before_adverb(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let adverb = chunk
        .checked_sub(1)
        .filter(|&c| s.chunks[c].kind == ChunkKind::Adv && s.chunk_is(c, &["up", "down", "off"]))?;
    let before = adverb.checked_sub(1).filter(|&c| s.noun(c))?;
    named(s, before, "noun before", 0.8)
}

fn phrase_before(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let before = chunk.checked_sub(1)?;
    (matches!(s.chunks[before].kind, ChunkKind::Open | ChunkKind::Comma | ChunkKind::Break)).then(
        || {
            before
                .checked_sub(1)
                .filter(|&c| s.noun(c))
                .and_then(|c| named(s, c, "phrase before", 0.6))
        },
    )?
}

/// `a salary increase of 5%`: what stands before the event noun.
fn modifier_of(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let (first, last) = s.name(chunk)?;
    (last > first && matches!(s.words[last - 1].tag, Tag::Noun | Tag::Name))
        .then(|| Counted::found(Some((first, last - 1)), "before the change", 0.7))
}

fn age(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if let Some(found) = compared(s, chunk) {
        return Some(found);
    }
    // `people aged 26`, `children under 5`, `age 12`
    for back in 1..=3 {
        let Some(at) = word.checked_sub(back) else { break };
        if s.is(at, &["aged", "age", "ages"]) {
            let owner = s.chunk_at(at);
            let owner = if s.noun(owner) && s.chunks[owner].start as usize != at {
                owner
            } else {
                owner.checked_sub(1)?
            };
            if let Some((first, last)) = s.name(owner) {
                let last = if last == at { last.checked_sub(1)? } else { last };
                return (first <= last).then(|| Counted::found(Some((first, last)), "aged", 0.9));
            }
        }
    }
    if let Some(before) = s.before(chunk) {
        let owner = s.before(before).filter(|&c| s.noun(c));
        if let Some(c) =
            owner.filter(|_| matches!(s.chunks[before].kind, ChunkKind::Comma | ChunkKind::Open))
        {
            return named(s, c, "apposition", 0.9);
        }
        if let Some(c) =
            owner.filter(|_| s.chunks[chunk].role == Role::Prep && !s.prep_is(chunk, &["at"]))
        {
            return named(s, c, "phrase before", 0.7);
        }
    }
    if s.verb(chunk).is_some_and(|v| s.chunks[v].be && v > chunk) {
        // `The 45-year-old is a teacher`: named by the predicate.
        return s.clause(chunk).object.and_then(|o| named(s, o as usize, "predicate", 0.6));
    }
    subject(s, chunk)
}

fn duration(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk) {
        return Some(found);
    }
    if let Some(found) = s.phrase_after(chunk, &["in"]).filter(|&c| {
        s.name(c).is_some_and(|(a, b)| {
            a == b
                && !s.words[a].capital
                && s.is(a, &["prison", "jail", "custody", "detention", "office", "power", "charge"])
        })
    }) {
        return named(s, found, "in phrase", 0.9);
    }
    if s.is(
        word + 1,
        &[
            "ago", "after", "before", "later", "earlier", "since", "early", "late", "from", "away",
            "into",
        ],
    ) && !s.is(word + 1, &["away"])
    {
        return None;
    }
    if let Some(found) = stretched(s, word, chunk).or_else(|| compared(s, chunk)) {
        return Some(found);
    }
    if s.prep_is(chunk, &["of"]) {
        let owner = s.chunks[chunk].attach.map(|a| a as usize)?;
        return named(s, owner, "owner", 0.8).filter(|_| {
            !s.is(s.chunks[owner].head as usize, &["course", "period", "matter"])
                || !s.prep_is(owner, &["over", "in", "during"])
        });
    }
    if s.prep_is(chunk, &["to", "by", "from"])
        && let Some(found) = object(s, chunk)
    {
        return Some(found);
    }
    let past = s.words[s.chunks[chunk].start as usize..word].iter().any(|w| {
        w.entry.is_some_and(|e| {
            ["past", "last", "next", "previous", "first", "the", "coming"].contains(&e.word())
        })
    });
    if past {
        return None;
    }
    if let Some(found) = s
        .phrase_after(chunk, &["for"])
        .filter(|_| !s.prep_is(chunk, &["for", "in", "within", "over"]))
    {
        return named(s, found, "for phrase", 0.6);
    }
    if s.prep_is(chunk, &["in", "over", "after", "during", "since", "before"]) {
        return None;
    }
    object(s, chunk)
        .filter(|_| s.prep_is(chunk, &["for"]))
        .or_else(|| takes(s, chunk))
        .or_else(|| subject(s, chunk))
}

/// `cars older than 15 years`: the noun before the adjective.
fn compared(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let adjective = s.chunks[..chunk]
        .iter()
        .rposition(|c| c.kind == ChunkKind::Adj)
        .filter(|&a| a + 3 > chunk)?;
    let noun = adjective.checked_sub(1).filter(|&c| s.noun(c))?;
    let older = s.chunk_is(
        adjective,
        &["older", "younger", "longer", "taller", "heavier", "larger", "shorter", "smaller"],
    );
    older.then(|| named(s, noun, "noun before", 0.75))?
}

/// `the vote 100 days away`, `a road 16 feet wide`: the noun right before.
fn stretched(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if !s.is(word + 1, &["away", "long", "wide", "high", "tall", "deep", "thick", "apart"]) {
        return None;
    }
    let mut before = s.before(chunk)?;
    if s.chunks[before].kind == ChunkKind::Comma {
        before = s.before(before)?;
    }
    s.noun(before).then(|| named(s, before, "noun before", 0.75))?
}

/// `took nearly eight hours to complete the series`: the object of the infinitive, where the
/// subject is a pronoun.
fn takes(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let verb = s
        .chunks
        .get(chunk + 1)
        .filter(|c| c.kind == ChunkKind::Verb && c.form == Form::Infinitive)?;
    let subject = s.clause(chunk).subject.is_none_or(|c| s.chunks[c as usize].pronoun);
    let clause = &s.clauses[verb.clause as usize];
    clause
        .object
        .filter(|_| subject)
        .and_then(|o| named(s, o as usize, "object of infinitive", 0.6))
}

fn rank(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    subject(s, chunk)
}

fn rating(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    if s.prep_is(chunk, &["of", "at"])
        && let Some(owner) = s.chunks[chunk].attach
    {
        return named(s, owner as usize, "owner", 0.8);
    }
    phrase_before(s, chunk).or_else(|| subject(s, chunk))
}

fn amount(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk) {
        return Some(found);
    }
    if s.words.get(word + 1).is_some_and(|w| s.is(word + 1, &["worth"]) && w.quantity.is_none()) {
        let of = s.phrase_after(chunk, &["of"]).or_else(|| s.phrase_after(chunk + 1, &["of"]));
        return of.and_then(|c| named(s, c, "worth of", 0.9));
    }
    if let Some(found) =
        stretched(s, word, chunk).or_else(|| listed_of(s, chunk)).or_else(|| bracketed(s, word))
    {
        return Some(found);
    }
    let first = s.first_twin(chunk);
    if let Some(found) = s.phrase_after(chunk, &["in"]).filter(|&c| contents(s, c, first)) {
        return named(s, found, "in phrase", 0.75);
    }
    if s.prep_is(first, &["of"])
        && let Some(owner) = s.chunks[first].attach.map(|a| a as usize)
    {
        if s.is(s.chunks[owner].head as usize, DIMENSIONS) {
            return owner_of_dimension(s, owner).or_else(|| named(s, owner, "owner", 0.7));
        }
        return named(s, owner, "owner", 0.8);
    }
    if quantity.kind == Kind::Money
        && let Some(found) = spent_on(s, chunk)
    {
        return Some(found);
    }
    if quantity.kind == Kind::Money
        && s.chunks[chunk].role == Role::Object
        && let Some(found) = s.phrase_after(chunk, &["for"])
        && let Some(named) = named(s, found, "for phrase", 0.6)
    {
        return Some(named);
    }
    if let Some(owner) = at_value(s, first) {
        return Some(owner);
    }
    phrase_before(s, chunk)
        .filter(|_| s.chunks[chunk].role != Role::Prep && !in_list(s, chunk))
        .or_else(|| by_or_subject(s, first))
        .or_else(|| twin_noun(s, first))
}

/// The phrase after `in` holds what the amount is of: `$2 billion in reserves`, not `in total`.
fn contents(s: &Sentence<'_>, chunk: usize, place: usize) -> bool {
    let Some((first, last)) = s.name(chunk) else { return false };
    let plain = s.words[last].tag == Tag::Noun && s.words[first].tag != Tag::Name;
    let fixed = [
        "total", "all", "addition", "fact", "part", "return", "full", "cash", "advance", "general",
        "trade", "place", "trading", "price", "value", "world", "time", "case",
    ];
    let adverbial = matches!(s.chunks[place].role, Role::Prep) && s.prep_is(place, &["of"]);
    plain && !s.is(last, &fixed) && !s.words[last].may(TIME) && !adverbial
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
            ChunkKind::Prep if last > chunk && s.chunk_is(at, &["of"]) => {
                return named(s, at + 1, "of phrase of the list", 0.75);
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
    s.noun(behind).then(|| named(s, behind, "noun behind brackets", 0.7))?
}

fn in_list(s: &Sentence<'_>, chunk: usize) -> bool {
    s.chunks[chunk].role == Role::Twin
        && s.first_twin(chunk) != chunk
        && s.words[s.chunks[s.first_twin(chunk)].head as usize].tag == Tag::Quantity
}

/// `3,200 miles (5,150 km)`: what the first figure measures.
fn twin_noun(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let before = chunk.checked_sub(2)?;
    s.noun(before).then(|| named(s, before, "phrase before", 0.5))?
}

/// `an order at $16 billion`, `a house for $2m`, where the phrase stands right before.
fn at_value(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    if !s.prep_is(chunk, &["for", "at", "worth"]) {
        return None;
    }
    let clause = s.clause(chunk);
    let object = clause.object.map(|o| o as usize).filter(|&o| o < chunk);
    object.and_then(|o| named(s, o, "object", 0.75)).or_else(|| {
        (clause.kind == ClauseKind::Relative)
            .then(|| named(s, clause.antecedent? as usize, "antecedent", 0.7))?
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
            if let Some(found) =
                s.phrase_after(chunk + skip, &["on", "for", "toward", "towards", "in", "into"])
            {
                if s.chunks[found].pronoun {
                    return Some(Counted::found(None, "spent on a pronoun", 0.6));
                }
                let of = s.phrase_after(found, &["of"]).filter(|_| s.name(found).is_none());
                return named(s, of.unwrap_or(found), "spent on", 0.75);
            }
        }
        let after = s
            .chunks
            .get(chunk + 1)
            .filter(|c| c.kind == ChunkKind::Verb && c.form == Form::Infinitive)?;
        return s.clauses[after.clause as usize]
            .object
            .and_then(|o| named(s, o as usize, "object of infinitive", 0.6));
    }
    None
}

fn owner_of_dimension(s: &Sentence<'_>, dimension: usize) -> Option<Counted> {
    if s.prep_is(dimension, &["with", "at"]) {
        if s.prep_is(dimension, &["at"])
            && let Some(found) = object(s, dimension)
        {
            return Some(found);
        }
        let owner = s.chunks[dimension].attach.map(|a| a as usize)?;
        return named(s, owner, "owner of dimension", 0.75);
    }
    if s.is(s.chunks[dimension].head as usize, &["high", "low", "record", "peak"]) {
        return subject(s, dimension);
    }
    s.verb(dimension).filter(|&v| s.chunks[v].have).and_then(|_| subject(s, dimension))
}
