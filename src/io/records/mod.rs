//! Corpora: files whose rows are documents. From the cells of a row to its
//! document, alike for every kind of file; how the cells are told apart, the
//! files beside this one know.

pub(super) mod delimited;
pub(super) mod json_lines;
pub(super) mod row_groups;

use super::drafts::{Draft, Found};
use super::options::{Columns, Field, ReadOptions};
use super::origin::{is_partial_date, one_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::Origin;

/// Columns that a message lists.
const LISTED: usize = 40;

/// Characters of an id that are kept.
const ID: usize = 200;

/// What a row holds under one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
enum Cell {
    /// Nothing.
    #[default]
    Absent,
    /// Text.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// Something that is no text, by its name.
    Other(&'static str),
}

/// The cells that a document is made of, by [`Field`].
type Cells = [Cell; Field::ALL.len()];

/// Code of the problem that a column is not there.
pub(super) const COLUMN_MISSING: &str = "column-missing";

/// Which columns there are, against those that are wanted: the text always,
/// another if the caller named it.
fn lacking(
    columns: &Columns,
    wanted: &[Field],
    there: &[String],
) -> Option<Box<Diagnostic>> {
    let field = wanted.iter().find(|field| {
        let needed = **field == Field::Text || columns.is_named(**field);
        needed && !there.iter().any(|name| name == columns.name(**field))
    })?;
    let mut list: Vec<String> =
        there.iter().take(LISTED).map(|name| format!("`{name}`")).collect();
    if there.len() > LISTED {
        list.push(format!("{} more", there.len() - LISTED));
    }
    let list = if list.is_empty() {
        "there are none".to_owned()
    } else {
        format!("there are {}", list.join(", "))
    };
    let parted = there.len() == 1 && there[0].contains(';');
    let hint = if parted {
        "save it with commas, not semicolons, between the cells".to_owned()
    } else {
        format!(
            "name the right column: --{}-column NAME; or leave the file out: --exclude",
            field.default_name()
        )
    };
    Some(Box::new(
        Diagnostic::new(
            Severity::Error,
            COLUMN_MISSING,
            format!("no column `{}`; {list}", columns.name(*field)),
        )
        .hint(hint),
    ))
}

/// The document of a row; `number` counts rows from 1.
fn draft(
    mut cells: Cells,
    number: usize,
    line: usize,
    options: &ReadOptions,
) -> Found {
    let columns = &options.columns;
    let refused = |message: String| {
        Box::new(
            Diagnostic::new(Severity::Error, "bad-row", message)
                .at_line(line)
                .hint("the other rows are read; mend this one or delete it"),
        )
    };
    let mut take = |field| std::mem::take(&mut cells[field as usize]);
    let name = columns.name(Field::Text);
    let text = match take(Field::Text) {
        Cell::Text(text) if !text.trim().is_empty() => text,
        Cell::Text(_) | Cell::Absent => {
            return Err(refused(format!("left out: no text in `{name}`")));
        }
        Cell::Number(_) => {
            return Err(refused(format!(
                "left out: `{name}` holds a number, no text"
            )));
        }
        Cell::Other(what) => {
            return Err(refused(format!(
                "left out: `{name}` holds {what}, no text"
            )));
        }
    };
    let mut notes = Vec::new();
    let mut said = |field: Field| match take(field) {
        Cell::Absent => None,
        Cell::Text(text) | Cell::Number(text) => one_line(&text),
        Cell::Other(what) => {
            notes.push(passed_over(columns.name(field), what, line));
            None
        }
    };
    let id =
        said(Field::Id).map_or_else(|| number.to_string(), |id| tame(&id));
    let title = said(Field::Title);
    let date = said(Field::Date);
    let page_address = said(Field::Url);
    let publisher = said(Field::Publisher);
    let date_published = date.and_then(|text| {
        let day = day(&text);
        if day.is_none() {
            let name = columns.name(Field::Date);
            notes.push(passed_over(name, &format!("no date: `{text}`"), line));
        }
        day
    });
    Ok(Draft {
        id: Some(id),
        line: Some(line),
        bytes: text.into_bytes(),
        format: options.text_format,
        origin: Origin {
            title,
            publisher,
            date_published,
            page_address,
            ..Origin::default()
        },
        notes,
    })
}

fn passed_over(name: &str, what: &str, line: usize) -> Diagnostic {
    Diagnostic::new(
        Severity::Warning,
        "bad-cell",
        format!("`{name}` is passed over, for it holds {what}"),
    )
    .at_line(line)
    .hint("write text or a number there; dates as `2020-12-31`, `2020-12` or `2020`")
}

/// The day of a date, or of a day with a time.
fn day(text: &str) -> Option<String> {
    let day = text.get(..10).filter(|_| {
        matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '))
    });
    let day = day.unwrap_or(text);
    is_partial_date(day).then(|| day.to_owned())
}

/// An id that can stand in a path: of one line, without control characters,
/// not endless.
fn tame(id: &str) -> String {
    id.chars()
        .map(|c| if c.is_control() { '\u{FFFD}' } else { c })
        .take(ID)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(id: Cell, text: &str, date: &str) -> Cells {
        let mut cells = Cells::default();
        cells[Field::Id as usize] = id;
        cells[Field::Text as usize] = Cell::Text(text.to_owned());
        cells[Field::Date as usize] = Cell::Text(date.to_owned());
        cells
    }

    #[test]
    fn a_row_without_an_id_has_its_number() {
        let made =
            draft(cells(Cell::Absent, "x", ""), 7, 8, &ReadOptions::default());
        assert_eq!(made.unwrap().id.as_deref(), Some("7"));
        let made = draft(
            cells(Cell::Text(" a\n\u{7}b ".into()), "x", ""),
            7,
            8,
            &ReadOptions::default(),
        );
        assert_eq!(made.unwrap().id.as_deref(), Some("a \u{FFFD}b"));
    }

    #[test]
    fn times_are_cut_off_dates_and_what_is_no_date_is_told() {
        let made = |date| {
            draft(
                cells(Cell::Absent, "x", date),
                1,
                2,
                &ReadOptions::default(),
            )
            .unwrap()
        };
        let date = made("2020-12-31T10:00:00Z").origin.date_published;
        assert_eq!(date.as_deref(), Some("2020-12-31"));
        let odd = made("31/12/2020");
        assert_eq!(odd.origin.date_published, None);
        assert_eq!(odd.notes.len(), 1);
    }
}
