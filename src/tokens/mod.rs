//! Stage 2: text to boundaries, words, sentences and tokens.

mod boundaries;
mod chars;
mod language;
mod sentence;

pub use boundaries::{
    Level, UNICODE_VERSION, Unit, boundaries, boundaries_into, count_words, graphemes,
    graphemes_into, words, words_into,
};
pub use sentence::{for_each_sentence, sentences, sentences_into};

use crate::span::Span;
use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

/// What a [`Token`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenKind {
    /// Letters.
    Word,
    /// A number in digits, with its separators.
    Number,
    /// Punctuation.
    Punctuation,
    /// Any other sign: currency, arithmetic, ...
    Symbol,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// `@name`.
    Mention,
    /// `#topic`.
    Hashtag,
    /// A pictograph, with its modifiers.
    Emoji,
}

impl TokenKind {
    /// The name that Python and Arrow show.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Word => "word",
            Self::Number => "number",
            Self::Punctuation => "punctuation",
            Self::Symbol => "symbol",
            Self::Url => "url",
            Self::Email => "email",
            Self::Mention => "mention",
            Self::Hashtag => "hashtag",
            Self::Emoji => "emoji",
        }
    }
}

/// One linguistic token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
}

/// The linguistic tokens of `text`, in order; white space is in none.
pub fn tokens(text: &str, _lang: &str) -> Vec<Token> {
    text.split_word_bound_indices()
        .filter(|(_, w)| !w.trim().is_empty())
        .map(|(at, w)| {
            let first = w.chars().next().unwrap_or(' ');
            let kind = match first {
                c if c.is_numeric() => TokenKind::Number,
                c if c.is_alphabetic() => TokenKind::Word,
                c if c.is_ascii_punctuation() => TokenKind::Punctuation,
                _ => TokenKind::Symbol,
            };
            Token { span: Span::new(at, at + w.len()), kind }
        })
        .collect()
}
