//! Counts over the characters of a block.

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

/// Counts over `text`.
pub(crate) fn stats(text: &str) -> Stats {
    let mut counts = [0u32; 9];
    let (mut chars, mut cjk, mut words, mut capitals, mut stops) = (0u32, 0u32, 0u32, 0u32, 0u32);
    let (mut run, mut longest) = (0u32, 0u32);
    let mut before = BLANK;
    let mut opening = 0;
    for c in text.chars() {
        let kind = if c.is_ascii() {
            ASCII[c as usize]
        } else {
            cjk += u32::from(is_cjk(c));
            kind(c)
        };
        chars += 1;
        counts[kind as usize] += 1;
        let in_word = matches!(kind, LETTER | CAPITAL | DIGIT);
        if in_word && run == 0 {
            words += 1;
            capitals += u32::from(kind == CAPITAL);
            if opening == 0 && words == 1 {
                opening = u32::from(kind == LETTER) + 2 * u32::from(kind == CAPITAL);
            }
        }
        run = if in_word { run + 1 } else { 0 };
        longest = longest.max(run);
        stops += u32::from(kind == BLANK && before == STOP);
        before = kind;
    }
    stops += u32::from(before == STOP);
    let quoted = text.trim_end_matches(['"', '”', '’', ')', '»', '“', '\'', ']', '」', '』', '）']);
    let bracketed = text.ends_with([']', '】']);
    let ending = match quoted.chars().next_back() {
        Some('.' | '!' | '?' | '。' | '！' | '？' | '؟' | '।') => 2.0,
        _ if bracketed => -1.0,
        Some(':' | '…' | '：' | ';' | ',') => 1.0,
        _ => 0.0,
    };
    Stats {
        size: (chars + cjk) as f32,
        words: (words + cjk / 2) as f32,
        letters: (counts[1] + counts[2]) as f32,
        upper: counts[2] as f32,
        digits: counts[3] as f32,
        capitals: capitals as f32,
        commas: counts[5] as f32,
        stops: stops as f32 + if cjk > 0 { counts[6] as f32 } else { 0.0 },
        signs: counts[8] as f32,
        bars: counts[7] as f32,
        cjk: cjk as f32,
        ending,
        opening: opening as f32,
        longest_word: longest as f32,
        dated: f32::from(u8::from(counts[3] > 2 && text.len() <= LONGEST_DATE && is_dated(text))),
    }
}
