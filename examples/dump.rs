//! Runs one stage over JSON lines: `dump STAGE < records.jsonl > results.jsonl`.
//!
//! A record has `id` and `text` (or `html`); a result has the same `id`. Offsets are code
//! points, as in Python. The quality scripts and the profilers read this.

use serde_json::{Value, json};
use std::io::{self, BufRead, Write};
use tamis::claims::ClaimOptions;
use tamis::clean::{CleanOptions, Format};
use tamis::{CharIndex, Span};

fn main() -> io::Result<()> {
    let stage = std::env::args().nth(1).unwrap_or_default();
    let lexicon = std::env::args().nth(2).map(std::fs::read).transpose()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let html = record["html"].as_str();
        let text = html.or(record["text"].as_str()).unwrap_or_default();
        let options = CleanOptions { format: html.map(|_| Format::Html), ..Default::default() };
        let index = CharIndex::new(text);
        let pair = |s: Span| json!([index.to_char(s.start), index.to_char(s.end)]);
        let mut result = match stage.as_str() {
            "plain" => {
                let scores: Option<Vec<u8>> = serde_json::from_value(record["scores"].clone())?;
                let rows =
                    tamis::clean::plain_training(text, lexicon.as_deref(), scores.as_deref());
                let hex: String = rows.features.iter().map(|b| format!("{b:02x}")).collect();
                json!({ "lines": rows.lines, "slots": rows.slots, "features": hex })
            }
            "clean" => {
                let article = tamis::clean(text, &options);
                let blocks: Vec<Value> = article
                    .blocks
                    .iter()
                    .map(|b| {
                        json!({
                            "start": index.to_char(b.span.start), "end": index.to_char(b.span.end),
                            "role": b.role.as_str(), "score": b.score, "reason": b.reason,
                        })
                    })
                    .collect();
                json!({ "text": article.text, "method": article.method, "format": format!("{:?}", article.format), "blocks": blocks })
            }
            "sentences" => {
                let lang = record["lang"].as_str().unwrap_or("en");
                json!({ "sentences": tamis::sentences(text, lang).into_iter().map(pair).collect::<Vec<_>>() })
            }
            "tokens" => {
                let lang = record["lang"].as_str().unwrap_or("en");
                json!({ "tokens": tamis::tokens(text, lang).into_iter().map(|t| pair(t.span)).collect::<Vec<_>>() })
            }
            "numbers" => {
                for n in tamis::claims::numbers(text) {
                    let row = json!({
                        "doc": record["id"], "start": index.to_char(n.span.start),
                        "end": index.to_char(n.span.end), "text": n.span.text(text),
                        "value": n.value, "what": n.what,
                    });
                    writeln!(out, "{row}")?;
                }
                continue;
            }
            "claims" => {
                let lang = record["lang"].as_str().map(str::to_owned);
                for claim in tamis::claims(text, &ClaimOptions { lang, ..Default::default() }) {
                    let mut row = claim_row(&claim, text, &index);
                    row["doc"] = record["id"].clone();
                    writeln!(out, "{row}")?;
                }
                continue;
            }
            _ => {
                eprintln!("dump: name a stage: clean, sentences, tokens, claims or numbers");
                std::process::exit(2);
            }
        };
        result["id"] = record["id"].clone();
        writeln!(out, "{result}")?;
    }
    out.flush()
}

fn claim_row(c: &tamis::claims::Claim, text: &str, index: &CharIndex) -> Value {
    let words = |s: Option<Span>| s.map(|s| s.text(text));
    json!({
        "start": index.to_char(c.span.start), "end": index.to_char(c.span.end),
        "text": c.span.text(text), "kind": c.kind.as_str(),
        "value": c.value, "value2": c.value2, "bound": c.bound.as_str(), "unit": c.unit,
        "counted": words(c.counted), "event": words(c.event),
        "direction": c.direction.map(|d| d.as_str()),
        "speaker": words(c.speaker), "when": words(c.when), "why": c.why.to_string(),
    })
}
