//! Reading a codebook file: rows by name of column, and faults that point at
//! the cell. Knows nothing of what the files mean.

use super::columns::{self, Columns};
use super::embedded;
use super::faults;
pub use super::faults::At;
use super::header;
use super::record::{cells, skip_blank};
use crate::diagnostic::{Diagnostic, Severity};
use serde::de::{DeserializeOwned, IgnoredAny};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The codebook's files: path below `codebook/` and text.
pub type Files = BTreeMap<String, Cow<'static, str>>;

/// One file of the codebook while it is read.
pub struct Sheet<'files> {
    /// Its path below `codebook/`.
    pub name: String,
    /// Its text, without a byte order mark.
    text: &'files str,
    /// Names of its columns.
    header: csv::StringRecord,
    /// Whether it is there and its header is what it should be.
    readable: bool,
}

/// A row with its place in the file.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// Where it begins.
    pub at: At,
    /// The row.
    pub row: T,
}

impl<'files> Sheet<'files> {
    /// Opens a file; one that is missing, or lacks columns, is a fault.
    pub fn open(
        files: &'files Files,
        name: &str,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let text = files.get(name).map_or("", |text| text);
        let text = text.trim_start_matches('\u{feff}');
        let mut sheet = Self {
            name: name.to_owned(),
            text,
            header: csv::StringRecord::new(),
            readable: false,
        };
        if !files.contains_key(name) {
            told.push(header::missing_file(name));
            return sheet;
        }
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        if let Ok(header) = reader.headers() {
            sheet.header = header.clone();
        }
        let before = errors(told);
        if let Some(columns) = columns::of(name) {
            header::header(&sheet, columns, told);
        }
        sheet.readable = errors(told) == before;
        sheet
    }

    /// Reads all rows; a row that does not fit is a fault and left out.
    pub fn rows<T: DeserializeOwned>(
        &self,
        told: &mut Vec<Diagnostic>,
    ) -> Vec<Located<T>> {
        let mut rows = Vec::new();
        if !self.readable {
            return rows;
        }
        let columns = columns::of(&self.name);
        let mut checks = columns.map(|columns| Checks::new(self, columns));
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(self.text.as_bytes());
        // Read the header again, so that what follows are rows.
        let _ = reader.headers();
        let mut record = csv::StringRecord::new();
        // The text is UTF-8 and rows may have any length, so nothing fails.
        while reader.read_record(&mut record).unwrap_or(false) {
            let at = self.place(record.position());
            if let Some(fault) = faults::quoting(self, at) {
                told.push(fault);
                // What follows a quote that is not closed is anybody's guess.
                if self.lines_of(at) > 1 {
                    break;
                }
                continue;
            }
            if record.len() != self.header.len() {
                told.push(faults::wrong_length(self, at, record.len()));
                continue;
            }
            let passes = checks
                .as_mut()
                .is_none_or(|checks| checks.pass(self, at, &record, told));
            if !passes {
                continue;
            }
            match record.deserialize(Some(&self.header)) {
                Ok(row) => rows.push(Located { at, row }),
                Err(error) => {
                    told.push(faults::wrong_value(self, at, &error));
                }
            }
        }
        rows
    }

    /// Tells the faults of a file whose rows are read elsewhere.
    pub fn check(&self, told: &mut Vec<Diagnostic>) {
        self.rows::<IgnoredAny>(told);
    }

    /// A fault in a cell: of that row, in that column, at that part of it, or
    /// at the whole cell if it does not hold the part.
    #[must_use]
    pub fn fault(
        &self,
        at: At,
        column: &str,
        part: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let written = cells(self.text, at.byte);
        let index = self.header.iter().position(|name| name == column);
        let cell = index.and_then(|index| written.get(index));
        let range = match (cell, written.last()) {
            (Some(cell), _) => cell.range.clone(),
            (None, Some(last)) => at.byte..last.range.end,
            (None, None) => at.byte..at.byte,
        };
        let inside = self.text.get(range.clone()).unwrap_or("");
        let range = match inside.find(part).filter(|_| !part.is_empty()) {
            Some(from) => range.start + from..range.start + from + part.len(),
            None => range,
        };
        self.pointing(range, code, message)
    }

    /// A fault at some bytes of the file.
    #[must_use]
    pub(super) fn pointing(
        &self,
        range: std::ops::Range<usize>,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let before = self.text.get(..range.start).unwrap_or("");
        let begin = before.rfind('\n').map_or(0, |newline| newline + 1);
        let rest = self.text.get(begin..).unwrap_or("");
        let line = rest.lines().next().unwrap_or("");
        let from = (range.start - begin).min(line.len());
        let until = range.end.saturating_sub(begin).clamp(from, line.len());
        Diagnostic::new(Severity::Error, code, message)
            .in_file(format!("codebook/{}", self.name))
            .at_line(before.matches('\n').count() + 1)
            .showing(line, from..until)
    }

