//! An item in its surroundings: its sentences are coded one by one with what
//! lead, headings and earlier sentences say.

use super::clause::clauses;
use super::compete::side_by_side;
use super::country::{
    Basis, EventCountry, Surroundings, collect, countries, named,
};
use super::document::{Coding, Prepared};
use super::event::{self, Coded};
use super::features::Place;
use super::judge::judge;
use super::merge::{gives_way, merged};
use super::people::{self, fullest, remember};
use super::sentence::Sentence;
use super::slots::{Refusal, fits};
use super::theme::{Setting, Weights, theme, weigh};
use super::time::{Calendar, context, date};
use super::years::opening_year;
use crate::codebook::Codebook;
use crate::codebook::scope::Scope;
use crate::codebook::token::TokenKind;
use crate::extract::date::{Precision, Resolved, resolve};
use crate::extract::place;
use crate::normalise::Outline;
use std::ops::Range;

/// An item and what stands around it.
pub(super) struct Scene {
    item: usize,
    sentences: Range<usize>,
    around: Surroundings,
    pub(super) calendar: Calendar,
    pub(super) setting: Setting,
    lead_people: Vec<String>,
}

impl Scene {
    pub(super) fn of(
        prepared: &Prepared<'_>,
        outline: &Outline,
        item: usize,
        sentences: Range<usize>,
        covered: Option<i16>,
        reference: Option<i16>,
        profile: &Weights,
    ) -> Self {
        let mut calendar =
            Calendar { covered, reference, ..Calendar::default() };
        let mut around = Surroundings::default();
        let mut setting = Setting::default();
        if let Some(title) = &prepared.title {
            around.document = named(title, Basis::Document);
            setting.title = whole(title);
        }
        let mut section = outline.items[item].section;
        // A heading that names nothing passes on what the one above it says.
        let mut chain = Vec::new();
        while let Some(index) = section {
            chain.push(index);
            section = outline.headings[index].parent;
        }
        // A month heading belongs to the year heading before it, even where
        // the markup does not say so.
        let year_above = chain.first().and_then(|&nearest| {
            (0..nearest).rev().find_map(|index| {
                first_date(&prepared.headings[index], &calendar)
                    .filter(|date| date.precision == Precision::Year)
            })
        });
        calendar.heading = year_above;
        let mut dated = false;
        for &index in chain.iter().rev() {
            let heading = &prepared.headings[index];
            // The month of an issue is not that of what it tells.
            let title =
                outline.title.as_ref() == Some(&outline.headings[index].text);
            let issue =
                || (0..heading.words.len()).any(|at| heading.is("issue", at));
            if title && issue() {
                continue;
            }
            if let Some(date) = first_date(heading, &calendar) {
                calendar.heading = Some(date);
                dated = true;
            }
        }
        if !dated {
            calendar.heading = None;
        }
        for &index in &chain {
            let heading = &prepared.headings[index];
            if around.heading.is_empty() {
                around.heading = named(heading, Basis::Heading);
            }
            if setting.heading.iter().all(|weight| *weight == 0) {
                setting.heading = whole(heading);
            }
        }
        let mut lead_people = Vec::new();
        if let Some(lead) = &prepared.leads[item] {
            around.lead = named(lead, Basis::Lead);
            setting.lead = whole(lead);
            calendar.lead = first_date(lead, &calendar);
            lead_people =
                lead.mentions.people.iter().map(|p| p.name.clone()).collect();
        }
        setting.profile.clone_from(profile);
        for sentence in &prepared.sentences[sentences.clone()] {
            let weights = whole(sentence);
            setting.item.resize(weights.len(), 0);
            for (sum, weight) in setting.item.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
        Self { item, sentences, around, calendar, setting, lead_people }
    }

    pub(super) fn code(
        mut self,
        prepared: &Prepared<'_>,
        outline: &Outline,
        refusals: &mut Vec<(usize, Refusal)>,
    ) -> Vec<Coded> {
        let mut events: Vec<Coded> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for index in self.sentences.clone() {
            let s = &prepared.sentences[index];
            let heading = prepared.heading(outline, index);
            let place = Coding::place(outline, index, &heading);
            let coded = self.sentence(s, index, place, &names, refusals);
            events.extend(coded);
            if let Some(year) = opening_year(s, &self.calendar) {
                self.calendar.item = Some(year);
            }
            let places = named(s, Basis::Item);
            if !places.is_empty() {
                self.around.item = places;
            }
            for person in &s.mentions.people {
                remember(&mut names, &person.name);
            }
        }
        let codebook = prepared.sentences.first().map(|s| s.codebook);
        let Some(codebook) = codebook else { return events };
        for event in &mut events {
            for person in &mut event.people {
                fullest(&names, &self.lead_people, &mut person.name);
            }
            event.people.dedup();
        }
        let events = merged(codebook, events);
        self.filter(codebook, events, refusals)
    }

    fn sentence(
        &self,
        s: &Sentence<'_>,
        index: usize,
        place: Place<'_>,
        names: &[String],
        refusals: &mut Vec<(usize, Refusal)>,
    ) -> Vec<Coded> {
        if event::summary(s) {
            return Vec::new();
        }
        let (found, refused) = fits(s);
        let (found, refused) = judge(s, found, refused, place);
        let (found, doubled) = side_by_side(s, found);
        refusals
            .extend(refused.into_iter().chain(doubled).map(|r| (index, r)));
        let bounds = clauses(s, &found);
        let mut events: Vec<Coded> = Vec::new();
        for (at, fit) in found.into_iter().enumerate() {
            let clause = bounds[at].clone();
            let others: Vec<Range<usize>> = bounds
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != at)
                .map(|(_, bounds)| bounds.clone())
                .collect();
            let (outcome, status, status_basis) =
                match event::outcome(s.codebook, &fit) {
                    Ok(found) => found,
                    Err(reason) => {
                        refusals.push((
                            index,
                            Refusal {
                                trigger: fit.trigger,
                                cue: fit.cue,
                                reason: reason.to_owned(),
                            },
                        ));
                        continue;
                    }
                };
            if event::own_act(s, &fit, outcome) {
                refusals.push((
                    index,
                    Refusal {
                        trigger: fit.trigger,
                        cue: fit.cue,
                        reason: "an act of the publisher itself".to_owned(),
                    },
                ));
                continue;
            }
            let mut around = self.around.clone();
            // The event before it in the sentence is nearer than the lead.
            if let Some(before) = events.last()
                && before.countries.iter().all(|c| c.basis <= Basis::Sentence)
                && !before.countries.is_empty()
            {
                around.item = demoted(&before.countries);
            }
            // What a world body decides concerns the country last named only
            // if the sentence says so.
            if s.codebook.outcomes[outcome].class == "international" {
                around.item.clear();
                around.document.clear();
            }
            let countries = countries(s, &fit, &clause, &others, &around);
            let people = people::people(
                s,
                &fit,
                &clause,
                outcome,
                names,
                &self.lead_people,
            );
            let people_count = people::count(s, &fit, &clause, &people);
            let learned = fit.verdict.and_then(|verdict| verdict.theme);
            let (theme, theme_basis) = learned.map_or_else(
                || theme(s, &fit, &clause, &self.setting),
                |theme| (theme, "weights"),
            );
            events.push(Coded {
                sentence: index,
                item: self.item,
                evidence: evidence(s, &clause),
                outcome,
                status,
                status_basis,
                theme,
                theme_basis,
                countries,
                date: date(s, &fit, &clause, &others, &self.calendar),
                people,
                people_count,
                fit,
                clause,
            });
        }
        likewise(s, &mut events);
        events
    }

