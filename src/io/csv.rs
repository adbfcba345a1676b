//! Tables as CSV, to bytes and back: UTF-8, RFC 4180, LF, ISO dates, nothing
//! where unknown, and a guard on text that a spreadsheet would run.
//!
//! The guard: a text cell that begins with `=`, `+`, `-`, `@`, a tab or a
//! carriage return, after any number of apostrophes, gets an apostrophe put
//! before it. Taking one away from every cell that begins with apostrophes
//! and then such a sign gives the text back.

use crate::table::{Kind, Sheet, Table, Value};
use anyhow::{Context, Result, bail, ensure};
use std::borrow::Cow;

/// Spreadsheets need it to read UTF-8 as UTF-8.
const BOM: &str = "\u{feff}";

/// The table as a CSV file's bytes.
///
/// # Errors
///
/// If the CSV library refuses a row: a fault of this program.
pub fn write(sheet: &Sheet<'_>, bom: bool) -> Result<Vec<u8>> {
    let mut bytes = header(&sheet.table, bom)?;
    bytes.extend(rows(sheet)?);
    Ok(bytes)
}

/// What a table's file begins with: the names of the columns.
///
/// # Errors
///
/// If the CSV library refuses it: a fault of this program.
pub fn header(table: &Table, bom: bool) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if bom {
        bytes.extend_from_slice(BOM.as_bytes());
    }
    let names = table.columns.iter().map(|column| column.name);
    writer(&mut bytes).write_record(names)?;
    Ok(bytes)
}

/// The rows as they stand in the file.
///
/// # Errors
///
/// If the CSV library refuses a row: a fault of this program.
pub fn rows(sheet: &Sheet<'_>) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = writer(&mut bytes);
    for row in &sheet.rows {
        for cell in row {
            writer.write_field(&*cell_text(*cell))?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// Rows of a file that is no published table, such as one of a codebook, under
/// the names of their fields; nothing is guarded.
///
/// # Errors
///
/// If the CSV library refuses a row: a fault of this program.
pub fn plain<T: serde::Serialize>(rows: &[T]) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut writer = writer(&mut bytes);
    for row in rows {
        writer.serialize(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

fn writer(bytes: &mut Vec<u8>) -> csv::Writer<&mut Vec<u8>> {
    csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(bytes)
}

fn cell_text(cell: Value<'_>) -> Cow<'_, str> {
    match cell {
        Value::Text(text) if cell.is_live() => Cow::Owned(format!("'{text}")),
        Value::Text(text) => Cow::Borrowed(text),
        other => Cow::Owned(other.to_string()),
    }
}

/// The records of a CSV file whose header is a table's.
///
/// # Errors
///
/// If it is not UTF-8, not CSV, or has other columns than the table.
pub fn records(bytes: &[u8], table: &Table) -> Result<Vec<csv::StringRecord>> {
    let bytes = bytes.strip_prefix(BOM.as_bytes()).unwrap_or(bytes);
    let mut reader = csv::Reader::from_reader(bytes);
    let header = reader.headers().context("the header cannot be read")?;
    let columns = table.columns.iter().map(|column| column.name);
    ensure!(
        header.iter().eq(columns),
        "its columns are not those of the table `{}`",
        table.name
    );
    reader.records().map(|record| record.map_err(Into::into)).collect()
}

/// The texts of a CSV file, the header first, as they were before they were
/// guarded. Cells may be parted by `;` or tabs, as some spreadsheets do.
///
/// # Errors
///
/// If it is not CSV.
pub fn texts(text: &str) -> Result<Vec<Vec<String>>> {
    let text = text.strip_prefix(BOM).unwrap_or(text);
    let first = text.lines().next().unwrap_or("");
    let times = |sign: char| first.matches(sign).count();
    let most = [',', ';', '\t'].into_iter().max_by_key(|sign| times(*sign));
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(most.and_then(|s| u8::try_from(s).ok()).unwrap_or(b','))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let cell = |cell| value(cell, Kind::Text).map(|v| v.text().to_owned());
        rows.push(record.iter().map(cell).collect::<Result<_>>()?);
    }
    Ok(rows)
}

/// The typed rows of a table's records.
///
/// # Errors
///
/// If a cell does not hold what its column says, with the line.
pub fn sheet(
    records: &[csv::StringRecord],
    table: Table,
) -> Result<Sheet<'_>> {
    let mut rows = Vec::with_capacity(records.len());
    for record in records {
        let mut row = Vec::with_capacity(table.columns.len());
        for (cell, column) in record.iter().zip(table.columns) {
            row.push(value(cell, column.kind).with_context(|| {
                let line = record.position().map_or(0, csv::Position::line);
                format!("line {line}, column `{}`", column.name)
            })?);
        }
        rows.push(row);
    }
    Ok(Sheet { table, rows, written: 0 })
}

fn value(cell: &str, kind: Kind) -> Result<Value<'_>> {
    if cell.is_empty() {
        return Ok(Value::Null);
    }
    let wrong = || format!("not what the column holds: `{cell}`");
    Ok(match kind {
        Kind::Text => Value::Text(match cell.strip_prefix('\'') {
            Some(text) if Value::Text(text).is_live() => text,
            _ => cell,
        }),
        Kind::Integer => Value::Integer(cell.parse().with_context(wrong)?),
        Kind::Number => Value::Number(cell.parse().with_context(wrong)?),
        Kind::Date => Value::Date(cell.parse().with_context(wrong)?),
        Kind::Boolean => match cell {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => bail!(wrong()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::{cell_text, value};
    use crate::table::{Kind, Value};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_guard_reverses(text in "[-'=+@\t\ra1]{1,6}") {
            let guarded = cell_text(Value::Text(&text)).into_owned();
            let is_live = Value::Text(&guarded).is_live();
            prop_assert!(guarded.starts_with('\'') || !is_live);
            let back = value(&guarded, Kind::Text).ok();
            prop_assert_eq!(back, Some(Value::Text(&text)));
        }
    }
}
