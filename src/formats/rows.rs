//! Corpora: files whose rows are documents. What is alike for every kind of
//! them: which columns there must be, and where a row stands.

use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{self, Cells, Columns, Field, Found, Options, missing};

/// Code of the problem that a column is not there.
pub const COLUMN_MISSING: &str = "column-missing";

/// Which columns there are, against those that are wanted: the text always,
/// another if the caller named it.
pub(crate) fn lacking(
    columns: &Columns,
    wanted: &[Field],
    there: &[String],
) -> Option<Box<Diagnostic>> {
    let needed = |f: &&Field| **f == Field::Text || columns.is_named(**f);
    let needed: Vec<Field> = wanted.iter().filter(needed).copied().collect();
    let (field, message) = missing(columns, &needed, there)?;
    let parted = there.len() == 1 && there[0].contains(';');
    let hint = if parted {
        "save it with commas, not semicolons, between the cells".to_owned()
    } else {
        format!(
            "name the right column: {}; or leave the file out: --exclude",
            field.option()
        )
    };
    Some(Box::new(
        Diagnostic::new(Severity::Error, COLUMN_MISSING, message).hint(hint),
    ))
}

/// The document of a row; `number` counts rows from 1.
pub(crate) fn draft(
    cells: Cells,
    number: usize,
    line: usize,
    options: &Options,
) -> Found {
    let (columns, format) = (&options.columns, options.format);
    record::draft(cells, Some(number), Some(line), columns, format)
}
