//! The country that a text is about, and the names that mean a place of
//! it there: "Georgia" among American states.
//!
//! Looks at a whole document; what an outcome concerns is `attach`'s.

use super::country::{Basis, EventCountry};
use super::document::Prepared;
use super::sentence::Sentence;
use crate::codebook::gazetteer::{Gazetteer, NameKind};
use crate::extract::place::Place;
use std::collections::BTreeMap;

/// How often a text names a country at least that it is about.
const FEWEST: usize = 3;

/// How often it does so at least to be mostly about it.
const MOSTLY: usize = 5;

/// How many names a country counts for that the opening names: there
/// publishers say where they are.
const OPENING: usize = 2;

/// How many sentences open a text, after its title.
const OPENERS: usize = 3;

/// The country that a text is about.
#[derive(Debug, Clone)]
pub(super) struct Home {
    pub(super) country: EventCountry,
    /// How many of its names stand for it.
    pub(super) share: Share,
    /// The same in tenths.
    pub(super) tenths: &'static str,
    /// Whether title or opening name it, and it alone.
    pub(super) opening: &'static str,
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
    /// It is named at least.
    Seldom,
}

impl Share {
    /// What features call it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Throughout => "throughout",
            Self::Mostly => "mostly",
            Self::Often => "often",
            Self::Seldom => "seldom",
        }
    }
}

/// How much speaks for a text to be about a country.
#[derive(Debug, Clone, Copy, Default)]
struct Naming {
    names: usize,
    opens: bool,
}

impl Naming {
    fn rank(self) -> usize {
        self.names + if self.opens { OPENING } else { 0 }
    }
}

/// The country that most names in a text stand for. Whose people somebody is
/// tells nothing of where a text is at home.
fn home(prepared: &Prepared<'_>) -> Option<Home> {
    let places = || parts(prepared).flat_map(named);
    let whose = [NameKind::Demonym, NameKind::Figure];
    let said = || places().filter(|(_, p)| !whose.contains(&p.kind));
    let mut namings: BTreeMap<usize, Naming> = BTreeMap::new();
    for (_, place) in said() {
        namings.entry(place.country).or_default().names += 1;
    }
    for (_, place) in opening(prepared).flat_map(named) {
        if let Some(naming) = namings.get_mut(&place.country) {
            naming.opens = true;
        }
    }
    let all: usize = namings.values().map(|naming| naming.names).sum();
    let (&country, &naming) =
        namings.iter().max_by_key(|(_, naming)| naming.rank())?;
    let share = match naming.names {
        n if n >= MOSTLY && n * 3 >= all * 2 => Share::Throughout,
        n if n >= MOSTLY && n * 2 > all => Share::Mostly,
        n if n >= FEWEST
            && namings.values().filter(|m| m.names >= n).count() == 1 =>
        {
            Share::Often
        }
        _ => Share::Seldom,
    };
    let (s, place) = said().find(|(_, place)| place.country == country)?;
    let mention = s.said(&place.words).to_owned();
    let opening = match namings.values().filter(|n| n.opens).count() {
        _ if !naming.opens => "not",
        1 => "alone",
        _ => "too",
    };
    Some(Home {
        country: EventCountry { country, basis: Basis::Document, mention },
        share,
        tenths: TENTHS[naming.names * 10 / all],
        opening,
    })
}

const TENTHS: [&str; 11] =
    ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// The title and the first sentences.
fn opening<'p, 'a>(
    prepared: &'p Prepared<'a>,
) -> impl Iterator<Item = &'p Sentence<'a>> {
    let Prepared { sentences, title, .. } = prepared;
    title.iter().chain(sentences.iter().take(OPENERS))
}

/// The country that a text is about, once its names mean what they mean there.
pub(super) fn settle(
    prepared: &mut Prepared<'_>,
    gazetteer: &Gazetteer,
) -> Option<Home> {
    let found = home(prepared)?;
    let mostly = matches!(found.share, Share::Throughout | Share::Mostly);
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
