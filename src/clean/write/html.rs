//! An article as plain HTML.

use super::{Article, Block, BlockKind, Mark, Marks};
use std::fmt::Write;

/// The kept blocks of `article`, with `marks`.
pub(super) fn article(article: &Article, marks: &Marks) -> String {
    let mut out = String::with_capacity(article.text.len() + article.text.len() / 4);
    let mut open = "";
    for (i, block) in article.kept().enumerate() {
        let wanted = match block.kind {
            BlockKind::ListItem { number: Some(_), .. } => "ol",
            BlockKind::ListItem { .. } => "ul",
            BlockKind::TableRow => "table",
            _ => "",
        };
        let standing = marks.before(i);
        if open != wanted || !standing.is_empty() {
            close(open, &mut out);
            images(standing, &mut out);
            if !wanted.is_empty() {
                let _ = writeln!(out, "<{wanted}>");
            }
            open = wanted;
        }
        self::block(block, marks.within(i), &mut out);
    }
    close(open, &mut out);
    images(marks.before(marks.blocks()), &mut out);
    out
}

fn close(open: &str, out: &mut String) {
    if !open.is_empty() {
        let _ = writeln!(out, "</{open}>");
    }
}

fn images(images: &[Mark], out: &mut String) {
    for image in images {
        out.push_str("<p>");
        mark(image, out);
        out.push_str("</p>\n");
    }
}

fn mark(mark: &Mark, out: &mut String) {
    match mark {
        Mark::Link(address) => {
            out.push_str("<a href=\"");
            attribute(address, out);
            out.push_str("\">");
        }
        Mark::LinkEnd(_) => out.push_str("</a>"),
        Mark::Image { address, text } => {
            out.push_str("<img src=\"");
            attribute(address, out);
            out.push_str("\" alt=\"");
            attribute(text, out);
            out.push_str("\">");
        }
    }
}

fn attribute(value: &str, out: &mut String) {
    value.chars().for_each(|c| match c {
        '"' => out.push_str("&quot;"),
        c => escape(c, out),
    });
}

fn escape(c: char, out: &mut String) {
    match c {
        '<' => out.push_str("&lt;"),
        '>' => out.push_str("&gt;"),
        '&' => out.push_str("&amp;"),
        c => out.push(c),
    }
}

fn block(block: &Block, marks: &[(usize, Mark)], out: &mut String) {
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
    let mut marks = marks.iter().peekable();
    for (i, c) in block.text.char_indices() {
        while let Some((_, found)) = marks.next_if(|(at, _)| *at <= i) {
            mark(found, out);
        }
        match c {
            '\t' if block.kind == BlockKind::TableRow => out.push_str("</td><td>"),
            '\n' if block.kind != BlockKind::Code => out.push_str("<br>\n"),
            c => escape(c, out),
        }
    }
    marks.for_each(|(_, found)| mark(found, out));
    out.push_str(after);
    out.push('\n');
}
