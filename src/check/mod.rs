//! The contract: what must hold of every release, checked on its tables.
//!
//! Reads tables only, by name of column, whether they were just made or read
//! back from a file. Counts are made again without Polars, so that a fault in
//! the counting cannot hide itself. Mends nothing.

mod agree;
mod counts;
mod coverage;
mod published;
mod spans;
mod structure;
mod together;
mod unpaired;

pub use published::{checksums, same};
pub use spans::spans;
pub use together::together;

use crate::diagnostic::{Diagnostic, Severity};
use crate::table::Sheet;
use std::collections::BTreeMap;

/// Findings of one kind in one table that are told one by one.
const TOLD: usize = 5;

/// In which order the rows of tables stand that are made document by
/// document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// By key.
    Keys,
    /// As the documents came: a corpus is not held in memory to be sorted.
    Documents,
}

/// Everything that can be checked without the sources.
#[must_use]
pub fn check(sheets: &[Sheet<'_>], order: Order) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    for sheet in sheets {
        structure::columns(sheet, &mut findings);
        structure::keys(sheet, order, &mut findings);
        structure::references(sheet, sheets, &mut findings);
        agree::labels(sheet, sheets, &mut findings);
    }
    agree::sources(sheets, &mut findings);
    agree::flat(sheets, &mut findings);
    coverage::coverage(sheets, &mut findings);
    counts::counts(sheets, &mut findings);
    findings.finish()
}

/// The table of a name; without rows if it is not there.
fn table<'a, 'row>(
    sheets: &'a [Sheet<'row>],
    name: &str,
) -> Option<&'a Sheet<'row>> {
    sheets.iter().find(|sheet| sheet.table.name == name)
}

/// Findings by kind and table, of which the first few are told.
#[derive(Debug, Default)]
struct Findings {
    all: BTreeMap<(String, &'static str), (Vec<Diagnostic>, usize)>,
}

impl Findings {
    /// Adds a finding in a table, at a row from 0 if one is concerned.
    fn add(
        &mut self,
        code: &'static str,
        table: &str,
        row: Option<usize>,
        message: impl Into<String>,
    ) {
        let (told, more) =
            self.all.entry((table.to_owned(), code)).or_default();
        if told.len() == TOLD {
            *more += 1;
            return;
        }
        let mut finding = Diagnostic::new(Severity::Error, code, message)
            .in_file(table.to_owned());
        // The header is line 1, and a row is one line.
        finding.line = row.map(|row| row + 2);
        told.push(finding);
    }

    fn finish(self) -> Vec<Diagnostic> {
        let mut findings = Vec::new();
        for ((table, code), (told, more)) in self.all {
            findings.extend(told);
            if more > 0 {
                let message = format!("and {more} more of the same kind");
                findings.push(
                    Diagnostic::new(Severity::Error, code, message)
                        .in_file(table),
                );
            }
        }
        findings
    }
}
