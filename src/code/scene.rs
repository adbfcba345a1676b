//! An item in its surroundings: its sentences are coded one by one with what
//! lead, headings and earlier sentences say.

use super::attach::Around;
use super::clause::clauses;
use super::compete::side_by_side;
use super::country::{
    Basis, EventCountry, Surroundings, collect, countries, named,
};
use super::dated::{self, resolved};
use super::document::Prepared;
use super::event::{self, Coded};
use super::features::Place;
use super::judge::Judge;
use super::merge::{gives_way, merged};
use super::people::{self, fullest, remember};
use super::sentence::Sentence;
use super::slots::{Draft, Fit, Refusal};
use super::surround::Scene;
use super::tags::{ItemTags, SentenceTags};
use super::themed;
use super::time::{Given, Last};
use super::told::Told;
use super::years::opening_date;
use crate::codebook::Codebook;
use crate::codebook::grammar::Grammar;
use crate::codebook::scope::Scope;
use crate::codebook::token::TokenKind;
use crate::extract::place;
use std::ops::Range;

/// The outcomes that a sentence tells, and what was refused.
pub(super) fn outcomes(
    s: &Sentence<'_>,
    (found, refused): Draft,
    place: Place<'_>,
    judge: &mut Judge<'_>,
    tags: Option<SentenceTags<'_>>,
) -> Draft {
    let (found, mut refused) = judge.judge(s, found, refused, place, tags);
    let (found, doubled) = side_by_side(s, found);
    refused.extend(doubled);
    (found, refused)
}

impl Scene<'_> {
    pub(super) fn code(
        mut self,
        prepared: &Prepared<'_>,
        found: Vec<Draft>,
        refusals: &mut Vec<(usize, Refusal)>,
        tags: Option<&ItemTags<'_>>,
    ) -> Vec<Coded> {
        let mut events: Vec<Coded> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for (index, (fits, refused)) in self.sentences.clone().zip(found) {
            let s = &prepared.sentences[index];
            refusals.extend(refused.into_iter().map(|r| (index, r)));
            let tags = tags.and_then(|tags| tags.sentence(index));
            let coded = self.sentence(s, index, fits, &names, refusals, tags);
            events.extend(coded);
            self.pass(s, index);
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
        Self::filter(codebook, merged(events), refusals)
    }

    /// Takes note of a sentence before going on to the next.
    pub(super) fn pass(&mut self, s: &Sentence<'_>, index: usize) {
        if let Some(date) = opening_date(s, &self.calendar) {
            self.calendar.item = Some(date);
        }
        let dates = resolved(&s.mentions.dates, &self.calendar);
        if let Some((mention, date)) = dates.into_iter().next_back() {
            let word = mention.words.start;
            let at = Some(Given { sentence: Some(index), word });
            self.calendar.told = Some(Last { date, at });
        }
        let places = named(s, Basis::Item);
        if !places.is_empty() {
            let before = std::mem::replace(&mut self.around.item, places);
            let earlier = &mut self.around.earlier;
            for country in before {
                if earlier.iter().all(|c| c.country != country.country) {
                    earlier.push(country);
                }
            }
        }
    }

    /// What stands around an outcome of a sentence, given the countries of
    /// the outcome before it there.
    pub(super) fn near(
        &self,
        sentence: usize,
        before: Option<&[EventCountry]>,
    ) -> Surroundings {
        let mut near = self.around.clone();
        let later = &self.later[sentence - self.sentences.start];
        near.later.clone_from(later);
        // The event before it in the sentence is nearer than the lead.
        if let Some(before) = before
            && before.iter().all(|c| c.basis <= Basis::Sentence)
            && !before.is_empty()
        {
            near.item = demoted(before);
        }
        near
    }

    fn sentence(
        &self,
        s: &Sentence<'_>,
        index: usize,
        found: Vec<Fit>,
        names: &[String],
        refusals: &mut Vec<(usize, Refusal)>,
        tags: Option<SentenceTags<'_>>,
    ) -> Vec<Coded> {
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
            let told = Told {
                s,
                fit: &fit,
                clause: &clause,
                others: &others,
                outcome,
                tags,
            };
            let before = events.last().map(|event| &*event.countries);
            let near = self.near(index, before);
            let ruled = countries(&told, &near);
            let countries = Around { told, near: &near, ruled: &ruled };
            let countries = countries.decide();
            let (theme, theme_basis) =
                themed::decide(&told, &self.setting, &self.words);
            let date = dated::decide(&told, &self.calendar);
            let people = people::people(
                s,
                &fit,
                &clause,
                outcome,
                names,
                &self.lead_people,
            );
            let people_count = people::count(s, &fit, &clause, &people);
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
                date,
                people,
                people_count,
                fit,
                clause,
            });
        }
        likewise(s, &mut events);
        events
    }

    /// Leaves out the means of an outcome, and own work beside one.
    fn filter(
        codebook: &Codebook,
        events: Vec<Coded>,
        refusals: &mut Vec<(usize, Refusal)>,
    ) -> Vec<Coded> {
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
        .find(|&at| {
            s.sign(at, &[',', ';', ':']) || s.is(Grammar::Contrast, at)
        })
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
        && (loose(start) || s.is(Grammar::Conjunction, start) && start > 0)
    {
        start += 1;
    }
    while end > start + 1 && loose(end - 1) {
        end -= 1;
    }
    s.bytes(&(start..end))
}
