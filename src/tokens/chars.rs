//! Looking at characters by byte offset.

/// The character that begins at byte `at`; none at the end.
#[inline]
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&b) if b < 0x80 => Some(char::from(b)),
        Some(_) => text[at..].chars().next(),
        None => None,
    }
}

/// The character that ends at byte `at`; none at the start.
#[inline]
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    match text.as_bytes()[..at].last() {
        Some(&b) if b < 0x80 => Some(char::from(b)),
        Some(_) => text[..at].chars().next_back(),
        None => None,
    }
}

/// The first byte at or after `at` that begins a character that is not white space.
#[inline]
pub(crate) fn skip_space(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        if !c.is_whitespace() {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// The end of the last character before `at` that is not white space, not before `start`.
#[inline]
pub(crate) fn trim_space(text: &str, start: usize, mut at: usize) -> usize {
    while at > start {
        match char_before(text, at) {
            Some(c) if c.is_whitespace() => at -= c.len_utf8(),
            _ => break,
        }
    }
    at
}

/// The last character boundary at or before `at`.
pub(crate) fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
