//! Rows of tables made elsewhere, in Parquet: some columns, one row group at a
//! time, and one ahead on a thread of its own. Each frame that is given has
//! exactly the columns that were asked for; judges no row.

use super::parts::Part;
use super::row_group::{self, sound};
use crate::diagnostic::{Diagnostic, Severity};
use crate::table::{Kind, Table};
use anyhow::Result;
use polars::prelude::{Column, DataFrame, DataType, PolarsResult};
use std::fs::File;
use std::sync::mpsc::sync_channel;
use std::thread;

/// Rows of a file.
#[derive(Debug)]
pub struct Group {
    /// The columns that were asked for.
    pub frame: DataFrame,
    /// Rows of the file before these.
    pub before: usize,
    /// Rows of the file that have not been given before: these and more.
    pub left: usize,
    /// The file, as it is shown.
    pub file: String,
}

/// Gives the rows of all parts of a table, in order.
///
/// # Errors
///
/// If a file cannot be read, has not the columns or has them of another type;
/// or what is done with the rows fails.
pub fn each(
    parts: &[Part],
    (table, names): (Table, &[&str]),
    mut take: impl FnMut(Group) -> Result<()>,
) -> Result<()> {
    // The one that waits, the one being read and the one being counted.
    let (send, groups) = sync_channel(1);
    thread::scope(|scope| {
        scope.spawn(move || {
            for part in parts {
                let mut read = Reading { part, table, names };
                let sent = read.all(&mut |group| send.send(Ok(group)).is_ok());
                match sent {
                    Ok(true) => {}
                    // Nobody listens any more.
                    Ok(false) => return,
                    Err(fault) => {
                        let _ = send.send(Err(fault));
                        return;
                    }
                }
            }
        });
        for group in groups {
            take(group.map_err(|fault| *fault)?)?;
        }
        Ok(())
    })
}

/// A part that is being read.
struct Reading<'a> {
    part: &'a Part,
    table: Table,
    names: &'a [&'a str],
}

type Fault = Box<Diagnostic>;

impl Reading<'_> {
    /// Sends the part's groups as long as they are wanted.
    fn all(
        &mut self,
        send: &mut dyn FnMut(Group) -> bool,
    ) -> Result<bool, Fault> {
        let shown = self.part.path.display().to_string();
        let mut file = File::open(&self.part.path).map_err(|error| {
            let hint = "see that you may read it";
            self.fault("unreadable", format!("cannot be read: {error}"), hint)
        })?;
        let opened = row_group::open(&mut file);
        let (wanted, metadata) = opened.map_err(|why| self.refused(&why))?;
        let wanted =
            self.wanted(&|name| wanted.iter().any(|there| there == name))?;
        let mut before = 0;
        for (at, group) in metadata.row_groups.iter().enumerate() {
            let frame =
                row_group::load(&mut file, &metadata, (at, before), &wanted)
                    .map_err(|why| self.refused(&why))?;
            let given = Group {
                frame: self.typed(&frame)?,
                before,
                left: metadata.num_rows.saturating_sub(before),
                file: shown.clone(),
            };
            if !send(given) {
                return Ok(false);
            }
            before += group.num_rows();
        }
        Ok(true)
    }

    /// The columns to read from the file.
    fn wanted(
        &self,
        is_there: &dyn Fn(&str) -> bool,
    ) -> Result<Vec<String>, Fault> {
        let mut wanted = Vec::new();
        for name in self.names {
            if is_there(name) {
                wanted.push((*name).to_owned());
            } else if self.of_folder(name).is_none() {
                let message = format!("the column `{name}` is missing");
                let hint = format!(
                    "`{}` needs the columns {}",
                    self.table.name,
                    self.names.join(", ")
                );
                return Err(self.fault("no-column", message, &hint));
            }
        }
        Ok(wanted)
    }

    /// The value of a column that stands in the name of a folder.
    fn of_folder(&self, name: &str) -> Option<&str> {
        let columns = self.part.columns.iter().rev();
        let mut columns = columns.filter(|(column, _)| column == name);
        columns.next().map(|(_, value)| value.as_str())
    }

    /// The frame with all columns, in their order and of their types.
    fn typed(&self, frame: &DataFrame) -> Result<DataFrame, Fault> {
        let height = frame.height();
        let mut columns = Vec::new();
        for name in self.names {
            let column = match self.of_folder(name) {
                Some(value) if frame.column(name).is_err() => {
                    let cells = vec![value; height];
                    Column::new((*name).into(), cells)
                }
                _ => self.sound(|| Ok(frame.column(name)?.clone()))?,
            };
            columns.push(self.cast(column)?);
        }
        self.sound(|| DataFrame::new(height, columns))
    }

    fn cast(&self, column: Column) -> Result<Column, Fault> {
        let there = column.dtype();
        let name = column.name();
        let of = |definition: &&crate::table::Column| definition.name == *name;
        let kind = self.table.columns.iter().find(of).map(|c| c.kind);
        let is_null = there == &DataType::Null;
        let (to, fits, called) = match kind {
            Some(Kind::Date) => {
                (DataType::Date, there == &DataType::Date, "dates (DATE)")
            }
            Some(Kind::Integer) => {
                (DataType::Int64, there.is_integer(), "whole numbers")
            }
            _ => (
                DataType::String,
                matches!(there, DataType::String | DataType::Binary),
                "text",
            ),
        };
        if *there == to {
            return Ok(column);
        }
        if !fits && !is_null {
            let message =
                format!("the column `{name}` holds {there}, not {called}");
            let hint = format!("write it as {called}");
            return Err(self.fault("bad-column", message, &hint));
        }
        self.sound(|| column.strict_cast(&to))
    }

    fn sound<T>(
        &self,
        work: impl FnOnce() -> PolarsResult<T>,
    ) -> Result<T, Fault> {
        sound(work).map_err(|why| self.refused(&why))
    }

    fn refused(&self, why: &str) -> Fault {
        let message = format!("cannot be read as Parquet: {why}");
        let hint = "write the file again, or leave it out";
        self.fault("bad-parquet", message, hint)
    }

    fn fault(&self, code: &'static str, message: String, hint: &str) -> Fault {
        let fault = Diagnostic::new(Severity::Error, code, message)
            .in_file(self.part.path.display().to_string())
            .hint(hint);
        Box::new(fault)
    }
}
