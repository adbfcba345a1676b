//! `tidings build`: read, code, correct, count, check, publish.
//!
//! What is small is held in memory and published with workbook and report;
//! what is not goes through in batches (`corpus`).

use super::changes::Changes;
use super::coding::Coders;
use super::corpus;
use super::interrupt::Interrupt;
use super::messages::Messages;
use super::run::{Outcome, codebook_files, coder, print};
use super::{Build, Format};
use crate::check::{self, Order};
use crate::cluster::Clusters;
use crate::codebook::{Files, hash};
use crate::compare::Numbers;
use crate::correct::Corrections;
use crate::dataset::{Dataset, dimensions, name_converted, number, problem};
use crate::describe::About;
use crate::diagnostic::{Diagnostic, Severity};
use crate::io;
use crate::io::cache::Cache;
use crate::io::place::Place;
use crate::io::read::{self, Finished, Reader};
use crate::io::release::{self, Formats};
use crate::io::replace;
use crate::io::stamp::{self, Stamp};
use crate::normalise::Source;
use crate::table::{Correction, Problem};
use anyhow::{Result, ensure};
use serde_json::json;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Bytes of text that are held in memory at most.
const HELD_BYTES: usize = 32 << 20;

/// Documents that are held in memory at most: a report with all their events
/// still opens in a browser.
const HELD_DOCUMENTS: usize = 5000;

/// Warnings of one kind that are printed: a large folder may give thousands.
const SHOWN: usize = 20;

/// Publishes a dataset of the inputs.
pub(super) fn build(
    arguments: &Build,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    // Refuse before the work, not after it.
    ensure!(
        arguments.formats.iter().any(|format| *format != Format::Xlsx),
        "a release of a workbook alone cannot be verified\nhint: add a format: --formats csv,xlsx"
    );
    replace::may_replace(&arguments.output)?;
    let interrupt = Interrupt::listen()?;
    let files = codebook_files(arguments.codebook.as_deref())?;
    let apart = arguments.corrections.as_deref();
    let apart = apart.map(io::codebook::corrections).transpose()?;
    let identity = stamp::identity(&hash(&files));
    let cache = cache_folder(arguments);
    let mut reader =
        read::open(&arguments.inputs, &arguments.reading.options())?;
    let (sources, is_all) = hold(&mut reader, &interrupt)?;
    let all = if is_all {
        let finished = reader.finish();
        let options = format!("{arguments:?}");
        let decided = apart.as_ref().map(hash);
        let all = format!("{identity} {decided:?}");
        let made_of = stamp::made_of(&all, &options, &sources, &finished);
        let unchanged = cache.as_ref().and_then(|folder| {
            stamp::unchanged(folder, &arguments.output, &made_of)
        });
        if let Some(stamp) = unchanged {
            return nothing_to_do(arguments, &stamp, messages);
        }
        Ok((finished, made_of))
    } else {
        Err(reader)
    };
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let place = &Place::take(&arguments.output)?;
    // Where the cache cannot be used, everything is coded.
    let opened = cache.as_ref().and_then(|f| Cache::open(f, &identity).ok());
    let coders = Coders::new(&coder, arguments.jobs)?.with(opened);
    let coders = &coders;
    let files = &files;
    let decisions = apart.as_ref().unwrap_or(files);
    let run =
        Run { arguments, files, decisions, place, coders, cache, interrupt };
    let outcome = match all {
        Ok((finished, made_of)) => {
            whole(&run, &sources, finished, made_of, messages)
        }
        Err(reader) => corpus::build(&run, sources, reader, messages),
    };
    coders.tidy();
    outcome
}

/// Where what was coded before is kept.
fn cache_folder(arguments: &Build) -> Option<PathBuf> {
    let beside = || {
        let parent = arguments.output.parent().unwrap_or(Path::new(""));
        parent.join(".tidings-cache")
    };
    let folder = arguments.cache.clone().unwrap_or_else(beside);
    (!arguments.no_cache).then_some(folder)
}

/// Says that the release is what it would become.
fn nothing_to_do(
    arguments: &Build,
    stamp: &Stamp,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    if !arguments.quiet {
        let Stamp { documents, events, .. } = stamp;
        let output = arguments.output.display();
        messages.end(
            &format!("nothing to do: `{output}` holds what these inputs give ({documents} documents, {events} events)"),
            None,
            json!({
                "published": false,
                "unchanged": true,
                "documents": documents,
                "events": events,
            }),
        )?;
    }
    Ok(Outcome::Clean)
}

