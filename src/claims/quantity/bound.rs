//! Words that bound a quantity: `more than`, `up to`, `or so`.

use super::candidate::Candidate;
use super::join::Join;
use super::lex::{Class, Scan};
use super::lexicon::{Cue, Map};
use super::numeral::Form;
use super::phrase::Phrase;
use super::tables::{Dimension, Role, flag, list};
use super::unit::What;
use crate::claims::Bound;
use crate::claims::key::any_of;
use crate::span::Span;

/// A bound and the cue that says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) bound: Bound,
    /// Where the cue stands.
    pub(super) cue: Option<Span>,
    /// The cue as the table has it, or the rule.
    pub(super) why: Option<&'static str>,
}

impl Found {
    fn rule(bound: Bound, why: Option<&'static str>) -> Self {
        Self { bound, cue: None, why }
    }

    fn cue(bound: Bound, cue: Span, why: &'static str) -> Option<Self> {
        Some(Self { bound, cue: Some(cue), why: Some(why) })
    }
}

/// The bound of a candidate from the words around it.
pub(super) fn of(s: &Scan<'_>, c: &Candidate) -> Found {
    if matches!(c.join, Join::Range) {
        return Found::rule(Bound::Between, Some("two ends"));
    }
    if c.join == Join::Score {
        return Found::rule(Bound::Exact, None);
    }
    if let Some((bound, why)) = (c.n.first + 1..c.end).find_map(|at| inside(s, at)) {
        return Found::rule(bound, Some(why));
    }
    let before = before(s, c);
    let after = after(s, c);
    // `less than 5000 or equal to`.
    if let (Some(found), true) =
        (before, s.is(c.end, any_of!["or"]) && s.is(c.end + 1, any_of!["equal"]))
    {
        let bound = match found.bound {
            Bound::Over => Bound::AtLeast,
            Bound::Under => Bound::AtMost,
            other => other,
        };
        return Found { bound, ..found };
    }
    let found = match (before, after) {
        // `about five hundred and more`: the words behind say which side is open.
        (_, Some(after)) if after.bound != Bound::About => after,
        (Some(before), _) => before,
        (None, Some(after)) => after,
        (None, None) => Found::rule(Bound::Exact, None),
    };
    if c.n.form == Form::Vague {
        return Found { bound: Bound::Vague, why: Some("plural magnitude"), ..found };
    }
    found
}

/// The bound between a numeral and its unit: `50-plus miles`, `10 or more years`.
fn inside(s: &Scan<'_>, at: usize) -> Option<(Bound, &'static str)> {
    let or = s.is(at, any_of!["or"]);
    if s.is(at, any_of!["plus"]) || s.sign(at) == '+' && !s.gap(at) {
        Some((Bound::AtLeast, "plus"))
    } else if s.is(at, any_of!["odd"]) {
        Some((Bound::About, "odd"))
    } else if or && s.is(at + 1, any_of!["more"]) {
        Some((Bound::AtLeast, "or more"))
    } else if or && s.is(at + 1, any_of!["less", "fewer"]) {
        Some((Bound::AtMost, "or less"))
    } else {
        (or && s.is(at + 1, any_of!["so"])).then_some((Bound::About, "or so"))
    }
}

/// The cue that ends right before the quantity, an article or dash between them allowed.
fn before(s: &Scan<'_>, c: &Candidate) -> Option<Found> {
    let mut last = c.first.checked_sub(1)?;
    let mut article = false;
    let mut age = false;
    loop {
        if s.get(last + 1)?.line && last + 1 != c.first {
            return None;
        }
        if s.is(last, list::ARTICLE) && !article {
            article = true;
        } else if s.has(last, flag::AGE) && !age {
            age = true;
        } else if s.hyphen(last)
            || (matches!(s.sign(last), '*' | '"' | '“' | '‘') && s.sign(last) != '\0')
        {
            // `near-100`, `*10 minutes`.
        } else {
            break;
        }
        last = last.checked_sub(1)?;
    }
    for start in [c.first - 1, last] {
        if start != c.first - 1 && start == c.first {
            continue;
        }
        if let Some((first, cue)) = longest_back(s, start, s.lang.cues_before()) {
            let skipped = start != c.first - 1;
            if skipped && article && !cue.article {
                continue;
            }
            // `start at just $5`: the word before tells more.
            if cue.bound == Bound::Exact
                && first > 0
                && first == start
                && let Some((far, wider)) = longest_back(s, first - 1, s.lang.cues_before())
                && matches!(wider.bound, Bound::AtLeast | Bound::AtMost)
            {
                let span = Span::new(s.get(far)?.start, s.get(start)?.end);
                return Found::cue(wider.bound, span, wider.text);
            }
            // `a 3-under 69`
            let golf = first > 1 && s.hyphen(first - 1) && s.digits(first - 2).is_some();
            if golf || !believed(s, c, first, start, cue.bound) {
                return None;
            }
            let span = Span::new(s.get(first)?.start, s.get(start)?.end);
            let turned = match cue.bound {
                Bound::Over => Bound::AtMost,
                Bound::Under => Bound::AtLeast,
                other => other,
            };
            let bound = if is_denied(s, first, cue) { turned } else { cue.bound };
            return Found::cue(bound, span, cue.text);
        }
    }
    None
}

