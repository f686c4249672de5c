//! Scores the context alone: the annotated quantities in, their context out.

use super::chunk::Chunk;
use super::{Buffers, Context, Stated};
use crate::claims::quantity::Quantity;
use crate::claims::{Bound, Kind, Why};
use crate::offsets::CharIndex;
use crate::span::Span;
use crate::tokens::{Token, sentences, tokens};
use serde_json::{Value, json};
use std::path::Path;

fn gold(row: &Value, chars: &[usize]) -> Quantity {
    let at = |name: &str| chars[row[name].as_u64().unwrap_or(0) as usize];
    let span = Span::new(at("start"), at("end"));
    Quantity {
        span,
        numeral: span,
        kind: Kind::from_name(row["kind"].as_str().unwrap_or("count")).unwrap_or(Kind::Count),
        value: row["value"].as_f64().unwrap_or(0.0),
        value2: row["value2"].as_f64(),
        bound: Bound::from_name(row["bound"].as_str().unwrap_or("exact")).unwrap_or(Bound::Exact),
        cue: None,
        unit: row["unit"].as_str().map(|u| u.to_owned().into()),
        confidence: 1.0,
        why: Why { kind: "gold", value: "gold", unit: None, bound: None, counted: None },
        hyphenated: false,
        precision: (1.0, false),
        worded: false,
        exactly: false,
        near: false,
    }
}

/// The contexts of the quantities of one sentence, and how it was read.
fn contexts(
    text: &str,
    sentence: Span,
    tokens: &[Token],
    quantities: &[Quantity],
) -> (Vec<Context>, Vec<Buffers>) {
    let mut buffers = Vec::new();
    let stated = [Stated { sentence, tokens: 0..tokens.len(), quantities }];
    (super::contexts(text, &stated, tokens, None, &mut buffers), buffers)
}

/// The reading of a sentence, one chunk a line.
fn trace(text: &str, b: &Buffers) -> String {
    let words = |c: &Chunk| {
        let tagged = b.words[c.start as usize..c.end as usize].iter();
        tagged.map(|w| format!("{}/{:?}", w.span.text(text), w.tag)).collect::<Vec<_>>().join(" ")
    };
    let line = |(i, c): (usize, &Chunk)| {
        format!(
            "{i:3} {:?} {:?} {:?} clause {} prep {:?} twin {:?}: {}\n",
            c.kind,
            c.form,
            c.role,
            c.clause,
            c.prep,
            c.twin,
            words(c)
        )
    };
    let chunks = b.chunks.iter().enumerate().map(line).collect::<String>();
    let clauses = b.clauses.iter().enumerate().map(|(i, c)| {
        format!(
            "clause {i} {:?} parent {:?} subject {:?} verb {:?} object {:?}\n",
            c.kind, c.parent, c.subject, c.verb, c.object
        )
    });
    chunks + &clauses.collect::<String>()
}

fn predicted(row: &Value, context: &Context, text: &str) -> Value {
    let words = |s: Option<Span>| s.map(|s| s.text(text));
    let mut out = row.clone();
    out["counted"] = json!(words(context.counted));
    out["event"] = json!(words(context.event));
    out["direction"] = json!(context.direction.map(|d| d.as_str()));
    out["speaker"] = json!(words(context.speaker));
    out["when"] = json!(words(context.when));
    out["why"] = json!(context.why);
    out["interval"] = json!([context.when_start, context.when_end]);
    out["modality"] = json!(context.modality.as_str());
    out["negated"] = json!(context.negated);
    out
}

/// Predictions for the gold quantities of a folder of annotated texts, as JSON lines.
fn predict(folder: &Path, rows: &[Value]) -> Vec<Value> {
    let mut names: Vec<&str> = rows.iter().filter_map(|r| r["doc"].as_str()).collect();
    names.dedup();
    let mut out = Vec::new();
    for name in names {
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt")))
            .expect("text of an annotated document");
        let chars: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
        let mut mine: Vec<&Value> = rows.iter().filter(|r| r["doc"] == *name).collect();
        mine.sort_by_key(|r| r["start"].as_u64());
        for sentence in sentences(&text, "en") {
            let inside: Vec<&&Value> =
                mine.iter().filter(|r| sentence.contains(gold(r, &chars).span)).collect();
            let quantities: Vec<Quantity> = inside.iter().map(|r| gold(r, &chars)).collect();
            let list: Vec<Token> = tokens(sentence.text(&text), "en")
                .into_iter()
                .map(|t| Token { span: t.span.shift(sentence.start), ..t })
                .collect();
            let (found, _) = contexts(&text, sentence, &list, &quantities);
            out.extend(inside.iter().zip(&found).map(|(r, c)| predicted(r, c, &text)));
        }
        let _ = CharIndex::new(&text);
    }
    out
}

#[test]
fn gold_quantities_get_their_context() {
    let shared = std::env::var("TAMIS_SHARED").unwrap_or_else(|_| "../shared".to_owned());
    let folder = Path::new(&shared).join("claims");
    let Ok(gold) = std::fs::read_to_string(folder.join("news_dev.jsonl")) else {
        println!("skipped: no annotated news in {shared}");
        return;
    };
    let rows: Vec<Value> = gold.lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
    let mut out = predict(&folder.join("news_dev"), &rows);
    assert!(!out.is_empty());
    if let Ok(seed) = std::fs::read_to_string(Path::new(&shared).join("seed/claims.jsonl")) {
        let rows: Vec<Value> = seed.lines().filter_map(|l| serde_json::from_str(l).ok()).collect();
        out.extend(predict(&Path::new(&shared).join("seed"), &rows));
    }
    if let Ok(path) = std::env::var("TAMIS_PREDICTIONS") {
        let lines: String = out.iter().map(|r| format!("{r}\n")).collect();
        std::fs::write(path, lines).expect("a writable path in TAMIS_PREDICTIONS");
    }
}

/// Prints tags, chunks and clauses of the sentence in TAMIS_SENTENCE, for whoever looks for the
/// rule that went wrong; quantities are its runs of digits.
#[test]
fn a_sentence_can_be_traced() {
    let text = std::env::var("TAMIS_SENTENCE")
        .unwrap_or_else(|_| "Over 200 farmers met in May.".to_owned());
    let mut quantities = Vec::new();
    for token in tokens(&text, "en").iter().filter(|t| {
        t.span.text(&text).starts_with(|c: char| c.is_ascii_digit())
            && !t.span.text(&text).starts_with("202")
    }) {
        let value = token.span.text(&text).parse().unwrap_or(2.0);
        let row = json!({ "start": 0, "end": 0, "value": value, "kind": std::env::var("TAMIS_KIND").unwrap_or_else(|_| "count".to_owned()) });
        quantities.push(Quantity { span: token.span, ..gold(&row, &[0]) });
    }
    let whole = Span::new(0, text.len());
    let (found, buffers) = contexts(&text, whole, &tokens(&text, "en"), &quantities);
    let trace = trace(&text, &buffers[0]);
    println!("{trace}");
    for context in found {
        println!("{}", predicted(&json!({}), &context, &text));
    }
    assert!(trace.lines().count() > 2);
}
