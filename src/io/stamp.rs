//! Whether a release is still what its inputs give: a note beside the cache,
//! of what a release was made of and what it looked like.
//!
//! The note may be lost or wrong at no harm: then the release is made again.

use super::cache;
use super::open;
use super::read::Finished;
use super::replace::PACKAGE;
use crate::check;
use crate::codebook::hex;
use crate::normalise::Source;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// What a release was made of, and what was published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Digest of all that it was made of.
    pub made_of: String,
    /// Digest of the descriptor, which has those of all files.
    pub package: String,
    /// Its documents.
    pub documents: usize,
    /// Its events.
    pub events: usize,
}

/// The program and the codebook, as far as results depend on them. The
/// program is told by its file, which every compilation writes anew.
#[must_use]
pub fn identity(codebook_sha256: &str) -> String {
    let program = std::env::current_exe()
        .and_then(fs::metadata)
        .and_then(|file| Ok((file.len(), file.modified()?)))
        .map(|(size, time)| (size, time.duration_since(UNIX_EPOCH).ok()));
    let version = env!("CARGO_PKG_VERSION");
    format!("{version} {program:?} {codebook_sha256}")
}

/// The digest of all that a release is made of.
#[must_use]
pub fn made_of(
    identity: &str,
    options: &str,
    sources: &[Source],
    finished: &Finished,
) -> String {
    let mut hash = Sha256::new();
    let read = format!("{:?} {:?}", finished.files, finished.problems);
    for part in [identity, options, &read] {
        hash.update((part.len() as u64).to_le_bytes());
        hash.update(part);
    }
    for source in sources {
        hash.update(cache::key(source));
    }
    hex(&hash.finalize())
}

/// The note on a release, if it still is what was published then.
#[must_use]
pub fn unchanged(
    folder: &Path,
    release: &Path,
    made_of: &str,
) -> Option<Stamp> {
    let text = fs::read(note(folder, release)?).ok()?;
    let stamp: Stamp = serde_json::from_slice(&text).ok()?;
    if stamp.made_of != made_of || package(release)? != stamp.package {
        return None;
    }
    let open::Opened { files, package } = open::open(release).ok()?;
    check::checksums(&files, &package).is_empty().then_some(stamp)
}

/// Notes what was published.
pub fn write(
    folder: &Path,
    release: &Path,
    made_of: String,
    documents: usize,
    events: usize,
) {
    let Some(package) = package(release) else { return };
    let stamp = Stamp { made_of, package, documents, events };
    if let (Some(note), Ok(text)) =
        (note(folder, release), serde_json::to_vec(&stamp))
    {
        // Without it the next run is slower, and no worse.
        let _ = fs::write(note, text);
    }
}

/// Where the note on a release stands.
fn note(folder: &Path, release: &Path) -> Option<PathBuf> {
    let place = fs::canonicalize(release).ok()?;
    let digest = hex(&Sha256::digest(place.as_os_str().as_encoded_bytes()));
    Some(folder.join(format!("release-{}", &digest[..16])))
}

/// The digest of a release's descriptor.
fn package(release: &Path) -> Option<String> {
    let text = fs::read(release.join(PACKAGE)).ok()?;
    Some(hex(&Sha256::digest(text)))
}
