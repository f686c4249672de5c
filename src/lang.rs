//! The language of a text, told by its script, its small words and its letters.

mod tables;

use memchr::memchr;
use tables::{LANGS, LETTERS, WORD_LANGS, WORDS};

/// Bytes that are looked at, from each of three places of the text.
const SAMPLE: usize = 700;
/// Words of one language that leave no doubt.
const DECISIVE: i32 = 14;
/// Scores are whole numbers; a word of one language alone counts this much.
const UNIT: i32 = 60;
/// The best language must be ahead of the next by this share of its own score.
const MARGIN: i32 = 8;

/// Four slots a word, so that most lookups read one.
const BITS: u32 = 12;

/// By hash, the place in `WORDS` and one more; 0 for an empty slot.
static SLOTS: [u16; 1 << BITS] = {
    let mut slots = [0; 1 << BITS];
    let mut i = 0;
    while i < WORDS.len() {
        let mut at = slot(WORDS[i]);
        while slots[at] != 0 {
            at = (at + 1) % slots.len();
        }
        i += 1;
        slots[at] = i as u16;
    }
    slots
};

/// The first slot of a word.
const fn slot(key: u128) -> usize {
    let folded = (key >> 64) as u64 ^ (key as u64).rotate_left(29);
    let mixed = (folded ^ folded >> 32).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> (64 - BITS)) as usize
}

/// The place of a word in `WORDS`.
fn find(key: u128) -> Option<usize> {
    let mut at = slot(key);
    loop {
        let place = usize::from(SLOTS[at]).checked_sub(1)?;
        if WORDS[place] == key {
            return Some(place);
        }
        at = (at + 1) % SLOTS.len();
    }
}

/// The language of `text` as a primary tag of BCP 47 (`en`, `de`, `zh`, ...), or `None` where
/// it cannot be told: too short, mixed, or a language that is not known here.
///
/// Reads one sample of 700 bytes, or as much of it as leaves no doubt, and two more where all of it
/// does, so that it takes less than ten microseconds whatever the length.
///
/// ```
/// use tamis::lang::guess;
/// assert_eq!(guess("The council said that the bridge will open in October."), Some("en"));
/// assert_eq!(guess("Der Rat hat gesagt, dass die Brücke im Oktober öffnet."), Some("de"));
/// assert_eq!(guess("橋は十月に開通します。"), Some("ja"));
/// assert_eq!(guess("42"), None);
/// ```
pub fn guess(text: &str) -> Option<&'static str> {
    let mut counts = Counts::default();
    for piece in samples(text).into_iter().flat_map(pieces) {
        counts.read(piece);
        if counts.decided() {
            break;
        }
    }
    counts.verdict()
}

/// `sample`, cut at spaces: plain text leaves no doubt after four or five pieces.
fn pieces(mut sample: &str) -> impl Iterator<Item = &str> {
    const PIECE: usize = 64;
    std::iter::from_fn(move || {
        let space = sample.as_bytes().get(PIECE..).and_then(|rest| memchr(b' ', rest));
        let (piece, rest) = sample.split_at(space.map_or(sample.len(), |at| PIECE + at));
        sample = rest;
        (!piece.is_empty()).then_some(piece)
    })
}

/// The beginning, and what stands at the middle and at three quarters.
fn samples(text: &str) -> [&str; 3] {
    if text.len() <= 3 * SAMPLE {
        return [text, "", ""];
    }
    // A character has at most four bytes.
    let boundary =
        |at: usize| (at..at + 4).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len());
    [0, 2, 3].map(|quarter| {
        let start = boundary(text.len() / 4 * quarter);
        &text[start..boundary(start + SAMPLE)]
    })
}

/// The scripts that more than one known language is written in, and all others by language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Script {
    Latin,
    Cyrillic,
    Arabic,
    Devanagari,
    Han,
    Kana,
    /// A script of one language.
    Of(&'static str),
}

const SCRIPTS: [Script; 27] = [
    Script::Latin,
    Script::Cyrillic,
    Script::Arabic,
    Script::Devanagari,
    Script::Han,
    Script::Kana,
    Script::Of("ko"),
    Script::Of("el"),
    Script::Of("he"),
    Script::Of("th"),
    Script::Of("hy"),
    Script::Of("ka"),
    Script::Of("bn"),
    Script::Of("pa"),
    Script::Of("gu"),
    Script::Of("or"),
    Script::Of("ta"),
    Script::Of("te"),
    Script::Of("kn"),
    Script::Of("ml"),
    Script::Of("si"),
    Script::Of("lo"),
    Script::Of("bo"),
    Script::Of("my"),
    Script::Of("am"),
    Script::Of("km"),
    Script::Of("mn"),
];

