//! `tidings diff`: what differs between two releases, to read or as a table.

use super::ListFormat;
use super::messages::Messages;
use super::run::Outcome;
use crate::compare::{Moved, Side, changes, moved};
use crate::io::csv;
use crate::io::held::Held;
use crate::io::open::{Opened, open};
use crate::table::{Change, Document, EventFlat, Row, Sheet};
use anyhow::{Context, Result};
use clap::Args;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    long_about = "Compare two releases: which events came, went or are coded otherwise, why, and which counts moved.",
    after_long_help = "An event is the same in both where its id is; else where the same words stand in the same source; else where the words overlap in a source whose bytes are the same. Why it differs is told as far as the releases know: `source` where the document's bytes differ, else `codebook`, else `program`.\n\nEnds with 0 where no event differs, with 1 where one does.\n\nExamples:\n  cp -r output before\n  tidings build\n  tidings diff before output\n  tidings diff before output --format csv > changes.csv"
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

/// A release with the tables that are compared.
struct Compared {
    release: Opened,
    events: Held,
    documents: Held,
}

impl Compared {
    fn read(folder: &Path) -> Result<Self> {
        let release = open(folder)?;
        let table = |table| {
            Held::read(&release, table)
                .with_context(|| format!("in `{}`", folder.display()))
        };
        let (events, documents) =
            (table(EventFlat::TABLE)?, table(Document::TABLE)?);
        Ok(Self { release, events, documents })
    }

    fn said(&self, what: &str) -> &str {
        self.release.package["tidings"][what].as_str().unwrap_or("")
    }

    fn side<'a>(
        &'a self,
        events: &'a Sheet<'a>,
        documents: &'a Sheet<'a>,
    ) -> Side<'a> {
        Side {
            events,
            documents,
            codebook: self.said("codebook_sha256"),
            version: self.said("version"),
        }
    }
}

/// Compares two releases.
pub(super) fn diff(
    arguments: &Diff,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let old = Compared::read(&arguments.old)?;
    let new = Compared::read(&arguments.new)?;
    let (old_events, old_documents) =
        (old.events.sheet()?, old.documents.sheet()?);
    let (new_events, new_documents) =
        (new.events.sheet()?, new.documents.sheet()?);
    let before = old.side(&old_events, &old_documents);
    let after = new.side(&new_events, &new_documents);
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
    // An event that is coded otherwise has a row for each field.
    let of = |what: &str| {
        let rows = changes.iter().filter(|row| &*row.change == what);
        let ids = rows.map(|row| (&row.event_id_old, &row.event_id_new));
        ids.collect::<BTreeSet<_>>().len()
    };
    writeln!(
        messages,
        "events: {} before, {} now; added: {}, dropped: {}, coded otherwise: {}",
        old_events.rows.len(),
        new_events.rows.len(),
        of("added"),
        of("dropped"),
        of("changed"),
    )?;
    let same = changes.is_empty();
    Ok(if same { Outcome::Clean } else { Outcome::Findings })
}

/// The differences, to read.
fn told(changes: &[Change], moved: &[Moved]) -> String {
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
