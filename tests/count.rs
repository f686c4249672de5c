//! Document-term counts against a plain count with ordinary maps.

use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;
use tamis::count::{
    BagReader, BlockReader, Corpus, CountOptions, Limit, Matrix, Reader, Rows, Stream, Terms,
    Vocabulary,
};

fn counted(texts: &[&str], options: &CountOptions) -> Matrix {
    options.count(texts.iter().copied().map(Some)).unwrap()
}

/// The same from blocks of `cut` texts, read by `readers` in turn and out of order.
fn counted_in_parts(
    texts: &[&str],
    (cut, readers): (usize, usize),
    options: &CountOptions,
) -> Matrix {
    match options.longest {
        1 => bags_in_parts(texts, (cut, readers), options),
        _ => runs_in_parts(texts, (cut, readers), options),
    }
}

fn bags_in_parts(texts: &[&str], (cut, readers): (usize, usize), options: &CountOptions) -> Matrix {
    let mut all: Vec<BagReader> = (0..readers).map(|_| BagReader::default()).collect();
    for (at, part) in texts.chunks(cut).enumerate().rev() {
        all[at % readers].read(options, at * cut, part.iter().copied().map(Some));
    }
    let all = all.into_iter().map(BagReader::sorted).collect();
    let (corpus, terms) = Corpus::merge(all).unwrap();
    let blocks = (0..corpus.blocks()).map(|block| corpus.rows(block)).collect();
    Matrix::new(options, Arc::new(terms), blocks)
}

fn runs_in_parts(texts: &[&str], (cut, readers): (usize, usize), options: &CountOptions) -> Matrix {
    let mut all: Vec<Reader> = (0..readers).map(|_| Reader::default()).collect();
    for (at, part) in texts.chunks(cut).enumerate().rev() {
        all[at % readers].read(options, at * cut, part.iter().copied().map(Some));
    }
    let all: Vec<_> = all.into_iter().map(Reader::sorted).collect();
    let stream = Stream::merge(&all).unwrap();
    let places = stream.places(options);
    let words: Vec<_> = (0..places.words()).collect();
    let branches = words
        .chunks(cut)
        .map(|words| stream.branch(options, &places, words[0]..words[words.len() - 1] + 1))
        .collect();
    let terms = Terms::new(options, Arc::new(places), branches).unwrap();
    let rows: Vec<_> = (0..stream.rows()).collect();
    let blocks = rows.chunks(cut).map(|r| Rows::new(&stream, &terms, r[0]..r[r.len() - 1] + 1));
    let blocks = blocks.collect();
    Matrix::new(options, Arc::new(terms), blocks)
}

/// The counts over `vocabulary` of blocks of `cut` texts, counted out of order.
fn counted_over(
    vocabulary: &Vocabulary,
    texts: &[&str],
    cut: usize,
    options: &CountOptions,
) -> Matrix {
    let parts = texts.chunks(cut).rev();
    let mut rows: Vec<_> =
        parts.map(|part| vocabulary.count(options, part.iter().copied().map(Some))).collect();
    rows.reverse();
    Matrix::over(vocabulary, rows)
}

fn terms(matrix: &Matrix) -> Vec<String> {
    matrix.vocabulary().iter().map(str::to_owned).collect()
}

/// `term:count` of every row, in the order of the columns.
fn shown(matrix: &Matrix) -> Vec<String> {
    let terms = terms(matrix);
    assert_eq!(terms.len(), matrix.columns);
    let cells: Vec<_> = matrix.pieces().flatten().collect();
    assert_eq!(cells.len(), matrix.stored());
    let cell = |&(column, count): &(u32, u32)| format!("{}:{count}", terms[column as usize]);
    let row =
        |ends: &[usize]| cells[ends[0]..ends[1]].iter().map(cell).collect::<Vec<_>>().join(" ");
    matrix.ends.windows(2).map(row).collect()
}