/// What a build works with.
pub(super) struct Run<'a> {
    pub(super) arguments: &'a Build,
    pub(super) files: &'a Files,
    /// Where the corrections stand.
    pub(super) decisions: &'a Files,
    /// Where the release goes.
    pub(super) place: &'a Place,
    pub(super) coders: &'a Coders<'a>,
    /// Where notes for the next run go.
    cache: Option<PathBuf>,
    pub(super) interrupt: Interrupt,
}

impl<'a> Run<'a> {
    /// What a release says of itself, but for its documents.
    pub(super) fn about(&self) -> About<'a> {
        About::new(&self.coders.coder().codebook().hash)
    }

    /// Faults of the corrections, in the file that was named for them.
    pub(super) fn placed(&self, faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Some(path) = &self.arguments.corrections else { return faults };
        let path = path.display().to_string();
        let placed = |fault: Diagnostic| fault.in_file(path.clone());
        faults.into_iter().map(placed).collect()
    }

    pub(super) fn formats(&self) -> Formats {
        let has = |format| self.arguments.formats.contains(&format);
        Formats {
            csv: has(Format::Csv),
            parquet: has(Format::Parquet),
            xlsx: has(Format::Xlsx),
            bom: !self.arguments.no_bom,
        }
    }
}

/// Reads as much as is held in memory; tells whether that is all.
fn hold(
    reader: &mut Reader,
    interrupt: &Interrupt,
) -> Result<(Vec<Source>, bool)> {
    let (mut sources, mut bytes) = (Vec::new(), 0);
    while bytes < HELD_BYTES && sources.len() < HELD_DOCUMENTS {
        interrupt.check()?;
        let Some(source) = reader.next() else { return Ok((sources, true)) };
        bytes += source.bytes.len();
        sources.push(source);
    }
    Ok((sources, false))
}

/// Publishes what is held in memory.
fn whole(
    run: &Run<'_>,
    sources: &[Source],
    finished: Finished,
    made_of: String,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let coder = run.coders.coder();
    let mut coded = run.coders.code(sources);
    coded.sources = finished.files;
    name_converted(&mut coded);
    let mut corrections = Corrections::read(run.decisions);
    corrections.apply(&mut coded, coder.codebook());
    let (mut clusters, faults) = Clusters::new(run.files, coder.codebook());
    clusters.join(&mut coded);
    let mut problems = finished.problems;
    problems.extend(faults);
    problems.extend_from_slice(coder.warnings());
    let corrected = corrections.finish();
    coded.corrections = corrected.rows;
    problems.extend(run.placed(corrected.faults));
    coded.problems =
        all_problems(&problems, std::mem::take(&mut coded.problems));
    let dataset = Dataset::new(coded, dimensions(coder.codebook()))?;
    let sheets = dataset.sheets()?;
    let mut broken = check::check(&sheets, Order::Keys);
    broken.extend(check::spans(&sheets, sources));
    broken.extend(check::together(&sheets));
    if !broken.is_empty() {
        return refuse(&broken, messages);
    }
    run.interrupt.check()?;
    let coded = &dataset.coded;
    let count = coded.documents.len();
    let about = About { documents: &coded.documents, count, ..run.about() };
    let files = release::files(&sheets, &about, run.formats())?;
    let changes = Changes::of(&sheets, &about, run.place.target())?;
    replace::replace(&files, run.place)?;
    if let Some(changes) = &changes
        && let Err(error) = changes.save()
    {
        // The release stands, and `tidings diff` can tell the same.
        messages.tell(&not_told(&error))?;
    }
    let published = Published {
        documents: count,
        events: coded.events.len(),
        anew: run.coders.anew(),
        problems: &coded.problems,
        corrections: &coded.corrections,
        changes,
        look_first: release::REPORT,
    };
    let is_quiet = |row: &Problem| *row.severity == *Severity::Note.name();
    if let Some(folder) = &run.cache
        && coded.problems.iter().all(is_quiet)
    {
        let (output, events) = (&run.arguments.output, coded.events.len());
        stamp::write(folder, output, made_of, count, events);
    }
    report(run.arguments, &published, messages)
}

