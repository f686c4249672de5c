//! Options from Python: a value that cannot be is told with those that can.

use super::convert::{error, one_of};
use super::repeats::Repeats;
use crate::arrow::Output;
use crate::claims::{ClaimOptions, Kind};
use crate::clean::{CleanOptions, Favor, Format};
use crate::error::Error;
use crate::tokens::{Level, Unit};
use encoding_rs::Encoding;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::sync::Arc;

/// "grapheme", "word" or "sentence".
pub(super) fn level(name: &str) -> PyResult<Level> {
    match name {
        "grapheme" => Ok(Level::Grapheme),
        "word" => Ok(Level::Word),
        "sentence" => Ok(Level::Sentence),
        _ => Err(one_of("level", name, &["grapheme", "word", "sentence"])),
    }
}

/// "char" or "byte".
pub(super) fn unit(name: &str) -> PyResult<Unit> {
    match name {
        "char" => Ok(Unit::Char),
        "byte" => Ok(Unit::Byte),
        _ => Err(one_of("unit", name, &["char", "byte"])),
    }
}

/// "spans" or "text".
pub(super) fn output(name: &str, of: &str) -> PyResult<Output> {
    match name {
        "spans" => Ok(Output::Spans(unit(of)?)),
        "text" => unit(of).map(|_| Output::Text),
        _ => Err(one_of("output", name, &["spans", "text"])),
    }
}

/// What `clean` may be told.
pub(super) fn clean(
    format: Option<&str>,
    url: Option<String>,
    favor: Option<&str>,
    repeats: Option<&Repeats>,
) -> PyResult<CleanOptions> {
    let format = match format {
        None => None,
        Some("html") => Some(Format::Html),
        Some("text") => Some(Format::Text),
        Some(other) => return Err(one_of("format", other, &["html", "text"])),
    };
    let favor = match favor {
        None => None,
        Some("precision") => Some(Favor::Precision),
        Some("recall") => Some(Favor::Recall),
        Some(other) => return Err(one_of("favor", other, &["precision", "recall"])),
    };
    Ok(CleanOptions { format, url, favor, repeats: repeats.map(|r| Arc::clone(&r.0)) })
}

/// The name of an encoding, or the `Content-Type` that may name one. What Python calls
/// `latin-1` and `utf_8` browsers call `latin1` and `utf-8`.
pub(super) fn encoding(name: Option<String>) -> PyResult<Option<String>> {
    let label = match name {
        Some(label) if !label.contains('/') => label,
        other => return Ok(other),
    };
    let spellings = [label.clone(), label.replace('_', "-"), label.replace(['-', '_'], "")];
    let known = spellings.into_iter().find(|s| Encoding::for_label(s.as_bytes()).is_some());
    let wrong =
        || format!("encoding is a name such as \"utf-8\" or \"windows-1252\", not {label:?}");
    known.map(Some).ok_or_else(|| error(wrong()))
}

/// A date: a string in ISO 8601, or a `datetime.date`.
pub(super) fn published(date: Option<&Bound<'_, PyAny>>) -> PyResult<Option<String>> {
    let Some(date) = date else { return Ok(None) };
    let date: String = match date.cast::<PyString>() {
        Ok(date) => date.extract()?,
        Err(_) if date.hasattr("isoformat")? => date.call_method0("isoformat")?.extract()?,
        Err(_) => {
            let of = date.get_type().name()?;
            return Err(error(format!("published is a str or a datetime.date, not {of}")));
        }
    };
    if is_date(&date) {
        return Ok(Some(date));
    }
    Err(error(format!("published is a date such as \"2026-11-22\" (ISO 8601), not {date:?}")))
}

/// What `claims` may be told.
pub(super) fn claims(
    kinds: Option<&Bound<'_, PyAny>>,
    published: Option<String>,
) -> PyResult<ClaimOptions> {
    let Some(kinds) = kinds else { return Ok(ClaimOptions { published, ..Default::default() }) };
    let names: Vec<_> = Kind::ALL.iter().map(|k| k.as_str()).collect();
    let read = |name: &str| Kind::from_name(name).ok_or_else(|| one_of("kinds", name, &names));
    let kinds = match kinds.cast::<PyString>() {
        Ok(one) => vec![read(one.to_str()?)?],
        Err(_) => kinds
            .try_iter()?
            .map(|name| read(name?.cast::<PyString>()?.to_str()?))
            .collect::<PyResult<_>>()?,
    };
    Ok(ClaimOptions { kinds: Some(kinds), published, ..Default::default() })
}

/// Whether a string begins as an ISO 8601 date does: year, year and month, or a day, whatever
/// time follows.
pub(super) fn is_date(date: &str) -> bool {
    let day = date.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split('-').collect();
    let number = |at: usize, len: usize| match parts.get(at) {
        None => Some(1),
        Some(part) if part.len() == len && part.bytes().all(|b| b.is_ascii_digit()) => {
            part.parse::<u32>().ok()
        }
        Some(_) => None,
    };
    let (Some(year), Some(month), Some(day)) = (number(0, 4), number(1, 2), number(2, 2)) else {
        return false;
    };
    let last = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    parts.len() <= 3 && (1..=12).contains(&month) && (1..=last).contains(&day)
}

/// A number of threads; all cores where there is none.
pub(super) fn threads(threads: Option<isize>) -> PyResult<Option<usize>> {
    match threads {
        None => Ok(None),
        Some(n) if n >= 1 => Ok(Some(n.unsigned_abs())),
        Some(n) => {
            Err(Error::option(format!("threads is 1 or more, or None for all cores, not {n}"))
                .into())
        }
    }
}
