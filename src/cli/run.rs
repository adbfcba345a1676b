//! From arguments to exit code: picks the verb, prints what failed and how to
//! cure it.

use super::{
    Cli, CodebookVerb, Verb, agreement, annotate, build, check, codebook,
    evaluate, explain, generate, learn, suggest,
};
use crate::code::Coder;
use crate::codebook::{Files, embedded};
use crate::diagnostic::{Diagnostic, Severity};
use crate::io;
use anyhow::Result;
use std::io::{ErrorKind, Write, stderr, stdin, stdout};
use std::path::Path;
use std::process::ExitCode;

/// How a run ended, short of an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Nothing to report.
    Clean,
    /// Something was found or left out.
    Findings,
    /// It could not run, and has said why.
    Refused,
}

/// Does what was asked.
#[must_use]
pub fn run(cli: &Cli) -> ExitCode {
    let mut messages = stderr().lock();
    let outcome = match &cli.verb {
        Verb::Build(arguments) => build::build(arguments, &mut messages),
        Verb::Check(arguments) => check::check(arguments, &mut messages),
        Verb::Annotate(arguments) => annotate::annotate(
            arguments,
            &mut stdin().lock(),
            &mut stdout().lock(),
            &mut messages,
        ),
        Verb::Evaluate(arguments) => {
            evaluate::evaluate(arguments, &mut stdout().lock(), &mut messages)
        }
        Verb::Agreement(arguments) => agreement::agreement(
            arguments,
            &mut stdout().lock(),
            &mut messages,
        ),
        Verb::Explain(arguments) => explain::explain(
            arguments,
            &mut stdin().lock(),
            &mut stdout().lock(),
            &mut messages,
        ),
        Verb::Suggest(arguments) => {
            suggest::suggest(arguments, &mut stdout().lock(), &mut messages)
        }
        Verb::Learn(arguments) => {
            learn::learn(arguments, &mut stdout().lock(), &mut messages)
        }
        Verb::Codebook(CodebookVerb::Check { folder }) => {
            codebook::check(folder.as_deref(), &mut messages)
        }
        Verb::Codebook(CodebookVerb::Export { folder }) => {
            codebook::export(folder, &mut messages)
        }
        Verb::Generate(verb) => {
            generate::generate(verb, &mut stdout().lock(), &mut messages)
        }
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Ok(Outcome::Refused) => ExitCode::from(2),
        // Whoever read our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(messages, "{}", told(&error));
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}

/// What failed and why, then the cure, wherever in the chain it stands.
fn told(error: &anyhow::Error) -> String {
    if let Some(diagnostic) = error.downcast_ref::<Diagnostic>() {
        return diagnostic.to_string();
    }
    let (mut causes, mut hints) = (Vec::new(), Vec::new());
    for cause in error.chain() {
        let cause = cause.to_string();
        for line in cause.lines() {
            match line.strip_prefix("hint: ") {
                Some(hint) => hints.push(format!("\nhint: {hint}")),
                None => causes.push(line.to_owned()),
            }
        }
    }
    format!("error: {}{}", causes.join(": "), hints.concat())
}

/// The files of a codebook, built in or of a folder.
pub(super) fn codebook_files(folder: Option<&Path>) -> Result<Files> {
    folder.map_or_else(|| Ok(embedded::files()), io::codebook::read)
}

/// The coder for a codebook; `None` if its faults, which are printed, leave
/// no way.
pub(super) fn coder(
    files: &Files,
    messages: &mut dyn Write,
) -> Result<Option<Coder>> {
    match Coder::new(files) {
        Ok(coder) => Ok(Some(coder)),
        Err(faults) => {
            print(&faults, Severity::Error, messages)?;
            writeln!(
                messages,
                "the codebook cannot be used\nhint: `tidings codebook check DIR` shows all that is wrong with one"
            )?;
            Ok(None)
        }
    }
}

/// Prints diagnostics that are at least as grave as `least`.
pub(super) fn print(
    diagnostics: &[Diagnostic],
    least: Severity,
    messages: &mut dyn Write,
) -> Result<()> {
    for diagnostic in diagnostics {
        if diagnostic.severity >= least {
            writeln!(messages, "{diagnostic}\n")?;
        }
    }
    Ok(())
}
