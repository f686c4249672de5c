//! JSON as pages write it, to two flat tables.
//!
//! A reader of its own because JSON-LD in pages is broken in ways that end a strict parser:
//! raw line breaks and bare quotes in strings, missing or doubled commas, comments, CDATA
//! marks, several values in one script. This one keeps what it can read. It borrows, has no
//! recursion, and is linear in its input.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// No object: the parent of the outermost ones.
pub(super) const ROOT: usize = usize::MAX;

/// An object and where it hangs. Arrays are looked through: an element stands under the key
/// of its array.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'a> {
    pub(super) parent: usize,
    pub(super) key: &'a str,
}

/// A string, number or literal in an object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Value<'a> {
    pub(super) object: usize,
    pub(super) key: &'a str,
    /// As written, without the quotes.
    pub(super) raw: &'a str,
}

/// Every object and every value of one or more scripts, in order; a parent comes before its
/// children.
#[derive(Debug, Default)]
pub(super) struct Tree<'a> {
    pub(super) objects: Vec<Object<'a>>,
    pub(super) values: Vec<Value<'a>>,
}

enum Frame<'a> {
    Object(usize, Option<&'a str>),
    Array(usize, &'a str),
}

impl<'a> Tree<'a> {
    /// Adds what `source` holds.
    pub(super) fn read(&mut self, source: &'a str) {
        let bytes = source.as_bytes();
        let mut frames: Vec<Frame<'a>> = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'{' => {
                    let (parent, key) = place(&frames);
                    self.objects.push(Object { parent, key });
                    frames.push(Frame::Object(self.objects.len() - 1, None));
                    at += 1;
                }
                b'[' => {
                    let (parent, key) = place(&frames);
                    frames.push(Frame::Array(parent, key));
                    at += 1;
                }
                b'}' | b']' => {
                    frames.pop();
                    done(&mut frames);
                    at += 1;
                }
                b',' => {
                    done(&mut frames);
                    at += 1;
                }
                b'"' => {
                    let (raw, end) = string(source, at + 1);
                    at = end;
                    self.string(&mut frames, raw, next_is(bytes, at, b':'));
                }
                b'/' if bytes.get(at + 1) == Some(&b'*') => {
                    let end = memchr::memmem::find(&bytes[at..], b"*/");
                    at = end.map_or(bytes.len(), |e| at + e + 2);
                }
                b'/' if bytes.get(at + 1) == Some(&b'/') => {
                    at = memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |e| at + e);
                }
                b if b.is_ascii_alphanumeric() || b == b'-' => {
                    let bare = |b: &u8| b.is_ascii_alphanumeric() || b"+-._".contains(b);
                    let rest = &bytes[at..];
                    let end = at + rest.iter().position(|b| !bare(b)).unwrap_or(rest.len());
                    self.string(&mut frames, &source[at..end], next_is(bytes, end, b':'));
                    at = end;
                }
                _ => at += 1,
            }
        }
    }

    fn string(&mut self, frames: &mut [Frame<'a>], raw: &'a str, names: bool) {
        match frames.last_mut() {
            Some(Frame::Object(_, key)) if names => *key = Some(raw),
            Some(&mut Frame::Object(object, Some(key))) => {
                self.values.push(Value { object, key, raw });
                done(frames);
            }
            Some(&mut Frame::Array(object, key)) if object != ROOT => {
                self.values.push(Value { object, key, raw });
            }
            _ => {}
        }
    }

    /// The values of `object` under `key`, in order. Looks at every value.
    pub(super) fn all<'t>(
        &'t self,
        object: usize,
        key: &'t str,
    ) -> impl Iterator<Item = &'a str> + 't {
        self.values.iter().filter(move |v| v.object == object && v.key == key).map(|v| v.raw)
    }

    /// The first value of `object` under `key` that is not blank, unescaped.
    pub(super) fn get(&self, object: usize, key: &str) -> Option<Cow<'a, str>> {
        let found = self.all(object, key).find(|raw| !raw.trim().is_empty() && *raw != "null")?;
        Some(unescape(found))
    }

    /// The objects that hang under `key` of `object`.
    pub(super) fn children(&self, object: usize, key: &str) -> impl Iterator<Item = usize> {
        let same = move |o: &Object<'_>| o.parent == object && o.key == key;
        (0..self.objects.len()).filter(move |&i| same(&self.objects[i]))
    }
}

/// Where the next value hangs.
fn place<'a>(frames: &[Frame<'a>]) -> (usize, &'a str) {
    match frames.last() {
        None => (ROOT, ""),
        Some(&Frame::Object(object, key)) => (object, key.unwrap_or("")),
        Some(&Frame::Array(object, key)) => (object, key),
    }
}

