//! An outcome with the words that tell it: what every field is decided from.

use super::sentence::Sentence;
use super::slots::Fit;
use super::tags::SentenceTags;
use crate::codebook::grammar::Grammar;
use std::ops::Range;

/// An outcome in its sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) s: &'a Sentence<'a>,
    pub(super) fit: &'a Fit,
    /// Its clause.
    pub(super) clause: &'a Range<usize>,
    /// The clauses of the other outcomes of the sentence.
    pub(super) others: &'a [Range<usize>],
    /// Index of its type.
    pub(super) outcome: usize,
    /// What the tagger says of the sentence.
    pub(super) tags: Option<SentenceTags<'a>>,
}

impl Told<'_> {
    /// The words between a mention and the trigger.
    pub(super) fn between(&self, mention: &Range<usize>) -> Range<usize> {
        if mention.start < self.fit.trigger.start {
            mention.end..self.fit.trigger.start
        } else {
            self.fit.trigger.end..mention.start
        }
    }

    /// Which of some classes the words between a mention and the trigger have.
    pub(super) fn over<'c>(
        &'c self,
        between: &'c Range<usize>,
        classes: &'c [Grammar],
    ) -> impl Iterator<Item = Grammar> + 'c {
        let stands =
            |class: &Grammar| between.clone().any(|at| self.s.is(*class, at));
        classes.iter().copied().filter(stands)
    }

    /// On which side of the trigger a mention stands.
    pub(super) fn side(&self, mention: &Range<usize>) -> &'static str {
        if mention.start < self.fit.trigger.start { "l" } else { "r" }
    }
}

/// How many words, roughly.
pub(super) fn far(words: usize) -> &'static str {
    match words {
        0 => "0",
        1 => "1",
        2..=3 => "2",
        4..=6 => "4",
        7..=12 => "7",
        _ => "13",
    }
}

/// Up to two of something.
pub(super) fn few(count: usize) -> &'static str {
    ["0", "1", "2"][count.min(2)]
}
