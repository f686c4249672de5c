//! What lasts, and who is how old.

use super::chunk::{ChunkKind, Form, Role};
use super::counted::{Counted, Ground, named, object, of_phrase, subject};
use super::sentence::Sentence;
use crate::claims::key::{Key, any_of};
use crate::claims::{EventType, Kind};

pub(super) fn age(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if let Some(found) = compared(s, chunk) {
        return Some(found);
    }
    // `aged 22 and 25`
    let before = word.checked_sub(2).filter(|&w| s.words[w].kind == Some(Kind::Age));
    if let Some(first) = before.filter(|_| s.is(word - 1, any_of!["and", "or"])) {
        return age(s, first, s.chunk_at(first));
    }
    // `people aged 26`, `children under 5`, `age 12`
    for back in 1..=3 {
        let Some(at) = word.checked_sub(back) else { break };
        if s.is(at, any_of!["aged", "age", "ages"]) {
            let owner = s.chunk_at(at);
            let owner = if s.noun(owner) && s.chunks[owner].start as usize != at {
                owner
            } else {
                // `children above age 5`
                let back = owner.checked_sub(1)?;
                let divides = s.chunk_is(back, any_of!["above", "below", "over", "under"]);
                back - usize::from(back > 0 && divides)
            };
            if let Some((first, last)) = s.name(owner) {
                let last = if last == at { last.checked_sub(1)? } else { last };
                if first > last {
                    // `died at the age of 88`
                    return subject(s, chunk);
                }
                return Some(Counted::found(Some((first, last)), "aged", Ground::Beside));
            }
        }
    }
    if let Some(before) = s.before(chunk) {
        // `children under 12`
        let head = s.chunks[before].head as usize;
        let owns = s.noun(before) && !s.chunks[before].pronoun;
        if owns && before + 1 == chunk && !s.is(head, any_of!["age", "ages"]) {
            return named(s, before, "noun before", Ground::Beside);
        }
        let owner = s.before(before).filter(|&c| s.noun(c));
        if let Some(c) =
            owner.filter(|_| matches!(s.chunks[before].kind, ChunkKind::Comma | ChunkKind::Open))
        {
            return named(s, c, "apposition", Ground::Beside);
        }
        if let Some(c) =
            owner.filter(|_| s.chunks[chunk].role == Role::Prep && !s.prep_is(chunk, any_of!["at"]))
        {
            return named(s, c, "phrase before", Ground::Far);
        }
    }
    if s.verb(chunk).is_some_and(|v| s.chunks[v].be && v > chunk) {
        // `The 45-year-old is a teacher`: named by the predicate.
        return s.clause(chunk).object.and_then(|o| named(s, o as usize, "predicate", Ground::Far));
    }
    subject(s, chunk)
}

/// Words that make a length of time a place in time.
const SHIFTS: &[Key] =
    any_of!["ago", "after", "before", "later", "earlier", "since", "early", "late", "from", "into"];

/// Words before a length that make it a place in time.
const PERIODS: &[Key] = any_of!["past", "last", "next", "previous", "first", "the", "coming"];

/// `with 13 minutes remaining in the half`.
const REMAINING: &[Key] = any_of!["remaining", "left"];

/// `six years in prison`: a state that a length of time is spent in.
fn spent(s: &Sentence<'_>, chunk: usize) -> bool {
    const STATES: &[Key] =
        any_of!["prison", "jail", "custody", "detention", "office", "power", "charge"];
    s.name(chunk).is_some_and(|(a, b)| a == b && !s.words[a].capital && s.is(a, STATES))
}

pub(super) fn duration(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk) {
        return Some(found);
    }
    if let Some(found) = s.phrase_after(chunk, any_of!["in"]).filter(|&c| spent(s, c)) {
        return named(s, found, "in phrase", Ground::Beside);
    }
    let lasts = s.verb(chunk).filter(|&v| v < chunk).is_some_and(|v| {
        let head = s.words[s.chunks[v].head as usize].entry;
        head.and_then(|e| e.event_type()) == Some(EventType::Last)
    });
    if s.is(word + 1, SHIFTS) && !lasts {
        return None;
    }
    if let Some(found) = stretched(s, word, chunk).or_else(|| compared(s, chunk)) {
        return Some(found);
    }
    if s.prep_is(chunk, any_of!["of"]) {
        let owner = s.chunks[chunk].attach.map(|a| a as usize)?;
        return named(s, owner, "owner", Ground::Clause).filter(|_| {
            !s.is(s.chunks[owner].head as usize, any_of!["course", "period", "matter"])
                || !s.prep_is(owner, any_of!["over", "in", "during"])
        });
    }
    if s.prep_is(chunk, any_of!["to", "by", "from"])
        && let Some(found) = object(s, chunk)
    {
        return Some(found);
    }
    if s.prep_is(chunk, any_of!["with"]) {
        let rest = s
            .chunks
            .get(chunk + 1)
            .filter(|c| matches!(c.kind, ChunkKind::Verb | ChunkKind::Adj))?;
        if rest.form == Form::Infinitive || s.is(rest.head as usize, REMAINING) {
            let of = s.phrase_after(chunk + 1, any_of!["in", "of"])?;
            return named(s, of, "in phrase", Ground::Clause);
        }
    }
    if (s.chunks[chunk].start as usize..word).any(|w| s.is(w, PERIODS)) {
        return None;
    }
    if let Some(found) = s
        .phrase_after(chunk, any_of!["for"])
        .filter(|_| !s.prep_is(chunk, any_of!["for", "in", "within", "over"]))
    {
        return named(s, found, "for phrase", Ground::Far);
    }
    if s.prep_is(chunk, any_of!["in", "over", "after", "during", "since", "before"]) {
        return None;
    }
    object(s, chunk)
        .filter(|_| s.prep_is(chunk, any_of!["for"]))
        .or_else(|| takes(s, chunk))
        .or_else(|| subject(s, chunk))
}

/// `cars older than 15 years`: the noun before the adjective.
fn compared(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    const OLDER: &[Key] =
        any_of!["older", "younger", "longer", "taller", "heavier", "larger", "shorter", "smaller"];
    if s.chunk_is(chunk, OLDER) {
        return chunk
            .checked_sub(1)
            .filter(|&c| s.noun(c))
            .and_then(|c| named(s, c, "noun before", Ground::Clause));
    }
    let adjective =
        (chunk.saturating_sub(2)..chunk).rev().find(|&c| s.chunks[c].kind == ChunkKind::Adj)?;
    let noun = adjective.checked_sub(1).filter(|&c| s.noun(c))?;
    let older = s.chunk_is(adjective, OLDER);
    older.then(|| named(s, noun, "noun before", Ground::Clause))?
}

/// `the vote 100 days away`, `a road 16 feet wide`: the noun right before.
pub(super) fn stretched(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if !s.is(word + 1, any_of!["away", "long", "wide", "high", "tall", "deep", "thick", "apart"]) {
        return None;
    }
    let mut before = s.before(chunk)?;
    if s.chunks[before].kind == ChunkKind::Comma {
        before = s.before(before)?;
    }
    s.noun(before).then(|| named(s, before, "noun before", Ground::Clause))?
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
        .and_then(|o| named(s, o as usize, "object of infinitive", Ground::Far))
}
