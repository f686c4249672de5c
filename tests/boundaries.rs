//! UAX #29: Unicode's own break tests, and block-wise code against the rules as written.

use proptest::prelude::*;
use std::collections::HashSet;
use std::fs;
use std::path::Path;
use tamis::tokens::{
    Level, Unit, boundaries, boundaries_into, count_words, graphemes, graphemes_into, words,
    words_into,
};
use unicode_segmentation::UnicodeSegmentation;

/// One line of a break test: its number, the text and the byte offsets of its boundaries.
struct Case {
    line: usize,
    text: String,
    expected: Vec<usize>,
}

/// The cases of a file of `../shared/tokens/uax29`, where `÷` is a boundary and `×` is none.
fn cases(name: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/tokens/uax29").join(name);
    let Ok(source) = fs::read_to_string(&path) else {
        println!("skipped: {} is absent", path.display());
        return Vec::new();
    };
    let mut cases = Vec::new();
    for (number, line) in source.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default();
        let (mut text, mut expected) = (String::new(), Vec::new());
        for word in line.split_whitespace() {
            match word {
                "÷" => expected.push(text.len()),
                "×" => {}
                hex => text.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32)),
            }
        }
        if !text.is_empty() {
            cases.push(Case { line: number + 1, text, expected });
        }
    }
    assert!(!cases.is_empty(), "{name} holds no case");
    cases
}

/// Fails with the lines of `name` whose boundaries differ, but for those that `changed` lists.
fn check(name: &str, level: Level, changed: &[usize]) {
    let cases = cases(name);
    if cases.is_empty() {
        return;
    }
    let wrong = |case: &&Case| boundaries(&case.text, level) != case.expected;
    let failed: Vec<usize> = cases.iter().filter(wrong).map(|case| case.line).collect();
    assert_eq!(failed, changed, "lines of {name}");
    println!("{name}: {} of {} cases", cases.len() - failed.len(), cases.len());
}

#[test]
fn unicode_18_break_tests_pass() {
    check("grapheme-18.txt", Level::Grapheme, &[]);
    check("word-18.txt", Level::Word, &[]);
    check("sentence-18.txt", Level::Sentence, &[]);
}

/// GB9c asked for a consonant before the linker until 17, and 18 asks for none: these lines of
/// the older tests have a boundary between a linker and a consonant.
const GB9C_17: [usize; 3] = [98, 99, 407];
const GB9C_MONKEY: [usize; 42] = [
    4, 5, 6, 10, 11, 12, 14, 15, 16, 17, 18, 19, 20, 21, 22, 24, 26, 27, 28, 29, 31, 32, 33, 34,
    35, 36, 37, 38, 40, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54,
];

#[test]
fn unicode_17_break_tests_pass_where_18_says_the_same() {
    check("grapheme-17.txt", Level::Grapheme, &GB9C_17);
    check("word-17.txt", Level::Word, &[]);
    check("sentence-17.txt", Level::Sentence, &[]);
}

#[test]
fn monkey_tests_pass_where_no_class_changed_in_18() {
    check("grapheme-random-17.txt", Level::Grapheme, &GB9C_MONKEY);
    check("word-random-17.txt", Level::Word, &[]);
    check("sentence-random-17.txt", Level::Sentence, &[]);
}

/// Indic_Conjunct_Break as `data/ucd` has it: the code points of one value.
fn conjunct(value: &str) -> HashSet<char> {
    let source = include_str!("../data/ucd/indic_conjunct_break.txt");
    let mut found = HashSet::new();
    for (points, of) in source.lines().filter_map(|line| line.split_once(" ; ")) {
        if of == value {
            let (first, last) = points.split_once("..").unwrap_or((points, points));
            let point = |hex| u32::from_str_radix(hex, 16).unwrap();
            found.extend((point(first)..=point(last)).filter_map(char::from_u32));
        }
    }
    found
}

#[test]
fn older_tests_differ_only_by_the_new_gb9c() {
    let (linkers, extends) = (conjunct("Linker"), conjunct("Extend"));
    let consonants = conjunct("Consonant");
    for name in ["grapheme-17.txt", "grapheme-random-17.txt"] {
        for case in cases(name) {
            let ours = boundaries(&case.text, Level::Grapheme);
            assert!(ours.iter().all(|at| case.expected.contains(at)), "line {}", case.line);
            for &at in case.expected.iter().filter(|at| !ours.contains(at)) {
                let base = case.text[..at].trim_end_matches(|c| extends.contains(&c));
                assert!(base.ends_with(|c| linkers.contains(&c)), "line {} @{at}", case.line);
                assert!(case.text[at..].starts_with(|c| consonants.contains(&c)));
            }
        }
    }
}

/// Characters that Unicode 17 and 18 class alike, at every level.
///
/// Without ZWJ, after which unicode-segmentation 1.13 errs at words, and without linkers, whose
/// rule (GB9c) is new.
const SETTLED: &[char] = &[
    'a', 'b', 'Z', '1', '9', ' ', ' ', '.', ',', ':', ';', '\'', '"', '_', '!', '?', '(', ')',
    '\n', '\r', '-', '$', 'é', 'Д', 'я', 'ש', 'א', 'ب', '٣', '،', 'ก', 'ั', 'क', 'ि', '\u{301}',
    '\u{ad}', '’', '”', '—', '…', '中', '。', 'ア', 'ー', 'ひ', '가', 'ᄀ', 'ᅡ', 'ᆨ', '🇩', '🇪', '😀',
    '\u{2028}', '·',
];

