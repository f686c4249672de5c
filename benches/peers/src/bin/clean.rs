//! Main-content extraction: tamis beside its Rust peers on the same pages; then its one pass from
//! bytes to blocks of text beside bare tokenizers and parsers, which make no text.
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

/// What a page comes to: bytes of text, tokens, nodes.
type Pass = fn(&str) -> usize;

const PASSES: &[(&str, Pass)] = &[
    ("tamis: blocks, text", |html| tamis::clean::visible_text(html).len()),
    ("html5gum: tokens", |html| html5gum::Tokenizer::new(html).flatten().count()),
    ("lol_html: tags, texts", lol_html_events),
    ("tl: tree", |html| {
        tl::parse(html, tl::ParserOptions::default()).map_or(0, |page| page.nodes().len())
    }),
];

fn lol_html_events(html: &str) -> usize {
    let tags = std::cell::Cell::new(0);
    let settings = lol_html::Settings {
        element_content_handlers: vec![lol_html::element!("*", |_| {
            tags.set(tags.get() + 1);
            Ok(())
        })],
        document_content_handlers: vec![lol_html::doc_text!(|_| {
            tags.set(tags.get() + 1);
            Ok(())
        })],
        ..lol_html::Settings::new()
    };
    let mut page = lol_html::HtmlRewriter::new(settings, |_: &[u8]| {});
    let _ = page.write(html.as_bytes());
    let _ = page.end();
    tags.get()
}

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
            let page = std::fs::read_to_string(format!(
                "{root}/python/tamis/tour/articles/reservoir.html"
            ))
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
    let tools: Vec<(&str, Box<dyn Fn(&str) -> usize>)> = TOOLS
        .iter()
        .map(|&(name, extract)| {
            let run = move |html: &str| guarded(extract, html).len();
            (name, Box::new(run) as Box<dyn Fn(&str) -> usize>)
        })
        .collect();
    measure(&tools, &pages);
    println!();
    let passes: Vec<(&str, Box<dyn Fn(&str) -> usize>)> =
        PASSES.iter().map(|&(name, pass)| (name, Box::new(pass) as _)).collect();
    measure(&passes, &pages);
}

/// Prints the speed of each tool over all pages: the median of five interleaved rounds.
fn measure(tools: &[(&str, Box<dyn Fn(&str) -> usize>)], pages: &[(String, String)]) {
    let megabytes = pages.iter().map(|(_, html)| html.len()).sum::<usize>() as f64 / 1e6;
    let mut seconds = vec![Vec::new(); tools.len()];
    for _ in 0..5 {
        for ((_, run), times) in tools.iter().zip(&mut seconds) {
            let start = ProcessTime::now();
            let made: usize = pages.iter().map(|(_, html)| run(html)).sum();
            times.push(start.elapsed().as_secs_f64());
            std::hint::black_box(made);
        }
    }
    let medians: Vec<f64> = seconds
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            megabytes / times[times.len() / 2]
        })
        .collect();
    for ((name, _), speed) in tools.iter().zip(&medians) {
        println!("{name:22} {speed:9.2} MB/s   tamis x {:7.2}", medians[0] / speed);
    }
}
