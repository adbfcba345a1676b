//! `tidings codebook diff`: what a change of the codebook does to events and
//! counts, row by row.
//!
//! Each row that differs is tried alone: the texts are coded with the earlier
//! codebook and that row. What moves with all rows and with none alone is told
//! by itself, for rows work together.

use super::ListFormat;
use super::coding::Coders;
use super::diff::told;
use super::messages::Messages;
use super::run::{Outcome, codebook_files, print};
use crate::code::Coder;
use crate::codebook::{Files, hash};
use crate::compare::{
    Moved, Numbers, RowChange, Side, changes, file_changes, moved,
    row_changes, with,
};
use crate::correct::Corrections;
use crate::dataset::{dimensions, flatten};
use crate::diagnostic::Severity;
use crate::io::{csv, read};
use crate::normalise::Source;
use crate::table::{Change, Correction, Document, EventFlat, RowMove, Sheet};
use anyhow::Result;
use clap::Args;
use rustc_hash::FxHashSet;
use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Stands for the codebook of the program itself.
const BUILT_IN: &str = "built-in";

#[derive(Debug, Args)]
#[command(
    long_about = "Show which rows of a codebook differ from another's, and which events and counts move because of each.",
    after_long_help = "Each row that differs is tried alone on the texts; what moves only when rows work together is told under `together`. Weights and other files that were learned or measured as a whole count as one row.\n\nEnds with 0 where no event moves, with 1 where one does.\n\nExamples:\n  tidings codebook diff built-in my-codebook --input my-bulletins\n  tidings codebook diff before after --input raw --format csv > moves.csv"
)]
pub(crate) struct CodebookDiff {
    /// The earlier codebook: a folder, or `built-in`.
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later one.
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Bulletins to try them on, or folders of them.
    #[arg(long, value_name = "INPUT", default_value = "raw")]
    input: Vec<PathBuf>,
    /// Rows that are tried one by one; if more differ, all rows of a file are
    /// tried together.
    #[arg(long, value_name = "N", default_value_t = 200)]
    most: usize,
    /// How to print what moves.
    #[arg(long, value_enum, default_value = "text")]
    format: ListFormat,
}

/// What a codebook makes of the texts.
struct Coding {
    flat: Vec<EventFlat>,
    documents: Vec<Document>,
    corrections: Vec<Correction>,
    hash: String,
}

/// What moves because of a row.
struct Moves {
    row: RowChange,
    changes: Vec<Change>,
    counts: Vec<Moved>,
    /// Why it could not be tried alone.
    fault: Option<String>,
}

/// Compares two codebooks by what they do.
pub(super) fn diff(
    arguments: &CodebookDiff,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let (old, new) = (files(&arguments.old)?, files(&arguments.new)?);
    let read = read::read(&arguments.input)?;
    print(&read.problems, Severity::Error, messages)?;
    let sources = &read.sources;
    let Some(before) = code(&old, sources, messages)? else {
        return Ok(Outcome::Refused);
    };
    let Some(after) = code(&new, sources, messages)? else {
        return Ok(Outcome::Refused);
    };
    let rows = row_changes(&old, &new);
    let rows = if rows.len() <= arguments.most {
        rows
    } else {
        file_changes(&old, &new)
    };
    let mut all = Vec::new();
    let mut known = FxHashSet::default();
    for row in rows {
        let files = with(&old, &new, &row);
        let coding = match Coder::new(&files) {
            Ok(coder) => coded(&files, &coder, sources)?,
            Err(faults) => {
                let fault = faults.first().map(|fault| fault.message.clone());
                let (changes, counts) = (Vec::new(), Vec::new());
                all.push(Moves { row, changes, counts, fault });
                continue;
            }
        };
        let (changes, counts) = compared(&before, &coding);
        known.extend(changes.iter().map(key));
        all.push(Moves { row, changes, counts, fault: None });
    }
    let (whole, counts) = compared(&before, &after);
    let numbers = Numbers::of(&whole);
    let mut together = whole;
    together.retain(|change| !known.contains(&key(change)));
    match arguments.format {
        ListFormat::Text => {
            output.write_all(text(&all, &together, &counts).as_bytes())?;
        }
        ListFormat::Csv => {
            let rows = table(&all, &together);
            output.write_all(&csv::write(&Sheet::of(&rows), false)?)?;
        }
    }
    output.flush()?;
    let Numbers { added, dropped, changed } = numbers;
    writeln!(
        messages,
        "rows that differ: {}; with all of them, events added: {added}, dropped: {dropped}, coded otherwise: {changed}; moved by no row alone: {}",
        all.len(),
        Numbers::of(&together).all(),
    )?;
    let same = numbers.all() == 0;
    Ok(if same { Outcome::Clean } else { Outcome::Findings })
}

