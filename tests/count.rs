//! Document-term counts against a plain count with ordinary maps.

use proptest::prelude::*;
use std::collections::BTreeMap;
use tamis::count::{CountOptions, Counter, Limit, Matrix, Vocabulary};

fn counted(texts: &[&str], cut: usize, options: &CountOptions) -> Matrix {
    let mut counter = Counter::default();
    for part in texts.chunks(cut.max(1)) {
        counter.add(options.count(part.iter().copied().map(Some)));
    }
    counter.finish(options)
}

/// `term:count` of every row, in the order of the columns.
fn shown(matrix: &Matrix) -> Vec<String> {
    matrix
        .ends
        .windows(2)
        .map(|row| {
            let cell = |at: usize| {
                format!("{}:{}", matrix.terms[matrix.columns[at] as usize], matrix.counts[at])
            };
            (row[0] as usize..row[1] as usize).map(cell).collect::<Vec<_>>().join(" ")
        })
        .collect()
}

#[test]
fn counts_words_and_pairs() {
    let options = CountOptions { longest: 2, ..Default::default() };
    let matrix = counted(&["The sea, the SEA!", "", "A calm sea"], 1, &options);
    assert_eq!(
        shown(&matrix),
        ["sea:2 sea the:1 the:2 the sea:2", "", "a:1 a calm:1 calm:1 calm sea:1 sea:1"]
    );
}

#[test]
fn stop_words_are_as_if_absent() {
    let stop = ["of".to_owned(), "the".to_owned()].into();
    let options = CountOptions { shortest: 2, longest: 2, stop, ..Default::default() };
    assert_eq!(shown(&counted(&["Bank of the river"], 1, &options)), ["bank river:1"]);
}

#[test]
fn rare_common_and_surplus_terms_are_left_out() {
    let texts = ["a b c", "a b", "a d d d"];
    let with = |options| shown(&counted(&texts, 2, &options));
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
}

/// The same by hand: every run of words as a string in a map.
fn plainly(texts: &[String], longest: usize) -> Vec<String> {
    let row = |text: &String| {
        let words: Vec<_> =
            tamis::words(text).into_iter().map(|s| s.text(text).to_lowercase()).collect();
        let mut counts = BTreeMap::new();
        for first in 0..words.len() {
            for last in first..words.len().min(first + longest) {
                *counts.entry(words[first..=last].join(" ")).or_insert(0) += 1;
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
        texts in prop::collection::vec("[aAbcÄß é.]{0,24}", 0..8),
        longest in 1usize..4,
        cut in 1usize..9,
    ) {
        let options = CountOptions { longest, ..Default::default() };
        let borrowed: Vec<_> = texts.iter().map(String::as_str).collect();
        let matrix = counted(&borrowed, cut, &options);
        prop_assert_eq!(shown(&matrix), plainly(&texts, longest));
        prop_assert!(matrix.terms.is_sorted());

        let vocabulary = Vocabulary::new(matrix.terms.iter().map(String::as_str));
        let known = options.count_known(borrowed.iter().copied().map(Some), &vocabulary);
        prop_assert_eq!(known.columns, matrix.columns);
        prop_assert_eq!(known.counts, matrix.counts);
    }
}