    /// Names of its columns.
    #[must_use]
    pub(super) fn header(&self) -> &csv::StringRecord {
        &self.header
    }

    /// Its text.
    #[must_use]
    pub(super) fn text(&self) -> &'files str {
        self.text
    }

    /// The first of some columns in which a row holds a value.
    #[must_use]
    pub(super) fn column_holding<'a>(
        &self,
        at: At,
        columns: &[&'a str],
        value: &str,
    ) -> &'a str {
        let written = cells(self.text, at.byte);
        let holds = |name: &&&str| {
            let index = self.header.iter().position(|n| n == **name);
            index.and_then(|index| written.get(index)).is_some_and(|cell| {
                self.text
                    .get(cell.range.clone())
                    .is_some_and(|text| text.trim_matches('"') == value)
            })
        };
        columns.iter().find(holds).copied().unwrap_or("")
    }

    /// How many lines a row takes.
    #[must_use]
    pub(super) fn lines_of(&self, at: At) -> usize {
        let end = cells(self.text, at.byte).last().map_or(0, |c| c.range.end);
        let row = self.text.get(at.byte..end).unwrap_or("");
        row.lines().count()
    }

    fn place(&self, position: Option<&csv::Position>) -> At {
        let Some(position) = position else { return At::default() };
        let number = |n: u64| usize::try_from(n).unwrap_or(0);
        let begin = number(position.byte());
        let byte = skip_blank(self.text, begin);
        let blank = self.text.get(begin..byte).unwrap_or("");
        let line = number(position.line()) + blank.matches('\n').count();
        At { line, byte }
    }
}

/// How many errors there are: warnings leave nothing out.
#[must_use]
pub(super) fn errors(told: &[Diagnostic]) -> usize {
    told.iter().filter(|fault| fault.severity == Severity::Error).count()
}

/// What every row of a file is checked for.
struct Checks {
    columns: &'static Columns,
    filled: Vec<usize>,
    /// Index of a column and the values that it may hold.
    closed: Vec<(usize, &'static BTreeSet<String>)>,
    key: Vec<usize>,
    seen: BTreeMap<Vec<String>, usize>,
}

impl Checks {
    fn new(sheet: &Sheet<'_>, columns: &'static Columns) -> Self {
        let index = |name: &&str| sheet.header.iter().position(|n| n == *name);
        // The built-in file holds what it holds; no need to look.
        let own = sheet.text == embedded::text(&sheet.name);
        let closed = columns.closed.iter().filter(|_| !own);
        Self {
            columns,
            filled: columns.filled.iter().filter_map(index).collect(),
            closed: closed
                .filter_map(|name| Some((index(name)?, columns.values(name))))
                .collect(),
            key: columns.key.iter().filter_map(index).collect(),
            seen: BTreeMap::new(),
        }
    }

    /// Whether a row may be used; if not, the fault is told.
    fn pass(
        &mut self,
        sheet: &Sheet<'_>,
        at: At,
        record: &csv::StringRecord,
        told: &mut Vec<Diagnostic>,
    ) -> bool {
        let cell = |index: usize| record.get(index).unwrap_or("");
        let name = |index: usize| sheet.header.get(index).unwrap_or("");
        for &index in &self.filled {
            if cell(index).trim().is_empty() {
                told.push(faults::empty_cell(sheet, at, name(index)));
                return false;
            }
        }
        for (index, values) in &self.closed {
            if !values.contains(cell(*index)) {
                let column = name(*index);
                told.push(faults::unknown_value(
                    sheet,
                    at,
                    column,
                    cell(*index),
                    values,
                ));
            }
        }
        if self.key.is_empty() {
            return true;
        }
        let key: Vec<String> =
            self.key.iter().map(|index| cell(*index).to_owned()).collect();
        let first = *self.seen.entry(key.clone()).or_insert(at.line);
        if first != at.line {
            let columns = self.columns;
            told.push(faults::twice(sheet, at, columns, &key, first));
        }
        first == at.line
    }
}

/// The word of a list that is nearest to a misspelt one, for hints.
#[must_use]
pub fn nearest<'a>(
    word: &str,
    known: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    known
        .map(|candidate| {
            (strsim::damerau_levenshtein(word, candidate), candidate)
        })
        .filter(|(distance, _)| *distance <= 1 + word.len() / 4)
        .min()
        .map(|(_, candidate)| candidate)
}
