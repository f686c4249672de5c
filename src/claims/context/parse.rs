//! Clauses: which verb each noun phrase belongs to, and as what.
//!
//! One pass over the chunks with a stack of open clauses. A finite verb that finds its clause
//! complete closes relative and subordinate clauses until one still lacks a verb.

use super::chunk::{Chunk, ChunkKind};
use crate::claims::lexicon::tag::REL;
use crate::claims::lexicon::words::Word;

/// How a clause hangs on the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ClauseKind {
    Main,
    Relative,
    /// What a verb of saying says.
    Complement,
    /// After `because`, `when`, `if`.
    Subordinate,
    Participle,
    Infinitive,
}

/// A verb with its subject and objects, by their places among the chunks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clause {
    pub(super) kind: ClauseKind,
    pub(super) parent: Option<u32>,
    pub(super) verb: Option<u32>,
    pub(super) subject: Option<u32>,
    pub(super) object: Option<u32>,
    /// The noun phrase that a relative clause or participle belongs to.
    pub(super) antecedent: Option<u32>,
    /// The conjunction that opens it.
    pub(super) opener: Option<u32>,
    pub(super) start: u32,
}

/// Deepest nesting of clauses that is followed; deeper ones count as the deepest.
pub(super) const DEPTH: usize = 24;

pub(super) struct Parser<'a> {
    pub(super) words: &'a [Word],
    pub(super) chunks: &'a mut [Chunk],
    pub(super) clauses: &'a mut Vec<Clause>,
    pub(super) current: usize,
    pub(super) depth: usize,
    pub(super) prep: Option<u32>,
    pub(super) last_noun: Option<u32>,
    pub(super) conj: bool,
    pub(super) comma: bool,
    pub(super) quote: bool,
}

/// Fills `clauses` and the roles of `chunks`.
pub(super) fn parse(words: &[Word], chunks: &mut [Chunk], clauses: &mut Vec<Clause>) {
    clauses.clear();
    clauses.push(Clause {
        kind: ClauseKind::Main,
        parent: None,
        verb: None,
        subject: None,
        object: None,
        antecedent: None,
        opener: None,
        start: 0,
    });
    let mut parser = Parser {
        words,
        chunks,
        clauses,
        current: 0,
        depth: 0,
        prep: None,
        last_noun: None,
        conj: false,
        comma: false,
        quote: false,
    };
    for at in 0..parser.chunks.len() {
        parser.step(at);
    }
}

impl Parser<'_> {
    fn step(&mut self, at: usize) {
        self.chunks[at].clause = self.current as u32;
        match self.chunks[at].kind {
            ChunkKind::Noun => self.noun(at),
            ChunkKind::Verb => self.verb(at),
            ChunkKind::Prep => {
                self.leave_participle();
                self.chunks[at].clause = self.current as u32;
                self.prep = Some(at as u32);
            }
            ChunkKind::Conj => {
                self.conj = true;
                return;
            }
            ChunkKind::Comma => {
                self.comma = true;
                self.prep = None;
                return;
            }
            ChunkKind::Sub => self.open(ClauseKind::Subordinate, None, at, Some(at)),
            ChunkKind::Comp => self.open(ClauseKind::Complement, None, at, Some(at)),
            ChunkKind::Rel => self.relative(at),
            ChunkKind::Break => self.restart(at),
            ChunkKind::Quote => {
                self.quote = true;
                return;
            }
            ChunkKind::Open => {
                self.prep = None;
                return;
            }
            ChunkKind::Time => {
                self.leave_participle();
                self.chunks[at].clause = self.current as u32;
                return;
            }
            ChunkKind::Adv | ChunkKind::Close => return,
            ChunkKind::Adj | ChunkKind::Other => {}
        }
        self.conj = false;
        self.comma = false;
        self.quote = false;
    }

    pub(super) fn open(
        &mut self,
        kind: ClauseKind,
        antecedent: Option<u32>,
        at: usize,
        opener: Option<usize>,
    ) {
        let parent = if self.depth >= DEPTH {
            self.clauses[self.current].parent
        } else {
            Some(self.current as u32)
        };
        if self.depth < DEPTH {
            self.depth += 1;
        }
        self.clauses.push(Clause {
            kind,
            parent,
            verb: None,
            subject: None,
            object: None,
            antecedent,
            opener: opener.map(|x| x as u32),
            start: at as u32,
        });
        self.current = self.clauses.len() - 1;
        self.prep = None;
    }

    pub(super) fn close(&mut self) -> bool {
        match self.clauses[self.current].parent {
            Some(parent) => {
                self.current = parent as usize;
                self.depth = self.depth.saturating_sub(1);
                true
            }
            None => false,
        }
    }

    /// `tracked particles showing matter, over a long period`: after a comma a phrase belongs to
    /// the clause that the restrictive participle stands in.
    fn leave_participle(&mut self) {
        let clause = &self.clauses[self.current];
        if self.comma && clause.kind == ClauseKind::Participle && clause.antecedent.is_some() {
            self.close();
        }
    }

    fn restart(&mut self, at: usize) {
        self.current = 0;
        self.depth = 0;
        if self.clauses[0].verb.is_some() {
            self.clauses.push(Clause { parent: None, start: at as u32, ..self.clauses[0] });
            let last = self.clauses.len() - 1;
            let clause = &mut self.clauses[last];
            (clause.verb, clause.subject, clause.object) = (None, None, None);
            clause.kind = ClauseKind::Main;
            self.current = last;
        } else {
            (self.clauses[0].subject, self.clauses[0].object) = (None, None);
        }
        self.last_noun = None;
        self.prep = None;
    }

    fn relative(&mut self, at: usize) {
        let word = &self.words[self.chunks[at].start as usize];
        // `in which`: the preposition belongs to the relative word.
        let antecedent = self.last_noun;
        let kind = if word.may(REL) && antecedent.is_some() {
            ClauseKind::Relative
        } else {
            ClauseKind::Subordinate
        };
        self.open(kind, antecedent.filter(|_| kind == ClauseKind::Relative), at, Some(at));
    }
}
