//! A release appears whole or not at all: written aside, flushed, and put
//! into its place in one step.
//!
//! What stands in its place must be an older release and nothing else, so
//! that no file of a person's is ever deleted.

use super::place::{Place, cannot_write};
use anyhow::{Context, Result, bail, ensure};
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

/// The file that tells a release from any other folder.
pub const PACKAGE: &str = "datapackage.json";

/// The files of a release: path below its folder, and bytes.
pub type ReleaseFiles = BTreeMap<String, Vec<u8>>;

/// Puts a release where an older one, an empty folder or nothing stands.
///
/// # Errors
///
/// If the disk refuses; then what was there before is there still.
pub fn replace(files: &ReleaseFiles, place: &Place) -> Result<()> {
    let stage = Stage::begin(place)?;
    for (name, bytes) in files {
        let mut file = stage.create(name)?;
        file.write_all(bytes)
            .and_then(|()| file.sync_all())
            .with_context(|| cannot_write(place.target()))?;
    }
    stage.publish()
}

/// The folder of the new release, within the one aside.
pub(super) const NEW: &str = "new";

/// That of the release before, on its way out.
pub(super) const OLD: &str = "old";

/// The file that tells a folder aside from a person's.
pub(super) const MARK: &str = "tidings";

/// A release that is being written aside. Dropped before it is published, it
/// leaves nothing.
#[derive(Debug)]
pub struct Stage<'p> {
    place: &'p Place,
    aside: tempfile::TempDir,
}

impl<'p> Stage<'p> {
    /// Makes room beside the place of a release.
    ///
    /// # Errors
    ///
    /// If something else stands there by now, or the disk refuses.
    pub fn begin(place: &'p Place) -> Result<Self> {
        may_replace(place.target())?;
        let context = || cannot_write(place.target());
        let aside = tempfile::Builder::new()
            .prefix(&place.prefix())
            .tempdir_in(place.parent())
            .with_context(context)?;
        File::create(aside.path().join(MARK)).with_context(context)?;
        fs::create_dir(aside.path().join(NEW)).with_context(context)?;
        Ok(Self { place, aside })
    }

    /// Makes a file of the release, to be flushed by whoever writes it.
    ///
    /// # Errors
    ///
    /// If the disk refuses.
    pub fn create(&self, name: &str) -> Result<File> {
        let path = self.aside.path().join(NEW).join(name);
        let context = || cannot_write(self.place.target());
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
        let target = self.place.target();
        let context = || cannot_write(target);
        let new = self.aside.path().join(NEW);
        flush_folders(&new).with_context(context)?;
        if !target.exists() {
            fs::rename(&new, target).with_context(context)?;
        } else if exchange(&new, target).is_err() {
            // There is a moment without a release; a run that dies in it
            // leaves the old one where the next run finds it.
            let old = self.aside.path().join(OLD);
            fs::rename(target, &old).with_context(context)?;
            if let Err(error) = fs::rename(&new, target) {
                fs::rename(&old, target).with_context(context)?;
                return Err(error).with_context(context);
            }
        }
        flush_folder(self.place.parent());
        Ok(())
    }
}

/// Lets two folders change places in one step.
#[cfg(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple"
))]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// Not every system can.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple"
)))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::ErrorKind::Unsupported.into())
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
