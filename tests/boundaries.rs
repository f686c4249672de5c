//! UAX #29: Unicode's own break tests, and block-wise code against the rules as written.

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

#[test]
fn unicode_17_break_tests_pass_where_18_says_the_same() {
    check("grapheme-17.txt", Level::Grapheme, &[]);
    check("word-17.txt", Level::Word, &[]);
    check("sentence-17.txt", Level::Sentence, &[]);
}

#[test]
fn monkey_tests_pass_where_no_class_changed_in_18() {
    check("grapheme-random-17.txt", Level::Grapheme, &[]);
    check("word-random-17.txt", Level::Word, &[]);
    check("sentence-random-17.txt", Level::Sentence, &[]);
}
