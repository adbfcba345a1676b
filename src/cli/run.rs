//! From arguments to exit code: picks the verb, prints what failed and how to
//! cure it.

use super::messages::Messages;
use super::{
    Cli, CodebookVerb, MessageFormat, Verb, agreement, annotate, build, check,
    codebook, codebook_diff, count, diff, evaluate, explain, generate, learn,
    review, show, stream, suggest,
};
use crate::code::Coder;
use crate::codebook::{Files, embedded};
use crate::diagnostic::{Diagnostic, Severity};
use crate::io;
use anyhow::Result;
use serde_json::json;
use std::io::{ErrorKind, stderr, stdin, stdout};
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
    // Colours are taken out again unless they reach a terminal.
    let mut out = anstream::AutoStream::auto(stderr().lock());
    let mut messages = Messages::new(&mut out, message_format(&cli.verb));
    let outcome = match &cli.verb {
        Verb::Build(arguments) => build::build(arguments, &mut messages),
        Verb::Check(arguments) => check::check(arguments, &mut messages),
        Verb::Annotate(arguments) => annotate::annotate(
            arguments,
            &mut stdin().lock(),
            &mut stdout().lock(),
            &mut messages,
        ),
        Verb::Stream(arguments) => stream::stream(
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
        Verb::Show(arguments) => {
            show::show(arguments, &mut stdout().lock(), &mut messages)
        }
        Verb::Diff(arguments) => {
            diff::diff(arguments, &mut stdout().lock(), &mut messages)
        }
        Verb::Count(arguments) => count::count(arguments, &mut messages),
        Verb::Review(verb) => review::review(verb, &mut messages),
        Verb::Codebook(CodebookVerb::Check { folder, .. }) => {
            codebook::check(folder.as_deref(), &mut messages)
        }
        Verb::Codebook(CodebookVerb::Diff(arguments)) => {
            codebook_diff::diff(arguments, &mut stdout().lock(), &mut messages)
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
            let _ = messages.failed(&error);
            ExitCode::from(2)
        }
    }
}

fn message_format(verb: &Verb) -> MessageFormat {
    match verb {
        Verb::Build(arguments) => arguments.messages.format,
        Verb::Check(arguments) => arguments.messages.format,
        Verb::Count(arguments) => arguments.messages.format,
        Verb::Codebook(CodebookVerb::Check { messages, .. }) => {
            messages.format
        }
        _ => MessageFormat::Text,
    }
}

pub(super) fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}

/// The files of a codebook, built in or of a folder.
pub(super) fn codebook_files(folder: Option<&Path>) -> Result<Files> {
    folder.map_or_else(|| Ok(embedded::files()), io::codebook::read)
}

/// The coder for a codebook, built in or of a folder; `None` if its faults,
/// which are printed, leave no way.
pub(super) fn open_coder(
    folder: Option<&Path>,
    messages: &mut Messages<'_>,
) -> Result<Option<Coder>> {
    coder(&codebook_files(folder)?, messages)
}

/// The same for files at hand.
pub(super) fn coder(
    files: &Files,
    messages: &mut Messages<'_>,
) -> Result<Option<Coder>> {
    match Coder::new(files) {
        Ok(coder) => Ok(Some(coder)),
        Err(faults) => {
            print(&faults, Severity::Error, messages)?;
            messages.end(
                "the codebook cannot be used",
                Some("`tidings codebook check DIR` shows all that is wrong with one"),
                json!({ "published": false }),
            )?;
            Ok(None)
        }
    }
}

/// Prints diagnostics that are at least as grave as `least`.
pub(super) fn print(
    diagnostics: &[Diagnostic],
    least: Severity,
    messages: &mut Messages<'_>,
) -> Result<()> {
    for diagnostic in diagnostics {
        if diagnostic.severity >= least {
            messages.tell(diagnostic)?;
        }
    }
    Ok(())
}
