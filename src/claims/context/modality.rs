//! How a claim is put: asserted, reported, conditional, forecast, asked; and whether it is denied.

use super::chunk::{ChunkKind, Form};
use super::sentence::Sentence;
use crate::claims::Modality;
use crate::claims::key::any_of;
use crate::claims::lexicon::words::Tag;

/// The modality of the quantity at `word`, and whether it is negated.
pub(super) fn modality(s: &Sentence<'_>, word: usize, speaker: bool) -> (Modality, bool) {
    let chunk = s.chunk_at(word);
    let (mut conditional, mut forecast) = (false, false);
    // `not 40`, but `dozens, if not hundreds`.
    let not = |w: usize| s.words[w].tag == Tag::Neg && !(w > 0 && s.is(w - 1, any_of!["if"]));
    let mut negated = word.checked_sub(1).is_some_and(not);
    let mut first = true;
    s.ancestor(s.chunks[chunk].clause, |c| {
        let clause = &s.clauses[c as usize];
        if let Some(verb) = clause.verb.map(|v| v as usize) {
            let v = &s.chunks[verb];
            let modal = v.modal.map(|m| s.words[m as usize].lemma());
            conditional |= modal.is_some_and(|m| {
                ["could", "may", "might", "would", "can", "should", "'d", "’d"].contains(&m)
            });
            forecast |= modal.is_some_and(|m| ["will", "shall", "'ll", "’ll", "wo"].contains(&m));
            forecast |= plans(s, verb);
            negated |= !first && s.head_lemma(verb) == "deny";
            negated |= v.negated && (first || v.form == Form::Finite && clause.parent.is_none());
            first = false;
        }
        // Without a verb it is `dozens, if not hundreds`.
        conditional |= clause
            .opener
            .filter(|_| clause.verb.is_some())
            .is_some_and(|o| s.chunk_is(o as usize, any_of!["if", "unless", "whether"]));
        false
    });
    let question = s.text[..s.span.end].trim_end_matches(['"', '”', '’', '\'', ')']).ends_with('?');
    let modality = if question {
        Modality::Question
    } else if conditional {
        Modality::Conditional
    } else if forecast {
        Modality::Forecast
    } else if speaker || reported(s, chunk) {
        Modality::Reported
    } else {
        Modality::Asserted
    };
    (modality, negated)
}

/// `is expected to`, `plans to`, `is going to`, `is set to`.
fn plans(s: &Sentence<'_>, verb: usize) -> bool {
    let next = s
        .chunks
        .get(verb + 1)
        .is_some_and(|c| c.kind == ChunkKind::Verb && c.form == Form::Infinitive);
    let lemma = s.head_lemma(verb);
    ["forecast", "predict", "expect", "project"].contains(&lemma)
        || next
            && [
                "plan", "set", "go", "schedule", "intend", "aim", "hope", "vow", "pledge",
                "promise", "poise",
            ]
            .contains(&lemma)
}

fn reported(s: &Sentence<'_>, chunk: usize) -> bool {
    let from = chunk.saturating_sub(12);
    s.chunks[from..(chunk + 12).min(s.chunks.len())].iter().any(|c| {
        s.is(c.start as usize, any_of!["reportedly", "allegedly", "supposedly", "apparently"])
    })
}
