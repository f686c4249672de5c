//! A source to its [`Document`]: the only file that names all three stages.

use crate::claims::{Claim, ClaimOptions, claims};
use crate::clean::{Article, CleanOptions, clean, scalars};
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
    let article =
        if options.whole { Article::whole(source) } else { clean(source, &options.clean) };
    let lang = lang_of(&article);
    let sentences = sentences(&article.text, &lang);
    let tokens = tokens(&article.text, &lang);
    let claims = claims_of(&article, lang, options);
    Document { article, sentences, tokens, claims }
}

/// The article in `source`, without blocks, comments and map, and its numeric claims: what a
/// column of documents holds.
pub fn article_and_claims(source: &str, options: &AnalyzeOptions) -> (Article, Vec<Claim>) {
    let article =
        if options.whole { Article::whole(source) } else { scalars(source, &options.clean) };
    let claims = claims_of(&article, lang_of(&article), options);
    (article, claims)
}

/// The language of an article: as stated, else as guessed.
fn lang_of(article: &Article) -> String {
    let stated = article.metadata.lang.as_ref().map(|f| f.value.as_str());
    let lang = stated.or_else(|| guess(&article.text)).unwrap_or("en");
    lang.split('-').next().unwrap_or(lang).to_owned()
}

fn claims_of(article: &Article, lang: String, options: &AnalyzeOptions) -> Vec<Claim> {
    let mut claim_options = options.claims.clone();
    if claim_options.published.is_none() {
        claim_options.published = article.metadata.published.as_ref().map(|f| f.value.clone());
    }
    claim_options.lang.get_or_insert(lang);
    claims(&article.text, &claim_options)
}
