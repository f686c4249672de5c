//! The word that says what happened to the counted thing, and which way the quantity goes.

use super::chunk::{Chunk, ChunkKind, Form, Role};
use super::counted::{away, set_apart};
use super::parse::ClauseKind;
use super::sentence::Sentence;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::Entry;
use crate::claims::lexicon::tag::{ADJ, EVENT};
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::Quantity;
use crate::claims::{EventType, Kind};

/// Verbs whose infinitive says what happens: `are expected to rise`.
const RAISING: &[&str] = &[
    "expect", "believe", "think", "say", "want", "plan", "intend", "hope", "seem", "appear",
    "need", "like", "have", "schedule", "set", "estimate", "suppose", "aim", "tend", "continue",
    "begin", "start", "agree", "decide", "go", "report", "know", "claim", "force", "allow", "ask",
    "project", "vow", "promise", "pledge", "seek", "try", "manage",
];

/// The word of the event; `counted` is not to be named again.
pub(super) fn event(
    s: &Sentence<'_>,
    word: usize,
    quantity: &Quantity,
    counted: Option<(usize, usize)>,
) -> Option<usize> {
    if away(s, word, quantity) && set_apart(s, s.chunk_at(word)).is_some() {
        return None;
    }
    let free = |w: usize| counted.is_none_or(|(a, b)| w < a || w > b);
    let chunk = s.chunk_at(word);
    if let Some(found) = beside(s, word, chunk, quantity).filter(|&w| free(w)) {
        return Some(found);
    }
    let first = s.first_twin(chunk);
    if let Some(found) = carried(s, chunk).or_else(|| carried(s, first)).filter(|&w| free(w)) {
        return Some(found);
    }
    // `hundreds of civilians are fleeing`: the phrase that has a place in the clause.
    let last = s.phrase_after(chunk, any_of!["of"]).unwrap_or(chunk);
    if let Some(found) = modifier(s, last).or_else(|| modifier(s, chunk)).filter(|&w| free(w)) {
        let main = s.verb(first).filter(|&v| governs(s, v, first));
        let weak = main.is_none_or(|v| {
            // `left 17 people dead`
            s.head_lemma(v) == "leave"
                || s.chunks[v].be
                || s.chunks[v].have
                || s.chunks[first].role == Role::Prep && v < chunk
        });
        if weak {
            return Some(found);
        }
    }
    // `with 3 seconds to go`
    if quantity.kind == Kind::Duration && s.prep_is(chunk, any_of!["with"]) {
        let next = s.chunks.get(chunk + 1).filter(|c| c.kind == ChunkKind::Verb)?;
        return (next.form == Form::Infinitive).then_some(next.head as usize);
    }
    if apart(s, first) {
        return None;
    }
    let above = s.change_above(first).and_then(|c| s.clauses[c as usize].verb);
    let verb = above.map(|v| v as usize).or_else(|| s.verb(first))?;
    let counts = quantity.kind == Kind::Count && !quantity.hyphenated;
    let behind = || relative(s, last).or_else(|| relative(s, chunk)).filter(|_| counts);
    predicate(s, verb, chunk).or_else(behind).filter(|&w| free(w))
}

/// `one of 150 people who have been arrested`: where *be* and *have* say nothing of the phrase, the
/// verb of the clause that describes it.
fn relative(s: &Sentence<'_>, chunk: usize) -> Option<usize> {
    s.chunks.get(chunk + 1).filter(|c| c.kind == ChunkKind::Rel)?;
    let clause = &s.clauses[s.chunks.get(chunk + 2)?.clause as usize];
    let own = clause.kind == ClauseKind::Relative && clause.subject == Some(chunk as u32);
    let verb = &s.chunks[clause.verb.filter(|_| own)? as usize];
    (!verb.be && !verb.have).then_some(verb.head as usize)
}

/// `a bag, with two pockets`: the phrase adds to a noun and has no part in the event.
fn apart(s: &Sentence<'_>, chunk: usize) -> bool {
    let c = &s.chunks[chunk];
    // `the mayor, along with four aides, visited`
    let joined = c.prep.and_then(|p| (s.chunks[p as usize].start as usize).checked_sub(1));
    if joined.is_some_and(|w| s.is(w, any_of!["along", "together"])) {
        return false;
    }
    let Some(before) = c.prep.and_then(|p| s.before(p as usize)) else {
        return s.prep_is(chunk, any_of!["with"]);
    };
    c.role == Role::Prep
        && s.prep_is(chunk, any_of!["with"])
        && !matches!(s.chunks[before].kind, ChunkKind::Verb)
}

/// The type of an event word beside a quantity.
pub(super) fn kind(quantity: &Quantity, entry: Option<&Entry>) -> EventType {
    let Some(entry) = entry else { return EventType::Other };
    let money = quantity.kind == Kind::Money;
    match (entry.lemma(), entry.event_type()) {
        _ if quantity.kind == Kind::Score && quantity.value2.is_some() => EventType::Score,
        ("raise", _) if money => EventType::Earn,
        ("charge", _) if !money => EventType::Arrest,
        (_, Some(EventType::Cost)) if !money => EventType::Other,
        (_, found) => found.unwrap_or(EventType::Other),
    }
}

