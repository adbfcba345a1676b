//! Records of cells parted by commas or tabs (RFC 4180, with a header). Holds
//! one record at a time, and none that is longer than the limit.

use super::drafts::{Drafts, broken};
use super::rows::{draft, lacking};
use super::stream::{Stream, unmarked};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Cell, Cells, Field, Found, Options, too_long};
use csv_core::ReadRecordResult;
use std::io;

/// Cells that a record may have: more are no table.
const CELLS: usize = 1 << 16;

/// Bytes that are held for a record at first.
const ROOM: usize = 1 << 12;

/// Tells records apart.
struct Splitter {
    stream: Stream,
    core: csv_core::Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    limit: usize,
    /// Number of cells of the record at hand.
    cells: usize,
    /// Line on which it begins.
    line: usize,
}

/// What became of reading a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Read,
    TooLong,
    End,
}

impl Splitter {
    fn step(&mut self) -> io::Result<Step> {
        let (mut filled, mut cells, mut is_long) = (0, 0, false);
        self.pass_line_ends()?;
        self.line = usize::try_from(self.core.line()).unwrap_or(usize::MAX);
        loop {
            let input = self.stream.fill_buf()?;
            let (result, read, written, ended) = self.core.read_record(
                input,
                &mut self.bytes[filled..],
                &mut self.ends[cells..],
            );
            self.stream.consume(read);
            filled += written;
            cells += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if filled < self.limit => {
                    let room = (filled * 2).clamp(ROOM, self.limit);
                    self.bytes.resize(room, 0);
                }
                ReadRecordResult::OutputEndsFull if cells < CELLS => {
                    self.ends.resize((cells * 2).clamp(16, CELLS), 0);
                }
                // What is too long is read over itself until it ends.
                ReadRecordResult::OutputFull
                | ReadRecordResult::OutputEndsFull => {
                    (filled, cells, is_long) = (0, 0, true);
                }
                ReadRecordResult::Record => {
                    self.cells = cells;
                    let long = is_long || filled > self.limit;
                    return Ok(if long { Step::TooLong } else { Step::Read });
                }
                ReadRecordResult::End => return Ok(Step::End),
            }
        }
    }

    /// Passes over what is left of the last line, and blank ones, so that the
    /// line that is told is that of the record.
    fn pass_line_ends(&mut self) -> io::Result<()> {
        loop {
            let input = self.stream.fill_buf()?;
            let is_end = |byte: &&u8| matches!(byte, b'\r' | b'\n');
            let ends = input.iter().take_while(is_end);
            let (passed, lines) = ends.fold((0, 0), |(n, lines), byte| {
                (n + 1, lines + u64::from(*byte == b'\n'))
            });
            let is_all = passed == input.len() && passed > 0;
            self.stream.consume(passed);
            self.core.set_line(self.core.line() + lines);
            if !is_all {
                return Ok(());
            }
        }
    }

    fn cell(&self, at: usize) -> Option<&[u8]> {
        let end = *self.ends[..self.cells].get(at)?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.bytes.get(start..end)
    }
}

/// Records, read as documents.
struct Delimited {
    records: Splitter,
    options: Options,
    /// Where the column of each field stands.
    columns: [Option<usize>; Field::ALL.len()],
    /// Number of columns.
    width: usize,
    row: usize,
    is_over: bool,
}

/// The documents of a file of records.
///
/// # Errors
///
/// If it has no header, or not the columns that it must have.
pub fn open(
    stream: Stream,
    delimiter: u8,
    options: &Options,
) -> Result<Drafts, Box<Diagnostic>> {
    let limit = usize::try_from(options.max_document_bytes);
    let mut records = Splitter {
        stream: unmarked(stream).map_err(broken)?,
        core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
        bytes: vec![0; ROOM],
        ends: vec![0; 16],
        limit: limit.unwrap_or(usize::MAX).max(1),
        cells: 0,
        line: 1,
    };
    match records.step() {
        Ok(Step::Read | Step::End) => {}
        Ok(Step::TooLong) => {
            return Err(too_long("header", options.max_document_bytes));
        }
        Err(error) => return Err(broken(error)),
    }
    let names: Vec<String> = (0..records.cells)
        .filter_map(|at| records.cell(at))
        .map(|name| String::from_utf8_lossy(name).trim().to_owned())
        .collect();
    let wide = records.bytes.starts_with(&[0xFF, 0xFE])
        || records.bytes.starts_with(&[0xFE, 0xFF]);
    if wide {
        return Err(not_utf8(1));
    }
    let columns = &options.columns;
    if let Some(fault) = lacking(columns, &Field::ALL, &names) {
        return Err(fault);
    }
    let place =
        |field| names.iter().position(|name| name == columns.name(field));
    Ok(Box::new(Delimited {
        columns: Field::ALL.map(place),
        width: names.len(),
        records,
        options: options.clone(),
        row: 0,
        is_over: false,
    }))
}

impl Iterator for Delimited {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if self.is_over {
            return None;
        }
        let step = self.records.step();
        let line = self.records.line;
        self.row += 1;
        match step {
            Ok(Step::Read) => Some(self.document(line)),
            Ok(Step::TooLong) => {
                let limit = self.options.max_document_bytes;
                let mut fault = too_long("record", limit).at_line(line);
                fault.hint = fault.hint.map(|hint| {
                    format!("see that a quotation mark is closed; {hint}")
                });
                Some(Err(Box::new(fault)))
            }
            Ok(Step::End) => {
                self.is_over = true;
                None
            }
            Err(error) => {
                self.is_over = true;
                Some(Err(Box::new(broken(error).at_line(line))))
            }
        }
    }
}

impl Delimited {
    fn document(&self, line: usize) -> Found {
        if self.records.cells != self.width {
            let message = format!(
                "left out: {} cells, but the header has {}",
                self.records.cells, self.width
            );
            let fault = Diagnostic::new(Severity::Error, "bad-row", message)
                .at_line(line)
                .hint("put cells that hold the delimiter, quotation marks or line ends into double quotes");
            return Err(Box::new(fault));
        }
        let mut cells = Cells::default();
        for field in Field::ALL {
            let Some(at) = self.columns[field as usize] else { continue };
            let bytes = self.records.cell(at).unwrap_or_default();
            let Ok(text) = std::str::from_utf8(bytes) else {
                return Err(not_utf8(line));
            };
            if !text.is_empty() {
                cells[field as usize] = Cell::Text(text.to_owned());
            }
        }
        draft(cells, self.row, line, &self.options)
    }
}

fn not_utf8(line: usize) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "bad-row",
            "left out: this is not UTF-8",
        )
        .at_line(line)
        .hint("save the file as CSV in UTF-8"),
    )
}
