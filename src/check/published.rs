//! What holds of the files of a release: each is the one that the descriptor
//! names, and both formats hold the same rows.

use super::Findings;
use crate::codebook::hex;
use crate::diagnostic::Diagnostic;
use crate::table::Sheet;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Compares every file with the size and SHA-256 in the descriptor.
#[must_use]
pub fn checksums(
    files: &BTreeMap<String, Vec<u8>>,
    package: &Json,
) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let mut named = BTreeSet::from(["datapackage.json"]);
    let resources = package["resources"].as_array();
    for resource in resources.into_iter().flatten() {
        let path = resource["path"].as_str().unwrap_or("");
        named.insert(path);
        let Some(bytes) = files.get(path) else {
            findings.add("file-missing", path, None, "the file is missing");
            continue;
        };
        let hash = format!("sha256:{}", hex(&Sha256::digest(bytes)));
        if resource["hash"].as_str() != Some(&hash) {
            let message = "the file is not the one that was published: its SHA-256 differs from that in datapackage.json";
            findings.add("file-changed", path, None, message);
        }
    }
    for path in files.keys().filter(|path| !named.contains(&***path)) {
        let message = "the file is no part of the release";
        findings.add("file-foreign", path, None, message);
    }
    findings.finish()
}

/// Compares the rows of one table in two formats.
#[must_use]
pub fn same(csv: &Sheet<'_>, parquet: &Sheet<'_>) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    let table = &csv.table;
    if csv.rows.len() != parquet.rows.len() {
        let message = format!(
            "{} rows as CSV, {} as Parquet",
            csv.rows.len(),
            parquet.rows.len()
        );
        findings.add("formats", table.name, None, message);
    }
    for (row, (a, b)) in csv.rows.iter().zip(&parquet.rows).enumerate() {
        for ((a, b), column) in a.iter().zip(b).zip(table.columns) {
            if a != b {
                let message =
                    format!("{}: `{a}` as CSV, `{b}` as Parquet", column.name);
                findings.add("formats", table.name, Some(row), message);
            }
        }
    }
    findings.finish()
}
