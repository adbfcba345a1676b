//! Which of the countries around an outcome it concerns: the rules of
//! `country` propose, and the learned weights decide on each country that is
//! named near.
//!
//! Looks at one outcome; what speaks for a country is `concern`'s.

use super::blend;
use super::country::{Basis, EventCountry, Surroundings};
use super::sink::Keys;
use super::told::Told;
use crate::codebook::blend::Question;
use crate::codebook::grammar::Grammar;
use crate::codebook::weights::YES;
use crate::extract::place::Place;

/// How probable a country must be.
const LIKELY: f64 = 0.5;

/// How probable a further country must be, as a share of the likeliest: a text
/// that names two countries mostly tells what happened in one.
const BESIDE: f64 = 0.8;

/// How probable the likeliest must be where none is likely.
const BEST: f64 = 0.4;

/// How many words may stand between two countries of a list: ", and the".
const LISTED: usize = 3;

/// An outcome and what stands around it.
pub(super) struct Around<'a> {
    pub(super) told: Told<'a>,
    pub(super) near: &'a Surroundings,
    /// What the rules chose.
    pub(super) ruled: &'a [EventCountry],
}

/// A country that is named near an outcome.
pub(super) struct Candidate<'a> {
    pub(super) country: EventCountry,
    /// Where it is named, nearest first.
    pub(super) zones: Vec<&'static str>,
    /// Its mention in the sentence that stands nearest.
    pub(super) place: Option<&'a Place>,
}

impl<'a> Around<'a> {
    /// The countries that the outcome may concern: those of the sentence in
    /// the order of the text, then what stands around it.
    pub(super) fn candidates(&self) -> Vec<Candidate<'a>> {
        let mut all: Vec<Candidate<'a>> = Vec::new();
        let mut places: Vec<&Place> =
            self.told.s.mentions.places.iter().collect();
        places.sort_by_key(|place| {
            let at = place.words.start;
            (
                !self.told.clause.contains(&at),
                at.abs_diff(self.told.fit.trigger.start),
            )
        });
        for place in places {
            let inside = self.told.clause.contains(&place.words.start);
            let (zone, basis) = if inside {
                ("clause", Basis::Clause)
            } else {
                ("sentence", Basis::Sentence)
            };
            let country = EventCountry {
                country: place.country,
                basis,
                mention: self.told.s.said(&place.words).to_owned(),
            };
            add(&mut all, country, zone, Some(place));
        }
        let around = [
            ("lead", &self.near.lead),
            ("heading", &self.near.heading),
            ("before", &self.near.item),
            ("later", &self.near.later),
            ("earlier", &self.near.earlier),
            ("above", &self.near.above),
            ("document", &self.near.document),
        ];
        for (zone, countries) in around {
            for country in countries {
                add(&mut all, country.clone(), zone, None);
            }
        }
        // Companies and world bodies have no country but one that is named.
        let class = &*self.told.s.codebook.outcomes[self.told.outcome].class;
        if let Some(home) = &self.near.home
            && !matches!(class, "corporate" | "international")
        {
            add(&mut all, home.country.clone(), home.share.name(), None);
        }
        let start = |place: &Place| place.words.start;
        all.sort_by_key(|c| c.place.map_or(usize::MAX, start));
        all
    }

    /// The countries that the outcome concerns.
    pub(super) fn decide(&self) -> Vec<EventCountry> {
        let Some(model) = self.told.s.codebook.weights.model("country") else {
            return self.ruled.to_vec();
        };
        let candidates = self.candidates();
        let odds: Vec<f64> = (0..candidates.len())
            .map(|index| {
                let mut keys = Keys::default();
                self.features(&candidates, index, &mut keys);
                let linear = model.sum(keys.all(), YES);
                let said = self.told.tags.and_then(|tags| {
                    tags.concerns(
                        self.told.fit.trigger.start,
                        candidates[index].country.country,
                    )
                });
                blend::probability(
                    &self.told.s.codebook.blend,
                    Question::Country,
                    linear,
                    said,
                )
            })
            .collect();
        let odds = self.together(&candidates, odds);
        let most = odds.iter().copied().fold(0.0, f64::max);
        let least = if most < LIKELY {
            most.max(BEST)
        } else {
            LIKELY.max(most * BESIDE)
        };
        let judged = candidates.into_iter().zip(odds);
        judged
            .filter(|(_, odds)| *odds >= least)
            .map(|(candidate, _)| candidate.country)
            .collect()
    }

    /// Countries of one list stand or fall together: each has the mean of what
    /// speaks for them.
    fn together(
        &self,
        candidates: &[Candidate<'_>],
        mut odds: Vec<f64>,
    ) -> Vec<f64> {
        // They are in the order of the text.
        let mut first = 0;
        for next in 1..=candidates.len() {
            let goes_on = candidates.get(next).is_some_and(|own| {
                self.listed(candidates[next - 1].place, own.place)
            });
            if !goes_on {
                let list = &mut odds[first..next];
                #[expect(clippy::cast_precision_loss, reason = "few")]
                let mean = list.iter().sum::<f64>() / list.len() as f64;
                list.fill(mean);
                first = next;
            }
        }
        odds
    }

    /// Whether nothing but signs and joints of a list stands between two
    /// mentions.
    fn listed(&self, one: Option<&Place>, other: Option<&Place>) -> bool {
        let (Some(one), Some(other)) = (one, other) else { return false };
        let s = self.told.s;
        let mut gap = one.words.end..other.words.start;
        (1..=LISTED).contains(&gap.len())
            && gap.all(|at| {
                s.is(Grammar::List, at)
                    || s.is(Grammar::Determiner, at)
                    || s.sign(at, &[','])
            })
    }
}

fn add<'a>(
    all: &mut Vec<Candidate<'a>>,
    country: EventCountry,
    zone: &'static str,
    place: Option<&'a Place>,
) {
    match all.iter_mut().find(|c| c.country.country == country.country) {
        None => all.push(Candidate { country, zones: vec![zone], place }),
        Some(known) => {
            if !known.zones.contains(&zone) {
                known.zones.push(zone);
            }
        }
    }
}
