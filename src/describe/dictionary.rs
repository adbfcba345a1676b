//! `README.md` of a release: what the tables and columns mean, for whoever
//! opens the folder without knowing this program.

use super::reading::READING;
use super::{About, citation, type_name};
use crate::table::{Sheet, Table, vocabulary};
use std::fmt::Write;

const OPENING: &str = "\
# Events in human-rights bulletins

Made by tidings from the bulletins listed below. Written by the program: \
changes are lost at the next run.

Each row of `events` is one outcome that a bulletin asserts, with the words \
that state it and their place in the source. Begin with `events_flat`, which \
holds the same rows with labels, one line an event, for a spreadsheet.

## How to read a count
";

const FILES: &str = "
## Files

`report.html` opens in any browser, without a network: the counts as charts, \
from every number to its events and from every event to its sentence.

The same tables stand in `csv/` (UTF-8, comma, ISO 8601 dates) and `parquet/` \
(typed). In the CSV files a text cell that a spreadsheet would run as a \
formula begins with an apostrophe that is not part of the text. \
`tidings.xlsx` is the same for a spreadsheet: counts with charts, the flat \
table, its sources and a dictionary, typed and without the apostrophes. \
`datapackage.json` holds types, keys and SHA-256 of every file; `tidings \
check` verifies them. `croissant.json` describes the tables for machine \
learning.
";

/// How many formats there are: CSV, Parquet, the workbook.
const FORMATS: usize = 3;

/// The dictionary, generated from the same columns as the tables.
#[must_use]
pub fn dictionary(
    sheets: &[Sheet<'_>],
    formats: &[&str],
    about: &About<'_>,
) -> String {
    let mut text = OPENING.to_owned();
    for rule in READING {
        let _ = writeln!(text, "- {rule}");
    }
    text.push_str(FILES);
    if formats.len() < FORMATS {
        let held = formats.join("`, `");
        let _ = writeln!(text, "\nThis release holds `{held}` only.");
    }
    let _ = writeln!(text, "\nCite as: {}", citation(about));
    text.push_str("\n| table | rows | a row is |\n| --- | ---: | --- |\n");
    for sheet in sheets {
        let table = &sheet.table;
        let (rows, about) = (sheet.height(), cell(table.description));
        let _ =
            writeln!(text, "| [`{0}`](#{0}) | {rows} | {about} |", table.name);
    }
    sources(&mut text, about);
    text.push_str("\n## Columns\n");
    for sheet in sheets {
        columns(&mut text, &sheet.table);
    }
    text
}

fn sources(text: &mut String, about: &About<'_>) {
    let _ = write!(
        text,
        "\n## Sources\n\nRead with tidings {}, codebook version {} (SHA-256 `{}`).\n\n| file | publisher | title | published | licence | note |\n| --- | --- | --- | --- | --- | --- |\n",
        about.version, about.codebook_version, about.codebook_sha256
    );
    for row in about.documents {
        let publisher = match row.page_address.as_str() {
            "" => cell(&row.publisher),
            page if row.publisher.is_empty() => format!("<{page}>"),
            page => format!("[{}](<{page}>)", cell(&row.publisher)),
        };
        let _ = writeln!(
            text,
            "| {} | {publisher} | {} | {} | {} | {} |",
            cell(&row.source),
            cell(&row.title),
            cell(&row.date_published),
            cell(&row.licence),
            cell(&row.note)
        );
    }
}

/// Adds the columns of a table.
pub(super) fn columns(text: &mut String, table: &Table) {
    let _ = write!(
        text,
        "\n### {}\n\n{} Key: `{}`.\n\n| column | type | may be empty | meaning |\n| --- | --- | --- | --- |\n",
        table.name,
        table.description,
        table.key.join("`, `")
    );
    for column in table.columns {
        let empty = if column.nullable { "yes" } else { "no" };
        let mut meaning = cell(column.description);
        if let Some(target) = column.references {
            let _ = write!(meaning, " Refers to `{target}`.");
        }
        if let Some(list) = vocabulary(table.name, column.name) {
            for (value, label) in list {
                let _ = write!(meaning, "<br>`{value}`: {label}");
            }
        }
        let _ = writeln!(
            text,
            "| `{}` | {} | {empty} | {meaning} |",
            column.name,
            type_name(column.kind)
        );
    }
}

/// Text as the cell of a Markdown table.
pub(super) fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
