//! [`Operation`]: what a batch does with each document.

use super::claims::push_claims;
use super::column::{Column, Name};
use super::record::{ARTICLE, CLAIM, Cell, DOCUMENT, NUMBER, OFFSETS, TOKEN_OFFSETS, Type};
use super::rows::{Origin, article_row, document_row, number_row};
use super::strings::as_text;
use crate::claims::{ClaimOptions, claims, numbers};
use crate::clean::{CleanOptions, scalars};
use crate::error::{Error, Result};
use crate::offsets::CharCursor;
use crate::pipeline::{AnalyzeOptions, article_and_claims};
use crate::span::Span;
use crate::tokens::{
    Level, TokenKind, Unit, boundaries_into, for_each_sentence, graphemes, graphemes_into,
    sentences, tokens, words, words_into,
};
use std::borrow::Cow;

/// What a batch does with each document: an optional cleaning, then one stage.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Clean first and hand the article's text on.
    pub clean: Option<CleanOptions>,
    /// The stage whose result is the column.
    pub stage: Stage,
    /// The encoding of sources of bytes, where it is known.
    pub encoding: Option<String>,
}

/// The stage of an [`Operation`].
#[derive(Clone, Debug)]
pub enum Stage {
    /// A list of offsets.
    Boundaries(Level, Unit),
    /// UAX #29 words.
    Words(Output),
    /// Grapheme clusters.
    Graphemes(Output),
    /// Sentences of a language.
    Sentences(String, Output),
    /// Offsets and kinds of the tokens of a language.
    Tokens(String, Unit),
    /// The scalars of the article.
    Clean(CleanOptions),
    /// Every number and what it is.
    Numbers,
    /// A list of claims.
    Claims(ClaimOptions),
    /// The scalars of the article, and its claims.
    Analyze(AnalyzeOptions),
}

/// How pieces of a text are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    /// As start and end.
    Spans(Unit),
    /// As strings.
    Text,
}

/// What is known of one document beside its source.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known<'d> {
    /// Where it came from.
    pub url: Option<&'d str>,
    /// When it was published, ISO 8601.
    pub published: Option<&'d str>,
}

impl From<Stage> for Operation {
    fn from(stage: Stage) -> Self {
        Self { clean: None, stage, encoding: None }
    }
}

impl Operation {
    /// Whether sources may be bytes: only a stage that cleans asks for their encoding.
    pub fn takes_bytes(&self) -> bool {
        self.clean.is_some() || matches!(self.stage, Stage::Clean(_) | Stage::Analyze(_))
    }

    /// An empty column of results.
    pub fn column(&self) -> Column {
        match &self.stage {
            Stage::Boundaries(..) => Column::list(Column::new(Type::Int)),
            Stage::Words(output) | Stage::Graphemes(output) | Stage::Sentences(_, output) => {
                match output {
                    Output::Spans(_) => Column::new(Type::List(&OFFSETS)),
                    Output::Text => Column::list(Column::new(Type::Text)),
                }
            }
            Stage::Tokens(..) => Column::new(Type::List(&TOKEN_OFFSETS)),
            Stage::Clean(_) => Column::new(Type::Struct(&ARTICLE)),
            Stage::Numbers => Column::new(Type::List(&NUMBER)),
            Stage::Claims(_) => Column::new(Type::List(&CLAIM)),
            Stage::Analyze(_) => Column::new(Type::Struct(&DOCUMENT)),
        }
    }

    /// The largest [`Column::extent`] that the results for so many bytes of sources can have, where
    /// something bounds it.
    pub fn most(&self, bytes: usize) -> Option<usize> {
        match (&self.stage, &self.clean) {
            (Stage::Numbers | Stage::Claims(_) | Stage::Clean(_) | Stage::Analyze(_), _)
            | (_, Some(_)) => None,
            // A token of one byte has a kind of eleven; a byte that is no UTF-8 becomes three.
            _ => Some(bytes.saturating_mul(11)),
        }
    }

    /// Adds the result for one source to `out`. `bytes` says that the source is in an encoding
    /// still to be found; otherwise it is UTF-8. What is `known` of it goes before the options.
    pub fn apply(
        &self,
        source: &[u8],
        bytes: bool,
        known: Known<'_>,
        out: &mut Column,
    ) -> Result<()> {
        self.apply_up_to(i32::MAX as usize, source, bytes, known, out)
    }

    /// [`Operation::apply`] with `limit` for the end of Arrow's offsets.
    fn apply_up_to(
        &self,
        limit: usize,
        source: &[u8],
        bytes: bool,
        known: Known<'_>,
        out: &mut Column,
    ) -> Result<()> {
        if source.len() > limit {
            return Err(Error::input(format!(
                "a document of {} bytes is too long: offsets in a batch end at {limit}; cut it",
                source.len()
            )));
        }
        let (text, origin) = match bytes {
            true => Origin::of(source, self.encoding.as_deref()),
            false => (as_text(source), Origin::default()),
        };
        let operation = match known {
            Known { url: None, published: None } => Cow::Borrowed(self),
            _ => Cow::Owned(self.knowing(known)),
        };
        match &operation.clean {
            Some(options) => operation.run(&scalars(&text, options).text, &origin, out)?,
            None => operation.run(&text, &origin, out)?,
        }
        if out.extent() > limit {
            return Err(Error::input(format!(
                "the results for a document of {} bytes are too long for one array of Arrow, whose \
                 offsets end at {limit}; cut it",
                source.len()
            )));
        }
        Ok(())
    }

