//! An [`Article`] written out: as Markdown, as plain HTML.

use super::article::{Article, Block, BlockKind, Format, Role};
use std::borrow::Cow;
use std::fmt::Write;

impl Article {
    /// The article as Markdown: headings, lists, quotes, code, tables. Costs one pass over the
    /// kept blocks.
    ///
    /// ```
    /// use tamis::clean::CleanOptions;
    /// let article = tamis::clean("## Tides\n\nThe harbour floods twice a day.", &CleanOptions::default());
    /// assert!(article.markdown().contains("The harbour floods twice a day."));
    /// ```
    pub fn markdown(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + self.text.len() / 8);
        let mut last: Option<&Block> = None;
        for block in self.kept() {
            if let Some(last) = last {
                out.push_str(if runs_on(last, block) { "\n" } else { "\n\n" });
            }
            let escaped = self.format == Format::Html && block.kind != BlockKind::Code;
            let text = if escaped { escape(&block.text) } else { Cow::Borrowed(&*block.text) };
            markdown_block(block, &text, last, &mut out);
            last = Some(block);
        }
        out
    }

    /// The article as HTML that holds nothing but headings, paragraphs, lists, quotes, code
    /// and tables: no attribute, no address, no script, every text escaped.
    ///
    /// ```
    /// use tamis::clean::Article;
    /// assert_eq!(Article::whole("1 < 2").html(), "<p>1 &lt; 2</p>\n");
    /// ```
    pub fn html(&self) -> String {
        let mut out = String::with_capacity(self.text.len() + self.text.len() / 4);
        let mut open = "";
        for block in self.kept() {
            let wanted = match block.kind {
                BlockKind::ListItem { number: Some(_), .. } => "ol",
                BlockKind::ListItem { .. } => "ul",
                BlockKind::TableRow => "table",
                _ => "",
            };
            if open != wanted {
                close(open, &mut out);
                if !wanted.is_empty() {
                    let _ = writeln!(out, "<{wanted}>");
                }
                open = wanted;
            }
            html_block(block, &mut out);
        }
        close(open, &mut out);
        out
    }

    fn kept(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter().filter(|b| b.role == Role::Content)
    }
}

fn close(open: &str, out: &mut String) {
    if !open.is_empty() {
        let _ = writeln!(out, "</{open}>");
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

/// `text` with a backslash before what Markdown would take for a mark of its own. Text of
/// plain sources is left as it is: its marks are meant.
fn escape(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 9] = ['\\', '`', '*', '_', '[', '<', '&', '~', '\n'];
    if !text.contains(MARKS) && !begins_block(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for line in text.split_inclusive('\n') {
        let mark = if begins_block(line) {
            line.find(|c: char| !c.is_ascii_digit()).unwrap_or(0)
        } else {
            line.len()
        };
        let mut before = ' ';
        for (i, c) in line.char_indices() {
            if i == mark || is_mark(before, c, &line[i + c.len_utf8()..]) {
                out.push('\\');
            }
            out.push(c);
            before = c;
        }
    }
    Cow::Owned(out)
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

fn markdown_block(block: &Block, text: &str, last: Option<&Block>, out: &mut String) {
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

fn html_block(block: &Block, out: &mut String) {
    let (before, after) = match block.kind {
        BlockKind::Heading(1) => ("<h1>", "</h1>"),
        BlockKind::Heading(2) => ("<h2>", "</h2>"),
        BlockKind::Heading(3) => ("<h3>", "</h3>"),
        BlockKind::Heading(4) => ("<h4>", "</h4>"),
        BlockKind::Heading(5) => ("<h5>", "</h5>"),
        BlockKind::Heading(_) => ("<h6>", "</h6>"),
        BlockKind::ListItem { .. } => ("<li>", "</li>"),
        BlockKind::Quote => ("<blockquote><p>", "</p></blockquote>"),
        BlockKind::Code => ("<pre><code>", "</code></pre>"),
        BlockKind::TableRow => ("<tr><td>", "</td></tr>"),
        BlockKind::Caption => ("<p><small>", "</small></p>"),
        BlockKind::Paragraph => ("<p>", "</p>"),
    };
    out.push_str(before);
    for c in block.text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\t' if block.kind == BlockKind::TableRow => out.push_str("</td><td>"),
            '\n' if block.kind != BlockKind::Code => out.push_str("<br>\n"),
            c => out.push(c),
        }
    }
    out.push_str(after);
    out.push('\n');
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
            assert_eq!(escape(text), want.unwrap_or(text), "{text}");
        }
    }
}
