//! Bytes to text: declared rightly, declared wrongly, not declared, and no text at all.

use proptest::prelude::*;
use tamis::clean::decode;

const RUSSIAN: &str = "Городской совет объявил, что новый мост через реку откроют в октябре.";
const CHINESE: &str = "市议会宣布,新的大桥将于十月通车,届时将有三千人参加开幕仪式。";
const GERMAN: &str = "Die Brücke über den Fluß wird für Fußgänger geöffnet, so die Behörde.";

fn encoded(label: &str, text: &str) -> Vec<u8> {
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a known label");
    encoding.encode(text).0.into_owned()
}

fn check(bytes: &[u8], http: Option<&str>, text: &str, encoding: &str, why: &str) {
    let got = decode(bytes, http);
    assert_eq!((&*got.text, got.encoding.as_str(), got.why), (text, encoding, why));
}

#[test]
fn a_mark_comes_before_every_declaration() {
    check(b"\xef\xbb\xbfa\xc3\xa9", Some("latin1"), "aé", "utf-8", "byte order mark");
    check(b"\xff\xfea\0b\0", Some("utf-8"), "ab", "utf-16le", "byte order mark");
    check(b"\xfe\xff\0a\0b", None, "ab", "utf-16be", "byte order mark");
}

#[test]
fn true_declarations_are_followed() {
    let page = format!("<meta charset=koi8-r><p>{RUSSIAN}");
    check(&encoded("koi8-r", &page), None, &page, "koi8-r", "meta");
    check(
        &encoded("windows-1251", RUSSIAN),
        Some("text/html; charset=cp1251"),
        RUSSIAN,
        "windows-1251",
        "http",
    );
    let page = format!("<meta charset=gb2312><p>{CHINESE}");
    check(&encoded("gbk", &page), None, &page, "gbk", "meta");
    check(
        b"<meta charset=iso-8859-15>\xa4 5",
        None,
        "<meta charset=iso-8859-15>€ 5",
        "iso-8859-15",
        "meta",
    );
    check(b"plain", Some("utf-8"), "plain", "utf-8", "http");
}

#[test]
fn wrong_declarations_are_found_out() {
    let page = format!("<meta charset=iso-8859-1><p>{GERMAN}");
    check(page.as_bytes(), Some("windows-1252"), &page, "utf-8", "utf-8 throughout");
    let page = format!("<meta charset=utf-8><p>{GERMAN}");
    check(&encoded("windows-1252", &page), Some("utf-8"), &page, "windows-1252", "guess");
    let page = format!("<meta charset=iso-8859-1><p>{RUSSIAN}");
    check(&encoded("windows-1251", &page), None, &page, "windows-1251", "guess");
    let page = format!("<meta charset=windows-1251><p>{RUSSIAN}");
    check(&encoded("windows-1251", &page), Some("iso-8859-1"), &page, "windows-1251", "meta");
    let page = format!("<meta charset=utf-8><p>{CHINESE}");
    check(&encoded("gbk", &page), None, &page, "gbk", "guess");
}

#[test]
fn nothing_declared_is_guessed() {
    for label in ["windows-1251", "koi8-u", "iso-8859-5"] {
        let got = decode(&encoded(label, RUSSIAN), None).text.into_owned();
        assert_eq!(got, RUSSIAN, "{label}");
    }
    assert_eq!(decode(&encoded("gbk", CHINESE), None).text, CHINESE);
    assert_eq!(decode(&encoded("windows-1252", GERMAN), None).text, GERMAN);
    check(b"only ascii", None, "only ascii", "utf-8", "ascii throughout");
}

#[test]
fn damaged_utf_8_stays_utf_8() {
    let mut bytes = GERMAN.repeat(3).into_bytes();
    bytes[20] = 0xff;
    let got = decode(&bytes, Some("iso-8859-1"));
    assert_eq!((got.encoding.as_str(), got.why), ("utf-8", "utf-8 but for one place"));
    assert_eq!(got.text.matches('\u{fffd}').count(), 1);
    assert!(got.text.ends_with("Behörde."));
    // Cut inside the last character.
    let cut = format!("{GERMAN}ü");
    let got = decode(&cut.as_bytes()[..cut.len() - 1], None);
    assert_eq!(got.text, format!("{GERMAN}\u{fffd}"));
}

#[test]
fn no_text_says_what_it_is() {
    for (bytes, why) in [
        (&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"[..], "binary: PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0", "binary: PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "binary: JPEG image"),
        (b"\x1f\x8b\x08\0\0", "binary: gzip"),
        (&[0u8; 64], "binary: control bytes"),
    ] {
        check(bytes, Some("utf-8"), "", "", why);
    }
    let page = "<p>a\0b</p> and much more text to follow";
    check(page.as_bytes(), None, page, "utf-8", "ascii throughout");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_decoded(bytes in proptest::collection::vec(any::<u8>(), 0..400), http in proptest::option::of("[a-z0-9-]{0,12}")) {
        let got = decode(&bytes, http.as_deref());
        prop_assert_eq!(got.encoding.is_empty(), got.why.starts_with("binary"));
    }

    #[test]
    fn utf_8_text_comes_back_unchanged(text in "[a-zäöüßéèñ一-丿а-я ,.<>/\n]{0,200}") {
        prop_assert_eq!(decode(text.as_bytes(), None).text, text.as_str());
        prop_assert_eq!(decode(text.as_bytes(), Some("iso-8859-1")).text, text.as_str());
    }
}
