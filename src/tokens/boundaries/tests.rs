//! The block-wise code against the rules as written.

use super::blocks::{
    Count, CountWords, Graphemes, Offsets, Places, Sentences, SpanColumns, Spans, Words,
};
use super::property::Properties;
use super::{Level, boundaries_by_rules, is_alphabetic, is_alphanumeric};
use crate::span::Span;
use crate::tokens::simd::run_all;
use proptest::prelude::*;

/// Characters of every class, the frequent ones often.
const CHARS: &[char] = &[
    'a',
    'b',
    'Z',
    'q',
    '1',
    '9',
    ' ',
    ' ',
    '.',
    '.',
    ',',
    ':',
    ';',
    '\'',
    '"',
    '_',
    '-',
    '!',
    '?',
    '\n',
    '\r',
    '\u{b}',
    '(',
    ')',
    '€',
    'é',
    'ß',
    '’',
    '“',
    '—',
    '…',
    '«',
    'Д',
    'я',
    'ש',
    'א',
    'ע',
    'ب',
    'ك',
    '٣',
    '٫',
    '،',
    '؟',
    'ก',
    'ั',
    'क',
    'त',
    '\u{94d}',
    '\u{93f}',
    '।',
    '\u{301}',
    '\u{308}',
    '\u{1cf5}',
    '\u{200d}',
    '\u{200c}',
    '\u{ad}',
    '\u{feff}',
    '\u{85}',
    '\u{2028}',
    '\u{3000}',
    '\u{2003}',
    '中',
    '文',
    '。',
    '、',
    'ア',
    'ー',
    'ひ',
    '가',
    '각',
    '\u{1100}',
    '\u{1161}',
    '\u{11a8}',
    '\u{600}',
    '\u{e01ef}',
    '\u{1f1e6}',
    '\u{1f1ff}',
    '😀',
    '\u{1f3fd}',
    '👩',
    '❤',
    '\u{fe0f}',
    'Ⓜ',
    '©',
    '\u{203f}',
    '·',
    '\u{0}',
    '\u{10ffff}',
    '𝟗',
    '𐐀',
    '\u{903}',
];

fn text(max: usize) -> impl Strategy<Value = String> {
    let one = prop_oneof![
        4 => prop::sample::select(CHARS),
        2 => prop::sample::select(&CHARS[..26]),
        1 => any::<char>(),
    ];
    // Runs of one character, so that blocks of one kind and crossings of blocks come up.
    let run = (one, prop_oneof![6 => 1..2usize, 2 => 1..5usize, 1 => 1..140usize]);
    prop::collection::vec(run, 0..max).prop_map(|runs| {
        let mut text = String::new();
        for (c, n) in runs {
            text.extend(std::iter::repeat_n(c, n));
        }
        text
    })
}

fn plain_words(text: &str) -> Vec<Span> {
    let bounds = boundaries_by_rules(text, Level::Word);
    let spans = bounds.windows(2).map(|w| Span::new(w[0], w[1]));
    spans.filter(|s| s.text(text).chars().any(|c| Properties::of(c).alphanumeric)).collect()
}

/// Byte offsets as code points.
fn chars(text: &str, bytes: &[usize]) -> Vec<i32> {
    let (mut at, mut count) = (0, 0);
    let up_to = |&byte: &usize| {
        count += text[at..byte].chars().count();
        at = byte;
        count as i32
    };
    bytes.iter().map(up_to).collect()
}

/// Byte offsets as the buffers hold them.
fn bytes(at: &[usize]) -> Vec<i32> {
    at.iter().map(|&at| at as i32).collect()
}

fn check_words(text: &str) {
    let bounds = boundaries_by_rules(text, Level::Word);
    let points = chars(text, &bounds);
    for found in run_all(|| Words::<_, false> { text, sink: Places::default() }) {
        assert_eq!(found.0, bounds, "{text:?}");
    }
    for found in run_all(|| Words::<_, false> { text, sink: Offsets(vec![]) }) {
        assert_eq!(found.0, bytes(&bounds), "{text:?}");
    }
    for found in run_all(|| Words::<_, true> { text, sink: Offsets(vec![]) }) {
        assert_eq!(found.0, points, "{text:?}");
    }
    let words = plain_words(text);
    for found in run_all(|| Words::<_, false> { text, sink: Spans::default() }) {
        assert_eq!(found.spans, words, "{text:?}");
    }
    for found in run_all(|| Words::<_, false> { text, sink: Count::default() }) {
        assert_eq!(found.words, words.len(), "{text:?}");
    }
    for found in run_all(|| CountWords { text }) {
        assert_eq!(found, words.len(), "{text:?}");
    }
    let (starts, ends): (Vec<_>, Vec<_>) = words.iter().map(|s| (s.start, s.end)).unzip();
    for found in run_all(|| Words::<_, false> { text, sink: SpanColumns::default() }) {
        assert_eq!((found.starts, found.ends), (bytes(&starts), bytes(&ends)), "{text:?}");
    }
    let (starts, ends) = (chars(text, &starts), chars(text, &ends));
    for found in run_all(|| Words::<_, true> { text, sink: SpanColumns::default() }) {
        assert_eq!((&found.starts, &found.ends), (&starts, &ends), "{text:?}");
    }
}

