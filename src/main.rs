//! Arguments in, exit code out.

use clap::Parser;
use std::process::ExitCode;

/// Coding makes many small things on many threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tidings::cli::run(&tidings::cli::Cli::parse())
}
