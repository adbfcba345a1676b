//! A table of any kind with its rows, for whatever treats all tables alike:
//! writing, reading back, checking. Knows nothing of what the columns mean.

use super::{Row, Table, Value};
use std::cmp::Ordering;

/// A table and its rows, each row's cells in the order of the columns.
#[derive(Debug, Clone)]
pub struct Sheet<'row> {
    /// The table's definition.
    pub table: Table,
    /// Its rows, or those of them that are at hand.
    pub rows: Vec<Vec<Value<'row>>>,
    /// How many more it has, which were written and let go.
    pub written: usize,
}

impl<'row> Sheet<'row> {
    /// The table of some typed rows, in their order.
    #[must_use]
    pub fn of<R: Row>(rows: &'row [R]) -> Self {
        let rows = rows.iter().map(Row::values).collect();
        Self { table: R::TABLE, rows, written: 0 }
    }

    /// A table whose rows were written and let go.
    #[must_use]
    pub fn written(table: Table, rows: usize) -> Self {
        Self { table, rows: Vec::new(), written: rows }
    }

    /// How many rows it has in all.
    #[must_use]
    pub fn height(&self) -> usize {
        self.rows.len() + self.written
    }

    /// The same rows, sorted by the table's key.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let key = self.key_columns();
        self.rows.sort_by(|a, b| compare_by(&key, a, b));
        self
    }

    /// Where a column stands, by name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<usize> {
        self.table.columns.iter().position(|column| column.name == name)
    }

    /// Where the columns of the key stand.
    #[must_use]
    pub fn key_columns(&self) -> Vec<usize> {
        self.table.key.iter().filter_map(|name| self.column(name)).collect()
    }

    /// The cell of a row under a column of this name; unknown if there is no
    /// such column.
    #[must_use]
    pub fn cell(&self, row: usize, name: &str) -> Value<'row> {
        let cell = self.column(name).and_then(|at| self.rows[row].get(at));
        cell.copied().unwrap_or(Value::Null)
    }
}

impl<'row> Value<'row> {
    /// The text of a text cell; empty where unknown.
    #[must_use]
    pub fn text(self) -> &'row str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// Whether a spreadsheet might run this text as a formula, or a guard
    /// against that was put before it.
    #[must_use]
    pub fn is_live(self) -> bool {
        let text = self.text().trim_start_matches('\'');
        text.starts_with(['=', '+', '-', '@', '\t', '\r'])
    }

    /// The whole number of a cell, if it holds one.
    #[must_use]
    pub fn integer(self) -> Option<u64> {
        if let Self::Integer(number) = self { Some(number) } else { None }
    }

    /// The real number of a cell, if it holds one.
    #[must_use]
    pub fn number(self) -> Option<f64> {
        if let Self::Number(number) = self { Some(number) } else { None }
    }

    /// An order over all cells, unknown last: what is dated comes before
    /// what is not.
    #[must_use]
    pub fn order(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Text(a), Self::Text(b)) => a.cmp(b),
            (Self::Integer(a), Self::Integer(b)) => a.cmp(&b),
            (Self::Number(a), Self::Number(b)) => a.total_cmp(&b),
            (Self::Date(a), Self::Date(b)) => a.cmp(&b),
            (Self::Boolean(a), Self::Boolean(b)) => a.cmp(&b),
            (Self::Null, Self::Null) => Ordering::Equal,
            (Self::Null, _) => Ordering::Greater,
            (_, Self::Null) => Ordering::Less,
            (a, b) => a.rank().cmp(&b.rank()),
        }
    }

    fn rank(self) -> u8 {
        match self {
            Self::Text(_) => 0,
            Self::Integer(_) => 1,
            Self::Number(_) => 2,
            Self::Date(_) => 3,
            Self::Boolean(_) => 4,
            Self::Null => 5,
        }
    }
}

impl std::fmt::Display for Value<'_> {
    /// As the cell is written in a CSV file: ISO dates, numbers in the
    /// shortest form that reads back the same, nothing where unknown.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Null => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Integer(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Boolean(truth) => truth.fmt(f),
        }
    }
}

/// Compares two rows by some of their columns.
#[must_use]
pub fn compare_by(
    columns: &[usize],
    a: &[Value<'_>],
    b: &[Value<'_>],
) -> Ordering {
    columns
        .iter()
        .map(|&at| a[at].order(b[at]))
        .find(|order| order.is_ne())
        .unwrap_or(Ordering::Equal)
}
