//! Learning weights from marked texts: what `tidings learn` does.
//!
//! Runs the coder over texts in which a person has marked every outcome, and
//! fits the weights of `codebook/weights.csv`. Pure: texts in, rows out.

mod examples;
mod export;
mod logistic;
mod marked;

pub use export::export;
pub use marked::{Mark, Marked, Place};

use crate::code::Coder;
use crate::codebook::weights::{EVENT, Model, WeightRow, Weights, YES};
use examples::{Asking, fields};
use logistic::{Question, fit};

/// The questions, in the order in which they are asked. The costs were
/// chosen by coding each fifth of the texts by what the others taught, those of
/// trigger, outcome and status also by how gold was coded that was kept aside.
const QUESTIONS: [Question; 6] = [
    Question { model: "trigger", yes: Some(EVENT), cost: 0.3, least: 50 },
    Question { model: "outcome", yes: None, cost: 0.5, least: 70 },
    Question { model: "status", yes: None, cost: 0.2, least: 60 },
    Question { model: "theme", yes: None, cost: 0.03, least: 30 },
    Question { model: "country", yes: Some(YES), cost: 0.3, least: 50 },
    Question { model: "date", yes: Some(YES), cost: 0.1, least: 50 },
];

/// Learns all weights from marked texts.
#[must_use]
pub fn learn(coder: &Coder, texts: &[Marked]) -> Vec<WeightRow> {
    let asked = Asking::of(coder, texts);
    // Anchors of several words are narrowed down by what the marks at single
    // words teach.
    let narrow = asked.narrow(&Model::default());
    let first = asked.examples(&narrow);
    let trigger = QUESTIONS[0];
    let weights =
        Weights::new(trigger.model, &fit(trigger, &first["trigger"]));
    let narrow =
        asked.narrow(weights.model("trigger").unwrap_or(&Model::default()));
    let around = asked.around(coder, &narrow);
    let mut examples = asked.examples(&narrow);
    examples.extend(fields(&around));
    QUESTIONS
        .iter()
        .flat_map(|question| fit(*question, &examples[question.model]))
        .collect()
}
