//! The country that a text is mostly about, and the names that mean a place of
//! it there: "Georgia" among American states.
//!
//! Looks at a whole document; what an outcome concerns is `attach`'s.

use super::country::{Basis, EventCountry};
use super::document::Prepared;
use super::sentence::Sentence;
use crate::codebook::gazetteer::Gazetteer;
use crate::extract::place::Place;
use std::collections::BTreeMap;

/// How often a text names a country at least that it is mostly about.
const FEWEST: usize = 5;

/// The country that a text is mostly about.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) country: EventCountry,
    /// Whether two of three names stand for it, rather than more than half.
    pub(super) throughout: bool,
}

/// The country that most names in a text stand for, if it has several.
pub(super) fn home(prepared: &Prepared<'_>) -> Option<Home> {
    let said = || parts(prepared).flat_map(named);
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, place) in said() {
        *counts.entry(place.country).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let (country, most) = counts.into_iter().max_by_key(|(_, n)| *n)?;
    if most < FEWEST || most * 2 <= all {
        return None;
    }
    let (s, place) = said().find(|(_, place)| place.country == country)?;
    let mention = s.said(&place.words).to_owned();
    Some(Home {
        country: EventCountry { country, basis: Basis::Document, mention },
        throughout: most * 3 >= all * 2,
    })
}

/// Gives names their local meaning.
pub(super) fn localise(prepared: &mut Prepared<'_>, gazetteer: &Gazetteer) {
    let Some(home) = home(prepared) else { return };
    let home = home.country.country;
    let Prepared { sentences, headings, leads, title } = prepared;
    let parts = sentences
        .iter_mut()
        .chain(headings)
        .chain(leads.iter_mut().flatten())
        .chain(title);
    for s in parts {
        for place in &mut s.mentions.places {
            let start = place.words.start;
            if let Some(hit) = gazetteer.match_at(&s.words, start, Some(home))
                && hit.end == place.words.end
            {
                (place.country, place.kind) = (hit.country, hit.kind);
            }
        }
    }
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
