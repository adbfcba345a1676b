//! `tidings codebook`: check one, or write one out to change it.

use super::run::{Outcome, codebook_files, coder, print};
use crate::codebook::embedded;
use crate::diagnostic::Severity;
use crate::io;
use anyhow::Result;
use std::io::Write;
use std::path::Path;

/// Draws every fault of a codebook, then runs every example in it.
pub(super) fn check(
    folder: Option<&Path>,
    messages: &mut dyn Write,
) -> Result<Outcome> {
    let files = codebook_files(folder)?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Findings);
    };
    let mut findings = coder.warnings().to_vec();
    findings.extend(coder.self_test());
    print(&findings, Severity::Note, messages)?;
    // Notes are for information: they are told and change no exit code.
    let notes = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Note)
        .count();
    let wrong = findings.len() - notes;
    let codebook = coder.codebook();
    writeln!(
        messages,
        "codebook {}: {} files, {} themes, {} outcome types, {} countries, findings: {wrong}, notes: {notes}",
        crate::codebook::VERSION,
        files.len(),
        codebook.themes.len(),
        codebook.outcomes.len(),
        codebook.countries.len()
    )?;
    Ok(if wrong == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// Writes the built-in codebook into a new folder.
pub(super) fn export(
    folder: &Path,
    messages: &mut dyn Write,
) -> Result<Outcome> {
    let files = embedded::files();
    io::codebook::export(&files, folder)?;
    writeln!(
        messages,
        "wrote {0} files to `{1}`\nhint: change them, then `tidings codebook check {1}` and `tidings build --codebook {1}`",
        files.len(),
        folder.display()
    )?;
    Ok(Outcome::Clean)
}
