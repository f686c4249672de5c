//! Noun phrases, verb groups and the words between them.

use super::group::verb;
use crate::claims::Kind;
use crate::claims::key::Key;
use crate::claims::lexicon::tag::TIME;
use crate::claims::lexicon::words::{Tag, Word};

/// What a chunk is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ChunkKind {
    /// A noun phrase.
    Noun,
    /// A verb group.
    Verb,
    Prep,
    Conj,
    Sub,
    Rel,
    Comp,
    /// An adjective that stands alone: `is long`, `familiar with`.
    Adj,
    Adv,
    Time,
    Comma,
    /// Ends a clause: colon, dash, stop.
    Break,
    Open,
    Close,
    Quote,
    Other,
}

/// Which form a verb group has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Finite,
    /// Past form or participle: `held`, `killed`.
    Either,
    Participle,
    Ing,
    Infinitive,
}

/// A run of words; `head` is a noun phrase's noun or a verb group's main verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    pub(super) kind: ChunkKind,
    pub(super) start: u32,
    /// Past the last word.
    pub(super) end: u32,
    pub(super) head: u32,
    pub(super) form: Form,
    pub(super) passive: bool,
    pub(super) negated: bool,
    /// The main verb is a form of *be*.
    pub(super) be: bool,
    /// The main verb is a form of *have*.
    pub(super) have: bool,
    pub(super) modal: Option<u32>,
    pub(super) pronoun: bool,
    // What the parser fills in.
    /// The clause it stands in.
    pub(super) clause: u32,
    pub(super) role: Role,
    /// The preposition it follows.
    pub(super) prep: Option<u32>,
    /// The noun phrase that its preposition may belong to.
    pub(super) attach: Option<u32>,
    /// The noun phrase it is coordinated with or in apposition to.
    pub(super) twin: Option<u32>,
}

/// What a noun phrase is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    None,
    Subject,
    Object,
    Second,
    Prep,
    Twin,
}

impl Chunk {
    pub(super) fn new(kind: ChunkKind, at: usize) -> Self {
        Self {
            kind,
            start: at as u32,
            end: at as u32 + 1,
            head: at as u32,
            form: Form::Finite,
            passive: false,
            negated: false,
            be: false,
            have: false,
            modal: None,
            pronoun: false,
            clause: 0,
            role: Role::None,
            prep: None,
            attach: None,
            twin: None,
        }
    }
}

/// Fills `chunks` with those of a tagged sentence; together they hold every word once.
pub(super) fn chunk(words: &[Word], chunks: &mut Vec<Chunk>) {
    chunks.clear();
    let mut at = 0;
    while at < words.len() {
        let chunk =
            noun(words, at).or_else(|| verb(words, at)).unwrap_or_else(|| single(words, at));
        at = chunk.end as usize;
        chunks.push(chunk);
    }
}

fn single(words: &[Word], at: usize) -> Chunk {
    let kind = match words[at].tag {
        Tag::Prep => ChunkKind::Prep,
        Tag::To => ChunkKind::Prep,
        Tag::Conj => ChunkKind::Conj,
        Tag::Sub => ChunkKind::Sub,
        Tag::Rel => ChunkKind::Rel,
        Tag::Wh => ChunkKind::Rel,
        Tag::Comp => ChunkKind::Comp,
        Tag::Adj => ChunkKind::Adj,
        Tag::Adv | Tag::Part | Tag::Neg => ChunkKind::Adv,
        Tag::Time => ChunkKind::Time,
        Tag::Comma => ChunkKind::Comma,
        Tag::Dash if !dateline(words, at) => ChunkKind::Comma,
        Tag::Dash | Tag::Colon | Tag::Stop => ChunkKind::Break,
        Tag::Open => ChunkKind::Open,
        Tag::Close => ChunkKind::Close,
        Tag::Quote => ChunkKind::Quote,
        _ => ChunkKind::Other,
    };
    let mut chunk = Chunk::new(kind, at);
    if kind == ChunkKind::Time {
        while words.get(chunk.end as usize).is_some_and(|w| w.tag == Tag::Time && !w.begins_time) {
            chunk.end += 1;
        }
    }
    chunk
}

/// `BERLIN (AP) —`: only names stand before the dash.
fn dateline(words: &[Word], at: usize) -> bool {
    at < 12
        && words[..at].iter().all(|w| {
            w.capital
                || !matches!(
                    w.tag,
                    Tag::Noun
                        | Tag::Verb
                        | Tag::Past
                        | Tag::Det
                        | Tag::Prep
                        | Tag::Quantity
                        | Tag::Be
                )
        })
}

