//! Corpora: files whose rows are documents. What is alike for every kind of
//! file; how the cells are told apart, the files beside this one know, and
//! what a row's document is, `record`.

pub(super) mod delimited;
pub(super) mod json_lines;
pub(super) mod row_groups;

use super::options::ReadOptions;
use crate::diagnostic::{Diagnostic, Severity};
use crate::record::{self, Cells, Columns, Field, Found, missing};

/// Code of the problem that a column is not there.
pub(super) const COLUMN_MISSING: &str = "column-missing";

/// Which columns there are, against those that are wanted: the text always,
/// another if the caller named it.
fn lacking(
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
fn draft(
    cells: Cells,
    number: usize,
    line: usize,
    options: &ReadOptions,
) -> Found {
    let (columns, format) = (&options.columns, options.text_format);
    record::draft(cells, Some(number), Some(line), columns, format)
}
