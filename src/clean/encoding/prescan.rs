//! What a page declares its encoding to be, read from its first bytes.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::{memchr, memmem};

/// The standard reads 1024 bytes; pages put the declaration behind longer comments and
/// preloads.
const MAX_SCAN: usize = 8192;

/// The encoding that a label, or a whole `Content-Type`, names.
pub(super) fn label(value: &str) -> Option<&'static Encoding> {
    let value = charset(value.as_bytes()).unwrap_or(value.as_bytes());
    let value = value.trim_ascii().trim_ascii_start();
    let value = value.strip_prefix(b"'").or(value.strip_prefix(b"\"")).unwrap_or(value);
    let end = value.iter().position(|b| matches!(b, b'"' | b'\'' | b';' | b' ' | b','));
    Encoding::for_label(&value[..end.unwrap_or(value.len())])
}

/// What the `meta` elements or the XML declaration of `bytes` name.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let bytes = &bytes[..bytes.len().min(MAX_SCAN)];
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found;
        let rest = &bytes[at..];
        if rest.starts_with(b"<!--") {
            at += memmem::find(rest, b"-->")? + 3;
            continue;
        }
        let end = memchr(b'>', rest).unwrap_or(rest.len());
        let tag = &rest[..end];
        let named = if starts(tag, b"<meta") {
            meta(&tag[5..])
        } else if starts(tag, b"<?xml") {
            after(tag, b"encoding").and_then(label_bytes)
        } else {
            None
        };
        if let Some(encoding) = named {
            // The declaration itself could be read, so the page is not UTF-16.
            let wide = encoding == UTF_16LE || encoding == UTF_16BE;
            let user = encoding.name() == "x-user-defined";
            return Some(if wide {
                UTF_8
            } else if user {
                WINDOWS_1252
            } else {
                encoding
            });
        }
        at += 1;
    }
    None
}

fn starts(tag: &[u8], with: &[u8]) -> bool {
    tag.get(..with.len()).is_some_and(|head| head.eq_ignore_ascii_case(with))
}

fn label_bytes(value: &[u8]) -> Option<&'static Encoding> {
    label(std::str::from_utf8(value).ok()?)
}

/// `charset=X`, or `http-equiv` with `content="...; charset=X"`: both hold `charset=`.
fn meta(attributes: &[u8]) -> Option<&'static Encoding> {
    charset(attributes).and_then(label_bytes)
}

/// What follows `charset=` in `value`.
fn charset(value: &[u8]) -> Option<&[u8]> {
    after(value, b"charset")
}

/// What follows `name` and an equals sign, up to the end of the value.
fn after<'a>(value: &'a [u8], name: &[u8]) -> Option<&'a [u8]> {
    let at = value.windows(name.len()).position(|w| w.eq_ignore_ascii_case(name))?;
    let rest = value[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?;
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let ends = |b: &u8| matches!(b, b'"' | b'\'' | b';' | b'>' | b'/') || b.is_ascii_whitespace();
    Some(&rest[..rest.iter().position(ends).unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        for (page, want) in [
            ("<meta charset=utf-8>", Some("UTF-8")),
            (
                "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=KOI8-R'>",
                Some("KOI8-R"),
            ),
            ("<?xml version=\"1.0\" encoding=\"gb2312\"?>", Some("GBK")),
            ("<!-- <meta charset=big5> --><meta charset = \"sjis\" />", Some("Shift_JIS")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=nonsense><p>", None),
            ("<meta name=charset-notes content=x>", None),
            ("<meta", None),
            ("<!-- never closed", None),
        ] {
            assert_eq!(declared(page.as_bytes()).map(Encoding::name), want, "{page}");
        }
        assert_eq!(
            label("text/html; charset=\"ISO-8859-1\"").map(Encoding::name),
            Some("windows-1252")
        );
        assert_eq!(label("latin1").map(Encoding::name), Some("windows-1252"));
        assert_eq!(label(""), None);
    }
}
