//! `tidings codebook`: check one, or write one out to change it.

use super::messages::Messages;
use super::run::{Outcome, codebook_files, print};
use crate::code::Coder;
use crate::codebook::embedded;
use crate::codebook::source::Sheet;
use crate::codebook::weights;
use crate::correct::FILE as CORRECTIONS;
use crate::diagnostic::Severity;
use crate::io;
use anyhow::Result;
use serde_json::json;
use std::io::Write;
use std::path::Path;

/// Draws every fault of a codebook, then runs every example in it.
pub(super) fn check(
    folder: Option<&Path>,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let files = codebook_files(folder)?;
    let coder = match Coder::new(&files) {
        Ok(coder) => coder,
        Err(faults) => {
            print(&faults, Severity::Note, messages)?;
            messages.end(
                &format!(
                    "the codebook cannot be used; findings: {}",
                    faults.len()
                ),
                Some("mend these first, then check again: examples are run when every row can be read"),
                json!({ "findings": faults.len() }),
            )?;
            return Ok(Outcome::Findings);
        }
    };
    let mut findings = coder.warnings().to_vec();
    if files.contains_key(CORRECTIONS) {
        // Its rows are laid over events; here only its form can be judged.
        Sheet::open(&files, CORRECTIONS, &mut findings).check(&mut findings);
    }
    // Examples are about what the rows propose: learned weights stay out.
    let rows = Coder::new(&weights::without(&files));
    findings.extend(rows.map_or_else(|faults| faults, |c| c.self_test()));
    print(&findings, Severity::Note, messages)?;
    // Notes are for information: they are told and change no exit code.
    let notes = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Note)
        .count();
    let wrong = findings.len() - notes;
    let codebook = coder.codebook();
    messages.end(
        &format!(
            "codebook {}: {} files, {} themes, {} outcome types, {} countries, findings: {wrong}, notes: {notes}",
            crate::codebook::VERSION,
            files.len(),
            codebook.themes.len(),
            codebook.outcomes.len(),
            codebook.countries.len()
        ),
        None,
        json!({ "findings": wrong, "notes": notes }),
    )?;
    Ok(if wrong == 0 { Outcome::Clean } else { Outcome::Findings })
}

/// Writes the built-in codebook into a new folder.
pub(super) fn export(
    folder: &Path,
    messages: &mut Messages<'_>,
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
