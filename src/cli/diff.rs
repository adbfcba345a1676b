//! `tidings diff`: what differs between two releases, to read or as a table.

use super::ListFormat;
use super::messages::Messages;
use super::run::Outcome;
use crate::compare::{Moved, Numbers, changes, moved};
use crate::io::compared::Compared;
use crate::io::csv;
use crate::table::{Change, Sheet};
use anyhow::Result;
use clap::Args;
use std::fmt::Write as _;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    long_about = "Compare two releases: which events came, went or are coded otherwise, why, and which counts moved.",
    after_long_help = "An event is the same in both where its id is; else where the same words stand in the same source; else where the words overlap in a source whose bytes are the same. Why it differs is told as far as the releases know: `correction` where a person decided it, else `source` where the document's bytes differ, else `codebook`, else `program`.\n\nEnds with 0 where no event differs, with 1 where one does.\n\nExamples:\n  cp -r output before\n  tidings build\n  tidings diff before output\n  tidings diff before output --format csv > changes.csv"
)]
pub(crate) struct Diff {
    /// The earlier release.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later one.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How to print the differences.
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
}

/// Compares two releases.
pub(super) fn diff(
    arguments: &Diff,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let old = Compared::read(&arguments.old)?;
    let new = Compared::read(&arguments.new)?;
    let (old_sheets, new_sheets) = (old.sheets()?, new.sheets()?);
    let (before, after) = (old.side(&old_sheets), new.side(&new_sheets));
    let changes = changes(&before, &after);
    match arguments.format {
        ListFormat::Csv => {
            output.write_all(&csv::write(&Sheet::of(&changes), false)?)?;
        }
        ListFormat::Text => {
            let text = told(&changes, &moved(&before, &after));
            output.write_all(text.as_bytes())?;
        }
    }
    output.flush()?;
    let Numbers { added, dropped, changed } = Numbers::of(&changes);
    writeln!(
        messages,
        "events: {} before, {} now; added: {added}, dropped: {dropped}, coded otherwise: {changed}",
        before.events.rows.len(),
        after.events.rows.len(),
    )?;
    let same = changes.is_empty();
    Ok(if same { Outcome::Clean } else { Outcome::Findings })
}

/// The differences, to read.
pub(super) fn told(changes: &[Change], moved: &[Moved]) -> String {
    let mut text = String::new();
    for (at, count) in moved.iter().enumerate() {
        let Moved { by, value, old, new } = count;
        if at == 0 || moved[at - 1].by != *by {
            let _ = writeln!(text, "## Counts by {by}\n");
        }
        let _ = writeln!(text, "- {value}: {old} -> {new}");
        if moved.get(at + 1).is_none_or(|next| next.by != *by) {
            text.push('\n');
        }
    }
    for (at, row) in changes.iter().enumerate() {
        if at == 0 {
            text.push_str("## Events\n\n");
        }
        let Change { change, why, source, line, .. } = row;
        let what = match (&*row.field, &*row.old, &*row.new) {
            ("", old, "") => old.to_owned(),
            ("", _, new) => new.to_owned(),
            (field, old, new) => format!(
                "{field} {} -> {}",
                if old.is_empty() { "none" } else { old },
                if new.is_empty() { "none" } else { new }
            ),
        };
        let _ = writeln!(
            text,
            "- {} ({}) {}:{line}: {what}\n  {}",
            &**change, &**why, &**source, &*row.evidence
        );
    }
    text
}
