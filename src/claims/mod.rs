//! Stage 3: text to numeric claims.
//!
//! Sentences that hold no numeral cost the trigger scan alone. In the others `quantity` reads
//! the number, its unit, kind and bound, and says what is not a claim; `context` then finds
//! what is counted, what happened to it, who says so and when.

mod claim;
pub(crate) mod context;
mod lexicon;
pub(crate) mod quantity;
mod time;

pub use claim::{Bound, Claim, Direction, EventType, Kind, Modality};
pub use quantity::{Number, numbers};

/// What [`claims`] may be told.
#[derive(Clone, Debug, Default)]
pub struct ClaimOptions {
    /// Only these kinds; all where it is `None`.
    pub kinds: Option<Vec<Kind>>,
    /// The date of publication, ISO 8601, against which `last Friday` is read.
    pub published: Option<String>,
}

/// The numeric claims of `text`, in order.
pub fn claims(text: &str, options: &ClaimOptions) -> Vec<Claim> {
    let mut found = Vec::new();
    for sentence in crate::tokens::sentences(text, "en") {
        let tokens = crate::tokens::tokens(sentence.text(text), "en")
            .into_iter()
            .map(|t| crate::tokens::Token { span: t.span.shift(sentence.start), ..t })
            .collect::<Vec<_>>();
        let quantities = quantity::quantities(text, sentence, &tokens);
        let contexts = context::contexts(text, sentence, &tokens, &quantities, options);
        for (quantity, context) in quantities.into_iter().zip(contexts) {
            found.push(Claim::new(sentence, quantity, context));
        }
    }
    if let Some(kinds) = &options.kinds {
        found.retain(|c: &Claim| kinds.contains(&c.kind));
    }
    found
}
