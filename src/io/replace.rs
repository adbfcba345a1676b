//! A release appears whole or not at all: written aside, flushed, renamed.
//!
//! What stands in its place must be an older release and nothing else, so
//! that no file of a person's is ever deleted.

use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The file that tells a release from any other folder.
pub const PACKAGE: &str = "datapackage.json";

/// The files of a release: path below its folder, and bytes.
pub type ReleaseFiles = BTreeMap<String, Vec<u8>>;

/// Puts a release where an older one, an empty folder or nothing stands.
///
/// # Errors
///
/// If something else stands there, or the disk refuses; then what was there
/// before is there still.
pub fn replace(files: &ReleaseFiles, target: &Path) -> Result<()> {
    may_replace(target)?;
    let context = || {
        format!(
            "cannot write the release: `{}`\nhint: name a folder that you may write to, on a disk with room",
            target.display()
        )
    };
    let parent = match target.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).with_context(context)?;
    let name = target.file_name().with_context(|| {
        format!(
            "not the name of a folder: `{}`\nhint: name a folder to make",
            target.display()
        )
    })?;
    let aside = tempfile::Builder::new()
        .prefix(&format!("{}.tmp", name.to_string_lossy()))
        .tempdir_in(&parent)
        .with_context(context)?;
    let (new, old) = (aside.path().join("new"), aside.path().join("old"));
    write(files, &new).with_context(context)?;
    let had_old = target.exists();
    if had_old {
        fs::rename(target, &old).with_context(context)?;
    }
    if let Err(error) = fs::rename(&new, target) {
        if had_old {
            fs::rename(&old, target).with_context(context)?;
        }
        return Err(error).with_context(context);
    }
    flush_folder(&parent);
    Ok(())
}

/// Refuses a place where anything but an older release stands.
///
/// # Errors
///
/// Says what stands there.
pub fn may_replace(target: &Path) -> Result<()> {
    if !target.exists() {
        return Ok(());
    }
    let shown = target.display();
    ensure!(
        target.is_dir(),
        "the output is a file, not a folder: `{shown}`\nhint: name a folder"
    );
    let there = list(target).with_context(|| {
        format!("cannot read the folder: `{shown}`\nhint: name another folder")
    })?;
    if there.is_empty() {
        return Ok(());
    }
    let package = fs::read(target.join(PACKAGE)).unwrap_or_default();
    let package: serde_json::Value =
        serde_json::from_slice(&package).unwrap_or_default();
    if package.get("tidings").is_none() {
        bail!(
            "this folder is not empty and holds no release of tidings: `{shown}`\nhint: name another folder, or empty this one yourself"
        );
    }
    let resources = package["resources"].as_array();
    let mut ours: BTreeSet<&str> = resources
        .into_iter()
        .flatten()
        .filter_map(|resource| resource["path"].as_str())
        .collect();
    ours.insert(PACKAGE);
    if let Some(foreign) = there.iter().find(|path| !ours.contains(&***path)) {
        bail!(
            "the folder holds a file that is no part of the release, and it would be lost: `{shown}/{foreign}`\nhint: move it elsewhere, or name another folder"
        );
    }
    Ok(())
}

/// All files below a folder, by path with `/` between folders.
pub(super) fn list(folder: &Path) -> std::io::Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, below)) = open.pop() {
        for entry in fs::read_dir(path)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let inner = format!("{below}{name}");
            if entry.file_type()?.is_dir() {
                open.push((entry.path(), format!("{inner}/")));
            } else {
                files.insert(inner);
            }
        }
    }
    Ok(files)
}

fn write(files: &ReleaseFiles, folder: &Path) -> std::io::Result<()> {
    let mut folders = BTreeSet::from([folder.to_owned()]);
    fs::create_dir_all(folder)?;
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
            folders.insert(parent.to_owned());
        }
        let mut file = File::create(&path)?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    for folder in &folders {
        flush_folder(folder);
    }
    Ok(())
}

/// Makes names durable where the system can; where it cannot, files are
/// flushed all the same.
fn flush_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
