//! What stands around an item: the countries, dates, themes and words of its
//! lead, headings and neighbours, gathered before its sentences are coded.
//!
//! Decides nothing.

use super::country::{Basis, EventCountry, Surroundings, named};
use super::document::{Prepared, Whole};
use super::features::Place;
use super::sentence::Sentence;
use super::theme::Setting;
use super::themed::Words;
use super::time::{Calendar, Last, context};
use crate::extract::date::{Resolved, resolve};
use crate::normalise::Outline;
use std::ops::Range;

/// How many sentences above an item may tell where it happened.
const FAR: usize = 60;

/// An item and what stands around it.
pub(super) struct Scene<'p> {
    pub(super) item: usize,
    pub(super) sentences: Range<usize>,
    pub(super) around: Surroundings,
    /// For each sentence, the countries of the nearest later one.
    pub(super) later: Vec<Vec<EventCountry>>,
    pub(super) calendar: Calendar,
    pub(super) setting: Setting,
    pub(super) words: Words<'p>,
    pub(super) lead_people: Vec<String>,
}

impl<'p> Scene<'p> {
    /// Gathers what stands around an item.
    pub(super) fn of(
        prepared: &'p Prepared<'_>,
        outline: &Outline,
        item: usize,
        sentences: Range<usize>,
        document: &Whole,
    ) -> Self {
        let mut calendar = Calendar {
            covered: document.covered,
            reference: document.reference,
            ..Calendar::default()
        };
        let mut around = Surroundings::default();
        let mut setting = Setting::default();
        let mut words = Words::default();
        if let Some(title) = &prepared.title {
            around.document = named(title, Basis::Document);
            setting.title.clone_from(title.themes());
        }
        around.home.clone_from(&prepared.home);
        calendar.heading.clone_from(&document.held[item]);
        // A heading that names nothing passes on what the one above it says.
        for heading in prepared.above(outline, item) {
            if around.heading.is_empty() {
                around.heading = named(heading, Basis::Heading);
            }
            if setting.heading.iter().all(|weight| *weight == 0) {
                setting.heading.clone_from(heading.themes());
            }
            Words::note(&mut words.heading, heading);
        }
        let mut lead_people = Vec::new();
        if let Some(lead) = &prepared.leads[item] {
            around.lead = named(lead, Basis::Lead);
            setting.lead.clone_from(lead.themes());
            calendar.lead = first_date(lead, &calendar);
            let last = |date| Last { date, at: None };
            calendar.told = calendar.lead.clone().map(last);
            Words::note(&mut words.lead, lead);
            lead_people =
                lead.mentions.people.iter().map(|p| p.name.clone()).collect();
        }
        setting.profile.clone_from(document.profile(prepared));
        for sentence in &prepared.sentences[sentences.clone()] {
            let weights = sentence.themes();
            setting.item.resize(weights.len(), 0);
            for (sum, weight) in setting.item.iter_mut().zip(weights) {
                *sum += weight;
            }
            Words::note(&mut words.item, sentence);
        }
        words.sort();
        let nearest = above(prepared, outline, item, sentences.start);
        let nearest = nearest.map(|s| named(s, Basis::Document));
        around.above = nearest.unwrap_or_default();
        let mut later = vec![Vec::new()];
        for index in sentences.clone().skip(1).rev() {
            let places = named(&prepared.sentences[index], Basis::Item);
            let places = if places.is_empty() {
                later.last().cloned().unwrap_or_default()
            } else {
                places
            };
            later.push(places);
        }
        later.reverse();
        Self {
            item,
            sentences,
            around,
            later,
            calendar,
            setting,
            words,
            lead_people,
        }
    }
}

/// The nearest sentence of the section before one that names a country.
pub(super) fn above<'p, 'a>(
    prepared: &'p Prepared<'a>,
    outline: &Outline,
    item: usize,
    first: usize,
) -> Option<&'p Sentence<'a>> {
    let section = |item: usize| outline.items[item].section;
    outline.sentences[..first]
        .iter()
        .zip(&prepared.sentences)
        .rev()
        .take(FAR)
        .take_while(|(own, _)| section(own.item) == section(item))
        .map(|(_, s)| s)
        .find(|s| !s.mentions.places.is_empty())
}

/// Where a sentence stands.
pub(super) fn place<'a>(
    prepared: &'a Prepared<'_>,
    outline: &Outline,
    sentence: usize,
) -> Place<'a> {
    let item = outline.sentences[sentence].item;
    let block = &outline.items[item];
    let mut above = prepared.above(outline, item).map(Sentence::themes);
    let heading = above
        .find(|themes| themes.iter().any(|weight| *weight != 0))
        .map_or(&[][..], Vec::as_slice);
    let before = sentence.checked_sub(1);
    Place {
        kind: block.kind,
        first: before.is_none_or(|at| outline.sentences[at].item != item),
        led: block.lead.is_some(),
        heading,
    }
}

pub(super) fn first_date(
    s: &Sentence<'_>,
    calendar: &Calendar,
) -> Option<Resolved> {
    let context = context(calendar);
    s.mentions.dates.iter().find_map(|mention| resolve(mention, &context))
}
