//! The theme of an event: weighted phrases in its clause count most, then its
//! lead and headings, its sentence and item; the outcome's default decides
//! where nothing speaks.

use super::sentence::Sentence;
use super::slots::Fit;
use crate::codebook::Codebook;
use std::ops::Range;

/// Weights of each theme from one part of the text.
pub type Weights = Vec<i32>;

/// The weights of a whole sentence, heading or lead.
#[must_use]
pub fn weigh(s: &Sentence<'_>, range: Range<usize>, factor: i32) -> Weights {
    let mut weights = vec![0; s.codebook.themes.len()];
    s.codebook.theme_phrases.weigh(
        range,
        factor,
        s,
        &s.codebook.lexicon,
        &s.codebook.classes,
        &mut weights,
    );
    weights
}

/// What the surroundings of a sentence say.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// The item's lead.
    pub lead: Weights,
    /// The headings above.
    pub heading: Weights,
    /// The item's sentences together.
    pub item: Weights,
    /// The document's title.
    pub document: Weights,
}

/// The theme and where it came from.
#[must_use]
pub fn theme(
    s: &Sentence<'_>,
    fit: &Fit,
    clause: &Range<usize>,
    setting: &Setting,
) -> (usize, &'static str) {
    let codebook = s.codebook;
    let outcome = s.codebook.cues.all[fit.cue].outcome;
    let parts = [
        ("clause", weigh(s, clause.clone(), 1), 8),
        ("sentence", weigh(s, 0..s.words.len(), 1), 3),
        ("lead", setting.lead.clone(), 5),
        ("heading", setting.heading.clone(), 4),
        ("item", setting.item.clone(), 1),
        ("document", setting.document.clone(), 2),
    ];
    let mut total = vec![0i32; codebook.themes.len()];
    for (_, weights, factor) in &parts {
        for (sum, weight) in total.iter_mut().zip(weights) {
            *sum += (*weight).clamp(-6, 6) * factor;
        }
    }
    let default = codebook.default_themes[outcome];
    total[default] += 3;
    let best = best(&total);
    if total[best] <= 0 || (best == default && total[best] == 3) {
        return (default, "outcome");
    }
    let basis = parts
        .iter()
        .max_by_key(|(_, weights, factor)| {
            weights.get(best).copied().unwrap_or(0) * factor
        })
        .filter(|(_, weights, _)| weights.get(best).copied().unwrap_or(0) > 0)
        .map_or("outcome", |(name, _, _)| *name);
    (best, basis)
}

/// The first of the highest.
fn best(total: &[i32]) -> usize {
    let mut best = 0;
    for (index, weight) in total.iter().enumerate() {
        if *weight > total[best] {
            best = index;
        }
    }
    best
}

/// Whether a codebook has themes at all; an empty one codes nothing.
#[must_use]
pub fn ready(codebook: &Codebook) -> bool {
    !codebook.themes.is_empty() && !codebook.outcomes.is_empty()
}
