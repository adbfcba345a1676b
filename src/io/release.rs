//! All files of a release, as bytes: tables, dictionary, report, descriptor.
//! Nothing is written here.

use super::replace::{PACKAGE, ReleaseFiles};
use super::{csv, parquet};
use crate::codebook::hex;
use crate::describe::{
    About, Resource, croissant, datapackage, dictionary, provenance, report,
    workbook,
};
use crate::table::Sheet;
use crate::table::frame::frame;
use anyhow::{Context, Result};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use sha2::{Digest, Sha256};

/// The workbook's file.
pub const WORKBOOK: &str = "tidings.xlsx";

/// What the caller chooses about the files.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a choice by itself, and all combine"
)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// Whether to write CSV.
    pub csv: bool,
    /// Whether to write Parquet.
    pub parquet: bool,
    /// Whether to write the workbook.
    pub xlsx: bool,
    /// Whether CSV files begin with a byte order mark.
    pub bom: bool,
}

impl Formats {
    /// Their names, as the dictionary lists them.
    pub(super) fn names(self) -> Vec<&'static str> {
        [(self.csv, "csv"), (self.parquet, "parquet"), (self.xlsx, "xlsx")]
            .into_iter()
            .filter_map(|(is_there, name)| is_there.then_some(name))
            .collect()
    }
}

/// The page that shows the release.
pub const REPORT: &str = "report.html";

/// What is told of a file.
pub(super) fn resource(
    path: &str,
    format: &'static str,
    table: Option<&'static str>,
    bytes: &[u8],
) -> Resource {
    Resource {
        path: path.to_owned(),
        format,
        table,
        bytes: bytes.len(),
        sha256: hex(&Sha256::digest(bytes)),
    }
}

/// A table's name, a format, and its bytes in it.
type Serialised = (&'static str, &'static str, Vec<u8>);

/// The files of a table.
pub(super) fn table(
    sheet: &Sheet<'_>,
    about: &About<'_>,
    formats: Formats,
) -> Result<Vec<Serialised>> {
    let name = sheet.table.name;
    let context = || format!("cannot serialise the table `{name}`");
    let mut files = Vec::new();
    if formats.csv {
        let bytes = csv::write(sheet, formats.bom).with_context(context)?;
        files.push((name, "csv", bytes));
    }
    if formats.parquet {
        let provenance = provenance(&sheet.table, about);
        let mut frame = frame(sheet).with_context(context)?;
        let bytes = parquet::write(&mut frame, &sheet.table, &provenance)
            .with_context(context)?;
        files.push((name, "parquet", bytes));
    }
    Ok(files)
}

/// The files of a release.
///
/// # Errors
///
/// If a library refuses a table: a fault of this program.
pub fn files(
    sheets: &[Sheet<'_>],
    about: &About<'_>,
    formats: Formats,
) -> Result<ReleaseFiles> {
    // Tables and workbook know nothing of each other.
    let (tables, book) = rayon::join(
        || -> Result<Vec<Vec<Serialised>>> {
            let all = sheets.par_iter();
            all.map(|sheet| table(sheet, about, formats)).collect()
        },
        || formats.xlsx.then(|| workbook(sheets, about)).transpose(),
    );
    let tables = tables?;
    let book = book.context("cannot make the workbook")?;
    let mut files = ReleaseFiles::new();
    let mut resources = Vec::new();
    let mut add = |path: String, format, table, bytes: Vec<u8>| {
        resources.push(resource(&path, format, table, &bytes));
        files.insert(path, bytes);
    };
    for (name, format, bytes) in tables.into_iter().flatten() {
        add(format!("{format}/{name}.{format}"), format, Some(name), bytes);
    }
    if let Some(bytes) = book {
        add(WORKBOOK.to_owned(), "xlsx", None, bytes);
    }
    let readme = dictionary(sheets, &formats.names(), about);
    add("README.md".to_owned(), "md", None, readme.into_bytes());
    // The report lists the files beside it, so it comes after them.
    let page = report(&resources, sheets, about).into_bytes();
    resources.push(resource(REPORT, "html", None, &page));
    files.insert(REPORT.to_owned(), page);
    let metadata = croissant(&resources, sheets, about).into_bytes();
    resources.push(resource("croissant.json", "jsonld", None, &metadata));
    files.insert("croissant.json".to_owned(), metadata);
    let package = datapackage(&resources, sheets, about);
    files.insert(PACKAGE.to_owned(), package.into_bytes());
    Ok(files)
}