/// Whether the verb before a comparison is denied: `should not have more than`, `didn't take
/// less than`.
fn is_denied(s: &Scan<'_>, first: usize, cue: &Cue) -> bool {
    let compares =
        cue.text.ends_with("than") || cue.text.starts_with("exceed") || cue.text == "over";
    let stands_between = |at: usize| s.is_word(at) && !s.is(at, list::NOT_DENIED);
    let denies = |at: usize| {
        s.is(at, any_of!["not", "never", "cannot"])
            || s.is(at, any_of!["t"]) && at > 0 && matches!(s.sign(at - 1), '\'' | '’')
    };
    let mut before = (0..first).rev().take(5);
    compares
        && s.lang == super::locale::Lang::En
        && before.find(|&at| denies(at) || !stands_between(at)).is_some_and(denies)
}

/// The longest cue whose last word is at `last`, and its first atom.
fn longest_back(
    s: &Scan<'_>,
    last: usize,
    map: &'static Map<Cue>,
) -> Option<(usize, &'static Cue)> {
    let ends = s.get(last)?;
    if ends.class == Class::Word && ends.word.flags & flag::CUEEND == 0 {
        return None;
    }
    let mut key = Phrase::default();
    let mut found = None;
    let mut at = last;
    for _ in 0..6 {
        let atom = s.get(at)?;
        match atom.class {
            Class::Number(_) => break,
            Class::Sign('.') if key.is_empty() && at > 0 && !atom.gap => {
                at -= 1;
                continue;
            }
            Class::Sign('\'' | '’') if !key.is_empty() && at > 0 => {
                at -= 1;
                continue;
            }
            _ => {}
        }
        key.lower(s.str(at));
        if key.full() {
            break;
        }
        if let Some(cue) = map.get_bytes(key.bytes()) {
            found = Some((at, cue));
        }
        if at == 0 {
            break;
        }
        at -= 1;
    }
    found
}

/// Cues that are also other things: `over six weeks`, `some 90s`, `under two flags`.
fn believed(s: &Scan<'_>, c: &Candidate, first: usize, last: usize, bound: Bound) -> bool {
    if s.lang != super::locale::Lang::En {
        // `subieron hasta los 40`: the level that a change reached.
        let reached = s.is(first, any_of!["hasta"])
            && !s.is(first.wrapping_sub(1), any_of!["de"])
            && (1..12).any(|k| s.has(first.wrapping_sub(k), flag::CHANGE));
        return !(reached || c.n.value == 1.0 && c.unit.is_none() && bound == Bound::About);
    }
    let one = first == last;
    let time = c.unit.as_ref().is_some_and(|u| matches!(u.what, What::Measure(_, Dimension::Time)))
        && !c.age;
    if one && s.is(last, any_of!["over"]) && time {
        // `over six days` is during; `for over six days`, `well over` are more.
        let back = first.wrapping_sub(1);
        return s.is(back, list::BEFORE_OVER_TIME) || first == 0;
    }
    // `a win over ten-man Reading`
    if one && s.is(last, any_of!["over"]) && s.is(first.wrapping_sub(1), list::BEATEN) {
        return false;
    }
    // `turned the ball over twice`, but `over twice as big`
    if one && s.is(last, any_of!["over"]) && s.is(c.n.first, any_of!["twice"]) {
        return s.is(c.end, any_of!["as", "the", "that", "what", "its", "their"]);
    }
    // `It's about one film`
    let single = s.is(c.n.first, any_of!["one"]) && c.unit.is_none();
    let before = first.wrapping_sub(1);
    if one && single && s.is(last, any_of!["about"]) && !s.is(c.end, any_of!["in", "of"]) {
        return !(s.has(before, flag::BE)
            || s.is(before, any_of!["s", "talk", "talking", "story"]));
    }
    // `a film about two sisters`, `her novel, about two sisters`
    let told = before.wrapping_sub(usize::from(s.sign(before) == ','));
    if one && s.is(last, any_of!["about"]) && s.is(told, list::ABOUT) {
        return false;
    }
    if one && s.is(last, any_of!["some"]) {
        return !s.hyphen(c.end) || c.unit.is_some();
    }
    if one && s.is(last, any_of!["just", "only"]) {
        return true;
    }
    if one && s.is(last, any_of!["max", "min", "ca", "inside"]) {
        return s.is(last, any_of!["ca", "max", "min"])
            && (s.get(last).is_some_and(|a| !a.cap) || s.sign(last + 1) == '.');
    }
    true
}

