//! Which files an input stands for: itself, standard input, or all that is
//! wanted of a folder and its subfolders, sorted by path. Reads names only, no
//! contents.

use super::ignore::Wanted;
use super::kind::{self, ENDINGS, Kind};
use super::options::ReadOptions;
use crate::diagnostic::{Diagnostic, Severity};
use crate::formats::stream::Packing;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// An input that stands for standard input.
const STDIN: &str = "-";

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is on the disk; nothing if it is standard input.
    pub(super) file: Option<PathBuf>,
    /// Path below the input folder, with `/` between folders.
    pub(super) path: String,
    /// What it holds.
    pub(super) kind: Kind,
    /// How it is packed.
    pub(super) packing: Packing,
    /// Whether it is an input itself, not found in a folder.
    pub(super) is_input: bool,
}

/// The files of some inputs, sorted by path, each once.
pub(super) fn walk(
    inputs: &[PathBuf],
    options: &ReadOptions,
    notes: &mut Vec<Diagnostic>,
) -> Result<Vec<Found>> {
    let mut roots: Vec<Vec<Found>> = Vec::new();
    let mut known = BTreeSet::new();
    for input in inputs {
        let mut found = root(input, options, notes)?;
        // An input that lies within another is read once.
        found.retain(|text| {
            known.insert(text.file.as_ref().map(|file| {
                fs::canonicalize(file).unwrap_or_else(|_| file.clone())
            }))
        });
        roots.push(found);
    }
    keep_apart(inputs, &mut roots);
    let mut all: Vec<Found> = roots.into_iter().flatten().collect();
    all.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(all)
}

/// The files of one input.
fn root(
    input: &Path,
    options: &ReadOptions,
    notes: &mut Vec<Diagnostic>,
) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    if input == Path::new(STDIN) {
        found.push(Found {
            file: None,
            path: "stdin".to_owned(),
            kind: options.stdin_format.into(),
            packing: Packing::Plain,
            is_input: true,
        });
        return Ok(found);
    }
    let metadata = fs::metadata(input).with_context(|| {
        format!(
            "cannot read the input: `{}`\nhint: name a bulletin, or a folder of bulletins, that exists",
            input.display()
        )
    })?;
    if metadata.is_dir() {
        let mut wanted = Wanted::new(&options.include, &options.exclude)?;
        let mut above = Vec::new();
        folder(input, "", &mut above, &mut wanted, &mut found, notes)?;
        if wanted.left_out > 0 {
            notes.push(
                Diagnostic::new(
                    Severity::Note,
                    "ignored",
                    format!(
                        "files and folders left out by --include, --exclude or .tidingsignore: {}",
                        wanted.left_out
                    ),
                )
                .hint("leave these away to have all read"),
            );
        }
    } else if !metadata.is_file() {
        bail!(
            "neither a file nor a folder: `{}`\nhint: for what a program writes, name `-` and pipe it in",
            input.display()
        );
    } else {
        file(input, &name_of(input), &mut found, notes);
        for file in &mut found {
            file.is_input = true;
        }
        if found.is_empty() {
            bail!(
                "this file's ending names no format that is read: `{}`\nhint: save it as {ENDINGS}",
                input.display()
            );
        }
    }
    Ok(found)
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
    wanted: &mut Wanted,
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
    wanted.enter(path, below, notes);
    for entry in entries {
        let name = name_of(&entry);
        if name.starts_with('.') {
            continue;
        }
        let inner = format!("{below}{name}");
        let is_folder = entry.is_dir();
        if wanted.leaves_out(&inner, is_folder) {
            continue;
        }
        if !is_folder {
            file(&entry, &inner, found, notes);
            continue;
        }
        let deeper = format!("{inner}/");
        if let Err(error) =
            folder(&entry, &deeper, above, wanted, found, notes)
        {
            notes.push(unreadable(&inner, &format!("{error:#}")));
        }
    }
    wanted.leave();
    above.pop();
    Ok(())
}

fn file(
    file: &Path,
    path: &str,
    found: &mut Vec<Found>,
    notes: &mut Vec<Diagnostic>,
) {
    let Some((kind, packing, _)) = kind::of(path) else {
        // The origin of a text beside it.
        if !path.to_lowercase().ends_with(".toml") {
            notes.push(
                Diagnostic::new(
                    Severity::Note,
                    "unknown-ending",
                    "left out: this ending names no format that is read",
                )
                .in_file(path)
                .hint(format!("save it as {ENDINGS} if it is a bulletin")),
            );
        }
        return;
    };
    // A pipe that nobody writes to would be waited for, and a device has no
    // end. A link that leads nowhere is told when it is its turn.
    if fs::metadata(file).is_ok_and(|meta| !meta.is_file()) {
        notes.push(unreadable(path, "it is a pipe, a socket or a device"));
        return;
    }
    let (file, path) = (Some(file.to_owned()), path.to_owned());
    found.push(Found { file, path, kind, packing, is_input: false });
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

/// The last part of a path, of one line: tables print it.
fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.replace(char::is_control, "\u{FFFD}")
}
