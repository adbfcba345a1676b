//! `README.md` of a release: what the tables and columns mean, for whoever
//! opens the folder without knowing this program.

use super::{About, type_name};
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

- The unit is the event. `n_events` counts distinct events; `n_achieved`, \
`n_announced`, `n_ongoing` and `n_setback` add up to it. A setback is never a \
win.
- **Counts are of what publishers report, not of the world.** A country with \
many events is one that is much written about.
- By region or country an event counts once in each that it concerns, so these \
columns may add up to more than there are events. `weighted_events` shares an \
event equally among its countries and adds up exactly.
- Events without a country are counted under the region `international`. The \
row of `counts_by_year` without a year holds the undated ones.
- Tables of one category list every category, zeros included; crossings list \
what occurs.
- An empty cell is unknown, never zero.

## Files

`report.html` opens in any browser, without a network: the counts as charts, \
from every number to its events and from every event to its sentence.

The same tables stand in `csv/` (UTF-8, comma, ISO 8601 dates) and `parquet/` \
(typed). In the CSV files a text cell that a spreadsheet would run as a \
formula begins with an apostrophe that is not part of the text. \
`datapackage.json` holds types, keys and SHA-256 of every file; `tidings \
check` verifies them.
";

/// The dictionary, generated from the same columns as the tables.
#[must_use]
pub fn dictionary(
    sheets: &[Sheet<'_>],
    formats: &[&str],
    about: &About<'_>,
) -> String {
    let mut text = OPENING.to_owned();
    if formats.len() == 1 {
        let _ = writeln!(text, "\nThis release holds `{}` only.", formats[0]);
    }
    text.push_str("\n| table | rows | a row is |\n| --- | ---: | --- |\n");
    for sheet in sheets {
        let table = &sheet.table;
        let (rows, about) = (sheet.rows.len(), cell(table.description));
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

fn columns(text: &mut String, table: &Table) {
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
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}
