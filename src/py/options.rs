//! Options from Python: a value that cannot be is told with those that can.

use super::convert::{error, one_of};
use crate::arrow::Output;
use crate::claims::{ClaimOptions, Kind};
use crate::clean::{CleanOptions, Favor, Format};
use crate::error::Error;
use crate::tokens::{Level, Unit};
use pyo3::prelude::*;
use pyo3::types::PyString;

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
    Ok(CleanOptions { format, url, favor })
}

/// What `claims` may be told.
pub(super) fn claims(
    kinds: Option<&Bound<'_, PyAny>>,
    published: Option<String>,
) -> PyResult<ClaimOptions> {
    if let Some(date) = published.as_deref().filter(|date| !is_date(date)) {
        return Err(error(format!(
            "published is a date such as \"2026-11-22\" (ISO 8601), not {date:?}"
        )));
    }
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
fn is_date(date: &str) -> bool {
    let day = date.split(['T', ' ']).next().unwrap_or_default();
    let mut parts = day.split('-');
    let digits = |part: Option<&str>, len: usize| {
        part.is_some_and(|p| p.len() == len && p.bytes().all(|b| b.is_ascii_digit()))
    };
    let year = digits(parts.next(), 4);
    year && parts.clone().count() <= 2 && parts.all(|part| digits(Some(part), 2))
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