#[test]
fn counts_words_and_pairs() {
    let options = CountOptions { longest: 2, ..Default::default() };
    let matrix = counted(&["The sea, the SEA!", "", "A calm sea"], &options);
    assert_eq!(
        shown(&matrix),
        ["sea:2 sea the:1 the:2 the sea:2", "", "a:1 a calm:1 calm:1 calm sea:1 sea:1"]
    );
}

/// `column:count` of every row.
fn cells(matrix: &Matrix) -> Vec<String> {
    let cells: Vec<_> = matrix.pieces().flatten().map(|(to, n)| format!("{to}:{n}")).collect();
    matrix.ends.windows(2).map(|ends| cells[ends[0]..ends[1]].join(" ")).collect()
}

#[test]
fn counts_over_a_vocabulary_and_nothing_else() {
    let options = CountOptions { longest: 2, min_df: Limit::Documents(2), ..Default::default() };
    let vocabulary = Vocabulary::new(["zebra", "the sea", "sea", "a calm", "sea"]);
    let texts = ["The sea, the SEA!", "", "A calm ship at sea"];
    let matrix = counted_over(&vocabulary, &texts, 2, &options);
    assert_eq!(cells(&matrix), ["1:2 2:2", "", "0:1 1:1"]);
    assert_eq!((matrix.columns, matrix.vocabulary().len()), (4, 0));
    let none = counted_over(&Vocabulary::new([]), &texts, 2, &options);
    assert_eq!((none.columns, cells(&none)), (0, vec![String::new(); 3]));
}

#[test]
fn terms_that_no_text_can_have_are_in_nobodys_way() {
    let odd = ["", " ", "x", "x  a", "x a", "x a\tb", "x a b", "x a\tc d", " y"];
    let options = CountOptions { longest: 3, ..Default::default() };
    let vocabulary = Vocabulary::new(odd);
    let matrix = counted_over(&vocabulary, &["X A B"], 1, &options);
    let column = |term| vocabulary.column(term).unwrap();
    assert_eq!(
        cells(&matrix),
        [format!("{}:1 {}:1 {}:1", column("x"), column("x a"), column("x a b"))]
    );
}

#[test]
fn what_a_vocabulary_learned_of_forms_holds_for_the_same_options_alone() {
    let vocabulary = Vocabulary::new(["Sea", "sea"]);
    let lower = CountOptions::default();
    let plain = CountOptions { lower: false, ..Default::default() };
    let none = CountOptions { stop: ["sea".to_owned()].into(), ..Default::default() };
    for _ in 0..2 {
        let cells = |options| cells(&counted_over(&vocabulary, &["Sea SEA sea"], 1, options));
        assert_eq!(cells(&lower), ["1:3"]);
        assert_eq!(cells(&plain), ["0:1 1:1"]);
        assert_eq!(cells(&none), [""]);
    }
}

#[test]
fn thousands_of_runs_keep_their_columns() {
    let words = (0..9000u32).map(|i| format!("w{}", i.wrapping_mul(0x9E37_79B9) >> 24));
    let words: Vec<_> = words.map(|word| word + " ").collect();
    let texts: Vec<_> = words.chunks(90).map(|words| words.concat()).collect();
    let texts: Vec<_> = texts.iter().map(String::as_str).collect();
    let options = CountOptions { shortest: 1, longest: 3, ..Default::default() };
    let matrix = counted(&texts, &options);
    let again = counted_over(&matrix.vocabulary(), &texts, 7, &options);
    assert_eq!((again.columns, cells(&again)), (matrix.columns, cells(&matrix)));
}

#[test]
fn no_run_goes_from_one_text_into_the_next() {
    let options = CountOptions { shortest: 2, longest: 3, ..Default::default() };
    assert_eq!(shown(&counted(&["a", "b", "a b"], &options)), ["", "", "a b:1"]);
    assert_eq!(shown(&counted(&["a", "b"], &options)), ["", ""]);
}

