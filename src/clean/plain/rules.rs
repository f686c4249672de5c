//! What the models cannot learn, because the sets that they learn from do not show it: marks of
//! structure, lists of tagged headlines, labels before a colon, texts unlike all of the sets.

use super::columns::best_stretch;
use super::cues::{AD, BYLINE, CAPTION, DATE, RELATED, SOURCE};
use super::evidence::gives_itself_away;
use super::features::is_prose;
use super::scan::Shape;
use super::{Text, markup, unit_text};

/// The score of a block that a rule drops, and of one that a rule keeps: clear of the lines
/// that `favor` draws.
const DROPPED: f32 = 0.1;
const KEPT: f32 = 0.8;

/// Changes the scores that a rule knows better.
pub(super) fn settle(text: &Text, scores: &mut [f32], line: f32) {
    for (i, score) in scores.iter_mut().enumerate() {
        if is_tagged_list(text, i) || is_labelled(text, i) || is_date(&text.shapes[i]) {
            *score = score.min(DROPPED);
        }
    }
    rescue(text, scores, line);
    keep_prose(text, scores);
    for i in 0..scores.len() {
        let raw = unit_text(text.source, &text.lines, text.units[i]);
        if markup::is_fence(raw) && text.units[i].end - text.units[i].first > 1 {
            scores[i] = scores[i].max(KEPT);
        } else if text.shapes[i].words == 0 && i > 0 && markup::is_rule(raw) {
            scores[i] = scores[i - 1];
        }
    }
}

/// Whether block `i` is a headline with a tag at its end, beside another or below the head of
/// a list of related articles.
fn is_tagged_list(text: &Text, i: usize) -> bool {
    let tagged = |i: usize| text.shapes.get(i).is_some_and(|s| s.tagged && !is_prose(s));
    let before = i.checked_sub(1);
    let head = |i: usize| text.shapes[i].cues[RELATED] >= 2;
    tagged(i) && (tagged(i + 1) || before.is_some_and(|b| tagged(b) || head(b)) || head(i))
}

/// Whether a block is nothing but a date with a word that says what of: `Updated 3 March`.
fn is_date(s: &Shape) -> bool {
    let said = s.cues[DATE] >= 2 || s.cues[BYLINE] >= 2;
    said && s.words <= 8 && s.dated * 2 >= s.words && s.cued + s.dated >= s.words
}

/// Bytes within which the colon stands of a label such as `Watch:`, `Read more:`.
const LABEL: usize = 28;

/// Whether block `i` is one short line that begins with a label and a colon.
fn is_labelled(text: &Text, i: usize) -> bool {
    let shape = &text.shapes[i];
    if shape.words > 24
        || shape.stops > 1
        || ![AD, CAPTION, RELATED, SOURCE].into_iter().any(|c| shape.cues[c] >= 2)
    {
        return false;
    }
    let raw = unit_text(text.source, &text.lines, text.units[i]).trim_start().as_bytes();
    let head = &raw[..raw.len().min(LABEL)];
    head.iter().position(|&b| b == b':').is_some_and(|at| head[at..].get(1) == Some(&b' '))
}

/// Where no sentence at all was kept: the sentences that stand together, unless they give
/// themselves away. Such a text is unlike all that the models saw.
fn rescue(text: &Text, scores: &mut [f32], line: f32) {
    let shapes = &text.shapes;
    if (0..shapes.len()).any(|i| scores[i] > line && is_prose(&shapes[i])) {
        return;
    }
    let body = |i: usize| is_prose(&shapes[i]) && !gives_itself_away(&shapes[i]);
    let (from, to) =
        best_stretch(
            shapes.len(),
            |i| {
                if body(i) { i64::from(shapes[i].words.min(60)) } else { -8 }
            },
        );
    let words: u32 = (from..to).filter(|&i| body(i)).map(|i| shapes[i].words).sum();
    if words >= LEAST {
        (from..to).filter(|&i| body(i)).for_each(|i| scores[i] = KEPT);
    }
}

/// Where a text is sentences from end to end, keeps them all, however many: the models have seen
/// no text of so many paragraphs, and take the later ones for what follows an article.
fn keep_prose(text: &Text, scores: &mut [f32]) {
    let body = |i: usize| is_prose(&text.shapes[i]) && !gives_itself_away(&text.shapes[i]);
    let words = |i: usize| u64::from(text.shapes[i].words);
    let all: u64 = (0..scores.len()).map(words).sum();
    let prose: u64 = (0..scores.len()).filter(|&i| body(i)).map(words).sum();
    if scores.len() >= LONG && prose * 100 >= all * PROSE {
        let kept = (0..scores.len()).filter(|&i| body(i));
        kept.for_each(|i| scores[i] = scores[i].max(KEPT));
    }
}

/// Blocks from which a text is longer than nearly all that the models have seen, and the share of
/// its words, in percent, that stand in sentences where it is nothing else: chosen so that the
/// scores on pages dumped as lines stay what they were.
const LONG: usize = 100;
const PROSE: u64 = 94;

/// Words from which sentences that stand together are taken for an article: a notice or the
/// blurb of a site has fewer.
const LEAST: u32 = 40;
