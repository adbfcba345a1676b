//! What is said of a row of a codebook file that is not as it should be: one
//! function for each kind of fault, with the cure. Decides nothing; of whole
//! files and their headers `header` tells.

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
