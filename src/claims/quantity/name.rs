//! Numbers inside names: `Boeing 737`, `Article 5`, `World War Two`.

use super::candidate::Candidate;
use super::digits::Shape;
use super::join::Join;
use super::lex::{Class, Scan};
use super::locale::Lang;
use super::noun::{begins_sentence, counts_noun, headline, plural_at};
use super::numeral::Form;
use super::tables::{flag, list};
use crate::claims::key::any_of;

/// `Boeing 737`, `Article 5`, `Week 10`, `Big Ten`, `World War Two`.
pub(super) fn named(s: &Scan<'_>, c: &Candidate) -> Option<&'static str> {
    if c.n.scale > 1.0
        || matches!(c.n.form, Form::Vague | Form::Mixed)
        || super::kind::number_sign(s, c)
    {
        return None;
    }
    let next = c.end;
    if aircraft(s, c) || titled(s, c) {
        return Some("name");
    }
    let back = c.first.checked_sub(1)?;
    let before = s.get(back)?;
    let capital_next = s.get(next).is_some_and(|a| a.class == Class::Word && a.cap && a.gap);
    let digits = c.n.digits.is_some();
    let start = begins_sentence(s, c.first);
    if !digits && s.get(c.first).is_some_and(|a| a.cap) && !start {
        // `Final Four`, `Seven Kingdoms`; not in a headline, where all words are capital.
        let title = headline(s);
        if (before.cap && before.class == Class::Word || capital_next) && !title {
            return Some("name");
        }
    }
    if digits && abbreviated(s, back) {
        return Some("name");
    }
    // `§ 35`
    if s.sign(back) == '§' {
        return Some("name");
    }
    // `Bluetooth Version: 5.3`
    if s.sign(back) == ':' && s.is(back.wrapping_sub(1), list::FIELD) && c.unit.is_none() {
        return Some("name");
    }
    if before.class != Class::Word || !s.gap(c.first) {
        return None;
    }
    let head = s.has(back, flag::HEAD);
    // In German every noun has a capital, and so has the word that opens a sentence.
    let german = s.lang == Lang::De && s.get(next).is_some_and(|a| a.cap && a.gap);
    let noun = counts_noun(s, next) || german && s.is_word(next);
    let heads = s.str(back).ends_with('s') && s.is(c.end, any_of!["and", "to", "or"]);
    if head
        && (digits || heads || before.cap && s.get(c.first).is_some_and(|a| a.cap))
        && c.n.plain().is_some() == digits
    {
        let law = any_of!["section", "chapter", "article", "rule", "title", "part"];
        let sure = before.cap && (!begins_sentence(s, back) || s.is(back, law)) || !noun;
        // `Steps 1 to 3`, `chapters 3-5`
        let heads = before.cap || s.str(back).ends_with('s');
        let several = c.join == Join::Range && heads && !noun;
        if sure && (c.join == Join::None || several) {
            return Some("name");
        }
    }
    if c.join == Join::None && !plural_at(s, next) && part_of_text(s, c, back, digits) {
        return Some("name");
    }
    if digits && numbered(s, c, back, noun) {
        return Some("name");
    }
    if digits && capital_next && c.n.plain().is_some() && street(s, next) {
        return Some("address");
    }
    None
}

/// `volumes one and two`: the number goes on with the name that ended at `end`.
pub(super) fn goes_on(s: &Scan<'_>, c: &Candidate, end: usize) -> bool {
    let linked = s.is(end, any_of!["and", "or"]) || matches!(s.sign(end), ',' | '&');
    let step = c.n.value <= 20.0 && c.n.integer() && c.join == Join::None && c.unit.is_none();
    linked
        && c.first == end + 1
        && step
        && !s.is_word(c.end)
        && s.has(end.wrapping_sub(2), flag::HEAD)
}

/// `vol. 12`, `v. 10`: the stop at `at` shortens the word for a part of a text or a version.
fn abbreviated(s: &Scan<'_>, at: usize) -> bool {
    s.sign(at) == '.' && !s.gap(at) && s.is(at.wrapping_sub(1), list::PART_SHORT)
}

/// `paragraph 3.3`, `level three`: a place in a text or in steps.
fn part_of_text(s: &Scan<'_>, c: &Candidate, back: usize, digits: bool) -> bool {
    let decimal = c.n.digits.is_some_and(|d| d.shape == Shape::Decimal && d.whole <= 2);
    if c.unit.is_some() || (back > 0 && s.is(back - 1, any_of!["per", "a", "each", "every"])) {
        return false;
    }
    decimal && s.is(back, list::BEFORE_DECIMAL)
        || !digits && c.n.value <= 20.0 && c.n.integer() && s.is(back, list::BEFORE_STEP)
}

/// Whether digits belong to the name that ends at `back`; `noun` says that they count one.
fn numbered(s: &Scan<'_>, c: &Candidate, back: usize, noun: bool) -> bool {
    let before = &s.atoms[back];
    let starts = begins_sentence(s, back);
    // `Inside Out 2`: inside of a sentence only names give words of grammar a capital.
    let grammar = s.has(back, flag::STOP) && (starts || noun || !titular(s, back));
    let plain_name = before.cap
        && !grammar
        && !s.has(back, flag::WEEKDAY | flag::MONTH | flag::BE | flag::CHANGE)
        && !headline(s)
        && (!starts || !noun && before.end - before.start > 1);
    // News writes one to nine in words: a digit after a name belongs to it.
    let part = c.n.plain().is_some_and(|d| d.value < 10.0);
    let version = c.n.digits.is_some_and(|d| d.shape == Shape::Decimal && d.whole <= 2);
    // `Crafton 8 saves`: a line of a game's statistics.
    let tally = s.flags & flag::SPORT != 0 && part && plural_at(s, c.end) && !s.is_word(c.end + 1);
    if plain_name && !starts && !tally && c.join == Join::None && (part || version) {
        return true;
    }
    if !plain_name || c.n.plain().is_none() || c.join != Join::None {
        return false;
    }
    if !noun && !s.is(back, list::BEFORE_COUNT) || model(s, back) {
        return true;
    }
    // `Red Dead Redemption 2 port`: a name of several words before it, no plural after it.
    s.get(back.wrapping_sub(1)).is_some_and(|a| a.class == Class::Word && a.cap)
        && !plural_at(s, c.end)
        && !s.is(back, list::BEFORE_COUNT)
}

/// `its Lumia 820 phones`: a count would stand before the name; not `in the Congo 40 people`.
fn model(s: &Scan<'_>, back: usize) -> bool {
    let Some(det) = back.checked_sub(1) else { return false };
    let close = s.gap(back) && !s.get(back).is_some_and(|a| a.line);
    if close && s.is(det, any_of!["its", "his", "her", "their", "your", "my", "our"]) {
        return true;
    }
    let place = det.checked_sub(1).is_none_or(|i| !s.is_word(i) || s.has(i, flag::STOP));
    close && s.is(det, any_of!["the", "a", "an"]) && !place
}

/// The word at `at` stands behind another with a capital, on its line.
fn titular(s: &Scan<'_>, at: usize) -> bool {
    let cap = |i: usize| s.get(i).is_some_and(|a| a.class == Class::Word && a.cap);
    at > 0 && cap(at - 1) && s.get(at).is_some_and(|a| !a.line)
}

/// `737 Max`, `787-9 Dreamliner`, `a 747`: models of aircraft.
fn aircraft(s: &Scan<'_>, c: &Candidate) -> bool {
    let Some(plain) = c.n.plain() else { return false };
    let boeing =
        plain.whole == 3 && (707.0..=797.0).contains(&plain.value) && plain.value % 10.0 == 7.0;
    let airbus = plain.whole == 3
        && (300.0..=390.0).contains(&plain.value)
        && plain.value % 10.0 == 0.0
        && s.is(c.first.wrapping_sub(1), any_of!["airbus"]);
    let flies = || (0..s.atoms.len().min(400)).any(|i| s.is(i, list::AIRCRAFT));
    airbus
        || boeing && !plural_at(s, c.end) && flies()
        || boeing && c.first > 0 && s.digits(c.first - 1).is_some()
}

/// `The 7 Habits`, `40 Under 40`: capital words of grammar around it.
fn titled(s: &Scan<'_>, c: &Candidate) -> bool {
    if headline(s) || c.n.scale > 1.0 {
        return false;
    }
    let cap = |i: usize| s.get(i).is_some_and(|a| a.class == Class::Word && a.cap && !a.line);
    let back = c.first.wrapping_sub(1);
    let before = cap(back) && s.has(back, flag::STOP) && !begins_sentence(s, back);
    let after = cap(c.end)
        && s.has(c.end, flag::STOP)
        && s.is(
            c.end,
            any_of!["under", "of", "to", "for", "and", "on", "in", "over", "days", "ways"],
        );
    before && (cap(c.end) || s.is(back, any_of!["under", "over"]))
        || after && s.digits(c.end + 1).is_some()
        || after && cap(c.end + 1) && before
}

fn street(s: &Scan<'_>, at: usize) -> bool {
    (0..3).any(|k| s.has(at + k, flag::STREET) && s.get(at + k).is_some_and(|a| a.cap) && k > 0)
}
