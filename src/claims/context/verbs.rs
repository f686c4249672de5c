//! Where a verb group goes: the verb of the open clause, or of a new one.

use super::chunk::{Chunk, ChunkKind, Form};
use super::parse::{Clause, ClauseKind, DEPTH, Parser};
use crate::claims::lexicon::tag::SPEECH;
use crate::claims::lexicon::words::Tag;

/// The next chunk but for adverbs and times is a finite verb.
pub(super) fn goes_on<'c>(mut rest: impl Iterator<Item = &'c Chunk>) -> bool {
    rest.find(|c| !matches!(c.kind, ChunkKind::Adv | ChunkKind::Time))
        .is_some_and(|c| c.kind == ChunkKind::Verb && matches!(c.form, Form::Finite | Form::Either))
}

impl Parser<'_> {
    pub(super) fn verb(&mut self, at: usize) {
        let chunk = self.chunks[at];
        let inverted = self.comma && self.aside(at, at + 2);
        match chunk.form {
            // `The plan, says Hale, costs $5`
            Form::Either | Form::Finite if inverted => {
                self.open(ClauseKind::Subordinate, None, at, None);
                self.clauses[self.current].verb = Some(at as u32);
            }
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
            let waits = clause.kind != ClauseKind::Main && self.open_above();
            return !self.conj && !waits;
        }
        if !follows_noun {
            return self.inserted(at);
        }
        let by = self.chunks.get(at + 1).is_some_and(|c| {
            c.kind == ChunkKind::Prep
                && self.words[c.start as usize].entry.is_some_and(|e| e.word() == "by")
        });
        // `dropped by 12%`: who did it has a name.
        let by = by
            && !self.chunks.get(at + 2).is_some_and(|c| {
                c.kind == ChunkKind::Noun && self.words[c.head as usize].tag == Tag::Quantity
            });
        by || self.another_finite(at)
    }

    /// `The bank, founded in Ghent, lost money`: between commas, behind which the verb follows.
    fn inserted(&self, at: usize) -> bool {
        let said = self.words[self.chunks[at].head as usize].may(SPEECH)
            && self.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Noun);
        if !self.comma || self.last_noun.is_none() || said {
            return false;
        }
        let mut rest = self.chunks[at + 1..].iter().take(14);
        let closed = rest.by_ref().find(|c| match c.kind {
            ChunkKind::Noun | ChunkKind::Prep | ChunkKind::Adj | ChunkKind::Conj => false,
            ChunkKind::Time | ChunkKind::Adv | ChunkKind::Quote => false,
            ChunkKind::Verb => !matches!(c.form, Form::Infinitive | Form::Ing),
            _ => true,
        });
        closed.is_some_and(|c| c.kind == ChunkKind::Comma) && goes_on(rest)
    }

    /// Whether the verb of saying at `verb` stands in an aside that ends before `end`, in the midst
    /// of a clause that has a subject and no verb yet.
    pub(super) fn aside(&self, verb: usize, end: usize) -> bool {
        let clause = &self.clauses[self.current];
        let chunk = |at: usize, kind| self.chunks.get(at).is_some_and(|c| c.kind == kind);
        clause.subject.is_some()
            && clause.verb.is_none()
            && chunk(verb, ChunkKind::Verb)
            && self.words[self.chunks[verb].head as usize].may(SPEECH)
            && (end == verb + 1 || chunk(verb + 1, ChunkKind::Noun))
            && chunk(end, ChunkKind::Comma)
            && goes_on(self.chunks[end + 1..].iter())
    }

    /// A clause further out still waits for its verb.
    pub(super) fn open_above(&self) -> bool {
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
        for next in at + 1..self.chunks.len().min(at + 13) {
            let chunk = &self.chunks[next];
            match chunk.kind {
                ChunkKind::Prep => prep = true,
                ChunkKind::Noun if !prep => return false,
                ChunkKind::Noun => prep = false,
                ChunkKind::Verb if matches!(chunk.form, Form::Finite | Form::Either) => {
                    return true;
                }
                // `a poll taken in the days leading up to the vote showed`
                ChunkKind::Verb
                    if chunk.form == Form::Ing && self.chunks[next - 1].kind == ChunkKind::Noun =>
                {
                    prep = true;
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
            .or(clause.antecedent)
            .or_else(|| self.subject_above(clause));
        self.open(kind, antecedent, at, None);
        let this = &mut self.clauses[self.current];
        this.subject = subject;
        this.verb = Some(at as u32);
    }

    /// `Prices fell since hitting a high`: whose the participle behind the conjunction is.
    fn subject_above(&self, clause: Clause) -> Option<u32> {
        let above = clause.parent.filter(|_| clause.kind == ClauseKind::Subordinate)?;
        self.clauses[above as usize].subject
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

    /// `Could the mill supply`: an auxiliary before its subject, whose verb this is.
    fn completes(&mut self, at: usize) -> bool {
        let clause = self.clauses[self.current];
        let waits = clause.verb.is_some_and(|v| {
            matches!(self.words[self.chunks[v as usize].head as usize].tag, Tag::Modal | Tag::Do)
        });
        if !waits || self.conj || clause.object.is_none() {
            return false;
        }
        let this = &mut self.clauses[self.current];
        this.verb = Some(at as u32);
        this.subject = this.object.take();
        true
    }

    fn finite(&mut self, at: usize) {
        if self.completes(at) {
            return;
        }
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