/// The cue right after the quantity: `or more`, `plus`, `-odd`, `+`.
fn after(s: &Scan<'_>, c: &Candidate) -> Option<Found> {
    let mut at = c.end;
    let atom = s.get(at)?;
    if matches!(s.sign(at), '+' | '＋') && !atom.gap {
        return Found::cue(Bound::AtLeast, Span::new(atom.start, atom.end), "+");
    }
    if atom.line {
        return None;
    }
    // `100 people or more`: one noun may stand between.
    let noun = usize::from(
        s.is_word(at)
            && !s.has(at, flag::STOP)
            && !s.is(at, any_of!["plus", "odd", "tops", "max", "minimum", "maximum"]),
    );
    for skip in [0, noun] {
        at = c.end + skip;
        let dash = usize::from(s.hyphen(at) || s.sign(at) == ',');
        if skip == 1 && !s.is(at, any_of!["or", "and"]) {
            continue;
        }
        if let Some((end, cue)) = longest_forward(s, at + dash, s.lang.cues_after()) {
            let plus = s.is(at + dash, any_of!["plus"])
                && dash == 0
                && s.get(end).is_some_and(|a| {
                    matches!(a.class, Class::Number(_)) || s.is(end, any_of!["a", "the", "an"])
                });
            let and = s.is(at + dash, any_of!["and"])
                && s.is(at + dash + 1, any_of!["more", "less", "under", "over", "above", "below"])
                && s.is_word(end)
                && !s.has(end, flag::STOP);
            let joins = s.is(at + dash, any_of!["and"])
                && (s.digits(end).is_some() || s.role(end) != Role::None);
            // `5000 or less than 6000` bounds the next number.
            let next = s.is(end, any_of!["than"]) && s.get(end + 1).is_some()
                || s.is(end - 1, any_of!["than"]) && s.get(end).is_some()
                || s.is(at + dash, any_of!["and"]) && s.is(end, any_of!["or"]);
            if plus
                || next
                || and
                || joins
                || (dash == 1
                    && s.sign(at) == ','
                    && !s.is(at + 1, any_of!["or", "and", "maximum", "minimum", "approximately"]))
            {
                return None;
            }
            let span = Span::new(s.get(at + dash)?.start, s.get(end - 1)?.end);
            return Found::cue(cue.bound, span, cue.text);
        }
    }
    None
}

fn longest_forward(
    s: &Scan<'_>,
    at: usize,
    map: &'static Map<Cue>,
) -> Option<(usize, &'static Cue)> {
    if !s.has(at, flag::CUESTART) {
        return None;
    }
    let mut key = Phrase::default();
    let mut found = None;
    for i in at..at + 5 {
        let Some(atom) = s.get(i).filter(|a| a.class == Class::Word && !(a.line && i > at)) else {
            break;
        };
        key.lower(&s.text[atom.start..atom.end]);
        if key.full() {
            break;
        }
        if let Some(cue) = map.get_bytes(key.bytes()) {
            found = Some((i + 1, cue));
        }
    }
    found
}
