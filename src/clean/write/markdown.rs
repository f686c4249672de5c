//! An article as Markdown.

use super::{Article, Block, BlockKind, Format, Mark, Marks};
use std::borrow::Cow;
use std::fmt::Write;

/// The kept blocks of `article`, with `marks`. Text of plain sources is left as it is: what
/// looks like a mark there is meant.
pub(super) fn article(article: &Article, marks: &Marks) -> String {
    let mut out = String::with_capacity(article.text.len() + article.text.len() / 8);
    let mut last: Option<&Block> = None;
    for (i, block) in article.kept().enumerate() {
        let standing = marks.before(i);
        if let Some(before) = last {
            let apart = !standing.is_empty() || !runs_on(before, block);
            out.push_str(if apart { "\n\n" } else { "\n" });
        }
        if !standing.is_empty() {
            images(standing, &mut out);
            out.push_str("\n\n");
            last = None;
        }
        let escaped = article.format == Format::Html && block.kind != BlockKind::Code;
        let text = match escaped {
            true => escape(&block.text, marks.within(i)),
            false => Cow::Borrowed(&*block.text),
        };
        self::block(block, &text, last, &mut out);
        last = Some(block);
    }
    let standing = marks.before(marks.blocks());
    if !standing.is_empty() && !out.is_empty() {
        out.push_str("\n\n");
    }
    images(standing, &mut out);
    out
}

/// Adds images, each a paragraph.
fn images(images: &[Mark], out: &mut String) {
    for (i, image) in images.iter().enumerate() {
        if i > 0 {
            out.push_str("\n\n");
        }
        mark(image, out);
    }
}

/// Whether two blocks stand in one list, table or quote.
fn runs_on(last: &Block, next: &Block) -> bool {
    matches!(
        (last.kind, next.kind),
        (BlockKind::ListItem { .. }, BlockKind::ListItem { .. })
            | (BlockKind::TableRow, BlockKind::TableRow)
    )
}

/// `text` with `marks`, and with a backslash before what Markdown would take for a mark of its
/// own.
fn escape<'t>(text: &'t str, marks: &[(usize, Mark)]) -> Cow<'t, str> {
    const SIGNS: [char; 9] = ['\\', '`', '*', '_', '[', '<', '&', '~', '\n'];
    if marks.is_empty() && !text.contains(SIGNS) && !begins_block(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    let mut marks = marks.iter().peekable();
    let (mut start, mut linked) = (0, false);
    for line in text.split_inclusive('\n') {
        let sign = if begins_block(line) {
            line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0)
        } else {
            line.len()
        };
        let mut before = ' ';
        for (i, c) in line.char_indices() {
            while let Some((_, found)) = marks.next_if(|(at, _)| *at <= start + i) {
                linked =
                    matches!(found, Mark::Link(_)) || linked && matches!(found, Mark::Image { .. });
                mark(found, &mut out);
            }
            let ends_link = linked && c == ']';
            if i == sign || ends_link || is_mark(before, c, &line[i + c.len_utf8()..]) {
                out.push('\\');
            }
            out.push(c);
            before = c;
        }
        start += line.len();
    }
    marks.for_each(|(_, found)| mark(found, &mut out));
    Cow::Owned(out)
}

fn mark(mark: &Mark, out: &mut String) {
    match mark {
        Mark::Link(_) => out.push('['),
        Mark::LinkEnd(address) => {
            let _ = write!(out, "]({address})");
        }
        Mark::Image { address, text } => {
            out.push_str("![");
            for c in text.chars() {
                if matches!(c, '\\' | '[' | ']' | '`' | '<') {
                    out.push('\\');
                }
                out.push(c);
            }
            let _ = write!(out, "]({address})");
        }
    }
}

