//! Sheets of judgements that come back from people: CSV, or a workbook as a
//! spreadsheet program has saved it.

use super::csv;
use crate::table::{ReviewRow, Row};
use anyhow::{Context, Result, bail, ensure};
use calamine::{Data, Reader, Xlsx};
use jiff::civil::date;
use jiff::{Span, civil::Date};
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;

/// A row and the line, or row of the worksheet, that it stands in.
pub type Placed = (usize, ReviewRow);

/// Reads a sheet.
///
/// # Errors
///
/// If it cannot be read, or lacks columns.
pub fn read(path: &Path) -> Result<Vec<Placed>> {
    let shown = path.display();
    let bytes = fs::read(path).with_context(|| {
        format!("cannot read the sheet: `{shown}`\nhint: name a file that `tidings review export` wrote and somebody filled")
    })?;
    let is_book = bytes.starts_with(b"PK");
    let cells = if is_book { book(&bytes) } else { lines(&bytes) };
    let cells = cells.with_context(|| format!("cannot read `{shown}`"))?;
    rows(&cells).with_context(|| format!("cannot use `{shown}`"))
}

/// The cells of a CSV file, the header first.
fn lines(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    let text = std::str::from_utf8(bytes)
        .context("not UTF-8\nhint: save it as CSV in UTF-8, or as .xlsx")?;
    csv::texts(text)
}

/// The cells of a workbook's sheet.
fn book(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))
        .context("no workbook\nhint: save it as .xlsx or CSV")?;
    let name = ReviewRow::TABLE.name;
    let range = book.worksheet_range(name).with_context(|| {
        format!("no worksheet `{name}` in it\nhint: leave the sheet's name as it is")
    })?;
    Ok(range.rows().map(|row| row.iter().map(text).collect()).collect())
}

/// A cell as it would be typed.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty | Data::Error(_) => String::new(),
        Data::DateTime(days) => day(days.as_f64())
            .map_or_else(|| cell.to_string(), |d| d.to_string()),
        // A whole number comes without `.0`.
        other => other.to_string(),
    }
}

/// The day of a spreadsheet's number.
#[expect(
    clippy::cast_possible_truncation,
    reason = "a number that is no day of any calendar gives none"
)]
fn day(number: f64) -> Option<Date> {
    let days = Span::new().try_days(number.floor() as i64).ok()?;
    date(1899, 12, 30).checked_add(days).ok()
}

fn rows(cells: &[Vec<String>]) -> Result<Vec<Placed>> {
    let (header, rows) = cells.split_first().context("it is empty")?;
    let columns = ReviewRow::TABLE.columns;
    let mut at = Vec::new();
    for column in columns {
        let found = header.iter().position(|name| name.trim() == column.name);
        let Some(found) = found else {
            bail!(
                "it has no column `{}`\nhint: leave the header as `tidings review export` wrote it",
                column.name
            );
        };
        at.push(found);
    }
    let mut all = Vec::new();
    for (place, row) in (2..).zip(rows) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let cells = columns.iter().zip(&at).map(|(column, at)| {
            let cell = row.get(*at).map_or("", |cell| cell.trim());
            (column.name.to_owned(), cell.to_owned())
        });
        all.push((place, from(&cells.collect(), place)?));
    }
    ensure!(!all.is_empty(), "it has no rows");
    Ok(all)
}

/// A row of its cells; what tidings itself wrote must not be changed.
fn from(cells: &BTreeMap<String, String>, place: usize) -> Result<ReviewRow> {
    let text = |name: &str| cells.get(name).cloned().unwrap_or_default();
    let number = |name: &str| -> Result<Option<f64>> {
        let cell = text(name);
        if cell.is_empty() {
            return Ok(None);
        }
        let wrong = || {
            format!(
                "row {place}, column `{name}`: no number: `{cell}`\nhint: change only the columns to fill"
            )
        };
        cell.parse().map(Some).with_context(wrong)
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "lines and persons are whole and not negative"
    )]
    let whole = |number: f64| number as u64;
    Ok(ReviewRow {
        review_id: text("review_id").into(),
        kind: text("kind").into(),
        why: text("why").into(),
        source: text("source").into(),
        line: number("line")?.map_or(1, whole),
        section: text("section"),
        text: text("text").into(),
        evidence: text("evidence"),
        countries: text("countries"),
        theme: text("theme"),
        outcome_type: text("outcome_type"),
        status: text("status"),
        date: text("date"),
        people: text("people"),
        people_count: number("people_count")?.map(whole),
        score: number("score")?,
        verdict: text("verdict"),
        countries_is: text("countries_is"),
        theme_is: text("theme_is"),
        outcome_type_is: text("outcome_type_is"),
        status_is: text("status_is"),
        date_is: text("date_is"),
        people_is: text("people_is"),
        people_count_is: text("people_count_is"),
        reason: text("reason"),
        reviewer: text("reviewer"),
        reviewed_on: text("reviewed_on"),
    })
}
