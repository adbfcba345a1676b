//! Events of several sentences that tell one outcome: merged, or one gives way
//! to another by the codebook's precedence.
//!
//! Looks at coded events only, never at words.

use super::event::Coded;
use super::people::EventPerson;
use super::reading::Voice;
use crate::codebook::Codebook;
use crate::codebook::cue::Status;
use crate::normalise::{ItemKind, Outline};

/// Leaves out what a caption tells that the text tells too: its fields may
/// fill those of the other.
#[must_use]
pub(super) fn without_captions(
    outline: &Outline,
    events: Vec<Coded>,
) -> Vec<Coded> {
    let caption = |e: &Coded| outline.items[e.item].kind == ItemKind::Caption;
    let places = |e: &Coded| -> Vec<usize> {
        e.countries.iter().map(|c| c.country).collect()
    };
    let mut kept = events;
    let mut at = 0;
    while at < kept.len() {
        let told = kept.iter().enumerate().position(|(other, e)| {
            other != at
                && caption(&kept[at])
                && !caption(e)
                && e.outcome == kept[at].outcome
                && places(e) == places(&kept[at])
        });
        let Some(other) = told else {
            at += 1;
            continue;
        };
        let caption = kept.remove(at);
        let other = if other > at { other - 1 } else { other };
        let event = &mut kept[other];
        let finer = caption.date.as_ref().is_some_and(|date| {
            event
                .date
                .as_ref()
                .is_none_or(|own| date.date.precision < own.date.precision)
        });
        if finer {
            event.date = caption.date;
        }
        if event.people.is_empty() {
            event.people = caption.people;
        }
    }
    kept
}

/// Why an event says nothing beyond another of its item: a stage on the way,
/// the means, own work. Which outcomes give way to which stands in
/// `codebook/precedence.csv`.
#[must_use]
pub(super) fn gives_way<'a>(
    codebook: &'a Codebook,
    event: &Coded,
    all: &[Coded],
) -> Option<&'a str> {
    let places = |e: &Coded| -> Vec<usize> {
        e.countries.iter().map(|c| c.country).collect()
    };
    codebook
        .precedence
        .iter()
        .filter(|rule| rule.outcome == event.outcome)
        .filter(|rule| rule.status.is_none_or(|s| s == event.status))
        .find(|rule| {
            all.iter().any(|other| {
                let theirs = places(other);
                other.outcome == rule.beside
                    && (rule.also_setback || other.status != Status::Setback)
                    && (!rule.same_country
                        || places(event).iter().all(|p| theirs.contains(p)))
            })
        })
        .map(|rule| rule.reason.as_str())
}

/// Joins events of one item that tell the same outcome. The one with the
/// better evidence stays and takes from the other what it lacks.
#[must_use]
pub(super) fn merged(codebook: &Codebook, events: Vec<Coded>) -> Vec<Coded> {
    let mut kept: Vec<Coded> = Vec::new();
    for event in events {
        let twin = kept.iter_mut().find(|k| same_outcome(codebook, k, &event));
        match twin {
            None => kept.push(event),
            Some(twin) => {
                let plain = |e: &Coded| {
                    matches!(
                        e.fit.reading.voice,
                        Voice::Active | Voice::Passive
                    )
                };
                let stronger = event.fit.score > twin.fit.score + 0.2
                    || plain(&event) && !plain(twin);
                let (mut stays, goes) = if stronger {
                    (event, twin.clone())
                } else {
                    (twin.clone(), event)
                };
                if stays.countries.is_empty() {
                    stays.countries = goes.countries;
                }
                if stays.people.is_empty() {
                    stays.people = goes.people;
                }
                stays.people_count = stays.people_count.or(goes.people_count);
                let vague = stays.date.as_ref().is_none_or(|date| {
                    goes.date.as_ref().is_some_and(|other| {
                        other.date.precision < date.date.precision
                    })
                });
                if vague && goes.date.is_some() {
                    stays.date = goes.date;
                }
                *twin = stays;
            }
        }
    }
    kept
}

fn same_outcome(codebook: &Codebook, a: &Coded, b: &Coded) -> bool {
    if a.item != b.item || a.outcome != b.outcome {
        return false;
    }
    let phrase = matches!(b.fit.reading.voice, Voice::Phrase | Voice::Nominal);
    if a.sentence == b.sentence && !phrase {
        return false;
    }
    let ids = |event: &Coded| {
        let mut ids: Vec<usize> =
            event.countries.iter().map(|c| c.country).collect();
        ids.sort_unstable();
        ids
    };
    let (x, y) = (ids(a), ids(b));
    let places = x == y || x.is_empty() || y.is_empty();
    let surname = |p: &EventPerson| {
        p.name.rsplit(' ').next().unwrap_or("").to_lowercase()
    };
    let shares = a
        .people
        .iter()
        .any(|p| b.people.iter().any(|q| surname(p) == surname(q)));
    let persons = a.people.is_empty() || b.people.is_empty() || shares;
    let counts = a.people_count.is_none()
        || b.people_count.is_none()
        || a.people_count == b.people_count
        || shares;
    let dated = |event: &Coded| {
        event
            .date
            .as_ref()
            .filter(|d| {
                matches!(
                    d.basis,
                    super::country::Basis::Clause
                        | super::country::Basis::Sentence
                )
            })
            .map(|d| d.date.start)
    };
    let dates = match (dated(a), dated(b)) {
        (Some(x), Some(y)) => x == y || x.year() == y.year() && shares,
        _ => true,
    };
    let liberty = codebook.outcomes[a.outcome].class == "liberty";
    places && persons && counts && dates && (a.status == b.status || liberty)
}
