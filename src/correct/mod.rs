//! Corrections: decisions of a person, laid over the coding.
//!
//! A row of `corrections.csv` names an event, a field, what the person saw
//! there and what to put. If the program codes something else by now, the row
//! is stale: it is told and not applied, because the person judged another
//! coding than this one. Nothing else changes events here, and no row is
//! lost: what became of each is a row of the table `corrections`.

mod apply;
mod find;
mod one;
mod whole;

use crate::code::coverage;
use crate::codebook::source::{At, Located, Sheet};
use crate::codebook::{Codebook, Files};
use crate::diagnostic::Diagnostic;
use crate::table::{self, Code, Coded};
use find::find;
use one::One;
use std::collections::BTreeSet;

/// The file of the codebook that holds them.
pub const FILE: &str = "corrections.csv";

/// The field that is the event itself.
pub const WHOLE: &str = "event";

/// Adds an event.
pub const ADD: &str = "add";

/// Takes an event out.
pub const DROP: &str = "drop";

/// Says that a person finds an event right, for as long as it is coded so.
pub const KEEP: &str = "keep";

/// A row of `corrections.csv`. `author` and `date` are for people.
#[derive(
    Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
pub struct Correction {
    /// The event; empty: it is named by source and anchor.
    pub event_id: String,
    /// The document's path, as `source` of the tables.
    pub source: String,
    /// Words of the document that stand in the event, or in its sentence if
    /// the event is added.
    pub anchor: String,
    /// What is decided.
    pub field: String,
    /// What the person saw there.
    pub expected: String,
    /// What to put.
    pub value: String,
    /// Why.
    pub reason: String,
    /// Who decided.
    pub author: String,
    /// When.
    pub date: String,
}

impl Correction {
    /// Whether both name their event by the same words.
    fn is_of_same_anchor(&self, other: &Self) -> bool {
        self.event_id.is_empty()
            && other.event_id.is_empty()
            && self.source == other.source
            && self.anchor == other.anchor
    }

    fn adds(&self) -> bool {
        self.field == WHOLE && self.value == ADD
    }
}

/// The codebook's corrections, and what became of each. Events may come in
/// batches.
pub struct Corrections<'files> {
    sheet: Option<Sheet<'files>>,
    rows: Vec<Row>,
    faults: Vec<Diagnostic>,
}

/// What became of all corrections.
#[derive(Debug, Clone, Default)]
pub struct Applied {
    /// A row each.
    pub rows: Vec<table::Correction>,
    /// What is to be said of those that were not applied.
    pub faults: Vec<Diagnostic>,
}

struct Row {
    at: At,
    correction: Correction,
    fate: Fate,
    /// The event that it was applied to.
    event_id: Code,
    found: String,
}

/// What became of a correction.
enum Fate {
    /// Nothing yet.
    Waiting,
    Applied,
    Refused(&'static str, Box<Diagnostic>),
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
            event_id: correction.event_id.as_str().into(),
            correction,
            fate: Fate::Waiting,
            found: String::new(),
        });
        let rows = rows.collect();
        Self { sheet: Some(sheet), rows, faults }
    }

    /// Lays them over the events of some documents.
    pub fn apply(&mut self, coded: &mut Coded, codebook: &Codebook) {
        let Some(sheet) = &self.sheet else { return };
        let mut touched = BTreeSet::new();
        for at in 0..self.rows.len() {
            if !matches!(self.rows[at].fate, Fate::Waiting) {
                continue;
            }
            let added = self.added(at);
            let row = &mut self.rows[at];
            let one = One { sheet, at: row.at, correction: &row.correction };
            let place = match find(&one, added.as_ref(), coded) {
                Ok(Some(place)) => place,
                Ok(None) => continue,
                Err((result, fault)) => {
                    row.fate = Fate::Refused(result, fault);
                    continue;
                }
            };
            touched.insert(place.document(coded));
            let done = one.lay(place, coded, codebook);
            row.found = done.found;
            if let Some(id) = done.event_id {
                row.event_id = id;
            }
            row.fate = match done.refused {
                None => Fate::Applied,
                Some((result, fault)) => Fate::Refused(result, fault),
            };
        }
        self.complete(coded, codebook);
        for document in &touched {
            renew(document, coded);
        }
    }

    /// The event that was added with the anchor of a row, if one was, or was
    /// to be.
    fn added(&self, at: usize) -> Option<Code> {
        let mine = &self.rows[at].correction;
        let mut rows = self.rows.iter();
        let row = rows.find(|row| {
            row.correction.adds() && row.correction.is_of_same_anchor(mine)
        });
        row.map(|row| row.event_id.clone())
    }

    /// Gives added events what nobody decided; takes out those that cannot
    /// be, or that the program codes by now, and says so of their rows.
    fn complete(&mut self, coded: &mut Coded, codebook: &Codebook) {
        let Some(sheet) = &self.sheet else { return };
        let mut gone = BTreeSet::new();
        for row in &mut self.rows {
            let one = One { sheet, at: row.at, correction: &row.correction };
            if !matches!(row.fate, Fate::Applied) {
                continue;
            }
            if !one.correction.adds() {
                if gone.contains(&row.event_id) {
                    let (result, fault) = one.not_added();
                    row.fate = Fate::Refused(result, fault);
                }
                continue;
            }
            let id = &row.event_id;
            let event = coded.events.iter().position(|e| e.event_id == *id);
            let Some(event) = event else { continue };
            let refused = if !whole::complete(coded, event, codebook) {
                one.wrong(
                    "anchor",
                    "an event is added without an outcome type".to_owned(),
                    "add a row with the same source and anchor, the field outcome_type and its value",
                )
            } else if let Some(twin) = whole::twin(coded, event) {
                one.stale(
                    "stale",
                    format!(
                        "event not added: the program codes it, as `{}`",
                        twin.0
                    ),
                    "delete the rows that add it, or correct that event",
                )
            } else {
                continue;
            };
            gone.insert(id.clone());
            whole::take_out(coded, event);
            row.fate = Fate::Refused(refused.0, refused.1);
        }
    }

    /// What became of them, when all events were met.
    #[must_use]
    pub fn finish(self) -> Applied {
        let mut applied = Applied { rows: Vec::new(), faults: self.faults };
        let Some(sheet) = self.sheet else { return applied };
        for (correction_id, row) in (1..).zip(self.rows) {
            let result = match row.fate {
                Fate::Applied => "applied",
                Fate::Refused(result, fault) => {
                    applied.faults.push(*fault);
                    result
                }
                Fate::Waiting => {
                    let one = One {
                        sheet: &sheet,
                        at: row.at,
                        correction: &row.correction,
                    };
                    let (result, fault) = one.nowhere();
                    applied.faults.push(*fault);
                    result
                }
            };
            let correction = row.correction;
            applied.rows.push(table::Correction {
                correction_id,
                result: result.into(),
                event_id: row.event_id.0,
                source: correction.source,
                anchor: correction.anchor,
                field: correction.field.into(),
                expected: correction.expected,
                found: row.found,
                value: correction.value,
                reason: correction.reason,
                author: correction.author,
                date: correction.date,
                line: row.at.line as u64,
            });
        }
        applied
    }
}

/// What is made of an event's row beside it.
fn renew(document: &Code, coded: &mut Coded) {
    let mut coverages = coded.coverage.iter();
    let row = coverages.position(|row| row.document_id == *document);
    if let Some(row) = row {
        coded.coverage[row] = coverage(document, coded);
    }
}
