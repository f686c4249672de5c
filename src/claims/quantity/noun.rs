//! What the words around a number look like: a noun that it counts, a headline.

use super::lex::{Class, Scan};
use super::tables::{Role, flag, list};
use crate::claims::key::any_of;

/// A lower-case plural, or an adjective and a noun, follows: something is counted.
pub(super) fn counts_noun(s: &Scan<'_>, at: usize) -> bool {
    let noun = |i: usize| {
        s.is_word(i)
            && s.gap(i)
            && s.get(i).is_some_and(|a| !a.cap && !a.line)
            && !s.has(i, flag::STOP)
            && s.role(i) == Role::None
    };
    let plural = |i: usize| noun(i) && (s.str(i).ends_with('s') || s.is(i, list::PLURAL));
    plural(at)
        || (noun(at) && plural(at + 1))
        || (noun(at) && noun(at + 1) && plural(at + 2))
        || s.hyphen(at)
}

/// A lower-case plural at once.
pub(super) fn plural_at(s: &Scan<'_>, at: usize) -> bool {
    s.is_word(at)
        && s.get(at).is_some_and(|a| !a.cap && !a.line)
        && s.str(at).ends_with('s')
        && !s.has(at, flag::STOP)
        && !s.is(at, any_of!["news"])
        || s.is(at, any_of!["people", "men", "women", "children"])
}

/// Whether the atom opens a sentence or line.
pub(super) fn begins_sentence(s: &Scan<'_>, at: usize) -> bool {
    at == 0
        || s.get(at).is_some_and(|a| a.line)
        || matches!(s.sign(at - 1), '.' | '!' | '?' | '"' | '“' | '‘' | ':' | '—' | '*' | '•' | '|')
        || (matches!(s.sign(at - 1), '\'' | '-') && s.gap(at - 1))
}

/// Nearly all words but those of grammar are capital: a headline.
pub(super) fn headline(s: &Scan<'_>) -> bool {
    *s.headline.get_or_init(|| {
        let (mut all, mut capital) = (0, 0);
        for (at, atom) in s.atoms.iter().enumerate().take(60) {
            if s.has(at, flag::BE) && !atom.cap {
                return false;
            }
            let grammar = s.has(at, flag::STOP) && !atom.cap;
            if atom.class == Class::Word && atom.end - atom.start > 3 && !grammar {
                all += 1;
                capital += usize::from(atom.cap);
            }
        }
        all >= 3 && capital * 8 >= all * 7
    })
}
