//! The headline, and the name of the site cut from it.

use super::facts::{Cues, Facts, MetaField};
use super::json_ld::LinkedData;
use super::{fold, plain};
use crate::clean::Field;

/// Longer ones are no headlines but texts in the wrong element.
const MAX_TITLE: usize = 400;
/// A heading of fewer letters is in the `title` element by chance.
const MIN_REPEATED: usize = 6;
/// What stands between a headline and the name of its site.
const SEPARATORS: &[char] = &[
    '|', '-', '–', '—', ':', '»', '«', '·', '•', '/', '<', '>', '｜', '_', '~', '∣', '›', '‹', '*',
];

/// The headline of the page, without the name of its site.
pub(super) fn title(
    facts: &Facts<'_>,
    data: &LinkedData<'_>,
    sites: &[String],
    headline: Option<&Headline>,
) -> Option<Field> {
    let mut found: Vec<(String, &'static str)> = Vec::new();
    let mut push = |text: String, origin| {
        if !text.is_empty() && text.len() <= MAX_TITLE {
            found.push((text, origin));
        }
    };
    if let Some(text) = data.title() {
        push(plain(&text), "json-ld");
    }
    for tag in super::metas(facts, MetaField::Title) {
        push(plain(&tag.content), tag.key);
    }
    if let Some(headline) = headline {
        push(headline.text.clone(), headline.origin);
    }
    if let Some(text) = &facts.title {
        push(plain(text), "title");
    }
    let site = |text: &str| is_site(text, sites);
    // A candidate that is but the site's name says nothing of the article.
    let (text, origin) = found.iter().find(|(text, _)| !site(text)).or(found.first())?;
    let value = without_site(text, headline.map(|h| h.text.as_str()), sites);
    Some(Field { value, origin })
}

/// The headline as the page shows it: where it stands and its text.
#[derive(Clone, Debug)]
pub(super) struct Headline {
    pub(super) at: usize,
    pub(super) text: String,
    origin: &'static str,
}

/// The heading that the `title` element repeats most of, of the first level where there is
/// one; else the first of the first level.
pub(super) fn headline(facts: &Facts<'_>) -> Option<Headline> {
    let title = facts.title.as_deref().map(|t| fold(&plain(t))).unwrap_or_default();
    let mut best: Option<((usize, bool), Headline)> = None;
    for mark in &facts.marks {
        let first = mark.cues.has(Cues::H1);
        if mark.cues.has(Cues::OFF) || !(first || mark.cues.has(Cues::HEADING | Cues::TITLE)) {
            continue;
        }
        let text = plain(&mark.text);
        let folded = fold(&text);
        if folded.is_empty() || text.len() > MAX_TITLE {
            continue;
        }
        let repeated = if title.contains(&folded) { folded.chars().count() } else { 0 };
        let score = (if repeated < MIN_REPEATED { 0 } else { repeated }, first);
        if (first || score.0 > 0) && best.as_ref().is_none_or(|(s, _)| score > *s) {
            let origin = if first { "h1" } else { "heading" };
            best = Some((score, Headline { at: mark.at, text, origin }));
        }
    }
    best.map(|(_, headline)| headline)
}

/// `text` without the names of `sites` at its end or start. `heading` is the headline that
/// the page shows: what goes beyond it behind a separator is cut as well.
fn without_site(text: &str, heading: Option<&str>, sites: &[String]) -> String {
    let mut rest = text.trim();
    let folded = heading.map(fold).filter(|h| h.chars().count() >= 12);
    for _ in 0..3 {
        let cuts: Vec<(usize, usize)> = separators(rest).collect();
        let tail = cuts.iter().rev().find(|&&(start, end)| {
            let shown = folded.as_deref().is_some_and(|h| h == fold(&rest[..start]));
            !rest[..start].trim().is_empty() && (shown || is_site(&rest[end..], sites))
        });
        let first = cuts.iter().find(|&&(start, end)| {
            let shown = folded.as_deref().is_some_and(|h| h == fold(&rest[end..]));
            // "The Example view on bridges: a comment" begins with a name but is no name.
            let colon = rest[start..end].starts_with(':');
            let site = if colon {
                sites.contains(&fold(&rest[..start]))
            } else {
                is_site(&rest[..start], sites)
            };
            !rest[end..].trim().is_empty() && (shown || (site && start == cuts[0].0))
        });
        match (tail, first) {
            (Some(&(start, _)), _) => rest = rest[..start].trim(),
            (None, Some(&(_, end))) => rest = rest[end..].trim(),
            (None, None) => break,
        }
    }
    rest.to_owned()
}

/// Where separators stand in `text`: they have a blank on both sides, but for a few that
/// need none. Runs ("::", ">>") are one separator.
fn separators(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    text.char_indices().filter_map(move |(at, c)| {
        if !SEPARATORS.contains(&c) {
            return None;
        }
        let before = text[..at].chars().next_back()?;
        if SEPARATORS.contains(&before) {
            return None;
        }
        let run = text[at..].chars().take_while(|c| SEPARATORS.contains(c));
        let end = at + run.map(char::len_utf8).sum::<usize>();
        let after = text[end..].chars().next()?;
        let free = matches!(c, '|' | '｜' | '_' | '»' | '∣');
        let colon = c == ':' && after.is_whitespace();
        (free || colon || (before.is_whitespace() && after.is_whitespace())).then_some((at, end))
    })
}

/// Whether `part` is the name of one of `sites`.
pub(super) fn is_site(part: &str, sites: &[String]) -> bool {
    let part = fold(part);
    let chars = part.chars().count();
    if chars < 2 {
        return false;
    }
    sites.iter().any(|site| {
        // "The Example" and "Example.com" are "Example", "Example News" nearly so.
        part == *site
            || (chars >= 4 && site.len() >= 4 && part.len() <= site.len() + 8)
                && (part.starts_with(site.as_str())
                    || part.ends_with(site.as_str())
                    || (part.len() * 2 >= site.len() && site.contains(&part)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        let sites = [fold("The Daily Example"), fold("dailyexample")];
        without_site(text, None, &sites)
    }

    #[test]
    fn the_name_of_the_site_is_cut_and_nothing_else() {
        for (text, want) in [
            ("Bridge opens | The Daily Example", "Bridge opens"),
            ("Bridge opens - Daily Example", "Bridge opens"),
            ("The Daily Example: Bridge opens", "Bridge opens"),
            ("Bridge opens | News | DailyExample.com", "Bridge opens | News"),
            ("Bridge opens - after ten years", "Bridge opens - after ten years"),
            ("The Daily Example", "The Daily Example"),
            ("Mayor: bridge opens", "Mayor: bridge opens"),
        ] {
            assert_eq!(cut(text), want);
        }
    }

    #[test]
    fn what_the_page_shows_as_headline_ends_the_title() {
        let title = "Bridge opens at last - Local news - Something";
        assert_eq!(without_site(title, Some("Bridge opens at last"), &[]), "Bridge opens at last");
    }
}
