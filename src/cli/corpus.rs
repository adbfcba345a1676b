//! `tidings build` of a corpus that is too large to be held in memory: each
//! batch of documents is coded, corrected, checked and written by itself,
//! and its counts are added to those before.

use super::build::{Published, Run, all_problems, refuse, report};
use super::interrupt::Interrupt;
use super::messages::Messages;
use super::pipeline::{self, Batch};
use super::progress::{Done, Progress};
use super::run::Outcome;
use crate::check::{self, Order};
use crate::cluster::Clusters;
use crate::correct::Corrections;
use crate::count::{COUNTS, added, published};
use crate::dataset::{Dataset, TABLES, dimensions};
use crate::describe::About;
use crate::diagnostic::{Diagnostic, Severity};
use crate::io::corpus::CorpusRelease;
use crate::io::read::Reader;
use crate::normalise::Source;
use crate::table::frame::sheet;
use crate::table::{
    Code, Correction, Dimensions, Document, Problem, Sheet, SourceFile, Table,
};
use anyhow::{Result, bail};
use polars::prelude::DataFrame;

/// Tables that are written only on demand: they hold the texts again.
const ON_DEMAND: [&str; 5] =
    ["sections", "items", "sentences", "candidates", "uncoded"];

/// Tables that are held until the end.
const HELD: [&str; 8] = [
    "sources",
    "corrections",
    "problems",
    "themes",
    "outcome_types",
    "countries",
    "regions",
    "error_rates",
];

/// The file that a reader looks at first.
const LOOK_FIRST: &str = "README.md";

/// Publishes the documents at hand and all that the reader still gives.
pub(super) fn build(
    run: &Run<'_>,
    first: Vec<Source>,
    reader: Reader,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let codebook = run.coders.coder().codebook();
    let is_written = |table: &&Table| {
        let name = table.name;
        let asked = run.arguments.tables.iter().any(|t| t.name() == name);
        !HELD.contains(&name)
            && COUNTS.iter().all(|table| table.name != name)
            && (asked || !ON_DEMAND.contains(&name))
    };
    let written: Vec<Table> =
        TABLES.iter().filter(is_written).copied().collect();
    let mut sums = Sums {
        release: CorpusRelease::begin(
            run.place,
            &written,
            &run.about(),
            run.formats(),
        )?,
        dimensions: dimensions(codebook),
        tallies: None,
        problems: Vec::new(),
        broken: Vec::new(),
        done: Done::default(),
    };
    let mut corrections = Corrections::read(run.decisions);
    let (mut clusters, faults) = Clusters::new(run.files, codebook);
    let mut progress =
        Progress::begin(reader.bytes_in_all(), run.arguments.quiet);
    let interrupt: &Interrupt = &run.interrupt;
    let finished =
        pipeline::run(first, reader, run.coders, interrupt, |mut batch| {
            corrections.apply(&mut batch.coded, codebook);
            clusters.join(&mut batch.coded);
            sums.take(batch)?;
            progress.show(sums.done, messages)
        });
    progress.end();
    if !sums.broken.is_empty() {
        return refuse(&sums.broken, messages);
    }
    let finished = finished?;
    let mut problems = finished.problems;
    problems.extend(faults);
    problems.extend_from_slice(run.coders.coder().warnings());
    let corrected = corrections.finish();
    problems.extend(run.placed(corrected.faults));
    let left_out = left_out(&written);
    problems.push(note(&left_out));
    let problems = all_problems(&problems, std::mem::take(&mut sums.problems));
    let done = sums.done;
    let held = Held {
        files: &finished.files,
        corrections: &corrected.rows,
        problems: &problems,
    };
    sums.publish(run, &held, left_out)?;
    let published = Published {
        documents: done.documents,
        events: done.events,
        anew: run.coders.anew(),
        problems: &problems,
        corrections: &corrected.rows,
        // Both releases would have to be held: `tidings diff` does, if asked.
        changes: None,
        look_first: LOOK_FIRST,
    };
    report(run.arguments, &published, messages)
}

