//! What `evaluate` and `agreement` share: gold files that can be used, or a
//! word on why not.

use super::run::print;
use crate::codebook::Codebook;
use crate::diagnostic::Severity;
use crate::evaluate::Unit;
use crate::evaluate::gold::GoldRow;
use crate::evaluate::gold::GoldText;
use crate::io::gold::{GoldFile, read};
use anyhow::Result;
use std::io::Write;
use std::path::PathBuf;

/// A gold file and its rows.
pub(super) struct Gold {
    pub(super) file: GoldFile,
    pub(super) rows: Vec<GoldRow>,
}

impl Gold {
    /// Its text, for faults that point at it.
    pub(super) fn text(&self) -> GoldText<'_> {
        GoldText { file: &self.file.file, text: &self.file.text }
    }

    /// Its events.
    pub(super) fn units(&self) -> Vec<Unit> {
        self.rows.iter().map(|located| located.row.clone()).collect()
    }
}

/// The gold of some folders; `None` if its faults, which are printed, leave
/// no way. A row left out would be a wrong figure, so that one fault stops
/// all.
pub(super) fn gold(
    folders: &[PathBuf],
    codebook: &Codebook,
    messages: &mut dyn Write,
) -> Result<Option<Vec<Gold>>> {
    let mut all = Vec::new();
    let mut faults = Vec::new();
    for file in read(folders)? {
        let text = GoldText { file: &file.file, text: &file.text };
        let (rows, more) = text.parse(codebook);
        faults.extend(more);
        all.push(Gold { file, rows });
    }
    if faults.is_empty() {
        return Ok(Some(all));
    }
    print(&faults, Severity::Error, messages)?;
    writeln!(
        messages,
        "the gold cannot be used; faults: {}\nhint: mend them in the lines shown",
        faults.len()
    )?;
    Ok(None)
}
