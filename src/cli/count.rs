//! `tidings count`: the tables of counts from events made elsewhere, of any
//! number: they go through as few numbers each.

use super::messages::{MessageArguments, Messages};
use super::run::{Outcome, open_coder};
use crate::count::{COUNTRIES, EVENTS, Ledger, published, tally_up};
use crate::dataset::dimensions;
use crate::describe::{About, Counted};
use crate::diagnostic::Diagnostic;
use crate::io::groups::{Group, each};
use crate::io::parts::{Part, beside, parts};
use crate::io::place::Place;
use crate::io::release::Formats;
use crate::io::{counts, replace};
use crate::table::frame::sheet;
use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    long_about = "Count events that were made elsewhere, such as by Spark: the eight tables of counts of a release, from Parquet files or folders of them, however many rows they have.",
    after_long_help = "EVENTS needs these columns of the table `events`: event_id, document_id, theme, outcome_type, status, cluster_id (text), date_start, date_end (dates, may be empty). Their countries need event_id, country (text) and position (whole numbers). Further columns are passed over. Rows may stand in any order and in any file. Of a folder, all files that end in .parquet are read, but none whose name begins with `_` or `.`; a folder `status=achieved` gives its files that column.\n\nThe output folder is replaced whole, or not at all; a folder that holds anything but older counts is refused.\n\nExamples:\n  tidings count output/parquet/events.parquet --output counts\n  tidings count spark/events/ --countries spark/event_countries/ --output counts\n  tidings count a.parquet b.parquet --countries c.parquet --output counts --formats csv"
)]
pub(crate) struct Count {
    /// Events: Parquet files, or folders of them.
    #[arg(value_name = "EVENTS", required = true)]
    pub(crate) events: Vec<PathBuf>,
    /// Their countries; left out: `event_countries.parquet`, a file or a
    /// folder, beside the events.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) countries: Vec<PathBuf>,
    /// Folder to write the counts into.
    #[arg(long, short, value_name = "DIR")]
    pub(crate) output: PathBuf,
    /// Formats to write.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "csv,parquet"
    )]
    pub(crate) formats: Vec<CountFormat>,
    /// Codebook that the events were coded with, in place of the built-in
    /// one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) messages: MessageArguments,
}

/// A format of tables of counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CountFormat {
    /// Comma-separated values, for spreadsheets and everything else.
    Csv,
    /// Typed columns, for R, Python, `DuckDB`.
    Parquet,
}

/// The file or folder of the countries, beside the events.
const BESIDE: &str = "event_countries.parquet";

/// Counts events, and writes the counts.
pub(super) fn count(
    arguments: &Count,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    // Refuse before the work, not after it.
    let place = Place::take(&arguments.output)?;
    counts::may_replace(&arguments.output)?;
    let events = parts(&arguments.events)?;
    let countries = if arguments.countries.is_empty() {
        parts(&beside(&arguments.events, BESIDE)?)?
    } else {
        parts(&arguments.countries)?
    };
    let codebook = arguments.codebook.as_deref();
    let Some(coder) = open_coder(codebook, messages)? else {
        return Ok(Outcome::Refused);
    };
    let dimensions = dimensions(coder.codebook());
    let mut ledger = Ledger::new(&dimensions);
    each(&events, (EVENTS.0, &EVENTS.1), |group| {
        ledger.expect(group.left);
        ledger.add_events(&group.frame).map_err(|f| placed(*f, &group))?;
        Ok(())
    })?;
    each(&countries, (COUNTRIES.0, &COUNTRIES.1), |group| {
        ledger.expect_countries(group.left);
        ledger.add_countries(&group.frame).map_err(|f| placed(*f, &group))?;
        Ok(())
    })?;
    let made_of = Counted {
        files: shown(&events).chain(shown(&countries)).collect(),
        events: ledger.events(),
        documents: ledger.documents(),
    };
    // What is wrong with all rows together is wrong with their countries.
    let named = if arguments.countries.is_empty() {
        BESIDE.to_owned()
    } else {
        shown(&countries).collect::<Vec<_>>().join(", ")
    };
    let tallies = tally_up(ledger).map_err(|fault| fault.in_file(named))?;
    let tables = published(tallies, &dimensions)?;
    let mut sheets = Vec::new();
    for (table, frame) in &tables {
        sheets.push(sheet(frame, *table)?);
    }
    let about = About {
        count: made_of.documents,
        ..About::new(&coder.codebook().hash)
    };
    let has = |format| arguments.formats.contains(&format);
    let formats = Formats {
        csv: has(CountFormat::Csv),
        parquet: has(CountFormat::Parquet),
        xlsx: false,
        bom: true,
    };
    let files = counts::files(&sheets, &about, &made_of, formats)?;
    replace::replace(&files, &place)?;
    let rows: usize = sheets.iter().map(|sheet| sheet.rows.len()).sum();
    let Counted { events, documents, files } = &made_of;
    messages.end(
        &format!(
            "events: {events}, documents: {documents}, files: {}; wrote {} tables, {rows} rows, to `{}`",
            files.len(),
            sheets.len(),
            arguments.output.display()
        ),
        None,
        json!({
            "published": true,
            "events": events,
            "documents": documents,
            "files": files.len(),
            "tables": sheets.len(),
            "rows": rows,
        }),
    )?;
    Ok(Outcome::Clean)
}

/// The fault with its file, and with the row's number in it.
fn placed(fault: Diagnostic, group: &Group) -> Diagnostic {
    let row = fault.line.map(|row| group.before + row);
    Diagnostic { line: row, ..fault }.in_file(&group.file)
}

fn shown(parts: &[Part]) -> impl Iterator<Item = String> {
    parts.iter().map(|part| part.path.display().to_string())
}
