//! What a character is to the scanner.

/// Kinds of characters; a count of each is kept.
#[derive(Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Kind {
    Other,
    Lower,
    Upper,
    Digit,
    Space,
    /// Ends a sentence: `. ! ? …` and their like.
    Stop,
    Comma,
    Colon,
    Quote,
    /// Parts the items of a line: `| > / •`.
    Separator,
    Open,
    Close,
    Tab,
    At,
    /// A letter of a script without spaces, a word of its own here.
    Ideograph,
}

/// How many kinds there are; a power of two, so that no look-up by one needs a check.
pub(super) const KINDS: usize = 16;

impl Kind {
    /// Whether it is part of a word.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Kind::Lower | Kind::Upper | Kind::Digit)
    }

    /// Whether it may stand between the end of a sentence and the space after it.
    pub(super) fn closes(self) -> bool {
        matches!(self, Kind::Quote | Kind::Close)
    }
}

pub(super) const ASCII: [Kind; 128] = {
    let mut table = [Kind::Other; 128];
    let mut b = 0;
    while b < 128 {
        table[b] = match b as u8 {
            b'a'..=b'z' => Kind::Lower,
            b'A'..=b'Z' => Kind::Upper,
            b'0'..=b'9' => Kind::Digit,
            b' ' | 0x0b | 0x0c | b'\r' | b'\n' => Kind::Space,
            b'.' | b'!' | b'?' => Kind::Stop,
            b',' => Kind::Comma,
            b':' | b';' => Kind::Colon,
            b'"' | b'\'' => Kind::Quote,
            b'|' | b'>' | b'<' | b'/' | b'*' | b'_' | b'~' => Kind::Separator,
            b'(' | b'[' | b'{' => Kind::Open,
            b')' | b']' | b'}' => Kind::Close,
            b'\t' => Kind::Tab,
            b'@' => Kind::At,
            _ => Kind::Other,
        };
        b += 1;
    }
    table
};

/// The kind of a character beyond ASCII.
pub(super) fn kind(c: char) -> Kind {
    match c {
        // The letters of most texts, without a look at the tables of Unicode.
        'à'..='ö' | 'ø'..='ÿ' | 'α'..='ώ' | 'а'..='џ' => Kind::Lower,
        'À'..='Ö' | 'Ø'..='Þ' | 'Ѐ'..='Я' => Kind::Upper,
        '\u{4e00}'..='\u{9fff}' => Kind::Ideograph,
        '\u{a0}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{3000}' | '\u{feff}' => Kind::Space,
        '…' | '。' | '！' | '？' | '؟' | '।' => Kind::Stop,
        '，' | '、' | '،' => Kind::Comma,
        '：' | '；' => Kind::Colon,
        '“' | '”' | '‘' | '’' | '„' | '‚' | '«' | '»' | '「' | '」' | '『' | '』' => {
            Kind::Quote
        }
        '•' | '·' | '›' | '‹' | '→' | '←' | '▶' | '►' | '■' | '●' | '｜' | '–' | '—' => {
            Kind::Separator
        }
        '（' | '【' | '《' | '［' => Kind::Open,
        '）' | '】' | '》' | '］' => Kind::Close,
        '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
            Kind::Ideograph
        }
        _ if c.is_numeric() => Kind::Digit,
        _ if c.is_uppercase() => Kind::Upper,
        _ if c.is_alphabetic() || ('\u{300}'..='\u{36f}').contains(&c) => Kind::Lower,
        _ => Kind::Other,
    }
}
