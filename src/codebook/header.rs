//! What is said of a codebook file as a whole: one that is missing, that
//! nobody reads, that is not UTF-8, or whose header lacks columns.

use super::columns::Columns;
use super::record::cells;
use super::source::{Sheet, nearest};
use crate::diagnostic::{Diagnostic, Severity};

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
#[expect(
    clippy::result_large_err,
    reason = "read once a file, and the fault is what is shown"
)]
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
        if let Some(near) = near.filter(|_| !twice) {
            // The column that it was to be is missing: one fault, not two.
            strays.push(near);
            fault = fault.hint(format!("did you mean `{near}`?"));
        } else {
            if !twice {
                fault.severity = Severity::Warning;
            }
            fault = fault.hint("delete the column");
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