fn settled() -> impl Strategy<Value = String> {
    let one = (prop::sample::select(SETTLED), prop_oneof![8 => 1..2usize, 1 => 1..80usize]);
    prop::collection::vec(one, 0..80)
        .prop_map(|runs| runs.into_iter().flat_map(|(c, n)| std::iter::repeat_n(c, n)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn unicode_segmentation_agrees_where_it_is_right(text in settled()) {
        let mut theirs: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
        theirs.extend((!text.is_empty()).then_some(text.len()));
        prop_assert_eq!(boundaries(&text, Level::Word), theirs);
        let mut theirs: Vec<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        theirs.extend((!text.is_empty()).then_some(text.len()));
        prop_assert_eq!(boundaries(&text, Level::Grapheme), theirs);
        let mut theirs: Vec<usize> = text.split_sentence_bound_indices().map(|(at, _)| at).collect();
        theirs.extend((!text.is_empty()).then_some(text.len()));
        prop_assert_eq!(boundaries(&text, Level::Sentence), theirs);
        let theirs: Vec<&str> = text.unicode_words().collect();
        let ours: Vec<&str> = words(&text).into_iter().map(|span| span.text(&text)).collect();
        prop_assert_eq!(ours, theirs);
    }

    #[test]
    fn code_points_and_bytes_name_the_same_places(text in settled()) {
        for level in [Level::Grapheme, Level::Word, Level::Sentence] {
            let (mut bytes, mut points) = (vec![-1], vec![-1]);
            boundaries_into(&text, level, Unit::Byte, &mut bytes).unwrap();
            boundaries_into(&text, level, Unit::Char, &mut points).unwrap();
            let index = tamis::CharIndex::new(&text);
            let expected: Vec<i32> =
                bytes[1..].iter().map(|&at| index.to_char(at as usize) as i32).collect();
            prop_assert_eq!((bytes[0], points[0]), (-1, -1));
            prop_assert_eq!(&points[1..], &expected[..]);
        }
    }

    #[test]
    fn columns_hold_the_spans(text in settled()) {
        let (mut starts, mut ends) = (Vec::new(), Vec::new());
        words_into(&text, Unit::Byte, &mut starts, &mut ends).unwrap();
        let spans = words(&text);
        prop_assert_eq!(count_words(&text), spans.len());
        prop_assert!(starts.iter().copied().eq(spans.iter().map(|s| s.start as i32)));
        prop_assert!(ends.iter().copied().eq(spans.iter().map(|s| s.end as i32)));
        starts.clear();
        ends.clear();
        graphemes_into(&text, Unit::Byte, &mut starts, &mut ends).unwrap();
        let spans = graphemes(&text);
        prop_assert!(starts.iter().copied().eq(spans.iter().map(|s| s.start as i32)));
        prop_assert!(ends.iter().copied().eq(spans.iter().map(|s| s.end as i32)));
    }
}

/// Where unicode-segmentation 1.13.3 departs from the standard, and we do not.
#[test]
fn joiners_follow_the_standard() {
    // WB6 joins the quote to a letter only, and WB3c the emoji to the joiner.
    assert_eq!(boundaries("a'\u{200d}😀", Level::Word), [0, 1, 9]);
    // WB3c and WB5.
    assert_eq!(boundaries("\u{200d}Ⓜa", Level::Word), [0, 7]);
}

#[test]
fn nothing_has_no_boundaries() {
    for level in [Level::Grapheme, Level::Word, Level::Sentence] {
        assert!(boundaries("", level).is_empty());
    }
    assert_eq!((words("").len(), graphemes("").len(), count_words("")), (0, 0, 0));
}

/// `cargo test --release --test boundaries giant -- --ignored`: needs some 8 GB of memory.
#[test]
#[ignore = "a gigabyte of text, seven times"]
fn giant_texts_stay_linear_and_too_long_ones_are_refused() {
    const GIGABYTE: usize = 1 << 30;
    for piece in ["a", "\u{301}", "\u{200d}", "🇩🇪", "a\u{301}", "a'"] {
        let text = piece.repeat(GIGABYTE / piece.len());
        for level in [Level::Grapheme, Level::Word, Level::Sentence] {
            let clock = std::time::Instant::now();
            let mut out = Vec::new();
            boundaries_into(&text, level, Unit::Byte, &mut out).unwrap();
            assert_eq!(out.last(), Some(&(text.len() as i32)));
            println!("{piece:?} {level:?}: {:.1?}, {} boundaries", clock.elapsed(), out.len());
        }
    }
    let text = "é".repeat(GIGABYTE);
    let mut out = vec![7];
    assert!(boundaries_into(&text, Level::Word, Unit::Byte, &mut out).is_err());
    assert_eq!(out, [7]);
    assert!(boundaries_into(&text, Level::Word, Unit::Char, &mut out).is_ok());
    assert_eq!(out, [7, 0, GIGABYTE as i32]);
    assert_eq!(boundaries(&text, Level::Word), [0, 2 * GIGABYTE]);
}
