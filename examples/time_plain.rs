//! Megabytes of plain text cleaned a second of processor time, over the `text` of JSON lines:
//! `time_plain < records.jsonl`. The median of seven runs over all of them.

use cpu_time::ThreadTime;
use serde_json::Value;
use std::io::{self, BufRead};
use tamis::clean;
use tamis::clean::{CleanOptions, Format};

fn main() -> io::Result<()> {
    let mut texts = Vec::new();
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        texts.push(record["text"].as_str().unwrap_or_default().to_owned());
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    let options = CleanOptions { format: Some(Format::Text), ..CleanOptions::default() };
    let mut runs: Vec<f64> = (0..7)
        .map(|_| {
            let start = ThreadTime::now();
            let kept: usize = texts.iter().map(|t| clean(t, &options).text.len()).sum();
            std::hint::black_box(kept);
            bytes as f64 / 1e6 / start.elapsed().as_secs_f64()
        })
        .collect();
    runs.sort_by(f64::total_cmp);
    println!("{bytes} bytes  {:.1} MB/s", runs[runs.len() / 2]);
    Ok(())
}
