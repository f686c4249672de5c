//! The context of claims on own sentences: `golden/claims/context-*.txt`, and what must hold of
//! any text.

use proptest::prelude::*;
use std::fmt::Write;
use tamis::Span;
use tamis::claims::{Claim, ClaimOptions, claims};

/// One claim as the golden files write it.
fn line(claim: &Claim, text: &str) -> String {
    let mut out = format!("  {}", claim.span.text(text));
    let mut field = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            let _ = write!(out, "  {name}={value}");
        }
    };
    let words = |span: Option<Span>| span.map(|s| s.text(text));
    field("counted", words(claim.counted));
    field("event", words(claim.event));
    field("lemma", claim.event_lemma.as_deref());
    field("type", claim.event_type.map(|t| t.as_str()));
    field("direction", claim.direction.map(|d| d.as_str()));
    field("speaker", words(claim.speaker));
    field("when", words(claim.when));
    let days = match (&claim.when_start, &claim.when_end) {
        (None, None) => None,
        (a, b) => {
            Some(format!("{}/{}", a.as_deref().unwrap_or(".."), b.as_deref().unwrap_or("..")))
        }
    };
    field("days", days.as_deref());
    field("negated", claim.negated.then_some("yes"));
    field("modality", Some(claim.modality.as_str()).filter(|&m| m != "asserted"));
    out
}

fn options() -> ClaimOptions {
    ClaimOptions { published: Some("2022-10-07".to_owned()), ..ClaimOptions::default() }
}

fn found(text: &str) -> String {
    claims(text, &options()).iter().map(|c| line(c, text) + "\n").collect()
}

#[test]
fn golden_sentences_have_their_context() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/claims");
    let mut cases = 0;
    let mut wrong = String::new();
    for entry in std::fs::read_dir(folder).expect("golden/claims").flatten() {
        if !entry.file_name().to_string_lossy().starts_with("context-") {
            continue;
        }
        let file = std::fs::read_to_string(entry.path()).expect("a golden file");
        for case in
            file.split("\n\n").filter(|c| !c.trim_start().starts_with('#') && !c.trim().is_empty())
        {
            let (text, want) = case.trim_end().split_once('\n').unwrap_or((case.trim_end(), ""));
            let got = found(text);
            cases += 1;
            if got.trim_end() != want.trim_end() {
                let _ = writeln!(wrong, "{text}\n{got}");
            }
        }
    }
    assert!(cases > 20, "{cases} cases");
    assert!(wrong.is_empty(), "found instead:\n\n{wrong}");
}

/// Spans lie in the claim's sentence, on boundaries of characters; what a span names is not empty.
fn check(text: &str) -> Result<(), TestCaseError> {
    for claim in claims(text, &options()) {
        for span in [claim.counted, claim.event, claim.speaker, claim.when].into_iter().flatten() {
            prop_assert!(
                claim.sentence.contains(span),
                "{span:?} outside its sentence in {text:?}"
            );
            prop_assert!(!span.text(text).trim().is_empty());
        }
        prop_assert_eq!(claim.event.is_some(), claim.event_lemma.is_some());
        prop_assert_eq!(claim.event.is_some(), claim.event_type.is_some());
        prop_assert!((0.0..=1.0).contains(&claim.confidence));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_keeps_the_invariants(text in "\\PC{0,120}") {
        check(&text)?;
    }

    #[test]
    fn any_order_of_words_keeps_the_invariants(words in prop::collection::vec(prop::sample::select(&[
        "30", "12,000", "two", "5%", "$3 million", "six weeks", "people", "soldiers", "the", "a", "of", "in", "to", "by",
        "said", "says", "rose", "fell", "killed", "who", "that", "which", "and", "or", ",", ",", ".", "“", "”", "(", ")",
        "—", "was", "were", "has", "been", "will", "could", "not", "Monday", "May", "2019", "last", "week", "year", "ago",
        "according", "up", "down", "from", "Smith", "’s", "it", "they", "running", "if", "when", "because", "1990s",
    ][..]), 0..60)) {
        check(&words.join(" "))?;
    }
}

#[test]
fn long_and_deep_sentences_end() {
    let pieces = [
        "12 men said that ",
        "30 who ",
        "5% of the ",
        "“7 (",
        "very big ",
        "very ",
        "said ",
        "to go 4 ",
        "killed 3, ",
        "Monday 5 ",
        "the end of 6 ",
        "had ",
        "which ",
        "a 2-1 ",
    ];
    for piece in pieces {
        let text = piece.repeat(20_000);
        assert!(check(&text).is_ok(), "{piece:?}");
    }
}

#[test]
fn other_languages_have_numbers_without_context() {
    let options = ClaimOptions { lang: Some("de".to_owned()), ..ClaimOptions::default() };
    for claim in claims("Die Stadt zahlt 3 Millionen Euro.", &options) {
        assert_eq!(
            (claim.counted, claim.event, claim.speaker, claim.when),
            (None, None, None, None)
        );
    }
}
