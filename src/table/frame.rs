//! Rows to Polars data frames and back, by the column definitions. The one
//! place that knows which Polars type stands for which kind of cell; does no
//! counting and no writing.

use super::{Column, Kind, Sheet, Table, Value, day, days};
use polars::prelude as pl;
use polars::prelude::{PolarsResult, SchemaExtPl};

/// The schema of a table's frames. Whole numbers are signed, because not
/// every reader of Parquet takes unsigned ones.
#[must_use]
pub fn schema(table: &Table) -> pl::Schema {
    table
        .columns
        .iter()
        .map(|column| pl::Field::new(column.name.into(), data_type(column)))
        .collect()
}

fn data_type(column: &Column) -> pl::DataType {
    match column.kind {
        Kind::Text => pl::DataType::String,
        Kind::Integer => pl::DataType::Int64,
        Kind::Number => pl::DataType::Float64,
        Kind::Date => pl::DataType::Date,
        Kind::Boolean => pl::DataType::Boolean,
    }
}

/// The data frame of a table.
///
/// # Errors
///
/// If the columns are not those of the table.
pub fn frame(sheet: &Sheet<'_>) -> PolarsResult<pl::DataFrame> {
    let columns: PolarsResult<Vec<pl::Column>> = sheet
        .table
        .columns
        .iter()
        .enumerate()
        .map(|(at, column)| series(sheet, at, column))
        .collect();
    let frame = pl::DataFrame::new(sheet.rows.len(), columns?)?;
    ensure(&frame, &sheet.table)?;
    Ok(frame)
}

/// Fails unless a frame has exactly the columns of a table: names, order and
/// types.
///
/// # Errors
///
/// If the columns are not those of the table.
pub fn ensure(frame: &pl::DataFrame, table: &Table) -> PolarsResult<()> {
    frame.schema().ensure_is_exact_match(&schema(table))
}

fn series(
    sheet: &Sheet<'_>,
    at: usize,
    column: &Column,
) -> PolarsResult<pl::Column> {
    let cells = sheet.rows.iter().map(|row| row[at]);
    let name = column.name.into();
    let series = match column.kind {
        Kind::Text => {
            let cells: pl::StringChunked = cells
                .map(|cell| match cell {
                    Value::Text(text) => Some(text),
                    _ => None,
                })
                .collect();
            pl::IntoSeries::into_series(cells).with_name(name)
        }
        Kind::Integer => {
            let cells: pl::Int64Chunked = cells
                .map(|cell| cell.integer().and_then(|n| i64::try_from(n).ok()))
                .collect();
            pl::IntoSeries::into_series(cells).with_name(name)
        }
        Kind::Number => {
            let cells: pl::Float64Chunked = cells
                .map(|cell| match cell {
                    Value::Number(number) => Some(number),
                    _ => None,
                })
                .collect();
            pl::IntoSeries::into_series(cells).with_name(name)
        }
        Kind::Date => {
            let cells: pl::Int32Chunked = cells
                .map(|cell| match cell {
                    Value::Date(date) => days(date),
                    _ => None,
                })
                .collect();
            pl::IntoSeries::into_series(cells)
                .with_name(name)
                .cast(&pl::DataType::Date)?
        }
        Kind::Boolean => {
            let cells: pl::BooleanChunked = cells
                .map(|cell| match cell {
                    Value::Boolean(truth) => Some(truth),
                    _ => None,
                })
                .collect();
            pl::IntoSeries::into_series(cells).with_name(name)
        }
    };
    Ok(series.into())
}

/// The rows of a frame that has exactly a table's columns.
///
/// # Errors
///
/// If the columns are not those of the table.
pub fn sheet(frame: &pl::DataFrame, table: Table) -> PolarsResult<Sheet<'_>> {
    ensure(frame, &table)?;
    let mut rows =
        vec![Vec::with_capacity(table.columns.len()); frame.height()];
    for (column, definition) in frame.columns().iter().zip(table.columns) {
        let series = column.as_materialized_series();
        match definition.kind {
            Kind::Text => {
                for (at, cell) in series.str()?.iter().enumerate() {
                    rows[at].push(cell.map_or(Value::Null, Value::Text));
                }
            }
            Kind::Integer => {
                for (at, cell) in series.i64()?.iter().enumerate() {
                    let number = cell.and_then(|n| u64::try_from(n).ok());
                    rows[at].push(number.map_or(Value::Null, Value::Integer));
                }
            }
            Kind::Number => {
                for (at, cell) in series.f64()?.iter().enumerate() {
                    rows[at].push(cell.map_or(Value::Null, Value::Number));
                }
            }
            Kind::Date => {
                let series = series.cast(&pl::DataType::Int32)?;
                for (at, cell) in series.i32()?.iter().enumerate() {
                    rows[at].push(
                        cell.and_then(day).map_or(Value::Null, Value::Date),
                    );
                }
            }
            Kind::Boolean => {
                for (at, cell) in series.bool()?.iter().enumerate() {
                    rows[at].push(cell.map_or(Value::Null, Value::Boolean));
                }
            }
        }
    }
    Ok(Sheet { table, rows, written: 0 })
}
