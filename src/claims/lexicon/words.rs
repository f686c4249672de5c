//! The words of a sentence: tokens joined at hyphens, cut at contractions and quantities, and
//! looked up in the lexicon.

use super::{Entry, lookup_key};
use crate::claims::Kind;
use crate::claims::key::Key;
use crate::claims::quantity::Quantity;
use crate::span::Span;
use crate::tokens::Token;

/// What a word is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tag {
    Noun,
    Name,
    Adj,
    Adv,
    /// A present or base form.
    Verb,
    Past,
    Participle,
    Ing,
    Be,
    Have,
    Do,
    Modal,
    Det,
    Poss,
    Pron,
    Rel,
    Wh,
    Prep,
    Part,
    Conj,
    Sub,
    To,
    Neg,
    Exist,
    Comp,
    Number,
    Quantity,
    /// Part of the words that bound the quantity after them: `more than`.
    Hedge,
    Possessive,
    Time,
    Comma,
    Dash,
    Colon,
    Open,
    Close,
    Quote,
    Stop,
    Other,
}

/// One word.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) span: Span,
    /// Its text in lower case.
    pub(crate) key: Key,
    pub(crate) entry: Option<&'static Entry>,
    /// The lexicon's tags; 0 of an unknown word.
    pub(crate) lex: u64,
    pub(crate) tag: Tag,
    /// The quantity it is, by its place in the list.
    pub(crate) quantity: Option<u32>,
    /// Begins with a capital letter.
    pub(crate) capital: bool,
    /// Follows the word before it without a space.
    pub(crate) glued: bool,
    /// Has a hyphen inside.
    pub(crate) hyphen: bool,
    /// Ends in `s`: how a noun that the lexicon does not know shows its plural.
    pub(crate) unknown_plural: bool,
    /// Ends in `ly`.
    pub(crate) adverbial: bool,
    /// A share that stands before a determiner: `half the`, `twice the`.
    pub(crate) share: bool,
    /// A count of more than one thing.
    pub(crate) counts: bool,
    /// Of a quantity.
    pub(crate) kind: Option<Kind>,
    /// The first word of a time expression.
    pub(crate) begins_time: bool,
}

impl Word {
    fn new(text: &str, span: Span, glued: bool) -> Self {
        let word = span.text(text);
        let first = word.chars().next().unwrap_or(' ');
        let mut this = Self {
            span,
            key: Key::of(word.as_bytes()),
            entry: None,
            lex: 0,
            tag: Tag::Other,
            quantity: None,
            capital: first.is_uppercase(),
            glued,
            hyphen: false,
            unknown_plural: word.ends_with('s') && !word.ends_with("ss"),
            adverbial: word.ends_with("ly"),
            share: false,
            counts: false,
            kind: None,
            begins_time: false,
        };
        if first.is_alphabetic() || matches!(first, '\'' | '’') && word.len() > first.len_utf8() {
            this.entry = lookup_key(word, this.key);
            this.lex = this.entry.map_or(0, |e| e.tags);
            this.tag = Tag::Noun;
        } else if first.is_numeric() {
            this.tag = Tag::Number;
        } else {
            this.tag = sign(word);
        }
        this
    }

    /// A word of ASCII letters that stands apart.
    fn letters(text: &str, span: Span) -> Self {
        let word = &text.as_bytes()[span.start..span.end];
        let key = Key::of(word);
        let entry = lookup_key(span.text(text), key);
        Self {
            span,
            key,
            entry,
            lex: entry.map_or(0, |e| e.tags),
            tag: Tag::Noun,
            quantity: None,
            capital: word[0].is_ascii_uppercase(),
            glued: false,
            hyphen: false,
            unknown_plural: word.ends_with(b"s") && !word.ends_with(b"ss"),
            adverbial: word.ends_with(b"ly"),
            share: false,
            counts: false,
            kind: None,
            begins_time: false,
        }
    }

    /// Whether the lexicon gives it any of these tags.
    pub(crate) fn may(&self, bits: u64) -> bool {
        self.lex & bits != 0
    }

    /// Its text is `word`, but for case.
    pub(crate) fn is(&self, word: Key) -> bool {
        self.key == word
    }

