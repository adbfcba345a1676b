//! `tidings check --rebuild`: whether a release follows from its sources, by
//! making it again and comparing every byte.

use super::messages::{MessageFormat, Messages};
use super::run::Outcome;
use super::{Build, Check, Format, OnDemand, build};
use crate::diagnostic::{Diagnostic, Severity};
use crate::io::open::{Opened, Scratch, open};
use crate::io::release::WORKBOOK;
use anyhow::{Result, bail};
use clap::ValueEnum;
use std::collections::BTreeSet;

/// What a release says of itself that the bytes hang on.
const MADE_BY: [&str; 2] = ["version", "codebook_sha256"];

/// Makes a release again and tells in what it differs.
pub(super) fn rebuild(
    release: &Opened,
    arguments: &Check,
) -> Result<Vec<Diagnostic>> {
    let scratch = Scratch::new()?;
    let again = Build {
        inputs: arguments.rebuild.clone(),
        output: scratch.path().join("release"),
        codebook: arguments.codebook.clone(),
        corrections: arguments.corrections.clone(),
        formats: formats(release),
        no_bom: !has_bom(release),
        strict: false,
        jobs: None,
        cache: None,
        no_cache: true,
        tables: tables(release),
        quiet: true,
        reading: arguments.reading.clone(),
        messages: arguments.messages,
    };
    let mut said = Vec::new();
    let mut unheard = Messages::new(&mut said, MessageFormat::Text);
    if build::build(&again, &mut unheard)? == Outcome::Refused {
        bail!(
            "the release cannot be made again\n{}",
            String::from_utf8_lossy(&said)
        );
    }
    let made = open(&again.output)?;
    let mut findings = Vec::new();
    for fact in MADE_BY {
        let (was, is) = (
            &release.package["tidings"][fact],
            &made.package["tidings"][fact],
        );
        if was != is {
            let hint = "use the version of the program, and the codebook, that the release was made with (--codebook)";
            let message =
                format!("made with another {fact}: {was}; this is {is}");
            let file = crate::io::replace::PACKAGE;
            findings.push(finding(message, file).hint(hint));
        }
    }
    let names: BTreeSet<&String> =
        release.files.keys().chain(made.files.keys()).collect();
    for name in names {
        match (release.files.get(name), made.files.get(name)) {
            (Some(was), Some(is)) if was == is => {}
            (Some(was), Some(is)) => {
                let message = "does not follow from its sources";
                findings.push(differs(
                    finding(message.to_owned(), name),
                    was,
                    is,
                ));
            }
            (Some(_), None) => {
                let message = "its sources give no such file".to_owned();
                findings.push(finding(message, name));
            }
            (None, _) => {
                let message = "its sources give a file that is missing here";
                findings.push(finding(message.to_owned(), name));
            }
        }
    }
    Ok(findings)
}

fn finding(message: String, file: &str) -> Diagnostic {
    Diagnostic::new(Severity::Error, "rebuild", message).in_file(file)
}

/// Points at the first line that differs, in a text.
fn differs(finding: Diagnostic, was: &[u8], is: &[u8]) -> Diagnostic {
    let at = was.iter().zip(is).take_while(|(was, is)| was == is).count();
    let same = was.get(..at).unwrap_or_default();
    if std::str::from_utf8(was).is_err() {
        return finding;
    }
    let lines = same.split(|byte| *byte == b'\n').count();
    finding.at_line(lines)
}

/// The formats that a release has.
fn formats(release: &Opened) -> Vec<Format> {
    let has = |folder: &str| {
        release.files.keys().any(|name| name.starts_with(folder))
    };
    let all = [
        (Format::Csv, "csv/"),
        (Format::Parquet, "parquet/"),
        (Format::Xlsx, WORKBOOK),
    ];
    all.into_iter()
        .filter_map(|(format, names)| has(names).then_some(format))
        .collect()
}

/// Whether its CSV files begin with a byte order mark.
fn has_bom(release: &Opened) -> bool {
    let mut files = release.files.iter();
    files.any(|(name, bytes)| {
        name.starts_with("csv/") && bytes.starts_with("\u{feff}".as_bytes())
    })
}

/// The tables that it has and might not have.
fn tables(release: &Opened) -> Vec<OnDemand> {
    let has = |table: &OnDemand| {
        let name = table.name();
        ["csv", "parquet"].iter().any(|format| {
            let path = format!("{format}/{name}.{format}");
            release.files.contains_key(&path)
        })
    };
    OnDemand::value_variants().iter().copied().filter(has).collect()
}
