//! The head of the article on pages of before HTML 5. Their markup has no place
//! of its own for a headline, mostly none for a byline and a date either: they are part of the
//! text, and who marked the texts of such pages by hand took them for it nine times of ten.

use super::features::cue;
use super::outline::Outline;
use memchr::{memchr, memmem};
use std::ops::Range;

/// The score of a block that is kept.
const KEPT: f32 = 0.8;
/// A block that scores so much and has so many characters is where the text begins.
const TEXT: (f32, f32) = (0.46, 80.0);
/// So many blocks at most stand between the headline and the text.
const REACH: usize = 25;
/// Longer blocks are no byline.
const LONGEST: f32 = 100.0;
/// Bytes within which a document type is declared.
const DECLARED: usize = 2000;

/// Raises the scores of the headline and of what names author and date below it. Returns the
/// blocks from the headline to before the text; none on other pages.
pub(super) fn keep(source: &str, outline: &Outline<'_>, scores: &mut [f32]) -> Range<usize> {
    let signals = &outline.page.signals;
    let stated = signals.og_title.is_some() || !signals.json_ld.is_empty();
    let is_old = |_: &usize| is_old(source, stated);
    let Some(title) = outline.title_block.filter(is_old) else { return 0..0 };
    let is_text = |i: &usize| scores[*i] > TEXT.0 && outline.stats[*i].size > TEXT.1;
    let after = (title + 1)..scores.len().min(title + 1 + REACH);
    let hidden = outline.page.blocks[title].hidden;
    let Some(text) = after.clone().find(is_text).filter(|_| !hidden) else { return 0..0 };
    scores[title] = scores[title].max(KEPT);
    if stated {
        // The rest is stated elsewhere, too.
        return title..title + 1;
    }
    for (i, score) in scores.iter_mut().enumerate().take(text).skip(title + 1) {
        let cues = outline.cues[i].labels;
        let credits = cue("byline") | cue("date");
        let names = cues & credits != 0 || (cues == 0 && outline.stats[i].dated > 0.0);
        let short = outline.stats[i].size < LONGEST && outline.density[i] < 0.9;
        let head = outline.tag(i).heading().is_some() || names;
        if head && short && cues & !credits == 0 && !outline.page.blocks[i].hidden {
            *score = score.max(KEPT);
        }
    }
    title..text
}

/// Whether the document type names a public identifier, as those of HTML 4 and XHTML do. A page
/// without document type is old where it states no metadata and looks as HTML 5 no longer allows.
fn is_old(source: &str, stated: bool) -> bool {
    let head = &source.as_bytes()[..source.len().min(DECLARED)];
    let Some(at) = find(head, b"<!doctype") else {
        let looks = ["<font ", "<FONT ", "<center>", "<CENTER>", " bgcolor=", " BGCOLOR="];
        let has = |look: &&str| memmem::find(source.as_bytes(), look.as_bytes()).is_some();
        return !stated && looks.iter().any(has);
    };
    let end = memchr(b'>', &head[at..]).map_or(head.len(), |end| at + end);
    find(&head[at..end], b"public").is_some()
}

/// Where `word`, in lower case, stands in `text`, in any case.
fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    text.windows(word.len()).position(|window| window.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::super::build;
    use super::*;

    const OLD: &str = "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">";

    /// The blocks that are kept of a page whose text alone the model has found.
    fn kept(doctype: &str, meta: &str) -> Vec<String> {
        let text = "The harbour of the old town floods twice a day, the council said. ".repeat(4);
        let page = format!(
            "{doctype}<title>New gates for the harbour</title>{meta}<p><a href=/>Home</a></p>\
             <h1>New gates for the harbour</h1><p>By Ann Falk</p><p>March 3, 2008</p>\
             <p><a href=/mail>E-mail this</a></p><p>{text}</p><p>By Bo Lind</p>"
        );
        let (parsed, _) = build::page(&page);
        let outline = Outline::new(&page, &parsed);
        let size = |i: usize| outline.stats[i].size;
        let mut scores: Vec<f32> = (0..parsed.blocks.len()).map(|i| size(i) / 500.0).collect();
        keep(&page, &outline, &mut scores);
        let blocks = (0..scores.len()).filter(|&i| scores[i] > 0.46 && size(i) < TEXT.1);
        blocks.map(|i| parsed.block_text(i).to_owned()).collect()
    }

    #[test]
    fn old_pages_keep_the_head_of_their_article() {
        assert_eq!(kept(OLD, ""), ["New gates for the harbour", "By Ann Falk", "March 3, 2008"]);
    }

    #[test]
    fn what_the_page_states_is_not_repeated() {
        let meta = "<meta property=og:title content='New gates for the harbour'>";
        assert_eq!(kept(OLD, meta), ["New gates for the harbour"]);
    }

    #[test]
    fn old_looks_tell_where_nothing_is_declared() {
        assert_eq!(kept("<body bgcolor=white>", "").len(), 3);
    }

    #[test]
    fn newer_pages_have_a_place_for_it() {
        for doctype in ["", "<!doctype html>"] {
            assert!(kept(doctype, "").is_empty());
        }
    }
}
