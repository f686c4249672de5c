//! Where a text has numerals at all: the scan that every text pays for.

use super::locale::Lang;

/// What a byte is to the scan.
const OTHER: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const HIGH: u8 = 3;

static CLASS: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [OTHER; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        table[i] = if b.is_ascii_digit() {
            DIGIT
        } else if b.is_ascii_alphabetic() {
            LETTER
        } else if b >= 0x80 {
            HIGH
        } else {
            OTHER
        };
        i += 1;
    }
    table
}

/// The first byte at or after `from` where a numeral may stand: a digit, a number word or a
/// vulgar fraction.
pub(crate) fn next(text: &str, from: usize, lang: Lang) -> Option<usize> {
    let bytes = text.as_bytes();
    let (words, pairs) = lang.triggers();
    let mut at = from;
    while at < bytes.len() {
        match CLASS[bytes[at] as usize] {
            DIGIT => return Some(at),
            LETTER => {
                let start = at;
                let second = bytes.get(at + 1).copied().unwrap_or(0);
                let likely = second >= 0x80
                    || pairs[(bytes[at] & 31) as usize] >> (second & 31) & 1 == 1
                        && second.is_ascii_alphabetic();
                at += 1;
                while at < bytes.len() && CLASS[bytes[at] as usize] & LETTER != 0 {
                    at += 1;
                }
                if likely && is_trigger(&text[start..at], words, lang) {
                    return Some(start);
                }
            }
            HIGH => {
                let c = text[at..].chars().next().unwrap_or(' ');
                if super::numeral::vulgar(c).is_some() {
                    return Some(at);
                }
                at += c.len_utf8();
            }
            _ => at += 1,
        }
    }
    None
}

fn is_trigger(word: &str, words: &super::lexicon::Map<()>, lang: Lang) -> bool {
    let bytes = word.as_bytes();
    let mut low = [0u8; 16];
    if bytes.len() <= low.len() && bytes.is_ascii() {
        for (l, b) in low.iter_mut().zip(bytes) {
            *l = b.to_ascii_lowercase();
        }
        return words.get_bytes(&low[..bytes.len()]).is_some()
            || (lang == Lang::De && bytes.len() > 6 && german(&low[..bytes.len()]));
    }
    // `five—six`, `one’s`: the letters before a mark that is no letter.
    let plain = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    if plain > 0
        && word[plain..].chars().next().is_some_and(|c| !c.is_alphabetic())
        && is_trigger(&word[..plain], words, lang)
    {
        return true;
    }
    let low = word.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    low.len() <= 60
        && (words.get(&low).is_some() || (lang == Lang::De && super::words::german(&low).is_some()))
}

fn german(low: &[u8]) -> bool {
    std::str::from_utf8(low).is_ok_and(|w| super::words::german(w).is_some())
}