    /// The lemma the lexicon has for it.
    pub(crate) fn lemma(&self) -> &'static str {
        self.entry.map_or("", Entry::lemma)
    }
}

fn sign(word: &str) -> Tag {
    match word {
        "," => Tag::Comma,
        "-" | "–" | "—" | "--" | "―" | "‑" => Tag::Dash,
        ":" | ";" => Tag::Colon,
        "(" | "[" | "{" => Tag::Open,
        ")" | "]" | "}" => Tag::Close,
        "\"" | "“" | "”" | "‘" | "’" | "'" | "«" | "»" | "„" | "``" | "''" => {
            Tag::Quote
        }
        "." | "!" | "?" | "…" | "..." | "•" | "|" => Tag::Stop,
        _ => Tag::Other,
    }
}

/// Fills `words` with those of `tokens`; each of `quantities` becomes one word.
pub(crate) fn read(text: &str, tokens: &[Token], quantities: &[Quantity], words: &mut Vec<Word>) {
    words.clear();
    let mut next = 0;
    for token in tokens {
        let mut span = token.span;
        while let Some(quantity) = quantities.get(next) {
            let q = quantity.span;
            if q.start >= span.end {
                break;
            }
            if q.start > span.start {
                push(text, Span::new(span.start, q.start), words);
            }
            if words.last().is_none_or(|w| w.quantity != Some(next as u32)) {
                words.push(Word {
                    tag: Tag::Quantity,
                    quantity: Some(next as u32),
                    share: share(q.text(text)),
                    counts: quantity.kind == Kind::Count && quantity.value > 1.0,
                    kind: Some(quantity.kind),
                    ..Word::new(text, q, glued(words, q))
                });
            }
            span.start = span.end.min(q.end.max(span.start));
            if q.end > span.end || span.start >= span.end {
                next += usize::from(q.end <= span.end);
                break;
            }
            next += 1;
        }
        // A quantity that ended with the token before this one is done.
        while quantities.get(next).is_some_and(|q| q.span.end <= span.start) {
            next += 1;
        }
        if span.start < span.end {
            push(text, span, words);
        }
    }
}

/// Multiples and shares that may stand before `the` and `a`.
fn share(quantity: &str) -> bool {
    ["½", "half", "twice", "double", "triple", "Half", "Twice", "Double"].contains(&quantity)
}

fn glued(words: &[Word], span: Span) -> bool {
    words.last().is_some_and(|w| w.span.end == span.start)
}

/// `1990` and `s` are one word.
fn decade_ending(text: &str, span: Span, words: &mut [Word]) -> bool {
    let Some(last) = words.last_mut().filter(|_| span.text(text) == "s") else { return false };
    let joins = last.tag == Tag::Number && last.quantity.is_none() && last.span.end == span.start;
    if joins {
        last.span.end = span.end;
        last.key = Key::of(last.span.text(text).as_bytes());
    }
    joins
}

/// Adds the part of a token at `span`: joined to the word before it at a hyphen, or cut at its
/// apostrophe.
fn push(text: &str, span: Span, words: &mut Vec<Word>) {
    let whole = span.text(text);
    // Most tokens are letters with white space before them: nothing joins or cuts them.
    if whole.bytes().all(|b| b.is_ascii_alphabetic())
        && span.start > 0
        && text.as_bytes()[span.start - 1] == b' '
        && words.last().is_none_or(|w| w.span.end < span.start)
    {
        words.push(Word::letters(text, span));
        return;
    }
    push_any(text, span, words);
}

