//! Clauses: which verb each noun phrase belongs to, and as what.
//!
//! One pass over the chunks with a stack of open clauses. A finite verb that finds its clause
//! complete closes relative and subordinate clauses until one still lacks a verb.

use super::chunk::{Chunk, ChunkKind, Form, Role};
use crate::claims::lexicon::tag::{REL, SPEECH, VERB};
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
const DEPTH: usize = 24;

struct Parser<'a> {
    words: &'a [Word],
    chunks: &'a mut [Chunk],
    clauses: &'a mut Vec<Clause>,
    current: usize,
    depth: usize,
    prep: Option<u32>,
    last_noun: Option<u32>,
    conj: bool,
    comma: bool,
    quote: bool,
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
            ChunkKind::Adv | ChunkKind::Time | ChunkKind::Close => return,
            ChunkKind::Adj | ChunkKind::Other => {}
        }
        self.conj = false;
        self.comma = false;
        self.quote = false;
    }

    fn open(
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

    fn close(&mut self) -> bool {
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

    fn noun(&mut self, at: usize) {
        let clause = self.clauses[self.current];
        if self.prep.is_some() {
            self.chunks[at].prep = self.prep.take();
            self.chunks[at].role = Role::Prep;
            self.chunks[at].attach = self.last_noun;
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
        } else if self.finite_next(at) && !self.comma {
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

    /// A noun phrase in a clause that has its verb is the subject of another.
    fn starts_clause(&self, at: usize) -> bool {
        let clause = self.clauses[self.current];
        let speech = clause.verb.is_some_and(|v| {
            v as usize + 4 > at && self.words[self.chunks[v as usize].head as usize].may(SPEECH)
        });
        if self.comma || self.conj {
            return self.finite_next(at) || self.subject_ahead(at);
        }
        if clause.object.is_none() && speech {
            return self.finite_next(at) || self.subject_ahead(at) || self.listed_subject(at);
        }
        let either = self.next(at).is_some_and(|c| c.form == Form::Either);
        self.finite_next(at) && !self.open_above() && !either
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
        let direct = clause.object.is_none() && !self.comma && !self.conj;
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

    fn verb(&mut self, at: usize) {
        let chunk = self.chunks[at];
        match chunk.form {
            Form::Infinitive => self.dependent(at, ClauseKind::Infinitive),
            Form::Ing | Form::Participle => self.dependent(at, ClauseKind::Participle),
            Form::Either if self.reduced(at) => self.dependent(at, ClauseKind::Participle),
            Form::Either | Form::Finite => self.finite(at),
        }
        self.chunks[at].clause = self.current as u32;
        self.prep = None;
    }

    /// A past form that can only be a participle here: `a cell meant for 35 held 155 men`.
    fn reduced(&self, at: usize) -> bool {
        let clause = &self.clauses[self.current];
        let follows_noun =
            at > 0 && self.chunks[at - 1].kind == ChunkKind::Noun && !self.chunks[at - 1].pronoun;
        if clause.verb.is_some() {
            return !self.conj && !(clause.kind != ClauseKind::Main && self.open_above());
        }
        if !follows_noun {
            return false;
        }
        let by = self.chunks.get(at + 1).is_some_and(|c| {
            c.kind == ChunkKind::Prep
                && self.words[c.start as usize].entry.is_some_and(|e| e.word() == "by")
        });
        by || self.another_finite(at)
    }

    /// A clause further out still waits for its verb.
    fn open_above(&self) -> bool {
        let mut clause = self.clauses[self.current].parent;
        for _ in 0..DEPTH {
            match clause {
                Some(c)
                    if self.clauses[c as usize].verb.is_none()
                        && self.clauses[c as usize].subject.is_some() =>
                {
                    return true;
                }
                Some(c) => clause = self.clauses[c as usize].parent,
                None => return false,
            }
        }
        false
    }

    /// Another finite verb follows that needs the same subject.
    fn another_finite(&self, at: usize) -> bool {
        let mut prep = false;
        for chunk in self.chunks[at + 1..].iter().take(12) {
            match chunk.kind {
                ChunkKind::Prep => prep = true,
                ChunkKind::Noun if !prep => return false,
                ChunkKind::Noun => prep = false,
                ChunkKind::Verb if matches!(chunk.form, Form::Finite | Form::Either) => {
                    return true;
                }
                ChunkKind::Adv | ChunkKind::Time | ChunkKind::Adj | ChunkKind::Quote => {}
                _ => return false,
            }
        }
        false
    }

    /// Participles and infinitives.
    fn dependent(&mut self, at: usize, kind: ClauseKind) {
        let clause = self.clauses[self.current];
        // `to sell and rebrand`, `killing 5 and wounding 6` stay at one level.
        if self.conj && clause.kind == kind && clause.verb.is_some() {
            let parent = clause.parent;
            self.open(kind, None, at, None);
            self.clauses[self.current].parent = parent;
            self.clauses[self.current].subject = clause.subject;
            self.clauses[self.current].antecedent = clause.antecedent;
            self.clauses[self.current].verb = Some(at as u32);
            return;
        }
        let after_noun =
            at > 0 && self.chunks[at - 1].kind == ChunkKind::Noun && self.prep.is_none();
        let antecedent = self.last_noun.filter(|_| after_noun && kind == ClauseKind::Participle);
        let passive_object = clause.verb.is_some_and(|v| self.chunks[v as usize].passive);
        let subject = antecedent
            .or(clause.object.filter(|_| {
                kind == ClauseKind::Infinitive && !passive_object && self.steers(clause)
            }))
            .or(clause.subject)
            .or(clause.antecedent);
        self.open(kind, antecedent, at, None);
        let this = &mut self.clauses[self.current];
        this.subject = subject;
        this.verb = Some(at as u32);
    }

    /// Verbs whose object is the subject of the infinitive after it.
    fn steers(&self, clause: Clause) -> bool {
        clause.verb.is_some_and(|v| {
            [
                "ask",
                "help",
                "allow",
                "force",
                "tell",
                "urge",
                "require",
                "expect",
                "order",
                "lead",
                "enable",
                "want",
                "persuade",
                "permit",
                "encourage",
                "push",
                "cause",
                "get",
                "leave",
            ]
            .contains(&self.words[self.chunks[v as usize].head as usize].lemma())
        })
    }

    fn finite(&mut self, at: usize) {
        if self.clauses[self.current].verb.is_some() {
            let before = self.current;
            if self.conj {
                // Same subject; a finite verb does not continue an infinitive or participle.
                while matches!(
                    self.clauses[self.current].kind,
                    ClauseKind::Participle | ClauseKind::Infinitive
                ) && self.close()
                {}
                if self.open_above_or_here() {
                    while self.clauses[self.current].verb.is_some() && self.close() {}
                }
                if self.clauses[self.current].verb.is_some() {
                    let same = self.clauses[self.current];
                    self.open(same.kind, same.antecedent, at, None);
                    self.clauses[self.current].parent = same.parent;
                    self.clauses[self.current].subject = same.subject;
                }
            } else {
                while self.clauses[self.current].verb.is_some() && self.close() {}
                if self.clauses[self.current].verb.is_some() {
                    self.current = before;
                    let subject = self.last_noun;
                    self.open(ClauseKind::Complement, None, at, None);
                    self.clauses[self.current].subject = subject;
                }
            }
        }
        let clause = &mut self.clauses[self.current];
        clause.verb = Some(at as u32);
        if clause.subject.is_none() {
            clause.subject = clause.antecedent;
        }
    }

    fn open_above_or_here(&self) -> bool {
        self.clauses[self.current].verb.is_none()
            || self.clauses[self.current].kind == ClauseKind::Relative && self.open_above()
    }
}
