//! A parsed sentence, and the small walks that every field's rules share.

use super::chunk::{Chunk, ChunkKind, Role};
use super::parse::{Clause, ClauseKind};
use crate::claims::Kind;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::words::{Tag, Word};
use crate::claims::quantity::{Quantity, list};
use crate::claims::time::TimeExpression;
use crate::span::Span;
use std::borrow::Cow;

/// What is kept from one sentence to the next, so that a sentence allocates nothing of its own.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(super) words: Vec<Word>,
    pub(super) later: Vec<bool>,
    pub(super) chunks: Vec<Chunk>,
    pub(super) clauses: Vec<Clause>,
    pub(super) times: Vec<TimeExpression>,
    places: Vec<u32>,
    chunk_of: Vec<u32>,
}

/// The sentence as read.
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) span: Span,
    pub(super) words: &'a [Word],
    pub(super) chunks: &'a [Chunk],
    pub(super) clauses: &'a [Clause],
    pub(super) times: &'a [TimeExpression],
    /// The word that each quantity is.
    pub(super) places: &'a [u32],
    chunk_of: &'a [u32],
}

impl<'a> Sentence<'a> {
    pub(super) fn new(
        text: &'a str,
        span: Span,
        quantities: &[Quantity],
        buffers: &'a mut Buffers,
    ) -> Self {
        buffers.places.clear();
        buffers.places.resize(quantities.len(), 0);
        for (i, word) in buffers.words.iter().enumerate() {
            if let Some(q) = word.quantity {
                buffers.places[q as usize] = i as u32;
            }
        }
        buffers.chunk_of.clear();
        buffers.chunk_of.resize(buffers.words.len(), 0);
        for (i, chunk) in buffers.chunks.iter().enumerate() {
            buffers.chunk_of[chunk.start as usize..chunk.end as usize].fill(i as u32);
        }
        Self {
            text,
            span,
            words: &buffers.words,
            chunks: &buffers.chunks,
            clauses: &buffers.clauses,
            times: &buffers.times,
            places: &buffers.places,
            chunk_of: &buffers.chunk_of,
        }
    }

    /// The chunk that a word stands in.
    pub(super) fn chunk_at(&self, word: usize) -> usize {
        self.chunk_of.get(word).map_or(0, |&c| c as usize)
    }

    /// From the first to the last of two words.
    pub(super) fn span(&self, first: usize, last: usize) -> Span {
        Span::new(self.words[first].span.start, self.words[last].span.end)
    }

