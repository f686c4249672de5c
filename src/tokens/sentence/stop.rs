//! Whether a stop ends the sentence: decided by the word before it and the word after it.

use crate::tokens::chars::{char_at, char_before, skip_space, trim_space};
use crate::tokens::language::{
    ABBREVIATION, EITHER, INNER, LAST, Language, MARKED, NUMBER, ORDINAL, STARTER, TITLE, WORD,
};

/// How far back a word may begin, in bytes: nothing longer is in a list.
const REACH: usize = 40;

/// One run of stops with the quotes and brackets that close after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    /// One past the run and its closers.
    pub(crate) end: usize,
    /// Whether the sentence ends there.
    pub(crate) ends: bool,
}

/// What stands after a stop, its closers and white space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next<'t> {
    /// The end of the text or of a paragraph.
    Break,
    Lower,
    /// A capital, or a letter of a script without case; its word.
    Upper(&'t str),
    Digit,
    /// A comma, a semicolon, a closing bracket: the sentence goes on.
    Continues,
    Other,
}

/// The stops of one run.
#[derive(Clone, Copy, Debug, Default)]
struct Run {
    end: usize,
    dots: usize,
    /// `!` or `?`.
    strong: bool,
}

impl Stop {
    /// Judges the run of stops that begins at `at`, in a sentence that began at `begun`.
    pub(crate) fn judge(text: &str, language: &Language, begun: usize, at: usize) -> Stop {
        let bytes = text.as_bytes();
        if bytes[at] == b'.' && bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) {
            return Stop { end: at + 1, ends: is_missing_space(text, language, at) };
        }
        let mut run = run_of_stops(text, at, Run { end: at, ..Run::default() });
        let mut end = closers(text, run.end);
        let mut quoted = end > run.end;
        while end > run.end && is_stop(text, end) {
            // French `as ? ».`
            run = run_of_stops(text, end, Run { end, ..run });
            end = closers(text, run.end);
            quoted = true;
        }
        let after = skip_space(text, end);
        if after == text.len() {
            return Stop { end: after, ends: true };
        }
        if after == end {
            // Something follows without a space: a URL, a number, a slash, a dash.
            let ends = run.strong && !quoted && char_at(text, end).is_some_and(char::is_uppercase);
            return Stop { end, ends };
        }
        let next = next_word(text, end, after);
        let ends = match next {
            Next::Break => true,
            Next::Continues => false,
            Next::Lower => !quoted && lower_ends(text, language, begun, at, run, after),
            _ if run.strong => !is_marked(text, language, begun, at, end),
            _ if run.dots != 1 => next != Next::Digit,
            _ => dot_ends(text, language, begun, at, quoted, next),
        };
        Stop { end, ends }
    }
}