#[test]
fn long_words_differ_by_their_last_letter() {
    let long = ["Donaudampfschifffahrt", "donaudampfschifffahrten", "donaudampfschifffahrteM"];
    assert_eq!(
        shown(&counted(&[&long.join(" ")], &CountOptions::default())),
        ["donaudampfschifffahrt:1 donaudampfschifffahrtem:1 donaudampfschifffahrten:1"]
    );
}

#[test]
fn stop_words_are_as_if_absent() {
    let stop = ["of".to_owned(), "the".to_owned()].into();
    let options = CountOptions { shortest: 2, longest: 2, stop, ..Default::default() };
    assert_eq!(shown(&counted(&["Bank OF the river"], &options)), ["bank river:1"]);
}

#[test]
fn rare_common_and_surplus_terms_are_left_out() {
    let texts = ["a b c", "a b", "a d d d"];
    let with = |options| shown(&counted(&texts, &options));
    let rare = CountOptions { min_df: Limit::Documents(2), ..Default::default() };
    assert_eq!(with(rare), ["a:1 b:1", "a:1 b:1", "a:1"]);
    let common = CountOptions { max_df: Limit::Share(0.7), ..Default::default() };
    assert_eq!(with(common), ["b:1 c:1", "b:1", "d:3"]);
    let surplus = CountOptions { max_features: Some(2), ..Default::default() };
    assert_eq!(with(surplus), ["a:1", "a:1", "a:1 d:3"]);
}

#[test]
fn a_range_that_is_none_is_an_error() {
    let options = CountOptions { shortest: 2, longest: 1, ..Default::default() };
    assert!(options.check().unwrap_err().to_string().contains("ngrams=(2, 1)"));
    let options = CountOptions { max_df: Limit::Share(f64::NAN), ..Default::default() };
    assert!(options.check().unwrap_err().to_string().contains("max_df=NaN"));
}

/// The same by hand: every run of words as a string in a map.
fn plainly(texts: &[String], options: &CountOptions) -> Vec<String> {
    let row = |text: &String| {
        let words: Vec<_> = tamis::words(text)
            .into_iter()
            .map(|s| s.text(text).to_lowercase())
            .filter(|word| !options.stop.contains(word))
            .collect();
        let mut counts = BTreeMap::new();
        for first in 0..words.len() {
            for last in first + options.shortest..=words.len().min(first + options.longest) {
                *counts.entry(words[first..last].join(" ")).or_insert(0) += 1;
            }
        }
        let cells: Vec<_> = counts.into_iter().map(|(term, n)| format!("{term}:{n}")).collect();
        cells.join(" ")
    };
    texts.iter().map(row).collect()
}

proptest! {
    #[test]
    fn equals_a_plain_count_however_it_is_cut(
        texts in prop::collection::vec("[aAbcÄßΣσ é.]{0,40}", 0..8),
        shortest in 1usize..4,
        more in 0usize..3,
        stop in prop::bool::ANY,
        (cut, readers) in (1usize..9, 1usize..4),
    ) {
        let stop = if stop { ["a".to_owned(), "ß".to_owned()].into() } else { Default::default() };
        let options = CountOptions { shortest, longest: shortest + more, stop, ..Default::default() };
        let borrowed: Vec<_> = texts.iter().map(String::as_str).collect();
        let matrix = counted(&borrowed, &options);
        prop_assert_eq!(shown(&matrix), plainly(&texts, &options));
        let parts = counted_in_parts(&borrowed, (cut, readers), &options);
        prop_assert_eq!(shown(&parts), shown(&matrix));
        let terms = terms(&matrix);
        prop_assert!(terms.is_sorted());

        let all = matrix.vocabulary();
        let over = |known| counted_over(known, &borrowed, cut, &options);
        prop_assert_eq!(cells(&over(&all)), cells(&matrix));
        // Every second term alone: even columns at half their number.
        let some = Vocabulary::new(terms.iter().step_by(2).map(String::as_str));
        let halved = over(&some);
        let even = matrix.pieces().flatten().filter(|(column, _)| column % 2 == 0);
        prop_assert!(halved.pieces().flatten().eq(even.map(|(column, count)| (column / 2, count))));
    }
}
