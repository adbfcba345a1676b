//! Reading published tables by name of table and column, as the report needs
//! it. What the report shows comes from these tables and from nowhere else.

use crate::table::{Sheet, Value as Cell};
use serde_json::Value;

/// A row of a table.
#[derive(Clone, Copy)]
pub(super) struct Record<'a> {
    sheet: &'a Sheet<'a>,
    row: usize,
}

impl<'a> Record<'a> {
    /// The text of a cell; empty where unknown.
    pub(super) fn text(self, column: &str) -> &'a str {
        self.sheet.cell(self.row, column).text()
    }

    /// The whole number of a cell; 0 where there is none.
    pub(super) fn number(self, column: &str) -> usize {
        let number = self.sheet.cell(self.row, column).integer();
        number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0)
    }

    /// A cell as JSON.
    pub(super) fn json(self, column: &str) -> Value {
        json(self.sheet.cell(self.row, column))
    }
}

/// The rows of a table; none if there is no such table.
pub(super) fn records<'a>(
    sheets: &'a [Sheet<'a>],
    table: &str,
) -> impl Iterator<Item = Record<'a>> {
    let sheet = sheets.iter().find(|sheet| sheet.table.name == table);
    sheet.into_iter().flat_map(|sheet| {
        (0..sheet.rows.len()).map(move |row| Record { sheet, row })
    })
}

/// A cell as JSON: numbers as numbers, dates as ISO 8601, unknown as null.
pub(super) fn json(cell: Cell<'_>) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Text(text) => text.into(),
        Cell::Integer(number) => number.into(),
        Cell::Number(number) => number.into(),
        Cell::Date(date) => date.to_string().into(),
        Cell::Boolean(truth) => truth.into(),
    }
}
