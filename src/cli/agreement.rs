//! `tidings agreement`: two people's codings of the same documents.

use super::evaluate::ReportFormat;
use super::gold::{Gold, gold};
use super::messages::Messages;
use super::run::{Outcome, open_coder};
use crate::evaluate::{Document, agreement as compare};
use anyhow::{Result, ensure};
use clap::Args;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::slice::from_ref;

#[derive(Debug, Args)]
#[command(
    long_about = "Compare two people's codings of the same bulletins: on which events they agree, and on each field of the events that both have (raw agreement, Cohen's kappa, Krippendorff's alpha).",
    after_long_help = "Both folders hold gold files, which have the same names for the same bulletins; see `tidings evaluate --help`. Two events can be one only where their anchors share three words in a row.\n\nExample:\n  tidings agreement gold-by-ana gold-by-ben"
)]
pub(crate) struct Agreement {
    /// Folder of the first coder's gold files.
    #[arg(value_name = "GOLD_A")]
    first: PathBuf,
    /// Folder of the second coder's.
    #[arg(value_name = "GOLD_B")]
    second: PathBuf,
    /// Codebook whose themes and outcome types they use; the built-in one if
    /// left out.
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// What to print.
    #[arg(long, value_enum, default_value = "markdown")]
    format: ReportFormat,
}

/// Compares two folders of gold files.
pub(super) fn agreement(
    arguments: &Agreement,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let codebook = arguments.codebook.as_deref();
    let Some(coder) = open_coder(codebook, messages)? else {
        return Ok(Outcome::Refused);
    };
    let mut read = |folder| gold(from_ref(folder), coder.codebook(), messages);
    let (first, second) = (read(&arguments.first)?, read(&arguments.second)?);
    let (Some(first), Some(second)) = (first, second) else {
        return Ok(Outcome::Refused);
    };
    let mut others: BTreeMap<&str, &Gold> =
        second.iter().map(|gold| (&*gold.file.name, gold)).collect();
    let mut documents = Vec::new();
    let mut alone = Vec::new();
    for gold in &first {
        match others.remove(&*gold.file.name) {
            Some(other) => documents.push(Document {
                name: gold.file.name.clone(),
                predicted: gold.units(),
                gold: other.units(),
            }),
            None => alone.push(gold),
        }
    }
    alone.extend(others.into_values());
    ensure!(
        !documents.is_empty(),
        "the two folders have no document in common\nhint: gold files of one document have the same name in both folders"
    );
    for gold in &alone {
        writeln!(
            messages,
            "warning: left out, for only one of the two coded it\n --> {}\n",
            gold.file.file
        )?;
    }
    let agreement = compare(&documents);
    output.write_all(&match arguments.format {
        ReportFormat::Markdown => agreement.markdown().into_bytes(),
        ReportFormat::Csv => agreement.csv()?,
        ReportFormat::Json => agreement.json().into_bytes(),
    })?;
    let clean = alone.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}
