//! The stretch of text that a word is read in: the sentences of its item, as
//! many as fit, behind the heading and lead above them.
//!
//! The same for learning and for coding. Decides nothing.

use super::above::names_only;
use super::document::Prepared;
use super::sentence::Sentence;
use crate::normalise::Outline;
use std::ops::Range;

/// How many words of sentences fit into a window.
const WORDS: usize = 160;

/// How many words of a heading, title or lead are read before them.
const ABOVE: usize = 16;

/// Sentences that are read together.
#[derive(Debug)]
pub(crate) struct Window<'p> {
    /// What stands above: title or heading, what names the country, and
    /// lead.
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
        let mut above: Vec<&Sentence<'_>> =
            heading.or(prepared.title.as_ref()).into_iter().collect();
        above.extend(&prepared.leads[item]);
        let named = |s: &&Sentence<'_>| !s.mentions.places.is_empty();
        if !above.iter().any(named) {
            let mut lines = prepared.above(outline, item);
            above.splice(..0, lines.find(|s| names_only(s)));
        }
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
        let window = |sentences| Self { above: above.clone(), sentences };
        windows.into_iter().map(window).collect()
    }

    /// How many words are read.
    pub(super) fn words(&self, prepared: &Prepared<'p>) -> usize {
        self.parts(prepared).map(|(_, read)| read).sum()
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
