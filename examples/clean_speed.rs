//! How fast pages are cleaned: `clean_speed [PASSES] < pages.jsonl`, one thread.
//!
//! A page has `html`. Prints MB/s of the fastest pass of each step; of the time that this
//! thread ran where the system tells (Linux), so that other work on the machine counts less.

use std::io::{self, BufRead};
use std::sync::LazyLock;
use std::time::Instant;
use tamis::clean::{CleanOptions, Format};

/// Seconds that this thread ran.
fn clock() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let ran = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanos = ran.and_then(|s| s.split(' ').next().and_then(|n| n.parse::<f64>().ok()));
    nanos.map_or_else(|| START.elapsed().as_secs_f64(), |n| n / 1e9)
}

fn main() -> io::Result<()> {
    let passes = std::env::args().nth(1).and_then(|p| p.parse().ok()).unwrap_or(7);
    let mut pages = Vec::new();
    for line in io::stdin().lock().lines() {
        let record: serde_json::Value = serde_json::from_str(&line?)?;
        pages.push(record["html"].as_str().unwrap_or_default().to_owned());
    }
    let bytes: usize = pages.iter().map(String::len).sum();
    let options = CleanOptions { format: Some(Format::Html), ..CleanOptions::default() };
    let steps: [(&str, &dyn Fn(&str) -> usize); 2] = [
        ("visible_text", &|page| tamis::clean::visible_text(page).len()),
        ("clean", &|page| tamis::clean(page, &options).text.len()),
    ];
    for (name, step) in steps {
        let mut best = f64::INFINITY;
        let mut total = 0;
        for _ in 0..passes {
            let start = clock();
            total = pages.iter().map(|page| step(page)).sum();
            best = best.min(clock() - start);
        }
        println!(
            "{name:14} {:7.1} MB/s  {} pages, {:.1} MB in, {:.2} MB out",
            bytes as f64 / best / 1e6,
            pages.len(),
            bytes as f64 / 1e6,
            total as f64 / 1e6
        );
    }
    Ok(())
}
