//! Every number of a text, and what it is.

use super::join::Join;
use super::{Lang, Reader, Verdict, judge};
use crate::span::Span;

/// One number of a text and what it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Number {
    /// The numeral.
    pub span: Span,
    /// Its value.
    pub value: f64,
    /// `claim`, `date`, `time`, `name`, `identifier`, `address`, `list`, `table`, `idiom`, ...
    pub what: &'static str,
}

/// Every number of `text`, in order, with what it is. Offsets are bytes; linear in the text.
///
/// ```
/// let numbers = tamis::claims::numbers("Two men left on May 4.");
/// let read: Vec<_> = numbers.iter().map(|n| (n.value, n.what)).collect();
/// assert_eq!(read, [(2.0, "claim"), (4.0, "date")]);
/// ```
pub fn numbers(text: &str) -> Vec<Number> {
    let mut found = Vec::new();
    let Some(first) = super::trigger::any(text) else { return found };
    let lang = Lang::from_code(crate::claims::language(text));
    let mut sentences = Vec::new();
    crate::claims::numeral_sentences(text, first, lang, |sentence| sentences.push(sentence));
    let mut reader = Reader::default();
    for group in sentences.chunks(crate::claims::group::GROUP) {
        reader.each(text, lang, group, |s, rows, _| {
            judge(s, rows, |c, verdict| {
                let what = match verdict {
                    Verdict::Claim(..) => "claim",
                    Verdict::Not(what) => what,
                };
                let share = c.join == Join::Share;
                if share {
                    let last = s.atoms[c.end.clamp(c.first + 1, s.atoms.len()) - 1].end;
                    let span = Span::new(s.atoms[c.n.first].start, last);
                    found.push(Number { span, value: c.value, what });
                }
                for n in std::iter::once(&c.n).chain(&c.second).filter(|_| !share) {
                    let last = n.end.clamp(n.first + 1, s.atoms.len()) - 1;
                    let span = Span::new(s.atoms[n.first].start, s.atoms[last].end);
                    found.push(Number { span, value: n.value, what });
                }
            });
        });
    }
    found
}
