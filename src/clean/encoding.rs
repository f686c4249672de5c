//! Bytes to text: which encoding a page is in, whatever it declares.
//!
//! The order is that of a browser (byte order mark, HTTP header, `meta`, a guess), but that a
//! declaration which the bytes contradict is not believed: about one page in fifty of those
//! that are scraped declares one encoding and is in another.

mod misread;
mod prescan;

pub(super) use misread::Misread;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;

/// The guess reads at most this much: it is sure long before.
const MAX_GUESS: usize = 1 << 20;
/// Where UTF-16 without a mark and binary content show.
const SAMPLE: usize = 4096;
/// From so many sequences on, text that decodes as UTF-8 cannot be anything else by chance.
const SURE_SEQUENCES: usize = 3;
/// Bad bytes among UTF-8 sequences: up to one in so many is damage, not another encoding.
const DAMAGE: usize = 10;
/// Bytes beyond ASCII that a guess against a declaration needs.
const SURE_GUESS: usize = 40;

/// The text of some bytes, and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded<'a> {
    /// The text; borrowed where the bytes are UTF-8. Bytes that stand for nothing are U+FFFD.
    /// Empty for binary content.
    pub text: Cow<'a, str>,
    /// The encoding by its name in the WHATWG standard, in lower case; empty for binary content.
    pub encoding: String,
    /// What it was known by: `byte order mark`, `http`, `meta`, `utf-8 throughout`, `guess`,
    /// `binary: PDF`, ...
    pub why: &'static str,
}

/// The text of `bytes`. `http_charset` is what the HTTP header named: a charset, or the whole
/// value of `Content-Type`.
///
/// Linear in `bytes`; no input is an error.
///
/// ```
/// use tamis::clean::decode;
/// let page = decode(b"<meta charset=iso-8859-2><p>\xa3\xf3d\xbc", None);
/// assert_eq!(page.text, "<meta charset=iso-8859-2><p>Łódź");
/// assert_eq!((page.encoding.as_str(), page.why), ("iso-8859-2", "meta"));
/// // Declared one way, written another.
/// let page = decode("<meta charset=latin1><p>Łódź".as_bytes(), None);
/// assert_eq!((page.encoding.as_str(), page.why), ("utf-8", "utf-8 throughout"));
/// ```
pub fn decode<'a>(bytes: &'a [u8], http_charset: Option<&str>) -> Decoded<'a> {
    if let Some(why) = binary(bytes) {
        return Decoded { text: Cow::Borrowed(""), encoding: String::new(), why };
    }
    if let Some((encoding, len)) = Encoding::for_bom(bytes) {
        return decoded(&bytes[len..], encoding, "byte order mark");
    }
    if let Some(encoding) = utf16(bytes) {
        return decoded(bytes, encoding, "zero bytes");
    }
    let http = http_charset.and_then(prescan::label);
    let meta = prescan::declared(bytes);
    let declared = http.map(|e| (e, "http")).or(meta.map(|e| (e, "meta")));
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return valid_utf8(bytes, text, declared);
    }
    let (good, bad) = sequences(bytes);
    if good >= SURE_SEQUENCES && bad * DAMAGE <= good {
        let why = if bad <= 1 { "utf-8 but for one place" } else { "utf-8 but for a few places" };
        return decoded(bytes, UTF_8, why);
    }
    let guess = guess(bytes);
    let honest = [http.map(|e| (e, "http")), meta.map(|e| (e, "meta"))];
    let mut fewest: Option<(usize, &'static Encoding, &'static str)> = None;
    for (encoding, why) in honest.into_iter().flatten().filter(|(e, _)| *e != UTF_8) {
        if refuted(bytes, encoding, guess) {
            continue;
        }
        let errors = errors(bytes, encoding);
        if errors == 0 {
            return decoded(bytes, encoding, why);
        }
        if fewest.is_none_or(|(least, ..)| errors < least) {
            fewest = Some((errors, encoding, why));
        }
    }
    match fewest {
        Some((least, encoding, why))
            if least <= errors(bytes, guess) || least * 1000 < bytes.len() =>
        {
            decoded(bytes, encoding, why)
        }
        _ => decoded(bytes, guess, "guess"),
    }
}

