//! Ordinals: the few that rank, and the many that only order.

use super::candidate::Candidate;
use super::lex::Scan;
use super::tables::{flag, list};
use crate::claims::key::any_of;

/// Nothing where the ordinal is a rank, else `ordinal`.
pub(super) fn ordinal(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let join = usize::from(s.hyphen(c.end));
    let next = c.end + join;
    if s.lang != super::locale::Lang::En {
        return Some("ordinal");
    }
    if superlative(s, next) && c.n.value >= 2.0
        || join == 1 && s.is(next, any_of!["ranked", "place", "placed", "seeded", "best"])
    {
        return None;
    }
    let back = c.first.wrapping_sub(1);
    let tied = s.hyphen(back) && s.str(back.wrapping_sub(1)) == "T";
    if c.n.value == 1.0 && orders(s, c, back) {
        return Some("ordinal");
    }
    let placed = s.is(next, any_of!["place"])
        && !if s.is(back, any_of!["the", "a"]) { s.is(next + 1, any_of!["to"]) } else { false };
    if tied || placed {
        return None;
    }
    let article = usize::from(s.is(back, any_of!["tied", "joint", "equal", "a", "distant", "in"]));
    let verb = back.wrapping_sub(article);
    let ends = !s.is_word(c.end) && !s.dash(c.end) || s.is(c.end, list::AFTER_RANK);
    if s.has(verb, flag::RANKVERB)
        && ends
        && !if s.is(verb, any_of!["come", "came"]) {
            s.is(c.end, any_of!["in", "from"]) && c.n.value == 1.0
        } else {
            false
        }
    {
        return None;
    }
    Some("ordinal")
}

/// `in the first place`, `the first place to look`, `safety comes first`: what goes before the rest.
fn orders(s: &Scan<'_>, c: &Candidate, back: usize) -> bool {
    let place = s.is(c.end, any_of!["place"]) && s.is(back, any_of!["the"]);
    let won =
        s.is(c.end + 1, any_of!["in", "at", "with", "on", "finish", "prize", "winner", "team"]);
    let at_all = s.is(back.wrapping_sub(1), any_of!["in"]);
    place && (at_all || s.is_word(c.end + 1) && !won) || s.is(back, any_of!["come", "comes"])
}

/// `largest`, `most`, `biggest`.
fn superlative(s: &Scan<'_>, at: usize) -> bool {
    let text = s.str(at);
    s.has(at, flag::SUPER) && !s.is(at, any_of!["last"])
        || text.len() > 5 && text.ends_with("est") && !s.is(at, list::IN_EST)
}
