//! Whom an event concerns: names in its clause, else in its sentence, item or
//! lead where a pronoun or role stands for them; and how many they are.

use super::country::Basis;
use super::reading::Voice;
use super::sentence::Sentence;
use super::slots::Fit;
use crate::codebook::grammar::Grammar;
use crate::extract::person::{Person, RoleKind};
use std::ops::Range;

/// A person with where the name was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventPerson {
    /// The name, in the fullest form that is known.
    pub name: String,
    /// Where it was found.
    pub basis: Basis,
}

/// The persons of an event. `item` holds the names of the item so far,
/// `lead` those of its lead.
#[must_use]
pub(super) fn people(
    s: &Sentence<'_>,
    fit: &Fit,
    clause: &Range<usize>,
    outcome: usize,
    item: &[String],
    lead: &[String],
) -> Vec<EventPerson> {
    let row = &s.codebook.outcomes[outcome];
    if row.personal != "yes" {
        return Vec::new();
    }
    let own: Vec<EventPerson> = s
        .mentions
        .people
        .iter()
        .filter(|p| clause.contains(&p.words.start))
        .filter(|p| concerned(s, fit, p))
        .map(|p| EventPerson { name: p.name.clone(), basis: Basis::Clause })
        .collect();
    if !own.is_empty() {
        return own;
    }
    let before: Vec<EventPerson> = s
        .mentions
        .people
        .iter()
        .filter(|p| p.words.end <= fit.reading.start)
        .filter(|p| p.role != Some(RoleKind::Official))
        .map(|p| EventPerson { name: p.name.clone(), basis: Basis::Sentence })
        .collect();
    if !before.is_empty() && stands_for(s, fit, clause) {
        return before;
    }
    if !stands_for(s, fit, clause) {
        // "The young mother was set free": the one whom the item is about.
        let told = item.len() == 1 && described(s, fit, clause);
        return inherited(if told { item } else { &[] }, Basis::Item);
    }
    if !lead.is_empty() {
        return inherited(lead, Basis::Lead);
    }
    inherited(item, Basis::Item)
}

fn inherited(names: &[String], basis: Basis) -> Vec<EventPerson> {
    let person = |name: &String| EventPerson { name: name.clone(), basis };
    names.iter().map(person).collect()
}

/// Whether the person is whom the outcome concerns, not an official who acts.
fn concerned(s: &Sentence<'_>, fit: &Fit, person: &Person) -> bool {
    let official = person.role == Some(RoleKind::Official);
    let before = person.words.end <= fit.trigger.start;
    let held = matches!(
        s.codebook.cues.all[fit.cue].row.outcome.as_str(),
        "perpetrator_held"
            | "perpetrator_convicted"
            | "recognition"
            | "other"
            | "case_filed"
    );
    match fit.reading.voice {
        // The subject of an active verb acts, unless the verb has no object:
        // "X walked free".
        Voice::Active if before => {
            held && !official || s.codebook.cues.all[fit.cue].object.is_empty()
        }
        _ => !official || held,
    }
}

/// Whether a pronoun or bare role in the clause stands for a person named
/// earlier.
fn stands_for(s: &Sentence<'_>, fit: &Fit, clause: &Range<usize>) -> bool {
    let near = clause.start..(fit.trigger.end + 6).min(clause.end);
    near.clone().any(|at| s.is(Grammar::StandsFor, at))
}

/// Whether a description with an article, of one person who does not act for a
/// state, stands where the outcome has whom it concerns: before a passive,
/// behind an active verb.
fn described(s: &Sentence<'_>, fit: &Fit, clause: &Range<usize>) -> bool {
    let near = match fit.reading.voice {
        Voice::Active => fit.trigger.end..clause.end.min(fit.trigger.end + 3),
        _ => clause.start..fit.trigger.start,
    };
    // Not "the journalists": of several one name tells too little.
    let single =
        |end: usize| s.surface(end - 1).eq_ignore_ascii_case(s.stem(end - 1));
    near.clone().any(|at| {
        let led = near.start < at && s.is(Grammar::Preposition, at - 1);
        s.is(Grammar::Definite, at)
            && !led
            && s.private_role(at + 1).is_some_and(single)
    })
}

/// How many persons the outcome concerns.
#[must_use]
pub(super) fn count(
    s: &Sentence<'_>,
    fit: &Fit,
    clause: &Range<usize>,
    people: &[EventPerson],
) -> Option<u64> {
    let near = s
        .mentions
        .quantities
        .iter()
        .filter(|q| q.counts_people && clause.contains(&q.words.start))
        .filter(|q| !dated(s, q.words.start))
        .min_by_key(|q| {
            let (a, b) = (&q.words, &fit.trigger);
            a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
        });
    if let Some(quantity) = near {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of persons, clamped to what a count can be"
        )]
        let count = quantity.value.clamp(0.0, 1e12) as u64;
        return (count > 0).then_some(count);
    }
    let named = people.len() as u64;
    (named > 0).then_some(named)
}

/// Whether a number is of a date: "On 8 February 12 ministers", "May 3, women".
fn dated(s: &Sentence<'_>, at: usize) -> bool {
    s.mentions.dates.iter().any(|date| date.words.contains(&at))
}

/// Keeps a name among those of an item, in its fullest form.
pub(super) fn remember(names: &mut Vec<String>, name: &str) {
    let last =
        |name: &str| name.rsplit(' ').next().unwrap_or("").to_lowercase();
    for known in names.iter_mut() {
        let part = known.split(' ').any(|word| word == name)
            || last(known) == last(name);
        if part {
            if name.len() > known.len() {
                name.clone_into(known);
            }
            return;
        }
    }
    names.push(name.to_owned());
}

/// Replaces a name by the fullest form that the item or its lead gives.
pub(super) fn fullest(names: &[String], lead: &[String], name: &mut String) {
    let full = names
        .iter()
        .chain(lead)
        .filter(|known| known.len() > name.len())
        .find(|known| {
            let words: Vec<&str> = known.split(' ').collect();
            name.split(' ').all(|word| words.contains(&word))
        });
    if let Some(full) = full {
        full.clone_into(name);
    }
}
