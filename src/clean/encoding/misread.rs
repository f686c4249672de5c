//! Pages that were decoded as Windows-1252 or Latin-1 before they came here, as HTTP clients do
//! where a header names no charset: `Â£5`, `ÖÐÎÄ`. Back to their bytes, and read again.

use super::{SURE_GUESS, decode, is_latin};
use crate::clean::{Article, SourceMap};
use crate::span::Span;
use encoding_rs::{Encoding, UTF_8};

/// Characters beyond ASCII that are looked at: enough to know a text by.
const MOST: usize = 200;
/// Fewer of them tell nothing.
const LEAST: usize = 6;
/// Of so many bytes one may stand for nothing: damage, not another encoding.
const DAMAGE: usize = 200;

/// A misread text, read again.
pub(crate) struct Misread {
    pub(crate) text: String,
    /// From `text` to the text that was misread.
    map: SourceMap,
}

impl Misread {
    /// `text` read again, where it was misread.
    ///
    /// It looks at few characters of other texts, and takes nothing for misread that could be
    /// meant: in no language that Windows-1252 writes do most accented letters stand together.
    pub(crate) fn find(text: &str) -> Option<Self> {
        if !looks_misread(text) {
            return None;
        }
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        for (at, c) in text.char_indices() {
            bytes.push(byte(c).unwrap_or(b'?'));
            places.push(at);
        }
        places.push(text.len());
        let found = decode(&bytes, None);
        let encoding = Encoding::for_label(found.encoding.as_bytes())?;
        let high = bytes.iter().filter(|b| !b.is_ascii()).count();
        let sure = encoding == UTF_8 || (high >= SURE_GUESS && !is_latin(encoding));
        if !sure || found.text.matches('\u{fffd}').count() * DAMAGE > high {
            return None;
        }
        let mut misread = Self { text: String::new(), map: SourceMap::default() };
        let mut at = 0;
        while at < bytes.len() {
            let end = at + stretch(&bytes[at..]);
            misread.push(encoding, &bytes[at..end], &places[at..=end]);
            at = end;
        }
        Some(misread)
    }

    /// Adds a stretch of bytes that can be read alone; `places` are theirs in the misread text.
    fn push(&mut self, encoding: &'static Encoding, bytes: &[u8], places: &[usize]) {
        let (text, _) = encoding.decode_without_bom_handling(bytes);
        let width = |c: char| match c {
            _ if encoding.is_single_byte() || c.is_ascii() => 1,
            _ if encoding == UTF_8 => c.len_utf8(),
            _ => 2,
        };
        let start = self.text.len();
        self.text.push_str(&text);
        if bytes.is_ascii() || text.chars().map(width).sum::<usize>() != bytes.len() {
            let text = Span::new(start, self.text.len());
            let mut all = Span::new(places[0], places[bytes.len()]);
            if !bytes.is_ascii() && bytes.len() > 1 && all.len() == text.len() {
                // Of one length by chance: it must not look as if characters correspond.
                all.end = places[bytes.len() - 1];
            }
            self.map.push(text, all);
            return;
        }
        let mut byte = 0;
        for (at, c) in text.char_indices() {
            let (at, end) = (start + at, byte + width(c));
            self.map.push(Span::new(at, at + c.len_utf8()), Span::new(places[byte], places[end]));
            byte = end;
        }
    }

    /// Leads `article`, which was made of the text read again, back to the misread text.
    pub(crate) fn lead_back(&self, article: &mut Article) {
        let back = |span: &mut Span| *span = self.map.locate(*span).unwrap_or_default();
        article.blocks.iter_mut().for_each(|block| back(&mut block.span));
        article.comments.iter_mut().for_each(|comment| back(&mut comment.span));
        article.map = article.map.through(&self.map);
    }
}

/// What Windows-1252 reads 0x80 to 0x9f as (the index of the Encoding Standard).
const HIGH: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The byte that Windows-1252 or Latin-1 reads as `c`.
fn byte(c: char) -> Option<u8> {
    match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte),
        Err(_) if c > '™' => None,
        Err(_) => HIGH.iter().position(|&high| high == c).map(|i| 0x80 + i as u8),
    }
}

