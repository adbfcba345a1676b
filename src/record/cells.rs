//! From the cells of a row to its document: what each must hold, and what is
//! said of one that does not.

use super::{Columns, Draft, Field, Found, is_partial_date, one_line};
use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Format, Origin};

/// Characters of an id that are kept.
const ID: usize = 200;

/// What a row holds under one column.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Cell {
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
pub type Cells = [Cell; Field::ALL.len()];

/// The document of a row. A row without an id is named by its `number`, from
/// 1, and refused where it has none; `line` is where it stands, for messages.
///
/// # Errors
///
/// If it has no text, or no name: what is wrong and how to cure it.
pub fn draft(
    mut cells: Cells,
    number: Option<usize>,
    line: Option<usize>,
    columns: &Columns,
    format: Format,
) -> Found {
    let refused = |message: String| {
        let mut fault = Diagnostic::new(Severity::Error, "bad-row", message)
            .hint("the other rows are read; mend this one or delete it");
        fault.line = line;
        Box::new(fault)
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
    let id = said(Field::Id).map(|id| tame(&id));
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
    let Some(id) = id.or_else(|| Some(number?.to_string())) else {
        let name = columns.name(Field::Id);
        return Err(refused(format!("left out: no id in `{name}`")));
    };
    Ok(Draft {
        id: Some(id),
        line,
        bytes: text.into_bytes(),
        format,
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

fn passed_over(name: &str, what: &str, line: Option<usize>) -> Diagnostic {
    let message = format!("`{name}` is passed over, for it holds {what}");
    let mut note = Diagnostic::new(Severity::Warning, "bad-cell", message)
        .hint("write text or a number there; dates as `2020-12-31`, `2020-12` or `2020`");
    note.line = line;
    note
}

/// The day of a date, or of a day with a time.
fn day(text: &str) -> Option<String> {
    let day = text.get(..10).filter(|_| {
        matches!(text.as_bytes().get(10), Some(b'T' | b't' | b' '))
    });
    let day = day.unwrap_or(text);
    is_partial_date(day).then(|| day.to_owned())
}

/// The id that a cell gives, if it gives any.
#[must_use]
pub fn name(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text(id) | Cell::Number(id) => one_line(id).map(|id| tame(&id)),
        Cell::Absent | Cell::Other(_) => None,
    }
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

    fn made(cells: Cells, number: Option<usize>) -> Found {
        let columns = Columns::default();
        draft(cells, number, Some(8), &columns, Format::Text)
    }

    fn cells(id: Cell, text: &str, date: &str) -> Cells {
        let mut cells = Cells::default();
        cells[Field::Id as usize] = id;
        cells[Field::Text as usize] = Cell::Text(text.to_owned());
        cells[Field::Date as usize] = Cell::Text(date.to_owned());
        cells
    }

    #[test]
    fn a_row_without_an_id_has_its_number() {
        let told = made(cells(Cell::Absent, "x", ""), Some(7));
        assert_eq!(told.unwrap().id.as_deref(), Some("7"));
        let id = Cell::Text(" a\n\u{7}b ".into());
        let told = made(cells(id, "x", ""), Some(7));
        assert_eq!(told.unwrap().id.as_deref(), Some("a \u{FFFD}b"));
    }

    #[test]
    fn a_row_that_has_neither_is_refused() {
        let fault = made(cells(Cell::Text(" ".into()), "x", ""), None);
        let fault = fault.unwrap_err();
        assert_eq!(fault.message, "left out: no id in `id`");
        assert_eq!(fault.line, Some(8));
    }

    #[test]
    fn times_are_cut_off_dates_and_what_is_no_date_is_told() {
        let made =
            |date| made(cells(Cell::Absent, "x", date), Some(1)).unwrap();
        let date = made("2020-12-31T10:00:00Z").origin.date_published;
        assert_eq!(date.as_deref(), Some("2020-12-31"));
        let odd = made("31/12/2020");
        assert_eq!(odd.origin.date_published, None);
        assert_eq!(odd.notes.len(), 1);
    }
}