    /// Leaves out what only tells a person's past, the means of an outcome,
    /// and own work beside one.
    fn filter(
        &self,
        codebook: &Codebook,
        events: Vec<Coded>,
        refusals: &mut Vec<(usize, Refusal)>,
    ) -> Vec<Coded> {
        let several = events.len() > 1;
        let events = sift(events, refusals, |event, _| {
            (several && event::past_harm(codebook, event))
                .then_some("background on a person's case")
        });
        let covered = self.calendar.covered;
        let events =
            sift(events, refusals, |event, _| event::past(event, covered));
        sift(events, refusals, |event, all| gives_way(codebook, event, all))
    }
}

/// Parts the events that a test gives a reason against from the others.
pub(super) fn sift<'r>(
    events: Vec<Coded>,
    refusals: &mut Vec<(usize, Refusal)>,
    test: impl Fn(&Coded, &[Coded]) -> Option<&'r str>,
) -> Vec<Coded> {
    let reasons: Vec<_> =
        events.iter().map(|event| test(event, &events)).collect();
    let mut kept = Vec::new();
    for (event, reason) in events.into_iter().zip(reasons) {
        match reason {
            None => kept.push(event),
            Some(reason) => refusals.push((
                event.sentence,
                Refusal {
                    trigger: event.fit.trigger,
                    cue: event.fit.cue,
                    reason: reason.to_owned(),
                },
            )),
        }
    }
    kept
}

