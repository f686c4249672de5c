//! Which block before the article is its headline: the model learns from texts whose
//! headline is left out of account, so that it cannot know.

use super::features::is_prose;
use super::kind::Kind;
use super::scan::Shape;
use super::vocabulary::Facts;

/// Blocks before the article among which the headline is looked for.
const REACH: usize = 12;

/// Whether a block has the form of a headline: some words, no sentence end within, no cue.
pub(super) fn has_form(s: &Shape) -> bool {
    let words = s.words - s.ideographs / 2;
    let ends = s.last == Kind::Stop as u8 && s.stops > 1 || s.last == Kind::Colon as u8;
    (3..=28).contains(&words)
        && s.stops <= 1
        && !ends
        && !s.tagged
        && s.separators <= 1
        && s.ats == 0
        && s.dated * 2 < s.words
        && s.cues.iter().all(|&c| c < 2)
}

/// The headline of the article whose blocks score above `line`, by the words that it shares
/// with the running text (`facts`).
pub(super) fn find(shapes: &[Shape], facts: &[Facts], scores: &[f32], line: f32) -> Option<usize> {
    let body = (0..shapes.len()).find(|&i| scores[i] > line && is_prose(&shapes[i]))?;
    let from = body.saturating_sub(REACH);
    // A heading that the model kept is one: nothing before it is wanted.
    let upto = (from..body).find(|&i| scores[i] > line).unwrap_or(body);
    if upto < body && has_form(&shapes[upto]) && 2 * facts[upto].known >= facts[upto].long {
        return None;
    }
    (from..upto)
        .filter(|&i| {
            has_form(&shapes[i]) && facts[i].known >= 2 && 2 * facts[i].known >= facts[i].long
        })
        .max_by_key(|&i| (facts[i].known, i))
}

/// Lines between the headline and the first sentences that head nothing, since what follows
/// them is dropped: captions and labels that the model took for headings.
pub(super) fn orphans(shapes: &[Shape], scores: &[f32], line: f32) -> Vec<usize> {
    let kept = |i: usize| scores[i] > line;
    let n = shapes.len();
    let headline = (0..n).find(|&i| kept(i)).unwrap_or(n);
    let body = (0..n).find(|&i| kept(i) && is_prose(&shapes[i])).unwrap_or(0);
    (headline + 1..body).filter(|&i| kept(i) && !kept(i + 1)).collect()
}
