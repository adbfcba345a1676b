//! What a build changes: the release that it replaces beside the new one.
//!
//! The table stands beside the release, not in it: the same inputs give the
//! same release, whatever was there before.

use crate::compare::{Numbers, Side, changes};
use crate::describe::About;
use crate::io::compared::Compared;
use crate::io::{csv, save};
use crate::table::Sheet;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// What differs, and where it is told.
pub(super) struct Changes {
    pub(super) numbers: Numbers,
    pub(super) file: PathBuf,
    bytes: Vec<u8>,
}

impl Changes {
    /// Compares the tables of a new release with the release that stands in
    /// its place; nothing if none stands there that can be read.
    pub(super) fn of(
        sheets: &[Sheet<'_>],
        about: &About<'_>,
        place: &Path,
    ) -> Result<Option<Self>> {
        // An older program may have written other tables: nothing to compare.
        let Ok(before) = Compared::read(place) else { return Ok(None) };
        let Ok(old) = before.sheets() else { return Ok(None) };
        let named = |name| sheets.iter().find(|s| s.table.name == name);
        let (Some(events), Some(documents), Some(corrections)) =
            (named("events_flat"), named("documents"), named("corrections"))
        else {
            return Ok(None);
        };
        let new = Side {
            events,
            documents,
            corrections,
            codebook: about.codebook_sha256,
            version: about.version,
        };
        let changes = changes(&before.side(&old), &new);
        Ok(Some(Self {
            numbers: Numbers::of(&changes),
            file: beside(place),
            bytes: csv::write(&Sheet::of(&changes), true)?,
        }))
    }

    /// Writes the table.
    pub(super) fn save(&self) -> Result<()> {
        save::save(&self.file, &self.bytes)
    }
}

/// Where the changes of a release are told.
fn beside(place: &Path) -> PathBuf {
    let mut name = place.file_name().unwrap_or_default().to_owned();
    name.push(".changes.csv");
    place.with_file_name(name)
}
