//! Boundaries beside the Rust peers: `cargo run --release --bin tokens [-- NAME]`.
//!
//! Every tool does the same work on the same text in the same run, on one thread; rounds are
//! interleaved and the median of the CPU time counts. The texts are those that
//! `scripts/bench_texts.py` makes, else the example articles over and over.

use cpu_time::ThreadTime;
use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{GraphemeClusterSegmenter, SentenceSegmenter, WordSegmenter};
use std::hint::black_box;
use std::path::Path;
use stringzilla::sz::StringZillableUnary;
use tamis::arrow::{Known, Operation, Output, Stage};
use tamis::tokens::{
    Level, Unit, boundaries_into, count_words, for_each_sentence, graphemes_into, tokens_into,
    words_into,
};
use unicode_segmentation::UnicodeSegmentation;

/// That of the extension which Python loads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 7;

/// Bytes that one measurement goes over, so that it lasts longer than the clock is coarse.
const WORK: usize = 24 << 20;

type Work<'w> = (&'static str, Box<dyn FnMut() + 'w>);

fn main() {
    let only = std::env::args().skip(1).find(|a| !a.starts_with('-')).unwrap_or_default();
    for name in ["news", "mixed", "ascii"] {
        let text = text(name);
        println!("{name}: {} bytes", text.len());
        for (what, mut works) in groups(&text, name) {
            if format!("{name} {what}").contains(&only) {
                let times = measure(what, text.len(), &mut works);
                if let ("handing over", [spans, column]) = (what, &times[..]) {
                    let words = count_words(&text) as f64;
                    println!("    {:.2} ns a word more", (column - spans) * 1e9 / words);
                }
            }
        }
    }
}

fn text(name: &str) -> String {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    std::fs::read_to_string(root.join(format!("scratch/bench/{name}.txt"))).unwrap_or_else(|_| {
        println!("{name}: run scripts/bench_texts.py for the real texts");
        let own = "The council said on Monday that it had paid $3.5m to more than 1,200 “first” \
                   residents; it can't pay more, Ms. Hale added. Жители ждут ответа.\n";
        own.repeat(8000)
    })
}

/// Runs all in turn, `ROUNDS` times, and prints the medians and their ratio to the first; returns
/// the seconds.
fn measure(what: &str, bytes: usize, works: &mut [Work]) -> Vec<f64> {
    let mut times = vec![Vec::new(); works.len()];
    for _ in 0..ROUNDS {
        for ((_, work), times) in works.iter_mut().zip(&mut times) {
            // Slow tools need fewer runs to outlast the clock.
            let clock = ThreadTime::now();
            let mut runs = 0;
            while runs * bytes < WORK && (runs == 0 || clock.elapsed().as_millis() < 100) {
                work();
                runs += 1;
            }
            times.push(clock.elapsed().as_secs_f64() / runs as f64);
        }
    }
    let medians: Vec<f64> = times
        .iter_mut()
        .map(|times| {
            times.sort_by(f64::total_cmp);
            times[times.len() / 2]
        })
        .collect();
    println!("  {what}");
    for ((name, _), time) in works.iter().zip(&medians) {
        let speed = bytes as f64 / time / 1e6;
        println!("    {name:32} {speed:9.0} MB/s  {:6.2}", time / medians[0]);
    }
    medians
}

fn groups<'w>(text: &'w str, name: &str) -> Vec<(&'static str, Vec<Work<'w>>)> {
    let mut groups = vec![
        ("word boundaries", words(text)),
        ("graphemes", graphemes(text)),
        ("sentences", sentences(text)),
        ("sentences with abbreviations", abbreviations(text)),
        ("word spans", spans(text)),
        ("units", units(text)),
    ];
    if name == "ascii" {
        groups.push(("count words", counts(text)));
    }
    if name == "news" {
        groups.push(("tokens", tokens(text)));
        groups.push(("handing over", handing(text)));
    }
    groups
}

fn tamis<'w>(text: &'w str, level: Level, unit: Unit) -> Box<dyn FnMut() + 'w> {
    let mut out = Vec::new();
    Box::new(move || {
        out.clear();
        boundaries_into(text, level, unit, &mut out).expect("the text is short");
        black_box(&out);
    })
}

/// Offsets from an iterator, into a buffer that is used again.
fn offsets<'w, I: Iterator<Item = usize>>(
    mut all: impl FnMut() -> I + 'w,
) -> Box<dyn FnMut() + 'w> {
    let mut out: Vec<u32> = Vec::new();
    Box::new(move || {
        out.clear();
        out.extend(all().map(|at| at as u32));
        black_box(&out);
    })
}

/// Ends of slices that tile `text`.
fn ends<'w, 't: 'w, I: Iterator<Item = &'t [u8]>>(
    mut all: impl FnMut() -> I + 'w,
) -> Box<dyn FnMut() + 'w> {
    offsets(move || {
        all().scan(0, |end, part| {
            *end += part.len();
            Some(*end)
        })
    })
}

fn words(text: &str) -> Vec<Work<'_>> {
    let icu = WordSegmenter::new_for_non_complex_scripts(WordBreakInvariantOptions::default());
    vec![
        ("tamis", tamis(text, Level::Word, Unit::Byte)),
        ("unicode-segmentation", offsets(|| text.split_word_bound_indices().map(|(at, _)| at))),
        ("stringzilla", ends(|| text.as_bytes().sz_utf8_wordbreaks())),
        ("icu_segmenter", offsets(move || icu.segment_str(text))),
    ]
}