pub(super) fn demoted(countries: &[EventCountry]) -> Vec<EventCountry> {
    countries
        .iter()
        .map(|c| EventCountry { basis: Basis::Sentence, ..c.clone() })
        .collect()
}

/// Adds to the event before it the countries of a clause that only says that
/// they did the same: "Kenya followed suit".
pub(super) fn likewise(s: &Sentence<'_>, events: &mut [Coded]) {
    let term = s.scope(Scope::Likewise);
    let Some(found) = s.first_in(term, 0..s.words.len()) else { return };
    let Some(event) = events
        .iter_mut()
        .rev()
        .find(|event| event.fit.trigger.end <= found.start)
    else {
        return;
    };
    let from = event.fit.trigger.end;
    let joint = (from..found.start)
        .rev()
        .find(|&at| s.sign(at, &[',', ';', ':']) || s.is("contrast", at))
        .unwrap_or(found.start);
    let more = countries_between(s, joint..s.words.len());
    for country in more {
        if !event.countries.iter().any(|c| c.country == country.country) {
            event.countries.push(country);
        }
    }
}

pub(super) fn countries_between(
    s: &Sentence<'_>,
    range: Range<usize>,
) -> Vec<EventCountry> {
    let inside: Vec<place::Place> = s
        .mentions
        .places
        .iter()
        .filter(|place| range.contains(&place.words.start))
        .cloned()
        .collect();
    collect(s, inside.iter(), Basis::Clause)
}

/// The words of a clause without the signs and joints around them.
pub(super) fn evidence(
    s: &Sentence<'_>,
    clause: &Range<usize>,
) -> Range<usize> {
    let (mut start, mut end) = (clause.start, clause.end);
    let loose = |at: usize| {
        s.words.get(at).is_some_and(|w| w.token.kind == TokenKind::Sign)
            && s.sign(at, &[',', ';', ':', '–', '—', '-'])
    };
    while start < end
        && (loose(start) || s.is("conjunction", start) && start > 0)
    {
        start += 1;
    }
    while end > start + 1 && loose(end - 1) {
        end -= 1;
    }
    s.bytes(&(start..end))
}

pub(super) fn whole(s: &Sentence<'_>) -> Weights {
    weigh(s, 0..s.words.len(), 1)
}

pub(super) fn first_date(
    s: &Sentence<'_>,
    calendar: &Calendar,
) -> Option<Resolved> {
    let context = context(calendar);
    s.mentions.dates.iter().find_map(|mention| resolve(mention, &context))
}
