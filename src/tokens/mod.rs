//! Stage 2: text to boundaries, words, sentences and tokens.

mod boundaries;
mod chars;
mod language;
mod linguistic;
mod sentence;
mod simd;
mod token;

pub use boundaries::{
    Level, UNICODE_VERSION, Unit, boundaries, boundaries_by_rules, boundaries_into, count_words,
    graphemes, graphemes_into, words, words_into,
};
pub use linguistic::{tokens, tokens_into};
pub use sentence::{for_each_sentence, sentences, sentences_into};
pub use token::{Token, TokenKind};
