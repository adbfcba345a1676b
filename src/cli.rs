//! Arguments and their help: what can be asked of the program. Each verb has
//! a file that does it; the types here do nothing.

mod annotate;
mod build;
mod check;
mod codebook;
mod learn;
mod run;

pub use run::run;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What the program was asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "tidings",
    version,
    about = "Turns narrative human-rights bulletins into coded, counted, traceable tables",
    long_about = "Turns narrative human-rights bulletins into coded, counted, traceable tables.\n\nReads text, Markdown and HTML; writes CSV and Parquet in which every number can be followed back to the words of a bulletin. Counts are of what publishers report, not of the world.",
    after_help = "Exit code: 0 clean, 1 something was found or left out, 2 could not run.\nData goes to standard output, messages to standard error.",
    after_long_help = "Examples:\n  tidings build                                  raw/ into output/\n  tidings build bulletins/ --output tables       your own folder\n  tidings check output                           verify a release\n  tidings codebook export my-codebook            a codebook to change\n\nExit code: 0 clean, 1 something was found or left out, 2 could not run.\nData goes to standard output, messages to standard error."
)]
pub struct Cli {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Read bulletins and publish a dataset.
    Build(Build),
    /// Verify a published dataset by reading it back.
    Check(Check),
    /// Code texts from standard input, JSON lines in and out.
    Annotate(Annotate),
    /// Learn the weights of a codebook from marked texts.
    Learn(Learn),
    /// Check a codebook, or write one out to change it.
    #[command(subcommand)]
    Codebook(CodebookVerb),
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "A text may have an origin file beside it: `name.toml` for `name.txt`, with\n\n  title = \"...\"            publisher = \"...\"\n  date_published = \"2020-12-31\"    (or \"2020-12\", \"2020\")\n  year_covered = 2020      page_address = \"https://...\"\n  date_accessed = \"2026-11-22\"     licence = \"...\"    note = \"...\"\n\nThe output folder is replaced whole, or not at all; a folder that holds anything but an older release is refused.\n\nExamples:\n  tidings build\n  tidings build bulletins/ extra.html --output tables\n  tidings build bulletins/ --codebook my-codebook --strict"
)]
pub(crate) struct Build {
    /// Bulletins, or folders of them: .txt, .md, .html.
    #[arg(value_name = "INPUT", default_value = "raw")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder to publish into.
    #[arg(long, short, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
    /// Formats to write.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "csv,parquet"
    )]
    pub(crate) formats: Vec<Format>,
    /// Write CSV without a byte order mark (spreadsheets then misread
    /// accents).
    #[arg(long)]
    pub(crate) no_bom: bool,
    /// Exit with 1 on warnings, too.
    #[arg(long)]
    pub(crate) strict: bool,
    /// Threads to code with; the result is the same for any number.
    #[arg(long, short, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) jobs: Option<u16>,
    /// Print errors only.
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Comma-separated values, for spreadsheets and everything else.
    Csv,
    /// Typed columns, for R, Python, DuckDB.
    Parquet,
}

#[derive(Debug, Args)]
#[command(
    long_about = "Verify a published dataset by reading it back: checksums, columns, keys, references, values; every count from the events again; CSV against Parquet.",
    after_long_help = "With --sources, every span is cut out of its source again and compared with the words of the table.\n\nExamples:\n  tidings check output\n  tidings check output --sources raw"
)]
pub(crate) struct Check {
    /// The folder that `tidings build` wrote.
    #[arg(value_name = "DIR")]
    pub(crate) release: PathBuf,
    /// The bulletins that it was made from, to compare every span with them.
    #[arg(long, value_name = "INPUT")]
    pub(crate) sources: Vec<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "One JSON object a line: {\"id\": …, \"text\": \"…\", \"date\": \"2020-12-31\"}; `date` may be left out. One object a line comes back, in the same order, with id, sentences, countries, dates, people, themes and events. A line that cannot be read gives {\"line\": N, \"error\": \"…\"}.\n\nExample:\n  echo '{\"id\": 1, \"text\": \"Egypt released two journalists.\"}' | tidings annotate"
)]
pub(crate) struct Annotate {
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "Writes `weights.csv` of a codebook to standard output.\n\nExample:\n  tidings learn codebook/marked --codebook my-codebook > weights.csv"
)]
pub(crate) struct Learn {
    /// Folders of marked texts.
    #[arg(value_name = "FOLDER", required = true)]
    pub(crate) texts: Vec<PathBuf>,
    /// Folders of texts with gold events beside them.
    #[arg(long, value_name = "FOLDER")]
    pub(crate) gold: Vec<PathBuf>,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CodebookVerb {
    /// Read a codebook, point at its faults, run every example in it.
    Check {
        /// Folder of the codebook; the built-in one if left out.
        #[arg(value_name = "DIR")]
        folder: Option<PathBuf>,
    },
    /// Write the built-in codebook into a new folder, to change it there.
    Export {
        /// Folder to write to: new or empty.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}
