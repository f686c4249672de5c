//! The sentences of a text go through every step together, a group at a time: the code of a step
//! is then at hand for all of them, where one sentence after another would fetch all of it anew.

use super::context::{self, Buffers, Stated};
use super::quantity::{Lang, Quantity, Reader};
use super::{Claim, numeral_sentences};
use crate::span::Span;
use crate::tokens::{Token, tokens_into};
use std::cell::RefCell;

/// Sentences of a group: more gain little, and each keeps its words for the next group.
pub(super) const GROUP: usize = 32;

/// What is kept from one group to the next, so that a sentence allocates nothing of its own.
#[derive(Default)]
struct Scratch {
    sentences: Vec<Span>,
    reader: Reader,
    quantities: Vec<Quantity>,
    /// Where the quantities of each sentence end.
    ends: Vec<usize>,
    tokens: Vec<Token>,
    buffers: Vec<Buffers>,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::new(Scratch::default());
}

/// The claims of `text`, whose language is `code`; before `first` stands no numeral.
pub(super) fn claims(text: &str, first: usize, code: &str, published: Option<&str>) -> Vec<Claim> {
    let lang = Lang::from_code(code);
    let mut found = Vec::new();
    SCRATCH.with_borrow_mut(|scratch| {
        let mut sentences = std::mem::take(&mut scratch.sentences);
        sentences.clear();
        numeral_sentences(text, first, lang, |sentence| sentences.push(sentence));
        scratch.reader.begin();
        for group in sentences.chunks(GROUP) {
            scratch.read(text, lang, code, published, group, &mut found);
        }
        scratch.sentences = sentences;
    });
    found
}

impl Scratch {
    fn read(
        &mut self,
        text: &str,
        lang: Lang,
        code: &str,
        published: Option<&str>,
        group: &[Span],
        found: &mut Vec<Claim>,
    ) {
        self.quantities.clear();
        self.ends.clear();
        self.reader.quantities(text, lang, group, &mut self.quantities, &mut self.ends);
        let english = code.starts_with("en");
        let mut stated = Vec::with_capacity(group.len());
        self.tokens.clear();
        let mut from = 0;
        for (&sentence, &end) in group.iter().zip(&self.ends) {
            let quantities = &self.quantities[from..end];
            from = end;
            if quantities.is_empty() {
                continue;
            }
            let first = self.tokens.len();
            if english {
                tokens_into(sentence.text(text), sentence.start, code, &mut self.tokens);
            }
            stated.push(Stated { sentence, tokens: first..self.tokens.len(), quantities });
        }
        let contexts = match english {
            true => context::contexts(text, &stated, &self.tokens, published, &mut self.buffers),
            false => vec![context::Context::default(); self.quantities.len()],
        };
        let sentences: Vec<Span> =
            stated.iter().flat_map(|s| s.quantities.iter().map(|_| s.sentence)).collect();
        let claims = sentences.into_iter().zip(self.quantities.drain(..)).zip(contexts);
        found.extend(claims.map(|((s, quantity), context)| Claim::new(s, quantity, context)));
    }
}
