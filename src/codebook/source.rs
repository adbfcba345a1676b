//! Reading a codebook file: rows by name of column, and faults that point at
//! the cell. Knows nothing of what the files mean.

use crate::diagnostic::{Diagnostic, Severity};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The codebook's files: path below `codebook/` and text.
pub type Files = BTreeMap<String, String>;

/// One file of the codebook while it is read.
pub struct Sheet<'files> {
    /// Its path below `codebook/`.
    pub name: String,
    text: &'files str,
}

/// A row with the line on which it begins, from 1.
#[derive(Debug, Clone)]
pub struct Located<T> {
    /// The line, from 1.
    pub line: usize,
    /// The row.
    pub row: T,
}

impl<'files> Sheet<'files> {
    /// Opens a file; a missing one is a fault.
    pub fn open(
        files: &'files Files,
        name: &str,
        faults: &mut Vec<Diagnostic>,
    ) -> Self {
        let text = files.get(name).map_or("", String::as_str);
        if !files.contains_key(name) {
            faults.push(
                Diagnostic::new(
                    Severity::Error,
                    "codebook-file-missing",
                    format!("the codebook has no file: `{name}`"),
                )
                .hint("`tidings codebook export DIR` writes a whole codebook to start from"),
            );
        }
        Self { name: name.to_owned(), text }
    }

    /// Reads all rows; a row that does not fit is a fault and left out.
    pub fn rows<T: DeserializeOwned>(
        &self,
        faults: &mut Vec<Diagnostic>,
    ) -> Vec<Located<T>> {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(self.text.trim_start_matches('\u{feff}').as_bytes());
        let Ok(headers) = reader.headers().cloned() else {
            return Vec::new();
        };
        let mut rows = Vec::new();
        let mut record = csv::StringRecord::new();
        loop {
            let line = usize::try_from(reader.position().line()).unwrap_or(0);
            match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) if record.len() != headers.len() => faults.push(
                    self.fault(
                        line,
                        "",
                        "codebook-cells",
                        format!(
                            "this row has {} cells, the header has {}",
                            record.len(),
                            headers.len()
                        ),
                    )
                    .hint("put a cell that holds a comma into double quotes"),
                ),
                Ok(true) => match record.deserialize(Some(&headers)) {
                    Ok(row) => rows.push(Located { line, row }),
                    Err(error) => faults.push(self.fault(
                        line,
                        "",
                        "codebook-row",
                        describe(&error),
                    )),
                },
                Err(error) => {
                    faults.push(self.fault(
                        line,
                        "",
                        "codebook-row",
                        error.to_string(),
                    ));
                    if reader.is_done() {
                        break;
                    }
                }
            }
        }
        rows
    }

    /// A fault at a cell of a line.
    #[must_use]
    pub fn fault(
        &self,
        line: usize,
        cell: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let text = self.text.lines().nth(line.saturating_sub(1));
        let text = text.unwrap_or("").trim_start_matches('\u{feff}');
        let at = match text.find(cell).filter(|_| !cell.is_empty()) {
            Some(start) => start..start + cell.len(),
            None => 0..text.len(),
        };
        Diagnostic::new(Severity::Error, code, message)
            .in_file(format!("codebook/{}", self.name))
            .at_line(line)
            .showing(text, at)
    }
}

fn describe(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        _ => error.to_string(),
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
