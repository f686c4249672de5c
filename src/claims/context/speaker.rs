//! Who asserts what: verbs of saying with their subject and the part of the sentence they cover.

use super::chunk::{ChunkKind, Form};
use super::sentence::Sentence;
use crate::claims::lexicon::tag::{BE, HAVE, MODAL, SPEECH, TITLE};
use crate::claims::lexicon::words::Tag;
use crate::span::Span;

/// One attribution.
pub(super) struct Attribution {
    pub(super) span: Span,
    /// The chunk of the speaker.
    chunk: usize,
    /// The chunks that it covers, half-open.
    covers: [(usize, usize); 2],
    /// Only clauses below this one are covered, where it is given.
    clause: Option<u32>,
}

/// Attributions read in one sentence; more do not occur in prose.
const MOST: usize = 16;

/// The attributions of a sentence.
pub(super) fn attributions(s: &Sentence<'_>) -> Vec<Attribution> {
    let mut found = Vec::new();
    for (at, chunk) in s.chunks.iter().enumerate() {
        if found.len() >= MOST {
            break;
        }
        let speech = chunk.kind == ChunkKind::Verb && s.words[chunk.head as usize].may(SPEECH);
        let next = if speech { said(s, at) } else { according(s, at) };
        found.extend(next);
    }
    found
}

/// `according to the Kremlin`, `as he related`.
fn according(s: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let start = s.chunks[at].start as usize;
    let to = s.is(start, &["according"]) && s.is(start + 1, &["to"]);
    if !to {
        return None;
    }
    let chunk = (at + 1..at + 4).find(|&c| s.noun(c))?;
    let end = s.chunks.len();
    Some(Attribution {
        span: speaker_span(s, chunk)?,
        chunk,
        covers: [(0, at), (chunk + 1, end)],
        clause: None,
    })
}

fn said(s: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let chunk = &s.chunks[at];
    if chunk.passive || chunk.form == Form::Infinitive || chunk.form == Form::Participle {
        return None;
    }
    let end = s.chunks.len();
    let clause = &s.clauses[chunk.clause as usize];
    let before =
        (0..at).rev().find(|&c| !matches!(s.chunks[c].kind, ChunkKind::Adv | ChunkKind::Time));
    let quoted =
        before.is_none_or(|c| matches!(s.chunks[c].kind, ChunkKind::Comma | ChunkKind::Quote));
    if quoted && s.noun(at + 1) && chunk.start == chunk.head {
        // `..., said Smith`
        let stop = (at + 2..(at + 24).min(end)).find(|&c| s.chunks[c].kind == ChunkKind::Quote);
        let tail = stop.unwrap_or(end);
        return Some(Attribution {
            span: speaker_span(s, at + 1)?,
            chunk: at + 1,
            covers: [(0, at), (tail, end)],
            clause: None,
        });
    }
    let subject = clause.subject.map(|c| c as usize).filter(|&c| c < at)?;
    let span = speaker_span(s, subject)?;
    if after_statement(s, at, subject) {
        return Some(Attribution {
            span,
            chunk: subject,
            covers: [(0, subject), (at + 1, end)],
            clause: None,
        });
    }
    Some(Attribution {
        span,
        chunk: subject,
        covers: [(at + 1, end), (0, 0)],
        clause: Some(chunk.clause),
    })
}

/// `..., Smith said.`: the statement stands before its speaker.
fn after_statement(s: &Sentence<'_>, at: usize, subject: usize) -> bool {
    let start = subject
        .checked_sub(1)
        .is_some_and(|c| matches!(s.chunks[c].kind, ChunkKind::Comma | ChunkKind::Quote));
    let start = start && (0..subject).any(|c| s.chunks[c].kind == ChunkKind::Verb);
    let ends = s.chunks.get(at + 1).is_none_or(|c| {
        matches!(
            c.kind,
            ChunkKind::Break
                | ChunkKind::Comma
                | ChunkKind::Quote
                | ChunkKind::Time
                | ChunkKind::Prep
        )
    });
    start && ends
}

/// The words that name a speaker: a name without the description before it.
fn speaker_span(s: &Sentence<'_>, chunk: usize) -> Option<Span> {
    let c = &s.chunks[chunk];
    if c.pronoun {
        let who = s.is(c.head as usize, &["he", "she", "they", "we", "i"]);
        return who.then(|| s.span(c.start as usize, c.head as usize));
    }
    let (mut first, last) = (c.start as usize, c.head as usize);
    if matches!(s.words[last].tag, Tag::Quantity | Tag::Number) {
        return None;
    }
    if s.words[last].capital {
        let description = (first..last).rev().find(|&w| {
            !s.words[w].capital
                || s.words[w].may(TITLE) && w + 1 < last && !s.is(w, &["mr", "mrs", "ms", "dr"])
        });
        if let Some(w) =
            description.filter(|&w| s.words[w].tag != Tag::Possessive && s.words[w].tag != Tag::Det)
        {
            first = w + 1;
        }
    }
    Some(s.span(first, last.max(first)))
}

/// The attribution that covers the quantity at `word`: the nearest one.
pub(super) fn speaker<'a>(
    s: &Sentence<'_>,
    word: usize,
    list: &'a [Attribution],
) -> Option<&'a Attribution> {
    let chunk = s.chunk_at(word);
    let covers = |a: &&Attribution| {
        let inside =
            a.covers.iter().any(|&(from, to)| (from..to).contains(&chunk)) && chunk != a.chunk;
        inside && a.clause.is_none_or(|c| below(s, chunk, c))
    };
    list.iter().filter(covers).min_by_key(|a| chunk.abs_diff(a.chunk))
}

/// The chunk stands in a clause below `clause`, or in it as what is said.
fn below(s: &Sentence<'_>, chunk: usize, clause: u32) -> bool {
    let _ = (BE, HAVE, MODAL);
    s.ancestor(s.chunks[chunk].clause, |c| c == clause).is_some()
}
