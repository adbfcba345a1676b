//! The origin of a text: the file `<stem>.toml` beside it. Reads it and says
//! what is wrong with it, with line and cure.

use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::Origin;
use jiff::civil::Date;

/// The fields that an origin file may have, for hints.
const FIELDS: &str = "title, publisher, date_published, year_covered, page_address, date_accessed, licence, note";

/// Reads an origin file's text. `path` is its path below the input folder.
///
/// # Errors
///
/// The fault, if it cannot be used.
pub fn parse(text: &str, path: &str) -> Result<Origin, Box<Diagnostic>> {
    let origin: Origin = toml::from_str(text).map_err(|error| {
        let at = error.span().unwrap_or(0..0);
        let message = error.message().lines().next().unwrap_or("not TOML");
        // A bare date reaches the parser's message as some "map".
        let bare = text.get(at.clone()).unwrap_or("");
        let hint = if bare.starts_with(|c: char| c.is_ascii_digit())
            && message.ends_with("expected a string")
        {
            "put dates into double quotes: \"2020-12-31\"".to_owned()
        } else if message.contains("expected u16") {
            "write the year without quotes: year_covered = 2020".to_owned()
        } else if message.starts_with("unknown field") {
            format!("the fields are: {FIELDS}")
        } else {
            "one field a line, text in double quotes, as in: title = \"Human rights wins\"".to_owned()
        };
        Box::new(fault(text, at, path, message).hint(hint))
    })?;
    check_dates(&origin, text, path)?;
    Ok(one_line(origin))
}

fn check_dates(
    origin: &Origin,
    text: &str,
    path: &str,
) -> Result<(), Box<Diagnostic>> {
    let day = |date: &str| date.parse::<Date>().is_ok() && date.len() == 10;
    let published = |date: &str| match date.len() {
        4 => day(&format!("{date}-01-01")),
        7 => day(&format!("{date}-01")),
        _ => day(date),
    };
    let wrong = |date: &Option<String>, right: &dyn Fn(&str) -> bool| {
        date.clone().filter(|date| !right(date))
    };
    let faults = [
        (
            wrong(&origin.date_published, &published),
            "`2020-12-31`, `2020-12` or `2020`",
        ),
        (wrong(&origin.date_accessed, &day), "`2020-12-31`"),
    ];
    for (date, form) in faults {
        let Some(date) = date else { continue };
        let start = text.find(&date).unwrap_or(0);
        let message = format!("not a date: `{date}`");
        return Err(Box::new(
            fault(text, start..start + date.len(), path, &message)
                .hint(format!("write it as {form}")),
        ));
    }
    Ok(())
}

fn fault(
    text: &str,
    at: std::ops::Range<usize>,
    path: &str,
    message: &str,
) -> Diagnostic {
    let before = text.get(..at.start).unwrap_or("");
    let begin = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(begin..).unwrap_or("").lines().next().unwrap_or("");
    let start = (at.start - begin).min(line.len());
    let end = at.end.saturating_sub(begin).clamp(start, line.len());
    Diagnostic::new(
        Severity::Error,
        "origin-fault",
        format!("the origin file is left out: {message}"),
    )
    .in_file(path)
    .at_line(before.matches('\n').count() + 1)
    .showing(line, start..end)
}

/// Cells hold one line each.
fn one_line(mut origin: Origin) -> Origin {
    for field in [
        &mut origin.title,
        &mut origin.publisher,
        &mut origin.page_address,
        &mut origin.licence,
        &mut origin.note,
    ] {
        *field = field
            .take()
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty());
    }
    origin
}
