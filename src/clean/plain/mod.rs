//! Text without markup: every line, or every paragraph of wrapped lines, is a block.
//!
//! One pass over the characters gives each block's shape, its words and its cue phrases
//! ([`scan`]); columns of features over blocks, neighbours, place and document
//! ([`features`]) go through two small ensembles of trees ([`model`]), the second of which
//! sees what the first said of the blocks around. A scraped article and the dump of a whole
//! page need no telling apart: the features of the document say which it is.

mod cues;
mod features;
mod headline;
mod lines;
mod markup;
mod model;
mod output;
mod reason;
mod scan;
mod tables;
mod vocabulary;

use super::{Article, CleanOptions, Favor};
use lines::{Line, Unit};
use model::Stage;
use scan::{Shape, Words};
use vocabulary::Vocabulary;

/// The score that the block found to be the headline has: surely enough for any `favor`.
const HEADLINE: f32 = 0.8;

/// What is known of a text before any verdict.
struct Text<'t> {
    source: &'t str,
    lines: Vec<Line>,
    units: Vec<Unit>,
    shapes: Vec<Shape>,
    words: Words,
}

impl<'t> Text<'t> {
    fn new(source: &'t str) -> Self {
        let lines = lines::lines(source);
        let units = lines::units(source, &lines);
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

/// The article in `source`.
pub(super) fn clean(source: &str, options: &CleanOptions) -> Article {
    let text = Text::new(source);
    if text.units.is_empty() {
        return Article { method: "empty: no text".to_owned(), ..Article::default() };
    }
    let line = match options.favor {
        Some(Favor::Precision) => 0.7,
        Some(Favor::Recall) => 0.3,
        None => 0.5,
    };
    let mut scores = scores(&text);
    let known = Vocabulary::new(&text.shapes, &text.words).known(&text.shapes, &text.words);
    if let Some(i) = headline::find(&text.shapes, &known, &scores, line) {
        scores[i] = HEADLINE;
    }
    output::article(&text, &scores, line)
}

fn scores(text: &Text) -> Vec<f32> {
    let mut columns = features::first(&text.shapes, &text.words);
    let first: Vec<u8> = model::scores(Stage::First, &columns).into_iter().map(byte).collect();
    features::second(&text.shapes, &first, &mut columns);
    model::scores(Stage::Second, &columns)
}

/// The blocks of `source` as the models see them, for `scripts/train_plain.py`: the first
/// line and one past the last line of each (blank lines are counted), then the features,
/// column by column. With `scores` of the first stage, a byte a block, those of the second.
#[doc(hidden)]
pub fn plain_features(source: &str, scores: Option<&[u8]>) -> (Vec<(usize, usize)>, Vec<u8>) {
    let text = Text::new(source);
    let mut columns = features::first(&text.shapes, &text.words);
    if let Some(scores) = scores {
        features::second(&text.shapes, scores, &mut columns);
    }
    (text.units.iter().map(|u| (u.first, u.end)).collect(), columns.data)
}
