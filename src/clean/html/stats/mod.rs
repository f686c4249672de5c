//! Counts over the characters of a block.

mod ascii;

/// What the characters of a block add up to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stats {
    /// Code points, a Han, kana or Hangul character as two: about equal effort in any script.
    pub(crate) size: f32,
    pub(crate) words: f32,
    pub(crate) letters: f32,
    /// Capital letters.
    pub(crate) upper: f32,
    pub(crate) digits: f32,
    /// Words that begin with a capital.
    pub(crate) capitals: f32,
    pub(crate) commas: f32,
    /// Full stops, question and exclamation marks before white space or the end.
    pub(crate) stops: f32,
    /// Other ASCII signs.
    pub(crate) signs: f32,
    /// Bars, bullets, arrows: what parts the items of a menu line.
    pub(crate) bars: f32,
    pub(crate) cjk: f32,
    /// 2 where the last character ends a sentence, 1 for a colon or dots, -1 for a bracket, else 0.
    pub(crate) ending: f32,
    /// The first letter: 2 a capital, 1 small, 0 neither.
    pub(crate) opening: f32,
    pub(crate) longest_word: f32,
    /// 1 where a short text holds a year or a time of day.
    pub(crate) dated: f32,
}

const LETTER: u8 = 1;
const CAPITAL: u8 = 2;
const DIGIT: u8 = 3;
const BLANK: u8 = 4;
const COMMA: u8 = 5;
const STOP: u8 = 6;
const BAR: u8 = 7;
const SIGN: u8 = 8;

static ASCII: [u8; 128] = {
    let mut kinds = [SIGN; 128];
    let mut i = 0;
    while i < 128 {
        let c = i as u8;
        if c.is_ascii_uppercase() {
            kinds[i] = CAPITAL;
        } else if c.is_ascii_lowercase() {
            kinds[i] = LETTER;
        } else if c.is_ascii_digit() {
            kinds[i] = DIGIT;
        } else if c <= b' ' {
            kinds[i] = BLANK;
        } else if c == b',' || c == b';' {
            kinds[i] = COMMA;
        } else if c == b'.' || c == b'!' || c == b'?' {
            kinds[i] = STOP;
        } else if c == b'|' || c == b'>' || c == b'<' || c == b'/' || c == b'*' {
            kinds[i] = BAR;
        }
        i += 1;
    }
    kinds
};

fn ascii_kind(byte: u8) -> u8 {
    ASCII[usize::from(byte)]
}

fn kind(c: char) -> u8 {
    match c {
        '、' | '，' | '；' | '،' | '؛' => COMMA,
        '。' | '！' | '？' | '؟' | '।' | '…' => STOP,
        '•'
        | '·'
        | '»'
        | '«'
        | '›'
        | '‹'
        | '→'
        | '←'
        | '▶'
        | '►'
        | '|'
        | '｜'
        | '\u{2500}'..='\u{27bf}' => BAR,
        '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200b}' | '\u{2028}' | '\u{2029}' => BLANK,
        '\u{2010}'..='\u{206f}' => SIGN,
        _ if c.is_lowercase() => LETTER,
        _ if c.is_uppercase() => CAPITAL,
        _ if c.is_alphabetic() => LETTER,
        _ if c.is_numeric() => DIGIT,
        _ => SIGN,
    }
}

fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Longer texts are no line with a date.
const LONGEST_DATE: usize = 160;

/// Whether `text` holds a year of our time or a time of day.
fn is_dated(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..bytes.len()).any(|i| match bytes[i] {
        b':' => i > 0 && digit(i - 1) && digit(i + 1) && digit(i + 2) && !digit(i + 3),
        b'1' | b'2' => {
            let year = matches!(bytes.get(i..i + 2), Some(b"19" | b"20"));
            year && digit(i + 2) && digit(i + 3) && !digit(i + 4) && (i == 0 || !digit(i - 1))
        }
        _ => false,
    })
}

/// What is counted along a text.
#[derive(Debug)]
struct Counts {
    kinds: [u32; 9],
    chars: u32,
    cjk: u32,
    words: u32,
    capitals: u32,
    /// Stops with white space behind them.
    stops: u32,
    /// Characters of the word that goes on, and of the longest.
    run: u32,
    longest: u32,
    /// The kind of the last character.
    before: u8,
    opening: u32,
}

