//! `tamis::sentences`: golden cases, what must hold of any text, and the public suites.

use proptest::prelude::*;
use std::fs;
use tamis::{Span, sentences};

const LANGUAGES: [&str; 11] = ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "xx", "zh"];

fn found<'t>(text: &'t str, lang: &str) -> Vec<&'t str> {
    sentences(text, lang).iter().map(|s| s.text(text)).collect()
}

#[test]
fn golden_cases_come_back_sentence_by_sentence() {
    let mut cases = 0;
    for file in fs::read_dir("tests/golden/sentences").expect("the golden folder") {
        let path = file.expect("an entry").path();
        let lang = path.file_stem().and_then(|s| s.to_str()).expect("LANG.txt").to_owned();
        let content = fs::read_to_string(&path).expect("a text file");
        for case in content.split("\n\n").skip(1) {
            let lines: Vec<&str> = case.lines().collect();
            let text = lines.join(" ");
            assert_eq!(found(&text, &lang), lines, "{}", path.display());
            cases += 1;
        }
    }
    assert!(cases > 35, "only {cases} cases were read");
}

#[test]
fn a_blank_line_ends_a_sentence() {
    assert_eq!(found("A heading\n\nand a text", "en"), ["A heading", "and a text"]);
    assert_eq!(found("Mr.\r\n\r\nSmith", "en"), ["Mr.", "Smith"]);
}

#[test]
fn a_wrapped_line_does_not_end_a_sentence() {
    let text = "The committee that was set up after the flood of last spring has\n\
                met Mayor Ellis eleven times and has heard from forty of the people\n\
                who lost a house.";
    assert_eq!(found(text, "en").len(), 1);
}

#[test]
fn headings_and_items_of_lists_end_with_their_line() {
    assert_eq!(found("Local news\nThe bridge is closed.", "en").len(), 2);
    assert_eq!(found("We need:\n- rice\n- two eggs\n- salt", "en").len(), 4);
    assert_eq!(found("1) rice 2) eggs 3) salt", "en"), ["1) rice", "2) eggs", "3) salt"]);
}

#[test]
fn stops_of_chinese_and_japanese_end_sentences() {
    assert_eq!(found("他来了。她走了！“好吗？”是的", "zh").len(), 4);
    assert_eq!(found("He wrote 你好。Then he left.", "en").len(), 2);
}

#[test]
fn a_forgotten_space_does_not_join_sentences() {
    assert_eq!(found("The room was cold.There was no heating.", "en").len(), 2);
    assert_eq!(found("It runs on www.Example.com and Node.js.", "en").len(), 1);
}

/// Spans are ordered, trimmed, on character boundaries, and leave out white space only.
fn holds(text: &str, spans: &[Span]) {
    let mut at = 0;
    for span in spans {
        assert!(text[at..span.start].trim().is_empty(), "{text:?} loses text at {at}");
        let inside = span.text(text);
        assert!(!inside.is_empty() && inside.trim() == inside, "{text:?} {span:?}");
        at = span.end;
    }
    assert!(text[at..].trim().is_empty(), "{text:?} loses its end");
}

#[test]
fn hostile_texts_are_cut_in_linear_time() {
    let parts = [
        ".",
        "?",
        "…",
        ". ",
        " .",
        "\n",
        "\r",
        "\"",
        "'",
        ")",
        "[",
        "[1",
        "&#39;",
        " »",
        "A.",
        "z. B. ",
        "1) ",
        "1.",
        "• ",
        "a",
        "é",
        "。",
        "J.-",
        "...I",
        "http://a.b?c",
        "\u{2028}",
        "(?)",
        "a.b",
        "No. ",
        "\u{a0}",
        "`",
        "Mr. ",
        "-\n",
        "x\n",
    ];
    for part in parts {
        let text = part.repeat(300_000 / part.len());
        for lang in ["en", "de", "fr", "ru"] {
            holds(&text, &sentences(&text, lang));
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            ".", "!", "?", "…", "。", " ", "  ", "\n", "\r\n", "\n\n", "\"", "'", "”", "“", "»",
            "«", ")", "(", "[", "]", "[1]", "1", "42", "a", "B", "é", "И", "Mr", "U.S", "etc",
            "No", "The", "und", "г", "J", "-", "—", "•", "1)", "2)", "&#39;", "http://", "\u{a0}",
            "\u{2029}", "你", "😀", "\u{301}", ",", ":", "/", "*", "a.", "b.",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_covered(text in pieces()) {
        for lang in LANGUAGES {
            holds(&text, &sentences(&text, lang));
        }
    }

    #[test]
    fn into_and_visitor_say_the_same(text in pieces()) {
        let mut into = vec![Span::new(0, 0)];
        tamis::tokens::sentences_into(&text, "en", &mut into);
        let mut visited = Vec::new();
        tamis::tokens::for_each_sentence(&text, "en", |s| visited.push(s));
        prop_assert_eq!(&into[1..], &sentences(&text, "en")[..]);
        prop_assert_eq!(visited, sentences(&text, "en"));
    }
}
