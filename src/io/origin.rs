//! The origin of a text: the file `<stem>.toml` beside it. Reads it and says
//! what is wrong with it, with line and cure.

use super::kind;
use super::walk::{Found, unreadable};
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::Origin;
use crate::record::{is_day, is_partial_date, one_line};
use std::fs;

/// The fields that an origin file may have, for hints.
const FIELDS: &str = "title, publisher, date_published, year_covered, page_address, date_accessed, licence, note";

/// The origin file beside a file.
pub(super) fn beside(
    found: &Found,
    problems: &mut Vec<Diagnostic>,
) -> Option<Origin> {
    let disk = found.file.as_ref()?;
    let name = disk.file_name()?.to_string_lossy();
    let (_, _, stem) = kind::of(&name)?;
    let file = disk.with_file_name(format!("{stem}.toml"));
    let (_, _, stem) = kind::of(&found.path)?;
    let path = format!("{stem}.toml");
    if !file.exists() {
        if found.kind.needs_origin() {
            problems.push(
                Diagnostic::new(
                    Severity::Warning,
                    "origin-missing",
                    format!("no origin file: `{path}`; title and year are read from the text"),
                )
                .in_file(&found.path)
                .hint("write one with title, publisher, date_published and page_address"),
            );
        }
        return None;
    }
    let parsed = fs::read_to_string(&file)
        .map_err(|error| Box::new(unreadable(&path, &error.to_string())))
        .and_then(|text| parse(&text, &path));
    match parsed {
        Ok(origin) => Some(origin),
        Err(fault) => {
            problems.push(*fault);
            None
        }
    }
}

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
    Ok(in_lines(origin))
}

fn check_dates(
    origin: &Origin,
    text: &str,
    path: &str,
) -> Result<(), Box<Diagnostic>> {
    let wrong = |date: &Option<String>, right: &dyn Fn(&str) -> bool| {
        date.clone().filter(|date| !right(date))
    };
    let faults = [
        (
            wrong(&origin.date_published, &is_partial_date),
            "`2020-12-31`, `2020-12` or `2020`",
        ),
        (wrong(&origin.date_accessed, &is_day), "`2020-12-31`"),
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

/// What the first says of a text, and where it says nothing, the second.
pub(super) fn over(first: Origin, second: Origin) -> Origin {
    Origin {
        title: first.title.or(second.title),
        publisher: first.publisher.or(second.publisher),
        date_published: first.date_published.or(second.date_published),
        year_covered: first.year_covered.or(second.year_covered),
        page_address: first.page_address.or(second.page_address),
        date_accessed: first.date_accessed.or(second.date_accessed),
        licence: first.licence.or(second.licence),
        note: first.note.or(second.note),
    }
}

fn in_lines(mut origin: Origin) -> Origin {
    for field in [
        &mut origin.title,
        &mut origin.publisher,
        &mut origin.page_address,
        &mut origin.licence,
        &mut origin.note,
    ] {
        *field = field.take().and_then(|text| one_line(&text));
    }
    origin
}
