//! `tidings build`: read, code, correct, count, check, publish.

use super::coding::code;
use super::messages::Messages;
use super::run::{Outcome, codebook_files, coder, print};
use super::{Build, Format};
use crate::check;
use crate::codebook::VERSION;
use crate::correct::correct;
use crate::dataset::{Dataset, dimensions, name_converted, number, problem};
use crate::describe::About;
use crate::diagnostic::{Diagnostic, Severity};
use crate::io::read::Input;
use crate::io::release::{self, Formats};
use crate::io::{read, replace};
use crate::table::Coded;
use anyhow::{Result, ensure};
use serde_json::json;

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
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let Input { sources, mut problems, files: read } =
        read::read_all(&arguments.inputs, &arguments.reading.options())?;
    problems.extend_from_slice(coder.warnings());
    let mut coded = code(&coder, &sources, arguments.jobs)?;
    coded.sources = read;
    name_converted(&mut coded);
    problems.extend(correct(&mut coded, &files, coder.codebook()));
    number_problems(&mut coded, &problems);
    let dataset = Dataset::new(coded, dimensions(coder.codebook()))?;
    let sheets = dataset.sheets()?;
    let mut broken = check::check(&sheets);
    broken.extend(check::spans(&sheets, &sources));
    if !broken.is_empty() {
        print(&broken, Severity::Note, messages)?;
        messages.end(
            "nothing was published, for the tables break their contract",
            Some("this is a fault of tidings; please report it with the text that shows it"),
            json!({ "published": false }),
        )?;
        return Ok(Outcome::Findings);
    }
    let about = About {
        version: env!("CARGO_PKG_VERSION"),
        codebook_version: VERSION,
        codebook_sha256: &coder.codebook().hash,
        documents: &dataset.coded.documents,
    };
    let formats = Formats {
        csv: arguments.formats.contains(&Format::Csv),
        parquet: arguments.formats.contains(&Format::Parquet),
        xlsx: arguments.formats.contains(&Format::Xlsx),
        bom: !arguments.no_bom,
    };
    let files = release::files(&sheets, &about, formats)?;
    replace::replace(&files, &arguments.output)?;
    report(arguments, &dataset, messages)
}

/// Problems of reading come before those of coding.
fn number_problems(coded: &mut Coded, problems: &[Diagnostic]) {
    let of_coding = std::mem::take(&mut coded.problems);
    coded.problems = problems.iter().map(problem).collect();
    coded.problems.extend(of_coding);
    number(&mut coded.problems);
}

/// Prints what the reader should know, and where to look first.
fn report(
    arguments: &Build,
    dataset: &Dataset,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let coded = &dataset.coded;
    let of = |severity: Severity| {
        let name = severity.name();
        coded.problems.iter().filter(move |row| &*row.severity == name)
    };
    for row in of(Severity::Error) {
        messages.problem(row)?;
    }
    let warnings = of(Severity::Warning).count();
    let errors = of(Severity::Error).count();
    if !arguments.quiet {
        for row in of(Severity::Warning) {
            messages.problem(row)?;
        }
        let (documents, events) = (coded.documents.len(), coded.events.len());
        let look = first_look(arguments);
        messages.end(
            &format!(
                "documents: {documents}, events: {events}, errors: {errors}, warnings: {warnings}\nlook first at `{look}`, then at `README.md` beside it; `uncoded` and `candidates` show what became no event",
            ),
            None,
            json!({
                "published": true,
                "documents": documents,
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

fn first_look(arguments: &Build) -> String {
    arguments.output.join(release::REPORT).display().to_string()
}
