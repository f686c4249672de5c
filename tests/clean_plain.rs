//! Cleaning of plain text: golden articles a person can read, and what holds of any text.
//!
//! A golden line begins with `+` where it is kept and with `-` where it is dropped; a line
//! that begins with `#` is no part of the text but the reason for the next.

use proptest::prelude::*;
use std::fs;
use std::path::Path;
use tamis::clean::{Article, BlockKind, CleanOptions, Format, Role};
use tamis::{Span, clean};

fn plain(source: &str) -> Article {
    clean(source, &CleanOptions { format: Some(Format::Text), ..CleanOptions::default() })
}

/// The text of a golden file, and of each of its lines the verdict and the reason asked for.
fn golden(file: &str) -> (String, Vec<(String, bool, Option<String>)>) {
    let (mut source, mut expected, mut reason) = (String::new(), Vec::new(), None);
    for line in file.lines() {
        if let Some(text) = line.strip_prefix("# ") {
            reason = Some(text.to_owned());
            continue;
        }
        if let Some(text) = line.get(2..) {
            expected.push((text.to_owned(), line.starts_with('+'), reason.take()));
            source.push_str(text);
        }
        source.push('\n');
    }
    (source, expected)
}

#[test]
fn golden_texts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/clean");
    let mut files = 0;
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).expect("the golden folder").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.starts_with("plain-") {
            continue;
        }
        files += 1;
        let (source, expected) = golden(&fs::read_to_string(entry.path()).expect("a golden file"));
        let article = plain(&source);
        assert_eq!(article.blocks.len(), expected.len(), "{name}: blocks");
        for (block, (text, kept, reason)) in article.blocks.iter().zip(expected) {
            if (block.role == Role::Content) != kept
                || reason.as_ref().is_some_and(|r| *r != block.reason)
            {
                wrong.push(format!(
                    "{name}: {} {:.2} # {} where {} # {} is asked: {text}",
                    if block.role == Role::Content { "+" } else { "-" },
                    block.score,
                    block.reason,
                    if kept { "+" } else { "-" },
                    reason.unwrap_or_default(),
                ));
            }
            assert_eq!(article.text.contains(&text), block.role == Role::Content, "{name}: {text}");
        }
    }
    assert!(files >= 5, "the golden files were not found");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn plain_sentences_come_back_whole() {
    for source in [
        "It rained.",
        "It rained.\n\n\nIt poured, and the river rose.  \n",
        "\r\nThe mill stood still.\r\n\r\nNobody ground any corn that week.\r\n",
        "Es regnete den ganzen Tag.\nAm Abend kam die Sonne heraus.\n",
        "雨下了一整天。\n傍晚时分太阳出来了。\n",
    ] {
        assert_eq!(plain(source).text, source);
    }
}

/// Of so few words the model is sure of nothing: what is more likely text than not is kept.
#[test]
fn the_surest_of_few_words_is_kept() {
    let sentence = "Over 1,400 dockers walked out on Monday, the union said.";
    let source = format!(
        "Dockers walk out at Velmar\n\n{sentence}\n\nREAD MORE: Ten ferries you must see before \
         you die [PICTURES]\n\nSource: Read Full Article"
    );
    let article = plain(&source);
    assert!(article.text.contains(sentence), "{article:?}");
    assert!(!article.text.contains("READ MORE") && !article.text.contains("Source"));
}

#[test]
fn an_empty_result_says_why() {
    for source in ["", " \n\t\n", "\u{feff}"] {
        let article = plain(source);
        assert_eq!(article.text, "");
        assert!(article.method.starts_with("empty"), "{:?}: {}", source, article.method);
    }
}

