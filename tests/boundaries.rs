//! UAX #29: Unicode's own break tests, and block-wise code against the rules as written.

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use tamis::tokens::{Level, boundaries};

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
