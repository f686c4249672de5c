//! Writes what the models of `clean` see of HTML pages, or what it makes of their verdict.
//!
//! `clean_features first OUT < pages.jsonl`: a page has `id` and `html`. `OUT.jsonl` gets a line
//! for each page (`id`, `names` of the features, `texts` of the blocks), `OUT.f32` the features,
//! little-endian, block by block. `clean_features second OUT SCORES` does the same for what the
//! second stage sees besides, given the first stage's scores of all blocks in the file `SCORES`;
//! `clean_features text OUT SCORES` writes the `text` of each page where its blocks have those
//! scores. `scripts/train_clean.py` reads them.

use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Write};

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (stage, out, scores) = match &arguments[..] {
        [stage, out] if stage == "first" => (stage.as_str(), out, Vec::new()),
        [stage, out, scores] => (stage.as_str(), out, floats(&std::fs::read(scores)?)),
        _ => {
            eprintln!("clean_features: first OUT, second OUT SCORES or text OUT SCORES");
            std::process::exit(2);
        }
    };
    let mut scores = scores.as_slice();
    let mut lines = BufWriter::new(File::create(format!("{out}.jsonl"))?);
    let mut rows = BufWriter::new(File::create(format!("{out}.f32"))?);
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let html = record["html"].as_str().unwrap_or_default();
        let mut take = |count: usize| {
            let (head, rest) = scores.split_at(count);
            scores = rest;
            head
        };
        if stage == "text" {
            let count = usize::try_from(record["blocks"].as_u64().unwrap_or_default());
            let text = tamis::clean::settle(html, take(count.unwrap_or_default()));
            writeln!(lines, "{}", json!({ "id": record["id"], "text": text }))?;
            continue;
        }
        let page = if stage == "first" {
            tamis::clean::inspect(html, None)
        } else {
            let count = usize::try_from(record["blocks"].as_u64().unwrap_or_default());
            tamis::clean::inspect(html, Some(take(count.unwrap_or_default())))
        };
        let texts: Vec<&str> = page.blocks.iter().map(|(text, _)| text.as_str()).collect();
        writeln!(lines, "{}", json!({ "id": record["id"], "names": page.names, "texts": texts }))?;
        for value in page.blocks.iter().flat_map(|(_, row)| row) {
            rows.write_all(&value.to_le_bytes())?;
        }
    }
    lines.flush()?;
    rows.flush()
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    let read = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    bytes.chunks_exact(4).map(read).collect()
}
