//! `tidings build`: read, code, correct, count, check, publish.

use super::run::{Outcome, codebook_files, coder, print};
use super::{Build, Format};
use crate::code::Coder;
use crate::codebook::{Codebook, VERSION};
use crate::dataset::{Dataset, dimensions, number, problem};
use crate::describe::About;
use crate::diagnostic::{Diagnostic, Severity};
use crate::io::read::Input;
use crate::io::release::{self, Formats};
use crate::io::{read, replace};
use crate::normalise::Source;
use crate::table::Coded;
use anyhow::{Context, Result};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::io::Write;

/// Publishes a dataset of the inputs.
pub(super) fn build(
    arguments: &Build,
    messages: &mut dyn Write,
) -> Result<Outcome> {
    // Refuse before the work, not after it.
    replace::may_replace(&arguments.output)?;
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let Input { sources, mut problems } = read::read(&arguments.inputs)?;
    problems.extend_from_slice(coder.warnings());
    let coded = code(&coder, &sources, arguments.jobs)?;
    let dataset = assemble(coded, coder.codebook(), &problems)?;
    let sheets = dataset.sheets()?;

    let about = About {
        version: env!("CARGO_PKG_VERSION"),
        codebook_version: VERSION,
        codebook_sha256: &coder.codebook().hash,
        documents: &dataset.coded.documents,
    };
    let formats = Formats {
        csv: arguments.formats.contains(&Format::Csv),
        parquet: arguments.formats.contains(&Format::Parquet),
        bom: !arguments.no_bom,
    };
    let files = release::files(&sheets, &about, formats)?;
    replace::replace(&files, &arguments.output)?;
    report(arguments, &dataset, messages)
}

/// Codes the sources on some threads; the order of the results is that of the
/// sources, whoever finishes first.
fn code(
    coder: &Coder,
    sources: &[Source],
    jobs: Option<u16>,
) -> Result<Coded> {
    let threads = jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .context("cannot start the threads to code with")?;
    let parts: Vec<Coded> = pool.install(|| {
        sources.par_iter().map(|source| coder.code(source)).collect()
    });
    let mut coded = Coded::default();
    for part in parts {
        coded.append(part);
    }
    Ok(coded)
}

/// All tables; problems of reading come before those of coding.
fn assemble(
    mut coded: Coded,
    codebook: &Codebook,
    problems: &[Diagnostic],
) -> Result<Dataset> {
    let of_coding = std::mem::take(&mut coded.problems);
    coded.problems = problems.iter().map(problem).collect();
    coded.problems.extend(of_coding);
    number(&mut coded.problems);
    Ok(Dataset::new(coded, dimensions(codebook))?)
}

/// Prints what the reader should know, and where to look first.
fn report(
    arguments: &Build,
    dataset: &Dataset,
    messages: &mut dyn Write,
) -> Result<Outcome> {
    let coded = &dataset.coded;
    let count = |severity: Severity| {
        let name = severity.name();
        coded.problems.iter().filter(|row| &*row.severity == name).count()
    };
    let (errors, warnings) =
        (count(Severity::Error), count(Severity::Warning));
    let least =
        if arguments.quiet { Severity::Error } else { Severity::Warning };
    for row in &coded.problems {
        let grave = match &*row.severity {
            "error" => Severity::Error,
            "warning" => Severity::Warning,
            _ => Severity::Note,
        };
        if grave >= least {
            writeln!(messages, "{}: {}", &*row.severity, &*row.message)?;
        }
    }
    if !arguments.quiet {
        writeln!(messages, "done")?;
    }
    let _ = print;
    let found = errors > 0 || (arguments.strict && warnings > 0);
    Ok(if found { Outcome::Findings } else { Outcome::Clean })
}
