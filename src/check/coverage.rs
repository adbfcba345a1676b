//! The table of coverage counts what the other tables hold.

use super::{Findings, table};
use crate::table::Sheet;
use std::collections::BTreeMap;

/// A column of `coverage` and the table whose rows it counts.
const COUNTED: [(&str, &str); 5] = [
    ("events", "events"),
    ("candidates", "candidates"),
    ("sections", "sections"),
    ("sentences", "sentences"),
    ("sentences_uncoded", "uncoded"),
];

/// Compares them, document by document, where both are there.
pub(super) fn coverage(sheets: &[Sheet<'_>], findings: &mut Findings) {
    const NAME: &str = "coverage";
    let Some(coverage) = table(sheets, NAME) else { return };
    for (column, counted) in COUNTED {
        let Some(rows) = table(sheets, counted) else { continue };
        let mut of: BTreeMap<&str, u64> = BTreeMap::new();
        for row in 0..rows.rows.len() {
            let document = rows.cell(row, "document_id").text();
            *of.entry(document).or_default() += 1;
        }
        for row in 0..coverage.rows.len() {
            let document = coverage.cell(row, "document_id").text();
            let has = of.get(document).copied().unwrap_or(0);
            let said = coverage.cell(row, column).integer();
            if said != Some(has) {
                let said = said.unwrap_or(0);
                let message = format!(
                    "`{column}` is {said}, but the document has {has} rows in `{counted}`"
                );
                findings.add("coverage", NAME, Some(row), message);
            }
        }
    }
}
