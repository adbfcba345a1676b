//! The stretch of text that a word is read in: the sentences of its item, as
//! many as fit, behind title, heading and lead, and before these the countries
//! that are named around it, by name: what a sentence leaves unsaid is asked
//! about them.
//!
//! The same for learning and for coding. Decides nothing.

use super::document::Prepared;
use super::sentence::Sentence;
use super::surround;
use crate::codebook::Codebook;
use crate::normalise::Outline;
use std::ops::Range;

/// How many words of sentences fit into a window.
const WORDS: usize = 160;

/// How many words of a heading, title or lead are read before them.
const ABOVE: usize = 16;

/// How many countries are named before them.
const AROUND: usize = 5;

/// Sentences that are read together.
#[derive(Debug)]
pub(crate) struct Window<'p> {
    /// Countries, by index, that only stand around: the text is about them,
    /// or its title, a heading or a sentence before names them.
    pub(super) around: Vec<usize>,
    /// What stands above: title, heading and lead.
    pub(super) above: Vec<&'p Sentence<'p>>,
    /// The sentences, by index of the document.
    pub(super) sentences: Range<usize>,
}

impl<'p> Window<'p> {
    /// The windows of an item.
    pub(super) fn of(
        prepared: &'p Prepared<'_>,
        outline: &Outline,
        item: usize,
        sentences: Range<usize>,
    ) -> Vec<Self> {
        let block = &outline.items[item];
        let heading = block.section.map(|at| &prepared.headings[at]);
        let above: Vec<&Sentence<'_>> = (prepared.title.iter())
            .chain(heading)
            .chain(&prepared.leads[item])
            .collect();
        let mut windows = Vec::new();
        let (mut from, mut words) = (sentences.start, 0);
        for index in sentences.clone() {
            let more = prepared.sentences[index].words.len();
            if index > from && words + more > WORDS {
                windows.push(from..index);
                (from, words) = (index, 0);
            }
            words += more;
        }
        windows.push(from..sentences.end);
        let window = |sentences: Range<usize>| {
            let first = sentences.start;
            let mut own =
                Self { around: Vec::new(), above: above.clone(), sentences };
            own.around = own.unnamed(prepared, outline, item, first);
            own
        };
        windows.into_iter().map(window).collect()
    }

    /// The countries that stand around, but for those that its own words
    /// name.
    fn unnamed(
        &self,
        prepared: &Prepared<'p>,
        outline: &Outline,
        item: usize,
        first: usize,
    ) -> Vec<usize> {
        let home = prepared.home.iter().map(|home| home.country.country);
        let names = |s: &&Sentence<'_>| !s.mentions.places.is_empty();
        let heading = prepared.above(outline, item).find(names);
        let above = surround::above(prepared, outline, item, first);
        let near = (prepared.title.iter())
            .chain(heading)
            .chain(above)
            .flat_map(countries);
        let mut all: Vec<usize> = Vec::new();
        for country in home.chain(near) {
            let mut own = self.parts(prepared).flat_map(|(s, _)| countries(s));
            if !all.contains(&country) && !own.any(|c| c == country) {
                all.push(country);
            }
        }
        all.truncate(AROUND);
        all
    }

    /// How many words are read.
    pub(super) fn words(&self, prepared: &Prepared<'p>) -> usize {
        let own: usize = self.parts(prepared).map(|(_, read)| read).sum();
        self.around.len() + own
    }

    /// All words, part by part: a country that stands around is one.
    pub(super) fn read<'s>(
        &'s self,
        prepared: &'s Prepared<'p>,
        codebook: &'s Codebook,
    ) -> impl Iterator<Item = Vec<&'s str>> {
        let name = |country: &usize| &*codebook.countries[*country].short_name;
        let around: Vec<&str> = self.around.iter().map(name).collect();
        let around = Some(around).filter(|names| !names.is_empty());
        let parts = self.parts(prepared);
        let words = |(s, read): (&'s Sentence<'_>, usize)| {
            (0..read).map(|at| s.surface(at)).collect()
        };
        around.into_iter().chain(parts.map(words))
    }

    /// The countries named, each with the words that name it, by their numbers
    /// among all that are read.
    pub(super) fn places(
        &self,
        prepared: &Prepared<'p>,
    ) -> Vec<(usize, Range<usize>)> {
        let around = self.around.iter().enumerate();
        let mut all: Vec<_> = around.map(|(at, c)| (*c, at..at + 1)).collect();
        let mut first = all.len();
        for (s, read) in self.parts(prepared) {
            let named = s.mentions.places.iter();
            let named = named.filter(|place| place.words.end <= read);
            all.extend(named.map(|place| {
                let Range { start, end } = place.words;
                (place.country, start + first..end + first)
            }));
            first += read;
        }
        all
    }

    /// The words above, then those of the sentences: of each part how many
    /// are read.
    pub(super) fn parts<'s>(
        &'s self,
        prepared: &'s Prepared<'p>,
    ) -> impl Iterator<Item = (&'s Sentence<'p>, usize)> {
        let above = self.above.iter().map(|s| (*s, s.words.len().min(ABOVE)));
        let own = &prepared.sentences[self.sentences.clone()];
        above.chain(own.iter().map(|s| (s, s.words.len().min(WORDS))))
    }
}

/// The countries that a sentence names.
fn countries<'s>(s: &'s Sentence<'_>) -> impl Iterator<Item = usize> + 's {
    s.mentions.places.iter().map(|place| place.country)
}