#[test]
fn wrapped_lines_are_one_block_and_stay_as_they_are() {
    let source = "The keeper of the lighthouse had not written a word in the\n\
                  log for eleven days when the supply boat came, and what he\n\
                  wrote on the twelfth was a list of birds that he had seen\n\
                  from the gallery.\n\
                  \n\
                  The mate copied the list into his own book, because there\n\
                  was little else to read on the way back, and he kept it for\n\
                  the rest of his life in a drawer with his papers.\n";
    let article = plain(source);
    assert_eq!(article.text, source);
    assert_eq!(article.blocks.len(), 2);
    assert!(article.blocks[0].text.contains("word in the log for eleven days"));
    assert!(!article.blocks[0].text.contains('\n'));
}

#[test]
fn marks_of_structure_are_understood() {
    let source = "# Rope work\n\nA short guide to knots.\n\n- The bowline holds.\n- The hitch slips.\n\n\
                  2. Pull it tight.\n\n> Never trust a wet knot.\n\n```\nlet x = 1;\n```\n\nEnds\n====\n";
    let article = plain(source);
    let found: Vec<_> = article.blocks.iter().map(|b| (b.kind, b.text.as_str())).collect();
    assert_eq!(
        found,
        [
            (BlockKind::Heading(1), "Rope work"),
            (BlockKind::Paragraph, "A short guide to knots."),
            (BlockKind::ListItem { depth: 0, number: None }, "The bowline holds."),
            (BlockKind::ListItem { depth: 0, number: None }, "The hitch slips."),
            (BlockKind::ListItem { depth: 0, number: Some(2) }, "Pull it tight."),
            (BlockKind::Quote, "Never trust a wet knot."),
            (BlockKind::Code, "let x = 1;"),
            (BlockKind::Heading(1), "Ends"),
        ]
    );
    assert_eq!(article.text, source);
}

/// Lines of the kinds that texts are made of, so that properties meet both verdicts.
fn any_text() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        "\\PC{0,40}",
        "[a-z]{2,9}( [a-z]{2,9}){8,20}\\.",
        "(Home|Log in|Share|Read more|Comments|© 2020|Sign up for our newsletter|[0-9]{1,3})",
        "[> #*|`=-]{0,4}[A-Za-zé中 ]{0,30}",
        Just(String::new()),
    ];
    let end = prop_oneof![Just("\n"), Just("\n\n"), Just("\r\n"), Just("\r")];
    prop::collection::vec((line, end), 0..40)
        .prop_map(|lines| lines.into_iter().flat_map(|(l, e)| [l, e.to_owned()]).collect())
}

proptest! {
    #[test]
    fn blocks_tile_what_is_not_blank(source in any_text()) {
        let article = plain(&source);
        let mut end = 0;
        for block in &article.blocks {
            prop_assert!(source[end..block.span.start].trim().is_empty());
            prop_assert!(!block.span.text(&source).trim().is_empty());
            end = block.span.end;
        }
        prop_assert!(source[end..].trim().is_empty());
    }

    #[test]
    fn the_text_is_the_kept_blocks(source in any_text()) {
        let article = plain(&source);
        let kept = article.blocks.iter().filter(|b| b.role == Role::Content);
        let words = |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        let expected: Vec<_> = kept.flat_map(|b| words(b.span.text(&source))).collect();
        prop_assert_eq!(words(&article.text), expected);
    }

    #[test]
    fn locate_leads_back_to_the_same_characters(source in any_text()) {
        let article = plain(&source);
        for (at, c) in article.text.char_indices() {
            let span = Span::new(at, at + c.len_utf8());
            let found = article.locate(span).expect("every character came from the source");
            prop_assert_eq!(found.text(&source), span.text(&article.text));
        }
    }

    #[test]
    fn any_characters_are_taken(source in any::<String>()) {
        clean(&source, &CleanOptions::default());
    }
}

#[test]
fn odd_texts_are_taken() {
    let long = "word ".repeat(400_000);
    let short = "a\n".repeat(200_000);
    let nuls = "\0".repeat(100_000);
    let opens = "<".repeat(100_000);
    let fences = "```\n".repeat(50_000);
    let quotes = ">".repeat(100_000);
    let dashes = "-\n---\n".repeat(50_000);
    for source in [&long, &short, &nuls, &opens, &fences, &quotes, &dashes] {
        plain(source);
    }
}
