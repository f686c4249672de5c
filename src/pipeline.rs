//! A source to its [`Document`]: the only file that names all three stages.

use crate::claims::{Claim, ClaimOptions, claims};
use crate::clean::{Article, CleanOptions, clean};
use crate::lang::guess;
use crate::span::Span;
use crate::tokens::{Token, sentences, tokens};

/// Everything tamis finds in one source. Offsets of sentences, tokens and claims are in
/// `article.text`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    /// The article.
    pub article: Article,
    /// Its sentences.
    pub sentences: Vec<Span>,
    /// Its tokens.
    pub tokens: Vec<Token>,
    /// Its numeric claims; a number in a dropped block is in none.
    pub claims: Vec<Claim>,
}

/// What [`analyze`] may be told.
#[derive(Clone, Debug, Default)]
pub struct AnalyzeOptions {
    /// Take the source as it is, without cleaning.
    pub whole: bool,
    /// For cleaning.
    pub clean: CleanOptions,
    /// For the claims; where `published` is not given, the article's own date stands in.
    pub claims: ClaimOptions,
}

/// The article in `source`, its sentences, tokens and numeric claims.
pub fn analyze(source: &str, options: &AnalyzeOptions) -> Document {
    let (article, claims) = article_and_claims(source, options);
    let lang = language(&article);
    let (sentences, tokens) = (sentences(&article.text, lang), tokens(&article.text, lang));
    Document { sentences, tokens, claims, article }
}

/// The article in `source` and its numeric claims, as [`analyze`] finds them. A batch, which has
/// no sentences or tokens in its rows, is spared a third of the time on plain text.
pub fn article_and_claims(source: &str, options: &AnalyzeOptions) -> (Article, Vec<Claim>) {
    let article =
        if options.whole { Article::whole(source) } else { clean(source, &options.clean) };
    let mut claim_options = options.claims.clone();
    if claim_options.published.is_none() {
        claim_options.published = article.metadata.published.as_ref().map(|f| f.value.clone());
    }
    claim_options.lang.get_or_insert_with(|| language(&article).to_owned());
    let claims = claims(&article.text, &claim_options);
    (article, claims)
}

/// The code of the language of an article, without its region.
fn language(article: &Article) -> &str {
    let stated = article.metadata.lang.as_ref().map(|f| f.value.as_str());
    let lang = stated.or_else(|| guess(&article.text)).unwrap_or("en");
    lang.split('-').next().unwrap_or(lang)
}
