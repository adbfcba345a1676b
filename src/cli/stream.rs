//! `tidings stream`: Arrow record batches of documents in, record batches of
//! rows out, in the same order. What engines that code on many machines run
//! beside each of their tasks.

use super::coding::threads;
use super::inputs::ColumnArguments;
use super::messages::Messages;
use super::run::{Outcome, codebook_files, is_broken_pipe};
use crate::arrow::batch::{of_documents, of_sheet};
use crate::arrow::code::{Rows, code};
use crate::arrow::documents::{Options, Reading, Row};
use crate::arrow::output::{Output, Part};
use crate::arrow::schema::{json, schema, spark};
use crate::arrow::stream::{Failure, Input, Written};
use crate::code::Coder;
use crate::codebook::hash;
use crate::correct::Corrections;
use crate::dataset::dimensions;
use crate::diagnostic::Diagnostic;
use crate::table::{Country, OutcomeType, Region, Row as _, Sheet, Theme};
use anyhow::Result;
use clap::{Args, ValueEnum};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use std::io::{BufRead, BufWriter, Write};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    long_about = "Code documents from standard input, Arrow record batches in and out: what an engine such as Spark runs beside each of its tasks. Rows are those of `tidings build` of the same documents.",
    after_long_help = "Standard input is an Arrow IPC stream (not a file), uncompressed. Its columns are found by name: id and text must be there, title, date, url and publisher may be; further ones are passed over. Texts may be Utf8, LargeUtf8, Utf8View or dictionaries of these; ids also whole numbers, dates also Date32. Standard output is an Arrow IPC stream of one table, flat, of the types Utf8, Int64, Float64, Date32 and Boolean: the schema first, then a batch for each that came in, each written out at once.\n\nA document that cannot be coded (no text, no id, too long) stops nothing: it is a row of the table `documents` with the status `error` and the reason. What cannot be used at all (a stream that is none or breaks off, nothing at all on standard input, a column that is missing or of another type, a codebook with faults) ends with exit code 2 and one line on standard error.\n\nEach document is coded by itself. What a build finds among all its documents is not found here: two with the same bytes are coded twice, with the same ids; two with one id keep it.\n\nThe table `all` holds the rows of every table of documents, so that a text is coded once for all of them: the column `table` tells them apart. The tables themes, outcome_types, countries and regions are those of the codebook; for them nothing is read.\n\nExamples:\n  tidings stream --table events < documents.arrows > events.arrows\n  tidings stream --table all --id-column uri --text-column body < in.arrows > out.arrows\n  tidings stream --table events --print-schema spark"
)]
pub(crate) struct Stream {
    /// The table to write.
    #[arg(long, value_enum, default_value = "events", value_name = "TABLE")]
    table: TableName,
    /// Codebook to use in place of the built-in one.
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
    /// What the documents come from: their `source` is this name, `#` and
    /// their id.
    #[arg(long, value_name = "NAME", default_value = "stdin")]
    source: String,
    /// Print the columns of the table and read nothing.
    #[arg(long, value_enum, value_name = "FORM")]
    print_schema: Option<SchemaForm>,
    /// Threads to code with; engines give each task one core.
    #[arg(long, short, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    jobs: u16,
    #[command(flatten)]
    columns: ColumnArguments,
}

/// A table that can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum TableName {
    /// Coded outcomes.
    Events,
    /// Their countries.
    EventCountries,
    /// Their persons.
    EventPeople,
    /// Their numbers.
    EventQuantities,
    /// Documents, with what became of each.
    Documents,
    /// The rows of all these, told apart by the column `table`.
    All,
    /// Themes of the codebook.
    Themes,
    /// Its outcome types.
    OutcomeTypes,
    /// Its countries.
    Countries,
    /// Its regions.
    Regions,
}

impl TableName {
    fn output(self) -> Output {
        match self {
            Self::Events => Output::one(Part::Events),
            Self::EventCountries => Output::one(Part::EventCountries),
            Self::EventPeople => Output::one(Part::EventPeople),
            Self::EventQuantities => Output::one(Part::EventQuantities),
            Self::Documents => Output::one(Part::Documents),
            Self::All => Output::all(),
            Self::Themes => Output::of(&Theme::TABLE),
            Self::OutcomeTypes => Output::of(&OutcomeType::TABLE),
            Self::Countries => Output::of(&Country::TABLE),
            Self::Regions => Output::of(&Region::TABLE),
        }
    }
}

