//! Who asserts what: verbs of saying with their subject and the part of the sentence they cover.

use super::chunk::{ChunkKind, Form};
use super::parse::{Clause, ClauseKind};
use super::sentence::Sentence;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::{SPEECH, TIME, TITLE};
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
    /// The verb's own object is covered too.
    direct: bool,
}

impl Attribution {
    /// One that covers all clauses of these chunks.
    const fn over(span: Span, chunk: usize, covers: [(usize, usize); 2]) -> Self {
        Self { span, chunk, covers, clause: None, direct: true }
    }
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

/// `according to the Kremlin`, `, per Reuters`.
fn according(s: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let start = s.chunks[at].start as usize;
    let to = s.is(start, any_of!["according"]) && s.is(start + 1, any_of!["to"]);
    let apart = at.checked_sub(1).is_none_or(|c| s.chunks[c].kind == ChunkKind::Comma);
    // `$5 per user, per month`
    let source = |c: usize| {
        let words = &s.words[s.chunks[c].start as usize..s.chunks[c].end as usize];
        (document(s, c) || s.words[s.chunks[c].head as usize].tag == Tag::Name)
            && !words.iter().any(|w| w.may(TIME))
    };
    let per = apart && s.is(start, any_of!["per"]) && s.noun(at + 1) && source(at + 1);
    if !to && !per {
        return None;
    }
    let chunk = (at + 1..at + 4).find(|&c| s.noun(c)).map(|c| author(s, c))?;
    let end = s.chunks.len();
    Some(Attribution {
        span: speaker_span(s, chunk)?,
        chunk,
        covers: [(0, at), (chunk + 1, end)],
        clause: None,
        direct: true,
    })
}

/// Verbs whose own object is what is said: `reported three deaths`.
const DIRECT: &[&str] = &[
    "report",
    "recommend",
    "estimate",
    "confirm",
    "say",
    "claim",
    "announce",
    "reveal",
    "state",
    "promise",
    "expect",
    "forecast",
    "predict",
    "project",
];

/// `remains estimated to be 500 years old`: nobody there says it.
fn is_said(s: &Sentence<'_>, at: usize) -> bool {
    s.chunks[at].form == Form::Either
        && ["estimate", "say", "report", "believe", "think"].contains(&s.head_lemma(at))
        && s.chunks.get(at + 1).is_some_and(|c| c.form == Form::Infinitive)
}

fn said(s: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let chunk = &s.chunks[at];
    let that = s.chunks.get(at + 1).is_some_and(|c| c.kind == ChunkKind::Comp);
    // `a statement saying 40 people`
    let words = chunk.form == Form::Ing
        && at.checked_sub(1).is_some_and(|c| s.noun(c) && document(s, c))
        && s.head_lemma(at) == "say";
    let saying = chunk.form == Form::Ing && that || words;
    if chunk.passive
        || !saying && matches!(chunk.form, Form::Infinitive | Form::Participle | Form::Ing)
    {
        return None;
    }
    let end = s.chunks.len();
    let clause = &s.clauses[chunk.clause as usize];
    // `..., said Smith, adding that`
    let earlier = (at.saturating_sub(6)..at).rev().find(|&c| s.chunks[c].kind == ChunkKind::Verb);
    if let Some(found) = earlier.filter(|_| saying).and_then(|c| inverted(s, c)) {
        return Some(Attribution::over(found.span, found.chunk, [(at + 1, end), (0, 0)]));
    }
    // Parsing takes `said` behind a finished clause for a participle, so this goes first.
    if let Some(found) = inverted(s, at) {
        return Some(found);
    }
    if clause.kind == ClauseKind::Participle && !saying {
        return None;
    }
    let subject = clause.subject.map(|c| c as usize).filter(|&c| c < at && !is_said(s, at))?;
    let subject = if words { issuer(s, clause).unwrap_or(subject) } else { subject };
    let subject = unabbreviated(s, subject);
    let behind = s.phrase_after(subject, any_of!["by", "from"]).filter(|_| document(s, subject));
    let span = speaker_span(s, behind.unwrap_or(subject))?;
    let as_said = clause
        .opener
        .is_some_and(|o| s.chunk_is(o as usize, any_of!["as"]) && o as usize + 1 == subject);
    if as_said {
        let start = clause.start as usize;
        return Some(Attribution::over(span, subject, [(0, start), (at + 1, end)]));
    }
    // `The plan, Hale said, costs $5`
    let aside = clause.kind == ClauseKind::Subordinate
        && clause.opener.is_none()
        && clause.start as usize == subject;
    // `In London, Hale said, prices rose`
    let comma = |c: usize| s.chunks.get(c).is_some_and(|c| c.kind == ChunkKind::Comma);
    let aside = aside || subject > 0 && comma(subject - 1) && comma(at + 1);
    if aside || after_statement(s, at, subject) {
        return Some(Attribution::over(span, subject, [(0, subject), (at + 1, end)]));
    }
    if let Some(cited) =
        clause.antecedent.filter(|&a| clause.kind == ClauseKind::Relative && a as usize != subject)
    {
        // `the $53 million figure Smith cited`
        let cited = cited as usize;
        return Some(Attribution::over(span, subject, [(cited, cited + 1), (0, 0)]));
    }
    if let Some((from, to)) = announced(s, at) {
        return Some(Attribution::over(span, subject, [(from, to), (0, 0)]));
    }
    let direct = DIRECT.contains(&s.head_lemma(at));
    Some(Attribution {
        clause: Some(chunk.clause),
        direct,
        ..Attribution::over(span, subject, [(at + 1, end), (0, 0)])
    })
}

/// `said in a statement: "..."`: the chunks behind the colon, to the end of what is quoted.
fn announced(s: &Sentence<'_>, at: usize) -> Option<(usize, usize)> {
    let end = s.chunks.len();
    let mut near = at + 1..(at + 8).min(end);
    let colon = near.find(|&c| s.str(s.chunks[c].start as usize) == ":")?;
    if (at + 1..colon).any(|c| s.chunks[c].kind == ChunkKind::Verb) {
        return None;
    }
    let from = colon + 1;
    let quote = |&c: &usize| s.chunks.get(c).is_some_and(|c| c.kind == ChunkKind::Quote);
    let close = Some(from).filter(quote).and_then(|open| (open + 1..end).find(quote));
    Some((from, close.unwrap_or(end)))
}

/// `the Coastguard Agency (CGA) said`: the name before its abbreviation.
fn unabbreviated(s: &Sentence<'_>, chunk: usize) -> usize {
    let name = chunk.checked_sub(2).filter(|&c| {
        s.chunks[c + 1].kind == ChunkKind::Open
            && s.noun(c)
            && s.words[s.chunks[chunk].head as usize].capital
    });
    name.unwrap_or(chunk)
}

/// `..., said Smith`: the speaker behind the verb.
fn inverted(s: &Sentence<'_>, at: usize) -> Option<Attribution> {
    let (chunk, end) = (&s.chunks[at], s.chunks.len());
    let lemma = s.head_lemma(at);
    // `Acme, the maker of ..., announces a sale`: the verb has its subject.
    let clause = &s.clauses[chunk.clause as usize];
    let own = chunk.form == Form::Finite && clause.verb == Some(at as u32);
    if own
        && clause.subject.is_some()
        && ["announce", "add", "tell", "note", "warn"].contains(&lemma)
    {
        return None;
    }
    let before = (at.saturating_sub(6)..at)
        .rev()
        .find(|&c| !matches!(s.chunks[c].kind, ChunkKind::Adv | ChunkKind::Time));
    let quoted =
        before.is_none_or(|c| matches!(s.chunks[c].kind, ChunkKind::Comma | ChunkKind::Quote));
    let says = [
        "say", "write", "add", "explain", "recall", "warn", "note", "tell", "report", "announce",
        "argue",
    ]
    .contains(&lemma);
    if quoted
        && says
        && s.noun(at + 1)
        && chunk.start == chunk.head
        && (!s.chunk_is(at + 1, any_of!["a", "an"])
            || s.words[s.chunks[at + 1].head as usize].may(TITLE))
        && !states(s, at)
    {
        let stop = (at + 2..(at + 24).min(end)).find(|&c| s.chunks[c].kind == ChunkKind::Quote);
        let aside = clause.kind == ClauseKind::Subordinate && clause.start as usize == at;
        let tail = if aside { at + 3 } else { stop.unwrap_or(end) };
        let span = speaker_span(s, at + 1)?;
        return Some(Attribution::over(span, at + 1, [(0, at), (tail, end)]));
    }
    None
}

/// `, said yields were down`: the phrase behind the verb at `at` is the subject of what is said.
fn states(s: &Sentence<'_>, at: usize) -> bool {
    let clause = &s.clauses[s.chunks[at].clause as usize];
    // `Hale, the mayor, said some of the men died`: nothing was said before.
    let first = clause.kind == ClauseKind::Main
        && clause.verb == Some(at as u32)
        && clause.subject.is_some_and(|subject| (subject as usize) < at);
    let mut rest = s.chunks[at + 2..].iter();
    let verb = match first {
        true => rest.find(|c| !matches!(c.kind, ChunkKind::Prep | ChunkKind::Noun)),
        false => rest.next(),
    };
    verb.is_some_and(|c| {
        c.kind == ChunkKind::Verb && (c.form == Form::Finite || first && c.form == Form::Either)
    })
}

/// `..., Smith said.`: the statement stands before its speaker.
fn after_statement(s: &Sentence<'_>, at: usize, subject: usize) -> bool {
    let start = subject
        .checked_sub(1)
        .is_some_and(|c| matches!(s.chunks[c].kind, ChunkKind::Comma | ChunkKind::Quote));
    let start = start && (0..subject).any(|c| s.chunks[c].kind == ChunkKind::Verb);
    // `..., the mayor told reporters.`
    let hearer = s.head_lemma(at) == "tell" && s.noun(at + 1);
    let ends = s.chunks.get(at + 1 + usize::from(hearer)).is_none_or(|c| {
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
        let who = s.is(c.head as usize, any_of!["he", "she", "they"]);
        return who.then(|| s.span(c.start as usize, c.head as usize));
    }
    let (mut first, last) = (c.start as usize, c.head as usize);
    // `One day I found out`: what dates a statement says none.
    let one = s.is(last, any_of!["one"]);
    if matches!(s.words[last].tag, Tag::Quantity | Tag::Number) || s.words[last].may(TIME) || one {
        return None;
    }
    if s.words[last].capital {
        let description = (first..last).rev().find(|&w| {
            !s.words[w].capital
                || s.words[w].may(TITLE)
                    && w + 1 < last
                    && !s.is(w, any_of!["mr", "mrs", "ms", "dr"])
        });
        if let Some(w) =
            description.filter(|&w| s.words[w].tag != Tag::Possessive && s.words[w].tag != Tag::Det)
        {
            first = w + 1;
        }
    }
    Some(s.span(first, whole(s, chunk).max(last)))
}

/// The last word of the phrases that belong to a speaker: `executives of both companies`.
fn whole(s: &Sentence<'_>, chunk: usize) -> usize {
    let mut last = chunk;
    for _ in 0..3 {
        match s.phrase_after(last, any_of!["of", "for", "at", "from"]) {
            Some(next) if !s.chunks[next].pronoun => last = next,
            _ => break,
        }
    }
    let listed = s
        .chunks
        .get(last + 1)
        .is_some_and(|c| c.kind == ChunkKind::Conj && s.chunk_is(last + 1, any_of!["and"]));
    if listed && s.noun(last + 2) {
        let ends = s.chunks.get(last + 3).map(|c| c.kind);
        let names = [last, last + 2].iter().all(|&c| s.words[s.chunks[c].head as usize].capital);
        let pair = matches!(ends, None | Some(ChunkKind::Comma | ChunkKind::Break));
        if ends == Some(ChunkKind::Verb) || names && pair {
            last += 2;
        }
    }
    s.chunks[last].end as usize - 1
}

/// Who stands behind a document: `data from MarketAxess`, `figures released by the ministry`.
fn author(s: &Sentence<'_>, chunk: usize) -> usize {
    if !document(s, chunk) {
        return chunk;
    }
    let by = s.phrase_after(chunk, any_of!["from", "by"]).or_else(|| {
        s.chunks
            .get(chunk + 1)
            .filter(|c| c.kind == ChunkKind::Verb)
            .and_then(|_| s.phrase_after(chunk + 1, any_of!["by", "from"]))
    });
    by.unwrap_or(chunk)
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
        inside && a.clause.is_none_or(|c| below(s, chunk, c, a.direct))
    };
    list.iter().filter(covers).min_by_key(|a| chunk.abs_diff(a.chunk))
}

/// The chunk stands in what the verb of `clause` says: its complement, or with `direct` its object.
fn below(s: &Sentence<'_>, chunk: usize, clause: u32, direct: bool) -> bool {
    let mut under = None;
    s.ancestor(s.chunks[chunk].clause, |c| {
        if c != clause {
            under = Some(c);
        }
        c == clause
    })
    .is_some_and(|_| match under.map(|u| s.clauses[u as usize].kind) {
        Some(ClauseKind::Complement) => true,
        Some(ClauseKind::Subordinate | ClauseKind::Main) => false,
        _ => direct,
    })
}

/// `the army issued a statement saying`: who put out the document that speaks.
fn issuer(s: &Sentence<'_>, clause: &Clause) -> Option<usize> {
    let above = &s.clauses[clause.parent? as usize];
    let verb = s.head_lemma(above.verb? as usize);
    ["release", "issue", "publish", "post", "make", "send", "write", "circulate"]
        .contains(&verb)
        .then_some(above.subject? as usize)
}

fn document(s: &Sentence<'_>, chunk: usize) -> bool {
    const DOCUMENTS: &[Key] = any_of![
        "data",
        "report",
        "figures",
        "statement",
        "study",
        "survey",
        "statistics",
        "documents",
        "analysis",
        "poll",
        "research",
    ];
    s.is(s.chunks[chunk].head as usize, DOCUMENTS)
}
