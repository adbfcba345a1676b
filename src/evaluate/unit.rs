//! An event as it is scored, coded by the program or by hand: seven cells,
//! the words that state it, and when two of them say the same.

use super::words::{runs, set, surnames, words};
use crate::table::EventFlat;
use std::collections::BTreeSet;

/// A field that is scored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// Compared as a set.
    Countries,
    /// The right at stake.
    Theme,
    /// What happened.
    OutcomeType,
    /// Whether it has happened.
    Status,
    /// When it happened, as precisely as given.
    Date,
    /// Compared as a set of surnames.
    People,
    /// How many persons.
    PeopleCount,
}

impl Field {
    /// All of them, in the order of the gold file.
    pub const ALL: [Self; 7] = [
        Self::Countries,
        Self::Theme,
        Self::OutcomeType,
        Self::Status,
        Self::Date,
        Self::People,
        Self::PeopleCount,
    ];

    /// Its column.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Countries => "countries",
            Self::Theme => "theme",
            Self::OutcomeType => "outcome_type",
            Self::Status => "status",
            Self::Date => "date",
            Self::People => "people",
            Self::PeopleCount => "people_count",
        }
    }
}

/// An event to be scored.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its number in the gold file, or its id.
    pub id: String,
    /// The anchor or the evidence.
    pub text: String,
    /// How sure the program was; nothing for a person's coding.
    pub score: Option<f64>,
    cells: [String; 7],
    countries: BTreeSet<String>,
    surnames: BTreeSet<String>,
    runs: BTreeSet<String>,
}

impl Unit {
    /// An event of its cells, in the order of [`Field::ALL`].
    #[must_use]
    pub fn new(
        id: String,
        cells: [String; 7],
        text: String,
        score: Option<f64>,
    ) -> Self {
        Self {
            countries: set(&cells[Field::Countries as usize]),
            surnames: surnames(&cells[Field::People as usize]),
            runs: runs(&words(&text)),
            id,
            text,
            score,
            cells,
        }
    }

    /// A published event.
    #[must_use]
    pub fn published(row: &EventFlat) -> Self {
        let count = row.people_count.map(|count| count.to_string());
        Self::new(
            row.event_id.0.clone(),
            [
                row.countries.clone(),
                row.theme.0.clone(),
                row.outcome_type.0.clone(),
                row.status.0.clone(),
                row.date.clone(),
                row.people.clone(),
                count.unwrap_or_default(),
            ],
            row.evidence.0.clone(),
            Some(row.score),
        )
    }

    /// A field's cell.
    #[must_use]
    pub fn cell(&self, field: Field) -> &str {
        &self.cells[field as usize]
    }

    /// Its countries.
    #[must_use]
    pub fn countries(&self) -> &BTreeSet<String> {
        &self.countries
    }

    /// What a field says, so that equal labels mean the same.
    #[must_use]
    pub fn label(&self, field: Field) -> String {
        let join = |set: &BTreeSet<String>| {
            set.iter().map(String::as_str).collect::<Vec<_>>().join(";")
        };
        match field {
            Field::Countries => join(&self.countries),
            Field::People => join(&self.surnames),
            Field::PeopleCount => {
                let count = self.cell(field);
                count.split('.').next().unwrap_or(count).to_owned()
            }
            _ => self.cell(field).trim().to_owned(),
        }
    }

    /// Whether a field says the same in both.
    #[must_use]
    pub fn same(&self, gold: &Self, field: Field) -> bool {
        match field {
            Field::Countries => self.countries == gold.countries,
            Field::People => self.surnames == gold.surnames,
            _ => self.label(field) == gold.label(field),
        }
    }

    /// Whether both say the same country and outcome type.
    #[must_use]
    pub fn coded(&self, gold: &Self) -> bool {
        self.same(gold, Field::Countries)
            && self.same(gold, Field::OutcomeType)
    }

    /// Whether both say the same theme and status, too.
    #[must_use]
    pub fn full(&self, gold: &Self) -> bool {
        self.coded(gold)
            && self.same(gold, Field::Theme)
            && self.same(gold, Field::Status)
    }

    /// Whether both may tell the same outcome: their words share a run.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        !self.runs.is_disjoint(&other.runs)
    }
}
