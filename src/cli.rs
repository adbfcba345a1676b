//! Arguments and their help: what can be asked of the program. Each verb has
//! a file that does it; the types here do nothing.

mod agreement;
mod annotate;
mod build;
mod changes;
mod check;
mod codebook;
mod codebook_diff;
mod coding;
mod corpus;
mod count;
mod diff;
mod evaluate;
mod explain;
mod generate;
mod gold;
mod inputs;
mod interrupt;
mod learn;
mod messages;
mod pipeline;
mod progress;
mod rebuild;
mod review;
mod run;
mod show;
mod stream;
mod suggest;

pub(crate) use inputs::InputArguments;
pub(crate) use messages::{MessageArguments, MessageFormat};
pub use run::run;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// What the program was asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "tidings",
    version,
    about = "Turns narrative human-rights bulletins into coded, counted, traceable tables",
    long_about = "Turns narrative human-rights bulletins into coded, counted, traceable tables.\n\nReads text, Markdown, HTML, .docx and mail, and corpora as JSON lines, CSV or Parquet; writes CSV, Parquet and a workbook in which every number can be followed back to the words of a bulletin. Counts are of what publishers report, not of the world.",
    after_help = "Exit code: 0 clean, 1 something was found or left out, 2 could not run.\nData goes to standard output, messages to standard error.",
    after_long_help = "Examples:\n  tidings build                                  raw/ into output/\n  tidings build bulletins/ --output tables       your own folder\n  tidings check output                           verify a release\n  tidings show counts_by_theme                   look at a table\n  tidings codebook export my-codebook            a codebook to change\n\nExit code: 0 clean, 1 something was found or left out, 2 could not run.\nData goes to standard output, messages to standard error."
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
    /// Look at a table of a published dataset.
    Show(Show),
    /// Count events that were made elsewhere.
    Count(count::Count),
    /// Code texts from standard input, JSON lines in and out.
    Annotate(Annotate),
    /// Code documents from standard input, Arrow streams in and out.
    Stream(stream::Stream),
    /// Compare two releases.
    Diff(diff::Diff),
    /// Have people judge events, and make corrections of what they say.
    #[command(subcommand)]
    Review(review::ReviewVerb),
    /// Compare the coding with events that a person coded.
    Evaluate(evaluate::Evaluate),
    /// Compare two people's codings of the same bulletins.
    Agreement(agreement::Agreement),
    /// Show how an event, or every sentence of a text, was read.
    Explain(Explain),
    /// List words that the codebook may miss.
    Suggest(Suggest),
    /// Learn the weights of a codebook from marked texts.
    Learn(Learn),
    /// Check a codebook, or write one out to change it.
    #[command(subcommand)]
    Codebook(CodebookVerb),
    /// Write shell completions, man pages or the reference pages.
    #[command(subcommand)]
    Generate(generate::GenerateVerb),
}