fn noun(words: &[Word], at: usize) -> Option<Chunk> {
    let first = &words[at];
    if matches!(first.tag, Tag::Pron | Tag::Exist) {
        let mut chunk = Chunk::new(ChunkKind::Noun, at);
        chunk.pronoun = true;
        return Some(chunk);
    }
    let mut end = at;
    let (mut head, mut last) = (None, at);
    while let Some(word) = words.get(end) {
        if end - at >= LONGEST || !joins(words, end, at, head.is_some()) {
            break;
        }
        match word.tag {
            Tag::Noun | Tag::Name | Tag::Quantity => (head, last) = (Some(end), end),
            Tag::Number => (head, last) = (head.or(Some(end)), end),
            _ => {}
        }
        end += 1;
    }
    let head = head.or_else(|| {
        // `the rich`, `those`: a determiner makes a phrase of what follows it.
        (end > at && matches!(first.tag, Tag::Det | Tag::Poss)).then(|| {
            last = end - 1;
            last
        })
    })?;
    let mut chunk = Chunk::new(ChunkKind::Noun, at);
    chunk.end = last as u32 + 1;
    chunk.head = head as u32;
    if words.get(last + 1).is_some_and(|w| w.tag == Tag::Possessive) {
        chunk.end += 1;
    }
    Some(chunk)
}

/// Words of the longest noun phrase: longer runs are lists or noise, and scanning them from each of
/// their words would be quadratic.
const LONGEST: usize = 48;

/// The word at `end` goes on with the noun phrase that began at `at`.
fn joins(words: &[Word], end: usize, at: usize, headed: bool) -> bool {
    let word = &words[end];
    let before = end.checked_sub(1).filter(|&j| j >= at).map(|j| words[j].tag);
    match word.tag {
        Tag::Det | Tag::Poss => match before {
            None => true,
            Some(Tag::Det) => words[end - 1].predeterminer(),
            Some(Tag::Hedge) => true,
            Some(Tag::Quantity) => words[end - 1].share,
            _ => false,
        },
        Tag::Adj => {
            before.is_none_or(|t| {
                t != Tag::Noun
                    || words[end - 1].capital
                    || modifies(words, end) && words[end - 1].modifier()
            }) || modifies(words, end) && before != Some(Tag::Noun)
        }
        Tag::Noun | Tag::Name => !headed || !splits(words, end),
        Tag::Quantity | Tag::Number => numeral(words, end, before),
        Tag::Possessive => headed,
        Tag::Quote => end > at && before == Some(Tag::Quantity) && modifies(words, end),
        Tag::Adv => hedges(words, end, at) || before == Some(Tag::Conj),
        Tag::Hedge => !headed || trails(words, at, end),
        Tag::Conj => joined_modifiers(words, end, at),
        Tag::Comma => listed_adjectives(words, end, at),
        Tag::Other => slashed(words, end),
        Tag::Time => dated(words, end, at),
        _ => false,
    }
}

/// `12 Sunday flights`, `two scheduled December launches`: a day or month before the counted noun.
fn dated(words: &[Word], at: usize, start: usize) -> bool {
    let numeral = words[start..at].iter().rev().find(|w| w.tag != Tag::Adj);
    numeral.is_some_and(|w| w.tag == Tag::Quantity && w.counts)
        && words[at].begins_time
        && words.get(at + 1).is_some_and(|w| w.tag == Tag::Noun && w.plural() && !w.capital)
}

/// A number goes on with the phrase before it.
fn numeral(words: &[Word], at: usize, before: Option<Tag>) -> bool {
    match before {
        None | Some(Tag::Det | Tag::Poss | Tag::Adj | Tag::Possessive | Tag::Adv | Tag::Hedge) => {
            true
        }
        Some(Tag::Quantity) => attributive(words, at),
        Some(Tag::Name | Tag::Noun) => {
            let plural = at > 1 && words[at - 2].tag == Tag::Noun && words[at - 2].plural();
            words[at].tag == Tag::Number || plural && words[at - 1].is_form("age", "ages")
        }
        _ => false,
    }
}

/// A second noun phrase begins here although no word divides it from the first.
fn splits(words: &[Word], at: usize) -> bool {
    let (word, before) = (&words[at], &words[at - 1]);
    // `girls age 15 to 19`
    if word.is_form("age", "ages") && words.get(at + 1).is_some_and(|w| w.tag == Tag::Quantity) {
        return true;
    }
    if before.tag == Tag::Quantity {
        return false;
    }
    // `all the features one could expect`
    if word.is(ONE) && before.plural() {
        return true;
    }
    // `told reporters Monday`, `gave Smith books`: a name after a plural common noun.
    before.tag == Tag::Noun && word.tag == Tag::Name && before.plural() && !before.capital
}

fn modifies(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Name | Tag::Adj))
}

/// `five or more cars`: a bound between the quantity and its noun.
fn trails(words: &[Word], start: usize, at: usize) -> bool {
    let hedge = |w: &&Word| w.tag == Tag::Hedge;
    let before = words[start..at].iter().rev().find(|w| !hedge(w));
    let more = words[at..].iter().take_while(hedge).count();
    before.is_some_and(|w| w.tag == Tag::Quantity) && modifies(words, at + more - 1)
}

