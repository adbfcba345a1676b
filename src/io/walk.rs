//! Which files an input stands for: itself, or all texts of a folder and its
//! subfolders, sorted by path. Reads names only, no contents.

use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::Format;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A text that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is on the disk.
    pub(super) file: PathBuf,
    /// Path below the input folder, with `/` between folders.
    pub(super) path: String,
    /// How it is marked up, by its ending.
    pub(super) format: Format,
}

/// The texts of some inputs, sorted by path, each once.
pub(super) fn walk(
    inputs: &[PathBuf],
    notes: &mut Vec<Diagnostic>,
) -> Result<Vec<Found>> {
    let mut roots: Vec<Vec<Found>> = Vec::new();
    let mut known = BTreeSet::new();
    for input in inputs {
        let mut found = Vec::new();
        let kind = fs::metadata(input).with_context(|| {
            format!(
                "cannot read the input: `{}`\nhint: name a bulletin, or a folder of bulletins, that exists",
                input.display()
            )
        })?;
        if kind.is_dir() {
            let mut above = Vec::new();
            folder(input, "", &mut above, &mut found, notes)?;
        } else {
            file(input, &name_of(input), &mut found, notes);
            if found.is_empty() {
                bail!(
                    "this file's ending names no format that is read: `{}`\nhint: save it as .txt, .md or .html",
                    input.display()
                );
            }
        }
        // An input that lies within another is read once.
        found.retain(|text| {
            known.insert(
                fs::canonicalize(&text.file)
                    .unwrap_or_else(|_| text.file.clone()),
            )
        });
        roots.push(found);
    }
    keep_apart(inputs, &mut roots);
    let mut all: Vec<Found> = roots.into_iter().flatten().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

/// Where two inputs hold the same path, the paths of both begin with their
/// folders' names.
fn keep_apart(inputs: &[PathBuf], roots: &mut [Vec<Found>]) {
    let mut holders: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (root, found) in roots.iter().enumerate() {
        for text in found {
            holders.entry(&text.path).or_default().insert(root);
        }
    }
    let clashing: BTreeSet<usize> =
        holders.into_values().filter(|at| at.len() > 1).flatten().collect();
    let mut taken = BTreeSet::new();
    for root in clashing {
        let input = &inputs[root];
        let folder =
            if input.is_dir() { Some(&**input) } else { input.parent() };
        let name = folder
            .and_then(|folder| fs::canonicalize(folder).ok())
            .map_or_else(|| "input".to_owned(), |path| name_of(&path));
        let mut prefix = name.clone();
        for number in 2.. {
            if taken.insert(prefix.clone()) {
                break;
            }
            prefix = format!("{name}-{number}");
        }
        for text in &mut roots[root] {
            text.path = format!("{prefix}/{}", text.path);
        }
    }
}

/// All texts of a folder. `above` holds the folders that lead here, so that a
/// link back to one of them ends.
fn folder(
    path: &Path,
    below: &str,
    above: &mut Vec<PathBuf>,
    found: &mut Vec<Found>,
    notes: &mut Vec<Diagnostic>,
) -> Result<()> {
    let context = || {
        format!(
            "cannot read the folder: `{}`\nhint: see that you may read it",
            path.display()
        )
    };
    let real = fs::canonicalize(path).with_context(context)?;
    if above.contains(&real) {
        return Ok(());
    }
    above.push(real);
    let mut entries = Vec::new();
    for entry in fs::read_dir(path).with_context(context)? {
        entries.push(entry.with_context(context)?.path());
    }
    entries.sort();
    for entry in entries {
        let name = name_of(&entry);
        if name.starts_with('.') {
            continue;
        }
        let inner = format!("{below}{name}");
        if !entry.is_dir() {
            file(&entry, &inner, found, notes);
        } else if let Err(error) =
            folder(&entry, &format!("{inner}/"), above, found, notes)
        {
            notes.push(unreadable(&inner, &format!("{error:#}")));
        }
    }
    above.pop();
    Ok(())
}

fn file(
    file: &Path,
    path: &str,
    found: &mut Vec<Found>,
    notes: &mut Vec<Diagnostic>,
) {
    let ending = file
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let format = match ending.as_str() {
        "txt" => Format::Text,
        "md" | "markdown" => Format::Markdown,
        "html" | "htm" => Format::Html,
        "toml" => return,
        _ => {
            notes.push(
                Diagnostic::new(
                    Severity::Note,
                    "unknown-ending",
                    "left out: this ending names no format that is read",
                )
                .in_file(path)
                .hint("save it as .txt, .md or .html if it is a bulletin"),
            );
            return;
        }
    };
    found.push(Found { file: file.to_owned(), path: path.to_owned(), format });
}

/// Something of the input that cannot be read and is left out.
pub(super) fn unreadable(path: &str, cause: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "unreadable",
        format!("left out, for it cannot be read: {cause}"),
    )
    .in_file(path)
    .hint("see that the file exists and that you may read it")
}

fn name_of(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
