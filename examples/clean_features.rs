//! Writes what the model of `clean` sees: `clean_features OUT < pages.jsonl`.
//!
//! A page has `id` and `html`. `OUT.jsonl` gets a line for each page (`id`, `names` of the
//! features, `texts` of the blocks), `OUT.f32` the features, little-endian, block by block.
//! `scripts/train_clean.py` reads both.

use serde_json::{Value, json};
use std::fs::File;
use std::io::{self, BufRead, BufWriter, Write};

fn main() -> io::Result<()> {
    let Some(out) = std::env::args().nth(1) else {
        eprintln!("clean_features: name the output, without its ending");
        std::process::exit(2);
    };
    let mut lines = BufWriter::new(File::create(format!("{out}.jsonl"))?);
    let mut rows = BufWriter::new(File::create(format!("{out}.f32"))?);
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let html = record["html"].as_str().unwrap_or_default();
        let page = tamis::clean::inspect(html);
        let texts: Vec<&str> = page.blocks.iter().map(|(text, _)| text.as_str()).collect();
        writeln!(lines, "{}", json!({ "id": record["id"], "names": page.names, "texts": texts }))?;
        for value in page.blocks.iter().flat_map(|(_, row)| row) {
            rows.write_all(&value.to_le_bytes())?;
        }
    }
    lines.flush()?;
    rows.flush()
}