#[derive(Debug, Args)]
#[command(
    after_long_help = "Read are .txt, .md, .html, .docx, .eml, .mbox; and corpora, whose rows are documents: .jsonl (.ndjson), .csv, .tsv, .parquet; each also packed as .gz or .zst. Patterns are those of .gitignore: `*.txt` is any name below the folder, `2020/*.txt` a path from it, `drafts/` a folder; a file `.tidingsignore` in a folder holds such patterns, one a line.\n\nA text may have an origin file beside it: `name.toml` for `name.txt`, with\n\n  title = \"...\"            publisher = \"...\"\n  date_published = \"2020-12-31\"    (or \"2020-12\", \"2020\")\n  year_covered = 2020      page_address = \"https://...\"\n  date_accessed = \"2026-11-22\"     licence = \"...\"    note = \"...\"\n\nThe output folder is replaced whole, or not at all; a folder that holds anything but an older release is refused. What changes thereby is told in a table beside it: `output.changes.csv`.\n\nExamples:\n  tidings build\n  tidings build bulletins/ extra.html --output tables\n  tidings build bulletins/ --codebook my-codebook --strict\n  tidings build corpus.jsonl.gz --text-column body --date-column published\n  cat bulletin.md | tidings build - --stdin-format markdown"
)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub(crate) struct Build {
    /// Bulletins, corpora, or folders of them; `-` for standard input.
    #[arg(value_name = "INPUT", default_value = "raw")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Folder to publish into.
    #[arg(long, short, value_name = "DIR", default_value = "output")]
    pub(crate) output: PathBuf,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
    /// Corrections to lay over the coding, in place of the codebook's.
    #[arg(long, value_name = "FILE")]
    pub(crate) corrections: Option<PathBuf>,
    /// Formats to write.
    #[arg(
        long,
        value_enum,
        value_delimiter = ',',
        default_value = "csv,parquet,xlsx"
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
    /// Folder of what was coded before, which may be deleted at any time;
    /// left out: `.tidings-cache` beside the output.
    #[arg(long, value_name = "DIR")]
    pub(crate) cache: Option<PathBuf>,
    /// Code everything anew, and keep nothing for the next run.
    #[arg(long, conflicts_with = "cache")]
    pub(crate) no_cache: bool,
    /// Tables that a corpus too large to be held gets only on demand.
    #[arg(long, value_enum, value_delimiter = ',', value_name = "TABLE")]
    pub(crate) tables: Vec<OnDemand>,
    /// Print errors only.
    #[arg(long, short)]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) reading: InputArguments,
    #[command(flatten)]
    pub(crate) messages: MessageArguments,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Comma-separated values, for spreadsheets and everything else.
    Csv,
    /// Typed columns, for R, Python, `DuckDB`.
    Parquet,
    /// A workbook: counts with charts, the flat table, a dictionary.
    Xlsx,
}

/// A table that holds the texts again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OnDemand {
    /// Headings.
    Sections,
    /// Bullets, paragraphs, captions.
    Items,
    /// Sentences.
    Sentences,
    /// What was considered and refused.
    Candidates,
    /// Sentences with a country and without an event.
    Uncoded,
}

impl OnDemand {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Sections => "sections",
            Self::Items => "items",
            Self::Sentences => "sentences",
            Self::Candidates => "candidates",
            Self::Uncoded => "uncoded",
        }
    }
}

#[derive(Debug, Args)]
#[command(
    long_about = "Verify a published dataset by reading it back: checksums, columns, keys, references, values; every count from the events again; CSV against Parquet.",
    after_long_help = "With --sources, every span is cut out of its source again and compared with the words of the table. With --rebuild, the release is made again, aside, and every byte compared: that proves that it follows from its sources, if the program and the codebook are those that it was made with.\n\nExamples:\n  tidings check output\n  tidings check output --sources raw\n  tidings check output --rebuild raw"
)]
pub(crate) struct Check {
    /// The folder that `tidings build` wrote.
    #[arg(value_name = "DIR")]
    pub(crate) release: PathBuf,
    /// The bulletins that it was made from, to compare every span with them.
    #[arg(long, value_name = "INPUT")]
    pub(crate) sources: Vec<PathBuf>,
    /// The bulletins that it was made from, to make it again and compare.
    #[arg(long, value_name = "INPUT")]
    pub(crate) rebuild: Vec<PathBuf>,
    /// Codebook that it was made with; left out: the built-in one.
    #[arg(long, value_name = "DIR", requires = "rebuild")]
    pub(crate) codebook: Option<PathBuf>,
    /// Corrections that it was made with; left out: the codebook's.
    #[arg(long, value_name = "FILE", requires = "rebuild")]
    pub(crate) corrections: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) reading: InputArguments,
    #[command(flatten)]
    pub(crate) messages: MessageArguments,
}

