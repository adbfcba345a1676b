//! `tidings evaluate`: codes texts, compares them with gold, reports.

use super::coding::Coders;
use super::gold::{Gold, gold, texts};
use super::messages::Messages;
use super::run::{Outcome, codebook_files, coder, print};
use crate::code::Coder;
use crate::codebook::VERSION;
use crate::codebook::error_rates::measured_with;
use crate::dataset::{dimensions, flatten};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::error_rates::error_rates;
use crate::evaluate::isotonic;
use crate::evaluate::{Document, Provenance, Unit, evaluate as compare};
use crate::io::{csv, save};
use crate::normalise::Source;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    long_about = "Compare the coding with events that a person coded: precision, recall and F1 of events; each field; the tables of counts; every theme, outcome type and document; how far the score can be trusted. With intervals from drawing the documents anew.",
    after_long_help = "A gold file `name.gold.csv` holds the events of `name.txt` (.md, .html), with the header\n\n  event,item,countries,theme,outcome_type,status,date,people,people_count,anchor\n\nwhere `anchor` is three to eight words of the text that stand in it once. A predicted and a gold event can be one only where evidence and anchor share three words in a row; of those, the pairs that agree most are taken first. Texts are looked for among INPUT, else beside the gold file; texts without gold are passed over. Corrections of the codebook are not laid over the coding: it is the program that is scored.\n\nAn anchor that the text does not hold exactly once is a warning and scored all the same (exit code 1); gold that cannot be read stops all (exit code 2).\n\nExamples:\n  tidings evaluate --gold tests/gold raw\n  tidings evaluate --gold my-gold --errors\n  tidings evaluate --gold my-gold --output report --calibration calibration.csv"
)]
pub(crate) struct Evaluate {
    /// Folders of gold files.
    #[arg(long, value_name = "DIR", required = true)]
    gold: Vec<PathBuf>,
    /// Texts, or folders of them; left out: those beside the gold files.
    #[arg(value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value = "markdown")]
    format: ReportFormat,
    /// Write evaluation.md, evaluation.csv and evaluation.json into a folder
    /// instead of printing.
    #[arg(long, short, value_name = "DIR", conflicts_with = "format")]
    output: Option<PathBuf>,
    /// List every event missed, every extra one and every wrong field
    /// (Markdown and JSON).
    #[arg(long)]
    errors: bool,
    /// Write how often events of each score are right, as rising steps
    /// (isotonic regression): score,probability,n.
    #[arg(long, value_name = "FILE")]
    calibration: Option<PathBuf>,
    /// Write how far counts of each category are from the gold's, for the
    /// margins of counts: the codebook's `error_rates.csv`.
    #[arg(long, value_name = "FILE")]
    error_rates: Option<PathBuf>,
}

/// How figures are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// A report to read.
    Markdown,
    /// One row a figure: section,name,measure,value,low,high,n.
    Csv,
    /// For programs.
    Json,
}

impl ReportFormat {
    pub(crate) const ALL: [Self; 3] = [Self::Markdown, Self::Csv, Self::Json];

    /// Ending of its files.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// Compares what the program codes with what a person coded.
pub(super) fn evaluate(
    arguments: &Evaluate,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let Some(gold) = gold(&arguments.gold, coder.codebook(), messages)? else {
        return Ok(Outcome::Refused);
    };
    let sources = texts(&gold, &arguments.inputs, messages)?;
    let faults = anchors(&gold, &sources, &coder);
    print(&faults, Severity::Warning, messages)?;
    let documents = documents(&gold, &sources, &coder)?;
    let evaluation = compare(&documents);
    let by = Provenance {
        version: env!("CARGO_PKG_VERSION"),
        codebook_version: VERSION,
        codebook_sha256: &coder.codebook().hash,
    };
    let report = |format| -> Result<Vec<u8>> {
        Ok(match format {
            ReportFormat::Markdown => {
                evaluation.markdown(&by, arguments.errors).into_bytes()
            }
            ReportFormat::Csv => evaluation.csv()?,
            ReportFormat::Json => {
                evaluation.json(&by, arguments.errors).into_bytes()
            }
        })
    };
    match &arguments.output {
        Some(folder) => {
            for format in ReportFormat::ALL {
                let name = format!("evaluation.{}", format.ending());
                save::save(&folder.join(name), &report(format)?)?;
            }
            writeln!(messages, "written to `{}`", folder.display())?;
        }
        None => output.write_all(&report(arguments.format)?)?,
    }
    if let Some(file) = &arguments.calibration {
        let steps = isotonic::steps(&evaluation.scored);
        save::save(file, isotonic::csv(&steps).as_bytes())?;
    }
    if let Some(file) = &arguments.error_rates {
        let dimensions = dimensions(coder.codebook());
        let with = measured_with(&files);
        let rates = error_rates(&documents, &dimensions, &with);
        save::save(file, &csv::plain(&rates)?)?;
    }
    let clean = faults.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}

fn anchors(
    gold: &[Gold],
    sources: &[Source],
    coder: &Coder,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for (gold, source) in gold.iter().zip(sources) {
        let outline = coder.outline(source);
        faults.extend(gold.text().anchors(&gold.rows, &outline.text));
    }
    faults
}

/// Codes the texts. Corrections are left out: it is the program that is
/// scored, not those who mend its work.
fn documents(
    gold: &[Gold],
    sources: &[Source],
    coder: &Coder,
) -> Result<Vec<Document>> {
    let coded = Coders::new(coder, None)?.code(sources);
    let rows = flatten(&coded, &dimensions(coder.codebook()));
    let mut predicted: BTreeMap<&str, Vec<Unit>> = BTreeMap::new();
    for row in &rows {
        let of = predicted.entry(&row.source).or_default();
        of.push(Unit::published(row));
    }
    let documents = gold.iter().zip(sources).map(|(gold, source)| Document {
        name: gold.file.name.clone(),
        predicted: predicted.remove(&*source.path).unwrap_or_default(),
        gold: gold.units(),
    });
    Ok(documents.collect())
}
