//! Corrections: decisions of a person, laid over the coding.
//!
//! A row of `corrections.csv` names an event, a field, what it expects to
//! find there and what to put. If the program codes something else by now,
//! the row is stale: it is reported and not applied, because the person
//! judged another coding than this one. Nothing else changes events here.

mod apply;

use crate::codebook::source::{Located, Sheet};
use crate::codebook::{Codebook, Files};
use crate::diagnostic::{Diagnostic, Severity};
use crate::table::Coded;
use apply::{current, put};

/// The file of the codebook that holds them.
const FILE: &str = "corrections.csv";

/// A row of `corrections.csv`. `reason`, `author` and `date` are for people.
#[derive(Debug, Clone, serde::Deserialize)]
struct Correction {
    event_id: String,
    field: String,
    expect: String,
    value: String,
    #[serde(rename = "reason")]
    _reason: String,
    #[serde(rename = "author")]
    _author: String,
    #[serde(rename = "date")]
    _date: String,
}

/// Lays the codebook's corrections over the events. What could not be applied
/// comes back as diagnostics.
pub fn correct(
    coded: &mut Coded,
    files: &Files,
    codebook: &Codebook,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    if !files.contains_key(FILE) {
        return faults;
    }
    let sheet = Sheet::open(files, FILE, &mut faults);
    for Located { at: place, row } in sheet.rows::<Correction>(&mut faults) {
        let stale = |message: String, hint: &str| {
            let mut fault = sheet.fault(
                place,
                "event_id",
                "",
                "correction-stale",
                message,
            );
            fault.severity = Severity::Warning;
            fault.hint(hint)
        };
        let id = &row.event_id;
        let at = coded.events.iter().position(|e| *e.event_id == **id);
        let Some(at) = at else {
            faults.push(stale(
                format!("correction not applied: there is no event `{id}`"),
                "the text may have changed, or not be among the inputs; look for the event in events_flat, or delete the row",
            ));
            continue;
        };
        let now = match current(coded, at, &row.field) {
            Ok(now) => now,
            Err(hint) => {
                let message = format!("no field to correct: `{}`", row.field);
                faults.push(
                    sheet
                        .fault(place, "field", "", "correction-fault", message)
                        .hint(hint),
                );
                continue;
            }
        };
        if !agree(&now, &row.expect) {
            faults.push(stale(
                format!(
                    "correction not applied: `{}` expected `{}`, but is `{now}`",
                    row.field, row.expect
                ),
                "judge the event again: write what it is now under `expect`, or delete the row",
            ));
        } else if let Err(hint) =
            put(coded, at, &row.field, &row.value, codebook)
        {
            let message =
                format!("no value for `{}`: `{}`", row.field, row.value);
            faults.push(
                sheet
                    .fault(place, "value", "", "correction-fault", message)
                    .hint(hint),
            );
        }
    }
    faults
}

/// Whether two cells say the same; lists in any order.
fn agree(a: &str, b: &str) -> bool {
    let list = |cell: &str| {
        let mut list: Vec<String> =
            cell.split(';').map(|part| part.trim().to_owned()).collect();
        list.sort();
        list
    };
    list(a) == list(b)
}
