//! Corrections: decisions of a person, laid over the coding.
//!
//! A row of `corrections.csv` names an event, a field, what it expects to
//! find there and what to put. If the program codes something else by now,
//! the row is stale: it is reported and not applied, because the person
//! judged another coding than this one. Nothing else changes events here.

mod apply;

use crate::codebook::source::{At, Located, Sheet};
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

/// The codebook's corrections, and what became of each. Events may come in
/// batches.
pub struct Corrections<'files> {
    sheet: Option<Sheet<'files>>,
    rows: Vec<Row>,
    faults: Vec<Diagnostic>,
}

struct Row {
    at: At,
    correction: Correction,
    /// Whether its event was met.
    is_met: bool,
    fault: Option<Diagnostic>,
}

impl<'files> Corrections<'files> {
    /// Reads them.
    #[must_use]
    pub fn read(files: &'files Files) -> Self {
        let mut faults = Vec::new();
        if !files.contains_key(FILE) {
            return Self { sheet: None, rows: Vec::new(), faults };
        }
        let sheet = Sheet::open(files, FILE, &mut faults);
        let rows = sheet.rows::<Correction>(&mut faults).into_iter();
        let rows = rows.map(|Located { at, row: correction }| Row {
            at,
            correction,
            is_met: false,
            fault: None,
        });
        let rows = rows.collect();
        Self { sheet: Some(sheet), rows, faults }
    }

    /// Lays them over the events of some documents.
    pub fn apply(&mut self, coded: &mut Coded, codebook: &Codebook) {
        let Some(sheet) = &self.sheet else { return };
        for row in &mut self.rows {
            let id = &row.correction.event_id;
            let at = coded.events.iter().position(|e| *e.event_id == **id);
            let Some(at) = at else { continue };
            row.is_met = true;
            row.fault =
                apply(sheet, row.at, &row.correction, coded, at, codebook);
        }
    }

    /// What could not be applied, when all events were met.
    #[must_use]
    pub fn finish(self) -> Vec<Diagnostic> {
        let Some(sheet) = self.sheet else { return self.faults };
        let mut faults = self.faults;
        for row in self.rows {
            if row.is_met {
                faults.extend(row.fault);
                continue;
            }
            let id = &row.correction.event_id;
            faults.push(stale(
                &sheet,
                row.at,
                format!("correction not applied: there is no event `{id}`"),
                "the text may have changed, or not be among the inputs; look for the event in events_flat, or delete the row",
            ));
        }
        faults
    }
}

fn stale(
    sheet: &Sheet<'_>,
    at: At,
    message: String,
    hint: &str,
) -> Diagnostic {
    let code = "correction-stale";
    let mut fault = sheet.fault(at, "event_id", "", code, message);
    fault.severity = Severity::Warning;
    fault.hint(hint)
}

/// Applies a correction to an event; why not, if it cannot be.
fn apply(
    sheet: &Sheet<'_>,
    place: At,
    row: &Correction,
    coded: &mut Coded,
    at: usize,
    codebook: &Codebook,
) -> Option<Diagnostic> {
    let wrong = |column: &str, message: String, hint: String| {
        let code = "correction-fault";
        Some(sheet.fault(place, column, "", code, message).hint(hint))
    };
    let field = &row.field;
    let now = match current(coded, at, field) {
        Ok(now) => now,
        Err(hint) => {
            let message = format!("no field to correct: `{field}`");
            return wrong("field", message, hint);
        }
    };
    if !agree(&now, &row.expect) {
        let expect = &row.expect;
        return Some(stale(
            sheet,
            place,
            format!(
                "correction not applied: `{field}` expected `{expect}`, but is `{now}`"
            ),
            "judge the event again: write what it is now under `expect`, or delete the row",
        ));
    }
    let hint = put(coded, at, field, &row.value, codebook).err()?;
    let message = format!("no value for `{field}`: `{}`", row.value);
    wrong("value", message, hint)
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