/// Index in `SCRIPTS` of the script of a letter.
fn script(c: char) -> Option<usize> {
    Some(match c as u32 {
        0x41..=0x24f | 0x1e00..=0x1eff => 0,
        0x400..=0x52f => 1,
        0x600..=0x6ff | 0x750..=0x77f | 0xfb50..=0xfdff | 0xfe70..=0xfeff => 2,
        0x900..=0x97f => 3,
        0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3134f => 4,
        0x3041..=0x30ff | 0x31f0..=0x31ff | 0xff66..=0xff9f => 5,
        0x1100..=0x11ff | 0x3130..=0x318f | 0xac00..=0xd7af => 6,
        0x370..=0x3ff | 0x1f00..=0x1fff => 7,
        0x590..=0x5ff => 8,
        0xe00..=0xe7f => 9,
        0x530..=0x58f => 10,
        0x10a0..=0x10ff => 11,
        0x980..=0x9ff => 12,
        0xa00..=0xa7f => 13,
        0xa80..=0xaff => 14,
        0xb00..=0xb7f => 15,
        0xb80..=0xbff => 16,
        0xc00..=0xc7f => 17,
        0xc80..=0xcff => 18,
        0xd00..=0xd7f => 19,
        0xd80..=0xdff => 20,
        0xe80..=0xeff => 21,
        0xf00..=0xfff => 22,
        0x1000..=0x109f => 23,
        0x1200..=0x139f => 24,
        0x1780..=0x17ff => 25,
        0x1800..=0x18af => 26,
        _ => return None,
    })
}

#[derive(Debug)]
struct Counts {
    scripts: [u32; SCRIPTS.len()],
    scores: [i32; LANGS.len()],
    words: i32,
    known: i32,
}

impl Default for Counts {
    fn default() -> Self {
        Self { scripts: [0; SCRIPTS.len()], scores: [0; LANGS.len()], words: 0, known: 0 }
    }
}

impl Counts {
    fn read(&mut self, sample: &str) {
        // The bytes of a word so far, the last one lowest.
        let (mut key, mut len) = (0u128, 0);
        // Whether the word is part of a longer one: `plus` in `$40 billion-plus` is not French,
        // nor is `am` in `10.30am` German.
        let (mut tied, mut last) = (false, ' ');
        let mut buffer = [0; 4];
        let (bytes, mut at) = (sample.as_bytes(), 0);
        while at < bytes.len() {
            let run = bytes[at..].iter().take_while(|b| b.is_ascii_alphabetic()).count();
            if run > 0 {
                self.scripts[0] += run as u32;
                key = appended(key, bytes, at, run);
                (len, last, at) = (len + run, 'a', at + run);
                continue;
            }
            let c = sample[at..].chars().next().unwrap_or(' ');
            at += c.len_utf8();
            if c.is_ascii() || !in_word(c) {
                if len > 0 {
                    self.part(key, len, tied);
                }
                (key, len) = (0, 0);
                tied = c.is_ascii_digit() || (c == '-' && last.is_alphanumeric());
            } else {
                let lower = c.to_lowercase().next().unwrap_or(c);
                if let Some(script) = script(lower) {
                    self.scripts[script] += 1;
                }
                self.letter(lower);
                for byte in lower.encode_utf8(&mut buffer).bytes() {
                    key = key << 8 | u128::from(byte);
                    len += 1;
                }
            }
            last = c;
        }
        if len > 0 {
            self.part(key, len, tied);
        }
    }

    fn part(&mut self, key: u128, len: usize, tied: bool) {
        if tied {
            self.words += 1;
        } else {
            self.word(key, len);
        }
    }

    fn word(&mut self, key: u128, len: usize) {
        self.words += 1;
        if len > 16 {
            return;
        }
        let Some(at) = find(key << (8 * (16 - len))) else { return };
        self.known += 1;
        let mask = WORD_LANGS[at];
        // One letter is a word of little weight: initials and list marks are, too.
        let unit = if len == 1 { UNIT / 3 } else { UNIT };
        let weight = unit / mask.count_ones() as i32 + unit / 6;
        add(&mut self.scores, mask, weight);
    }

    fn letter(&mut self, c: char) {
        let Ok(at) = LETTERS.binary_search_by_key(&c, |l| l.0) else { return };
        let mask = LETTERS[at].1;
        add(&mut self.scores, mask, UNIT / 6);
        add(&mut self.scores, !mask & ((1 << LANGS.len()) - 1), -UNIT / 4);
    }

