//! Text without markup: every line, or every paragraph of wrapped lines, is a block.
//!
//! One pass over the characters gives each block's shape, its words and its cue phrases
//! ([`scan`]); columns of features over blocks, neighbours, place and document
//! ([`features`]) go through two small ensembles of trees ([`model`]), the second of which
//! sees what the first said of the blocks around. A scraped article and the dump of a whole
//! page need no telling apart: the features of the document say which it is.

mod columns;
mod cues;
mod evidence;
mod features;
mod headline;
mod kind;
mod lexicon;
mod lines;
mod markup;
mod model;
mod output;
mod reason;
mod rules;
mod scan;
mod second;
mod tables;
mod vocabulary;
mod words;

use super::{Article, CleanOptions, Favor, Parts, repeats};
use columns::Columns;
use lines::{Line, Unit};
use model::Stage;
use output::Output;
use scan::Shape;
use std::ops::Range;
use vocabulary::{Facts, Vocabulary};
use words::Words;

/// The score that the block found to be the headline has: surely enough for any `favor`.
const HEADLINE: f32 = 0.8;
/// The score of a line at the head that heads nothing.
const ORPHAN: f32 = 0.2;

/// Above it a block is kept. Of the lines in between, more are boilerplate than not where a
/// scraped article is at hand: over the folds .65 gives the best sum of the F1 of kept and of
/// removed characters.
const LINE: f32 = 0.65;
/// The line of a text that has nothing above the other: of a few words there is little to be
/// sure by, and an empty article is the worst answer.
const EVEN: f32 = 0.5;

/// What is known of a text before any verdict.
struct Text<'t> {
    source: &'t str,
    lines: Vec<Line>,
    units: Vec<Unit>,
    shapes: Vec<Shape>,
    words: Words,
}

impl<'t> Text<'t> {
    fn new(source: &'t str, end: u8, part: Range<usize>, fenced: &[Range<usize>]) -> Self {
        let lines = lines::lines(source, end, part);
        let units = lines::units(source, &lines, fenced);
        let mut words = Words::default();
        let scan = |u: &Unit| scan::scan(unit_text(source, &lines, *u), &mut words);
        let shapes = units.iter().map(scan).collect();
        Self { source, lines, units, shapes, words }
    }
}

fn unit_text<'t>(source: &'t str, lines: &[Line], unit: Unit) -> &'t str {
    &source[lines[unit.first].span.start..lines[unit.end - 1].span.end]
}

/// The byte that a probability is for the second stage.
fn byte(score: f32) -> u8 {
    (score * 255.0) as u8
}

/// The article in `source`, part by part where it is long.
pub(super) fn clean(source: &str, options: &CleanOptions, parts: Parts) -> Article {
    let line = match options.favor {
        Some(Favor::Precision) => 0.75,
        Some(Favor::Recall) => 0.35,
        None => LINE,
    };
    let mut output = Output::new(source, options, parts);
    let mut blocks = 0;
    let end = lines::line_end(source);
    let fenced = lines::fenced(source, end);
    for part in lines::parts(source, end, &fenced) {
        let begins = part.start == 0;
        let text = Text::new(source, end, part, &fenced);
        let (scores, line) = settled(&text, line, begins);
        blocks += text.units.len();
        output.add(&text, &scores, line);
    }
    output.finish(blocks)
}

/// The scores of the blocks of a text, or of a part of it that `begins` the text or does not,
/// and the line above which they are kept.
fn settled(text: &Text, mut line: f32, begins: bool) -> (Vec<f32>, f32) {
    if evidence::is_plain(&text.shapes) {
        return (vec![1.0; text.units.len()], line);
    }
    let (mut scores, facts) = scores(text);
    if begins && line == LINE && scores.iter().all(|&s| s <= line) {
        line = EVEN;
    }
    rules::settle(text, &mut scores, line);
    if begins {
        if let Some(i) = headline::find(&text.shapes, &facts, &scores, line) {
            scores[i] = HEADLINE;
        }
        for i in headline::orphans(&text.shapes, &scores, line) {
            scores[i] = ORPHAN;
        }
    }
    (scores, line)
}

/// The keys of the blocks of `source`.
pub(super) fn block_keys(source: &str) -> Vec<u64> {
    let mut keys = Vec::new();
    let end = lines::line_end(source);
    let fenced = lines::fenced(source, end);
    for part in lines::parts(source, end, &fenced) {
        let lines = lines::lines(source, end, part);
        let units = lines::units(source, &lines, &fenced);
        keys.extend(units.iter().filter_map(|&u| repeats::key(unit_text(source, &lines, u))));
    }
    keys
}

/// The score of each block and what its words are to the text.
fn scores(text: &Text) -> (Vec<f32>, Vec<Facts>) {
    let (mut columns, facts) = first(text, model::lexicon());
    let scores: Vec<u8> = model::scores(Stage::First, &columns).into_iter().map(byte).collect();
    second::add(&text.shapes, &scores, &mut columns);
    (model::scores(Stage::Second, &columns), facts)
}

/// What the first stage sees.
fn first(text: &Text, lexicon: &[u8]) -> (Columns, Vec<Facts>) {
    let vocabulary = Vocabulary::new(&text.shapes, &text.words);
    let facts = vocabulary.facts(&text.shapes, &text.words);
    let leans = lexicon::leans(&text.shapes, &text.words, lexicon);
    let spoken = vocabulary.language.is_some();
    (features::first(&text.shapes, &facts, &leans, spoken), facts)
}

/// What `scripts/train_plain.py` learns from.
#[doc(hidden)]
#[derive(Clone, Debug)]
pub struct Training {
    /// The first line and one past the last line of each block; blank lines are counted.
    pub lines: Vec<(usize, usize)>,
    /// Slots of the lexicon that each block's words and pairs of words fall into.
    pub slots: Vec<Vec<usize>>,
    /// The features, column by column; none where no lexicon was given.
    pub features: Vec<u8>,
}

/// The blocks of `source` as the models see them: with a `lexicon` the features of the first
/// stage, with its `scores` too, a byte a block, those of the second.
#[doc(hidden)]
pub fn plain_training(source: &str, lexicon: Option<&[u8]>, scores: Option<&[u8]>) -> Training {
    let end = lines::line_end(source);
    let text = Text::new(source, end, 0..source.len(), &lines::fenced(source, end));
    let lines = text.units.iter().map(|u| (u.first, u.end)).collect();
    let Some(lexicon) = lexicon else {
        let slots = lexicon::all_slots(&text.shapes, &text.words);
        return Training { lines, slots, features: Vec::new() };
    };
    let (mut columns, _) = first(&text, lexicon);
    if let Some(scores) = scores {
        second::add(&text.shapes, scores, &mut columns);
    }
    Training { lines, slots: Vec::new(), features: columns.data }
}
