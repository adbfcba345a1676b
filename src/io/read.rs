//! Reading the sources: every text of the inputs with its origin, and what
//! was left out or is missing. Bytes stay bytes here.

use super::origin;
use super::walk::{Found, unreadable, walk};
use crate::codebook::hex;
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Origin, Source};
use anyhow::{Result, bail};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// What was read.
#[derive(Debug, Default)]
pub struct Input {
    /// The texts, sorted by path.
    pub sources: Vec<Source>,
    /// What was left out or is missing, in the order of the paths.
    pub problems: Vec<Diagnostic>,
}

/// Reads every text of some files and folders.
///
/// # Errors
///
/// If an input does not exist, or there is no text at all.
pub fn read(inputs: &[PathBuf]) -> Result<Input> {
    let mut input = Input::default();
    let found = walk(inputs, &mut input.problems)?;
    if found.is_empty() {
        let names: Vec<String> = inputs
            .iter()
            .map(|path| format!("`{}`", path.display()))
            .collect();
        bail!(
            "no bulletins to read in {}\nhint: put .txt, .md or .html files there, or name another folder",
            names.join(", ")
        );
    }
    let mut known: BTreeMap<String, String> = BTreeMap::new();
    for text in found {
        let bytes = match fs::read(&text.file) {
            Ok(bytes) => bytes,
            Err(error) => {
                input
                    .problems
                    .push(unreadable(&text.path, &error.to_string()));
                continue;
            }
        };
        let hash = hex(&Sha256::digest(&bytes));
        if let Some(first) = known.get(&hash) {
            input.problems.push(
                Diagnostic::new(
                    Severity::Warning,
                    "duplicate-document",
                    format!("left out: the same bytes as `{first}`, and its events would count twice"),
                )
                .in_file(&text.path)
                .hint("delete one of the two files"),
            );
            continue;
        }
        known.insert(hash, text.path.clone());
        let origin = origin_of(&text, &mut input.problems);
        let Found { path, format, .. } = text;
        input.sources.push(Source { path, bytes, format, origin });
    }
    input.problems.sort_by(|a, b| a.file.cmp(&b.file));
    Ok(input)
}

fn origin_of(text: &Found, problems: &mut Vec<Diagnostic>) -> Option<Origin> {
    let file = text.file.with_extension("toml");
    let path = match text.path.rfind('.') {
        Some(dot) => format!("{}.toml", &text.path[..dot]),
        None => format!("{}.toml", text.path),
    };
    if !file.exists() {
        problems.push(
            Diagnostic::new(
                Severity::Warning,
                "origin-missing",
                format!("no origin file: `{path}`; title and year are read from the text"),
            )
            .in_file(&text.path)
            .hint("write one with title, publisher, date_published and page_address"),
        );
        return None;
    }
    let parsed = fs::read_to_string(&file)
        .map_err(|error| Box::new(unreadable(&path, &error.to_string())))
        .and_then(|text| origin::parse(&text, &path));
    match parsed {
        Ok(origin) => Some(origin),
        Err(fault) => {
            problems.push(*fault);
            None
        }
    }
}
