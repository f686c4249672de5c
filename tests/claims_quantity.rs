//! Quantities: golden cases in tests/golden/claims, and what holds for any text.
//!
//! `BLESS=1 cargo test --test claims_quantity` rewrites the golden files from the code; read the
//! difference before keeping it.

use proptest::prelude::*;
use std::fmt::Write as _;
use std::path::PathBuf;
use tamis::claims::{Bound, Claim, ClaimOptions, Kind, convert, numbers};

fn options(lang: &str) -> ClaimOptions {
    ClaimOptions { lang: Some(lang.to_owned()), ..Default::default() }
}

/// `£1.5 billion @36..48  money 1.5e9 GBP  about`, offsets in bytes.
fn notation(claim: &Claim, text: &str) -> String {
    let number = |v: f64| {
        if v.abs() >= 1e6 { format!("{v:e}") } else { format!("{}", (v * 1e4).round() / 1e4) }
    };
    let mut line = format!(
        "{} @{}..{}  {} ",
        claim.span.text(text),
        claim.span.start,
        claim.span.end,
        claim.kind
    );
    line += &number(claim.value);
    if let Some(second) = claim.value2 {
        let _ = write!(line, "..{}", number(second));
    }
    if let Some(unit) = &claim.unit {
        let _ = write!(line, " {unit}");
    }
    if claim.bound != Bound::Exact {
        let _ = write!(line, "  {}", claim.bound);
    }
    line
}

fn read(source: &str) -> String {
    let mut lang = "en";
    let mut out = String::new();
    for line in source.lines().filter(|l| !l.starts_with("  ")) {
        let _ = writeln!(out, "{line}");
        if let Some(code) = line.strip_prefix("# lang: ") {
            lang = code;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        for claim in tamis::claims(line, &options(lang)) {
            let _ = writeln!(out, "  {}", notation(&claim, line));
        }
    }
    out
}

#[test]
fn golden_cases() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden/claims");
    let names = [
        "money",
        "measure",
        "kinds",
        "bounds",
        "not_claims",
        "german",
        "french",
        "spanish",
        "other",
    ];
    for name in names {
        let path = folder.join(name).with_extension("txt");
        let expected = std::fs::read_to_string(&path).expect("a golden file");
        let found = read(&expected);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, &found).expect("a writable golden file");
            continue;
        }
        assert_eq!(found, expected, "{name}");
    }
}

fn first(text: &str) -> Claim {
    tamis::claims(text, &ClaimOptions::default()).into_iter().next().expect("a claim")
}

#[test]
fn intervals_follow_bound_and_precision() {
    let interval = |text: &str| {
        let c = first(text);
        (c.low, c.high, c.low_open, c.high_open)
    };
    let near = |text: &str, low: f64, high: f64| {
        let (l, h, ..) = interval(text);
        let close = |x: Option<f64>, y: f64| x.is_some_and(|x| (x - y).abs() < 1e-6 * y.abs());
        assert!(close(l, low) && close(h, high), "{text}: {l:?} {h:?}");
    };
    near("They saw 57 birds there.", 57.0, 57.0);
    near("They saw 300 birds there.", 285.0, 315.0);
    near("They saw 1.2 million birds there.", 1.15e6, 1.25e6);
    near("Sales rose 5% there.", 4.5, 5.5);
    near("About 200 birds came.", 180.0, 220.0);
    near("Between 5 and 7 birds came.", 5.0, 7.0);
    near("Hundreds of birds came.", 200.0, 999.0);
    near("Tens of thousands of birds came.", 20_000.0, 99_999.0);
    near("Dozens of birds came.", 24.0, 99.0);
    near("Nearly 100 birds came.", 90.0, 100.0);
    assert_eq!(interval("More than 500 birds came."), (Some(500.0), None, true, true));
    assert_eq!(interval("At least 7 birds came."), (Some(7.0), None, false, true));
    assert_eq!(interval("Fewer than 7 birds came."), (None, Some(7.0), true, true));
    assert_eq!(interval("Up to 7 birds came."), (None, Some(7.0), true, false));
}

#[test]
fn units_convert_within_a_dimension() {
    let close = |value: tamis::Result<f64>, wanted: f64| {
        assert!(
            value.as_ref().is_ok_and(|v| (v - wanted).abs() < 1e-6 * wanted.abs()),
            "{value:?} {wanted}"
        )
    };
    close(convert(1.0, "mile", "kilometer"), 1.609_344);
    close(convert(60.0, "mile_per_hour", "meter_per_second"), 26.8224);
    close(convert(100.0, "degree_celsius", "degree_fahrenheit"), 212.0);
    close(convert(1.0, "square_mile", "square_kilometer"), 2.589_988_110_336);
    close(convert(2.0, "gigawatt", "megawatt"), 2000.0);
    assert!(convert(1.0, "mile", "kilogram").is_err());
    assert!(convert(1.0, "USD", "EUR").is_err());
    let claim = first("The road is 5 km long.");
    close(claim.to("mile"), 3.106_855_961);
    assert_eq!(claim.si(), Some(("meter".to_owned(), 5000.0)));
}

