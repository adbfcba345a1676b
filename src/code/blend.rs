//! What weights and tagger say together: log odds of both are added as
//! `codebook/tagger.csv` says, and made probabilities.

use crate::codebook::blend::{Blend, Question};
use crate::codebook::weights;

/// What is said for labels, in thousandths of log odds.
pub(super) type Said<'a> = Vec<(&'a str, i32)>;

/// How probable something is.
pub(super) fn probability(
    blend: &Blend,
    question: Question,
    weights: i32,
    tagger: Option<i32>,
) -> f64 {
    logistic(blend.together(question, weights, tagger))
}

/// How probable each label is among all.
pub(super) fn shares<'a>(
    blend: &Blend,
    question: Question,
    learned: &Said<'a>,
    tagger: &Said<'_>,
) -> Vec<(&'a str, f64)> {
    // Alone, the weights say of each label how much speaks for it against
    // all others; what the tagger says is of all labels together.
    // A label that it does not know it cannot speak against.
    let neutral = tagger.iter().map(|(_, said)| *said).max().unwrap_or(0);
    let odds = |(label, own): &(&'a str, i32)| {
        if tagger.is_empty() {
            return (*label, weights::probability(*own));
        }
        let said = tagger.iter().find(|(known, _)| known == label);
        let said = said.map_or(neutral, |(_, said)| *said);
        (*label, blend.together(question, *own, Some(said)).exp())
    };
    let mut all: Vec<(&str, f64)> = learned.iter().map(odds).collect();
    let total: f64 = all.iter().map(|(_, odds)| odds).sum();
    for (_, odds) in &mut all {
        *odds /= total;
    }
    all
}

/// The most probable label.
pub(super) fn best<'a>(all: &[(&'a str, f64)]) -> (&'a str, f64) {
    let best = all.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1));
    best.unwrap_or(("", 0.0))
}

fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}