fn files(path: &Path) -> Result<Files> {
    let named = (path != Path::new(BUILT_IN)).then_some(path);
    codebook_files(named)
}

/// Codes the texts; nothing if the codebook's faults, which are printed,
/// leave no way.
fn code(
    files: &Files,
    sources: &[Source],
    messages: &mut Messages<'_>,
) -> Result<Option<Coding>> {
    let Some(coder) = super::run::coder(files, messages)? else {
        return Ok(None);
    };
    coded(files, &coder, sources).map(Some)
}

fn coded(files: &Files, coder: &Coder, sources: &[Source]) -> Result<Coding> {
    let mut coded = Coders::new(coder, None)?.code(sources);
    let mut corrections = Corrections::read(files);
    corrections.apply(&mut coded, coder.codebook());
    Ok(Coding {
        flat: flatten(&coded, &dimensions(coder.codebook())),
        documents: coded.documents,
        corrections: corrections.finish().rows,
        hash: hash(files),
    })
}

fn compared(old: &Coding, new: &Coding) -> (Vec<Change>, Vec<Moved>) {
    let (old_sheets, new_sheets) = (old.sheets(), new.sheets());
    let (before, after) = (old.side(&old_sheets), new.side(&new_sheets));
    (changes(&before, &after), moved(&before, &after))
}

impl Coding {
    fn sheets(&self) -> [Sheet<'_>; 3] {
        let events = Sheet::of(&self.flat);
        let documents = Sheet::of(&self.documents);
        [events, documents, Sheet::of(&self.corrections)]
    }

    fn side<'a>(&'a self, sheets: &'a [Sheet<'a>; 3]) -> Side<'a> {
        let [events, documents, corrections] = sheets;
        Side {
            events,
            documents,
            corrections,
            codebook: &self.hash,
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}

/// What a change is known by, in whichever comparison it is met.
fn key(change: &Change) -> (String, String, String, String) {
    let Change { source, line, field, old, new, evidence, .. } = change;
    let place = format!("{} {line} {}", source.0, evidence.0);
    (place, field.clone(), old.clone(), new.clone())
}

/// What moves, to read.
fn text(all: &[Moves], together: &[Change], counts: &[Moved]) -> String {
    let mut text = String::new();
    for Moves { row, changes, counts, fault } in all {
        let _ = writeln!(text, "# {} {}: {}\n", row.file, row.key, row.what());
        match fault {
            Some(fault) => {
                let _ = writeln!(text, "Cannot be tried alone: {fault}\n");
            }
            None if changes.is_empty() => text.push_str("Moves nothing.\n\n"),
            None => {
                text.push_str(&told(changes, counts));
                text.push('\n');
            }
        }
    }
    if !together.is_empty() {
        text.push_str("# together\n\n");
        text.push_str(&told(together, &[]));
        text.push('\n');
    }
    if !counts.is_empty() {
        text.push_str("# with all rows\n\n");
        text.push_str(&told(&[], counts));
    }
    text
}

/// What moves, as a table.
fn table(all: &[Moves], together: &[Change]) -> Vec<RowMove> {
    let mut rows = Vec::new();
    let mut add = |file: &str, key: &str, what: &str, change: &Change| {
        rows.push(RowMove {
            move_id: rows.len() as u64 + 1,
            file: file.into(),
            row: key.to_owned(),
            row_change: what.into(),
            change: change.change.clone(),
            source: change.source.clone(),
            line: change.line,
            field: change.field.clone(),
            old: change.old.clone(),
            new: change.new.clone(),
            evidence: change.evidence.clone(),
        });
    };
    for Moves { row, changes, .. } in all {
        for change in changes {
            add(&row.file, &row.key, row.what(), change);
        }
    }
    for change in together {
        add("together", "", "changed", change);
    }
    rows
}
