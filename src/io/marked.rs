//! Marked texts on the disk: every `.txt` file of the folders given.

use crate::learn::Marked;
use anyhow::{Context, Result, anyhow, ensure};
use std::fs;
use std::path::PathBuf;

/// Reads marked texts, in the order of their paths.
///
/// # Errors
///
/// If a folder or file cannot be read, or a mark is malformed.
pub fn read(folders: &[PathBuf]) -> Result<Vec<Marked>> {
    let mut paths = Vec::new();
    for folder in folders {
        let context = || format!("cannot read `{}`", folder.display());
        for entry in fs::read_dir(folder).with_context(context)? {
            let path = entry.with_context(context)?.path();
            if path.extension().is_some_and(|end| end == "txt") {
                paths.push(path);
            }
        }
    }
    paths.sort();
    ensure!(
        !paths.is_empty(),
        "no marked texts here\nhint: they are `.txt` files with marks, see `codebook/README.md`"
    );
    paths
        .iter()
        .map(|path| {
            let shown = path.display().to_string();
            let text = fs::read_to_string(path)
                .with_context(|| format!("cannot read `{shown}`"))?;
            Marked::parse(&shown, &text).map_err(|fault| {
                anyhow!(
                    "{fault}\nhint: an outcome is marked as {{type/status/theme/COUNTRIES|word}}"
                )
            })
        })
        .collect()
}