    fn verdict(&self) -> Option<&'static str> {
        let letters: u32 = self.scripts.iter().sum();
        // An ideograph says as much as a short word of letters.
        let weight = |i: usize| self.scripts[i] * if matches!(i, 4..=6) { 3 } else { 1 };
        let most = (0..SCRIPTS.len()).max_by_key(|&i| weight(i))?;
        if letters < 4 || weight(most) == 0 {
            return None;
        }
        match SCRIPTS[most] {
            Script::Han | Script::Kana => {
                let (han, kana) = (self.scripts[4], self.scripts[5]);
                Some(if kana * 12 > han { "ja" } else { "zh" })
            }
            Script::Of(lang) => Some(lang),
            Script::Latin | Script::Cyrillic | Script::Arabic | Script::Devanagari => self.best(),
        }
    }

    /// Whether one language has so many words, and no other half as many, that more text would
    /// change nothing.
    fn decided(&self) -> bool {
        let (_, best, next) = self.leaders();
        self.scripts[1..].iter().all(|&letters| letters == 0)
            && best >= DECISIVE * UNIT
            && best >= 2 * next
            && best * 4 >= self.words * UNIT
    }

    /// The best language, by its place, its score and that of the next.
    fn leaders(&self) -> (usize, i32, i32) {
        let (mut at, mut best, mut next) = (0, i32::MIN, 0);
        for (i, &score) in self.scores.iter().enumerate() {
            if score > best {
                next = best.max(next);
                (at, best) = (i, score);
            } else {
                next = score.max(next);
            }
        }
        (at, best, next)
    }

    fn best(&self) -> Option<&'static str> {
        let (at, best, next) = self.leaders();
        // Two words of one language, or a share of all words that names and lists do not reach.
        let enough = best >= UNIT && best * 12 >= self.words * UNIT;
        (enough && (best - next) * MARGIN >= best).then(|| LANGS[at])
    }
}

/// `key` with the `run` letters at `at` as its last bytes, in lower case; of no use where they are
/// more than 16 with those it has.
fn appended(key: u128, bytes: &[u8], at: usize, run: usize) -> u128 {
    const LOWER: u128 = u128::from_ne_bytes([0x20; 16]);
    let bits = 8 * run.min(16) as u32;
    let tail = match bytes.get(at..at + 16) {
        Some(whole) => u128::from_be_bytes(whole.try_into().unwrap_or_default()),
        None => {
            let mut part = [0; 16];
            let rest = &bytes[at..];
            part[..rest.len()].copy_from_slice(rest);
            u128::from_be_bytes(part)
        }
    };
    key.checked_shl(bits).unwrap_or(0) | (tail | LOWER) >> (128 - bits)
}

fn add(scores: &mut [i32; LANGS.len()], mut mask: u64, weight: i32) {
    while mask != 0 {
        scores[mask.trailing_zeros() as usize] += weight;
        mask &= mask - 1;
    }
}

/// Letters, and the marks that are written over and under them.
fn in_word(c: char) -> bool {
    !matches!(c, '\u{2000}'..='\u{206f}')
        && (c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{97f}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for (text, lang) in [
            ("The bridge was opened by the mayor, who said it had cost more than planned.", "en"),
            ("Le pont a été ouvert par le maire, qui a dit que les travaux étaient finis.", "fr"),
            ("El puente fue abierto por el alcalde, que dijo que las obras han terminado.", "es"),
            ("A ponte foi aberta pelo prefeito, que disse que as obras já terminaram.", "pt"),
            ("Il ponte è stato aperto dal sindaco, che ha detto che i lavori sono finiti.", "it"),
            ("De brug is geopend door de burgemeester, die zei dat het werk klaar is.", "nl"),
            (
                "Most został otwarty przez burmistrza, który powiedział, że to już koniec prac.",
                "pl",
            ),
            ("Most otevřel starosta, který řekl, že práce jsou již hotové a že se povedly.", "cs"),
            ("Broen ble åpnet av ordføreren, som sa at arbeidet er ferdig etter fire år.", "no"),
            (
                "Broen blev åbnet af borgmesteren, som sagde at arbejdet nu er færdigt efter fire år.",
                "da",
            ),
            ("Bron öppnades av borgmästaren, som sade att arbetet är klart efter fyra år.", "sv"),
            ("Sillan avasi pormestari, joka sanoi että työ on nyt valmis ja se on hyvä.", "fi"),
            ("Мост открыл мэр, который сказал, что все работы уже закончены.", "ru"),
            ("Міст відкрив мер, який сказав, що всі роботи вже закінчені.", "uk"),
            ("Мостът беше открит от кмета, който каза, че работата е завършена.", "bg"),
            ("Köprü, belediye başkanı tarafından açıldı ve çok güzel olduğunu söyledi.", "tr"),
            ("این پل را شهردار باز کرد و گفت که کار تمام شده است.", "fa"),
            ("افتتح العمدة الجسر الذي قال إن العمل قد انتهى في هذا العام.", "ar"),
            ("महापौर ने पुल खोला और कहा कि काम पूरा हो गया है।", "hi"),
            ("시장이 다리를 열었다.", "ko"),
            ("市长为大桥剪彩。", "zh"),
        ] {
            assert_eq!(guess(text), Some(lang), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_told_is_not_told() {
        for text in ["", " ", "1 2 3", "Ann Falk", "OK", "https://example.com/a", "\u{0}\u{ffff}"] {
            assert_eq!(guess(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_sampled_on_character_boundaries() {
        let text = "Städte und Brücken, die für alle da sind – äöüß… ".repeat(500);
        assert_eq!(guess(&text), Some("de"));
        assert_eq!(guess(&"é".repeat(100_000)), None);
    }
}