/// How columns are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SchemaForm {
    /// As Spark SQL writes them.
    Spark,
    /// As an Arrow IPC stream without batches.
    Arrow,
    /// With types, key and meanings.
    Json,
}

/// Codes what comes in; says in one line what keeps it from that.
pub(super) fn stream(
    arguments: &Stream,
    input: &mut dyn BufRead,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let written = BufWriter::with_capacity(1 << 16, output);
    match run(arguments, input, written) {
        Ok(()) => Ok(Outcome::Clean),
        Err(error) if is_broken_pipe(&error) => Err(error),
        Err(error) => {
            messages.failed_in_a_line(&error)?;
            Ok(Outcome::Refused)
        }
    }
}

fn run(
    arguments: &Stream,
    input: &mut dyn BufRead,
    mut written: impl Write,
) -> Result<()> {
    let table = arguments.table.output();
    let files = codebook_files(arguments.codebook.as_deref())?;
    let made_by = hash(&files);
    match arguments.print_schema {
        Some(SchemaForm::Spark) => {
            writeln!(written, "{}", spark(&table))?;
            return Ok(written.flush()?);
        }
        Some(SchemaForm::Json) => {
            writeln!(written, "{:#}", json(&table, &made_by))?;
            return Ok(written.flush()?);
        }
        Some(SchemaForm::Arrow) | None => {}
    }
    let columns = schema(&table, &made_by);
    if arguments.print_schema.is_some() {
        let stream = Written::begin(written, &columns).map_err(told)?;
        return stream.end().map_err(told);
    }
    let coder = Coder::new(&files).map_err(|faults| unusable(&faults))?;
    if table.parts.is_empty() {
        let rows = dimensions(coder.codebook());
        let sheet = match arguments.table {
            TableName::Themes => Sheet::of(&rows.themes),
            TableName::OutcomeTypes => Sheet::of(&rows.outcome_types),
            TableName::Countries => Sheet::of(&rows.countries),
            _ => Sheet::of(&rows.regions),
        };
        let batch = of_sheet(&sheet.sorted(), &columns).map_err(|f| *f)?;
        let mut stream = Written::begin(written, &columns).map_err(told)?;
        stream.write(&batch).map_err(told)?;
        return stream.end().map_err(told);
    }
    let mut input = Input::open(input).map_err(told)?;
    let options = Options {
        documents: arguments.columns.options(),
        source: arguments.source.clone(),
    };
    let reading = Reading::of(&input.schema(), options).map_err(|f| *f)?;
    let mut work = Work {
        coder: &coder,
        corrections: Corrections::read(&files),
        pool: threads(Some(arguments.jobs))?,
    };
    let mut stream = Written::begin(written, &columns).map_err(told)?;
    while let Some(batch) = input.next_batch().map_err(told)? {
        let rows = work.rows(&reading.rows(&batch).map_err(|f| *f)?);
        let batch = of_documents(&table, &columns, &rows).map_err(|f| *f)?;
        stream.write(&batch).map_err(told)?;
    }
    stream.end().map_err(told)
}

/// What documents are coded with.
struct Work<'a> {
    coder: &'a Coder,
    corrections: Corrections<'a>,
    pool: rayon::ThreadPool,
}

impl Work<'_> {
    /// The rows of a batch's documents, in their order.
    fn rows(&mut self, documents: &[Row]) -> Rows {
        let coder = self.coder;
        let each: Vec<Rows> = self.pool.install(|| {
            documents.par_iter().map(|row| code(row, coder)).collect()
        });
        let mut rows = Rows::default();
        for one in each {
            rows.append(one);
        }
        self.corrections.apply(&mut rows.coded, coder.codebook());
        rows
    }
}

/// The first fault of a codebook, and how many there are.
fn unusable(faults: &[Diagnostic]) -> anyhow::Error {
    let Some(first) = faults.first() else {
        return anyhow::anyhow!("the codebook cannot be used");
    };
    let hint = "`tidings codebook check DIR` shows all that is wrong with it";
    let message = match faults.len() {
        1 => first.message.clone(),
        n => format!("{}, and {} more faults", first.message, n - 1),
    };
    let message = format!("the codebook cannot be used: {message}");
    Diagnostic { message, ..first.clone() }.hint(hint).into()
}

fn told(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::Fault(fault) => (*fault).into(),
        Failure::Disk(error) => error.into(),
    }
}
