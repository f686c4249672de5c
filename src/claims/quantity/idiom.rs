//! Pronouns, figures of speech and words that only look like numbers.

use super::candidate::Candidate;
use super::lex::Scan;
use super::numeral::Form;
use super::tables::{Role, flag, list};
use crate::claims::key::any_of;

/// `a 9 to 5 job`, `nine-to-five`: hours that stand for office work.
fn works(s: &Scan<'_>, c: &Candidate) -> bool {
    let nine = |at: usize| s.is(at, any_of!["nine"]) || s.str(at) == "9";
    let five = |at: usize| s.is(at, any_of!["five"]) || s.str(at) == "5";
    let to = |at: usize| s.is(at, any_of!["to"]);
    let tied = |at: usize| s.hyphen(at) && to(at + 1) && s.hyphen(at + 2);
    let first = c.n.first;
    let (plain, dashed) = ((first + 2, to(first + 1)), (first + 4, tied(first + 1)));
    let opens = nine(first) && [plain, dashed].iter().any(|&(at, joined)| joined && five(at));
    let closes = five(first)
        && (first > 1 && to(first - 1) && nine(first - 2)
            || first > 3 && tied(first - 3) && nine(first - 4));
    c.unit.is_none() && s.flags & flag::SPORT == 0 && (opens || closes)
}

/// `24/7`, `zero in`, `a million thanks`, `100 percent agree`, `one at a time`.
pub(super) fn is(s: &Scan<'_>, c: &Candidate) -> bool {
    let end = c.end;
    let digits = |i: usize| s.digits(i).map_or(-1.0, |d| d.value);
    let slash = s.sign(c.n.first + 1) == '/' && !s.gap(c.n.first + 1);
    let pair = (digits(c.n.first), digits(c.n.first + 2));
    if slash && matches!(pair, (24.0, 7.0) | (9.0, 11.0) | (20.0, 20.0) | (50.0, 50.0)) {
        return true;
    }
    if s.sign(c.n.first.wrapping_sub(1)) == '/'
        && matches!(
            (digits(c.n.first.wrapping_sub(2)), digits(c.n.first)),
            (24.0, 7.0) | (9.0, 11.0)
        )
    {
        return true;
    }
    if s.is(c.n.first, any_of!["zero"]) && (s.is(end, list::BEHIND_ZERO) && s.gap(end)) {
        return true;
    }
    if works(s, c) {
        return true;
    }
    if s.is(c.n.first, any_of!["zero"]) && s.is(end, any_of!["in"])
        || s.is(end, any_of!["stone"]) && s.is(c.first, any_of!["one"])
    {
        return true;
    }
    let level = any_of!["below", "above", "bajo", "sobre", "unter", "über", "sous"];
    if c.n.value == 0.0 && c.n.digits.is_none() && s.is(c.first.wrapping_sub(1), level) {
        return true;
    }
    let exaggerated = c.n.scale > 1.0 || c.n.value >= 100.0;
    if exaggerated && s.is(end, any_of!["thanks", "apologies"]) {
        return true;
    }
    // `my two cents`
    let back = c.first.wrapping_sub(1);
    if s.is(end.wrapping_sub(1), any_of!["cents"])
        && s.is(c.n.first, any_of!["two"])
        && s.is(back, any_of!["my", "your", "his", "her", "our", "their"])
    {
        return true;
    }
    let hundred = c.n.value == 100.0 && c.unit.is_some();
    if hundred && s.is(end, list::SURE) {
        return true;
    }
    c.n.form == Form::Words
        && s.is(end, any_of!["at"])
        && s.is(end + 1, any_of!["a"])
        && s.is(end + 2, any_of!["time"])
        || c.n.value == 911.0 && c.n.plain().is_some()
}

/// `one` that is a pronoun or that `a certain` could replace.
pub(super) fn one(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let (back, next) = (c.first.wrapping_sub(1), c.end);
    if s.lang != super::locale::Lang::En {
        return Some("pronoun");
    }
    if !s.is(c.n.first, any_of!["one"]) {
        return None;
    }
    if s.hyphen(next) {
        return s.is(next + 1, list::BEHIND_ONE).then_some("pronoun");
    }
    if s.is(back, any_of!["number"]) {
        return None;
    }
    if s.is(next, any_of!["hell", "heck", "bit"]) {
        return Some("idiom");
    }
    // `an experience, one shaped by players`
    if s.sign(back) == ',' && s.str(next).ends_with("ed") && s.is(next + 1, any_of!["by", "with"]) {
        return Some("pronoun");
    }
    // `one tends to`: a form in -s behind it is its verb.
    if verb_form(s, next) {
        return Some("pronoun");
    }
    // `one, one, one`: nobody counts so.
    if s.is(back, any_of!["one"]) || s.is(next, any_of!["one"]) {
        return Some("pronoun");
    }
    let sure = s.is(back, list::SURE_ONE) && !s.is(next, any_of!["of"]);
    if sure && s.is_word(next) && !s.has(next, flag::STOP) {
        return None;
    }
    if s.is(back, list::BEFORE_PRONOUN) || s.hyphen(back) {
        return Some("pronoun");
    }
    if !s.is_word(next)
        || s.get(next).is_some_and(|a| a.line)
        || s.has(next, flag::STOP | flag::BE | flag::ONEVERB | flag::MONTH | flag::WEEKDAY)
    {
        return Some("pronoun");
    }
    // `One man died`: nobody says so of a certain one.
    let died = (1..4).any(|k| s.has(next + k, flag::HURT))
        && !(1..4).any(|k| s.has(next + k, flag::SAY) || !s.is_word(next + k) && k < 2);
    if s.has(next, flag::ONENOUN) && !died {
        return Some("pronoun");
    }
    certain(s, c).then_some("pronoun")
}

