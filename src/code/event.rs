//! From a fit to a coded outcome: its type and status, and the event that it
//! becomes.

use super::country::EventCountry;
use super::judge::Verdict;
use super::people::EventPerson;
use super::reading::{Mood, Reason};
use super::slots::Fit;
use super::time::EventDate;
use crate::codebook::Codebook;
use crate::codebook::cue::Status;
use std::ops::Range;

/// A coded outcome, before it becomes rows.
#[derive(Debug, Clone)]
pub struct Coded {
    /// Sentence of the document, by index.
    pub sentence: usize,
    /// Item of the document, by index.
    pub item: usize,
    /// The fit that found it.
    pub fit: Fit,
    /// Its clause, in words of the sentence.
    pub clause: Range<usize>,
    /// Evidence, in bytes of the clean text.
    pub evidence: Range<usize>,
    /// Index of the outcome type.
    pub outcome: usize,
    /// Its status.
    pub status: Status,
    /// Where the status came from.
    pub status_basis: &'static str,
    /// Index of the theme.
    pub theme: usize,
    /// Where the theme came from.
    pub theme_basis: &'static str,
    /// Its countries.
    pub countries: Vec<EventCountry>,
    /// Its date.
    pub date: Option<EventDate>,
    /// Its persons.
    pub people: Vec<EventPerson>,
    /// How many persons.
    pub people_count: Option<u64>,
}

impl Coded {
    /// How probable it is that its countries and type are right: by the
    /// calibration, from how probable the weights think outcome and type.
    /// Without weights, how well the text fits the row.
    pub(super) fn score(&self, codebook: &Codebook) -> f64 {
        let raw = |verdict: Verdict| verdict.told * verdict.typed;
        self.fit.verdict.map_or(self.fit.score, |verdict| {
            codebook.calibration.probability(rounded(raw(verdict)))
        })
    }
}

/// Scores have three decimals: more would pretend.
pub(super) fn rounded(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

/// The outcome type and status of a fit: the cue's, changed by its reading.
///
/// # Errors
///
/// The reason why the reading leaves no event.
pub(super) fn outcome(
    codebook: &Codebook,
    fit: &Fit,
) -> Result<(usize, Status, &'static str), Reason> {
    if let Some(verdict) = fit.verdict {
        return Ok((verdict.outcome, verdict.status, verdict.basis));
    }
    let cue = &codebook.cues.all[fit.cue];
    let (status, basis) = match (fit.reading.mood, cue.row.status) {
        (Mood::Announced, Status::Setback) => (Status::Setback, "cue"),
        (Mood::Announced, _) => (Status::Announced, "promise"),
        (Mood::Ongoing, Status::Achieved) => (Status::Ongoing, "continuation"),
        (Mood::Asserted | Mood::Ongoing, status) => (status, "cue"),
        (Mood::Refused, Status::Setback) => {
            return Err("a measure against the right that was not taken");
        }
        (Mood::Refused, _) => (Status::Setback, "negation"),
    };
    Ok((staged(codebook, cue.outcome, status), status, basis))
}

/// The type of an outcome that is merely announced may be another: a law that
/// is promised is proposed.
pub(super) fn staged(
    codebook: &Codebook,
    outcome: usize,
    status: Status,
) -> usize {
    let announced = &codebook.outcomes[outcome].if_announced;
    if status == Status::Announced && !announced.is_empty() {
        codebook.outcome(announced).unwrap_or(outcome)
    } else {
        outcome
    }
}
