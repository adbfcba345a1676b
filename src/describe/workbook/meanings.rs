//! The data dictionary as a worksheet: one row a column, from the same
//! definitions as the columns themselves.

use super::super::type_name;
use crate::table::{Column, Kind, Sheet, Table, Value, vocabulary};

/// What the dictionary says of one column.
pub(super) struct Entry {
    table: &'static str,
    column: &'static Column,
    values: String,
}

/// The dictionary's entries for the columns of some tables.
pub(super) fn entries(sheets: &[&Sheet<'_>]) -> Vec<Entry> {
    let columns = sheets.iter().flat_map(|sheet| {
        let table = sheet.table;
        table.columns.iter().map(move |column| (table.name, column))
    });
    columns
        .map(|(table, column)| {
            let list = vocabulary(table, column.name).unwrap_or(&[]);
            let values: Vec<String> = list
                .iter()
                .map(|(value, label)| format!("{value}: {label}"))
                .collect();
            Entry { table, column, values: values.join("; ") }
        })
        .collect()
}

const fn text(
    name: &'static str,
    nullable: bool,
    description: &'static str,
) -> Column {
    Column { name, kind: Kind::Text, nullable, description, references: None }
}

const COLUMNS: &[Column] = &[
    text("table", false, "The sheet, and the table of the other formats."),
    text("column", false, "The column."),
    text("type", false, "What its cells hold."),
    text("may_be_empty", false, "Whether a cell may be unknown."),
    text("meaning", false, "What the column means."),
    text("values", true, "The values that it may hold. Empty: see there."),
    text("refers_to", true, "The table that explains its codes."),
];

/// The dictionary as a table.
pub(super) fn sheet(entries: &[Entry]) -> Sheet<'_> {
    let table = Table {
        name: "dictionary",
        description: "What every column means.",
        key: &["table", "column"],
        columns: COLUMNS,
    };
    let known = |text| match text {
        "" => Value::Null,
        text => Value::Text(text),
    };
    let rows = entries
        .iter()
        .map(|entry| {
            let column = entry.column;
            vec![
                Value::Text(entry.table),
                Value::Text(column.name),
                Value::Text(type_name(column.kind)),
                Value::Text(if column.nullable { "yes" } else { "no" }),
                Value::Text(column.description),
                known(&entry.values),
                known(column.references.unwrap_or("")),
            ]
        })
        .collect();
    Sheet { table, rows, written: 0 }
}
