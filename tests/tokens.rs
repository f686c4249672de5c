//! `tamis::tokens`: golden cases, what must hold of any text, and the public suites.

use proptest::prelude::*;
use std::fs;
use tamis::tokens;
use tamis::tokens::{Token, TokenKind, tokens_into};

const LANGUAGES: [&str; 12] =
    ["de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "xx", "zh", "th"];

fn joined(text: &str, lang: &str) -> String {
    let found: Vec<&str> = tokens(text, lang).iter().map(|t| t.span.text(text)).collect();
    found.join("|")
}

/// Checks the cases of a folder, one file a language; returns their number.
fn check_golden(folder: &str) -> usize {
    let mut cases = 0;
    for file in fs::read_dir(folder).expect("the golden folder") {
        let path = file.expect("an entry").path();
        if path.is_dir() {
            continue;
        }
        let lang = path.file_stem().and_then(|s| s.to_str()).expect("LANG.txt").to_owned();
        let content = fs::read_to_string(&path).expect("a text file");
        for case in content.split("\n\n").skip(1) {
            let (text, cut) = case.trim().split_once('\n').expect("two lines");
            assert_eq!(joined(text, &lang), cut, "{}", path.display());
            cases += 1;
        }
    }
    cases
}

#[test]
fn golden_cases_are_cut_as_written() {
    assert!(check_golden("tests/golden/tokens") > 14, "the cases were not read");
}

#[cfg(feature = "dictionary")]
#[test]
fn scripts_without_spaces_are_cut_as_the_dictionary_says() {
    assert!(check_golden("tests/golden/tokens/dictionary") > 11, "the cases were not read");
}

#[test]
fn kinds_say_what_a_token_is() {
    let text = "Ana paid £3.5 to a@b.org, see www.b.org/x #fun @ana 😀 B2B";
    let kinds: Vec<&str> = tokens(text, "en").iter().map(|t| t.kind.as_str()).collect();
    assert_eq!(
        kinds.join(" "),
        "word word symbol number word email punctuation word url hashtag mention emoji word"
    );
}

#[test]
fn an_offset_moves_every_token() {
    let text = "So. It's 5 p.m. here";
    let mut list = tokens(&text[..3], "en");
    let before = list.clone();
    tokens_into(&text[4..], 4, "en", &mut list);
    let found: Vec<&str> = list.iter().map(|t| t.span.text(text)).collect();
    assert_eq!(found.join("|"), "So|.|It|'s|5|p.m.|here");
    assert_eq!(list[..before.len()], before[..]);
}

/// Tokens are ordered, not empty, on character boundaries, hold no white space at their ends,
/// and leave out white space only.
fn holds(text: &str, list: &[Token]) {
    let mut at = 0;
    for token in list {
        let gap = &text[at..token.span.start];
        assert!(gap.chars().all(|c| c.is_whitespace() || c.is_ascii_control()), "{text:?} {gap:?}");
        let inside = token.span.text(text);
        assert!(!inside.is_empty() && inside.trim() == inside, "{text:?} {token:?}");
        at = token.span.end;
    }
    let gap = &text[at..];
    assert!(gap.chars().all(|c| c.is_whitespace() || c.is_ascii_control()), "{text:?} {gap:?}");
}

#[test]
fn hostile_texts_are_cut_in_linear_time() {
    let parts = [
        ".",
        "?",
        "'",
        "’",
        "-",
        "a-",
        "a'",
        "a.",
        "@",
        "a@",
        "a@b",
        "&",
        "&#39;",
        "1",
        "1.",
        "1,",
        "1 000 ",
        "1-",
        "#",
        ":",
        ":)",
        "http://",
        "(",
        ")",
        "((http://",
        "*",
        "a*",
        "a/",
        "_",
        "é",
        "\u{301}",
        "\u{200D}",
        "😀\u{200D}",
        "🇫🇷",
        "你",
        "ก",
        "\u{a0}",
        "a&",
        "www.",
        "d'",
        "is-t-",
        "=",
        "<3",
        "...a",
        "A.-",
        "5.",
        "20h30",
        "a(",
        "a(s",
        "я-",
        "Я-",
        "о-Я",
    ];
    for part in parts {
        let text = part.repeat(200_000 / part.len());
        for lang in ["en", "de", "fr", "ru", "es", "xx"] {
            holds(&text, &tokens(&text, lang));
        }
    }
}

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            ".", "!", "?", "…", " ", "\n", "\"", "'", "’", "”", "«", ")", "(", "[", "1", "42", "a",
            "B", "é", "И", "Mr", "U.S", "etc", "n't", "can", "not", "l", "qu", "est", "ce", "-",
            "‑", "t", "il", "/", "@", "#", "&", "&#39;", "&amp;", "http", "://", "www.", ".com",
            "a@b.c", "\u{a0}", "000", ",", ":", ";", "*", "+", "=", "%", "$", "€", "€5", "😀",
            "\u{200D}", "\u{FE0F}", "🇫", "🇷", "\u{301}", "你", "ก", "が", "²", "km", "h", "gonna",
            "decirle", "C++", "_", "<3", ":-)", "90s", "я", "3-й", "ё", "(s)", "Yahoo", "\0",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..30).prop_map(|p| p.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_text_is_covered(text in pieces()) {
        for lang in LANGUAGES {
            holds(&text, &tokens(&text, lang));
        }
    }

    #[test]
    fn appending_does_not_look_back(before in pieces(), text in pieces()) {
        let mut list = tokens(&before, "en");
        let kept = list.clone();
        tokens_into(&text, before.len(), "en", &mut list);
        prop_assert_eq!(&list[..kept.len()], &kept[..]);
        let alone: Vec<Token> = tokens(&text, "en");
        let moved = alone.iter().map(|t| Token { span: t.span.shift(before.len()), ..*t });
        prop_assert_eq!(&list[kept.len()..], &moved.collect::<Vec<_>>()[..]);
    }

    #[test]
    fn a_number_holds_a_figure(text in pieces()) {
        for token in tokens(&text, "en") {
            if token.kind == TokenKind::Number {
                prop_assert!(token.span.text(&text).contains(char::is_numeric));
            }
        }
    }
}