/// A lower-case word in -s that is no singular, before a word of grammar.
fn verb_form(s: &Scan<'_>, at: usize) -> bool {
    let word = s.str(at);
    s.is_word(at)
        && s.get(at).is_some_and(|a| !a.cap)
        && word.len() > 3
        && word.ends_with('s')
        && !["ss", "us", "is", "as", "os"].iter().any(|tail| word.ends_with(tail))
        && !s.is(at, any_of!["series", "species", "means", "lens", "news"])
        && s.has(at + 1, flag::STOP)
}

/// `one day`, `one night`: some day; not `for one day`, `one day later`.
pub(super) fn one_day(s: &Scan<'_>, c: &Candidate) -> bool {
    let day = s.is(c.n.end, any_of!["day", "night", "week", "month", "year", "morning", "evening"]);
    let (back, next) = (c.first.wrapping_sub(1), c.n.end + 1);
    let measured = s.has(back, flag::COMPARE | flag::SPAN) || s.has(next, flag::SPAN);
    day && s.is(c.n.first, any_of!["one"]) && !measured
}

/// Whether `a certain` could replace `one`: where it opens a clause and nobody is hurt, where
/// somebody says so, in `from one room to another`.
fn certain(s: &Scan<'_>, c: &Candidate) -> bool {
    let (back, next) = (c.first.wrapping_sub(1), c.end);
    if (1..7).any(|k| {
        s.is(next + k, any_of!["another", "next"])
            || s.is(next + k, any_of!["other"]) && s.is(next + k - 1, any_of!["the"])
    }) && s.is(back, any_of!["from"])
    {
        return true;
    }
    let hurt = (1..7).any(|k| s.has(next + k, flag::HURT));
    if hurt {
        return false;
    }
    let opens = super::noun::begins_sentence(s, c.first)
        || s.has(back, flag::SAY)
        || s.is(back, list::BEFORE_SUBJECT)
        || s.sign(back) == ',';
    let others = (0..s.atoms.len().min(200)).any(|i| {
        i != c.first && matches!(s.role(i), Role::Digit | Role::Teen) && !s.is(i, any_of!["one"])
    });
    if s.sign(back) == ',' && s.str(next).ends_with("ing") {
        return true;
    }
    let said = (1..8).any(|k| s.has(next + k, flag::SAY));
    said || opens
        && !(others
            && !super::noun::begins_sentence(s, c.first)
            && !s.is(back, any_of!["in", "at", "on", "that"]))
}

/// `double the price`, `has doubled`; not `double bed`, `doubled down`.
pub(super) fn multiple(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let (back, next) = (c.first.wrapping_sub(1), c.end);
    if s.is(next, any_of!["down"]) {
        return Some("idiom");
    }
    let bare =
        s.is(c.first, any_of!["double", "triple", "treble", "quadruple", "doubles", "triples"]);
    if !bare {
        return if s.is(c.first, any_of!["doubling"]) {
            s.is(next, any_of!["down", "as"])
        } else {
            false
        }
        .then_some("idiom");
    }
    let verb = s.is(back, list::BEFORE_VERB);
    let object =
        s.is(next, list::AFTER_VERB) || matches!(s.sign(next), '.' | ',') || s.get(next).is_none();
    let noun = s.is(c.first, any_of!["doubles", "triples"]);
    (!object && (noun || !verb) || s.hyphen(next) || noun && s.flags & flag::SPORT != 0)
        .then_some("idiom")
}

/// `only once`, `once a week`, `flagged once for it`; not `once the war ended`.
pub(super) fn once(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    let (back, next) = (c.first.wrapping_sub(1), c.end);
    let counted = s.is(back, any_of!["only", "just", "than", "least", "not"])
        || s.is(next, any_of!["every", "per"])
        || s.is(next, any_of!["a", "in"])
            && s.is(next + 1, any_of!["day", "week", "month", "year", "decade", "lifetime", "a"]);
    let verb = s.is_word(back)
        && s.str(back).ends_with("ed")
        && (s.is(next, any_of!["for", "in", "by", "during", "since"]) || !s.is_word(next));
    let at = s.is(back, any_of!["at", "all", "for"]);
    ((!counted && !verb) || at).then_some("idiom")
}

/// `half` and fractions that are shares; not `the second half`, `half-brother`, `halfway`.
pub(super) fn fraction(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    if !s.is(c.n.first, any_of!["half", "halves"]) && !s.is(c.n.end - 1, any_of!["half"]) {
        return None;
    }
    let (back, next) = (c.first.wrapping_sub(1), c.end);
    let side = matches!(s.role(back), Role::Ordinal) || s.is(back, list::BEFORE_HALF_OF_GAME);
    let dash = s.hyphen(next) || s.hyphen(back);
    let bare = s.is(back, any_of!["the", "this"])
        && !s.is(next, any_of!["of"])
        && !s.is(back, any_of!["than"]);
    let score = s.is(next, list::BEHIND_HALF);
    if side || dash || bare || score || s.is(c.n.first, any_of!["halves"]) {
        return Some("idiom");
    }
    None
}
