//! Who wrote the article: names out of bylines.

use super::facts::{Cues, Facts, MetaField};
use super::json_ld::LinkedData;
use super::tables::{AUTHOR_ROLES, BEFORE_NAME, GENERIC_NAMES, NAME_ENDS, NAME_LINKS, PARTICLES};
use super::{date, fold, plain, title};
use crate::clean::Field;

/// No name is longer, nor has more words.
const MAX_NAME: usize = 70;
const MAX_WORDS: usize = 6;
/// Authors that are listed; a paper can have thousands.
const MAX_AUTHORS: usize = 20;
/// A byline without markup stands within this many lines of the headline.
const NEAR: usize = 12;

/// The authors, parted by `; `.
pub(super) fn author(
    facts: &Facts<'_>,
    data: &LinkedData<'_>,
    sites: &[String],
    headline: Option<usize>,
) -> Option<Field> {
    let mut spare = None;
    let mut pick = |names: Vec<String>, origin: &'static str| -> Option<Field> {
        let value = listed(&names)?;
        if names.iter().all(|n| title::is_site(n, sites)) {
            spare.get_or_insert(Field { value, origin });
            return None;
        }
        Some(Field { value, origin })
    };
    let stated: Vec<String> = data.authors().iter().flat_map(|n| names(n)).collect();
    if let Some(found) = pick(stated, "json-ld") {
        return Some(found);
    }
    let tags = super::metas(facts, MetaField::Author);
    let mut at = 0;
    while at < tags.len() {
        let same = tags[at..].iter().take_while(|t| t.key == tags[at].key).count();
        let found = tags[at..at + same].iter().flat_map(|t| names(&t.content)).collect();
        if let Some(found) = pick(found, tags[at].key) {
            return Some(found);
        }
        at += same;
    }
    let marks =
        || facts.marks.iter().filter(|m| m.cues.has(Cues::AUTHOR) && !m.cues.has(Cues::OFF));
    let stated = marks().filter(|m| m.cues.has(Cues::STATED)).take(64);
    let found = stated.map(|m| names(&m.text)).find(|n| !n.is_empty());
    if let Some(found) = found.and_then(|n| pick(n, "rel=author")) {
        return Some(found);
    }
    // A class says less: what it marks must look like a name or begin like a byline.
    let found = marks().take(64).map(|m| plain(&m.text)).find_map(|text| {
        let begins = begins_byline(&text);
        let mut names = names(&text);
        names.retain(|n| begins || is_person(n));
        (!names.is_empty()).then_some(names)
    });
    if let Some(found) = found.and_then(|n| pick(n, "byline")) {
        return Some(found);
    }
    let first = headline.map_or(0, |h| facts.lines.partition_point(|l| l.at < h));
    let near = facts.lines[first.saturating_sub(3)..].iter().take(NEAR).filter(|l| !l.off);
    let mut lines = near.map(|l| plain(&l.text)).filter(|l| begins_byline(l));
    let found = lines.find_map(|line| {
        let names = names(&line);
        (!names.is_empty() && names.iter().all(|n| is_person(n))).then_some(names)
    });
    found.and_then(|n| pick(n, "by line")).or(spare)
}

/// Whether `name` is written as people's names are: two to five words with capitals, small
/// ones among them only where names have such.
fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let capital =
        |w: &&str| w.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
    let ideographs = name.chars().all(|c| c as u32 >= 0x2e80);
    (ideographs && (2..=8).contains(&name.chars().count()))
        || ((2..=5).contains(&words.len())
            && words.iter().all(|w| capital(w) || PARTICLES.contains(w))
            && capital(&words[words.len() - 1]))
}

fn listed(names: &[String]) -> Option<String> {
    let mut kept: Vec<&str> = Vec::new();
    for name in names.iter().take(MAX_AUTHORS) {
        if !kept.iter().any(|k| fold(k) == fold(name)) {
            kept.push(name);
        }
    }
    (!kept.is_empty()).then(|| kept.join("; "))
}

/// Whether `line` begins with a word that stands before a name, and a name may follow.
fn begins_byline(line: &str) -> bool {
    after_byline(line).is_some_and(|rest| rest.chars().next().is_some_and(|c| !c.is_lowercase()))
}

