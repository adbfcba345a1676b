//! JSON lines: an object a line. Keeps the members that are wanted, passes
//! over the others however deep they are.

use super::drafts::{Drafts, broken};
use super::rows::{draft, lacking};
use super::stream::{Line, Stream, line, unmarked};
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{Cell, Cells, Columns, Field, Found, Options, too_long};
use serde::de::{
    DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::collections::VecDeque;
use std::fmt;

/// Lines of JSON, read as documents.
struct JsonLines {
    stream: Stream,
    options: Options,
    line: usize,
    row: usize,
    /// Columns that the caller named and no row has had.
    unseen: Vec<Field>,
    /// What was found while the first row was looked for.
    ahead: VecDeque<Found>,
    is_over: bool,
}

/// The documents of a file of JSON lines.
///
/// # Errors
///
/// If the first object has no text column.
pub fn open(
    stream: Stream,
    options: &Options,
) -> Result<Drafts, Box<Diagnostic>> {
    let columns = &options.columns;
    let unseen =
        Field::ALL.into_iter().filter(|field| columns.is_named(*field));
    let mut lines = JsonLines {
        stream: unmarked(stream).map_err(broken)?,
        options: options.clone(),
        line: 0,
        row: 0,
        unseen: unseen.collect(),
        ahead: VecDeque::new(),
        is_over: false,
    };
    let mut names = Vec::new();
    if let Some(first) = lines.read(Some(&mut names)) {
        if !names.is_empty()
            && let Some(fault) = lacking(columns, &[Field::Text], &names)
        {
            return Err(Box::new(fault.at_line(lines.line)));
        }
        lines.ahead.push_back(first);
    }
    Ok(Box::new(lines))
}

impl Iterator for JsonLines {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if let Some(found) = self.ahead.pop_front() {
            return Some(found);
        }
        if !self.is_over
            && let Some(found) = self.read(None)
        {
            return Some(found);
        }
        // Other columns may be left out of a row, but not of all rows.
        if self.row == 0 {
            return None;
        }
        let field = self.unseen.pop()?;
        let name = self.options.columns.name(field);
        Some(Err(Box::new(
            Diagnostic::new(
                Severity::Error,
                super::rows::COLUMN_MISSING,
                format!("no row has the column `{name}`"),
            )
            .hint(format!("name the right column: {}", field.option())),
        )))
    }
}

impl JsonLines {
    /// The next row; the names of all its members go into `names`.
    fn read(&mut self, names: Option<&mut Vec<String>>) -> Option<Found> {
        let limit = self.options.max_document_bytes;
        let mut bytes = Vec::new();
        loop {
            bytes.clear();
            let found = match line(&mut self.stream, &mut bytes, limit) {
                Ok(found) => found,
                Err(error) => {
                    self.is_over = true;
                    let fault = broken(error).at_line(self.line + 1);
                    return Some(Err(Box::new(fault)));
                }
            };
            if found == Line::End {
                self.is_over = true;
                return None;
            }
            self.line += 1;
            if found == Line::TooLong {
                self.row += 1;
                let fault = too_long("line", limit).at_line(self.line);
                return Some(Err(Box::new(fault)));
            }
            if !bytes.trim_ascii().is_empty() {
                self.row += 1;
                return Some(self.parse(&bytes, names));
            }
        }
    }

    fn parse(
        &mut self,
        bytes: &[u8],
        mut names: Option<&mut Vec<String>>,
    ) -> Found {
        let mut json = serde_json::Deserializer::from_slice(bytes);
        let columns = &self.options.columns;
        let names_of = names.as_deref_mut();
        let seed = Row { columns, names: names_of, unseen: &mut self.unseen };
        let cells = seed
            .deserialize(&mut json)
            .and_then(|cells| json.end().map(|()| cells));
        match cells {
            Ok(cells) => draft(cells, self.row, self.line, &self.options),
            Err(error) => {
                // Half an object says nothing of what the others have.
                if let Some(names) = names {
                    names.clear();
                }
                // The place that is told is that within this line.
                let cause = error.to_string();
                let cause = cause
                    .split_once(" at line ")
                    .map_or(&*cause, |(cause, _)| cause);
                let at = match error.column() {
                    _ if error.is_eof() => String::new(),
                    column => format!(", at column {column}"),
                };
                let message = format!("left out: no JSON object: {cause}{at}");
                let fault = Diagnostic::new(
                    Severity::Error,
                    "bad-row",
                    message,
                )
                .at_line(self.line)
                .hint("write one object a line: {\"id\": 1, \"text\": \"…\"}");
                Err(Box::new(fault))
            }
        }
    }
}

/// Reads an object as the cells of a row.
struct Row<'a> {
    columns: &'a Columns,
    names: Option<&'a mut Vec<String>>,
    unseen: &'a mut Vec<Field>,
}

impl<'de> DeserializeSeed<'de> for Row<'_> {
    type Value = Cells;

    fn deserialize<D: Deserializer<'de>>(
        self,
        json: D,
    ) -> Result<Cells, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Row<'_> {
    type Value = Cells;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(
        mut self,
        mut map: A,
    ) -> Result<Cells, A::Error> {
        let mut cells = Cells::default();
        while let Some(key) = map.next_key::<String>()? {
            let wanted = |field: &Field| self.columns.name(*field) == key;
            if Field::ALL.iter().any(wanted) {
                let cell = map.next_value_seed(Capture)?;
                for field in Field::ALL.into_iter().filter(wanted) {
                    cells[field as usize] = cell.clone();
                }
                self.unseen.retain(|field| !wanted(field));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
            if let Some(names) = &mut self.names {
                names.push(key);
            }
        }
        Ok(cells)
    }
}

/// Reads a value as a cell.
struct Capture;

impl<'de> DeserializeSeed<'de> for Capture {
    type Value = Cell;

    fn deserialize<D: Deserializer<'de>>(
        self,
        json: D,
    ) -> Result<Cell, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Capture {
    type Value = Cell;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Cell, E> {
        Ok(Cell::Absent)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Cell, E> {
        Ok(Cell::Other("true or false"))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell, E> {
        Ok(Cell::Number(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell, E> {
        Ok(Cell::Number(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell, E> {
        Ok(Cell::Number(number.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell, E> {
        Ok(Cell::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Cell, E> {
        Ok(Cell::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(
        self,
        mut list: A,
    ) -> Result<Cell, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("a list"))
    }

    fn visit_map<A: MapAccess<'de>>(
        self,
        mut map: A,
    ) -> Result<Cell, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Cell::Other("an object"))
    }
}