    /// The text of a word.
    pub(super) fn str(&self, word: usize) -> &'a str {
        self.words[word].span.text(self.text)
    }

    /// The word is one of `list`, whatever its case.
    pub(super) fn is(&self, word: usize, list: &[Key]) -> bool {
        self.words.get(word).is_some_and(|w| w.key.is(list))
    }

    /// The word a chunk begins with is one of `list`.
    pub(super) fn chunk_is(&self, chunk: usize, list: &[Key]) -> bool {
        self.chunks.get(chunk).is_some_and(|c| self.is(c.start as usize, list))
    }

    /// The preposition of a noun phrase is one of `list`.
    pub(super) fn prep_is(&self, chunk: usize, list: &[Key]) -> bool {
        self.chunks[chunk].prep.is_some_and(|p| self.chunk_is(p as usize, list))
    }

    /// The lemma of the head of a chunk.
    pub(super) fn head_lemma(&self, chunk: usize) -> &'static str {
        self.words[self.chunks[chunk].head as usize].lemma()
    }

    /// The dictionary form of a word.
    pub(super) fn lemma(&self, word: usize) -> Cow<'static, str> {
        match self.words[word].entry {
            Some(entry) if !self.words[word].hyphen => Cow::Borrowed(entry.lemma()),
            _ => Cow::Owned(self.str(word).to_lowercase()),
        }
    }

    pub(super) fn noun(&self, chunk: usize) -> bool {
        self.chunks.get(chunk).is_some_and(|c| c.kind == ChunkKind::Noun)
    }

    /// The noun phrase after `of` (or another of `preps`) that directly follows a chunk.
    pub(super) fn phrase_after(&self, chunk: usize, preps: &[Key]) -> Option<usize> {
        let found =
            self.chunks.get(chunk + 1)?.kind == ChunkKind::Prep && self.chunk_is(chunk + 1, preps);
        (found && self.noun(chunk + 2)).then_some(chunk + 2)
    }

    /// The words of a noun phrase that name a thing: without determiner, bound and quantity;
    /// `None` of a pronoun.
    pub(super) fn name(&self, chunk: usize) -> Option<(usize, usize)> {
        let c = self.chunks.get(chunk)?;
        if c.kind != ChunkKind::Noun || c.pronoun {
            return None;
        }
        let head = c.head as usize;
        // `known each other for 25 years`
        if head > 0 && self.is(head, any_of!["other"]) && self.is(head - 1, any_of!["each"]) {
            return None;
        }
        // `9 x 4 in`, `30 km south`
        let measured = head > 0 && self.words[head - 1].kind == Some(Kind::Measure);
        if self.is(head, any_of!["x"]) || measured && self.is(head, list::DIRECTION) {
            return None;
        }
        let last_quantity =
            (c.start as usize..=head).rev().find(|&w| self.words[w].tag == Tag::Quantity);
        let mut first = last_quantity.map_or(c.start as usize, |w| w + 1);
        // `a 1,200-strong workforce`
        while first < head
            && (matches!(self.words[first].tag, Tag::Det | Tag::Poss | Tag::Hedge | Tag::Adv)
                || self.words[first].glued && self.is(first, any_of!["strong"]))
        {
            first += 1;
        }
        let last = c.end as usize - 1;
        let last = if self.words[last].tag == Tag::Possessive { last - 1 } else { last };
        (first <= head
            && !matches!(self.words[head].tag, Tag::Det | Tag::Poss | Tag::Quantity | Tag::Number))
        .then_some((first, last.max(head)))
    }

    /// The chunk before `chunk` that is no adverb, time or quotation mark.
    pub(super) fn before(&self, chunk: usize) -> Option<usize> {
        let from = chunk.saturating_sub(4);
        (from..chunk).rev().find(|&c| {
            !matches!(self.chunks[c].kind, ChunkKind::Adv | ChunkKind::Time | ChunkKind::Quote)
        })
    }

    /// The noun phrase whose place in the clause `chunk` shares: the first of its list.
    pub(super) fn first_twin(&self, chunk: usize) -> usize {
        let mut at = chunk;
        for _ in 0..12 {
            match self.chunks[at].twin {
                Some(twin) if self.chunks[at].role == Role::Twin => at = twin as usize,
                _ => break,
            }
        }
        at
    }

    /// The clause of a chunk.
    pub(super) fn clause(&self, chunk: usize) -> &Clause {
        &self.clauses[self.chunks[chunk].clause as usize]
    }

    /// `clause` or one it stands in satisfies `test`.
    pub(super) fn ancestor(&self, clause: u32, mut test: impl FnMut(u32) -> bool) -> Option<u32> {
        let mut at = Some(clause);
        for _ in 0..32 {
            let c = at?;
            if test(c) {
                return Some(c);
            }
            at = self.clauses[c as usize].parent;
        }
        None
    }

    /// Where `by`, `to` or `from` puts a quantity behind a participle that names no change, the
    /// clause around it whose verb does: `cut the price of power made by mills to $3`.
    pub(super) fn change_above(&self, chunk: usize) -> Option<u32> {
        if !self.prep_is(chunk, any_of!["by", "to", "from"]) {
            return None;
        }
        let changes = |c: u32| {
            let verb = self.clauses[c as usize].verb.map(|v| self.chunks[v as usize].head as usize);
            verb.is_some_and(|w| self.words[w].entry.is_some_and(|e| e.direction().is_some()))
        };
        let own = self.chunks[chunk].clause;
        let clause = &self.clauses[own as usize];
        if clause.kind != ClauseKind::Participle || clause.antecedent.is_none() || changes(own) {
            return None;
        }
        self.ancestor(own, changes)
    }

    /// The verb of the clause of `chunk`.
    pub(super) fn verb(&self, chunk: usize) -> Option<usize> {
        self.clause(chunk).verb.map(|v| v as usize)
    }
}