fn check_graphemes(text: &str) {
    let bounds = boundaries_by_rules(text, Level::Grapheme);
    let points = chars(text, &bounds);
    for found in run_all(|| Graphemes::<_, false> { text, sink: Offsets(vec![]) }) {
        assert_eq!(found.0, bytes(&bounds), "{text:?}");
    }
    for found in run_all(|| Graphemes::<_, true> { text, sink: Offsets(vec![]) }) {
        assert_eq!(found.0, points, "{text:?}");
    }
}

fn check_sentences(text: &str) {
    let bounds = boundaries_by_rules(text, Level::Sentence);
    let points = chars(text, &bounds);
    for found in run_all(|| Sentences::<_, false> { text, sink: Offsets(vec![]) }) {
        assert_eq!(found.0, bytes(&bounds), "{text:?}");
    }
    for found in run_all(|| Sentences::<_, true> { text, sink: Offsets(vec![]) }) {
        assert_eq!(found.0, points, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn blocks_find_the_words_that_the_rules_find(text in text(60)) {
        check_words(&text);
    }

    #[test]
    fn blocks_find_the_graphemes_that_the_rules_find(text in text(60)) {
        check_graphemes(&text);
    }

    #[test]
    fn blocks_find_the_sentences_that_the_rules_find(text in text(60)) {
        check_sentences(&text);
    }
}

/// Numbers without pattern (xorshift), the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % n
    }

    /// A text of some `max` characters: of all classes, of ASCII, or of one script with some of
    /// the others.
    fn text(&mut self, max: usize) -> String {
        let mut text = String::new();
        let (kind, length) = (self.below(4), 1 + self.below(max));
        while text.len() < length {
            let c = match (kind, self.below(16)) {
                (_, 0) => char::from_u32(self.below(0x11_0000) as u32).unwrap_or('x'),
                (0 | 1, _) | (_, 1 | 2) => CHARS[self.below(CHARS.len())],
                (2, _) => char::from(self.below(128) as u8),
                _ => char::from_u32(0x380 + self.below(0x900) as u32).unwrap_or('x'),
            };
            let times = if self.below(40) == 0 { self.below(150) } else { 1 };
            text.extend(std::iter::repeat_n(c, times));
        }
        text
    }
}

/// `make soak`; TAMIS_SOAK is the number of characters, 100 million by default.
#[test]
#[ignore = "minutes long"]
fn soak() {
    let asked = std::env::var("TAMIS_SOAK").ok().and_then(|n| n.parse().ok());
    let asked: usize = asked.unwrap_or(100_000_000);
    let (mut random, mut done) = (Random(0x7A31_5EED), 0);
    while done < asked {
        let text = random.text(400);
        check_words(&text);
        check_graphemes(&text);
        check_sentences(&text);
        done += text.chars().count();
    }
    println!("{done} characters: blocks and rules agree at every level");
}

/// What looks ahead or back does so once: quadratic work on texts this long would take hours.
#[test]
fn hostile_texts_stay_linear() {
    let hostile = [
        "a",
        "\u{301}",
        "\u{200d}",
        "🇩🇪",
        ".",
        ". ",
        "a.",
        "'",
        "a'",
        "a'\u{301}",
        "1.\u{ad}",
        ".)",
        "א\"",
        "\u{94d}",
        "क\u{94d}",
        "👩\u{200d}",
        "\r",
        "\n",
        "_",
        "1 ",
        "\u{600}",
        "ㄱ",
        "\u{1100}",
    ];
    for piece in hostile {
        for start in ["", "a", "a.", "a'", "1,", "א\"", ". ", "👩"] {
            let text = start.to_owned() + &piece.repeat((1 << 20) / piece.len());
            for level in [Level::Grapheme, Level::Word, Level::Sentence] {
                let bounds = super::boundaries(&text, level);
                assert_eq!(bounds.last(), Some(&text.len()));
            }
        }
    }
}

#[test]
fn a_text_that_offsets_cannot_hold_is_refused() {
    use super::{Unit, fits_up_to};
    let text = "ñandú";
    assert!(fits_up_to(7, text, Unit::Byte).is_ok());
    assert!(fits_up_to(5, text, Unit::Char).is_ok());
    for (limit, unit) in [(6, Unit::Byte), (4, Unit::Char)] {
        let error = fits_up_to(limit, text, unit).expect_err("longer than the limit");
        assert!(error.to_string().contains(&format!("longer than {limit} units")));
    }
}

#[test]
fn letters_are_those_of_the_standard_library_and_newer_ones() {
    let (mut newer, mut letters) = (0, 0);
    for c in '\0'..=char::MAX {
        letters += usize::from(is_alphabetic(c));
        for (ours, theirs) in
            [(is_alphabetic(c), c.is_alphabetic()), (is_alphanumeric(c), c.is_alphanumeric())]
        {
            assert!(ours || !theirs, "{c:?}");
            newer += usize::from(ours && !theirs);
        }
    }
    // Unicode 18 adds 12 800 letters to the 147 000 of 17, and the two lists may be a version apart.
    assert!(newer < 2 * 15_000 && letters > 140_000, "{newer} of {letters}");
}
