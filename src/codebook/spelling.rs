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

/// Spellings of the words that the codebook knows, made when one is asked
/// for: most are in no text.
#[derive(Debug, Default)]
pub(crate) struct Spellings {
    words: Vec<OnceLock<Known>>,
}

impl Spellings {
    /// Of the words of a lexicon.
    pub(crate) fn of(lexicon: &Lexicon) -> Self {
        let mut words = Vec::new();
        words.resize_with(lexicon.len(), OnceLock::new);
        Self { words }
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

/// The stem of a text.
pub(crate) fn stem(text: &str) -> Spelt<'static> {
    let stemmer = Stemmer::create(Algorithm::English);
    Spelt::new(stemmer.stem(text).into_owned())
}
