//! What a bare number counts: `40 of the boats`, `40 were hurt`, `two of brick and three of wood`.

use super::chunk::{ChunkKind, Role};
use super::counted::{Counted, Ground, fronted_of, named, object, of_phrase, subject};
use super::sentence::Sentence;
use crate::claims::key::any_of;
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::{Quantity, list};
use crate::claims::{EventType, Kind};

pub(super) fn count(
    s: &Sentence<'_>,
    word: usize,
    chunk: usize,
    quantity: &Quantity,
) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk).or_else(|| fronted_of(s, chunk)) {
        return Some(found);
    }
    if s.chunks[chunk].kind != ChunkKind::Noun {
        return None;
    }
    if let Some(found) = gapped(s, chunk) {
        return Some(found);
    }
    let first = s.first_twin(chunk);
    // `a population of 11,000`
    let owner = s.chunks[first].attach.map(|a| a as usize);
    let owner = owner.filter(|&o| o + 2 == first && s.prep_is(first, any_of!["of"]));
    if let Some(owner) = owner.filter(|&o| s.is(s.chunks[o].head as usize, list::HOLDS))
        && let Some(found) = named(s, owner, "owner", Ground::Clause)
    {
        return Some(found);
    }
    if s.chunks[first].role == Role::Second
        && let Some(found) = object(s, chunk)
    {
        return Some(found);
    }
    let levels = matches!(s.chunks[first].role, Role::Prep)
        && s.prep_is(first, any_of!["to", "at", "by", "from"]);
    // `by 312 votes to 290`
    let against = first.checked_sub(2).filter(|&c| {
        s.prep_is(first, any_of!["to", "against"])
            && s.words[s.chunks[c].start as usize].kind == Some(Kind::Count)
            && s.chunks[c + 1].kind == ChunkKind::Prep
    });
    if let Some(found) = against.and_then(|c| named(s, c, "noun of the other side", Ground::Clause))
    {
        return Some(found);
    }
    // `cases fell below 1,000`
    if s.chunk_is(chunk, any_of!["above", "below", "past"])
        && s.chunks[first].role == Role::Object
        && let Some(found) = subject(s, chunk)
    {
        return Some(found);
    }
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

/// `two vertical and two horizontal lines`: the noun stands in the next phrase only.
fn gapped(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let kind = |c: usize| s.chunks.get(c).map(|c| c.kind);
    let gap = kind(chunk + 1) == Some(ChunkKind::Adj) && kind(chunk + 2) == Some(ChunkKind::Conj);
    let next = s.chunks.get(chunk + 3).filter(|c| gap && c.kind == ChunkKind::Noun)?;
    let numeral = s.words[next.start as usize].tag == Tag::Quantity;
    let head = next.head as usize;
    (numeral && s.words[head].tag == Tag::Noun)
        .then(|| Counted::found(Some((head, head)), "noun of the next phrase", Ground::Clause))
}

/// `five sales this week: two to the state and three to a firm`: the noun of the numeral before.
fn ellipsis(s: &Sentence<'_>, word: usize, chunk: usize, quantity: &Quantity) -> Option<Counted> {
    let prep = s.chunks.get(chunk + 1).is_some_and(|c| c.kind == ChunkKind::Prep)
        && s.chunk_is(chunk + 1, any_of!["for", "to", "in", "from", "by", "at"]);
    let before = s.before(chunk)?;
    let apart = matches!(
        s.chunks[before].kind,
        ChunkKind::Open | ChunkKind::Break | ChunkKind::Conj | ChunkKind::Comma
    ) || s.chunk_is(before, any_of!["including"]);
    // `40 were hurt`, `killing 8 people and wounding 85`
    let harm = s.verb(chunk).and_then(|v| s.words[s.chunks[v].head as usize].entry);
    let harmed = harm.and_then(|e| e.event_type()).is_some_and(|t| {
        matches!(t, EventType::Kill | EventType::Injure | EventType::Arrest | EventType::Displace)
    });
    let alone = s.chunks[chunk].end as usize == word + 1
        && matches!(s.chunks[chunk].role, Role::Subject | Role::Object);
    // `compared with 173,000 in 2014`
    let bare = s.chunks[chunk].end as usize == word + 1;
    let compared =
        word > 1 && s.is(word - 1, any_of!["with", "to"]) && s.is(word - 2, any_of!["compared"]);
    if !(prep && apart || harmed && alone || compared && bare) || quantity.kind != Kind::Count {
        return None;
    }
    let at = s.places.partition_point(|&p| (p as usize) < word);
    let counts = |&&p: &&u32| s.words[p as usize].kind == Some(Kind::Count);
    let earlier = s.places[at.saturating_sub(4)..at].iter().rev().filter(counts);
    let earlier = earlier.map(|&p| s.chunk_at(p as usize));
    earlier.filter(|&c| c != chunk).find_map(|c| {
        let of = s.phrase_after(c, any_of!["of"]).filter(|_| s.name(c).is_none());
        named(s, of.unwrap_or(c), "noun of the numeral before", Ground::Far)
    })
}
