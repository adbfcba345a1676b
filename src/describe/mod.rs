//! What a release says of itself: workbook, report, data package, data
//! dictionary, provenance; and a table as it is looked at in a terminal.
//!
//! Pure functions from tables and facts to text; no clock, no disk, so that
//! the same input gives the same bytes.

mod citation;
mod counted;
mod croissant;
mod datapackage;
mod dictionary;
mod provenance;
mod reading;
mod reference;
mod report;
mod view;
mod workbook;

pub use citation::citation;
pub use counted::{Counted, counted};
pub use croissant::croissant;
pub use datapackage::{BY_DOCUMENT, Resource, datapackage};
pub use dictionary::dictionary;
pub use provenance::provenance;
pub use reference::{Observed, Pages, reference};
pub use report::report;
pub use view::{harmless, view};
pub use workbook::{review, workbook};

use crate::codebook::VERSION;
use crate::table::{Document, Kind, Sheet};
use std::collections::BTreeSet;

/// What the tables themselves do not say.
#[derive(Debug, Clone)]
pub struct About<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// Version of the coding rules.
    pub codebook_version: &'a str,
    /// SHA-256 of the codebook's files.
    pub codebook_sha256: &'a str,
    /// The documents that were read; of a corpus too large to be held, its
    /// files.
    pub documents: &'a [Document],
    /// How many documents were read.
    pub count: usize,
    /// Where it was published in batches, with rows in the order of the
    /// documents: the tables that it was to do without.
    pub left_out: Option<Vec<&'static str>>,
}

impl<'a> About<'a> {
    /// Of this program and a codebook, before any document.
    #[must_use]
    pub fn new(codebook_sha256: &'a str) -> Self {
        Self {
            version: env!("CARGO_PKG_VERSION"),
            codebook_version: VERSION,
            codebook_sha256,
            documents: &[],
            count: 0,
            left_out: None,
        }
    }

    /// The licences of the documents, each once.
    #[must_use]
    pub fn licences(&self) -> BTreeSet<&str> {
        let all = self.documents.iter().map(|row| row.licence.as_str());
        all.filter(|licence| !licence.is_empty()).collect()
    }
}

/// Name of a kind of cell, by the Table Schema standard.
#[must_use]
pub fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Date => "date",
        Kind::Boolean => "boolean",
    }
}

/// The values of a column and their labels, where it holds nothing else:
/// set by the program, or by the codebook's tables of categories.
fn categories(
    sheet: &Sheet<'_>,
    column: &str,
    sheets: &[Sheet<'_>],
) -> Option<Vec<(String, String)>> {
    if let Some(list) = crate::table::vocabulary(sheet.table.name, column) {
        let pairs = list
            .iter()
            .map(|(value, label)| ((*value).to_owned(), (*label).to_owned()));
        return Some(pairs.collect());
    }
    let dimension = match column {
        "theme" => "themes",
        "outcome_type" => "outcome_types",
        _ => return None,
    };
    let dimension =
        sheets.iter().find(|sheet| sheet.table.name == dimension)?;
    let pairs = (0..dimension.rows.len()).map(|row| {
        let value = dimension.cell(row, column).text().to_owned();
        (value, dimension.cell(row, "label").text().to_owned())
    });
    Some(pairs.collect())
}
