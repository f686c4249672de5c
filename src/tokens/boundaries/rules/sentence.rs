//! Sentence boundary rules.

use crate::tokens::boundaries::property::{Properties, Sentence, Sentence::*};

/// What stands before a position.
struct Before {
    /// The very last character.
    last: Sentence,
    /// The last character that SB5 does not skip, and the one before.
    base: Sentence,
    second: Sentence,
    stop: Option<Stop>,
}

/// `SATerm Close* Sp* ParaSep?`, as far as it has come.
#[derive(Clone, Copy)]
struct Stop {
    /// The terminator is an `ATerm`.
    full: bool,
    part: Part,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Term,
    Close,
    Sp,
}

/// Calls `found` with every boundary but the last. `text` is not empty.
pub(super) fn boundaries(text: &str, found: &mut impl FnMut(usize)) {
    let mut before = Before { last: Other, base: Other, second: Other, stop: None };
    for (at, c) in text.char_indices() {
        let right = Properties::of(c).sentence;
        // The first of what decides in SB8, from `right` on.
        let ahead = || {
            let mut rest = text[at..].chars().map(|c| Properties::of(c).sentence);
            rest.find(|s| matches!(s, OLetter | Upper | Lower | Sep | Cr | Lf | STerm | ATerm))
        };
        // SB1
        if at == 0 || !joined(&before, right, ahead) {
            found(at);
        }
        before.push(right);
    }
}

impl Before {
    fn push(&mut self, right: Sentence) {
        if !matches!(right, Extend | Format) || separator(self.last) {
            self.stop = match (right, self.stop) {
                (ATerm | STerm, _) => Some(Stop { full: right == ATerm, part: Part::Term }),
                (Close, Some(stop)) if stop.part != Part::Sp => {
                    Some(Stop { part: Part::Close, ..stop })
                }
                (Sp, Some(stop)) => Some(Stop { part: Part::Sp, ..stop }),
                _ => None,
            };
            self.second = self.base;
            self.base = right;
        }
        self.last = right;
    }
}

/// Whether the rules forbid a boundary before `right`.
fn joined(left: &Before, right: Sentence, ahead: impl Fn() -> Option<Sentence>) -> bool {
    match (left.last, left.stop, right) {
        // SB3
        (Cr, _, Lf) => true,
        // SB4
        (last, _, _) if separator(last) => false,
        // SB5
        (_, _, Extend | Format) => true,
        // SB6
        (_, Some(Stop { full: true, part: Part::Term }), Numeric) => true,
        // SB7
        (_, Some(Stop { full: true, part: Part::Term }), Upper)
            if matches!(left.second, Upper | Lower) =>
        {
            true
        }
        // SB8a
        (_, Some(_), SContinue | STerm | ATerm) => true,
        // SB9
        (_, Some(Stop { part: Part::Term | Part::Close, .. }), Close | Sp | Sep | Cr | Lf) => true,
        // SB10
        (_, Some(_), Sp | Sep | Cr | Lf) => true,
        // SB8, after SB9 and SB10 so that one terminator looks ahead but once: all three join.
        (_, Some(Stop { full: true, .. }), _) if ahead() == Some(Lower) => true,
        // SB11
        (_, Some(_), _) => false,
        // SB998
        _ => true,
    }
}

fn separator(sentence: Sentence) -> bool {
    matches!(sentence, Sep | Cr | Lf)
}