#[test]
fn numbers_say_what_each_is() {
    let what =
        |text: &str| numbers(text).into_iter().map(|n| (n.value, n.what)).collect::<Vec<_>>();
    assert_eq!(
        what("On May 4 at 5pm 20 men left."),
        [(4.0, "date"), (5.0, "time"), (20.0, "claim")]
    );
    assert_eq!(what("The Boeing 737 landed."), [(737.0, "name")]);
    assert_eq!(what("No one came."), [(1.0, "pronoun")]);
    assert_eq!(
        what("twenty-five cows and one hundred twenty five goats"),
        [(25.0, "claim"), (125.0, "claim")]
    );
}

#[test]
fn hostile_texts_are_read_to_the_end() {
    let page = "0123456789".repeat(100_000);
    let list = "1,".repeat(500_000);
    let ones = "one ".repeat(250_000);
    let marks = "$-(%".repeat(200_000);
    let nested = "1/2-".repeat(200_000);
    let words = "thousand million and ".repeat(50_000);
    for text in [page, list, ones, marks, nested, words] {
        numbers(&text);
        tamis::claims(&text, &ClaimOptions::default());
    }
    let huge = format!("It cost ${} in all.", "9".repeat(400));
    assert_eq!(first(&huge).value, f64::INFINITY);
    let backwards = first("It takes 10 to 5 minutes.");
    assert!(backwards.value2.is_none_or(|v| v >= backwards.value));
    assert_eq!(tamis::claims("", &ClaimOptions::default()), []);
}

#[test]
fn kinds_filter() {
    let only = ClaimOptions { kinds: Some(vec![Kind::Money]), ..Default::default() };
    let kept = tamis::claims("Two men paid $5 for 3 km.", &only);
    assert_eq!(kept.iter().map(|c| c.kind).collect::<Vec<_>>(), [Kind::Money]);
}

/// Texts of number words, digits, signs and noise.
fn texts() -> impl Strategy<Value = String> {
    let piece = "(one|two|half|a|and|million|hundreds?|of|%|\\$|£|km|ft|in|C|°|\\(|\\)|-|–|to|or|more|than|[0-9]{1,5}|[0-9]+[.,/:][0-9]+|\\.|,| |\n|½|’|\"|'|é|\\PC)";
    prop::collection::vec(piece, 0..40).prop_map(|p| p.join(""))
}

proptest! {
    #[test]
    fn spans_are_ordered_and_on_character_boundaries(text in texts(), lang in "(en|de|fr|es|xx)") {
        let mut last = 0;
        for claim in tamis::claims(&text, &options(&lang)) {
            prop_assert!(claim.span.start >= last && claim.span.end <= text.len());
            prop_assert!(!claim.span.text(&text).is_empty());
            last = claim.span.end;
        }
        for number in numbers(&text) {
            prop_assert!(!number.span.text(&text).is_empty());
        }
    }

    #[test]
    fn every_claim_is_among_the_numbers(text in texts()) {
        let found: Vec<_> = numbers(&text).into_iter().filter(|n| n.what == "claim").collect();
        for claim in tamis::claims(&text, &ClaimOptions::default()) {
            prop_assert!(found.iter().any(|n| n.span.overlaps(claim.span)), "{:?}", claim.span.text(&text));
        }
    }
}

#[test]
fn a_time_behind_an_amount_is_no_rate() {
    let first = |text: &str| {
        let claims = tamis::claims(text, &options("en"));
        claims.first().map(|c| c.span.text(text).to_owned())
    };
    for tail in ["earlier", "ago", "later", "before"] {
        let text = format!("Profit was $29.8 million a year {tail}.");
        assert_eq!(first(&text).as_deref(), Some("$29.8 million"), "{tail}");
    }
    let text = "She earns $50,000 a year before taxes.";
    assert_eq!(first(text).as_deref(), Some("$50,000 a year"));
}

#[test]
fn an_ordinal_joined_to_a_noun_is_no_share() {
    for text in ["The data went to a third-party vendor.", "It was leaked by a third-party app."] {
        let claims = tamis::claims(text, &options("en"));
        assert!(claims.iter().all(|c| c.kind != Kind::Ratio), "{text}: {claims:?}");
    }
}
