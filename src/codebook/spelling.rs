//! How features spell words: as written and by their stems, each with its
//! hash. Stems of words that the codebook knows are worked out once.

use super::lexicon::{Lexicon, WordId};
use super::weights::hash;
use rust_stemmers::{Algorithm, Stemmer};
use std::borrow::Cow;
use std::sync::OnceLock;

/// A text with its hash, which is reckoned once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part<'a> {
    text: &'a str,
    hash: u64,
}

impl<'a> Part<'a> {
    /// Takes the hash of a text.
    #[must_use]
    pub(crate) const fn new(text: &'a str) -> Self {
        Self { text, hash: hash(text) }
    }

    /// The text.
    #[must_use]
    pub(crate) const fn text(self) -> &'a str {
        self.text
    }

    /// Its hash.
    #[must_use]
    pub(crate) const fn hash(self) -> u64 {
        self.hash
    }
}

/// The same, of a text that may be its own.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub(crate) struct Spelt<'a> {
    text: Cow<'a, str>,
    hash: u64,
}

impl<'a> Spelt<'a> {
    /// Takes the hash of a text.
    #[must_use]
    pub(crate) fn new(text: impl Into<Cow<'a, str>>) -> Self {
        let text = text.into();
        Self { hash: hash(&text), text }
    }

    /// Both.
    #[must_use]
    pub(crate) fn part(&self) -> Part<'_> {
        Part { text: &self.text, hash: self.hash }
    }

    /// The text.
    #[must_use]
    pub(crate) fn text(&self) -> &str {
        &self.text
    }
}

impl<'a> From<Part<'a>> for Spelt<'a> {
    fn from(part: Part<'a>) -> Self {
        Self { text: Cow::Borrowed(part.text), hash: part.hash }
    }
}

/// A known word: its hash and its stem.
type Known = Box<(u64, Spelt<'static>)>;

/// How many words that the codebook does not know are kept with their stems.
const KEPT: usize = 1 << 12;

/// Spellings of the words that the codebook knows, made when one is asked
/// for: most are in no text; and of some others.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    words: Vec<OnceLock<Known>>,
    /// Other words, each with its stem, where the hash of the word says: the
    /// first that comes to a place keeps it.
    others: Vec<OnceLock<(Spelt<'static>, Spelt<'static>)>>,
}

impl Spellings {
    /// Of the words of a lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let mut words = Vec::new();
        words.resize_with(lexicon.len(), OnceLock::new);
        let mut others = Vec::new();
        others.resize_with(KEPT, OnceLock::new);
        Self { words, others }
    }

    /// A known word as it is written in lower case, and its stem.
    #[must_use]
    pub(crate) fn known<'a>(
        &'a self,
        lexicon: &'a Lexicon,
        word: WordId,
    ) -> Option<(Spelt<'a>, Spelt<'a>)> {
        let text = lexicon.text(word);
        let known = self.words.get(word.0 as usize)?;
        let known = known.get_or_init(|| (hash(text), stem(text)).into());
        let (hash, stem) = &**known;
        let written = Part { text, hash: *hash };
        Some((written.into(), stem.part().into()))
    }
}

impl Spellings {
    /// A word that the codebook does not know, in lower case, and its stem.
    pub(crate) fn other(&self, word: String) -> (Spelt<'_>, Spelt<'_>) {
        let word: Spelt<'static> = Spelt::new(word);
        let at = usize::try_from(word.hash >> 32).unwrap_or(0) % KEPT;
        let Some(place) = self.others.get(at) else {
            let stem = stem(word.text());
            return (word, stem);
        };
        let with_stem = || (word.clone(), stem(word.text()));
        let (kept, stem) = place.get_or_init(with_stem);
        if kept.hash == word.hash && kept.text == word.text {
            return (kept.part().into(), stem.part().into());
        }
        with_stem()
    }
}

/// The stem of a text.
pub(crate) fn stem(text: &str) -> Spelt<'static> {
    let stemmer = Stemmer::create(Algorithm::English);
    Spelt::new(stemmer.stem(text).into_owned())
}
