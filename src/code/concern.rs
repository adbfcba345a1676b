//! What speaks for an outcome to concern a country near it: how and where it is
//! named, and beside what; for one that the sentence does not name, who acts.
//!
//! Feature names are stable, as in `features`. Looks at one outcome; decides
//! nothing.

use super::attach::{Around, Candidate};
use super::country::{EventCountry, ground_start, located, role};
use super::sink::Sink;
use super::told::{far, few};
use crate::codebook::grammar::Grammar;
use crate::codebook::token::TokenKind;
use crate::extract::place::Place;
use std::ops::Range;

/// What may stand between an outcome and a country that is not its own.
const OVER: [Grammar; 4] =
    [Grammar::Relative, Grammar::Circumstance, Grammar::Reason, Grammar::Say];

impl Around<'_> {
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
        self.home(own, sink);
        match own.place {
            Some(place) => self.mention(place, all, index, outcome, sink),
            None => self.unnamed(zone, sink),
        }
    }

    /// Whether the text is about the country, or about another.
    fn home(&self, own: &Candidate<'_>, sink: &mut impl Sink) {
        let Some(home) = &self.near.home else { return };
        let zone = own.zones[0];
        let kind = own.place.map_or("unnamed", |place| place.kind.name());
        let share = home.share.name();
        let same = home.country.country == own.country.country;
        let side = if same { "home" } else { "away" };
        sink.add(side, &[zone]);
        sink.add(side, &[home.tenths, zone]);
        sink.add(side, &[home.opening, share, zone]);
        sink.add(side, &[home.opening, home.tenths, kind]);
        if let Some(heading) = self.near.heading.first() {
            let same = heading.country == home.country.country;
            let below = if same { "at" } else { "over" };
            sink.add(side, &[below, share, zone]);
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
        for class in self.told.over(&between, &OVER) {
            sink.add("over", &[class.name(), side]);
            sink.add("over", &[class.name(), side, kind]);
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
