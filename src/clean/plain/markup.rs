//! Marks of structure that people write in plain text: Markdown, e-mail quoting, bullets.

use crate::clean::BlockKind;

/// A block as its marks say: what it is, and its text without them.
pub(super) struct Marked<'t> {
    pub(super) kind: BlockKind,
    pub(super) text: &'t str,
}

/// Reads the marks of a block, which is one line or several.
pub(super) fn read(line: &str) -> Marked<'_> {
    let text = line.trim();
    let lines = memchr::memchr(b'\n', text.as_bytes()).map(|at| (&text[..at], &text[at + 1..]));
    if let Some((_, code)) = lines.filter(|_| is_fence(text)) {
        let code = code.rsplit_once('\n').map_or("", |(code, _)| code);
        return Marked { kind: BlockKind::Code, text: code };
    }
    if let Some((title, rule)) = lines.filter(|(_, rule)| underlines(rule)) {
        let level = if rule.starts_with('=') { 1 } else { 2 };
        return Marked { kind: BlockKind::Heading(level), text: title.trim() };
    }
    if text.len() > 2 && text.starts_with('|') && text.ends_with('|') {
        return Marked { kind: BlockKind::TableRow, text: text.trim_matches('|').trim() };
    }
    let depth = u8::try_from((line.len() - line.trim_start().len()) / 2).unwrap_or(u8::MAX);
    if let Some((level, text)) = heading(text) {
        return Marked { kind: BlockKind::Heading(level), text };
    }
    if text.starts_with('>') {
        let text = text.trim_start_matches(['>', ' ']);
        return Marked { kind: BlockKind::Quote, text };
    }
    if let Some((number, text)) = item(text) {
        return Marked { kind: BlockKind::ListItem { depth, number }, text };
    }
    Marked { kind: BlockKind::Paragraph, text }
}

fn heading(text: &str) -> Option<(u8, &str)> {
    let rest = text.trim_start_matches('#');
    let level = text.len() - rest.len();
    let rest = rest.strip_prefix(' ')?.trim();
    ((1..=6).contains(&level) && !rest.is_empty())
        .then(|| (level as u8, rest.trim_end_matches('#').trim_end()))
}

/// The number, if any, and the text of a list item.
fn item(text: &str) -> Option<(Option<u32>, &str)> {
    for mark in ["- ", "* ", "+ ", "– ", "• ", "•", "· ", "● ", "▪ ", "■ ", "‣ ", "◦ "]
    {
        if let Some(rest) = text.strip_prefix(mark) {
            return (!rest.trim().is_empty()).then(|| (None, rest.trim_start()));
        }
    }
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    if !(1..=3).contains(&digits) {
        return None;
    }
    let rest = rest.strip_prefix(['.', ')'])?.strip_prefix(' ')?.trim_start();
    Some((text[..digits].parse().ok(), rest))
}

/// Whether `line` begins a block of its own, whatever stands before it.
pub(super) fn begins(line: &str) -> bool {
    let text = super::lines::body(line);
    heading(text).is_some() || item(text).is_some() || alone(line)
}

/// Whether `line` never goes on in the next: a heading, a rule, a row of a table.
pub(super) fn alone(line: &str) -> bool {
    let text = line.trim();
    heading(text).is_some() || is_rule(text) || is_fence(text) || text.starts_with('|')
}

/// Whether `line` opens or closes a fenced piece of code.
pub(super) fn is_fence(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("```") || line.starts_with("~~~")
}

/// Whether `line` makes the line above it a heading.
pub(super) fn underlines(line: &str) -> bool {
    let text = line.trim();
    text.len() >= 3 && [b'=', b'-'].iter().any(|mark| text.bytes().all(|b| b == *mark))
}

/// Whether `line` is a rule or an underline: three or more of `- = * _ ~`.
pub(super) fn is_rule(line: &str) -> bool {
    let text = line.trim().as_bytes();
    text.len() >= 3
        && matches!(text[0], b'-' | b'=' | b'*' | b'_' | b'~')
        && text.iter().all(|b| *b == text[0] || *b == b' ')
}
