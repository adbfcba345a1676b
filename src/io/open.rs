//! Reading a published release back, as it stands on the disk. Judges
//! nothing: `check` does.

use super::replace::{PACKAGE, list};
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A release as it stands on the disk.
#[derive(Debug)]
pub struct Opened {
    /// All its files: path below its folder, and bytes.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Its `datapackage.json`.
    pub package: serde_json::Value,
}

/// Opens a release.
///
/// # Errors
///
/// If the folder is no release of tidings, or a file cannot be read.
pub fn open(folder: &Path) -> Result<Opened> {
    let shown = folder.display();
    let mut files = BTreeMap::new();
    let names = list(folder)
        .with_context(|| format!("cannot read the folder: `{shown}`\nhint: name a folder that `tidings build` wrote"))?;
    for name in names {
        let bytes = fs::read(folder.join(&name)).with_context(|| {
            format!(
                "cannot read `{shown}/{name}`\nhint: see that you may read it"
            )
        })?;
        files.insert(name, bytes);
    }
    let package = files.get(PACKAGE).with_context(|| {
        format!("no release of tidings, for it has no {PACKAGE}: `{shown}`\nhint: name a folder that `tidings build` wrote")
    })?;
    let package: serde_json::Value = serde_json::from_slice(package)
        .with_context(|| format!("not JSON: `{shown}/{PACKAGE}`\nhint: publish the release again with `tidings build`"))?;
    ensure!(
        package.get("tidings").is_some(),
        "a data package, but none of tidings: `{shown}`\nhint: name a folder that `tidings build` wrote"
    );
    Ok(Opened { files, package })
}

/// A folder for a while.
#[derive(Debug)]
pub struct Scratch(tempfile::TempDir);

impl Scratch {
    /// Makes one where the system keeps such.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir().context(
            "cannot make a folder for a while\nhint: set TMPDIR to a folder on a disk with room",
        )?;
        Ok(Self(folder))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}
