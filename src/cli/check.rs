//! `tidings check`: a published release against its contract.

use super::Check;
use super::messages::Messages;
use super::rebuild::rebuild;
use super::run::{Outcome, print};
use crate::check::{self, Order};
use crate::dataset::TABLES;
use crate::describe::BY_DOCUMENT;
use crate::diagnostic::{Diagnostic, Severity};
use crate::io::{csv, open, parquet, read};
use crate::table::frame::sheet;
use crate::table::{Sheet, Table};
use anyhow::{Context, Result};
use polars::prelude::DataFrame;
use serde_json::json;

/// Reads a release back and prints what does not hold.
pub(super) fn check(
    arguments: &Check,
    messages: &mut Messages<'_>,
) -> Result<Outcome> {
    let release = open::open(&arguments.release)?;
    let mut findings = check::checksums(&release.files, &release.package);
    let mut records = Vec::new();
    let mut frames = Vec::new();
    for table in TABLES {
        let name = table.name;
        if let Some(bytes) = release.files.get(&format!("csv/{name}.csv")) {
            let read = csv::records(bytes, &table);
            keep(read, table, "csv", &mut records, &mut findings);
        }
        let path = format!("parquet/{name}.parquet");
        if let Some(bytes) = release.files.get(&path) {
            let read = parquet::read(bytes).map(|(frame, _)| frame);
            keep(read, table, "parquet", &mut frames, &mut findings);
        }
    }
    let from_csv = sheets(&records, "csv", &mut findings, |rows, table| {
        csv::sheet(rows, table)
    });
    let from_parquet = sheets(
        &frames,
        "parquet",
        &mut findings,
        |frame: &DataFrame, table| {
            sheet(frame, table)
                .context("its columns are not those of the table")
        },
    );
    for csv in &from_csv {
        let same = |sheet: &&Sheet<'_>| sheet.table.name == csv.table.name;
        if let Some(parquet) = from_parquet.iter().find(same) {
            findings.extend(check::same(csv, parquet));
        }
    }
    // The contract is checked once where both formats hold the same.
    let whole = if from_parquet.len() < from_csv.len() {
        &from_csv
    } else {
        &from_parquet
    };
    let said = &release.package["tidings"];
    let left_out = said["left_out"].as_array();
    let is_left_out = |table: &Table| {
        let names = left_out.into_iter().flatten();
        names.into_iter().any(|name| name == table.name)
    };
    for table in TABLES.into_iter().filter(|table| !is_left_out(table)) {
        if !whole.iter().any(|sheet| sheet.table.name == table.name) {
            findings.push(fault(
                table,
                "the table is missing or cannot be read".to_owned(),
            ));
        }
    }
    let order = match &said["rows"] {
        rows if rows == BY_DOCUMENT => Order::Documents,
        _ => Order::Keys,
    };
    findings.extend(check::check(whole, order));
    findings.extend(check::together(whole));
    if !arguments.sources.is_empty() {
        let options = arguments.reading.options();
        let input = read::read_all(&arguments.sources, &options)?;
        findings.extend(check::spans(whole, &input.sources));
    }
    if !arguments.rebuild.is_empty() {
        findings.extend(rebuild(&release, arguments)?);
    }
    print(&findings, Severity::Note, messages)?;
    let rows: usize = whole.iter().map(|sheet| sheet.rows.len()).sum();
    let hint = "publish it again with `tidings build`; do not edit the files of a release";
    messages.end(
        &format!(
            "checked {} files, {} tables, {rows} rows; findings: {}",
            release.files.len(),
            whole.len(),
            findings.len()
        ),
        (!findings.is_empty()).then_some(hint),
        json!({
            "files": release.files.len(),
            "tables": whole.len(),
            "rows": rows,
            "findings": findings.len(),
        }),
    )?;
    let clean = findings.is_empty();
    Ok(if clean { Outcome::Clean } else { Outcome::Findings })
}

/// Keeps what could be read; what could not is a finding.
fn keep<T>(
    read: Result<T>,
    table: Table,
    format: &str,
    kept: &mut Vec<(Table, T)>,
    findings: &mut Vec<Diagnostic>,
) {
    match read {
        Ok(content) => kept.push((table, content)),
        Err(error) => {
            findings.push(fault(table, format!("as {format}: {error:#}")));
        }
    }
}

fn sheets<'a, T>(
    contents: &'a [(Table, T)],
    format: &str,
    findings: &mut Vec<Diagnostic>,
    rows: impl Fn(&'a T, Table) -> Result<Sheet<'a>>,
) -> Vec<Sheet<'a>> {
    let mut sheets = Vec::new();
    for (table, content) in contents {
        match rows(content, *table) {
            Ok(sheet) => sheets.push(sheet),
            Err(error) => {
                findings
                    .push(fault(*table, format!("as {format}: {error:#}")));
            }
        }
    }
    sheets
}

fn fault(table: Table, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Error, "table", message).in_file(table.name)
}
