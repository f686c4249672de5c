//! Character references: `&amp;`, `&#8217;`, `&nbsp` to characters.

use super::entity_tables::ENTITIES;
use memchr::memchr;
use std::borrow::Cow;

/// The longest name, with its semicolon.
const LONGEST_NAME: usize = 32;
/// The longest of the names that need no semicolon.
const LONGEST_OLD_NAME: usize = 6;

/// What windows-1252 has at 0x80 to 0x9F: pages write `&#150;` and mean a dash.
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// A character reference that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decoded {
    /// One character, from a number.
    Char(char),
    /// One or two, from a name.
    Named(&'static str),
}

/// Reads the reference at the start of `text`, which begins with `&`: what it stands for and
/// its length in bytes. `None` where it is a plain ampersand.
pub(crate) fn read(text: &str) -> Option<(Decoded, usize)> {
    let bytes = text.as_bytes();
    if bytes.get(1) == Some(&b'#') {
        return read_number(bytes);
    }
    let name = bytes[1..].iter().take(LONGEST_NAME).take_while(|b| b.is_ascii_alphanumeric());
    let length = name.count();
    if bytes.get(1 + length) == Some(&b';')
        && let Some(value) = lookup(&text[1..length + 2])
    {
        return Some((Decoded::Named(value), length + 2));
    }
    (2..=length.min(LONGEST_OLD_NAME)).rev().find_map(|n| {
        let value = lookup(&text[1..=n])?;
        Some((Decoded::Named(value), n + 1))
    })
}

fn lookup(name: &str) -> Option<&'static str> {
    // Most references are one of these.
    match name {
        "amp;" => return Some("&"),
        "nbsp;" => return Some("\u{a0}"),
        "quot;" => return Some("\""),
        "lt;" => return Some("<"),
        "gt;" => return Some(">"),
        _ => {}
    }
    let at = ENTITIES.binary_search_by(|(n, _)| n.cmp(&name)).ok()?;
    Some(ENTITIES[at].1)
}

fn read_number(bytes: &[u8]) -> Option<(Decoded, usize)> {
    let hex = matches!(bytes.get(2), Some(b'x' | b'X'));
    let (start, radix) = if hex { (3, 16) } else { (2, 10) };
    let mut end = start;
    let mut value: u32 = 0;
    while let Some(digit) = bytes.get(end).and_then(|&b| (b as char).to_digit(radix)) {
        value = value.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    if bytes.get(end) == Some(&b';') {
        end += 1;
    }
    let char = match value {
        0 => '\u{fffd}',
        0x80..=0x9f => WINDOWS[value as usize - 0x80],
        _ => char::from_u32(value).unwrap_or('\u{fffd}'),
    };
    Some((Decoded::Char(char), end))
}

/// `text` with its character references replaced; borrowed where it has none.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let Some(mut next) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    loop {
        out.push_str(&text[at..next]);
        at = next;
        match read(&text[at..]) {
            Some((Decoded::Char(c), length)) => {
                out.push(c);
                at += length;
            }
            Some((Decoded::Named(value), length)) => {
                out.push_str(value);
                at += length;
            }
            None => {
                out.push('&');
                at += 1;
            }
        }
        match memchr(b'&', &text.as_bytes()[at..]) {
            Some(found) => next = at + found,
            None => break,
        }
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_as_in_a_browser() {
        for (text, want) in [
            ("a &amp; b &lt;i&gt;", "a & b <i>"),
            ("&#8217;&#x2019;&#146;", "’’’"),
            ("AT&T &copy 2020 &notit; &notin;", "AT&T © 2020 ¬it; ∉"),
            ("&unknown; & &# &#x; &", "&unknown; & &# &#x; &"),
            ("&#0;&#xD800;&#99999999999;", "\u{fffd}\u{fffd}\u{fffd}"),
            ("&NotEqualTilde;", "≂̸"),
        ] {
            assert_eq!(decode(text), want);
        }
    }
}
