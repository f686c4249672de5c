//! An [`Article`] written out: as Markdown, as plain HTML.

use super::article::{Article, Block, BlockKind, Role};
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
            markdown_block(block, last, &mut out);
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

fn markdown_block(block: &Block, last: Option<&Block>, out: &mut String) {
    let text = block.text.as_str();
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
