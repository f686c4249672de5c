//! Web and e-mail addresses, mentions and hashtags.

use super::Lexer;
use super::class::{Class, class};
use crate::tokens::boundaries::is_alphabetic;
use crate::tokens::chars::char_at;
use crate::tokens::token::TokenKind;

impl Lexer<'_, '_> {
    /// An e-mail address whose `@` stands at `at`: takes back the tokens of its local part. What
    /// stands from `pending` to `at` is in no token yet.
    pub(super) fn email(&mut self, pending: usize, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let local = bytes[..at].iter().rev().take(64).take_while(|&&b| is_local(b)).count();
        let domain = bytes[at + 1..].iter().take(255).take_while(|&&b| is_domain(b)).count();
        let mut end = at + 1 + domain;
        while end > at + 1 && !bytes[end - 1].is_ascii_alphanumeric() {
            end -= 1;
        }
        let known = bytes[at + 1..end].contains(&b'.') || bytes[at + 1..end].len() > 2;
        if local == 0 || end == at + 1 || !known {
            return None;
        }
        let mut start = at - local;
        while !bytes[start].is_ascii_alphanumeric() && start + 1 < at {
            start += 1;
        }
        // A token that began before the local part stays: the address begins after it.
        let held = self.list[self.base..]
            .iter()
            .rev()
            .take(130)
            .find(|t| t.span.start < start + self.offset && t.span.end > start + self.offset);
        if let Some(token) = held {
            start = token.span.end - self.offset;
        }
        self.take_back(start);
        if pending < start {
            self.push(pending, start, TokenKind::Word);
        }
        Some(self.push(start, end, TokenKind::Email))
    }

    /// A web address whose scheme stands from `start` to `colon`.
    pub(super) fn url(&mut self, start: usize, colon: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let scheme = &bytes[start..colon];
        let slashes = bytes[colon..].starts_with(b"://");
        let opaque = scheme.eq_ignore_ascii_case(b"mailto");
        if !(slashes && scheme.len() > 1 || opaque) || !scheme.iter().all(u8::is_ascii_alphanumeric)
        {
            return None;
        }
        let end = self.address_end(colon + 1);
        (end > colon + 3).then(|| self.push(start, end, TokenKind::Url))
    }

    /// One past the address that goes on from `at`: to white space or a bracket of mark-up,
    /// without the punctuation at its end.
    pub(super) fn address_end(&self, mut at: usize) -> usize {
        let start = at;
        while let Some(c) = char_at(self.text, at) {
            if c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»') {
                break;
            }
            at += c.len_utf8();
        }
        let mut end = at;
        let mut opened = self.text[start..at].matches('(').count();
        let mut closed = self.text[start..at].matches(')').count();
        while let Some(c) = self.text[start..end].chars().next_back() {
            match c {
                ')' if closed > opened => closed -= 1,
                '(' => opened = opened.saturating_sub(1),
                '.' | ',' | ':' | ';' | '!' | '?' | '\'' | '’' | ']' | '}' | '*' | '…' => {}
                _ => break,
            }
            end -= c.len_utf8();
        }
        end
    }

    /// `@name` or `#topic` at `at`, where no letter stands before it.
    pub(super) fn tag(&mut self, at: usize, sign: char) -> Option<usize> {
        let end = self.letters(at + 1);
        let first = char_at(self.text, at + 1)?;
        if end == at + 1 || class(first) != Class::Letter || is_alphabetic(first) == (first == '_')
        {
            return None;
        }
        if sign == '@' && self.byte(end) == b'.' && self.byte(end + 1).is_ascii_alphanumeric() {
            // `@paulhastings.com`: half an address.
            let end = self.address_end(at + 1);
            return Some(self.push(at, end, TokenKind::Mention));
        }
        let kind = if sign == '@' { TokenKind::Mention } else { TokenKind::Hashtag };
        Some(self.push(at, end, kind))
    }
}

fn is_local(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b'%')
}

fn is_domain(b: u8) -> bool {
    b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_')
}

/// Whether `label` is a top-level domain that is often written without a scheme.
pub(super) fn is_top_domain(label: &str) -> bool {
    const DOMAINS: [&str; 33] = [
        "ai", "app", "au", "biz", "br", "ca", "ch", "cn", "co", "com", "cz", "de", "dev", "edu",
        "eu", "fr", "gov", "info", "int", "io", "jp", "mil", "net", "nl", "org", "pl", "pt", "ru",
        "se", "tv", "ua", "uk", "рф",
    ];
    let mut lower = [0; 4];
    let Some(lower) = lower.get_mut(..label.len()) else { return false };
    lower.copy_from_slice(label.as_bytes());
    lower.make_ascii_lowercase();
    DOMAINS.iter().any(|d| d.as_bytes() == lower)
}
