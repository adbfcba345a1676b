//! The folder of counts: their tables, and what tells them from a release,
//! so that no release is ever taken for an older result and replaced.

use super::release::{Formats, resource, table};
use super::replace::{self, PACKAGE, ReleaseFiles};
use crate::describe::{About, Counted, counted};
use crate::table::Sheet;
use anyhow::{Result, bail};
use std::fs;
use std::path::Path;

/// Refuses a place where anything but older counts stand.
///
/// # Errors
///
/// Says what stands there.
pub fn may_replace(target: &Path) -> Result<()> {
    replace::may_replace(target)?;
    let Ok(package) = fs::read(target.join(PACKAGE)) else { return Ok(()) };
    let package: serde_json::Value = serde_json::from_slice(&package)?;
    if package["tidings"]["holds"] != Counted::HOLDS {
        bail!(
            "the folder holds a whole release, which counts would replace: `{}`\nhint: name another folder",
            target.display()
        );
    }
    Ok(())
}

/// The files of counts.
///
/// # Errors
///
/// If a library refuses a table: a fault of this program.
pub fn files(
    sheets: &[Sheet<'_>],
    about: &About<'_>,
    made_of: &Counted,
    formats: Formats,
) -> Result<ReleaseFiles> {
    let mut files = ReleaseFiles::new();
    let mut resources = Vec::new();
    for sheet in sheets {
        for (name, format, bytes) in table(sheet, about, formats)? {
            let path = format!("{format}/{name}.{format}");
            resources.push(resource(&path, format, Some(name), &bytes));
            files.insert(path, bytes);
        }
    }
    let package = counted(&resources, sheets, about, made_of);
    files.insert(PACKAGE.to_owned(), package.into_bytes());
    Ok(files)
}