fn graphemes(text: &str) -> Vec<Work<'_>> {
    let icu = GraphemeClusterSegmenter::new();
    vec![
        ("tamis", tamis(text, Level::Grapheme, Unit::Byte)),
        ("unicode-segmentation", offsets(|| text.grapheme_indices(true).map(|(at, _)| at))),
        ("stringzilla", ends(|| text.as_bytes().sz_utf8_graphemes())),
        ("icu_segmenter", offsets(move || icu.segment_str(text))),
        (
            "finl_unicode",
            ends(|| finl_unicode::grapheme_clusters::Graphemes::new(text).map(str::as_bytes)),
        ),
    ]
}

fn sentences(text: &str) -> Vec<Work<'_>> {
    let icu = SentenceSegmenter::new(SentenceBreakInvariantOptions::default());
    vec![
        ("tamis", tamis(text, Level::Sentence, Unit::Byte)),
        ("unicode-segmentation", offsets(|| text.split_sentence_bound_indices().map(|(at, _)| at))),
        ("stringzilla", ends(|| text.as_bytes().sz_utf8_sentences())),
        ("icu_segmenter", offsets(move || icu.segment_str(text))),
    ]
}

fn abbreviations(text: &str) -> Vec<Work<'_>> {
    let mut out = Vec::new();
    vec![
        (
            "tamis",
            Box::new(move || {
                out.clear();
                for_each_sentence(text, "en", |s| out.extend([s.start as u32, s.end as u32]));
                black_box(&out);
            }),
        ),
        ("stringzilla, UAX #29", ends(|| text.as_bytes().sz_utf8_sentences())),
    ]
}

fn tokens(text: &str) -> Vec<Work<'_>> {
    let mut list = Vec::new();
    vec![(
        "tamis",
        Box::new(move || {
            list.clear();
            tokens_into(text, 0, "en", &mut list);
            black_box(&list);
        }),
    )]
}

/// Paragraphs put together to documents as long as a news article.
fn articles(text: &str) -> Vec<&str> {
    const LENGTH: usize = 4000;
    let (mut articles, mut start) = (Vec::new(), 0);
    for (end, _) in text.match_indices("\n\n").chain([(text.len(), "")]) {
        if end - start >= LENGTH || end == text.len() {
            articles.push(&text[start..end]);
            start = end;
        }
    }
    articles
}

/// The words of one document after another: as two buffers, and as the column that Python gets.
fn handing(text: &str) -> Vec<Work<'_>> {
    let (articles, again) = (articles(text), articles(text));
    let operation = Operation::from(Stage::Words(Output::Spans(Unit::Char)));
    vec![
        (
            "words_into, new buffers",
            Box::new(move || {
                let (mut starts, mut ends) = (Vec::new(), Vec::new());
                for doc in &articles {
                    words_into(doc, Unit::Char, &mut starts, &mut ends).expect("a short text");
                }
                black_box((&starts, &ends));
            }),
        ),
        (
            "a column of Arrow",
            Box::new(move || {
                let mut column = operation.column();
                for doc in &again {
                    operation
                        .apply(doc.as_bytes(), false, Known::default(), &mut column)
                        .expect("a short text");
                }
                black_box(column.finish().expect("an array"));
            }),
        ),
    ]
}

fn spans(text: &str) -> Vec<Work<'_>> {
    let columns = |unit| -> Box<dyn FnMut() + '_> {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        Box::new(move || {
            (starts.clear(), ends.clear());
            words_into(text, unit, &mut starts, &mut ends).expect("the text is short");
            black_box((&starts, &ends));
        })
    };
    let clusters = || -> Box<dyn FnMut() + '_> {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        Box::new(move || {
            (starts.clear(), ends.clear());
            graphemes_into(text, Unit::Byte, &mut starts, &mut ends).expect("the text is short");
            black_box((&starts, &ends));
        })
    };
    vec![
        ("words_into, bytes", columns(Unit::Byte)),
        ("words_into, code points", columns(Unit::Char)),
        ("graphemes_into", clusters()),
        ("unicode-segmentation", offsets(|| text.unicode_word_indices().map(|(at, _)| at))),
    ]
}

fn units(text: &str) -> Vec<Work<'_>> {
    vec![
        ("words, bytes", tamis(text, Level::Word, Unit::Byte)),
        ("words, code points", tamis(text, Level::Word, Unit::Char)),
        ("graphemes, bytes", tamis(text, Level::Grapheme, Unit::Byte)),
        ("graphemes, code points", tamis(text, Level::Grapheme, Unit::Char)),
        ("sentences, bytes", tamis(text, Level::Sentence, Unit::Byte)),
        ("sentences, code points", tamis(text, Level::Sentence, Unit::Char)),
    ]
}

fn counts(text: &str) -> Vec<Work<'_>> {
    vec![
        ("tamis", Box::new(|| _ = black_box(count_words(black_box(text))))),
        (
            "simdutf8",
            Box::new(|| _ = black_box(simdutf8::basic::from_utf8(black_box(text.as_bytes())))),
        ),
        ("unicode-segmentation", Box::new(|| _ = black_box(text.unicode_words().count()))),
    ]
}