/// [`push`] of any token.
fn push_any(text: &str, mut span: Span, words: &mut Vec<Word>) {
    let whole = span.text(text);
    let bare = whole.trim_start_matches(['-', '‑']);
    let hyphen = bare.len() < whole.len() && glued(words, span);
    if hyphen && bare.is_empty() {
        if let Some(last) = words.last_mut() {
            // The hyphen stays open until a letter follows it.
            last.hyphen = true;
        }
        return;
    }
    if hyphen {
        span.start += whole.len() - bare.len();
    }
    // The sign of `300+ reviews` is no word.
    if whole == "+"
        && words.last().is_some_and(|w| w.quantity.is_some() && w.span.end == span.start)
    {
        return;
    }
    if decade_ending(text, span, words) {
        return;
    }
    let letters = bare.chars().next().is_some_and(char::is_alphanumeric);
    let join = words.last().is_some_and(|w| {
        w.quantity.is_none()
            && letters
            && (w.hyphen && hyphens(text, w.span.end, span.start) || hyphen)
            && matches!(w.tag, Tag::Noun | Tag::Number)
    });
    if join && let Some(last) = words.last_mut() {
        let tail = Word::new(text, span, false);
        let tag = if last.tag == Tag::Number && tail.tag == Tag::Number {
            Tag::Number
        } else {
            Tag::Noun
        };
        let span = Span::new(last.span.start, span.end);
        *last = Word {
            span,
            key: Key::of(span.text(text).as_bytes()),
            tag,
            hyphen: true,
            capital: last.capital,
            glued: last.glued,
            ..tail
        };
        return;
    }
    let glue = hyphen
        || words
            .last()
            .is_some_and(|w| hyphens(text, w.span.end, span.start) || w.span.end == span.start);
    if let Some(cut) = contraction(span.text(text)).map(|n| span.end - n)
        && cut > span.start
    {
        words.push(Word::new(text, Span::new(span.start, cut), glue));
        words.push(Word::new(text, Span::new(cut, span.end), true));
        return;
    }
    words.push(inner(text, span, glue));
}

/// A token that holds hyphens has the lexicon's tags of its last part.
fn inner(text: &str, span: Span, glue: bool) -> Word {
    let word = span.text(text);
    // The longer hyphen begins with this byte.
    if !word.bytes().any(|b| matches!(b, b'-' | 0xe2)) {
        return Word::new(text, span, glue);
    }
    match word.rfind(['-', '‑']) {
        Some(at) if at > 0 && at + 1 < word.len() && span.end - span.start > 2 => {
            let skip = word[at..].chars().next().map_or(1, char::len_utf8);
            let tail = Word::new(text, Span::new(span.start + at + skip, span.end), glue);
            Word {
                span,
                key: Key::of(word.as_bytes()),
                hyphen: true,
                capital: word.starts_with(char::is_uppercase),
                tag: if tail.tag == Tag::Other { Tag::Noun } else { tail.tag },
                ..tail
            }
        }
        _ => Word::new(text, span, glue),
    }
}

fn hyphens(text: &str, from: usize, to: usize) -> bool {
    to > from && text[from..to].chars().all(|c| matches!(c, '-' | '‑'))
}

/// The length of the contracted tail of a word: `n't`, `'s`, a bare apostrophe after `s`.
fn contraction(word: &str) -> Option<usize> {
    // The curly apostrophe begins with this byte.
    if !word.bytes().any(|b| matches!(b, b'\'' | 0xe2)) {
        return None;
    }
    const TAILS: [&str; 16] = [
        "n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m",
        "s'", "s’",
    ];
    TAILS.iter().enumerate().find_map(|(i, tail)| {
        let from = word.len().checked_sub(tail.len()).filter(|&from| from > 0)?;
        let found = word.is_char_boundary(from) && word[from..].eq_ignore_ascii_case(tail);
        found.then(|| if i < 14 { tail.len() } else { tail.len() - 1 })
    })
}

#[cfg(test)]
mod tests {
    use super::{Word, push, push_any};
    use crate::tokens::tokens;
    use proptest::prelude::*;

    fn read(text: &str, push: fn(&str, crate::span::Span, &mut Vec<Word>)) -> String {
        let mut words = Vec::new();
        tokens(text, "en").iter().for_each(|token| push(text, token.span, &mut words));
        format!("{words:?}")
    }

    proptest! {
        #[test]
        fn plain_words_are_read_as_any_other(
            parts in prop::collection::vec("(The|rose|less|newly|s|1990|it's|twenty-|-old|[a-z]{1,6}|[A-Z.,’'-]|é)", 0..12),
            glue in "( |-|  |)",
        ) {
            let text = parts.join(&glue);
            prop_assert_eq!(read(&text, push), read(&text, push_any));
        }
    }
}
