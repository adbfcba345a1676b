//! Gold files: hand-coded events of one document, as CSV. Reads their text
//! and says what is wrong with it, with line and cure; opens no file.

use super::unit::{Field, Unit};
use super::words::{RUN, set, words};
use crate::codebook::Codebook;
use crate::codebook::source::nearest;
use crate::diagnostic::{Diagnostic, Severity};
use crate::table::vocabulary;
use jiff::civil::Date;

/// The header of a gold file.
pub const COLUMNS: [&str; 10] = [
    "event",
    "item",
    "countries",
    "theme",
    "outcome_type",
    "status",
    "date",
    "people",
    "people_count",
    "anchor",
];

/// Place of the first scored field among the columns.
const FIRST: usize = 2;

/// Place of the anchor among the columns.
const ANCHOR: usize = 9;

/// A gold file's text, for faults that point at it.
#[derive(Debug, Clone, Copy)]
pub struct GoldText<'a> {
    /// The file, as messages name it.
    pub file: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A gold event with its line in the file, from 1.
#[derive(Debug, Clone)]
pub struct GoldRow {
    /// The line.
    pub line: usize,
    /// The event.
    pub row: Unit,
}

impl GoldText<'_> {
    /// Reads all rows. A row that cannot be scored is a fault and left out.
    #[must_use]
    pub fn parse(
        &self,
        codebook: &Codebook,
    ) -> (Vec<GoldRow>, Vec<Diagnostic>) {
        let mut rows = Vec::new();
        let mut faults = Vec::new();
        let text = self.text.trim_start_matches('\u{feff}');
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        if !header.iter().eq(COLUMNS) {
            let fault = self
                .fault(1, "", "the header is not that of a gold file")
                .hint(format!("it has to be: {}", COLUMNS.join(",")));
            return (rows, vec![fault]);
        }
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => {
                    let line =
                        record.position().map_or(0, csv::Position::line);
                    let line = usize::try_from(line).unwrap_or(0);
                    let wrong = self.faults(line, &record, codebook);
                    if wrong.is_empty() {
                        rows.push(GoldRow { line, row: unit(&record) });
                    }
                    faults.extend(wrong);
                }
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    let line = usize::try_from(line).unwrap_or(0);
                    faults.push(self.fault(line, "", error.to_string()));
                    if reader.is_done() {
                        break;
                    }
                }
            }
        }
        (rows, faults)
    }

    /// Everything that is wrong with a row.
    fn faults(
        &self,
        line: usize,
        record: &csv::StringRecord,
        codebook: &Codebook,
    ) -> Vec<Diagnostic> {
        if record.len() != COLUMNS.len() {
            let message = format!(
                "this row has {} cells, the header has {}",
                record.len(),
                COLUMNS.len()
            );
            return vec![
                self.fault(line, "", message)
                    .hint("put a cell that holds a comma into double quotes"),
            ];
        }
        let mut faults = Vec::new();
        for (column, cell) in COLUMNS.into_iter().zip(record) {
            for (value, hint) in wrong(column, cell, codebook) {
                let message = if value.is_empty() {
                    format!("the column `{column}` is empty")
                } else {
                    format!("no value for the column `{column}`: `{value}`")
                };
                faults.push(self.fault(line, &value, message).hint(hint));
            }
        }
        faults
    }

    /// Anchors that the document does not hold exactly once.
    #[must_use]
    pub fn anchors(
        &self,
        rows: &[GoldRow],
        document: &str,
    ) -> Vec<Diagnostic> {
        let document = words(document);
        let mut faults = Vec::new();
        for GoldRow { line, row } in rows {
            let anchor = words(&row.text);
            let times =
                document.windows(anchor.len()).filter(|w| *w == anchor);
            let (message, hint) = match times.count() {
                1 => continue,
                0 => (
                    "the text does not hold this anchor".to_owned(),
                    "copy consecutive words of the text exactly, without markup",
                ),
                n => (
                    format!("the text holds this anchor {n} times"),
                    "take in a word more, so that it stands only once",
                ),
            };
            let mut fault = self.fault(*line, &row.text, message).hint(hint);
            // It can be scored all the same.
            fault.severity = Severity::Warning;
            faults.push(fault);
        }
        faults
    }

    /// A fault at a cell of a line.
    fn fault(
        &self,
        line: usize,
        cell: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let text = self.text.lines().nth(line.saturating_sub(1));
        let text = text.unwrap_or("").trim_start_matches('\u{feff}');
        let ends = |side: Option<char>| {
            side.is_none_or(|sign| matches!(sign, ',' | ';' | '"' | ' '))
        };
        let whole = |at: &(usize, &str)| {
            ends(text[..at.0].chars().next_back())
                && ends(text[at.0 + cell.len()..].chars().next())
        };
        let at = text
            .match_indices(cell)
            .filter(|_| !cell.is_empty())
            .find(whole)
            .map_or(0..text.len(), |(at, _)| at..at + cell.len());
        Diagnostic::new(Severity::Error, "gold", message)
            .in_file(self.file)
            .at_line(line)
            .showing(text, at)
    }
}

fn unit(record: &csv::StringRecord) -> Unit {
    let cell = |at: usize| record.get(at).unwrap_or("").to_owned();
    let cells = Field::ALL.map(|field| cell(FIRST + field as usize));
    Unit::new(cell(0), cells, cell(ANCHOR), None)
}

/// The values of a cell that its column does not take, each with the cure.
pub(crate) fn wrong(
    column: &str,
    cell: &str,
    codebook: &Codebook,
) -> Vec<(String, String)> {
    let number = cell.parse::<u64>().is_ok();
    let known: Vec<&str> = match column {
        "theme" => codebook.themes.iter().map(|row| &*row.theme).collect(),
        "outcome_type" => {
            codebook.outcomes.iter().map(|row| &*row.outcome).collect()
        }
        "status" => {
            let list = vocabulary("events", column).unwrap_or(&[]);
            list.iter().map(|(id, _)| *id).collect()
        }
        _ => Vec::new(),
    };
    let hint = match column {
        "countries" => {
            let is_code = |code: &String| {
                codebook.countries.iter().any(|row| row.country == *code)
            };
            let hint = "write ISO 3166-1 alpha-3 codes, `;` between them";
            return set(cell)
                .into_iter()
                .filter(|code| !is_code(code))
                .map(|code| (code, hint.to_owned()))
                .collect();
        }
        _ if !known.is_empty() => unknown(cell, &known),
        "event" if !number => Some("events count from 1".to_owned()),
        "item" | "people_count" if !number && !cell.is_empty() => {
            Some("write a whole number, or leave it empty".to_owned())
        }
        "date" if !is_date(cell) => Some(
            "write it as `2020-04-22`, `2020-04` or `2020`, or leave it empty"
                .to_owned(),
        ),
        "anchor" if words(cell).len() < RUN => {
            Some(format!("copy at least {RUN} consecutive words of the text"))
        }
        _ => None,
    };
    hint.map(|hint| (cell.to_owned(), hint)).into_iter().collect()
}

/// A hint, if a word is not in a list.
fn unknown(word: &str, known: &[&str]) -> Option<String> {
    if known.contains(&word) {
        return None;
    }
    Some(match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("one of: {}", known.join(", ")),
    })
}

fn is_date(cell: &str) -> bool {
    let full = match cell.len() {
        0 => return true,
        4 => format!("{cell}-01-01"),
        7 => format!("{cell}-01"),
        10 => cell.to_owned(),
        _ => return false,
    };
    full.parse::<Date>().is_ok()
}