/// Whether a line would begin a heading, a list, a quotation, a rule or code.
fn begins_block(line: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\n']);
    let first = line.chars().next().unwrap_or(' ');
    match first {
        '#' => ends(line.trim_start_matches('#')),
        '>' => true,
        '-' => ends(&line[1..]) || line.trim_end().chars().all(|c| c == '-'),
        '*' | '+' => ends(&line[1..]),
        '=' => line.trim_end().chars().all(|c| c == '='),
        '0'..='9' => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 9 && rest.starts_with(['.', ')']) && ends(&rest[1..])
        }
        _ => false,
    }
}

/// Whether what follows a `&` makes it a character reference, as in `&amp;`.
fn is_reference(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    let end = name.bytes().take(32).position(|b| !b.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.as_bytes()[end] == b';')
}

/// Whether `c` between `before` and `rest` would be read as markup.
fn is_mark(before: char, c: char, rest: &str) -> bool {
    let next = rest.chars().next().unwrap_or(' ');
    match c {
        '`' => true,
        '\\' => next.is_ascii_punctuation(),
        // Between blanks they mark nothing, nor does a line below inside a word.
        '*' => !(before.is_whitespace() && next.is_whitespace()),
        '_' => {
            let inside = before.is_alphanumeric() && next.is_alphanumeric();
            !(inside || before.is_whitespace() && next.is_whitespace())
        }
        '~' => next == '~' || before == '~',
        '[' => true,
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        '&' => is_reference(rest),
        _ => false,
    }
}

fn block(block: &Block, text: &str, last: Option<&Block>, out: &mut String) {
    match block.kind {
        BlockKind::Heading(level) => {
            out.extend(std::iter::repeat_n('#', usize::from(level.clamp(1, 6))));
            out.push(' ');
            out.push_str(&text.replace('\n', " "));
        }
        BlockKind::ListItem { depth, number } => {
            out.extend(std::iter::repeat_n("  ", usize::from(depth.min(8))));
            match number {
                Some(number) => {
                    let _ = write!(out, "{number}. ");
                }
                None => out.push_str("- "),
            }
            out.push_str(&text.replace('\n', " "));
        }
        BlockKind::Quote => {
            out.push_str("> ");
            out.push_str(&text.replace('\n', "\n> "));
        }
        BlockKind::Code => {
            let fence = if text.contains("```") { "~~~~" } else { "```" };
            let _ = write!(out, "{fence}\n{text}\n{fence}");
        }
        BlockKind::TableRow => {
            let cells: Vec<String> = text.split('\t').map(|c| c.replace('|', "\\|")).collect();
            let _ = write!(out, "| {} |", cells.join(" | "));
            if !last.is_some_and(|b| b.kind == BlockKind::TableRow) {
                let _ = write!(out, "\n|{}", " --- |".repeat(cells.len()));
            }
        }
        BlockKind::Caption => {
            let _ = write!(out, "*{}*", text.replace('\n', " "));
        }
        BlockKind::Paragraph => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn what_looks_like_markup_is_escaped_and_nothing_else() {
        for (text, want) in [
            ("Two men left at 5 * 3 o'clock, and file_name stays.", None),
            ("AT&T & Sons: 3 < 4 - 1", None),
            ("# 1 in the charts", Some(r"\# 1 in the charts")),
            ("#1 in the charts", None),
            ("1999. A year", Some(r"1999\. A year")),
            ("- five degrees", Some(r"\- five degrees")),
            ("-5 degrees", None),
            ("* as of May", Some(r"\* as of May")),
            ("> 5 people\n+ one", Some("\\> 5 people\n\\+ one")),
            (
                "**no** `code` [1] <b> &amp; a\\*",
                Some(r"\*\*no\*\* \`code\` \[1] \<b> \&amp; a\\\*"),
            ),
            ("_so_ ~~it~~", Some(r"\_so\_ \~\~it\~\~")),
            ("---", Some(r"\---")),
        ] {
            assert_eq!(escape(text, &[]), want.unwrap_or(text), "{text}");
        }
    }
}
