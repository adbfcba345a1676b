//! Which countries an event concerns: from its clause, else its sentence, its
//! lead, the heading above it, an earlier sentence of the item, the title.

use super::local::Home;
use super::reading::Voice;
use super::sentence::Sentence;
use super::slots::Fit;
use super::told::Told;
use crate::codebook::gazetteer::NameKind;
use crate::codebook::grammar::Grammar;
use crate::codebook::scope::Scope;
use crate::extract::place::Place;
use std::ops::Range;

/// Where a field's value was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// The event's clause.
    Clause,
    /// The rest of its sentence.
    Sentence,
    /// The lead of its item.
    Lead,
    /// A heading above it.
    Heading,
    /// Another sentence of its item.
    Item,
    /// The document's title or what else it says of itself.
    Document,
}

impl Basis {
    /// Its name in the tables.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Clause => "clause",
            Self::Sentence => "sentence",
            Self::Lead => "lead",
            Self::Heading => "heading",
            Self::Item => "item",
            Self::Document => "document",
        }
    }
}

/// A country of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventCountry {
    /// Index of the country.
    pub country: usize,
    /// Where it was found.
    pub basis: Basis,
    /// The words that stand for it.
    pub mention: String,
}

/// What surrounds a sentence, nearest first.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// Countries of the lead.
    pub lead: Vec<EventCountry>,
    /// Countries of the headings above, of the nearest that names any.
    pub heading: Vec<EventCountry>,
    /// Countries of the nearest earlier sentence of the item that names any.
    pub item: Vec<EventCountry>,
    /// Countries of sentences of the item before that one.
    pub earlier: Vec<EventCountry>,
    /// Countries of the nearest earlier item of the section that names any.
    pub above: Vec<EventCountry>,
    /// Countries of the document's title.
    pub document: Vec<EventCountry>,
    /// The country that the document is about.
    pub(super) home: Option<Home>,
    /// Countries of the nearest later sentence of the item that names any.
    pub later: Vec<EventCountry>,
}

/// How strongly a mention in the clause says where an outcome takes effect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// Where, who acts, what is acted upon.
    Core,
    /// Whose people they are.
    Origin,
    /// Named in the ground of the outcome or in a relative clause.
    Ground,
}

impl Role {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Core => "core",
            Self::Origin => "origin",
            Self::Ground => "ground",
        }
    }
}

/// The countries of an event, by rule.
#[must_use]
pub(super) fn countries(
    told: &Told<'_>,
    around: &Surroundings,
) -> Vec<EventCountry> {
    let Told { s, fit, clause, others, outcome, .. } = *told;
    // What a world body decides concerns the country last named only if the
    // sentence says so.
    let world = s.codebook.outcomes[outcome].class == "international";
    let ground = ground_start(s, fit, clause);
    let ranked: Vec<(Role, &Place)> = s
        .mentions
        .places
        .iter()
        .filter(|place| clause.contains(&place.words.start))
        .map(|place| (role(s, fit, place, ground), place))
        .collect();
    let of = |wanted: Role| {
        let places = ranked.iter().filter(|(role, _)| *role == wanted);
        collect(s, places.map(|(_, place)| *place), Basis::Clause)
    };
    let (core, origin, late) =
        (of(Role::Core), of(Role::Origin), of(Role::Ground));
    if !core.is_empty() {
        return core;
    }
    if !origin.is_empty() {
        if !around.lead.is_empty() {
            return around.lead.clone();
        }
        let frame = frame(s, clause, others);
        let located: Vec<&Place> =
            frame.into_iter().filter(|place| located(s, place)).collect();
        if !located.is_empty() {
            return collect(s, located.into_iter(), Basis::Sentence);
        }
        if let [only] = around.heading.as_slice()
            && !origin.iter().any(|o| o.country == only.country)
        {
            return around.heading.clone();
        }
        return origin;
    }
    let rest = frame(s, clause, others);
    if !rest.is_empty() {
        let strong: Vec<&Place> = rest
            .iter()
            .filter(|p| p.words.start < clause.start)
            .copied()
            .collect();
        let chosen = if strong.is_empty() { rest } else { strong };
        return collect(s, chosen.into_iter(), Basis::Sentence);
    }
    let inherited =
        [&around.lead, &around.heading].into_iter().find(|c| !c.is_empty());
    if let Some(found) = inherited {
        return found.clone();
    }
    if !late.is_empty() {
        return late;
    }
    let before: Vec<&Place> = s
        .mentions
        .places
        .iter()
        .filter(|place| place.words.start < clause.start)
        .collect();
    if !before.is_empty() {
        let last = before[before.len() - 1..].iter().copied();
        return collect(s, last, Basis::Sentence);
    }
    [&around.item, &around.document]
        .into_iter()
        .find(|c| !c.is_empty() && !world)
        .cloned()
        .unwrap_or_default()
}

