//! What holds of a table by its definition: cells, key, order, references.

use super::{Findings, Order};
use crate::table::{Sheet, Table, Value, compare_by, constraint, vocabulary};
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// Cells are known where they must be, of one line, in the vocabulary, and
/// spans are not empty.
pub(super) fn columns(sheet: &Sheet<'_>, findings: &mut Findings) {
    let table = &sheet.table;
    for (at, column) in table.columns.iter().enumerate() {
        let words = vocabulary(table.name, column.name);
        let constraint = constraint(column);
        for (row, cells) in sheet.rows.iter().enumerate() {
            let cell = cells[at];
            let mut add = |code, what: &str| {
                let message = format!("{}: {what}: `{cell}`", column.name);
                findings.add(code, table.name, Some(row), message);
            };
            if !constraint.holds(cell) {
                add("cell-constraint", "not within its bounds or form");
            }
            match cell {
                Value::Null if !column.nullable => {
                    add("cell-unknown", "must not be empty");
                }
                Value::Text(text) if text.contains(['\n', '\r']) => {
                    add("cell-lines", "more than one line");
                }
                Value::Text(text) => {
                    let known = words.is_none_or(|words| {
                        words.iter().any(|(word, _)| *word == text)
                    });
                    if !known {
                        add("cell-vocabulary", "no such value");
                    }
                }
                Value::Number(number) if !number.is_finite() => {
                    add("cell-number", "not a number");
                }
                _ => {}
            }
        }
    }
    if sheet.column("byte_end").is_none() {
        return;
    }
    for row in 0..sheet.rows.len() {
        let start = sheet.cell(row, "byte_start").integer();
        if start >= sheet.cell(row, "byte_end").integer() {
            let message = "byte_start is not before byte_end";
            findings.add("span-empty", table.name, Some(row), message);
        }
    }
}

/// Rows are sorted by key, each key once. The flat table is sorted by its
/// sources, and what was published in batches by its documents: their keys
/// are compared by themselves.
pub(super) fn keys(sheet: &Sheet<'_>, rows: Order, findings: &mut Findings) {
    let table = &sheet.table;
    let key = sheet.key_columns();
    let mut order: Vec<usize> = (0..sheet.rows.len()).collect();
    let compare =
        |a: usize, b: usize| compare_by(&key, &sheet.rows[a], &sheet.rows[b]);
    let is_in_batches = rows == Order::Documents && is_of_documents(table);
    if table.name == "events_flat" || is_in_batches {
        order.sort_by(|a, b| compare(*a, *b));
    }
    for pair in order.windows(2) {
        let cells = key.iter().map(|&at| sheet.rows[pair[1]][at].to_string());
        let shown = cells.collect::<Vec<_>>().join(", ");
        let (code, what) = match compare(pair[0], pair[1]) {
            Ordering::Less => continue,
            Ordering::Equal => ("key-twice", "key stands twice"),
            Ordering::Greater => ("key-order", "not sorted by key"),
        };
        let message = format!("{what}: `{shown}`");
        findings.add(code, table.name, Some(pair[1]), message);
    }
}

/// Whether a table's rows are made document by document.
fn is_of_documents(table: &Table) -> bool {
    let made_of = ["document_id", "event_id"];
    table.columns.iter().any(|column| made_of.contains(&column.name))
}

/// What a cell refers to exists.
pub(super) fn references(
    sheet: &Sheet<'_>,
    sheets: &[Sheet<'_>],
    findings: &mut Findings,
) {
    for (at, column) in sheet.table.columns.iter().enumerate() {
        let Some(target) = column.references else { continue };
        let Some(other) = super::table(sheets, target) else { continue };
        let Some(there) = other.column(column.name) else { continue };
        let known: FxHashSet<&str> =
            other.rows.iter().map(|cells| cells[there].text()).collect();
        for (row, cells) in sheet.rows.iter().enumerate() {
            let cell = cells[at];
            if cell != Value::Null && !known.contains(cell.text()) {
                let message =
                    format!("{}: not in `{target}`: `{cell}`", column.name);
                findings.add(
                    "reference",
                    sheet.table.name,
                    Some(row),
                    message,
                );
            }
        }
    }
}