/// One past a wide stop at `at`, the wide stops after it and what closes after them.
pub(super) fn after_wide(text: &str, mut at: usize) -> usize {
    while let Some(c) = char_at(text, at) {
        let closes =
            matches!(c, '。' | '！' | '？' | '｡' | '」' | '』' | '）' | '】' | '》' | '〉')
                || is_closer(c);
        if !closes {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// `.!?…` as they follow one another, also with single spaces between dots (`. . .`).
fn run_of_stops(text: &str, at: usize, mut run: Run) -> Run {
    let bytes = text.as_bytes();
    run.end = at;
    loop {
        match &bytes[run.end..] {
            [b'.', ..] => (run.dots, run.end) = (run.dots + 1, run.end + 1),
            [b'!' | b'?', ..] => (run.strong, run.end) = (true, run.end + 1),
            [0xE2, 0x80, 0xA6, ..] => (run.dots, run.end) = (run.dots + 3, run.end + 3),
            [b' ', b'.', next, ..] if run.dots > 0 && !next.is_ascii_alphanumeric() => {
                run.dots += 1;
                run.end += 2;
            }
            [b' ', b'!' | b'?', b' ' | b'\n', ..] if run.dots > 1 => run.end += 2,
            _ => return run,
        }
    }
}

fn is_stop(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| matches!(c, '.' | '!' | '?' | '…'))
}

fn is_closer(c: char) -> bool {
    matches!(c, ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›' | '*' | '_')
}

/// One past the quotes and brackets that close at `at`.
fn closers(text: &str, mut at: usize) -> usize {
    let bytes = text.as_bytes();
    loop {
        let Some(c) = char_at(text, at) else { return at };
        let after = at + c.len_utf8();
        if is_closer(c) {
            at = after;
        } else if matches!(c, '“' | '‘' | '«' | '‹') && ends_word(text, after) {
            // German „…“ and »…« close with what opens elsewhere.
            at = after;
        } else if bytes[at..].starts_with(b"&#39;") {
            at += 5;
        } else if bytes[at..].starts_with(b"&quot;") {
            at += 6;
        } else if c == '[' || c == '(' {
            match note_mark(&text[at..]) {
                Some(len) => at += len,
                None => return at,
            }
        } else if matches!(c, ' ' | '\u{a0}' | '\u{202f}') {
            // French sets a space before », others before a lone quote.
            match char_at(text, after) {
                Some(q @ ('»' | '"')) if ends_word(text, after + q.len_utf8()) => {
                    at = after + q.len_utf8();
                }
                Some('[' | '(') => match note_mark(&text[after..]) {
                    Some(len) if ends_word(text, after + len) => at = after + len,
                    _ => return at,
                },
                _ => return at,
            }
        } else {
            return at;
        }
    }
}

fn ends_word(text: &str, at: usize) -> bool {
    char_at(text, at).is_none_or(|c| c.is_whitespace() || is_closer(c))
}

/// The length of a mark of a note (`[12]`, `[1–3]`) or of something left out (`[…]`, `(...)`).
fn note_mark(text: &str) -> Option<usize> {
    let bracket = text.as_bytes()[0] == b'[';
    let (at, close) = text.char_indices().skip(1).take(9).find(|(_, c)| matches!(c, ']' | ')'))?;
    let inside = &text[1..at];
    let note = |c: char| c.is_ascii_digit() || matches!(c, ',' | ' ' | '-' | '–');
    let is_note =
        bracket && inside.starts_with(|c: char| c.is_ascii_digit()) && inside.chars().all(note);
    let is_gap = !inside.is_empty() && inside.chars().all(|c| matches!(c, '.' | '…' | ' '));
    let pair = close == if bracket { ']' } else { ')' };
    (pair && (is_note || is_gap)).then_some(at + 1)
}

/// What follows the white space from `end` to `at`.
fn next_word(text: &str, end: usize, at: usize) -> Next<'_> {
    let space = &text.as_bytes()[end..at];
    if space.iter().filter(|&&b| b == b'\n').count() > 1 {
        return Next::Break;
    }
    let mut at = at;
    let mut opened = false;
    // Quotes, brackets and dashes before the word, a handful at most.
    for _ in 0..8 {
        let Some(c) = char_at(text, at) else { return Next::Other };
        let after = at + c.len_utf8();
        if c.is_alphabetic() {
            return if c.is_lowercase() { Next::Lower } else { Next::Upper(word_at(text, at)) };
        }
        if c.is_numeric() {
            return Next::Digit;
        }
        match c {
            ',' | ';' | ':' | ')' | ']' | '}' | '/' | '=' | '<' | '>' | '+' | '%' if !opened => {
                return Next::Continues;
            }
            '-' | '–' | '—' => at = skip_space(text, after),
            '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '‚' | '‹' | '›' | '(' | '['
            | '{' | '¿' | '¡' | '`' | '*' | '_' | '.' | '…' | '&' | '#' => {
                opened = true;
                at = skip_space(text, after);
            }
            _ => return Next::Other,
        }
    }
    Next::Other
}

/// The letters and apostrophes that begin at `at`.
fn word_at(text: &str, at: usize) -> &str {
    let mut end = at;
    while let Some(c) = char_at(text, end) {
        if end - at > REACH || !(c.is_alphabetic() || matches!(c, '\'' | '’')) {
            break;
        }
        end += c.len_utf8();
    }
    &text[at..end]
}

/// The letters, digits and inner stops that end at `at`, cut at [`REACH`].
fn word_before(text: &str, at: usize) -> &str {
    let mut start = at;
    while let Some(c) = char_before(text, start) {
        if at - start > REACH || !(c.is_alphanumeric() || matches!(c, '.' | 'º' | '°')) {
            break;
        }
        start -= c.len_utf8();
    }
    text[start..at].trim_start_matches('.')
}

/// Whether the sentence ends before a word in lower case at `after`, as it does where people
/// write without capitals: after a question, an exclamation or a word that is no abbreviation.
fn lower_ends(
    text: &str,
    language: &Language,
    begun: usize,
    at: usize,
    run: Run,
    after: usize,
) -> bool {
    let bare = char_at(text, after).is_some_and(char::is_lowercase);
    if !bare || at - begun < 8 {
        return false;
    }
    if run.strong {
        return !is_marked(text, language, begun, at, run.end);
    }
    let word = word_before(text, at);
    let letters = word.chars().count();
    let plain = word.chars().all(char::is_alphabetic)
        && letters > 1
        && !is_clipped(word)
        && language.flags(word) & ABBREVIATION == 0;
    run.dots == 1 && plain && (letters > 4 || language.flags(word_at(text, after)) & STARTER != 0)
}

/// Whether `!` or `?` is a mark inside the sentence: alone between brackets (`(?)`), after a
/// colon, or part of a name (`Yahoo!`).
fn is_marked(text: &str, language: &Language, begun: usize, at: usize, end: usize) -> bool {
    match char_before(text, at) {
        Some('(') => text[..end].ends_with(')'),
        Some(':') => true,
        Some(c) if c.is_alphanumeric() => {
            let word = word_before(text, at);
            language.flags(word) & MARKED != 0 && at - word.len() > begun
        }
        _ => false,
    }
}

/// Whether a stop between two letters is the end of a sentence whose space was forgotten
/// (`the service.There was`), and not part of an address or a name.
fn is_missing_space(text: &str, language: &Language, at: usize) -> bool {
    let word = word_before(text, at);
    let next = word_at(text, at + 1);
    let mut chars = next.chars();
    let capital = chars.next().is_some_and(char::is_uppercase);
    capital
        && chars.next().is_none_or(char::is_lowercase)
        && word.len() > 2
        && word.chars().all(char::is_lowercase)
        && language.flags(word) & ABBREVIATION == 0
        && language.flags(next) & STARTER != 0
}

/// Whether a lone dot ends the sentence before `next`.
fn dot_ends(
    text: &str,
    language: &Language,
    begun: usize,
    at: usize,
    quoted: bool,
    next: Next,
) -> bool {
    let word = word_before(text, at);
    let Some(first) = word.chars().next() else { return true };
    let starter = matches!(next, Next::Upper(w) if language.flags(w) & STARTER != 0);
    let opens = at - word.len() <= begun + 1;
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return number_ends(language, word, opens, next, starter);
    }
    if quoted && !word.contains('.') && word.chars().nth(1).is_some() {
        return true;
    }
    if is_initials(word) {
        return initials_end(text, language, begun, at, next);
    }
    let flags = language.flags(word);
    if flags & ABBREVIATION == 0 {
        return !(opens && is_roman(word) && next != Next::Digit)
            && !(is_clipped(word) && !starter);
    }
    let capital = first.is_uppercase();
    if flags & WORD != 0 && !(capital && flags & TITLE != 0) {
        return next != Next::Digit || flags & (NUMBER | INNER | EITHER | TITLE) == 0;
    }
    if flags & (EITHER | LAST) != 0
        && matches!(next, Next::Upper(_))
        && counted(text, at - word.len())
    {
        return true;
    }
    if flags & TITLE != 0 && matches!(next, Next::Upper(_)) {
        return flags & WORD != 0 && starter;
    }
    match next {
        Next::Digit => flags & (NUMBER | INNER | EITHER) == 0,
        _ if flags & LAST != 0 => !opens && !is_short(text, begun, at),
        _ if flags & EITHER != 0 => starter,
        _ if flags & NUMBER != 0 => starter,
        _ => false,
    }
}

/// Whether a number in figures with a stop after it ends the sentence: not when it counts an
/// item of a list, nor when it is an ordinal.
fn number_ends(language: &Language, word: &str, opens: bool, next: Next, starter: bool) -> bool {
    if opens && word.len() < 4 {
        return false;
    }
    if language.ordinals && word.len() < 3 {
        return match next {
            Next::Upper(noun) => starter && language.flags(noun) & ORDINAL == 0,
            _ => next != Next::Digit,
        };
    }
    true
}

/// Whether `word` is one capital, or single letters with stops between (`U.S`, `J.R.R`).
fn is_initials(word: &str) -> bool {
    let mut single = word.split('.').filter(|p| !p.is_empty());
    let one_each = single.all(|p| {
        let mut chars = p.chars();
        chars.next().is_some_and(char::is_alphabetic) && chars.next().is_none()
    });
    one_each && word.chars().next().is_some_and(|c| c.is_uppercase() || word.contains('.'))
}

/// Whether initials end the sentence.
fn initials_end(text: &str, language: &Language, begun: usize, at: usize, next: Next) -> bool {
    let word = word_before(text, at);
    let starter = matches!(next, Next::Upper(w) if language.flags(w) & STARTER != 0);
    let opens = at - word.len() <= begun + 1;
    let flags = language.flags(word);
    let many = word.contains('.');
    if many && flags & LAST != 0 {
        return next != Next::Digit && !opens && !is_short(text, begun, at);
    }
    if flags & INNER != 0 && many {
        return false;
    }
    match next {
        Next::Digit => false,
        Next::Upper(_) if many => starter,
        Next::Upper(_) => starter && !opens,
        _ => !opens,
    }
}

/// Whether `word` is a Roman numeral of a list or chapter.
fn is_roman(word: &str) -> bool {
    word.len() < 5 && word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'i' | b'v' | b'x'))
}

/// Whether a short word without a vowel, not in capitals, looks like an abbreviation that no
/// list has.
fn is_clipped(word: &str) -> bool {
    (2..6).contains(&word.len())
        && word.bytes().all(|b| b.is_ascii_alphabetic())
        && !word.bytes().any(|b| b"aeiouyAEIOUY".contains(&b))
        && word.bytes().skip(1).all(|b| b.is_ascii_lowercase())
}

/// Whether a number stands before the word that begins at `start`: a unit or a year ends a
/// sentence where a title does not (`in 2010 г. Осенью`).
fn counted(text: &str, start: usize) -> bool {
    let end = trim_space(text, 0, start);
    end < start && char_before(text, end).is_some_and(|c| c.is_ascii_digit())
}

/// Whether the sentence so far is too short to be one (`At 5 a.m.`).
fn is_short(text: &str, begun: usize, at: usize) -> bool {
    at - begun < 24 && text[begun..at].split_whitespace().count() < 4
}
