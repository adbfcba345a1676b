//! Which of the countries around an outcome it concerns: the rules of
//! `country` propose, and the learned weights decide on each country that is
//! named near.
//!
//! Feature names are stable, as in `features`. Looks at one outcome.

use super::blend;
use super::country::{
    Basis, EventCountry, Surroundings, ground_start, located, role,
};
use super::sink::{Keys, Sink};
use super::told::{Told, far, few};
use crate::codebook::blend::Question;
use crate::codebook::grammar::Grammar;
use crate::codebook::token::TokenKind;
use crate::codebook::weights::YES;
use crate::extract::place::Place;
use std::ops::Range;

/// How probable a country must be.
const LIKELY: f64 = 0.5;

/// How probable the likeliest must be where none is likely.
const BEST: f64 = 0.4;

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
    zones: Vec<&'static str>,
    /// Its mention in the sentence that stands nearest.
    place: Option<&'a Place>,
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
        let mut judged: Vec<(f64, EventCountry)> = (0..candidates.len())
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
                let odds = blend::probability(
                    &self.told.s.codebook.blend,
                    Question::Country,
                    linear,
                    said,
                );
                (odds, candidates[index].country.clone())
            })
            .collect();
        let most = judged.iter().map(|(p, _)| *p).fold(0.0, f64::max);
        let least = if most < LIKELY { most.max(BEST) } else { LIKELY };
        judged.retain(|(odds, _)| *odds >= least);
        judged.into_iter().map(|(_, country)| country).collect()
    }

    /// The features of a candidate.
    pub(super) fn features(
        &self,
        all: &[Candidate<'_>],
        index: usize,
        sink: &mut impl Sink,
    ) {
        let own = &all[index];
        let codebook = self.told.s.codebook;
        let row = &codebook.outcomes[self.told.outcome];
        let (outcome, class) = (&*row.outcome, &*row.class);
        let zone = own.zones[0];
        let is = |c: &EventCountry| c.country == own.country.country;
        let ruled = self.ruled.iter().find(|c| is(c));
        let basis = ruled.map_or("no", |c| c.basis.name());
        let count = ["0", "1", "2", "3", "4", "5"][all.len().min(5)];
        sink.add("bias", &[]);
        sink.add("zone", &[zone]);
        sink.add("zone", &[zone, outcome]);
        sink.add("zone", &[zone, class]);
        sink.add("ruled", &[basis]);
        sink.add("ruled", &[basis, zone]);
        sink.add("ruled", &[basis, outcome]);
        sink.add("ruled", &[basis, "of", count]);
        sink.add("count", &[count]);
        sink.add("count", &[count, zone]);
        if ruled.is_none() {
            let other = self.ruled.first().map_or("none", |c| c.basis.name());
            sink.add("instead", &[other, zone]);
        }
        for zone in &own.zones[1..] {
            sink.add("also", &[zone]);
        }
        let mut beside: Vec<&str> = all
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != index)
            .map(|(_, other)| other.zones[0])
            .collect();
        beside.sort_unstable();
        beside.dedup();
        for other in beside {
            sink.add("beside", &[other, zone]);
            sink.add("beside", &[other, zone, basis]);
        }
        match own.place {
            Some(place) => self.mention(place, all, index, outcome, sink),
            None => self.unnamed(zone, sink),
        }
    }

    /// The features of a country that the sentence does not name: who acts.
    fn unnamed(&self, zone: &str, sink: &mut impl Sink) {
        let trigger = &self.told.fit.trigger;
        let s = self.told.s;
        let words = |at: &usize| s.words[*at].token.kind == TokenKind::Word;
        for at in (self.told.clause.start..trigger.start).filter(words) {
            sink.add("word", &[s.stem(at), zone]);
        }
        sink.add("stem", &[s.stem(trigger.start), zone]);
    }

    /// The features of a mention in the sentence.
    fn mention(
        &self,
        place: &Place,
        all: &[Candidate<'_>],
        index: usize,
        outcome: &str,
        sink: &mut impl Sink,
    ) {
        let s = self.told.s;
        let (start, end) = (place.words.start, place.words.end);
        let trigger = self.told.fit.trigger.start;
        let zone = all[index].zones[0];
        let kind = place.kind.name();
        let side = self.told.side(&place.words);
        let between = self.told.between(&place.words);
        let far = far(between.len());
        let word = s.stem(trigger);
        let (b1, b2) =
            (s.written_before(start, 1), s.written_before(start, 2));
        let after = s.stem(end);
        let role = role(s, self.told.fit, place, self.told.clause.end).name();
        let ground = ground_start(s, self.told.fit, self.told.clause);
        let ground = if start >= ground { "ground" } else { "" };
        sink.add("kind", &[kind]);
        sink.add("kind", &[kind, zone]);
        sink.add("kind", &[kind, side, zone]);
        sink.add("kind", &[kind, outcome]);
        sink.add("kind", &[kind, side, outcome]);
        sink.add("far", &[side, far]);
        sink.add("far", &[side, far, zone]);
        sink.add("b1", &[b1]);
        sink.add("b1", &[b1, kind]);
        sink.add("b1", &[b1, side, zone]);
        sink.add("b1", &[b1, outcome]);
        sink.add("b21", &[b2, b1]);
        sink.add("a1", &[after]);
        sink.add("a1", &[after, kind]);
        sink.add("role", &[role, ground, zone]);
        sink.add("role", &[role, ground, kind]);
        sink.add("stem", &[word, b1]);
        sink.add("stem", &[word, side, kind]);
        if located(s, place) {
            sink.add("located", &[zone, side]);
        }
        if s.person_after(end) {
            sink.add("person", &[kind, side]);
        }
        let inside = |slot: &Option<Range<usize>>| {
            slot.as_ref().is_some_and(|slot| slot.contains(&start))
        };
        if inside(&self.told.fit.object) {
            sink.add("object", &[kind]);
        }
        if inside(&self.told.fit.subject) {
            sink.add("subject", &[kind]);
        }
        if self.told.others.iter().any(|other| other.contains(&start)) {
            sink.add("other", &[side]);
        }
        for class in [
            Grammar::Relative,
            Grammar::Circumstance,
            Grammar::Reason,
            Grammar::Say,
        ] {
            if between.clone().any(|at| s.is(class, at)) {
                sink.add("over", &[class.name(), side]);
                sink.add("over", &[class.name(), side, kind]);
            }
        }
        let commas =
            between.clone().filter(|at| s.sign(*at, &[',', '–', '—', ';']));
        sink.add("commas", &[side, few(commas.count())]);
        let nearer = s.mentions.places.iter().filter(|other| {
            other.country != place.country
                && between.contains(&other.words.start)
        });
        let nearer = few(nearer.count());
        sink.add("nearer", &[side, nearer]);
        sink.add("nearer", &[side, nearer, kind]);
        if start <= 1 {
            sink.add("opens", &[kind, zone]);
        }
        let joined = s.mentions.places.iter().any(|other| {
            let gap = other.words.end..start;
            let gap =
                if gap.start < gap.end { gap } else { end..other.words.start };
            other.country != place.country
                && !gap.is_empty()
                && gap.len() <= 3
                && gap.clone().any(|at| {
                    s.is(Grammar::List, at)
                        || s.sign(at, &[',']) && gap.len() <= 2
                })
        });
        if joined {
            sink.add("joined", &[kind, zone]);
        }
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
