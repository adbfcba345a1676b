//! The country that a text is about, and the names that mean a place of
//! it there: "Georgia" among American states.
//!
//! Looks at a whole document; what an outcome concerns is `attach`'s.

use super::country::{Basis, EventCountry};
use super::document::Prepared;
use super::sentence::Sentence;
use crate::codebook::gazetteer::Gazetteer;
use crate::extract::place::Place;
use std::collections::BTreeMap;

/// How often a text names a country at least that it is about.
const FEWEST: usize = 3;

/// How often it does so at least to be mostly about it.
const MOSTLY: usize = 5;

/// The country that a text is about.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) country: EventCountry,
    /// How many of its names stand for it.
    pub(super) share: Share,
}

/// How much of a text is about a country.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Share {
    /// Two of three names at least.
    Throughout,
    /// More than half.
    Mostly,
    /// More than stand for any other.
    Often,
}

impl Share {
    /// What features call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Throughout => "throughout",
            Self::Mostly => "mostly",
            Self::Often => "often",
        }
    }
}

/// The country that most names in a text stand for, if it has several.
fn home(prepared: &Prepared<'_>) -> Option<Home> {
    let said = || parts(prepared).flat_map(named);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, place) in said() {
        *counts.entry(place.country).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (country, most) = counts.iter().max_by_key(|(_, n)| **n)?;
    let share = match *most {
        n if n >= MOSTLY && n * 3 >= all * 2 => Share::Throughout,
        n if n >= MOSTLY && n * 2 > all => Share::Mostly,
        n if n >= FEWEST
            && counts.values().filter(|m| **m == n).count() == 1 =>
        {
            Share::Often
        }
        _ => return None,
    };
    let (s, place) = said().find(|(_, place)| place.country == *country)?;
    let mention = s.said(&place.words).to_owned();
    let country = *country;
    Some(Home {
        country: EventCountry { country, basis: Basis::Document, mention },
        share,
    })
}

/// The country that a text is about, once its names mean what they mean there.
pub(super) fn settle(
    prepared: &mut Prepared<'_>,
    gazetteer: &Gazetteer,
) -> Option<Home> {
    let found = home(prepared)?;
    let mostly = found.share != Share::Often;
    if mostly && localise(prepared, gazetteer, found.country.country) {
        return home(prepared);
    }
    Some(found)
}

/// Gives names the meaning that they have in a text mostly about a country,
/// and tells whether any has another there.
fn localise(
    prepared: &mut Prepared<'_>,
    gazetteer: &Gazetteer,
    home: usize,
) -> bool {
    let Prepared { sentences, headings, leads, title, .. } = prepared;
    let parts = sentences
        .iter_mut()
        .chain(headings)
        .chain(leads.iter_mut().flatten())
        .chain(title);
    let mut changed = false;
    for s in parts {
        for place in &mut s.mentions.places {
            let start = place.words.start;
            if let Some(hit) = gazetteer.match_at(&s.words, start, Some(home))
                && hit.end == place.words.end
                && (hit.country, hit.kind) != (place.country, place.kind)
            {
                (place.country, place.kind) = (hit.country, hit.kind);
                changed = true;
            }
        }
    }
    changed
}

fn parts<'p, 'a>(
    prepared: &'p Prepared<'a>,
) -> impl Iterator<Item = &'p Sentence<'a>> {
    let Prepared { sentences, headings, title, .. } = prepared;
    sentences.iter().chain(headings).chain(title)
}

fn named<'p, 'a>(
    s: &'p Sentence<'a>,
) -> impl Iterator<Item = (&'p Sentence<'a>, &'p Place)> {
    s.mentions.places.iter().map(move |place| (s, place))
}
