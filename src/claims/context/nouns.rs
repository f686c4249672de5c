//! Where a noun phrase goes: subject, object, after a preposition, or on in a list.

use super::chunk::{Chunk, ChunkKind, Form, Role};
use super::parse::{Clause, ClauseKind, Parser};
use super::verbs::goes_on;
use crate::claims::lexicon::tag::{SPEECH, VERB};

impl Parser<'_> {
    /// The next chunk that is not an adverb, a time or a quotation mark.
    fn next(&self, at: usize) -> Option<&Chunk> {
        self.chunks[at + 1..]
            .iter()
            .take(4)
            .find(|c| !matches!(c.kind, ChunkKind::Adv | ChunkKind::Time | ChunkKind::Quote))
    }

    fn finite_next(&self, at: usize) -> bool {
        self.next(at).is_some_and(|c| {
            c.kind == ChunkKind::Verb && matches!(c.form, Form::Finite | Form::Either)
        })
    }

    /// A finite verb follows the noun phrase at `at`, after nothing but what may belong to it.
    fn subject_ahead(&self, at: usize) -> bool {
        let mut prep = false;
        for chunk in self.chunks[at + 1..].iter().take(14) {
            match chunk.kind {
                ChunkKind::Prep => prep = true,
                ChunkKind::Noun if prep => prep = false,
                ChunkKind::Adv | ChunkKind::Time | ChunkKind::Quote | ChunkKind::Adj => {}
                ChunkKind::Verb => {
                    return matches!(chunk.form, Form::Finite | Form::Either) && !prep;
                }
                ChunkKind::Rel => return true,
                ChunkKind::Conj if self.comma => prep = true,
                _ => return false,
            }
        }
        false
    }

    pub(super) fn noun(&mut self, at: usize) {
        let clause = self.clauses[self.current];
        if self.prep.is_some() {
            self.chunks[at].prep = self.prep.take();
            self.chunks[at].role = Role::Prep;
            self.chunks[at].attach = self.last_noun;
        } else if self.comma && self.aside(at + 1, at + 2) {
            // `The plan, Hale said, costs $5`
            self.open(ClauseKind::Subordinate, None, at, None);
            self.clauses[self.current].subject = Some(at as u32);
            self.chunks[at].role = Role::Subject;
        } else if (self.conj || self.comma) && self.twins(at) {
            self.chunks[at].role = Role::Twin;
            self.chunks[at].twin = self.last_noun;
            self.chunks[at].prep = self.last_noun.and_then(|n| self.chunks[n as usize].prep);
        } else if clause.verb.is_none() {
            self.before_verb(at, clause);
        } else if self.starts_clause(at) {
            self.new_subject(at);
        } else if clause.object.is_none() && clause.kind != ClauseKind::Relative
            || clause.object.is_none() && clause.subject.is_some()
        {
            self.clauses[self.current].object = Some(at as u32);
            self.chunks[at].role = Role::Object;
        } else {
            self.chunks[at].role = Role::Second;
        }
        self.chunks[at].clause = self.current as u32;
        self.last_noun = Some(at as u32);
        if self.conj && self.chunks[at].role == Role::Subject {
            self.fronted(at);
        }
    }

    /// `, and since 2002, they have helped`: the time stands in the clause that it opens.
    fn fronted(&mut self, at: usize) {
        let before = |back: usize| at.checked_sub(back).filter(|&c| c > 0);
        let time = before(1)
            .filter(|&c| self.chunks[c].kind == ChunkKind::Comma)
            .and_then(|_| before(2))
            .or_else(|| before(1))
            .filter(|&c| self.chunks[c].kind == ChunkKind::Time);
        if let Some(time) = time.filter(|&c| self.chunks[c - 1].kind == ChunkKind::Conj) {
            self.chunks[time].clause = self.current as u32;
        }
    }

    /// The noun phrase continues a list or stands in apposition.
    fn twins(&self, at: usize) -> bool {
        let Some(last) = self.last_noun else { return false };
        let clause = &self.clauses[self.current];
        let ahead = self.finite_next(at) || self.comma && self.subject_ahead(at);
        if ahead && (clause.verb.is_some() || clause.subject.is_none() && !self.conj) {
            return false;
        }
        // Nothing but commas, conjunctions, adverbs and times stands between.
        self.chunks[last as usize + 1..at].iter().rev().take(6).all(|c| {
            matches!(
                c.kind,
                ChunkKind::Comma
                    | ChunkKind::Conj
                    | ChunkKind::Adv
                    | ChunkKind::Quote
                    | ChunkKind::Time
                    | ChunkKind::Adj
            )
        }) && at - (last as usize) <= 6
    }

    fn before_verb(&mut self, at: usize, clause: Clause) {
        if clause.subject.is_none() {
            self.clauses[self.current].subject = Some(at as u32);
            self.chunks[at].role = Role::Subject;
        } else if self.finite_next(at) && !self.comma && !self.aged(at) {
            // `the deal Boeing signed`: a relative clause without its pronoun.
            self.open(ClauseKind::Relative, self.last_noun, at, None);
            self.clauses[self.current].subject = Some(at as u32);
            self.chunks[at].role = Role::Subject;
        } else if self.comma {
            // `Last year, in Spain, the team ...`: what stood first was no subject.
            self.clauses[self.current].subject = Some(at as u32);
            self.chunks[at].role = Role::Subject;
        } else {
            self.chunks[at].role = Role::Second;
        }
    }

    /// `girls age 15 to 19 are`
    fn aged(&self, at: usize) -> bool {
        self.words[self.chunks[at].start as usize].is_form("age", "ages")
    }

    /// A noun phrase in a clause that has its verb is the subject of another.
    fn starts_clause(&self, at: usize) -> bool {
        let clause = self.clauses[self.current];
        let speech = clause.verb.is_some_and(|v| {
            v as usize + 4 > at && self.words[self.chunks[v as usize].head as usize].may(SPEECH)
        });
        if self.comma || self.conj {
            return self.finite_next(at) || self.subject_ahead(at);
        }
        if (clause.object.is_none() || self.heard(at, clause)) && speech {
            return self.finite_next(at)
                || self.subject_ahead(at)
                || self.explained(at)
                || self.listed_subject(at)
                || self.said_number(at, clause);
        }
        let either = self.next(at).is_some_and(|c| c.form == Form::Either);
        self.finite_next(at) && !self.open_above() && !either
    }

    /// `told the BBC it lost`: the object right before is who hears it.
    fn heard(&self, at: usize, clause: Clause) -> bool {
        clause.verb.is_some_and(|v| {
            let verb = &self.words[self.chunks[v as usize].head as usize];
            v as usize + 2 == at && ["tell", "warn", "assure", "inform"].contains(&verb.lemma())
        })
    }

    /// `said more than 40 stations in 50 countries, and some papers, carried it`: numbers are not
    /// what is said, but what it is said of.
    fn said_number(&self, at: usize, clause: Clause) -> bool {
        let numeral = self.chunks[at].start..self.chunks[at].end;
        clause.verb.is_some_and(|v| {
            v as usize + 1 == at
                && self.words[self.chunks[v as usize].head as usize].lemma() == "say"
                && numeral.clone().any(|w| self.words[w as usize].counts)
        })
    }

    /// `says Hale, a banker who ran Acme, failed`: what stands between commas is no part of the
    /// clause that goes on behind it.
    fn explained(&self, at: usize) -> bool {
        let kind = |c: usize| self.chunks.get(c).map_or(ChunkKind::Break, |c| c.kind);
        let ends =
            |c: usize| matches!(kind(c), ChunkKind::Comma | ChunkKind::Break | ChunkKind::Quote);
        // `..., said Hale, a banker,` ends what was said, as does `, Hale said`.
        let verb = self.clauses[self.current].verb.map_or(0, |v| v as usize);
        let turned = verb.checked_sub(1).is_none_or(ends);
        let says = |c: &Chunk| self.words[c.head as usize].may(SPEECH);
        let close = (at + 2..at + 16).find(|&c| ends(c)).filter(|&c| kind(c) == ChunkKind::Comma);
        !turned
            && kind(at + 1) == ChunkKind::Comma
            && close.is_some_and(|c| {
                let rest = &self.chunks[c + 1..];
                !rest.first().is_some_and(says) && goes_on(rest.iter())
            })
    }

    /// `said she and more than 40 teachers from the town left`.
    fn listed_subject(&self, at: usize) -> bool {
        let conj = self.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Conj);
        conj && self.chunks.get(at + 2).is_some_and(|c| c.kind == ChunkKind::Noun)
            && (self.finite_next(at + 2) || self.subject_ahead(at + 2))
    }

    fn new_subject(&mut self, at: usize) {
        let clause = self.clauses[self.current];
        let verb = clause.verb.map(|v| self.chunks[v as usize]);
        let silent = clause.object.is_none() || self.heard(at, clause);
        let direct = silent && !self.comma && !self.conj;
        if direct && verb.is_some_and(|v| self.words[v.head as usize].may(SPEECH | VERB) && !v.be) {
            self.open(ClauseKind::Complement, None, at, None);
        } else if self.comma || self.conj {
            while matches!(
                self.clauses[self.current].kind,
                ClauseKind::Participle
                    | ClauseKind::Infinitive
                    | ClauseKind::Relative
                    | ClauseKind::Subordinate
            ) && (self.clauses[self.current].verb.is_some())
                && self.close()
            {}
            if self.clauses[self.current].verb.is_some() {
                let kind = self.clauses[self.current].kind;
                let parent = self.clauses[self.current].parent;
                self.open(kind, None, at, None);
                self.clauses[self.current].parent = parent;
            }
        } else {
            self.open(ClauseKind::Relative, self.last_noun, at, None);
        }
        self.clauses[self.current].subject = Some(at as u32);
        self.chunks[at].role = Role::Subject;
    }
}
