//! `tidings evaluate`: codes texts, compares them with gold, reports.

use super::coding::Coders;
use super::gold::{Gold, gold, texts};
use super::messages::Messages;
use super::run::{Outcome, open_coder, print};
use super::{Evaluate, ReportFormat};
use crate::code::Coder;
use crate::codebook::VERSION;
use crate::dataset::{dimensions, flatten};
use crate::diagnostic::{Diagnostic, Severity};
use crate::evaluate::isotonic;
use crate::evaluate::{Document, Provenance, Unit, evaluate as compare};
use crate::io::save;
use crate::normalise::Source;
use anyhow::Result;
use std::collections::BTreeMap;
use std::io::Write;

/// Compares what the program codes with what a person coded.
pub(super) fn evaluate(
    arguments: &Evaluate,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let codebook = arguments.codebook.as_deref();
    let Some(coder) = open_coder(codebook, messages)? else {
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
