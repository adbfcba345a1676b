//! Rows of tables as record batches, by the definitions of the columns.
//! Decides nothing about what rows there are.

use super::code::Rows;
use super::output::{Output, Part};
use crate::diagnostic::{Diagnostic, Severity};
use crate::table::{Column, Kind, Row, Sheet, Value, days};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Float64Array, Int64Array,
    RecordBatch, RecordBatchOptions, StringArray,
};
use arrow_schema::SchemaRef;
use std::sync::Arc;

/// A row, its cells in the order of its table's columns.
type Cells<'a> = Vec<Value<'a>>;

/// The rows of some documents that an output takes.
///
/// # Errors
///
/// If a batch cannot hold so much text.
pub fn of_documents(
    output: &Output,
    schema: &SchemaRef,
    rows: &Rows,
) -> Result<RecordBatch, Box<Diagnostic>> {
    let mut placed = Vec::new();
    for part in &output.parts {
        let table = part.table();
        let places = places(output, table.columns);
        for cells in cells(*part, rows) {
            placed.push(if output.tells_table() {
                let mut row = vec![Value::Null; output.columns.len()];
                row[0] = Value::Text(table.name);
                for (cell, place) in cells.into_iter().zip(&places) {
                    row[*place] = cell;
                }
                row
            } else {
                cells
            });
        }
    }
    batch(&output.columns, schema, &placed)
}

/// The rows of a table that is at hand.
///
/// # Errors
///
/// If a batch cannot hold so much text.
pub fn of_sheet(
    sheet: &Sheet<'_>,
    schema: &SchemaRef,
) -> Result<RecordBatch, Box<Diagnostic>> {
    batch(sheet.table.columns, schema, &sheet.rows)
}

/// Where the columns of a table stand among all.
fn places(output: &Output, columns: &[Column]) -> Vec<usize> {
    let place = |column: &Column| {
        output.columns.iter().position(|c| c.name == column.name)
    };
    columns.iter().filter_map(place).collect()
}

fn cells(part: Part, rows: &Rows) -> Vec<Cells<'_>> {
    let coded = &rows.coded;
    match part {
        Part::Documents => {
            let documents = coded.documents.iter().zip(&rows.states);
            let row = documents.map(|(row, state)| {
                let mut cells = row.values();
                cells.push(Value::Text(state.status));
                cells.push(match &*state.message {
                    "" => Value::Null,
                    message => Value::Text(message),
                });
                cells
            });
            row.collect()
        }
        Part::Events => of(&coded.events),
        Part::EventCountries => of(&coded.event_countries),
        Part::EventPeople => of(&coded.event_people),
        Part::EventQuantities => of(&coded.event_quantities),
    }
}

fn of<R: Row>(rows: &[R]) -> Vec<Cells<'_>> {
    rows.iter().map(Row::values).collect()
}

fn batch(
    columns: &[Column],
    schema: &SchemaRef,
    rows: &[Cells<'_>],
) -> Result<RecordBatch, Box<Diagnostic>> {
    let arrays: Result<Vec<ArrayRef>, Box<Diagnostic>> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| array(column, rows.iter().map(move |row| row[at])))
        .collect();
    let height = RecordBatchOptions::new().with_row_count(Some(rows.len()));
    RecordBatch::try_new_with_options(Arc::clone(schema), arrays?, &height)
        .map_err(|error| {
            let message = format!("rows that are not as their table: {error}");
            let fault = Diagnostic::new(Severity::Error, "bad-rows", message);
            Box::new(fault.hint("this is a fault of tidings; please report it with the text that shows it"))
        })
}

fn array<'a>(
    column: &Column,
    cells: impl Iterator<Item = Value<'a>> + Clone,
) -> Result<ArrayRef, Box<Diagnostic>> {
    Ok(match column.kind {
        Kind::Text => {
            let bytes: usize =
                cells.clone().map(|cell| cell.text().len()).sum();
            if i32::try_from(bytes).is_err() {
                return Err(too_much(column));
            }
            let texts = cells.map(|cell| match cell {
                Value::Text(text) => Some(text),
                _ => None,
            });
            Arc::new(texts.collect::<StringArray>())
        }
        Kind::Integer => {
            let numbers = cells.map(|cell| {
                cell.integer().and_then(|n| i64::try_from(n).ok())
            });
            Arc::new(numbers.collect::<Int64Array>())
        }
        Kind::Number => {
            let numbers = cells.map(|cell| match cell {
                Value::Number(number) => Some(number),
                _ => None,
            });
            Arc::new(numbers.collect::<Float64Array>())
        }
        Kind::Date => {
            let dates = cells.map(|cell| match cell {
                Value::Date(date) => days(date),
                _ => None,
            });
            Arc::new(dates.collect::<Date32Array>())
        }
        Kind::Boolean => {
            let truths = cells.map(|cell| match cell {
                Value::Boolean(truth) => Some(truth),
                _ => None,
            });
            Arc::new(truths.collect::<BooleanArray>())
        }
    })
}

fn too_much(column: &Column) -> Box<Diagnostic> {
    let name = column.name;
    let message = format!("more than 2 GiB of text in `{name}` of one batch");
    let fault = Diagnostic::new(Severity::Error, "too-long", message);
    Box::new(fault.hint("give fewer documents in a batch: some 2,000"))
}
