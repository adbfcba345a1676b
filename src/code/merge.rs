//! Events that say nothing beyond another: what is told twice, captions, and
//! what gives way by the codebook's precedence.
//!
//! Looks at coded events only, never at words.

use super::country::Basis;
use super::event::Coded;
use super::people::EventPerson;
use super::reading::Voice;
use crate::codebook::Codebook;
use crate::codebook::cue::Status;
use crate::normalise::{ItemKind, Outline};
use std::collections::BTreeSet;

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
        if !caption(&kept[at]) {
            at += 1;
            continue;
        }
        let told = kept.iter().position(|e| {
            !caption(e)
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
                let covered = || {
                    let theirs = places(other);
                    places(event).iter().all(|p| theirs.contains(p))
                };
                other.outcome == rule.beside
                    && (!rule.same_sentence
                        || other.sentence == event.sentence)
                    && (rule.also_setback || other.status != Status::Setback)
                    && (!rule.same_country || covered())
            })
        })
        .map(|rule| rule.reason.as_str())
}

/// Events before one that may tell the same: nobody tells an outcome again
/// after so many others.
const NEAR: usize = 64;

/// Joins events of one item that tell the same outcome of the same persons. The
/// one with the better evidence stays and takes from the other what it lacks.
#[must_use]
pub(super) fn merged(events: Vec<Coded>) -> Vec<Coded> {
    let mut kept: Vec<Coded> = Vec::new();
    for event in events {
        let near = kept.len().saturating_sub(NEAR);
        let twin = kept[near..].iter_mut().find(|k| same_outcome(k, &event));
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

/// Whether two sentences of an item tell one outcome: both name a person, at
/// the same place and no other time. Without a name, two of a kind may well be
/// two outcomes.
fn same_outcome(a: &Coded, b: &Coded) -> bool {
    let place = |event: &Coded| -> BTreeSet<usize> {
        event.countries.iter().map(|c| c.country).collect()
    };
    let surname = |p: &EventPerson| {
        p.name.rsplit(' ').next().unwrap_or("").to_lowercase()
    };
    let shares = || {
        a.people
            .iter()
            .any(|p| b.people.iter().any(|q| surname(p) == surname(q)))
    };
    let told = |event: &Coded| {
        event
            .date
            .as_ref()
            .filter(|d| matches!(d.basis, Basis::Clause | Basis::Sentence))
            .map(|d| d.date.start)
    };
    a.item == b.item
        && a.sentence != b.sentence
        && a.outcome == b.outcome
        && a.status == b.status
        && place(a) == place(b)
        && told(a).is_none_or(|x| told(b).is_none_or(|y| x == y))
        && shares()
}
