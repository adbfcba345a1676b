//! All files of a release, as bytes: tables, dictionary, report, descriptor.
//! Nothing is written here.

use super::replace::{PACKAGE, ReleaseFiles};
use super::{csv, parquet};
use crate::codebook::hex;
use crate::describe::{
    About, Resource, datapackage, dictionary, provenance, report,
};
use crate::table::Sheet;
use crate::table::frame::frame;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

/// What the caller chooses about the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Formats {
    /// Whether to write CSV.
    pub csv: bool,
    /// Whether to write Parquet.
    pub parquet: bool,
    /// Whether CSV files begin with a byte order mark.
    pub bom: bool,
}

/// The page that shows the release.
const REPORT: &str = "report.html";

/// What is told of a file.
fn resource(
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
    let mut files = ReleaseFiles::new();
    let mut resources = Vec::new();
    let mut add = |path: String, format, table, bytes: Vec<u8>| {
        resources.push(resource(&path, format, table, &bytes));
        files.insert(path, bytes);
    };
    for sheet in sheets {
        let name = sheet.table.name;
        let context = || format!("cannot serialise the table `{name}`");
        if formats.csv {
            let bytes =
                csv::write(sheet, formats.bom).with_context(context)?;
            add(format!("csv/{name}.csv"), "csv", Some(name), bytes);
        }
        if formats.parquet {
            let provenance = provenance(&sheet.table, about);
            let mut frame = frame(sheet).with_context(context)?;
            let bytes = parquet::write(&mut frame, &provenance)
                .with_context(context)?;
            add(
                format!("parquet/{name}.parquet"),
                "parquet",
                Some(name),
                bytes,
            );
        }
    }
    let mut names = Vec::new();
    if formats.csv {
        names.push("csv");
    }
    if formats.parquet {
        names.push("parquet");
    }
    let readme = dictionary(sheets, &names, about);
    add("README.md".to_owned(), "md", None, readme.into_bytes());
    // The report lists the files beside it, so it comes after them.
    let page = report(&resources, sheets, about).into_bytes();
    resources.push(resource(REPORT, "html", None, &page));
    files.insert(REPORT.to_owned(), page);
    let package = datapackage(&resources, sheets, about);
    files.insert(PACKAGE.to_owned(), package.into_bytes());
    Ok(files)
}
