//! What is said of a codebook file that is not as it should be: one function
//! for each kind of fault, with the cure. Decides nothing.

use super::columns::Columns;
use super::record::{Quoting, cells};
use super::source::{Sheet, nearest};
use super::term::{TermFault, capital};
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeSet;

/// Where a row of a file begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At {
    /// The line, from 1.
    pub line: usize,
    /// The byte, from 0, a byte order mark not counted.
    pub(super) byte: usize,
}

/// Columns whose cells become one of a few values of a type. serde tells the
/// value that it does not know, but not where it stands.
const TYPED: [&str; 2] = ["kind", "status"];

/// Values that a hint can name one by one.
const FEW: usize = 12;

pub(super) fn missing_file(name: &str) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "codebook-file-missing",
        format!("the codebook has no file: `{name}`"),
    )
    .in_file(format!("codebook/{name}"))
    .hint("`tidings codebook export DIR` writes a whole codebook: take the file from there")
}

pub(super) fn unknown_file<'a>(
    name: &str,
    known: impl Iterator<Item = &'a str>,
) -> Diagnostic {
    let hint = nearest(name, known).map_or_else(
        || {
            "take it out of the folder, or put a file of cues into `cues/`"
                .to_owned()
        },
        |near| format!("did you mean `{near}`?"),
    );
    Diagnostic::new(
        Severity::Warning,
        "codebook-file-unknown",
        format!("no such file is read, so its rows do nothing: `{name}`"),
    )
    .in_file(format!("codebook/{name}"))
    .hint(hint)
}

/// The text of a file, which must be UTF-8.
///
/// # Errors
///
/// The first byte that is not, with the line that it stands in.
pub fn decode(name: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let before = String::from_utf8_lossy(&bytes[..valid]).into_owned();
        let line = before.rsplit('\n').next().unwrap_or("");
        let rest = bytes[valid..].split(|b| matches!(b, b'\n' | b'\r'));
        let rest = rest.into_iter().next().map(String::from_utf8_lossy);
        let rest = rest.unwrap_or_default();
        let wrong = rest.chars().next().map_or(0, char::len_utf8);
        Diagnostic::new(
            Severity::Error,
            "codebook-encoding",
            "the file is not UTF-8",
        )
        .in_file(format!("codebook/{name}"))
        .at_line(before.matches('\n').count() + 1)
        .showing(format!("{line}{rest}"), line.len()..line.len() + wrong)
        .hint("save it as CSV in UTF-8")
    })
}

/// Columns that are missing, that nobody reads, or that stand twice.
pub(super) fn header(
    sheet: &Sheet<'_>,
    columns: &Columns,
    told: &mut Vec<Diagnostic>,
) {
    let found: Vec<&str> = sheet.header().iter().collect();
    let all: Vec<&str> = columns.names().collect();
    let all = format!("the columns are, in any order: {}", all.join(", "));
    if found.is_empty() {
        let message = "the file is empty";
        told.push(sheet.pointing(0..0, "codebook-column", message).hint(all));
        return;
    }
    let missing: Vec<&str> =
        columns.names().filter(|name| !found.contains(name)).collect();
    let written = cells(sheet.text(), 0);
    let whole = 0..written.last().map_or(0, |cell| cell.range.end);
    if let ([only], true) = (&*found, missing.len() > 1)
        && let Some(other) = [';', '\t'].iter().find(|c| only.contains(**c))
    {
        let shown = if *other == ';' { "`;`" } else { "tabs" };
        told.push(
            sheet
                .pointing(
                    whole,
                    "codebook-separator",
                    format!("the cells are parted by {shown}, not by commas"),
                )
                .hint(
                    "save it as CSV with commas between the cells, in UTF-8",
                ),
        );
        return;
    }
    let mut strays = Vec::new();
    for (index, name) in found.iter().enumerate() {
        let twice = found[..index].contains(name);
        if columns.names().any(|known| known == *name) && !twice {
            continue;
        }
        let cell = written.get(index).map_or(0..0, |cell| cell.range.clone());
        let message = if twice {
            format!("two columns have the name `{name}`")
        } else {
            format!("no such column is read, so it does nothing: `{name}`")
        };
        let mut fault = sheet.pointing(cell, "codebook-column", message);
        let near = nearest(name, missing.iter().copied());
        match near.filter(|_| !twice) {
            // The column that it was to be is missing: one fault, not two.
            Some(near) => {
                strays.push(near);
                fault = fault.hint(format!("did you mean `{near}`?"));
            }
            None => {
                if !twice {
                    fault.severity = Severity::Warning;
                }
                fault = fault.hint("delete the column");
            }
        }
        told.push(fault);
    }
    let missing: Vec<String> = missing
        .iter()
        .filter(|name| !strays.contains(*name))
        .map(|name| format!("`{name}`"))
        .collect();
    if !missing.is_empty() {
        let plural = if missing.len() == 1 { "column" } else { "columns" };
        told.push(
            sheet
                .pointing(
                    whole,
                    "codebook-column",
                    format!(
                        "the header lacks the {plural} {}",
                        missing.join(", ")
                    ),
                )
                .hint(all),
        );
    }
}

/// A double quote that is not closed, or closed too early.
pub(super) fn quoting(sheet: &Sheet<'_>, at: At) -> Option<Diagnostic> {
    let written = cells(sheet.text(), at.byte);
    let (cell, fault) =
        written.iter().find_map(|cell| Some((cell, cell.fault?)))?;
    let hint = "close the cell with a double quote; write one that stands in its text twice";
    let newline = |range: std::ops::Range<usize>| {
        sheet.text().get(range).is_some_and(|text| text.contains('\n'))
    };
    let (at, message) = match fault {
        (Quoting::Open, at) => {
            (at, "the double quote that opens this cell is never closed")
        }
        (Quoting::Trailing, at) if newline(cell.range.start..at) => (
            cell.range.start,
            "the double quote that opens this cell is not closed on its line",
        ),
        (Quoting::Trailing, at) => {
            (at, "text follows the double quote that closes this cell")
        }
    };
    let fault = sheet.pointing(at..at + 1, "codebook-quote", message);
    Some(fault.hint(hint))
}