/// The tables that the release does without.
fn left_out(written: &[Table]) -> Vec<&'static str> {
    let is_missing = |name: &str| written.iter().all(|t| t.name != name);
    ON_DEMAND.into_iter().filter(|name| is_missing(name)).collect()
}

/// What the release says of them.
fn note(left_out: &[&str]) -> Diagnostic {
    let without = match left_out {
        [] => String::new(),
        names => format!(", and without the tables {}", names.join(", ")),
    };
    Diagnostic::new(
        Severity::Note,
        "large-corpus",
        format!("published in batches: rows stand in the order of the documents; without workbook and report{without}"),
    )
    .hint("ask for tables with --tables")
}

/// What is known when all batches are through.
struct Held<'a> {
    files: &'a [SourceFile],
    corrections: &'a [Correction],
    problems: &'a [Problem],
}

/// What is added up over the batches.
struct Sums<'a> {
    release: CorpusRelease<'a>,
    dimensions: Dimensions,
    tallies: Option<Vec<(Table, DataFrame)>>,
    problems: Vec<Problem>,
    broken: Vec<Diagnostic>,
    done: Done,
}

impl Sums<'_> {
    fn take(&mut self, batch: Batch) -> Result<()> {
        let Batch { sources, mut coded, read } = batch;
        self.problems.append(&mut coded.problems);
        let dataset = Dataset::new(coded, self.dimensions.clone())?;
        let sheets = dataset.sheets()?;
        self.broken.extend(check::check(&sheets, Order::Keys));
        self.broken.extend(check::spans(&sheets, &sources));
        if !self.broken.is_empty() {
            bail!("the tables break their contract");
        }
        self.release.write(&sheets)?;
        drop(sheets);
        self.tallies = Some(match &self.tallies {
            None => dataset.tallies,
            Some(sums) => added(sums, &dataset.tallies)?,
        });
        self.done.bytes = read;
        self.done.documents += dataset.coded.documents.len();
        self.done.events += dataset.coded.events.len();
        Ok(())
    }

    fn publish(
        self,
        run: &Run<'_>,
        tables: &Held<'_>,
        left_out: Vec<&'static str>,
    ) -> Result<()> {
        let dimensions = &self.dimensions;
        let tallies = self.tallies.unwrap_or_default();
        let counts = published(tallies, dimensions)?;
        let mut held = Vec::new();
        for (table, frame) in &counts {
            held.push(sheet(frame, *table)?);
        }
        held.extend([
            Sheet::of(tables.files).sorted(),
            Sheet::of(tables.corrections).sorted(),
            Sheet::of(tables.problems).sorted(),
            Sheet::of(&dimensions.themes).sorted(),
            Sheet::of(&dimensions.outcome_types).sorted(),
            Sheet::of(&dimensions.countries).sorted(),
            Sheet::of(&dimensions.regions).sorted(),
            Sheet::of(&dimensions.error_rates).sorted(),
        ]);
        let documents: Vec<Document> =
            tables.files.iter().map(as_document).collect();
        let about = About {
            documents: &documents,
            count: self.done.documents,
            left_out: Some(left_out),
            ..run.about()
        };
        self.release.publish(held, &TABLES, &about)
    }
}

/// A file as what a release was made of.
fn as_document(file: &SourceFile) -> Document {
    Document {
        document_id: Code::default(),
        source: file.source_file.clone(),
        title: format!("{} documents", file.documents),
        publisher: String::new(),
        date_published: String::new(),
        year_covered: None,
        page_address: String::new(),
        date_accessed: None,
        licence: String::new(),
        note: String::new(),
        format: file.format.clone(),
        encoding: Code::default(),
        bytes: file.bytes.unwrap_or(0),
        sha256: Code(file.sha256.clone()),
    }
}
