//! Codebooks on the disk: reading a folder of CSV files, and writing one out
//! to start from. Does not look into the files.

use crate::codebook::{Files, decode};
use crate::correct::FILE;
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// Reads the CSV files of a codebook folder and of its folder `cues`.
///
/// # Errors
///
/// If the folder cannot be read, a file is not UTF-8, or there is none.
pub fn read(folder: &Path) -> Result<Files> {
    let mut files = Files::new();
    for below in ["", "cues/"] {
        let path = folder.join(below);
        if !below.is_empty() && !path.is_dir() {
            continue;
        }
        let context = || {
            format!(
                "cannot read the codebook folder: `{}`\nhint: `tidings codebook export DIR` writes one to start from",
                path.display()
            )
        };
        for entry in fs::read_dir(&path).with_context(context)? {
            let entry = entry.with_context(context)?.path();
            let name = entry.file_name().map(|name| name.to_string_lossy());
            let Some(name) = name.filter(|name| name.ends_with(".csv")) else {
                continue;
            };
            let bytes = fs::read(&entry).with_context(|| {
                format!("cannot read `{}`", entry.display())
            })?;
            let name = format!("{below}{name}");
            let text = decode(&name, bytes)?;
            files.insert(name, text.into());
        }
    }
    if files.is_empty() {
        bail!(
            "no codebook here: `{}`\nhint: `tidings codebook export DIR` writes one to start from",
            folder.display()
        );
    }
    Ok(files)
}

/// Reads a file of corrections that stands by itself.
///
/// # Errors
///
/// If it cannot be read, or is not UTF-8.
pub fn corrections(path: &Path) -> Result<Files> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| {
        format!("cannot read the corrections: `{shown}`\nhint: name a file as `tidings review import` writes it")
    })?;
    let text = decode(&shown.to_string(), bytes)?;
    Ok(Files::from([(FILE.to_owned(), text.into())]))
}

/// The same, of a file that need not be there.
///
/// # Errors
///
/// If it is there and cannot be read.
pub fn corrections_if_any(path: &Path) -> Result<Files> {
    if path.exists() { corrections(path) } else { Ok(Files::new()) }
}

/// Writes a codebook into a folder that is empty or does not exist.
///
/// # Errors
///
/// If the folder holds anything, or cannot be written.
pub fn export(files: &Files, folder: &Path) -> Result<()> {
    let context = || {
        format!(
            "cannot write the codebook to `{}`\nhint: name a folder that you may write to",
            folder.display()
        )
    };
    if folder.exists()
        && fs::read_dir(folder).with_context(context)?.next().is_some()
    {
        bail!(
            "this folder is not empty: `{}`\nhint: name a new one, so that nothing of yours is overwritten",
            folder.display()
        );
    }
    for (name, text) in files {
        let file = folder.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).with_context(context)?;
        }
        fs::write(file, &**text).with_context(context)?;
    }
    Ok(())
}