#[derive(Debug, Args)]
#[command(
    long_about = "Look at a table of a published dataset: all rows, all columns, nothing cut off. Long cells go on in the next line; a table with more columns than the terminal is wide is shown one cell a line.",
    after_long_help = "Examples:\n  tidings show                                   the tables there are\n  tidings show counts_by_theme\n  tidings show events_flat --columns countries,outcome_type,evidence --rows 20\n  tidings show counts_by_year --release tables | less"
)]
pub(crate) struct Show {
    /// The table, such as `counts_by_theme`; left out: a list of them.
    #[arg(value_name = "TABLE")]
    pub(crate) table: Option<String>,
    /// The folder that `tidings build` wrote.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub(crate) release: PathBuf,
    /// Columns to show, in this order; left out: all.
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub(crate) columns: Vec<String>,
    /// Rows to show, from the first; left out: all.
    #[arg(long, value_name = "N")]
    pub(crate) rows: Option<usize>,
    /// Characters in a line; left out: those of the terminal, else 100.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(20..))]
    pub(crate) width: Option<u16>,
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
    long_about = "Show how an event, or every sentence of a text, was read: words with their lemmas and forms, what they name, every codebook row that was tried with its reading, slots, rank and score, why it was taken or refused, and where each field of an event comes from.",
    after_long_help = "Examples:\n  tidings explain e0123456789abcdef          an event, from its event_id\n  tidings explain raw/bulletin.txt:12        the sentences on a line\n  tidings explain bulletin.txt:12            the same, as `source` and `line` of a table\n  echo 'Egypt released two journalists.' | tidings explain -\n  tidings explain my.txt --codebook my-codebook"
)]
pub(crate) struct Explain {
    /// An event's id, a text with or without a line, or `-` for standard
    /// input.
    #[arg(value_name = "EVENT_ID|FILE[:LINE]")]
    pub(crate) target: String,
    /// Where the event or the text is looked for: bulletins, or folders.
    #[arg(long, value_name = "INPUT", default_value = "raw")]
    pub(crate) input: Vec<PathBuf>,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    long_about = "List words that the codebook may miss: those of sentences that name a country and carry no event, most frequent first. A word counts once a sentence. Grammar and scope words, adverbs, names, numbers and dates are left out, and so is what is no rarer in coded sentences: its log-odds against them, with half a sentence added everywhere, must be positive by more than one standard error.",
    after_long_help = "A word that begins a cue already is marked: there a slot, or a class that fills it, is what is missing. `tidings explain FILE:LINE` shows which.\n\nExamples:\n  tidings suggest\n  tidings suggest bulletins/ --top 100 --format csv > words.csv"
)]
pub(crate) struct Suggest {
    /// Bulletins, or folders of them: .txt, .md, .html.
    #[arg(value_name = "INPUT", default_value = "raw")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    pub(crate) codebook: Option<PathBuf>,
    /// Words to list.
    #[arg(long, value_name = "N", default_value_t = 40)]
    pub(crate) top: usize,
    /// How to print them.
    #[arg(long, value_enum, default_value = "text")]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Markdown, to read.
    Text,
    /// Comma-separated values, one row a word.
    Csv,
}

#[derive(Debug, Args)]
#[command(
    long_about = "Learn the weights that decide on what the cues propose. Written to standard output as `weights.csv` of a codebook.",
    after_long_help = "A marked text is a `.txt` file: `= Title`, `# Heading`, `- bullet`, any other line a paragraph. Each outcome is marked at one word: {type/status/theme/COUNTRIES|word}, `-` for no country; `/date` may stand behind the countries.\n\nExample:\n  tidings learn training/marked --gold training/gold --codebook my-codebook > weights.csv"
)]
pub(crate) struct Learn {
    /// Folders of marked texts.
    #[arg(value_name = "FOLDER", required = true)]
    pub(crate) marked: Vec<PathBuf>,
    /// Folders of gold files, to learn from too.
    #[arg(long, value_name = "DIR")]
    pub(crate) gold: Vec<PathBuf>,
    /// Texts of the gold files; left out: those beside them.
    #[arg(long, value_name = "INPUT")]
    pub(crate) texts: Vec<PathBuf>,
    /// Gold documents to keep aside, by name, so that they can judge.
    #[arg(long, value_name = "NAME")]
    pub(crate) without: Vec<String>,
    /// Print the texts as windows of words, to train the tagger on.
    #[arg(long)]
    pub(crate) windows: bool,
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
        #[command(flatten)]
        messages: MessageArguments,
    },
    /// Show which events each changed row of a codebook moves.
    Diff(codebook_diff::CodebookDiff),
    /// Write the built-in codebook into a new folder, to change it there.
    Export {
        /// Folder to write to: new or empty.
        #[arg(value_name = "DIR")]
        folder: PathBuf,
    },
}
