//! Main-content extraction: tamis beside its Rust peers on the same pages.
//!
//!     clean [PAGES.jsonl.gz]                   MB per CPU second, median of 5 interleaved rounds
//!     clean PAGES.jsonl.gz --predict TOOL      JSON lines {id, text}, for scoring
//!
//! A page is a line with `id` and `html`. Without a file it takes ../shared/clean/speed.jsonl.gz
//! where that is, else the example page over and over.

use cpu_time::ProcessTime;
use serde_json::{Value, json};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::panic::catch_unwind;

type Extract = fn(&str) -> String;

const TOOLS: &[(&str, Extract)] = &[
    ("tamis", tamis_clean),
    ("trafilatura (crate)", trafilatura_extract),
    ("rs-trafilatura", rs_trafilatura_extract),
    ("dom_smoothie", dom_smoothie_extract),
];

fn tamis_clean(html: &str) -> String {
    let format = Some(tamis::clean::Format::Html);
    tamis::clean(html, &tamis::clean::CleanOptions { format, ..Default::default() }).text
}

fn trafilatura_extract(html: &str) -> String {
    trafilatura::extract(html, &trafilatura::Options::default())
        .map(|found| found.content_text)
        .unwrap_or_default()
}

fn rs_trafilatura_extract(html: &str) -> String {
    rs_trafilatura::extract(html).map(|found| found.content_text).unwrap_or_default()
}

fn dom_smoothie_extract(html: &str) -> String {
    dom_smoothie::Readability::new(html, None, None)
        .and_then(|mut page| page.parse())
        .map(|found| found.text_content.to_string())
        .unwrap_or_default()
}

/// The pages of the file named, of the shared one, or the example page over and over.
fn given(name: Option<&String>) -> Vec<(String, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let shared = format!("{root}/../shared/clean/speed.jsonl.gz");
    match name {
        Some(name) => pages(name),
        None if std::path::Path::new(&shared).exists() => pages(&shared),
        None => {
            let page = std::fs::read_to_string(format!("{root}/python/tamis/tour/articles/reservoir.html"))
                .expect("the example page");
            vec![(String::new(), page); 1000]
        }
    }
}

fn pages(path: &str) -> Vec<(String, String)> {
    let file = File::open(path).unwrap_or_else(|error| panic!("cannot read {path}: {error}"));
    let reader: Box<dyn Read> = if path.ends_with(".gz") {
        Box::new(flate2::read::MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    BufReader::new(reader)
        .lines()
        .map(|line| {
            let page: Value =
                serde_json::from_str(&line.expect("UTF-8")).expect("a JSON object a line");
            let field = |name: &str| page[name].as_str().unwrap_or_default().to_owned();
            (field("id"), field("html"))
        })
        .collect()
}

/// A peer that panics on a page gives nothing for it.
fn guarded(extract: Extract, html: &str) -> String {
    catch_unwind(|| extract(html)).unwrap_or_default()
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let pages = given(arguments.get(1));
    std::panic::set_hook(Box::new(|_| {}));
    if arguments.get(2).is_some_and(|a| a == "--predict") {
        let (_, extract) =
            TOOLS.iter().find(|(name, _)| *name == arguments[3]).expect("a known tool");
        for (id, html) in &pages {
            println!("{}", json!({ "id": id, "text": guarded(*extract, html) }));
        }
        return;
    }
    let megabytes = pages.iter().map(|(_, html)| html.len()).sum::<usize>() as f64 / 1e6;
    let mut seconds = vec![Vec::new(); TOOLS.len()];
    for _ in 0..5 {
        for ((_, extract), times) in TOOLS.iter().zip(&mut seconds) {
            let start = ProcessTime::now();
            let mut characters = 0;
            for (_, html) in &pages {
                characters += guarded(*extract, html).len();
            }
            times.push(start.elapsed().as_secs_f64());
            std::hint::black_box(characters);
        }
    }
    let medians: Vec<f64> = seconds
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            megabytes / times[times.len() / 2]
        })
        .collect();
    for ((name, _), speed) in TOOLS.iter().zip(&medians) {
        println!("{name:22} {speed:9.2} MB/s   tamis x {:7.2}", medians[0] / speed);
    }
}
