//! What every Parquet file says of where it comes from.

use super::About;
use crate::arrow::schema::{CODEBOOK, TABLE, VERSION};
use crate::table::Table;
use serde_json::{Map, Value};

/// The key-value pairs of a table's Parquet file, sorted by key.
#[must_use]
pub fn provenance(table: &Table, about: &About<'_>) -> Vec<(String, String)> {
    let sources: Map<String, Value> = about
        .documents
        .iter()
        .map(|row| (row.source.0.clone(), Value::from(row.sha256.0.clone())))
        .collect();
    let columns: Map<String, Value> = table
        .columns
        .iter()
        .map(|row| (row.name.to_owned(), Value::from(row.description)))
        .collect();
    let licences: Vec<&str> = about.licences().into_iter().collect();
    [
        (CODEBOOK, about.codebook_sha256.to_owned()),
        ("tidings.codebook_version", about.codebook_version.to_owned()),
        ("tidings.columns", Value::Object(columns).to_string()),
        ("tidings.description", table.description.to_owned()),
        ("tidings.key", table.key.join(";")),
        ("tidings.licence", licences.join("; ")),
        ("tidings.sources", Value::Object(sources).to_string()),
        (TABLE, table.name.to_owned()),
        (VERSION, about.version.to_owned()),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .to_vec()
}
