//! From the fits of a sentence to coded outcomes: status, filters that tell
//! background and own acts from outcomes, and one event for each outcome.

use super::country::EventCountry;
use super::people::EventPerson;
use super::reading::{Mood, Reason, Voice};
use super::sentence::Sentence;
use super::slots::Fit;
use super::time::EventDate;
use crate::codebook::Codebook;
use crate::codebook::cue::Status;
use crate::codebook::lexicon::Case;
use crate::codebook::scope::Scope;
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

/// Whether the sentence only sums up or praises, without an outcome of its
/// own.
#[must_use]
pub(super) fn summary(s: &Sentence<'_>) -> bool {
    s.mentions.places.is_empty()
        && s.mentions.people.is_empty()
        && s.first_in(s.scope(Scope::Summary), 0..s.words.len()).is_some()
}

/// Whether the publisher itself acts: no event unless it is advocacy or a
/// suit.
#[must_use]
pub(super) fn own_act(s: &Sentence<'_>, fit: &Fit, outcome: usize) -> bool {
    if s.codebook.outcomes[outcome].own_act == "yes"
        || fit.reading.voice != Voice::Active
        || fit.subject.is_some()
    {
        return false;
    }
    let until = fit.reading.start;
    // "US" is a country, "us" the publisher.
    let own = s
        .last_in(s.scope(Scope::Own), 0..until)
        .filter(|own| s.words[own.start].case != Case::Upper);
    // Another subject between the publisher and the verb acts instead.
    own.is_some_and(|own| {
        !(own.end..until).any(|at| {
            s.sign(at, &[';', ':'])
                || s.is("relative", at)
                || s.is("conjunction", at)
                    && s.begins_noun(at + 1)
                    && at + 1 < until
        }) && !s.mentions.places.iter().any(|p| {
            p.words.start >= own.end
                && p.words.end + 2 >= until
                && p.words.end <= until
        })
    })
}

/// Whether an event only tells a person's past: a harm in a relative clause
/// or after *when*.
#[must_use]
pub(super) fn past_harm(codebook: &Codebook, event: &Coded) -> bool {
    let harm = event.status == Status::Setback
        || matches!(
            codebook.outcomes[event.outcome].outcome.as_str(),
            "perpetrator_held" | "perpetrator_convicted" | "other"
        );
    harm && event.fit.reading.background
}

/// Why a measure against a person is only that person's past.
#[must_use]
pub(super) fn past(event: &Coded, covered: Option<i16>) -> Option<Reason> {
    let year = covered?;
    let date = event.date.as_ref()?;
    let earlier = date.date.end.year() < year - 1;
    (event.status == Status::Setback && earlier)
        .then_some("background: before the time that the text covers")
}