/// A value has ended: the next string of the object is a key again.
fn done(frames: &mut [Frame<'_>]) {
    if let Some(Frame::Object(_, key)) = frames.last_mut() {
        *key = None;
    }
}

fn next_is(bytes: &[u8], at: usize, wanted: u8) -> bool {
    // Bounded, so that a megabyte of blanks between tokens is not read twice.
    bytes[at..].iter().take(64).find(|b| !b.is_ascii_whitespace()) == Some(&wanted)
}

/// The string whose content begins at `start`, and the place after its closing quote. A
/// quote closes it only where something follows that may follow a string.
fn string(source: &str, start: usize) -> (&str, usize) {
    let bytes = source.as_bytes();
    let mut at = start;
    while let Some(found) = memchr2(b'"', b'\\', &bytes[at..]) {
        at += found;
        if bytes[at] == b'\\' {
            at = (at + 2).min(bytes.len());
            continue;
        }
        let mut line_break = false;
        let next = bytes[at + 1..].iter().take(64).find(|b| {
            line_break |= **b == b'\n';
            !b.is_ascii_whitespace()
        });
        let key = line_break && next == Some(&b'"');
        if key || matches!(next, None | Some(b',' | b'}' | b']' | b':')) {
            return (&source[start..at], at + 1);
        }
        at += 1;
    }
    (&source[start..], bytes.len())
}

/// The characters that a JSON string stands for.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
    let Some(mut next) = memchr(b'\\', raw.as_bytes()) else { return Cow::Borrowed(raw) };
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    loop {
        out.push_str(&raw[at..next]);
        let (c, len) = escape(&raw[next..]);
        out.push(c);
        at = next + len;
        match memchr(b'\\', &raw.as_bytes()[at..]) {
            Some(found) => next = at + found,
            None => break,
        }
    }
    out.push_str(&raw[at..]);
    Cow::Owned(out)
}

/// The character of the escape at the start of `text`, and its length.
fn escape(text: &str) -> (char, usize) {
    let unit = |from: usize| {
        let digits = text.get(from..from + 4)?;
        text.get(from - 2..from).filter(|&mark| mark == "\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    match text[1..].chars().next() {
        Some('n' | 'r') => ('\n', 2),
        Some('t' | 'b' | 'f') => (' ', 2),
        Some('u') => match (unit(2), unit(8)) {
            (Some(high @ 0xd800..=0xdbff), Some(low @ 0xdc00..=0xdfff)) => {
                let code = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
                (char::from_u32(code).unwrap_or('\u{fffd}'), 12)
            }
            (Some(code), _) => (char::from_u32(code).unwrap_or('\u{fffd}'), 6),
            (None, _) => ('u', 2),
        },
        Some(c) => (c, 1 + c.len_utf8()),
        None => ('\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(source: &str) -> Vec<String> {
        let mut tree = Tree::default();
        tree.read(source);
        tree.values.iter().map(|v| format!("{}.{}={}", v.object, v.key, unescape(v.raw))).collect()
    }

    #[test]
    fn arrays_are_looked_through() {
        let source = r#"{"a": "x", "b": [{"c": 1}, {"c": true}], "d": ["y", "z"]}"#;
        assert_eq!(flat(source), ["0.a=x", "1.c=1", "2.c=true", "0.d=y", "0.d=z"]);
    }

    #[test]
    fn broken_json_gives_what_it_can() {
        for (source, want) in [
            ("{\"a\": \"line\nbreak\", \"b\": \"x\",, }", vec!["0.a=line\nbreak", "0.b=x"]),
            (r#"{"a": "say "yes" now", "b": "x"}"#, vec![r#"0.a=say "yes" now"#, "0.b=x"]),
            ("//<![CDATA[\n{\"a\": \"x\"}\n//]]>", vec!["0.a=x"]),
            ("{\"a\": \"x\"\n\"b\": \"y\"}", vec!["0.a=x", "0.b=y"]),
            (r#"{"a": "x"} {"a": "y"}"#, vec!["0.a=x", "1.a=y"]),
            (r#"{"a": "x", "b": "never closed"#, vec!["0.a=x", "0.b=never closed"]),
            ("}}]] {\"a\": 1", vec!["0.a=1"]),
        ] {
            assert_eq!(flat(source), want, "{source}");
        }
    }

    #[test]
    fn escapes() {
        assert_eq!(unescape(r#"a\u00e9\ud83d\ude00\"\/\\\n\ud800x"#), "aé😀\"/\\\n\u{fffd}x");
        assert_eq!(unescape("\\"), "\\");
        assert_eq!(unescape(r"\u12"), "u12");
    }

    #[test]
    fn depth_costs_no_stack() {
        let mut tree = Tree::default();
        let source = "[{\"a\":".repeat(200_000);
        tree.read(&source);
        assert_eq!(tree.objects.len(), 200_000);
    }
}