/// What follows the words before a name (`By`), where `text` begins with them.
fn after_byline(text: &str) -> Option<&str> {
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    BEFORE_NAME.iter().find_map(|word| {
        let start = word.as_bytes()[0];
        if start != first && (start | first) < 0x80 {
            return None;
        }
        let len = prefix(text, word)?;
        let rest = &text[len..];
        let trimmed = rest.trim_start_matches([' ', ':', '：', '/', '\u{a0}', '-', '–', '|']);
        let wide = word.chars().next().is_some_and(|c| c as u32 >= 0x2e80);
        (trimmed.len() < rest.len() || wide).then_some(trimmed)
    })
}

/// The length of the beginning of `text` that is `word` but for case.
fn prefix(text: &str, word: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    for w in word.chars() {
        let (_, c) = rest.next()?;
        if !c.to_lowercase().eq(w.to_lowercase()) {
            return None;
        }
    }
    Some(rest.next().map_or(text.len(), |(at, _)| at))
}

/// The names in a byline: without what stands before, roles, dates and addresses.
fn names(text: &str) -> Vec<String> {
    let text = plain(text);
    let path = text.starts_with('/') || (text.contains('/') && !text.contains(' '));
    if path || text.contains("://") || text.starts_with("www.") || text.len() > 6 * MAX_NAME {
        return Vec::new();
    }
    let mut rest = text.as_str();
    while let Some(after) = after_byline(rest) {
        rest = after;
    }
    let mut found = Vec::new();
    for part in rest.split([',', ';', '|', '•', '·', '/', '(', ')', '\u{2022}', '、', '，']) {
        // What follows a date or a number is no name any more.
        let cut = part.find(|c: char| c.is_numeric() || matches!(c, '@' | '<' | '['));
        let part = &part[..cut.unwrap_or(part.len())];
        let mut ended = cut.is_some();
        let mut name: Vec<&str> = Vec::new();
        for word in part.split_whitespace().chain(["&"]) {
            let lower = word.to_lowercase();
            if !name.is_empty() && ends_name(&lower) {
                ended = true;
                break;
            }
            if !NAME_LINKS.contains(&word) || (name.is_empty() && word != "&") {
                name.push(word);
                continue;
            }
            push_name(&mut found, &name.join(" "));
            name.clear();
        }
        push_name(&mut found, &name.join(" "));
        if ended && !found.is_empty() {
            break;
        }
    }
    found
}

/// Whether a word, in lower case, cannot be part of a name that has begun: a month, a day of
/// the week, a preposition that is no particle.
fn ends_name(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    let particle = PARTICLES.contains(&word);
    !particle && (NAME_ENDS.contains(&word) || (word.len() > 3 && date::is_month(word)))
}

fn push_name(found: &mut Vec<String>, name: &str) {
    let name = after_byline(name).unwrap_or(name);
    let name = name.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != ')');
    let lower = name.to_lowercase();
    let words = name.split_whitespace().count();
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let capital = name.chars().next().is_some_and(|c| !c.is_lowercase()) || words == 1;
    let generic = GENERIC_NAMES.contains(&lower.as_str()) || AUTHOR_ROLES.contains(&lower.as_str());
    let right = (2..).contains(&letters) && name.len() <= MAX_NAME && words <= MAX_WORDS;
    if right && capital && !generic {
        found.push(name.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_out_of_bylines() {
        for (text, want) in [
            ("By Ann Falk", vec!["Ann Falk"]),
            ("By Ann Falk and Bo Lind, Staff Writers", vec!["Ann Falk", "Bo Lind"]),
            ("Von Ann Falk und Bo Lind", vec!["Ann Falk", "Bo Lind"]),
            ("Written by: Ann Falk | 5 October 2022", vec!["Ann Falk"]),
            ("Ann Falk, Reuters", vec!["Ann Falk"]),
            ("作者：王小明", vec!["王小明"]),
            ("Louis Maas on Monday, November 18th, 2019", vec!["Louis Maas"]),
            ("View all posts by Ann Falk", vec!["Ann Falk"]),
            ("Falk November 3", vec!["Falk"]),
            ("Maria de la Cruz", vec!["Maria de la Cruz"]),
            ("pl/authors/ann", vec![]),
            ("admin", vec![]),
            ("https://example.com/ann", vec![]),
            ("5 October 2022", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(names(text), want, "{text}");
        }
    }
}
