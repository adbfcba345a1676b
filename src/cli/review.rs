//! `tidings review`: a sheet of events for people to judge, and back from
//! filled sheets to corrections and gold.

use super::messages::Messages;
use super::run::{Outcome, codebook_files, coder, print};
use crate::codebook::Codebook;
use crate::codebook::source::Sheet as Source;
use crate::correct::{Correction, FILE};
use crate::describe;
use crate::diagnostic::Severity;
use crate::io::held::Several;
use crate::io::open::open;
use crate::io::{codebook, csv, review as sheets, save};
use crate::review::{
    Judged, Shown, VERDICTS, agree, corrections, gold, judge, merged, select,
};
use crate::table::{Document, Event, Item, ReviewRow, Row, Sentence, Sheet};
use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use std::io::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(crate) enum ReviewVerb {
    /// Write a sheet of the events most worth a look.
    Export(Export),
    /// Make corrections, and gold, of filled sheets.
    Import(Import),
}

#[derive(Debug, Args)]
#[command(
    long_about = "Write a sheet of the events, and of sentences without one, that are most worth a person's look: low scores, what only learned weights found, sentences with words of the codebook and no event, and a fair sample of the rest. What a correction decided is not shown again.",
    after_long_help = "Fill the coloured columns: a verdict for each row (`right`, `wrong`, `no event`, `event` of a sentence, `unsure`), and what is right where something is wrong. Two people take a copy each.\n\nExamples:\n  tidings review export --sheet review.xlsx\n  tidings review export tables --sheet review.csv --rows 200\n  tidings review export --sheet whole.xlsx --rows 0 --documents 5"
)]
pub(crate) struct Export {
    /// The release to look at.
    #[arg(value_name = "DIR", default_value = "output")]
    release: PathBuf,
    /// Where to write the sheet; one that ends in .xlsx is a workbook with
    /// lists to choose from, else CSV.
    #[arg(long, value_name = "FILE")]
    sheet: PathBuf,
    /// Events and sentences to choose.
    #[arg(long, value_name = "N", default_value_t = 60)]
    rows: usize,
    /// Documents of which all is shown, drawn fairly: judged whole, they are
    /// gold.
    #[arg(long, value_name = "N", default_value_t = 0)]
    documents: usize,
    /// Codebook whose categories can be chosen; left out: the built-in one.
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(
    long_about = "Make corrections of filled review sheets, and gold of documents that are judged whole. Each cell is checked; one fault stops all.",
    after_long_help = "With several sheets, each by one person, rows on which they differ become no correction; they go into a sheet for a third (--adjudicate), and how far the people agree is told (share alike, Cohen's kappa).\n\nThe corrections file is added to: a newer decision on a field of an event takes the place of an older.\n\nExamples:\n  tidings review import review.xlsx --corrections corrections.csv\n  tidings build --corrections corrections.csv\n  tidings review import ana.xlsx ben.xlsx --corrections corrections.csv --adjudicate apart.xlsx\n  tidings review import whole.xlsx --corrections corrections.csv --gold my-gold"
)]
pub(crate) struct Import {
    /// Filled sheets, one a person.
    #[arg(value_name = "SHEET", required = true)]
    sheets: Vec<PathBuf>,
    /// File of corrections to add to.
    #[arg(long, value_name = "FILE")]
    corrections: PathBuf,
    /// The release that the sheets were made of, for gold.
    #[arg(long, value_name = "DIR", default_value = "output")]
    release: PathBuf,
    /// Folder to write gold files into.
    #[arg(long, value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Sheet to write what people differ on into.
    #[arg(long, value_name = "FILE")]
    adjudicate: Option<PathBuf>,
    /// Codebook of the categories; left out: the built-in one.
    #[arg(long, value_name = "DIR")]
    codebook: Option<PathBuf>,
}

/// Writes a sheet, or reads some.
pub(super) fn review(
    verb: &ReviewVerb,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    match verb {
        ReviewVerb::Export(arguments) => export(arguments, messages),
        ReviewVerb::Import(arguments) => import(arguments, messages),
    }
}

fn export(arguments: &Export, messages: &mut Messages<'_>) -> Result<Outcome> {
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let release = open(&arguments.release)?;
    let tables = Several::read(&release, Shown::TABLES)?;
    let sheets = tables.sheets()?;
    let shown = Shown::of(&sheets);
    let rows = select(&shown, arguments.rows, arguments.documents);
    write(&arguments.sheet, &rows, coder.codebook())?;
    writeln!(
        messages,
        "rows to judge: {}, in `{}`\nhint: fill the columns that are marked so, then `tidings review import`",
        rows.len(),
        arguments.sheet.display()
    )?;
    Ok(Outcome::Clean)
}

