//! `tidings evaluate`: codes texts, compares them with gold, reports.

use super::coding::code;
use super::gold::{Gold, gold};
use super::run::{Outcome, codebook_files, coder, print};
use super::{Evaluate, ReportFormat};
use crate::code::Coder;
use crate::codebook::VERSION;
use crate::dataset::{dimensions, flatten};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::isotonic;
use crate::evaluate::{Document, Provenance, Unit, evaluate as compare};
use crate::io::{read, save};
use crate::normalise::Source;
use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Compares what the program codes with what a person coded.
pub(super) fn evaluate(
    arguments: &Evaluate,
    output: &mut dyn Write,
    messages: &mut dyn Write,
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
    let evaluation = compare(&documents(&gold, &sources, &coder)?);
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
    let clean = faults.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}

/// The text of each gold file, in their order: of the inputs, else from
/// beside it.
fn texts(
    gold: &[Gold],
    inputs: &[PathBuf],
    messages: &mut dyn Write,
) -> Result<Vec<Source>> {
    let mut found: BTreeMap<String, Vec<Source>> = BTreeMap::new();
    let mut problems = Vec::new();
    let mut add = |found: &mut BTreeMap<_, Vec<Source>>, paths: &[PathBuf]| {
        if paths.is_empty() {
            return Ok(());
        }
        let input = read::read(paths)?;
        for source in input.sources {
            found.entry(name_of(&source)).or_default().push(source);
        }
        problems.extend(input.problems);
        anyhow::Ok(())
    };
    add(&mut found, inputs)?;
    let elsewhere: Vec<PathBuf> = gold
        .iter()
        .filter(|gold| !found.contains_key(&gold.file.name))
        .flat_map(|gold| gold.file.beside.clone())
        .collect();
    add(&mut found, &elsewhere)?;
    // A text can be scored without its origin file.
    problems.retain(|problem| problem.code != "origin-missing");
    print(&problems, Severity::Warning, messages)?;
    let mut sources = Vec::new();
    let mut without = Vec::new();
    for Gold { file, .. } in gold {
        let mut texts = found.remove(&file.name).unwrap_or_default();
        match (texts.pop(), texts.pop()) {
            (Some(text), None) => sources.push(text),
            (Some(one), Some(other)) => bail!(
                "two texts for the gold file `{}`: `{}`, `{}`\nhint: name the one that was coded as INPUT",
                file.file,
                other.path,
                one.path
            ),
            _ => without.push(&file.file),
        }
    }
    if let Some(first) = without.first() {
        let more = match without.len() - 1 {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        bail!(
            "no text for the gold file `{first}`{more}\nhint: name the folder of the texts as INPUT; the text of `x.gold.csv` is `x.txt`, `x.md` or `x.html`"
        );
    }
    Ok(sources)
}

/// The file's name without its ending.
fn name_of(source: &Source) -> String {
    let stem = Path::new(&source.path).file_stem();
    stem.map_or_else(String::new, |stem| stem.to_string_lossy().into_owned())
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
    let coded = code(coder, sources, None)?;
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
