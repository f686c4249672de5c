//! Which way a quantity goes: the event's direction, where the quantity is its size or level.

use super::chunk::Role;
use super::event::change_reached;
use super::sentence::Sentence;
use crate::claims::key::{Key, any_of};
use crate::claims::lexicon::tag::{PREP, VBG, VBN, VERB};
use crate::claims::lexicon::words::Tag;
use crate::claims::quantity::Quantity;
use crate::claims::{Direction, EventType, Kind};

/// Which way the quantity goes, by the event and the words around.
pub(super) fn direction(
    s: &Sentence<'_>,
    word: usize,
    quantity: &Quantity,
    event: Option<usize>,
) -> Option<Direction> {
    let chunk = s.chunk_at(word);
    let first = s.first_twin(chunk);
    if s.prep_is(chunk, any_of!["from"]) || matches!(quantity.kind, Kind::Age | Kind::Rank) {
        return None;
    }
    if let Some(found) = trailing(s, word) {
        return Some(found);
    }
    let event = event?;
    // `cut off hundreds` makes nothing less.
    if s.is(event + 1, any_of!["off", "out", "through"]) && s.words[event].lemma() == "cut" {
        return None;
    }
    if s.is(event, any_of!["up", "higher"]) {
        return Some(Direction::Up);
    }
    if s.is(event, any_of!["down", "lower", "off"]) {
        return Some(Direction::Down);
    }
    let entry = s.words[event].entry?;
    if let Some(found) = brought(s, chunk, event, entry.lemma()) {
        return Some(found);
    }
    // `has gone up by 12 percent`
    let verb = s.words[event].may(VERB) && s.chunk_at(event) < first && entry.direction().is_none();
    let particle = verb.then(|| turned(s, event)).flatten();
    if particle.is_some() && place(s, first, quantity, event, None) {
        return particle;
    }
    let laid_off = entry.lemma() == "lay" && s.is(event + 1, any_of!["off"]);
    let way = entry.direction().or(laid_off.then_some(Direction::Down))?;
    if quantity.kind == Kind::Score && quantity.value2.is_some() {
        return None;
    }
    let inside = s.chunk_at(event) == chunk;
    let carried = s.chunks[first].role == Role::Prep
        && s.chunks[first].attach.is_some_and(|a| s.chunk_at(event) == a as usize);
    let reached = change_reached(s, chunk).is_some_and(|(_, change)| change == event);
    if inside || reached || carried && s.prep_is(first, any_of!["of", "in", "to"]) {
        return Some(way);
    }
    place(s, first, quantity, event, entry.event_type()).then_some(way)
}

/// A verb of motion with its particle: `went up`, `came down`.
fn turned(s: &Sentence<'_>, event: usize) -> Option<Direction> {
    if ![
        "go", "come", "move", "shoot", "creep", "inch", "tick", "edge", "push", "drive", "bring",
        "pull",
    ]
    .contains(&s.words[event].lemma())
    {
        return None;
    }
    if s.is(event + 1, any_of!["up", "higher"]) {
        Some(Direction::Up)
    } else if s.is(event + 1, any_of!["down", "lower"]) {
        Some(Direction::Down)
    } else {
        None
    }
}

/// `bringing the death toll to 300`.
fn brought(s: &Sentence<'_>, chunk: usize, event: usize, lemma: &str) -> Option<Direction> {
    let object = s.clause(s.chunk_at(event)).object.filter(|&o| (o as usize) < chunk)? as usize;
    let tally = s.is(
        s.chunks[object].head as usize,
        any_of!["toll", "total", "number", "count", "tally", "price", "rate"],
    );
    (tally && ["bring", "push", "take", "send", "drive"].contains(&lemma)).then_some(Direction::Up)
}

/// The quantity stands where a change has its size or the level it reached.
pub(super) fn place(
    s: &Sentence<'_>,
    chunk: usize,
    quantity: &Quantity,
    event: usize,
    kind: Option<EventType>,
) -> bool {
    let c = &s.chunks[chunk];
    let verb = s.chunk_at(event);
    let passive = s.chunks[verb].passive;
    if quantity.kind == Kind::Duration && !(c.role == Role::Prep && s.prep_is(chunk, any_of!["to"]))
    {
        return false;
    }
    let money_raised = quantity.kind == Kind::Money && s.words[event].lemma() == "raise";
    match c.role {
        Role::Prep => s.prep_is(chunk, any_of!["by", "to", "at"]),
        Role::Subject => {
            passive && quantity.kind == Kind::Count
                || s.words[event].may(VBN | VBG)
                    && verb == chunk + 1
                    && kind == Some(EventType::Fall)
                    && passive
        }
        Role::Object | Role::Second | Role::Twin | Role::None => !money_raised && verb < chunk,
    }
}

/// `closed 0.68% higher`, `208,560, down 5%`, `1.786%, down from 1.808%`.
fn trailing(s: &Sentence<'_>, word: usize) -> Option<Direction> {
    let comma = s.words.get(word + 1).is_some_and(|w| w.tag == Tag::Comma);
    let at = word + 1 + usize::from(comma);
    let up: &[Key] = if comma { any_of!["up"] } else { any_of!["higher", "up"] };
    let down: &[Key] = if comma { any_of!["down"] } else { any_of!["lower", "down"] };
    let measured = comma
        || s.words
            .get(at + 1)
            .is_none_or(|w| w.lex & PREP != 0 || !matches!(w.tag, Tag::Noun | Tag::Quantity));
    if s.is(at, up) && measured {
        Some(Direction::Up)
    } else if s.is(at, down) && measured {
        Some(Direction::Down)
    } else {
        None
    }
}
