//! The direction of dependencies: a grep of `use crate::` lines against the table below.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Which modules of the crate each may name. `lib.rs` re-exports and is not held to it.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("span", &[]),
    ("offsets", &["span"]),
    ("error", &[]),
    ("lang", &[]),
    ("tokens", BASE),
    ("clean", BASE),
    ("claims", &["span", "offsets", "error", "lang", "tokens"]),
    ("count", &["span", "offsets", "error", "lang", "tokens"]),
    ("pipeline", &["span", "offsets", "error", "lang", "tokens", "clean", "claims"]),
    ("batch", &["error"]),
    (
        "arrow",
        &[
            "span", "offsets", "error", "lang", "tokens", "clean", "claims", "count", "pipeline",
            "batch",
        ],
    ),
    (
        "py",
        &[
            "span", "offsets", "error", "lang", "tokens", "clean", "claims", "count", "pipeline",
            "batch", "arrow",
        ],
    ),
];

const BASE: &[&str] = &["span", "offsets", "error", "lang"];

/// What may occur in one place only, and where.
const ONLY_IN: &[(&str, &str)] = &[("pyo3", "src/py"), ("rayon", "src/batch.rs")];

/// The modules that may hold unsafe code.
const UNSAFE: &[&str] = &["simd", "lanes", "cdata", "pages"];

fn sources() -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of src") {
            let path = entry.expect("an entry of src").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 20, "src is not where the test looks");
    found
}

/// The top module that a file of src belongs to.
fn module(path: &Path) -> String {
    let first = path.components().nth(1).expect("a path under src").as_os_str();
    Path::new(first).file_stem().expect("a name").to_string_lossy().into_owned()
}

/// The lines of code of a file, without comments.
fn code(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a source is readable");
    text.lines().map(|line| line.split("//").next().unwrap_or_default().to_owned()).collect()
}

/// The modules that a line names by `crate::`.
fn named(line: &str) -> Vec<String> {
    let parts = line.split("crate::").skip(1);
    let name = |part: &str| part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    parts.map(name).collect()
}

#[test]
fn modules_name_only_what_is_below_them() {
    let allowed: BTreeMap<_, _> = MAY_NAME.iter().copied().collect();
    let mut wrong = Vec::new();
    for path in sources() {
        let from = module(&path);
        if from == "lib" {
            continue;
        }
        let Some(may) = allowed.get(from.as_str()) else {
            wrong.push(format!("{}: the module {from} is not in the table", path.display()));
            continue;
        };
        for (at, line) in code(&path).iter().enumerate() {
            for to in named(line) {
                let known = allowed.contains_key(to.as_str());
                if to.is_empty() || (known && to != from && !may.contains(&to.as_str())) {
                    wrong.push(format!("{}:{}: {from} names {to}", path.display(), at + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "imports against the direction:\n{}", wrong.join("\n"));
}

#[test]
fn the_table_itself_has_no_circle() {
    let below: Vec<&str> = MAY_NAME.iter().map(|(name, _)| *name).collect();
    for (at, (name, may)) in MAY_NAME.iter().enumerate() {
        for other in *may {
            assert!(below[..at].contains(other), "{name} may name {other}, which stands above it");
        }
    }
}

#[test]
fn pyo3_and_rayon_stay_in_their_places() {
    let mut wrong = Vec::new();
    for path in sources() {
        for (name, place) in ONLY_IN {
            let uses = |line: &String| line.contains(&format!("{name}::"));
            if !path.starts_with(place) && code(&path).iter().any(uses) {
                wrong.push(format!("{}: {name} belongs into {place}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn unsafe_code_is_where_it_may_be_and_says_why() {
    let mut wrong = Vec::new();
    for path in sources() {
        let text = fs::read_to_string(&path).expect("a source is readable");
        let allowed = path.components().any(|c| {
            UNSAFE.contains(
                &Path::new(c.as_os_str())
                    .file_stem()
                    .unwrap_or_default()
                    .to_str()
                    .unwrap_or_default(),
            )
        });
        if text.contains("allow(unsafe_code)") && !allowed {
            wrong.push(format!("{}: allows unsafe code", path.display()));
        }
        if text.contains("unsafe {") && !text.contains("// SAFETY:") {
            wrong.push(format!("{}: unsafe without a SAFETY line", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
