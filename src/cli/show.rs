//! `tidings show`: a table of a release, in the terminal.

use super::Show;
use super::messages::Messages;
use super::run::Outcome;
use crate::dataset::TABLES;
use crate::describe::view;
use crate::io::held::Held;
use crate::io::open;
use crate::table::{Column, Sheet, Table, Value};
use anyhow::{Context, Result, bail};
use std::fmt::Write as _;
use std::io::Write;

/// Characters in a line where there is no terminal.
const WIDTH: usize = 100;

/// Prints a table, or which there are.
pub(super) fn show(
    arguments: &Show,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let Some(name) = &arguments.table else {
        let mut list = String::new();
        for table in TABLES {
            let _ = writeln!(list, "{:30}{}", table.name, table.description);
        }
        output.write_all(list.as_bytes())?;
        return Ok(Outcome::Clean);
    };
    let table = named(name)?;
    let release = open::open(&arguments.release)?;
    let held = Held::read(&release, table)
        .with_context(|| format!("in `{}`", arguments.release.display()))?;
    print(&held.sheet()?, arguments, output, messages)
}

fn named(name: &str) -> Result<Table> {
    if let Some(table) = TABLES.iter().find(|table| table.name == name) {
        return Ok(*table);
    }
    let hint = nearest(name, TABLES.iter().map(|table| table.name));
    bail!(
        "no such table: `{name}`\nhint: {hint}`tidings show` lists the tables"
    );
}

/// The name that was perhaps meant.
fn nearest<'a>(name: &str, names: impl Iterator<Item = &'a str>) -> String {
    let near = names
        .map(|known| (strsim::damerau_levenshtein(name, known), known))
        .min()
        .filter(|(distance, known)| distance * 3 <= known.len());
    near.map_or(String::new(), |(_, known)| format!("`{known}`? "))
}

fn print(
    sheet: &Sheet<'_>,
    arguments: &Show,
    output: &mut dyn Write,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let all = sheet.rows.len();
    let shown = arguments.rows.unwrap_or(all).min(all);
    let at = chosen(sheet, &arguments.columns)?;
    let columns: Vec<Column> =
        at.iter().map(|&at| sheet.table.columns[at]).collect();
    let rows: Vec<Vec<Value<'_>>> = sheet.rows[..shown]
        .iter()
        .map(|row| at.iter().map(|&at| row[at]).collect())
        .collect();
    let terminal = terminal_size::terminal_size()
        .map_or(WIDTH, |(width, _)| usize::from(width.0));
    let width = arguments.width.map_or(terminal, usize::from);
    output.write_all(view(&columns, &rows, width).as_bytes())?;
    output.flush()?;
    let more = if shown < all {
        format!(", the first {shown} shown")
    } else {
        String::new()
    };
    writeln!(messages, "rows: {all}{more}")?;
    Ok(Outcome::Clean)
}

/// Where the columns that were asked for stand; all, if none was.
fn chosen(sheet: &Sheet<'_>, names: &[String]) -> Result<Vec<usize>> {
    if names.is_empty() {
        return Ok((0..sheet.table.columns.len()).collect());
    }
    let find = |name: &String| {
        sheet.column(name).with_context(|| {
            let known = sheet.table.columns.iter().map(|column| column.name);
            let hint = nearest(name, known.clone());
            let all = known.collect::<Vec<_>>().join(", ");
            format!("no such column in `{}`: `{name}`\nhint: {hint}the columns are {all}", sheet.table.name)
        })
    };
    names.iter().map(find).collect()
}