    fn knowing(&self, known: Known<'_>) -> Self {
        let mut own = self.clone();
        let (mut cleaning, mut claiming) = (own.clean.as_mut(), None);
        match &mut own.stage {
            Stage::Clean(options) => cleaning = Some(options),
            Stage::Claims(options) => claiming = Some(options),
            Stage::Analyze(options) => {
                (cleaning, claiming) = (Some(&mut options.clean), Some(&mut options.claims));
            }
            _ => {}
        }
        if let (Some(options), Some(url)) = (cleaning, known.url) {
            options.url = Some(url.to_owned());
        }
        if let (Some(options), Some(date)) = (claiming, known.published) {
            options.published = Some(date.to_owned());
        }
        own
    }

    fn run(&self, text: &str, origin: &Origin, out: &mut Column) -> Result<()> {
        match &self.stage {
            Stage::Boundaries(level, unit) => {
                return out.push_ints(|to| boundaries_into(text, *level, *unit, to));
            }
            Stage::Words(Output::Spans(unit)) => {
                return out.push_pairs(|starts, ends| words_into(text, *unit, starts, ends));
            }
            Stage::Graphemes(Output::Spans(unit)) => {
                return out.push_pairs(|starts, ends| graphemes_into(text, *unit, starts, ends));
            }
            Stage::Words(Output::Text) => push_texts(text, &words(text), out),
            Stage::Graphemes(Output::Text) => push_texts(text, &graphemes(text), out),
            Stage::Sentences(lang, Output::Text) => push_texts(text, &sentences(text, lang), out),
            Stage::Sentences(lang, Output::Spans(unit)) => {
                let mut at = Place::new(text, *unit);
                return out.push_pairs(|starts, ends| {
                    for_each_sentence(text, lang, |span| {
                        starts.push(at.of(span.start));
                        ends.push(at.of(span.end));
                    });
                    Ok(())
                });
            }
            Stage::Tokens(lang, unit) => {
                let mut at = Place::new(text, *unit);
                out.push_named_pairs(tokens(text, lang).into_iter().map(|token| {
                    (at.of(token.span.start), at.of(token.span.end), KINDS[token.kind as usize])
                }));
            }
            Stage::Clean(options) => {
                out.push(Cell::Struct(article_row(scalars(text, options), origin)));
            }
            Stage::Numbers => {
                let mut at = CharCursor::new(text);
                let rows = numbers(text);
                let rows = rows.iter().map(|number| number_row(number, text, &mut at));
                out.push(Cell::List(rows.collect()));
            }
            Stage::Claims(options) => {
                push_claims(&claims(text, options), text, out);
            }
            Stage::Analyze(options) => {
                let (article, claims) = article_and_claims(text, options);
                out.push(Cell::Struct(document_row(article, &claims, origin)));
            }
        }
        Ok(())
    }
}

/// Offsets of one text in the unit that was asked for.
enum Place<'t> {
    Byte,
    Char(CharCursor<'t>),
}

impl<'t> Place<'t> {
    fn new(text: &'t str, unit: Unit) -> Self {
        match unit {
            Unit::Byte => Self::Byte,
            Unit::Char => Self::Char(CharCursor::new(text)),
        }
    }

    /// Fits: a document is shorter than `i32::MAX` bytes.
    #[inline]
    fn of(&mut self, byte: usize) -> i32 {
        match self {
            Self::Byte => byte as i32,
            Self::Char(cursor) => cursor.to_char(byte) as i32,
        }
    }
}

/// The names of kinds, by number.
static KINDS: [Name; TokenKind::ALL.len()] = {
    let mut names = [Name::new(""); TokenKind::ALL.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = Name::new(TokenKind::ALL[at].as_str());
        at += 1;
    }
    names
};

fn push_texts(text: &str, spans: &[Span], out: &mut Column) {
    out.push_list(|items| spans.iter().for_each(|s| items.push_text(s.text(text))));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(limit: usize, stage: Stage) -> String {
        let operation = Operation::from(stage);
        let mut out = operation.column();
        let result =
            operation.apply_up_to(limit, b"Ten men, no boat.", false, Known::default(), &mut out);
        result.err().map_or_else(String::new, |e| e.to_string())
    }

    #[test]
    fn what_offsets_cannot_hold_is_refused_with_a_sentence() {
        let tokens = || Stage::Tokens("en".to_owned(), Unit::Char);
        assert!(refused(16, tokens()).contains("a document of 17 bytes is too long"));
        // The kinds of its six tokens have 38 letters together.
        assert!(refused(37, tokens()).contains("too long for one array"));
        assert_eq!(refused(38, tokens()), "");
        assert_eq!(refused(17, Stage::Words(Output::Spans(Unit::Byte))), "");
    }

    #[test]
    fn the_bound_of_results_holds() {
        let (text, mark) = (",".repeat(9), "\u{301}".repeat(9));
        for text in [&text, &mark] {
            for stage in [
                Stage::Boundaries(Level::Grapheme, Unit::Byte),
                Stage::Words(Output::Text),
                Stage::Graphemes(Output::Text),
                Stage::Sentences("en".to_owned(), Output::Text),
                Stage::Tokens("en".to_owned(), Unit::Byte),
            ] {
                let operation = Operation::from(stage);
                let mut out = operation.column();
                operation
                    .apply(text.as_bytes(), false, Known::default(), &mut out)
                    .expect("a short text");
                assert!(Some(out.extent()) <= operation.most(text.len()), "{operation:?}");
            }
        }
    }
}