/// Problems of reading come before those of coding.
pub(super) fn all_problems(
    of_reading: &[Diagnostic],
    of_coding: Vec<Problem>,
) -> Vec<Problem> {
    let mut all: Vec<Problem> = of_reading.iter().map(problem).collect();
    all.extend(of_coding);
    number(&mut all);
    all
}

/// Tells what keeps tables from being published.
pub(super) fn refuse(
    broken: &[Diagnostic],
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    print(broken, Severity::Note, messages)?;
    messages.end(
        "nothing was published, for the tables break their contract",
        Some("this is a fault of tidings; please report it with the text that shows it"),
        json!({ "published": false }),
    )?;
    Ok(Outcome::Findings)
}

/// What was published.
pub(super) struct Published<'a> {
    pub(super) documents: usize,
    pub(super) events: usize,
    /// Documents that were not taken from the cache.
    pub(super) anew: usize,
    pub(super) problems: &'a [Problem],
    pub(super) corrections: &'a [Correction],
    /// What differs from the release before, if there was one that could be
    /// held.
    pub(super) changes: Option<Changes>,
    /// The file that tells most.
    pub(super) look_first: &'a str,
}

/// Prints what the reader should know, and where to look first.
pub(super) fn report(
    arguments: &Build,
    published: &Published<'_>,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let of = |severity: Severity| {
        let name = severity.name();
        let rows = published.problems.iter();
        rows.filter(move |row| &*row.severity == name)
    };
    for row in of(Severity::Error) {
        messages.problem(row)?;
    }
    let warnings = of(Severity::Warning).count();
    let errors = of(Severity::Error).count();
    if !arguments.quiet {
        let mut told: BTreeMap<&str, usize> = BTreeMap::new();
        for row in of(Severity::Warning) {
            let alike = told.entry(&row.code).or_default();
            *alike += 1;
            if *alike <= SHOWN {
                messages.problem(row)?;
            }
        }
        let are_cut = told.values().any(|alike| *alike > SHOWN);
        let more = if are_cut {
            format!(
                "; the first {SHOWN} of each kind are shown, all stand in `problems`"
            )
        } else {
            String::new()
        };
        let Published { documents, events, anew, .. } = *published;
        let kept = documents.saturating_sub(anew);
        let look = arguments.output.join(published.look_first);
        let look = look.display().to_string();
        let known = match kept {
            0 => String::new(),
            _ => format!(" ({anew} coded anew)"),
        };
        let more = format!(
            "{more}{}{}",
            told_of_corrections(published.corrections),
            published
                .changes
                .as_ref()
                .map(told_of_changes)
                .unwrap_or_default()
        );
        messages.end(
            &format!(
                "documents: {documents}{known}, events: {events}, errors: {errors}, warnings: {warnings}{more}\nlook first at `{look}`, then at `README.md` beside it; `uncoded` and `candidates` show what became no event",
            ),
            None,
            json!({
                "published": true,
                "documents": documents,
                "coded_anew": anew,
                "events": events,
                "errors": errors,
                "warnings": warnings,
                "look_first": look,
            }),
        )?;
    }
    let found = errors > 0 || (arguments.strict && warnings > 0);
    Ok(if found { Outcome::Findings } else { Outcome::Clean })
}

/// That what differs could not be written.
fn not_told(error: &anyhow::Error) -> Diagnostic {
    let message = format!("{error:#}");
    Diagnostic::new(Severity::Warning, "changes-not-written", message)
        .hint("the release is published all the same; keep a copy of the next one before a build, and compare with `tidings diff`")
}

/// How many corrections there are, and how many were applied.
fn told_of_corrections(rows: &[Correction]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let applied = rows.iter().filter(|row| &*row.result == "applied").count();
    format!("\ncorrections: {}, applied: {applied}", rows.len())
}

/// What differs from the release before.
fn told_of_changes(changes: &Changes) -> String {
    let Numbers { added, dropped, changed } = changes.numbers;
    let file = changes.file.display();
    format!(
        "\nsince the release before: added {added}, dropped {dropped}, coded otherwise {changed}; see `{file}`"
    )
}