fn decoded<'a>(bytes: &'a [u8], encoding: &'static Encoding, why: &'static str) -> Decoded<'a> {
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, encoding: encoding.name().to_ascii_lowercase(), why }
}

/// Bytes that are UTF-8: they hardly ever are another encoding as well.
fn valid_utf8<'a>(
    bytes: &'a [u8],
    text: &'a str,
    declared: Option<(&'static Encoding, &'static str)>,
) -> Decoded<'a> {
    let utf8 = |why| Decoded { text: Cow::Borrowed(text), encoding: "utf-8".to_owned(), why };
    let escapes = memchr(0x1b, bytes).is_some();
    match declared {
        Some((encoding, why)) if escapes && encoding == ISO_2022_JP => {
            return decoded(bytes, encoding, why);
        }
        None if escapes && iso_2022_jp(bytes) => {
            return decoded(bytes, ISO_2022_JP, "escape sequences");
        }
        Some((encoding, why)) if encoding == UTF_8 => return utf8(why),
        _ => {}
    }
    if text.is_ascii() {
        return match declared {
            Some((encoding, why)) => {
                Decoded { encoding: encoding.name().to_ascii_lowercase(), ..utf8(why) }
            }
            None => utf8("ascii throughout"),
        };
    }
    // Two bytes of a Chinese or Japanese encoding can be a UTF-8 sequence by chance.
    if let Some((encoding, why)) = declared
        && !encoding.is_single_byte()
        && sequences(bytes).0 < SURE_SEQUENCES
        && errors(bytes, encoding) == 0
    {
        return decoded(bytes, encoding, why);
    }
    utf8("utf-8 throughout")
}

fn iso_2022_jp(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 2] = [b"\x1b$B", b"\x1b$@"];
    marks.iter().any(|m| memchr::memmem::find(bytes, m).is_some())
}

/// Sequences beyond ASCII that are UTF-8, and places that are not. A sequence that the end of
/// the bytes cuts is neither: downloads end anywhere.
fn sequences(bytes: &[u8]) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| *b >= 0xc0).count();
        let cut = std::str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        bad += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    (good, bad)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    // From shortly before the first byte beyond ASCII: pages have long heads.
    let start = Encoding::ascii_valid_up_to(bytes).saturating_sub(256);
    let rest = &bytes[start..];
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&rest[..rest.len().min(MAX_GUESS)], rest.len() <= MAX_GUESS);
    detector.guess(None, Utf8Detection::Deny)
}

/// Whether the bytes contradict a declaration of Latin letters: most bytes beyond ASCII stand
/// together as in no Latin text, and the guess is another script.
fn refuted(bytes: &[u8], declared: &'static Encoding, guess: &'static Encoding) -> bool {
    if !is_latin(declared) || is_latin(guess) {
        return false;
    }
    let high = bytes.iter().filter(|b| **b >= 0x80).count();
    let together = bytes.windows(2).filter(|w| w[0] >= 0x80 && w[1] >= 0x80).count();
    high >= SURE_GUESS && together * 2 >= high
}

/// Whether Latin letters are all that `encoding` has.
fn is_latin(encoding: &'static Encoding) -> bool {
    let name = encoding.name();
    matches!(name, "windows-1252" | "windows-1250" | "windows-1254" | "windows-1257")
        || matches!(name, "windows-1258" | "macintosh")
        || (name.starts_with("ISO-8859-")
            && !["-5", "-6", "-7", "-8", "-8-I"].iter().any(|s| name.ends_with(s)))
}

/// Places of `bytes` that stand for nothing in `encoding`.
fn errors(bytes: &[u8], encoding: &'static Encoding) -> usize {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    if had_errors { text.matches('\u{fffd}').count() } else { 0 }
}

/// UTF-16 without a mark: in markup every other byte is zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), sample.len() / 2);
    if half < 4 || even.max(odd) * 3 < half {
        None
    } else if even * 20 < odd {
        Some(UTF_16LE)
    } else if odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// What `bytes` are where they are no text.
