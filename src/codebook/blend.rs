//! How much the tagger counts beside the weights, question by question, read
//! from `tagger.csv`: fitted on marked texts that neither learned from.
//!
//! A file without rows means that the weights decide alone.

use super::source::{Files, Sheet};
use super::weights::UNIT;
use crate::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};

const FILE: &str = "tagger.csv";

/// What is asked of weights and tagger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Question {
    /// Whether a word tells an outcome.
    Trigger,
    /// Of which type.
    Outcome,
    /// With which status.
    Status,
    /// Of which theme.
    Theme,
    /// Whether it concerns a country.
    Country,
    /// Whether it has a date.
    Date,
}

/// A row: what each side's log odds are multiplied by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Share {
    question: Question,
    weights: f64,
    tagger: f64,
    bias: f64,
    /// The tagger that it was fitted for.
    model: String,
}

/// All shares.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Blend {
    shares: Vec<Share>,
}

impl Blend {
    /// Reads `tagger.csv`; nothing if there is none.
    pub fn read(files: &Files, told: &mut Vec<Diagnostic>) -> Self {
        if !files.contains_key(FILE) {
            return Self::default();
        }
        let sheet = Sheet::open(files, FILE, told);
        let mut shares: Vec<Share> = Vec::new();
        for located in sheet.rows::<Share>(told) {
            let row = located.row;
            let numbers = [row.weights, row.tagger, row.bias];
            if numbers.iter().all(|number| number.is_finite()) {
                shares.push(row);
                continue;
            }
            let message = "weights, tagger and bias are numbers";
            told.push(
                sheet
                    .fault(located.at, "weights", "", "tagger-row", message)
                    .hint("`0` as the tagger's share leaves it out"),
            );
        }
        Self { shares }
    }

    /// The tagger that the shares were fitted for, if it is to be asked.
    #[must_use]
    pub fn model(&self) -> Option<&str> {
        self.shares.first().map(|share| &*share.model)
    }

    /// The log odds of both sides together, in thousandths each. Where the
    /// tagger said nothing, the weights speak alone.
    #[must_use]
    pub fn together(
        &self,
        question: Question,
        weights: i32,
        tagger: Option<i32>,
    ) -> f64 {
        let own = f64::from(weights) / UNIT;
        let share = self.shares.iter().find(|s| s.question == question);
        match (tagger, share) {
            (Some(said), Some(share)) => {
                let said = f64::from(said) / UNIT;
                share.weights * own + share.tagger * said + share.bias
            }
            _ => own,
        }
    }
}
