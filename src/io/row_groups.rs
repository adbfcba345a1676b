//! Rows of Parquet files, read by row group: one of them is in memory at a
//! time, and of it the columns that are wanted.

use super::row_group::{self, sound};
use crate::diagnostic::{Diagnostic, Severity};
use crate::formats::drafts::{Drafts, broken};
use crate::formats::rows::{draft, lacking};
use crate::record::{Cell, Cells, Field, Found, Options, too_long};
use polars::prelude::{DataFrame, DataType, StringChunked};
use polars_io::mmap::MmapBytesReader;
use polars_io::parquet::metadata::FileMetadataRef;

/// Bytes of a Parquet file, in any order.
pub(super) type Bytes = Box<dyn MmapBytesReader>;

/// Rows, read as documents.
struct RowGroups {
    bytes: Bytes,
    options: Options,
    metadata: FileMetadataRef,
    /// Names of the columns to read, each once.
    names: Vec<String>,
    /// The next row group.
    group: usize,
    /// Rows before the group at hand.
    before: usize,
    /// Columns of the group at hand, by field.
    columns: [Option<StringChunked>; Field::ALL.len()],
    /// Next row, and number of rows, of the group at hand.
    row: usize,
    rows: usize,
}

/// The documents of a Parquet file.
///
/// # Errors
///
/// If it is none, or has not the columns that it must have.
pub(super) fn open(
    mut bytes: Bytes,
    options: &Options,
) -> Result<Drafts, Box<Diagnostic>> {
    let (there, metadata) = row_group::open(&mut bytes).map_err(broken)?;
    let columns = &options.columns;
    if let Some(fault) = lacking(columns, &Field::ALL, &there) {
        return Err(fault);
    }
    let mut names: Vec<String> = Vec::new();
    for field in Field::ALL {
        let name = columns.name(field);
        let is_there = there.iter().any(|other| other == name);
        if is_there && !names.iter().any(|other| other == name) {
            names.push(name.to_owned());
        }
    }
    Ok(Box::new(RowGroups {
        bytes,
        options: options.clone(),
        metadata,
        names,
        group: 0,
        before: 0,
        columns: Default::default(),
        row: 0,
        rows: 0,
    }))
}

impl Iterator for RowGroups {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        while self.row == self.rows {
            if self.group == self.metadata.row_groups.len() {
                return None;
            }
            if let Err(fault) = self.load() {
                // The groups behind it hang on the same metadata.
                self.group = self.metadata.row_groups.len();
                (self.row, self.rows) = (0, 0);
                return Some(Err(fault));
            }
        }
        let row = self.row;
        self.row += 1;
        let number = self.before + row + 1;
        let limit = self.options.max_document_bytes;
        let mut cells = Cells::default();
        for (cell, column) in cells.iter_mut().zip(&self.columns) {
            let text = column.as_ref().and_then(|column| column.get(row));
            let Some(text) = text else { continue };
            if text.len() as u64 > limit {
                let fault = too_long("row", limit).at_line(number);
                return Some(Err(Box::new(fault)));
            }
            *cell = Cell::Text(text.to_owned());
        }
        Some(draft(cells, number, number, &self.options))
    }
}

impl RowGroups {
    /// Reads the next row group.
    fn load(&mut self) -> Result<(), Box<Diagnostic>> {
        self.before += self.rows;
        let place = (self.group, self.before);
        let frame = row_group::load(
            &mut self.bytes,
            &self.metadata,
            place,
            &self.names,
        )
        .map_err(broken)?;
        self.group += 1;
        (self.row, self.rows) = (0, frame.height());
        for field in Field::ALL {
            self.columns[field as usize] = self.column(&frame, field)?;
        }
        Ok(())
    }

    /// A column as text; dates and numbers as they are written.
    fn column(
        &self,
        frame: &DataFrame,
        field: Field,
    ) -> Result<Option<StringChunked>, Box<Diagnostic>> {
        let name = self.options.columns.name(field);
        let Ok(column) = frame.column(name) else { return Ok(None) };
        let series = column.as_materialized_series();
        let kind = series.dtype();
        let is_text = matches!(kind, DataType::String | DataType::Binary);
        if field == Field::Text && !is_text {
            let message =
                format!("left out: the column `{name}` holds {kind}, no text");
            let fault =
                Diagnostic::new(Severity::Error, "bad-column", message)
                    .hint("name the column of the texts: --text-column NAME");
            return Err(Box::new(fault));
        }
        let text = sound(|| {
            let text = match kind {
                // An instant: its day is that of UTC.
                DataType::Datetime(unit, Some(_)) => series
                    .cast(&DataType::Datetime(*unit, None))?
                    .cast(&DataType::String)?,
                _ => series.cast(&DataType::String)?,
            };
            Ok(text.rechunk().str()?.clone())
        })
        .map_err(broken)?;
        Ok(Some(text))
    }
}
