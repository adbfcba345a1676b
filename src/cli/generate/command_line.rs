//! The command line as pages: for `man`, and for the documentation. The
//! texts are those of `--help`; none is written here.

use super::Cli;
use anyhow::Result;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::fmt::Write;

/// Columns of the help texts, whatever terminal this runs in.
const WIDTH: usize = 90;

/// The program's command with all verbs, ready to be described.
fn command() -> Command {
    let mut command =
        Cli::command().disable_help_subcommand(true).term_width(WIDTH);
    command.build();
    command
}

/// Man pages: name of the file, and its bytes.
pub(super) fn man() -> Result<Vec<(String, Vec<u8>)>> {
    let mut pages = Vec::new();
    let mut open = vec![command()];
    while let Some(command) = open.pop() {
        open.extend(command.get_subcommands().cloned());
        let man = Man::new(command);
        let mut page = Vec::new();
        man.render(&mut page)?;
        pages.push((man.get_filename(), page));
    }
    Ok(pages)
}

/// The page of the documentation.
pub(super) fn page() -> String {
    let mut text = "\
# Command line

Written by `tidings generate reference` from the program's own help; changes \
are lost.

`tidings generate completions bash` (or `zsh`, `fish`, `powershell`, \
`elvish`) prints completions for a shell, `tidings generate man DIR` writes \
man pages.
"
    .to_owned();
    describe(&command(), "tidings", &mut text);
    text
}

fn describe(command: &Command, called: &str, text: &mut String) {
    let help = command.clone().render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    let _ = write!(
        text,
        "\n## {called}\n\n```text\n{}\n```\n",
        lines.join("\n").trim()
    );
    for inner in command.get_subcommands() {
        describe(inner, &format!("{called} {}", inner.get_name()), text);
    }
}
