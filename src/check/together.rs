//! What holds only of all rows of a release together, whatever batches they
//! were made in: clusters have a first report, and what is marked as corrected
//! was decided by somebody.

use super::{Findings, table};
use crate::correct::{ADD, WHOLE};
use crate::diagnostic::Diagnostic;
use crate::table::Sheet;
use rustc_hash::{FxHashMap, FxHashSet};

/// The table whose rows are looked at.
const EVENTS: &str = "events";

/// Everything that can be checked only when all rows are there.
#[must_use]
pub fn together(sheets: &[Sheet<'_>]) -> Vec<Diagnostic> {
    let mut findings = Findings::default();
    if let Some(events) = table(sheets, EVENTS) {
        clusters(events, &mut findings);
        if let Some(corrections) = table(sheets, "corrections") {
            corrected(events, corrections, &mut findings);
        }
    }
    findings.finish()
}

/// Each cluster is named after its first report, and says of every other why
/// it was joined.
fn clusters(events: &Sheet<'_>, findings: &mut Findings) {
    let cell = |row: usize, name: &str| events.cell(row, name).text();
    let rows = 0..events.rows.len();
    let of: FxHashMap<&str, usize> =
        rows.clone().map(|row| (cell(row, "event_id"), row)).collect();
    for row in rows {
        let (id, cluster) = (cell(row, "event_id"), cell(row, "cluster_id"));
        let mut add = |message: String| {
            findings.add("cluster", EVENTS, Some(row), message);
        };
        let Some(&first) = of.get(cluster) else {
            add(format!("its cluster has no first report: `{cluster}`"));
            continue;
        };
        if cell(first, "cluster_id") != cluster {
            add(format!("`{cluster}` is itself in another cluster"));
        }
        if cell(first, "outcome_class") != cell(row, "outcome_class") {
            add("its cluster is of another outcome class".to_owned());
        }
        if (id == cluster) != cell(row, "cluster_basis").is_empty() {
            add("cluster_basis is told of all but the first".to_owned());
        }
    }
}

/// Events and corrections say the same of what was corrected.
fn corrected(
    events: &Sheet<'_>,
    corrections: &Sheet<'_>,
    findings: &mut Findings,
) {
    let cell = |row: usize, name: &str| corrections.cell(row, name).text();
    let mut applied: FxHashSet<(&str, &str)> = FxHashSet::default();
    for row in 0..corrections.rows.len() {
        let value = cell(row, "value");
        let is_mark = cell(row, "field") != WHOLE || value == ADD;
        if cell(row, "result") == "applied" && is_mark {
            applied.insert((cell(row, "event_id"), cell(row, "field")));
        }
    }
    for row in 0..events.rows.len() {
        let id = events.cell(row, "event_id").text();
        let fields = events.cell(row, "corrected").text().split(';');
        for field in fields.filter(|field| !field.is_empty()) {
            if !applied.remove(&(id, field)) {
                let message = format!("nobody decided its `{field}`");
                findings.add("corrected", EVENTS, Some(row), message);
            }
        }
    }
    let mut left: Vec<(&str, &str)> = applied.into_iter().collect();
    left.sort_unstable();
    for (id, field) in left {
        let message = format!("applied, but `{id}` is not marked: `{field}`");
        findings.add("corrected", "corrections", None, message);
    }
}
