//! The one-line form of each value, as `repr` and the command line show it.

use crate::arrow::record::{BLOCK, Cell, Record, Row};
use std::fmt::Write;

/// A row in its notation: `£1.5 billion @36..48  money 1.5e9 GBP  about  counted=fines`.
pub(super) fn notation(record: &Record, row: &Row) -> String {
    let text = |name: &str| match &row[record.position(name)] {
        Cell::Text(text) => text.as_ref(),
        _ => "",
    };
    let number = |name: &str| match row[record.position(name)] {
        Cell::Float(x) => number(x),
        Cell::Int(x) => x.to_string(),
        _ => String::new(),
    };
    if record.name == "Article" {
        let Cell::List(blocks) = &row[record.position("blocks")] else { return String::new() };
        let lines = blocks.iter().map(|block| format!("\n  {}", notation(&BLOCK, block)));
        return format!("{} blocks{}", blocks.len(), lines.collect::<String>());
    }
    if record.name == "Quantity" {
        let ends = [number("value"), number("value2")];
        let [low, high] = ends.each_ref().map(String::as_str);
        return format!("{low}{}{high} {}", if high.is_empty() { "" } else { ".." }, text("unit"));
    }
    let place = format!("@{}..{}", number("start"), number("end"));
    match record.name {
        "Token" => format!("{} {place}  {}", text("text"), text("kind")),
        "Number" => format!("{} {place}  {} {}", text("text"), text("what"), number("value")),
        "Block" => {
            let sign = if text("role") == "content" { '+' } else { '-' };
            format!("{sign} {} {place}  {}", short(text("text")), text("reason"))
        }
        "Claim" => {
            let mut line =
                format!("{} {place}  {} {}", text("text"), text("kind"), number("value"));
            if !number("value2").is_empty() {
                let _ = write!(line, "..{}", number("value2"));
            }
            if !text("unit").is_empty() {
                let _ = write!(line, " {}", text("unit"));
            }
            let _ = write!(line, "  {}", text("bound"));
            for name in ["counted", "event", "direction", "speaker", "when"] {
                if !text(name).is_empty() {
                    let _ = write!(line, "  {name}={}", text(name));
                }
            }
            line
        }
        _ => format!("{} {place}", short(text("text"))),
    }
}

/// At most sixty characters of a text, on one line.
pub(super) fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

/// A number as people write it, from a million on with an exponent: `1200`, `0.5`, `1.5e9`.
fn number(x: f64) -> String {
    if x.abs() < 1e6 { format!("{x}") } else { format!("{x:e}") }
}
