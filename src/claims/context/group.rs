//! Verb groups: auxiliaries, adverbs and the main verb.

use super::chunk::{Chunk, ChunkKind, Form};
use crate::claims::lexicon::tag::{BE, HAVE, VBN};
use crate::claims::lexicon::words::{Tag, Word};

pub(super) fn verb(words: &[Word], at: usize) -> Option<Chunk> {
    let mut chunk = Chunk::new(ChunkKind::Verb, at);
    let (mut end, mut main, mut infinitive, mut aux) = (at, None, false, None);
    while let Some(word) = words.get(end) {
        match word.tag {
            Tag::To if end == at => infinitive = true,
            Tag::Modal => {
                chunk.modal = Some(end as u32);
                aux = Some(end);
            }
            Tag::Be | Tag::Have | Tag::Do => {
                if aux.is_some_and(|j| words[j].tag == Tag::Be)
                    && word.tag == Tag::Be
                    && !word.is_form("being", "been")
                {
                    break;
                }
                aux = Some(end);
            }
            Tag::Adv | Tag::Neg | Tag::Time
                if end > at || word.tag == Tag::Neg && verb_next(words, end) =>
            {
                chunk.negated |= word.tag == Tag::Neg;
                if !verb_next(words, end) {
                    break;
                }
            }
            Tag::Adv if verb_next(words, end) => {}
            Tag::Verb | Tag::Past | Tag::Participle | Tag::Ing => {
                main = Some(end);
                end += 1;
                break;
            }
            _ => break,
        }
        end += 1;
    }
    while main.is_none() && end > at && matches!(words[end - 1].tag, Tag::Adv | Tag::Time) {
        end -= 1;
    }
    let head = main.or(aux)?;
    chunk.end = end as u32;
    chunk.head = head as u32;
    shape(words, &mut chunk, main, aux, infinitive);
    Some(chunk)
}

fn verb_next(words: &[Word], at: usize) -> bool {
    words[at + 1..]
        .iter()
        .take(3)
        .find(|w| !matches!(w.tag, Tag::Adv | Tag::Neg | Tag::Time))
        .is_some_and(|w| {
            matches!(
                w.tag,
                Tag::Verb
                    | Tag::Past
                    | Tag::Participle
                    | Tag::Ing
                    | Tag::Be
                    | Tag::Have
                    | Tag::Do
                    | Tag::Modal
            )
        })
}

/// Voice and form of a verb group with its main verb or its last auxiliary.
fn shape(
    words: &[Word],
    chunk: &mut Chunk,
    main: Option<usize>,
    aux: Option<usize>,
    infinitive: bool,
) {
    let helper = aux.filter(|&j| Some(j) != main).map(|j| words[j].tag);
    chunk.be = main.is_none() && words[chunk.head as usize].tag == Tag::Be;
    chunk.have = main.is_none() && words[chunk.head as usize].tag == Tag::Have;
    chunk.passive =
        helper == Some(Tag::Be) && main.is_some_and(|j| words[j].tag == Tag::Participle);
    let bare_ing = aux.is_none() && main.is_some_and(|j| words[j].tag == Tag::Ing)
        || aux.is_some_and(|j| words[j].is_form("being", "having"))
            && words[chunk.start as usize].may(BE | HAVE)
            && words[chunk.start as usize].is_form("being", "having");
    chunk.form = if infinitive {
        Form::Infinitive
    } else if bare_ing {
        Form::Ing
    } else if aux.is_none() && main.is_some_and(|j| words[j].tag == Tag::Participle) {
        Form::Participle
    } else if aux.is_none()
        && main
            .is_some_and(|j| words[j].tag == Tag::Past && (words[j].may(VBN) || words[j].lex == 0))
    {
        Form::Either
    } else {
        Form::Finite
    };
}
