//! Short documents without a numeral: the time of `claims` over that of the trigger scan alone.
//!
//! `cargo run --release --example numeral_free FILE...`: the sentences without a numeral of English
//! text files, in documents of 5 kB.

use std::error::Error;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tamis::claims::{ClaimOptions, claims, first_numeral};

/// Bytes of a document.
const LENGTH: usize = 5000;
/// Bytes of all documents.
const TOTAL: usize = 8 << 20;
const ROUNDS: usize = 15;

fn main() -> Result<(), Box<dyn Error>> {
    let mut sentences = Vec::new();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(path)?;
        let plain = tamis::tokens::sentences(&text, "en").into_iter();
        let plain = plain.map(|s| s.text(&text).trim().to_owned());
        sentences.extend(plain.filter(|s| !s.is_empty() && first_numeral(s, "en").is_none()));
    }
    if sentences.is_empty() {
        return Err("no sentence without a numeral: name English text files".into());
    }
    let (mut documents, mut last, mut bytes) = (Vec::new(), String::new(), 0);
    for sentence in sentences.iter().cycle() {
        last.push_str(sentence);
        last.push(' ');
        if last.len() >= LENGTH {
            bytes += last.len();
            documents.push(std::mem::take(&mut last));
        }
        if bytes >= TOTAL {
            break;
        }
    }
    let options = ClaimOptions::default();
    let (mut scans, mut all) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        scans.push(timed(&documents, |text| first_numeral(text, "en").map_or(0, |_| 1)));
        all.push(timed(&documents, |text| claims(text, &options).len()));
    }
    let (scan, all) = (median(scans), median(all));
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!("{} documents, {bytes} bytes", documents.len());
    println!("scan {:.0} MB/s, claims {:.0} MB/s", speed(scan), speed(all));
    println!("claims / scan {:.2}", all.as_secs_f64() / scan.as_secs_f64());
    Ok(())
}

fn timed(documents: &[String], work: impl Fn(&str) -> usize) -> Duration {
    let start = Instant::now();
    black_box(documents.iter().map(|text| work(black_box(text))).sum::<usize>());
    start.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
