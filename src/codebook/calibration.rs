//! From scores to probabilities: how often events of a score were right in
//! gold that nothing was learned from, read from `calibration.csv`.
//!
//! `tidings evaluate --calibration` writes the file.

use super::source::{Files, Sheet};
use crate::diagnostic::Diagnostic;

/// A step: from this score up to the next step's.
#[derive(Debug, serde::Deserialize)]
struct Row {
    score: f64,
    probability: f64,
}

/// The steps, by score.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Calibration {
    steps: Vec<(f64, f64)>,
}

impl Calibration {
    /// Reads `calibration.csv`.
    pub fn read(files: &Files, told: &mut Vec<Diagnostic>) -> Self {
        let sheet = Sheet::open(files, "calibration.csv", told);
        let mut steps: Vec<(f64, f64)> = Vec::new();
        for located in sheet.rows::<Row>(told) {
            let Row { score, probability } = located.row;
            let last = steps.last().copied().unwrap_or((-1.0, 0.0));
            let wrong = if score <= last.0 {
                Some(("score", "scores must rise from row to row"))
            } else if probability < last.1 || probability > 1.0 {
                Some((
                    "probability",
                    "probabilities lie between 0 and 1 and never fall",
                ))
            } else {
                None
            };
            match wrong {
                None => steps.push((score, probability)),
                Some((column, message)) => told.push(
                    sheet
                        .fault(
                            located.at,
                            column,
                            "",
                            "calibration-order",
                            message,
                        )
                        .hint(
                            "`tidings evaluate --calibration` writes this file anew",
                        ),
                ),
            }
        }
        Self { steps }
    }

    /// How probable it is that an event of this score is right; without steps
    /// the score itself.
    #[must_use]
    pub fn probability(&self, score: f64) -> f64 {
        let step = self.steps.iter().rev().find(|(least, _)| *least <= score);
        step.or(self.steps.first()).map_or(score, |(_, right)| *right)
    }
}