/// `four (4)` aside, two quantities stand in one phrase only as `the first two`, `two 20-inch wheels`.
fn attributive(words: &[Word], at: usize) -> bool {
    words.get(at + 1).is_some_and(|w| matches!(w.tag, Tag::Noun | Tag::Adj | Tag::Name))
}

/// `nearly 300`, `about 60`, `a reasonably solid 30`: an adverb inside the phrase.
fn hedges(words: &[Word], at: usize, start: usize) -> bool {
    let next = words.get(at + 1).map(|w| w.tag);
    match next {
        Some(Tag::Quantity | Tag::Number) => true,
        Some(Tag::Adj) => at > start || modifies(words, at + 1),
        _ => false,
    }
}

/// `the Post/Times poll`: a slash between two words without a space.
fn slashed(words: &[Word], at: usize) -> bool {
    let noun = |w: &Word| matches!(w.tag, Tag::Noun | Tag::Name);
    words[at].is(SLASH)
        && words[at].glued
        && at > 0
        && noun(&words[at - 1])
        && words.get(at + 1).is_some_and(|w| w.glued && noun(w) && !w.may(TIME))
}

const SLASH: Key = Key::new("/");
const ONE: Key = Key::new("one");

/// `four large, bright, well-lit rooms`: a comma between the adjectives before a counted noun.
fn listed_adjectives(words: &[Word], at: usize, start: usize) -> bool {
    let adjective = |w: &Word| matches!(w.tag, Tag::Adj | Tag::Adv);
    let Some(numeral) = words[start..at].iter().rposition(|w| w.tag == Tag::Quantity) else {
        return false;
    };
    let first = start + numeral + 1;
    let listed = |w: &&Word| adjective(w) || w.tag == Tag::Comma;
    let behind = at + words[at..].iter().take(LONGEST).take_while(listed).count();
    let run = &words[first..behind];
    let commas = run.windows(2).any(|w| w[0].tag == Tag::Comma && w[1].tag == Tag::Comma);
    first < at
        && run.iter().all(|w| listed(&w))
        && !commas
        && words[first].tag != Tag::Comma
        && words[at - 1].tag == Tag::Adj
        && words[behind - 1].tag == Tag::Adj
        && words.get(behind).is_some_and(|w| w.tag == Tag::Noun && !w.capital)
}

/// `industrial and consumer goods`, `40 maintenance and cleaning workers`.
fn joined_modifiers(words: &[Word], at: usize, start: usize) -> bool {
    let tag = |i: usize| words.get(i).map(|w| w.tag);
    if at == start {
        return false;
    }
    if tag(at + 2) != Some(Tag::Noun) {
        return joined_adjectives(words, at);
    }
    // A number other than one counts plurals: a singular behind it only modifies.
    let modifies =
        |w: &&Word| w.tag == Tag::Adj || matches!(w.tag, Tag::Noun | Tag::Name) && !w.plural();
    let first = at - words[start..at].iter().rev().take_while(modifies).count();
    let of = first == start && start > 1 && words[start - 1].is_of();
    let number = if of { start - 2 } else { first.saturating_sub(1) };
    let counted = first < at
        && (words[number].counts || of && words[number].kind == Some(Kind::Percent))
        && matches!(words[at - 1].tag, Tag::Noun | Tag::Name)
        && (words[at + 2].plural()
            || words.get(at + 3).is_some_and(|w| w.tag == Tag::Noun && w.plural()));
    match tag(at + 1) {
        Some(Tag::Adj) => words[at - 1].tag == Tag::Adj || counted,
        Some(Tag::Noun | Tag::Name) => counted && !words[at + 1].plural(),
        _ => false,
    }
}

/// `119 popular and easily accessible hikes`
fn joined_adjectives(words: &[Word], at: usize) -> bool {
    let run = |from: usize, tag: Tag| words[from..].iter().take_while(|w| w.tag == tag).count();
    let first = at + 1 + run(at + 1, Tag::Adv);
    let end = first + run(first, Tag::Adj);
    let left = words[..at].iter().rev().take_while(|w| w.tag == Tag::Adj).count();
    left > 0
        && left < at
        && words[at - 1 - left].counts
        && end > first
        && words.get(end).is_some_and(|w| w.tag == Tag::Noun)
}

impl Word {
    pub(super) fn is_form(&self, a: &str, b: &str) -> bool {
        self.entry.is_some_and(|e| e.word() == a || e.word() == b)
    }

    /// `all the`, `half the`, `both the`.
    fn predeterminer(&self) -> bool {
        self.entry.is_some_and(|e| ["all", "both", "half", "such", "what"].contains(&e.word()))
    }

    /// May stand between a noun and the noun it belongs to.
    fn modifier(&self) -> bool {
        !self.plural()
    }
}