/// All countries that a heading, lead or title names.
#[must_use]
pub fn named(s: &Sentence<'_>, basis: Basis) -> Vec<EventCountry> {
    collect(s, s.mentions.places.iter(), basis)
}

/// Each country of some places once, in order.
#[must_use]
pub fn collect<'m>(
    s: &Sentence<'_>,
    places: impl Iterator<Item = &'m Place>,
    basis: Basis,
) -> Vec<EventCountry> {
    let mut all: Vec<EventCountry> = Vec::new();
    for place in places {
        if all.iter().any(|c| c.country == place.country) {
            continue;
        }
        all.push(EventCountry {
            country: place.country,
            basis,
            mention: s.said(&place.words).to_owned(),
        });
    }
    all
}

/// Mentions of the sentence outside this clause and outside other events'.
fn frame<'m>(
    s: &'m Sentence<'_>,
    clause: &Range<usize>,
    others: &[Range<usize>],
) -> Vec<&'m Place> {
    s.mentions
        .places
        .iter()
        .filter(|place| {
            let at = place.words.start;
            !clause.contains(&at)
                && !others.iter().any(|other| other.contains(&at))
        })
        .collect()
}

/// The first word after the trigger that opens the ground of the outcome.
pub(super) fn ground_start(
    s: &Sentence<'_>,
    fit: &Fit,
    clause: &Range<usize>,
) -> usize {
    let after = fit
        .object
        .as_ref()
        .map_or(fit.trigger.end, |o| o.end.max(fit.trigger.end));
    (after..clause.end)
        .find(|&at| {
            s.opens(Scope::Ground, at)
                && !(s.surface(at) == "for" && s.begins_place(at + 1))
        })
        .unwrap_or(clause.end)
}

pub(super) fn located(s: &Sentence<'_>, place: &Place) -> bool {
    let mut at = place.words.start;
    while at > 0
        && (s.is(Grammar::Determiner, at - 1)
            || s.sign(at - 1, &[',', '“', '"'])
            || s.is(Grammar::List, at - 1)
            || s.mentions.places.iter().any(|p| p.words.end == at)
            || s.is(Grammar::Direction, at - 1))
    {
        at -= 1;
    }
    at > 0 && s.is(Grammar::In, at - 1)
}

pub(super) fn role(
    s: &Sentence<'_>,
    fit: &Fit,
    place: &Place,
    ground: usize,
) -> Role {
    let at = place.words.start;
    if at >= ground {
        return Role::Ground;
    }
    // Inside a relative clause before the verb: ", who fled Syria, was …".
    if at < fit.reading.start {
        let opener =
            (fit.reading.start.saturating_sub(30)..at).rev().find(|&i| {
                s.is(Grammar::Relative, i) && i > 0 && s.sign(i - 1, &[','])
            });
        if let Some(opener) = opener {
            let closed = (opener..at).any(|i| s.sign(i, &[',']));
            let head_before =
                s.mentions.places.iter().any(|p| p.words.end <= opener);
            if !closed && head_before {
                return Role::Ground;
            }
        }
    }
    let person_next = s.person_after(place.words.end);
    match place.kind {
        NameKind::Demonym => Role::Origin,
        NameKind::Adjective if person_next => Role::Origin,
        // "from Portugal", "of Syria" after a person.
        NameKind::Country | NameKind::Place
            if at > 0 && s.surface(at - 1) == "from" && !passive(fit) =>
        {
            Role::Origin
        }
        _ => Role::Core,
    }
}

fn passive(fit: &Fit) -> bool {
    matches!(fit.reading.voice, Voice::Passive | Voice::Headline)
}

impl Sentence<'_> {
    /// Whether a place begins at a word, over an article.
    #[must_use]
    pub fn begins_place(&self, at: usize) -> bool {
        let at = if self.is(Grammar::Determiner, at) { at + 1 } else { at };
        self.mentions.places.iter().any(|p| p.words.start == at)
    }

    /// Whether the noun that an adjective before it describes is a person who
    /// does not act for a state.
    #[must_use]
    pub fn person_after(&self, at: usize) -> bool {
        self.private_role(at).is_some()
    }

    /// Where what a person is called ends who does not act for a state, at a
    /// word or over up to two before the noun.
    #[must_use]
    pub fn private_role(&self, at: usize) -> Option<usize> {
        let private = ["defender", "group", "suspect", "kin"];
        (at..(at + 3).min(self.words.len()))
            .take_while(|i| *i == at || !self.sign(i - 1, &[',', ';']))
            .find_map(|i| {
                private.iter().find_map(|kind| {
                    self.end_of(self.codebook.roles.get(*kind)?, i)
                })
            })
    }
}
