//! Single files that are not a release, such as reports: each appears whole
//! or not at all, and takes the place of an older one of its name.

use anyhow::{Context, Result};
use std::fs;
use std::io::Write;
use std::path::Path;

/// Whether nothing stands at a path.
#[must_use]
pub fn is_free(path: &Path) -> bool {
    !path.exists()
}

/// Writes a file; folders that lead to it are made.
///
/// # Errors
///
/// If the disk refuses; then what was there before is there still.
pub fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    let context = || format!("cannot write `{}`", path.display());
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).with_context(context)?;
    let mut aside = tempfile::Builder::new();
    #[cfg(unix)]
    {
        // As any other new file: a temporary one is for its owner alone.
        use std::os::unix::fs::PermissionsExt;
        aside.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = aside.tempfile_in(folder).with_context(context)?;
    file.write_all(bytes).with_context(context)?;
    file.as_file().sync_all().with_context(context)?;
    file.persist(path).with_context(context)?;
    Ok(())
}
