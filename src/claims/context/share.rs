//! What a share is of, and what a change changes.

use super::chunk::{ChunkKind, Role};
use super::counted::{Counted, Ground, fronted_of, named, object, of_phrase, subject};
use super::sentence::Sentence;
use crate::claims::key::any_of;
use crate::claims::lexicon::tag::{EVENT, N, SPEECH, VB, VBD, VBG};
use crate::claims::lexicon::words::{Tag, Word};

pub(super) fn share(s: &Sentence<'_>, word: usize, chunk: usize) -> Option<Counted> {
    if let Some(found) = of_phrase(s, chunk).or_else(|| fronted_of(s, chunk)) {
        return Some(found);
    }
    if s.words[word].share
        && s.chunks[chunk].head as usize == word
        && s.chunks[chunk].role != Role::Subject
        && !s.prep_is(chunk, any_of!["by"])
    {
        return None;
    }
    if s.words.get(word + 1).is_some_and(|w| w.glued && w.may(N))
        && !s.is(word + 1, any_of!["fold", "x"])
    {
        return Some(Counted::found(
            Some((word + 1, word + 1)),
            "noun after hyphen",
            Ground::Beside,
        ));
    }
    let first = s.first_twin(chunk);
    if s.prep_is(first, any_of!["of"])
        && let Some(owner) = s.chunks[first].attach.map(|a| a as usize)
    {
        if s.words[s.chunks[owner].head as usize].may(EVENT) {
            let of = s
                .phrase_after(first, any_of!["in", "on", "to"])
                .and_then(|c| named(s, c, "of the change", Ground::Clause));
            return of.or_else(|| modifier_of(s, owner)).or_else(|| subject(s, chunk));
        }
        return named(s, owner, "owner", Ground::Clause);
    }
    by_or_subject(s, chunk)
}

/// Whether `word` is what a share does, not what it is of: `83% suffering`, `42% said`, `while 50%
/// use email`.
pub(super) fn does(s: &Sentence<'_>, word: usize) -> bool {
    let clause = word > 1 && s.is(word - 2, any_of!["while", "whereas", "and", "but"]);
    let verb = |w: &Word| {
        w.may(VBG)
            || w.may(SPEECH) && (w.may(VBD) || s.is(word, any_of!["say"]))
            || clause
                && w.may(VB | VBD)
                && !w.plural()
                && s.words.get(word + 1).is_some_and(|next| next.tag != Tag::Noun)
    };
    s.words.get(word).is_some_and(|w| !w.capital && verb(w))
}

/// `42% of voters agree and 30% do not`: what the share is of, or the one before.
pub(super) fn shared(s: &Sentence<'_>, word: usize) -> Option<Counted> {
    let before = (0..=word).rev().filter(|&w| {
        let text = || s.words[w].span.text(s.text);
        s.words[w].tag == Tag::Quantity && (text().ends_with('%') || text().ends_with("cent"))
    });
    let mut shares = before.map(|w| s.chunk_at(w));
    let found = shares.find_map(|chunk| of_phrase(s, chunk).or_else(|| fronted_of(s, chunk)))?;
    Some(Counted::found(found.span, "as the share before", Ground::Far))
}

/// `respondents (26%)`: the noun before the brackets that hold a share and nothing else.
pub(super) fn bracketed_share(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let kind = |c: usize| s.chunks.get(c).map(|c| c.kind);
    let open = chunk > 0 && kind(chunk - 1) == Some(ChunkKind::Open);
    (open && kind(chunk + 1) == Some(ChunkKind::Close)).then(|| phrase_before(s, chunk))?
}

/// What is changed or has the value: the object before the quantity, or the subject.
pub(super) fn by_or_subject(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    if let Some(clause) = s.change_above(chunk) {
        let c = &s.clauses[clause as usize];
        let object = c.object.filter(|&o| (o as usize) < chunk).or(c.subject)?;
        return named(s, object as usize, "object of the change", Ground::Far);
    }
    before_adverb(s, chunk)
        .or_else(|| object(s, chunk))
        .or_else(|| subject(s, chunk))
        .or_else(|| phrase_before(s, chunk))
}

/// `the euro up 0.05%`, `dunes (covering 17%)`: the noun before an adverb of direction.
fn before_adverb(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let adverb = chunk.checked_sub(1).filter(|&c| {
        s.chunks[c].kind == ChunkKind::Adv && s.chunk_is(c, any_of!["up", "down", "off"])
    })?;
    let before = adverb.checked_sub(1).filter(|&c| s.noun(c))?;
    named(s, before, "noun before", Ground::Clause)
}

pub(super) fn phrase_before(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let before = chunk.checked_sub(1)?;
    (matches!(s.chunks[before].kind, ChunkKind::Open | ChunkKind::Comma | ChunkKind::Break)).then(
        || {
            before
                .checked_sub(1)
                .filter(|&c| s.noun(c))
                .and_then(|c| named(s, c, "phrase before", Ground::Far))
        },
    )?
}

/// `a salary increase of 5%`: what stands before the event noun.
fn modifier_of(s: &Sentence<'_>, chunk: usize) -> Option<Counted> {
    let (first, last) = s.name(chunk)?;
    (last > first && matches!(s.words[last - 1].tag, Tag::Noun | Tag::Name))
        .then(|| Counted::found(Some((first, last - 1)), "before the change", Ground::Clause))
}
