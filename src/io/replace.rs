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
    let stage = Stage::begin(target)?;
    for (name, bytes) in files {
        let mut file = stage.create(name)?;
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .with_context(|| cannot_write(target))?;
    }
    stage.publish()
}

fn cannot_write(target: &Path) -> String {
    format!(
        "cannot write the release: `{}`\nhint: name a folder that you may write to, on a disk with room",
        target.display()
    )
}

/// A release that is being written aside. Dropped before it is published, it
/// leaves nothing.
#[derive(Debug)]
pub struct Stage {
    target: PathBuf,
    parent: PathBuf,
    aside: tempfile::TempDir,
}

impl Stage {
    /// Makes room beside the place of a release.
    ///
    /// # Errors
    ///
    /// If something else stands there, or the disk refuses.
    pub fn begin(target: &Path) -> Result<Self> {
        may_replace(target)?;
        let context = || cannot_write(target);
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
        fs::create_dir(aside.path().join(NEW)).with_context(context)?;
        Ok(Self { target: target.to_owned(), parent, aside })
    }

    /// Makes a file of the release, to be flushed by whoever writes it.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn create(&self, name: &str) -> Result<File> {
        let path = self.aside.path().join(NEW).join(name);
        let context = || cannot_write(&self.target);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(context)?;
        }
        File::create(&path).with_context(context)
    }

    /// Puts the release into its place.
    ///
    /// # Errors
    ///
    /// If the disk refuses; then what was there before is there still.
    pub fn publish(self) -> Result<()> {
        let context = || cannot_write(&self.target);
        let new = self.aside.path().join(NEW);
        let old = self.aside.path().join("old");
        flush_folders(&new).with_context(context)?;
        let had_old = self.target.exists();
        if had_old {
            fs::rename(&self.target, &old).with_context(context)?;
        }
        if let Err(error) = fs::rename(&new, &self.target) {
            if had_old {
                fs::rename(&old, &self.target).with_context(context)?;
            }
            return Err(error).with_context(context);
        }
        flush_folder(&self.parent);
        Ok(())
    }
}

/// The folder of the new release, within the one aside.
const NEW: &str = "new";

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

/// Makes the names below a folder durable.
fn flush_folders(folder: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            flush_folders(&entry.path())?;
        }
    }
    flush_folder(folder);
    Ok(())
}

/// Makes names durable where the system can; where it cannot, files are
/// flushed all the same.
fn flush_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}
