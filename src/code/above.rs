//! What stands above an item: lines that are nothing but the names of
//! countries, and headings, with those that stand right above them.
//!
//! Only finds lines; what they say for an item, `surround`, `held` and
//! `window` decide.

use super::document::{Prepared, items};
use super::sentence::Sentence;
use crate::codebook::gazetteer::NameKind;
use crate::codebook::grammar::Grammar;
use crate::codebook::token::TokenKind;
use crate::normalise::{ItemKind, Outline};
use rustc_hash::FxHashMap;

/// How many headings of its rank may stand right above one and hold for its
/// items: "3", "KENYA", "A law falls". More are a table of contents.
const STACKED: usize = 2;

/// How many items at least only name countries where these are headings: one
/// may tell where a text was written.
const LABELS: usize = 2;

/// What a sentence ends with, other than a line above a text.
pub(super) const STOPS: [char; 4] = ['.', '!', '?', '…'];

/// The lines above each item of a document.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// For each heading, itself and those above it, nearest first.
    headings: Vec<Vec<usize>>,
    /// For each item, the line of countries above it, by its sentence.
    labels: Vec<Option<usize>>,
}

impl Lines {
    /// Finds the lines above each item.
    pub(super) fn of(prepared: &Prepared<'_>, outline: &Outline) -> Self {
        Self {
            headings: headings(prepared, outline),
            labels: labels(prepared, outline),
        }
    }
}

impl<'a> Prepared<'a> {
    /// The lines above an item, nearest first.
    pub(super) fn above(
        &self,
        outline: &Outline,
        item: usize,
    ) -> impl Iterator<Item = &Sentence<'a>> {
        let section = outline.items[item].section;
        let headings = section.map(|at| &*self.lines.headings[at]);
        let headings = headings.unwrap_or_default();
        let label = self.lines.labels[item].map(|at| &self.sentences[at]);
        let headings = headings.iter().map(|at| &self.headings[*at]);
        label.into_iter().chain(headings)
    }
}

/// For each heading, whether no item stands right below it.
pub(super) fn empty(outline: &Outline) -> Vec<bool> {
    let mut empty = vec![true; outline.headings.len()];
    for section in outline.items.iter().filter_map(|item| item.section) {
        empty[section] = false;
    }
    empty
}

/// For each heading, itself, those right above it, what only names countries
/// and holds until the next that does, and what stands above these.
fn headings(prepared: &Prepared<'_>, outline: &Outline) -> Vec<Vec<usize>> {
    let all = &outline.headings;
    let empty = empty(outline);
    let mut chains: Vec<Vec<usize>> = Vec::with_capacity(all.len());
    // The last heading that only names countries, by its parent.
    let mut countries: FxHashMap<Option<usize>, usize> = FxHashMap::default();
    for (index, heading) in all.iter().enumerate() {
        let beside =
            |at: &usize| empty[*at] && all[*at].parent == heading.parent;
        let mut chain = vec![index];
        let stacked: Vec<usize> =
            (0..index).rev().take_while(beside).take(STACKED + 1).collect();
        if stacked.len() <= STACKED {
            chain.extend(stacked);
        }
        if names_only(&prepared.headings[index]) {
            // Several in a row are a list.
            let listed = chain
                .get(1)
                .is_some_and(|at| names_only(&prepared.headings[*at]));
            if listed {
                countries.remove(&heading.parent);
            } else {
                countries.insert(heading.parent, index);
            }
        }
        let country = countries.get(&heading.parent).copied();
        chain.extend(country.filter(|at| empty[*at] && !chain.contains(at)));
        if let Some(parent) = heading.parent {
            chain.extend(&chains[parent]);
        }
        chains.push(chain);
    }
    chains
}

/// For each item, the line of countries that it stands under.
fn labels(prepared: &Prepared<'_>, outline: &Outline) -> Vec<Option<usize>> {
    let sentences = items(outline);
    let mut above = vec![None; sentences.len()];
    // What names the countries of the line above it, and of that below.
    let (mut under, mut over) = (0, 0);
    let mut lines = 0;
    // The line, and what stands between it and the next.
    let (mut label, mut between) = (None, Vec::new());
    for (item, own) in sentences.into_iter().enumerate() {
        let block = &outline.items[item];
        let section = |at: usize| outline.items[at].section;
        if item > 0 && section(item - 1) != section(item) {
            (label, between) = (None, Vec::new());
        }
        let may = block.kind == ItemKind::Paragraph && block.lead.is_none();
        if may && own.len() == 1 && names_only(&prepared.sentences[own.start])
        {
            lines += 1;
            let names = |at: &usize| name_one(prepared, own.start, *at);
            over += between.iter().filter(|at| names(at)).count();
            // Several in a row are a list.
            let listed = label.is_some() && between.is_empty();
            label = (!listed).then_some(own.start);
            between.clear();
        } else {
            if let Some(label) = label {
                let names = |at: &usize| name_one(prepared, label, *at);
                under += own.clone().filter(names).count();
            }
            above[item] = label;
            between.extend(own);
        }
    }
    if lines < LABELS || over > under {
        above.fill(None);
    }
    above
}

/// Whether two sentences name the same country.
fn name_one(prepared: &Prepared<'_>, one: usize, other: usize) -> bool {
    let places = |at: usize| &prepared.sentences[at].mentions.places;
    places(one)
        .iter()
        .any(|a| places(other).iter().any(|b| a.country == b.country))
}

/// Whether a sentence is nothing but the names of countries.
pub(super) fn names_only(s: &Sentence<'_>) -> bool {
    let places = &s.mentions.places;
    let inside = |at: usize| places.iter().any(|p| p.words.contains(&at));
    let joins = |at: usize| {
        s.words[at].token.kind == TokenKind::Sign
            || s.is(Grammar::List, at)
            || s.is(Grammar::Determiner, at)
    };
    !s.text.ends_with(STOPS)
        && !places.is_empty()
        && places.iter().all(|place| place.kind == NameKind::Country)
        && (0..s.words.len()).all(|at| inside(at) || joins(at))
}
