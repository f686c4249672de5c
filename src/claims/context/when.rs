//! The time expression that dates a fact, not its announcement.

use super::chunk::ChunkKind;
use super::parse::ClauseKind;
use super::sentence::Sentence;
use crate::claims::Kind;
use crate::claims::key::any_of;
use crate::claims::lexicon::tag::SPEECH;
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::Quantity;
use crate::claims::time::TimeExpression;

/// Times looked at on either side of a quantity.
const REACH: usize = 6;

/// The expression for the quantity at `word`.
pub(super) fn when<'a>(
    s: &Sentence<'a>,
    word: usize,
    quantity: &Quantity,
    counted: Option<(usize, usize)>,
) -> Option<&'a TimeExpression> {
    let counted = counted.map(|(_, last)| s.chunk_at(last) as u32);
    if quantity.kind == Kind::Rank {
        return None;
    }
    let held = matches!(quantity.kind, Kind::Duration | Kind::Age);
    let chunk = s.chunk_at(word);
    let clause = s.chunks[chunk].clause;
    let at = s.times.partition_point(|t| t.first < word);
    let near = &s.times[at.saturating_sub(REACH)..(at + REACH).min(s.times.len())];
    near.iter()
        .filter(|t| !(t.first..=t.last).contains(&word))
        .filter(|t| !held || dates_duration(s, chunk, clause, t))
        .filter(|t| !compared(s, t))
        .filter_map(|t| {
            Some((
                (
                    rank(s, chunk, clause, t)
                        .or_else(|| of_counted(s, counted, t))
                        .or_else(|| shared(s, clause, t))?,
                    joined(s, chunk, t),
                    t.first.abs_diff(word),
                ),
                t,
            ))
        })
        .min_by_key(|&(key, _)| key)
        .map(|(_, t)| t)
}

/// `up 31% from a year ago`: the day of the level that a change is counted from.
fn compared(s: &Sentence<'_>, time: &TimeExpression) -> bool {
    s.is(time.first, any_of!["from"]) && s.is(time.last, any_of!["ago", "earlier", "before"])
}

/// A length of time or an age is dated only by what stands in front of the noun it belongs to
/// or opens the sentence, never by the date it runs from or to.
fn dates_duration(s: &Sentence<'_>, chunk: usize, clause: u32, time: &TimeExpression) -> bool {
    let t = s.chunk_at(time.first);
    // `sentenced to 12 years in prison on Friday`: the day of the verb that sets the length.
    let sets = s.prep_is(chunk, any_of!["to", "for"])
        && s.chunks[t].clause == clause
        && (chunk + 1..chunk + 4).contains(&t)
        && s.verb(chunk).is_some_and(|v| s.chunks[v].passive)
        && s.is(time.first, any_of!["on", "yesterday", "today"]);
    if sets {
        return true;
    }
    let relative = s.clauses[clause as usize].antecedent.is_some_and(|a| a as usize + 1 == t);
    relative && t < chunk && s.clauses[clause as usize].kind == ClauseKind::Relative
}

/// A conjunction stands between the quantity and a time behind it.
fn joined(s: &Sentence<'_>, chunk: usize, time: &TimeExpression) -> bool {
    let t = s.chunk_at(time.first);
    t > chunk && s.chunks[chunk..t].iter().take(24).any(|c| c.kind == ChunkKind::Conj)
}

/// The time stands in a clause that describes the counted thing: `Of those who came in May, half`.
fn of_counted(s: &Sentence<'_>, counted: Option<u32>, time: &TimeExpression) -> Option<u32> {
    let clause = &s.clauses[s.chunks[s.chunk_at(time.first)].clause as usize];
    (counted.is_some() && clause.antecedent == counted).then_some(3)
}

/// `killed 12 and injured 30 on Monday`: the time of the next clause with the same subject.
fn shared(s: &Sentence<'_>, clause: u32, time: &TimeExpression) -> Option<u32> {
    let theirs = s.chunks[s.chunk_at(time.first)].clause;
    let (mine, other) = (&s.clauses[clause as usize], &s.clauses[theirs as usize]);
    let same = mine.subject.is_some() && mine.subject == other.subject && mine.kind == other.kind;
    (same && theirs == clause + 1 && mine.parent == other.parent).then_some(4)
}

/// How well a time fits the clause of a quantity; less is better.
fn rank(s: &Sentence<'_>, chunk: usize, clause: u32, time: &TimeExpression) -> Option<u32> {
    let t = s.chunk_at(time.first);
    let theirs = s.chunks[t].clause;
    let says = |c: u32| {
        s.clauses[c as usize]
            .verb
            .is_some_and(|v| s.words[s.chunks[v as usize].head as usize].may(SPEECH))
    };
    // `to 4.1% from 4.6% a year earlier`: the date of the level that the change began from.
    let start =
        t.checked_sub(1).filter(|&c| c != chunk && s.noun(c) && s.prep_is(c, any_of!["from"]));
    if start.is_some_and(|c| s.words[s.chunks[c].head as usize].tag == Tag::Quantity) {
        return None;
    }
    let before_verb =
        s.chunks.get(t + 1).is_some_and(|c| c.kind == ChunkKind::Verb && c.clause == clause);
    if theirs == clause || before_verb {
        return Some(0);
    }
    if s.ancestor(clause, |c| c == theirs).is_some() {
        return (!says(theirs) || t == 0).then_some(1);
    }
    if s.ancestor(theirs, |c| c == clause).is_some() && t > chunk {
        // `killed when a ferry sank on Monday`: both happened then.
        let inner = &s.clauses[theirs as usize];
        let meanwhile = inner.kind == ClauseKind::Subordinate
            && inner.parent == Some(clause)
            && inner.opener.is_some_and(|o| s.chunk_is(o as usize, any_of!["when", "as", "after"]));
        if meanwhile && s.is(time.first, any_of!["on", "yesterday", "overnight"]) {
            return Some(5);
        }
        // `managed to reach the town on Monday`: the infinitive is the event.
        let main = s.clauses[clause as usize].verb.filter(|&v| v as usize > chunk);
        if inner.kind == ClauseKind::Infinitive
            && inner.parent == Some(clause)
            && main.is_some_and(|v| inner.verb == Some(v + 1))
        {
            return Some(2);
        }
        // `the people counted between May and June`: a participle of the quantity's own noun.
        let inner = &s.clauses[theirs as usize];
        let of = s.phrase_after(chunk, any_of!["of"]).unwrap_or(chunk) as u32;
        let own = inner.antecedent.is_some_and(|a| a == chunk as u32 || a == of);
        return (own && inner.kind == ClauseKind::Participle).then_some(2);
    }
    None
}