pub(super) fn wrong_length(
    sheet: &Sheet<'_>,
    at: At,
    found: usize,
) -> Diagnostic {
    let written = cells(sheet.text(), at.byte);
    let wanted = sheet.header().len();
    let end = written.last().map_or(at.byte, |cell| cell.range.end);
    let from = written.get(wanted).map_or(end, |cell| cell.range.start);
    let cells = if found == 1 { "cell" } else { "cells" };
    let message =
        format!("this row has {found} {cells}, the header has {wanted}");
    let fault = sheet.pointing(from..end, "codebook-cells", message);
    let lines = sheet.lines_of(at);
    if lines > 1 {
        return sheet
            .pointing(at.byte..end, "codebook-cells", fault.message)
            .hint(format!(
                "a quoted cell makes this row {lines} lines long: look for a double quote too many"
            ));
    }
    if found > wanted {
        return fault.hint("put a cell that holds a comma into double quotes");
    }
    let next = sheet.header().get(found).unwrap_or("");
    fault.hint(format!(
        "the cell for `{next}` is missing: an empty cell needs its comma too"
    ))
}

/// A cell whose type is wrong: no number, or none of a few words.
pub(super) fn wrong_value(
    sheet: &Sheet<'_>,
    at: At,
    error: &csv::Error,
) -> Diagnostic {
    let csv::ErrorKind::Deserialize { err, .. } = error.kind() else {
        return sheet.fault(at, "", "", "codebook-row", error.to_string());
    };
    let index = err.field().and_then(|field| usize::try_from(field).ok());
    let column = index.and_then(|i| sheet.header().get(i)).unwrap_or("");
    let cause = err.kind().to_string();
    // serde says: unknown variant `x`, expected one of `v`, `n`, `p`.
    if let Some(rest) = cause.strip_prefix("unknown variant `")
        && let Some((value, wanted)) = rest.split_once("`, expected ")
    {
        let wanted = wanted.trim_start_matches("one of ");
        let column = sheet.column_holding(at, &TYPED, value);
        return sheet
            .fault(
                at,
                column,
                "",
                "codebook-value",
                format!("no such `{column}`: `{value}`"),
            )
            .hint(format!("write one of {wanted}"));
    }
    let whole = matches!(err.kind(), csv::DeserializeErrorKind::ParseInt(_));
    let hint = if whole {
        "write a whole number, such as 3"
    } else {
        "write a number, such as 1.5, or leave the cell empty"
    };
    let number = whole
        || matches!(err.kind(), csv::DeserializeErrorKind::ParseFloat(_));
    let message = if number {
        format!("`{column}` holds no number")
    } else {
        format!("`{column}`: {cause}")
    };
    sheet.fault(at, column, "", "codebook-value", message).hint(hint)
}

pub(super) fn empty_cell(
    sheet: &Sheet<'_>,
    at: At,
    column: &str,
) -> Diagnostic {
    sheet
        .fault(
            at,
            column,
            "",
            "codebook-empty",
            format!("the cell for `{column}` is empty"),
        )
        .hint("fill it in, or delete the row")
}

pub(super) fn unknown_value(
    sheet: &Sheet<'_>,
    at: At,
    column: &str,
    value: &str,
    values: &BTreeSet<String>,
) -> Diagnostic {
    let message =
        format!("the program gives this `{column}` no meaning: `{value}`");
    let mut fault = sheet.fault(at, column, "", "codebook-value", message);
    fault.severity = Severity::Warning;
    let names = || values.iter().map(String::as_str);
    fault.hint(match nearest(value, names()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if values.len() <= FEW => {
            let shown: Vec<String> =
                names().map(|name| format!("`{name}`")).collect();
            format!("write one of {}", shown.join(", "))
        }
        None => format!("the built-in `{}` shows which there are", sheet.name),
    })
}

pub(super) fn twice(
    sheet: &Sheet<'_>,
    at: At,
    columns: &Columns,
    key: &[String],
    first: usize,
) -> Diagnostic {
    let column = columns.key.last().copied().unwrap_or("");
    let shown: Vec<String> = columns
        .key
        .iter()
        .zip(key)
        .map(|(column, value)| format!("{column} `{value}`"))
        .collect();
    sheet
        .fault(
            at,
            column,
            "",
            "codebook-twice",
            format!("two rows have the {}", shown.join(", ")),
        )
        .hint(format!(
            "the other stands in codebook/{}:{first}; delete one",
            sheet.name
        ))
}

pub(super) fn term(
    sheet: &Sheet<'_>,
    at: At,
    column: &str,
    fault: TermFault,
) -> Diagnostic {
    let TermFault { part, message, hint } = fault;
    sheet.fault(at, column, &part, "codebook-term", message).hint(hint)
}

/// A word that a capital keeps from ever matching.
pub(super) fn capitals(
    sheet: &Sheet<'_>,
    at: At,
    column: &str,
    cell: &str,
) -> Option<Diagnostic> {
    let word = capital(cell)?;
    let mut fault = sheet.fault(
        at,
        column,
        word,
        "codebook-capital",
        format!("a word with a capital matches nothing: `{word}`"),
    );
    fault.severity = Severity::Warning;
    Some(fault.hint(format!(
        "words are written in lower case and match in any: `{}`",
        word.to_lowercase()
    )))
}
