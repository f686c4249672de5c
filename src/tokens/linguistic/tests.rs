//! The fast path against the readers of each class.

use super::*;
use crate::tokens::simd::{Kernel, Lanes, run_all};
use proptest::prelude::*;

/// All tokens of a text, on given lanes.
struct Whole<'t>(&'t str, &'t str);

impl Kernel for Whole<'_> {
    type Output = Vec<Token>;

    #[inline(always)]
    fn run<L: Lanes>(self, lanes: L) -> Vec<Token> {
        let mut list = Vec::new();
        Plain(&mut Lexer::new(self.0, 0, self.1, &mut list)).run(lanes);
        list
    }
}

fn check(text: &str, lang: &str) {
    let mut list = Vec::new();
    Lexer::new(text, 0, lang, &mut list).rest(0);
    for found in run_all(|| Whole(text, lang)) {
        assert_eq!(found, list, "{lang} {text:?}");
    }
}

/// Mostly plain words, so that blocks are of the fast path, and signs of every kind among them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[A-Za-z]{1,9}[ ,\n\"]",
        1 => prop::sample::select(vec![
            "cannot", "Gonna", "THATS", "don't", "y'all", "decirle", "dar", "x_1", "B2B", "_", "e.g.",
            "U.S.", "Mr.", "No. 5", "1,200.50", "70k", "3-1", "e-mail", "well-known", "o'clock", "AT&T",
            "C++", "friend(s)", "Yahoo!", "a@b.org", "see b.org", "http://b.org/x", "@ana", "#fun",
            ":-)", "(", "[", ")", ".", "...", "!", "?", "-", "/", "*", "\t", "\r\n", "\0", "\u{7f}",
            "’", "“", "é", "naïve", "£", "m²", "Жители", "你好", "กิน", "😀", "\u{301}", "\u{a0}",
        ]).prop_map(str::to_owned),
        1 => "[a-z]{1,80}",
        1 => "[ -~]{1,4}",
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_fast_path_finds_what_the_readers_find(text in text()) {
        for lang in ["en", "es", "fr", "de", "xx"] {
            check(&text, lang);
        }
    }
}
