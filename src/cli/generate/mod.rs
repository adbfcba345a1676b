//! `tidings generate`: what is derived from definitions that stand elsewhere,
//! for shells, `man`, the documentation and measurements. Nothing is defined
//! here but the verb itself.

mod command_line;
mod corpus;

use super::Cli;
use super::messages::Messages;
use super::run::{Outcome, codebook_files, coder};
use crate::dataset::TABLES;
use crate::describe::{Observed, reference};
use crate::io::{csv, open, save};
use crate::table::{
    CountByOutcomeType, CountByRegion, CountByTheme, EventFlat, Row,
};
use anyhow::{Context, Result};
use clap::{Args, CommandFactory, Subcommand};
use clap_complete::Shell;
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(crate) enum GenerateVerb {
    /// Write the completions of a shell to standard output.
    #[command(
        after_long_help = "Examples:\n  tidings generate completions bash > ~/.local/share/bash-completion/completions/tidings\n  tidings generate completions fish > ~/.config/fish/completions/tidings.fish\n  tidings generate completions zsh > ~/.zfunc/_tidings"
    )]
    Completions {
        /// The shell.
        shell: Shell,
    },
    /// Write the man pages into a folder: `tidings.1` and one a verb.
    #[command(
        after_long_help = "Example:\n  tidings generate man ~/.local/share/man/man1"
    )]
    Man {
        /// Folder to write to.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
    /// Write the reference pages of the documentation into a folder.
    Reference(Reference),
    /// Write invented texts of any size, to measure the program with.
    ///
    /// JSON lines with id, title, date, url, publisher and text, on standard
    /// output. All of it is invented: names that exist stand beside others at
    /// random, nobody and nothing in it is meant, and nothing in it is a
    /// fact.
    Corpus(corpus::CorpusArguments),
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "The tables' columns, the command line, and the codebook with how often each theme, outcome type and region occurs in a release, and an example of it.\n\nExamples:\n  tidings generate reference docs/reference\n  tidings generate reference my-docs --codebook my-codebook --release tables"
)]
pub(crate) struct Reference {
    /// Folder to write to.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Release whose frequencies and examples are shown; it must hold CSV.
    #[arg(long, value_name = "DIR", default_value = "output")]
    release: PathBuf,
    /// Codebook to describe in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
}

/// Writes what was asked for.
pub(super) fn generate(
    verb: &GenerateVerb,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    match verb {
        GenerateVerb::Completions { shell } => {
            // To memory first: the generators stop the program if a reader
            // closes the pipe.
            let mut script = Vec::new();
            let mut command = Cli::command();
            clap_complete::generate(
                *shell,
                &mut command,
                "tidings",
                &mut script,
            );
            output.write_all(&script)?;
            Ok(Outcome::Clean)
        }
        GenerateVerb::Man { folder } => {
            let pages = command_line::man()?;
            for (name, page) in &pages {
                save::save(&folder.join(name), page)?;
            }
            told(pages.len(), folder, messages)
        }
        GenerateVerb::Reference(arguments) => pages(arguments, messages),
        GenerateVerb::Corpus(arguments) => {
            corpus::corpus(arguments, output)?;
            Ok(Outcome::Clean)
        }
    }
}

fn pages(
    arguments: &Reference,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let release = open::open(&arguments.release)?;
    let records = |table: &crate::table::Table| {
        let path = format!("csv/{}.csv", table.name);
        let shown = || {
            format!(
                "cannot use `{}/{path}`\nhint: publish the release with this version of `tidings build`, CSV among its formats",
                arguments.release.display()
            )
        };
        let bytes = release.files.get(&path).with_context(shown)?;
        csv::records(bytes, table).with_context(shown)
    };
    let events = records(&EventFlat::TABLE)?;
    let themes = records(&CountByTheme::TABLE)?;
    let outcome_types = records(&CountByOutcomeType::TABLE)?;
    let regions = records(&CountByRegion::TABLE)?;
    let observed = Observed {
        events: csv::sheet(&events, EventFlat::TABLE)?,
        themes: csv::sheet(&themes, CountByTheme::TABLE)?,
        outcome_types: csv::sheet(&outcome_types, CountByOutcomeType::TABLE)?,
        regions: csv::sheet(&regions, CountByRegion::TABLE)?,
    };
    let mut pages = reference(&TABLES, coder.codebook(), &files, &observed);
    pages.insert("command-line.md", command_line::page());
    for (name, page) in &pages {
        save::save(&arguments.folder.join(name), page.as_bytes())?;
    }
    told(pages.len(), &arguments.folder, messages)
}

fn told(
    pages: usize,
    folder: &Path,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    writeln!(messages, "wrote {pages} pages to `{}`", folder.display())?;
    Ok(Outcome::Clean)
}