impl Counts {
    fn of(text: &str) -> Self {
        let mut counts = Self::none();
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let mut end = bytes.len().min(at + ascii::WIDTH);
            if bytes[at..end].is_ascii() {
                ascii::count(&mut counts, &bytes[at..end]);
            } else {
                while !text.is_char_boundary(end) {
                    end += 1;
                }
                text[at..end].chars().for_each(|c| counts.add(c));
            }
            at = end;
        }
        counts.stops += u32::from(counts.before == STOP);
        counts
    }

    fn none() -> Self {
        Self {
            kinds: [0; 9],
            chars: 0,
            cjk: 0,
            words: 0,
            capitals: 0,
            stops: 0,
            run: 0,
            longest: 0,
            before: BLANK,
            opening: 0,
        }
    }

    fn add(&mut self, c: char) {
        let kind = match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => ascii_kind(byte),
            _ => {
                self.cjk += u32::from(is_cjk(c));
                kind(c)
            }
        };
        self.chars += 1;
        self.kinds[usize::from(kind)] += 1;
        let in_word = matches!(kind, LETTER | CAPITAL | DIGIT);
        if in_word && self.run == 0 {
            self.words += 1;
            self.capitals += u32::from(kind == CAPITAL);
            if self.words == 1 {
                self.opening = u32::from(kind == LETTER) + 2 * u32::from(kind == CAPITAL);
            }
        }
        self.run = if in_word { self.run + 1 } else { 0 };
        self.longest = self.longest.max(self.run);
        self.stops += u32::from(kind == BLANK && self.before == STOP);
        self.before = kind;
    }

    /// Goes on with `length` characters, of which those in `words` are part of a word.
    fn runs(&mut self, words: u32, length: usize) {
        let first = words.trailing_ones();
        self.longest = self.longest.max(self.run + first);
        if first as usize == length {
            self.run += first;
            return;
        }
        let mut rest = words & (words << 1);
        let mut longest = u32::from(words != 0);
        while rest != 0 {
            rest &= rest << 1;
            longest += 1;
        }
        self.longest = self.longest.max(longest);
        self.run = (words << (u32::BITS - length as u32)).leading_ones();
    }
}

/// Counts over `text`.
pub(crate) fn stats(text: &str) -> Stats {
    let counts = Counts::of(text);
    let kinds = counts.kinds;
    let quoted = text.trim_end_matches(['"', '”', '’', ')', '»', '“', '\'', ']', '」', '』', '）']);
    let bracketed = text.ends_with([']', '】']);
    let ending = match quoted.chars().next_back() {
        Some('.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।') => 2.0,
        _ if bracketed => -1.0,
        Some(':' | '…' | '：' | ';' | ',') => 1.0,
        _ => 0.0,
    };
    Stats {
        size: (counts.chars + counts.cjk) as f32,
        words: (counts.words + counts.cjk / 2) as f32,
        letters: (kinds[1] + kinds[2]) as f32,
        upper: kinds[2] as f32,
        digits: kinds[3] as f32,
        capitals: counts.capitals as f32,
        commas: kinds[5] as f32,
        stops: counts.stops as f32 + if counts.cjk > 0 { kinds[6] as f32 } else { 0.0 },
        signs: kinds[8] as f32,
        bars: kinds[7] as f32,
        cjk: counts.cjk as f32,
        ending,
        opening: counts.opening as f32,
        longest_word: counts.longest as f32,
        dated: f32::from(u8::from(kinds[3] > 2 && text.len() <= LONGEST_DATE && is_dated(text))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Invariant 3: the fast path is the plain one.
        #[test]
        fn ascii_counts_as_other_text_does(text in "([ -~]{0,40}|[a-zA-Z0-9.,|! \\n]{0,50}|\\PC{0,3}){0,5}") {
            let mut plain = Counts::none();
            text.chars().for_each(|c| plain.add(c));
            plain.stops += u32::from(plain.before == STOP);
            prop_assert_eq!(format!("{:?}", Counts::of(&text)), format!("{plain:?}"));
        }
    }
}