fn governs(s: &Sentence<'_>, verb: usize, chunk: usize) -> bool {
    s.chunks[verb].clause == s.chunks[chunk].clause
}

/// Adjectives and adverbs of dimension.
const STRETCHES: &[Key] =
    any_of!["long", "wide", "high", "tall", "deep", "thick", "away", "old", "apart", "short"];

/// An event noun in the quantity's own phrase: `a 2-1 win`, `a 9% increase`, `a one-game ban`; an
/// adjective of dimension behind it: `16 feet long`.
fn beside(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<usize> {
    let head = s.chunks[chunk].head as usize;
    if s.words.get(word + 1).is_some_and(|w| w.glued)
        && s.is(word + 1, any_of!["wide", "long", "high", "tall", "deep", "ranked", "thick"])
    {
        return Some(word + 1);
    }
    let glued = quantity.kind == Kind::Count && head > word + 1 && s.words[word + 1].glued;
    let carries = match quantity.kind {
        Kind::Score => eventive(s, head),
        Kind::Percent | Kind::Measure | Kind::Money => s.words[head].may(EVENT),
        Kind::Count => glued && (s.words[head].may(EVENT) || s.is(head, any_of!["streak", "ban"])),
        _ => false,
    };
    if head > word && carries {
        return Some(head);
    }
    if quantity.kind == Kind::Score
        && let Some(at) = played(s, chunk, quantity)
    {
        return Some(at);
    }
    if quantity.kind == Kind::Age
        && let Some(at) =
            (1..=3).filter_map(|n| word.checked_sub(n)).find(|&w| s.is(w, any_of!["aged"]))
    {
        return Some(at);
    }
    if matches!(quantity.kind, Kind::Measure | Kind::Duration) {
        let next = chunk + 1;
        if s.chunks.get(next).is_some_and(|c| matches!(c.kind, ChunkKind::Adj | ChunkKind::Adv))
            && s.is(word + 1, STRETCHES)
        {
            return Some(word + 1);
        }
    }
    if let Some(at) =
        s.chunks[chunk].start.checked_sub(1).filter(|&w| s.is(w as usize, any_of!["worth"]))
    {
        return Some(at as usize);
    }
    // `up 3 points`, `down 5%`
    let before = s.chunks[chunk].start.checked_sub(1)? as usize;
    let by = if s.is(before, any_of!["by", "from"]) { before.checked_sub(1)? } else { before };
    let adverb = s.is(by, any_of!["up", "down"])
        && matches!(s.words[by].tag, Tag::Part | Tag::Adv | Tag::Prep);
    let after_verb = by.checked_sub(1).is_some_and(|w| {
        matches!(s.words[w].tag, Tag::Verb | Tag::Past | Tag::Ing | Tag::Participle)
    });
    (adverb && !after_verb).then_some(by)
}

/// Results of games, as nouns.
const RESULTS: &[Key] = any_of!["victory", "win", "loss", "defeat", "draw", "triumph", "rout"];

/// The noun of the result whose score stands before or behind it.
fn played(s: &Sentence<'_>, chunk: usize, quantity: &Quantity) -> Option<usize> {
    let head = |c: usize| s.chunks[c].head as usize;
    // `their 6-4, 6-3 win`
    let next = (chunk + 1..(chunk + 8).min(s.chunks.len()))
        .find(|&c| s.chunks[c].kind != ChunkKind::Comma);
    let next =
        next.filter(|&c| s.noun(c) && s.words[s.chunks[c].start as usize].tag == Tag::Quantity);
    if let Some(noun) = next.map(head).filter(|&noun| eventive(s, noun)) {
        return Some(noun);
    }
    // `a rare victory at home, 4-3 over the champions`
    let before = s.chunks[chunk].start.checked_sub(1)? as usize;
    let mut nouns = (chunk.saturating_sub(6)..chunk).rev().filter(|&c| s.noun(c)).map(head);
    nouns
        .find(|&noun| s.is(noun, RESULTS))
        .filter(|_| quantity.value2.is_some() && s.words[before].tag == Tag::Comma)
}

/// A noun that names an event.
fn eventive(s: &Sentence<'_>, word: usize) -> bool {
    let text = s.str(word);
    s.words[word].may(EVENT)
        || ["tion", "ment", "sion", "tions", "ments"]
            .iter()
            .any(|tail| text.len() > tail.len() + 3 && text.ends_with(tail))
}

/// The event noun that the quantity's phrase depends on: `the deaths of three children`,
/// `an increase of 5%`, `a request for $22.6bn`.
pub(super) fn carried(s: &Sentence<'_>, chunk: usize) -> Option<usize> {
    let c = &s.chunks[chunk];
    if let Some((_, change)) = change_reached(s, chunk) {
        return Some(change);
    }
    if c.role != Role::Prep
        || !s.prep_is(chunk, any_of!["of", "for", "between", "against", "by", "in", "on"])
    {
        return None;
    }
    let owner = c.attach? as usize;
    let prep = c.prep? as usize;
    if owner + 1 != prep {
        return None;
    }
    let head = s.chunks[owner].head as usize;
    let close = s.prep_is(chunk, any_of!["of", "between", "against"]);
    (s.words[head].may(EVENT) && (close || !verbish(s, owner))
        || close && eventive(s, head) && head_is_deverbal(s, head))
    .then_some(head)
}

/// `a 9% rise in profit to $4bn`: the chunk of what changes and the word of the change.
pub(super) fn change_reached(s: &Sentence<'_>, chunk: usize) -> Option<(usize, usize)> {
    let what = s.chunks[chunk].attach.filter(|_| s.prep_is(chunk, any_of!["to"]))? as usize;
    let change = s.chunks[what].attach.filter(|_| s.prep_is(what, any_of!["in", "of"]))? as usize;
    let head = s.chunks[change].head as usize;
    let entry = s.words[head].entry.filter(|e| e.tags & EVENT != 0)?;
    entry.direction().map(|_| (what, head))
}

/// The owner is an object, so that `by 5%`, `in 2 days` may belong to the verb.
fn verbish(s: &Sentence<'_>, owner: usize) -> bool {
    matches!(s.chunks[owner].role, Role::Object | Role::Subject | Role::Second)
}

fn head_is_deverbal(s: &Sentence<'_>, head: usize) -> bool {
    let text = s.str(head);
    ![
        "population",
        "organisation",
        "organization",
        "nation",
        "department",
        "section",
        "government",
        "apartment",
        "portion",
        "region",
        "million",
        "generation",
        "station",
        "equipment",
        "version",
    ]
    .contains(&text)
}

/// A participle or adjective right behind the noun: `cases reported`, `people familiar with`.
fn modifier(s: &Sentence<'_>, chunk: usize) -> Option<usize> {
    let next = s.chunks.get(chunk + 1)?;
    match next.kind {
        ChunkKind::Verb if matches!(next.form, Form::Participle | Form::Ing | Form::Either) => {
            let clause = &s.clauses[next.clause as usize];
            (clause.kind == ClauseKind::Participle && clause.antecedent == Some(chunk as u32))
                .then_some(next.head as usize)
        }
        ChunkKind::Adj => {
            // `20 percent more likely`
            let head = next.head as usize;
            let more = s.is(head, any_of!["more", "less"]);
            let likely = more && s.words.get(head + 1).is_some_and(|w| w.may(ADJ));
            Some(head + usize::from(likely))
        }
        ChunkKind::Verb if next.form == Form::Infinitive && !next.be => {
            let c = &s.chunks[chunk];
            (c.start as usize..c.head as usize)
                .any(|w| s.is(w, any_of!["only", "first", "last"]))
                .then_some(next.head as usize)
        }
        _ => None,
    }
}

/// The main word of a verb group, or what stands for it after *be*.
fn predicate(s: &Sentence<'_>, verb: usize, chunk: usize) -> Option<usize> {
    let v = &s.chunks[verb];
    if v.be {
        return after_be(s, verb);
    }
    if v.have {
        return infinitive(s, verb);
    }
    if verb > chunk || s.clauses[v.clause as usize].subject == Some(chunk as u32) {
        let lemma = s.head_lemma(verb);
        if RAISING.contains(&lemma)
            && let Some(found) = infinitive(s, verb)
        {
            return Some(found);
        }
    }
    Some(v.head as usize)
}

/// The infinitive that directly follows a verb.
fn infinitive(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    let next = s
        .chunks
        .get(verb + 1)
        .filter(|c| c.kind == ChunkKind::Verb && c.form == Form::Infinitive)?;
    if next.be { after_be(s, verb + 1) } else { Some(next.head as usize) }
}

fn after_be(s: &Sentence<'_>, verb: usize) -> Option<usize> {
    for (skip, c) in s.chunks[verb + 1..].iter().take(3).enumerate() {
        match c.kind {
            ChunkKind::Adj => return Some(c.head as usize),
            ChunkKind::Adv if s.chunk_is(verb + 1 + skip, any_of!["up", "down", "off", "away"]) => {
                return Some(c.head as usize);
            }
            ChunkKind::Noun if trailing_adjective(s, c).is_some() => {
                return trailing_adjective(s, c);
            }
            ChunkKind::Adv | ChunkKind::Time => {}
            _ => break,
        }
    }
    s.chunks
        .get(verb + 1)
        .filter(|c| c.kind == ChunkKind::Verb && c.form == Form::Infinitive)
        .map(|c| c.head as usize)
}

/// `16 feet long`, `20 percent more likely`.
fn trailing_adjective(s: &Sentence<'_>, c: &Chunk) -> Option<usize> {
    let (head, end) = (c.head as usize, c.end as usize);
    let measured = s.words[head].tag == Tag::Quantity || s.is(head, any_of!["times"]);
    let more = s.is(end, any_of!["more", "less"]);
    let at = end + usize::from(more);
    let fits = s.words.get(at).is_some_and(|w| w.tag == Tag::Adj || more && w.may(ADJ));
    (measured && fits).then_some(at)
}
