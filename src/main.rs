//! Arguments in, exit code out.

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    tidings::cli::run(&tidings::cli::Cli::parse())
}
