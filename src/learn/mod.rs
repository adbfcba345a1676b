//! Learning weights from marked texts: what `tidings learn` does.
//!
//! Runs the coder over texts in which a person has marked every outcome, and
//! fits the weights of `codebook/weights.csv`. Pure: texts in, rows out.

mod examples;
mod logistic;
mod marked;

pub use marked::{Mark, Marked, Place};

use crate::code::Coder;
use crate::codebook::weights::{Model, WeightRow, Weights};

/// Learns all weights from marked texts.
#[must_use]
pub fn learn(coder: &Coder, texts: &[Marked]) -> Vec<WeightRow> {
    let asked = examples::Asking::of(coder, texts);
    // Anchors of several words are narrowed down by what the marks at single
    // words teach.
    let narrow = asked.narrow(&Model::default());
    let first = logistic::fit("trigger", &asked.examples(&narrow)["trigger"]);
    let weights = Weights::new(first);
    let narrow =
        asked.narrow(weights.model("trigger").unwrap_or(&Model::default()));
    let mut rows = Vec::new();
    for (model, examples) in asked.examples(&narrow) {
        rows.extend(logistic::fit(model, &examples));
    }
    rows
}