fn binary(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: &[(usize, &[u8], &str)] = &[
        (0, b"%PDF-", "binary: PDF"),
        (0, b"\x89PNG\r\n", "binary: PNG image"),
        (0, b"\xff\xd8\xff", "binary: JPEG image"),
        (0, b"GIF87a", "binary: GIF image"),
        (0, b"GIF89a", "binary: GIF image"),
        (8, b"WEBP", "binary: WebP image"),
        (0, b"BM\x00\x00", "binary: bitmap"),
        (0, b"II*\x00", "binary: TIFF image"),
        (0, b"MM\x00*", "binary: TIFF image"),
        (4, b"ftyp", "binary: MP4 media"),
        (0, b"OggS", "binary: Ogg media"),
        (0, b"ID3", "binary: MP3 audio"),
        (0, b"fLaC", "binary: FLAC audio"),
        (8, b"WAVE", "binary: WAV audio"),
        (0, b"\x1a\x45\xdf\xa3", "binary: Matroska media"),
        (0, b"PK\x03\x04", "binary: ZIP archive or office document"),
        (0, b"\x1f\x8b\x08", "binary: gzip"),
        (0, b"BZh", "binary: bzip2"),
        (0, b"\x28\xb5\x2f\xfd", "binary: Zstandard"),
        (0, b"\xfd7zXZ\x00", "binary: xz"),
        (0, b"7z\xbc\xaf\x27\x1c", "binary: 7z archive"),
        (0, b"Rar!\x1a\x07", "binary: RAR archive"),
        (0, b"\xd0\xcf\x11\xe0\xa1\xb1", "binary: old office document"),
        (0, b"\x7fELF", "binary: program"),
        (0, b"\x00asm", "binary: program"),
        (0, b"wOFF", "binary: font"),
        (0, b"wOF2", "binary: font"),
        (0, b"SQLite format 3\x00", "binary: SQLite"),
        (0, b"PAR1", "binary: Parquet"),
    ];
    let marked = MARKS.iter().find(|(at, mark, _)| {
        bytes.get(*at..).is_some_and(|b| b.starts_with(mark)) && text_like(mark, bytes)
    });
    if let Some((_, _, what)) = marked {
        return Some(what);
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = memchr_iter(0, sample).count();
    let controls = sample.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    let wide = Encoding::for_bom(bytes).is_some() || utf16(bytes).is_some();
    let noise = (zeros + controls) * 10 > sample.len() && sample.len() >= 32;
    (noise && !wide).then_some("binary: control bytes")
}

/// Whether a mark that is plain letters ("ID3", "BZh", "WAVE") counts: only where bytes
/// follow that no text has.
fn text_like(mark: &[u8], bytes: &[u8]) -> bool {
    let letters = mark.iter().all(|b| b.is_ascii_graphic());
    let long = mark.len() >= 5;
    !letters
        || long
        || bytes[..bytes.len().min(SAMPLE)].iter().any(|b| matches!(b, 0..=8 | 14..=26))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(bytes: &[u8], http: Option<&str>) -> (String, String, &'static str) {
        let d = decode(bytes, http);
        (d.text.into_owned(), d.encoding, d.why)
    }

    #[test]
    fn wide_text_without_a_mark() {
        let bytes: Vec<u8> = "<p>Ünder</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(known(&bytes, None).0, "<p>Ünder</p>");
        let bytes: Vec<u8> = "<p>Ünder</p>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(known(&bytes, None).1, "utf-16be");
    }

    #[test]
    fn letters_are_not_taken_for_a_format() {
        assert_eq!(known(b"ID3 tags explained", None).2, "ascii throughout");
        assert_eq!(known(b"ID3\x04\x00\x00\x00", None).2, "binary: MP3 audio");
    }

    #[test]
    fn no_bytes_no_text() {
        assert_eq!(known(b"", None), (String::new(), "utf-8".to_owned(), "ascii throughout"));
    }
}
