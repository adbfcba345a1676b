//! The place where a release goes: held by one run at a time, and cleared of
//! what a run that died left beside it.
//!
//! Knows nothing of what a release holds; a folder made aside is told from a
//! person's by the file that `replace` puts into it.

use super::replace::{MARK, NEW, OLD, may_replace};
use anyhow::{Context, Result, bail};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The place of a release, held until it is dropped.
#[derive(Debug)]
pub struct Place {
    target: PathBuf,
    parent: PathBuf,
    name: String,
    lock: PathBuf,
    /// The lock lasts as long as the file is open.
    _held: Option<File>,
}

impl Place {
    /// Takes a place where an older release, an empty folder or nothing
    /// stands.
    ///
    /// # Errors
    ///
    /// If something else stands there, another run holds the place, or the
    /// disk refuses.
    pub fn take(target: &Path) -> Result<Self> {
        may_replace(target)?;
        let name = target.file_name().with_context(|| {
            format!(
                "not the name of a folder: `{}`\nhint: name a folder to make",
                target.display()
            )
        })?;
        let parent = match target.parent() {
            Some(parent) if parent != Path::new("") => parent.to_owned(),
            _ => PathBuf::from("."),
        };
        fs::create_dir_all(&parent).with_context(|| cannot_write(target))?;
        let name = name.to_string_lossy().into_owned();
        let lock = parent.join(format!(".{name}.lock"));
        let held = hold(&lock, target)?;
        let target = target.to_owned();
        let place = Self { target, parent, name, lock, _held: held };
        place.clear().with_context(|| cannot_write(&place.target))?;
        Ok(place)
    }

    /// The folder of the release.
    #[must_use]
    pub fn target(&self) -> &Path {
        &self.target
    }

    /// The folder that it stands in.
    pub(super) fn parent(&self) -> &Path {
        &self.parent
    }

    /// How the names of folders aside begin.
    pub(super) fn prefix(&self) -> String {
        format!("{}.tmp", self.name)
    }

    /// Removes what runs left that died; a release that one had moved aside
    /// goes back to its place.
    fn clear(&self) -> std::io::Result<()> {
        let prefix = self.prefix();
        for entry in fs::read_dir(&self.parent)? {
            let entry = entry?;
            let name = entry.file_name();
            let aside = entry.path();
            if !name.to_string_lossy().starts_with(&prefix)
                || !aside.join(MARK).is_file()
            {
                continue;
            }
            let old = aside.join(OLD);
            if old.is_dir() && !self.target.exists() {
                fs::rename(&old, &self.target)?;
            }
            fs::remove_dir_all(aside.join(NEW)).or_else(not_there)?;
            fs::remove_dir_all(&old).or_else(not_there)?;
            fs::remove_file(aside.join(MARK))?;
            // It may hold what somebody put there.
            let _ = fs::remove_dir(&aside);
        }
        Ok(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // Whoever waits for it takes the next file of this name.
        let _ = fs::remove_file(&self.lock);
    }
}

/// What is said where the disk refuses a release.
pub(super) fn cannot_write(target: &Path) -> String {
    format!(
        "cannot write the release: `{}`\nhint: name a folder that you may write to, on a disk with room",
        target.display()
    )
}

fn not_there(error: std::io::Error) -> std::io::Result<()> {
    match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    }
}

/// Locks the file of a place. The system lets go of the lock of a run that
/// died; nothing where a disk has no locks.
fn hold(lock: &Path, target: &Path) -> Result<Option<File>> {
    loop {
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(lock)
            .with_context(|| cannot_write(target))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut owner = String::new();
                let _ = file.read_to_string(&mut owner);
                bail!(
                    "another run of tidings ({}) writes to `{}`\nhint: wait until it has ended, or name another folder with --output",
                    owner.trim(),
                    target.display()
                );
            }
            Err(TryLockError::Error(_)) => return Ok(None),
        }
        // The run before may have removed the file between our two steps.
        if is_at(&file, lock) {
            file.set_len(0)?;
            write!(file, "process {}", std::process::id())?;
            return Ok(Some(file));
        }
    }
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |meta: fs::Metadata| (meta.dev(), meta.ino());
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => number(open) == number(there),
        _ => false,
    }
}

/// An open file cannot be removed elsewhere.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
