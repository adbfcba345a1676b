//! What the tagger says of the words of an item, sentence by sentence, and
//! how it counts beside the weights.

use super::Coder;
use super::document::Prepared;
use super::time::Given;
use super::window::Window;
use std::ops::Range;
use tidings_tagger::{Tagger, Tags};

/// How many words of a document are read: few bulletins have more, and what is
/// longer must not take minutes. Behind them the weights decide alone.
pub(super) const MOST: usize = 6_000;

/// What was read of an item.
pub(super) struct ItemTags<'t> {
    windows: Vec<WindowTags<'t>>,
}

/// What was read of a window.
struct WindowTags<'t> {
    tags: Tags<'t>,
    sentences: Range<usize>,
    /// The first word of each sentence.
    firsts: Vec<usize>,
    /// The countries named, each with the word that names it.
    places: Vec<(usize, usize)>,
}

/// What was read of a sentence.
#[derive(Clone, Copy)]
pub(super) struct SentenceTags<'p> {
    window: &'p WindowTags<'p>,
    sentence: usize,
}

impl std::fmt::Debug for SentenceTags<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SentenceTags")
            .field("sentence", &self.sentence)
            .finish()
    }
}

impl<'t> ItemTags<'t> {
    /// Reads those windows of an item that hold a sentence worth reading, as
    /// long as words are left to be read of the document; nothing if there is
    /// none, or no tagger is to be asked.
    pub(super) fn of(
        coder: &'t Coder,
        prepared: &Prepared<'_>,
        mut windows: Vec<Window<'_>>,
        mut worth: impl FnMut(usize) -> bool,
        left: &mut usize,
    ) -> Option<Self> {
        windows.retain(|window| {
            let words = window.words(prepared);
            let read = coder.tagger
                && words <= *left
                && window.sentences.clone().any(&mut worth);
            *left -= if read { words } else { 0 };
            read
        });
        // To open the tagger takes time: not without need.
        let tagger = if windows.is_empty() { None } else { coder.tagger() }?;
        let windows = windows.into_iter();
        let read = |window| WindowTags::of(coder, tagger, prepared, window);
        Some(Self { windows: windows.map(read).collect() })
    }

    /// What was read of a sentence of the item.
    pub(super) fn sentence(&self, index: usize) -> Option<SentenceTags<'_>> {
        let mut windows = self.windows.iter();
        let window = windows.find(|w| w.sentences.contains(&index))?;
        Some(SentenceTags { window, sentence: index })
    }
}

impl<'t> WindowTags<'t> {
    fn of(
        coder: &Coder,
        tagger: &'t Tagger,
        prepared: &Prepared<'_>,
        window: Window<'_>,
    ) -> Self {
        let mut firsts = Vec::new();
        let mut offset = window.around.len();
        for (n, (_, read)) in window.parts(prepared).enumerate() {
            if n >= window.above.len() {
                firsts.push(offset);
            }
            offset += read;
        }
        let tags = tagger.read(window.read(prepared, &coder.codebook));
        let places = window.places(prepared).into_iter();
        let places = places
            .map(|(country, words)| (country, words.start))
            .filter(|(_, word)| *word < tags.len())
            .collect();
        Self { tags, sentences: window.sentences, firsts, places }
    }
}

impl WindowTags<'_> {
    /// The number of a word of a sentence among those that were read.
    fn word(&self, sentence: usize, at: usize) -> Option<usize> {
        let number = sentence.checked_sub(self.sentences.start)?;
        let word = self.firsts.get(number)? + at;
        (word < self.tags.len()).then_some(word)
    }
}

impl<'p> SentenceTags<'p> {
    /// How much speaks for an outcome at a word, in thousandths.
    pub(super) fn told(&self, at: usize) -> Option<i32> {
        let word = self.word(at)?;
        let odds: f64 = self
            .window
            .tags
            .outcomes(word)
            .map(|(_, x)| (f64::from(x) / 1000.0).exp())
            .sum();
        #[expect(clippy::cast_possible_truncation, reason = "modest")]
        Some((odds.ln() * 1000.0).round() as i32)
    }

    /// How much speaks for each outcome type.
    pub(super) fn outcomes(&self, at: usize) -> Vec<(&'p str, i32)> {
        let word = self.word(at);
        word.map(|word| self.window.tags.outcomes(word).collect())
            .unwrap_or_default()
    }

    /// How much speaks for each status.
    pub(super) fn statuses(&self, at: usize) -> Vec<(&'p str, i32)> {
        let word = self.word(at);
        word.map(|word| self.window.tags.statuses(word).collect())
            .unwrap_or_default()
    }

    /// How much speaks for each theme.
    pub(super) fn themes(&self, at: usize) -> Vec<(&'p str, i32)> {
        let word = self.word(at);
        word.map(|word| self.window.tags.themes(word).collect())
            .unwrap_or_default()
    }

    /// How much speaks for an outcome to concern a country, if it is named.
    pub(super) fn concerns(&self, at: usize, country: usize) -> Option<i32> {
        let word = self.word(at)?;
        let named = self.window.places.iter().filter(|(c, _)| *c == country);
        named.map(|(_, name)| self.window.tags.concerns(word, *name)).max()
    }

    /// How much speaks for an outcome to have the date that a word gives, of
    /// its sentence or of an earlier one of the window.
    pub(super) fn dated(&self, at: usize, date: Given) -> Option<i32> {
        let sentence = date.sentence.unwrap_or(self.sentence);
        let given = self.window.word(sentence, date.word)?;
        Some(self.window.tags.dated(self.word(at)?, given))
    }

    fn word(&self, at: usize) -> Option<usize> {
        self.window.word(self.sentence, at)
    }
}
