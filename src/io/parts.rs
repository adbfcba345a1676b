//! The Parquet files of a table that may come in parts: single files, or the
//! folders that Spark and others write. Finds them; opens none.

use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// A file with rows of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it is.
    pub path: PathBuf,
    /// Columns that its folders hold in their names, as `status=achieved`.
    pub columns: Vec<(String, String)>,
}

/// The files that some paths name, each path a file or a folder of files; of a
/// folder, those that end in `.parquet`, by name.
///
/// # Errors
///
/// If a path leads nowhere, or a folder has no such file.
pub fn parts(paths: &[PathBuf]) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    for path in paths {
        let shown = path.display();
        ensure!(
            path.exists(),
            "no such file or folder: `{shown}`\nhint: name Parquet files, or folders of them"
        );
        if path.is_dir() {
            let before = parts.len();
            walk(path, &[], &mut parts)?;
            if parts.len() == before {
                bail!(
                    "no file of this folder ends in `.parquet`: `{shown}`\nhint: name the folder in which the Parquet files are"
                );
            }
        } else {
            parts.push(Part { path: path.clone(), columns: Vec::new() });
        }
    }
    Ok(parts)
}

fn walk(
    folder: &Path,
    columns: &[(String, String)],
    parts: &mut Vec<Part>,
) -> Result<()> {
    let context = || {
        format!(
            "cannot read the folder: `{}`\nhint: see that you may read it",
            folder.display()
        )
    };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).with_context(context)? {
        paths.push(entry.with_context(context)?.path());
    }
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        // Notes of whoever wrote the folder: `_SUCCESS`, `_metadata`, `.crc`.
        if name.starts_with(['_', '.']) {
            continue;
        }
        if path.is_dir() {
            let mut columns = columns.to_vec();
            columns.extend(
                name.split_once('=').map(|(column, value)| {
                    (column.to_owned(), value.to_owned())
                }),
            );
            walk(&path, &columns, parts)?;
        } else if path.extension().is_some_and(|e| e == "parquet") {
            parts.push(Part { path, columns: columns.to_vec() });
        }
    }
    Ok(())
}

/// What is called by a name beside each of some paths, once.
///
/// # Errors
///
/// If there is nothing of that name beside one of them.
pub fn beside(paths: &[PathBuf], name: &str) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let other = path.parent().unwrap_or(Path::new("")).join(name);
        ensure!(
            other.exists(),
            "no `{name}` beside `{}`\nhint: name the countries of the events: --countries FILE",
            path.display()
        );
        if !found.contains(&other) {
            found.push(other);
        }
    }
    Ok(found)
}