/// Writes rows as a sheet of the kind that the file's name says.
fn write(path: &Path, rows: &[ReviewRow], codebook: &Codebook) -> Result<()> {
    let sheet = Sheet::of(rows);
    let is_book = path.extension().is_some_and(|end| end == "xlsx");
    let bytes = if is_book {
        let verdicts = VERDICTS.map(|(word, _)| word);
        let themes: Vec<&str> =
            codebook.themes.iter().map(|row| &*row.theme).collect();
        let outcomes: Vec<&str> =
            codebook.outcomes.iter().map(|row| &*row.outcome).collect();
        describe::review(&sheet, &verdicts, &themes, &outcomes)?
    } else {
        csv::write(&sheet, true)?
    };
    save::save(path, &bytes)
}

fn import(arguments: &Import, messages: &mut Messages<'_>) -> Result<Outcome> {
    let files = codebook_files(arguments.codebook.as_deref())?;
    let Some(coder) = coder(&files, messages)? else {
        return Ok(Outcome::Refused);
    };
    let codebook = coder.codebook();
    let Some(people) = judged(&arguments.sheets, codebook, messages)? else {
        return Ok(Outcome::Refused);
    };
    let agreed = agree(&people);
    let new = corrections(&agreed.agreed);
    let count = new.len();
    let known = known(&arguments.corrections, messages)?;
    let Some(known) = known else { return Ok(Outcome::Refused) };
    save::save(&arguments.corrections, &csv::plain(&merged(known, new))?)?;
    writeln!(
        messages,
        "rows judged: {}; corrections: {count}, in `{}`",
        people.iter().map(Vec::len).sum::<usize>(),
        arguments.corrections.display()
    )?;
    if agreed.both > 0 {
        writeln!(messages, "judged by two: {}", agreed.both)?;
        for (name, raw, kappa) in &agreed.figures {
            let figure = |figure: &Option<f64>| {
                figure.map_or("none".to_owned(), |n| format!("{n:.2}"))
            };
            writeln!(
                messages,
                "  {name}: alike {}, kappa {}",
                figure(raw),
                figure(kappa)
            )?;
        }
        writeln!(messages, "to be decided: {}", agreed.apart.len())?;
    }
    if let Some(path) = &arguments.adjudicate {
        write(path, &agreed.apart, codebook)?;
    }
    if let Some(folder) = &arguments.gold {
        let written = write_gold(folder, &agreed.agreed, arguments)?;
        writeln!(
            messages,
            "documents judged whole: {written}, in `{}`",
            folder.display()
        )?;
    }
    let clean = agreed.apart.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}

/// What each sheet says; nothing if a cell cannot be understood, which is
/// told.
fn judged(
    paths: &[PathBuf],
    codebook: &Codebook,
    messages: &mut Messages<'_>,
) -> Result<Option<Vec<Vec<Judged>>>> {
    let mut people = Vec::new();
    let mut faults = Vec::new();
    for path in paths {
        let file = path.display().to_string();
        let mut own = Vec::new();
        for (place, row) in sheets::read(path)? {
            match judge(&row, codebook, &file, place) {
                Ok(judged) => own.extend(judged),
                Err(more) => faults.extend(more),
            }
        }
        people.push(own);
    }
    if faults.is_empty() {
        return Ok(Some(people));
    }
    print(&faults, Severity::Error, messages)?;
    writeln!(
        messages,
        "nothing was imported; cells to mend: {}",
        faults.len()
    )?;
    Ok(None)
}

/// The corrections that a file holds; nothing if one cannot be read, which is
/// told.
fn known(
    path: &Path,
    messages: &mut Messages<'_>,
) -> Result<Option<Vec<Correction>>> {
    let files = codebook::corrections_if_any(path)?;
    if files.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let mut told = Vec::new();
    let sheet = Source::open(&files, FILE, &mut told);
    let rows = sheet.rows::<Correction>(&mut told);
    if told.is_empty() {
        return Ok(Some(rows.into_iter().map(|row| row.row).collect()));
    }
    let file = path.display().to_string();
    let told: Vec<_> =
        told.into_iter().map(|fault| fault.in_file(file.clone())).collect();
    print(&told, Severity::Error, messages)?;
    writeln!(messages, "nothing was imported; mend the corrections first")?;
    Ok(None)
}

/// Writes the gold of documents that are judged whole; how many there are.
fn write_gold(
    folder: &Path,
    judged: &[Judged],
    arguments: &Import,
) -> Result<usize> {
    let release = open(&arguments.release)?;
    let tables = Several::read(
        &release,
        [Event::TABLE, Document::TABLE, Item::TABLE, Sentence::TABLE],
    )?;
    let [events, documents, items, sentences] = &tables.sheets()?;
    let gold = gold(judged, events, documents, items, sentences);
    for document in &gold {
        let stem = Path::new(&document.source).file_stem();
        let stem = stem.context("a document without a name")?;
        let name = format!("{}.gold.csv", stem.to_string_lossy());
        let path = folder.join(name);
        ensure!(
            save::is_free(&path),
            "there is gold of this document: `{}`\nhint: name another folder, and compare both with `tidings agreement`",
            path.display()
        );
        save::save(&path, &csv::plain(&document.events)?)?;
    }
    Ok(gold.len())
}