/// Whether most characters beyond ASCII stand together and Windows-1252 has them all.
fn looks_misread(text: &str) -> bool {
    let (mut high, mut together, mut strange) = (0, 0, 0);
    let mut rest = text;
    while high + strange < MOST {
        rest = &rest[Encoding::ascii_valid_up_to(rest.as_bytes())..];
        let end = rest.find(|c: char| c.is_ascii() || c == '\u{a0}').unwrap_or(rest.len());
        // A character that is repeated counts once: lines are drawn of such.
        let (mut known, mut last) = (0, None);
        for c in rest[..end].chars().take(MOST) {
            if byte(c).is_none() {
                strange += 1;
            } else if last != Some(c) {
                known += 1;
                last = Some(c);
            }
        }
        high += known;
        together += if known > 1 { known } else { 0 };
        if strange * 20 > high + LEAST {
            return false;
        }
        let Some(c) = rest[end..].chars().next() else { break };
        rest = &rest[end + c.len_utf8()..];
    }
    high >= LEAST && together * 3 > high * 2
}

/// The length of the stretch at the head of `bytes` that can be read alone: of ASCII, or from a
/// byte beyond it to the next that no encoding has inside of a character.
fn stretch(bytes: &[u8]) -> usize {
    let ascii = Encoding::ascii_valid_up_to(bytes);
    if ascii > 0 {
        return ascii;
    }
    let outside = |b: &u8| matches!(b, 0..=0x2f | 0x3a..=0x3f);
    bytes.iter().position(outside).unwrap_or(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252};
    use proptest::prelude::*;

    /// What `text` looks like to who reads its bytes as Windows-1252.
    fn misread(text: &str, encoding: &'static Encoding) -> String {
        WINDOWS_1252.decode_without_bom_handling(&encoding.encode(text).0).0.into_owned()
    }

    #[test]
    fn the_table_is_that_of_the_standard() {
        for (byte, high) in (0x80..).zip(HIGH) {
            assert_eq!(WINDOWS_1252.decode_without_bom_handling(&[byte]).0, high.to_string());
        }
    }

    #[test]
    fn pages_are_read_again() {
        let pages = [
            ("港口每天被淹两次，<b>堤坝</b>在夜里关闭。市政府说明年要修建新的水门。", GBK),
            ("港口每天被淹兩次，<b>堤壩</b>在夜裡關閉。市政府說明年要修建新的水門。", BIG5),
            (
                "항구는 하루에 두 번 물에 잠긴다. 시는 내년에 새 수문을 지을 것이다. 항구의 수문은 낡았다.",
                EUC_KR,
            ),
            (
                "港は一日に二度水につかる。<b>市は</b>来年、新しい水門を建てるという。港の水門は古い。",
                SHIFT_JIS,
            ),
            ("Гавань затопляет дважды в день, и город строит новые ворота.", WINDOWS_1251),
            ("Łódź w porcie: „dwa razy dziennie” – zażółć gęślą jaźń", UTF_8),
        ];
        for (page, encoding) in pages {
            let source = misread(page, encoding);
            let found = Misread::find(&source).map(|m| m.text);
            assert_eq!(found.as_deref(), Some(page), "{}", encoding.name());
        }
    }

    #[test]
    fn texts_that_are_meant_stay() {
        for text in [
            "L’été dernier, à l’œuvre: « déjà » vu, naïveté, cœur – où?",
            "Gården ligger på øen; håbløst svært at nå, når søen er hård.",
            "港口每天被淹两次，堤坝在夜里关闭。",
            "\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}",
            "––––––––––––––––––––––––––––––––––––––––––––––––––––––––––––",
            "",
        ] {
            assert!(Misread::find(text).is_none(), "{text}");
        }
    }

    #[test]
    fn characters_lead_back() {
        let page = "<p>港口每天被淹两次，堤坝在夜里关闭。市政府说明年要修建新的水门。</p>";
        let source = misread(page, GBK);
        let found = Misread::find(&source).unwrap();
        let at = page.find("堤坝").unwrap();
        let place = found.map.locate(Span::new(at, at + "堤坝".len())).unwrap();
        assert_eq!(place.text(&source), misread("堤坝", GBK));
    }

    proptest! {
        /// Invariants 1 and 6: spans are on characters, whatever was misread.
        #[test]
        fn spans_are_on_characters(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let source = WINDOWS_1252.decode_without_bom_handling(&bytes).0;
            if let Some(found) = Misread::find(&source) {
                for (text, place) in found.map.runs() {
                    prop_assert!(found.text.get(text.start..text.end).is_some());
                    prop_assert!(source.get(place.start..place.end).is_some());
                }
            }
        }
    }
}
