//! Every word that the codebook knows, interned: a surface leads to its
//! lemmas and forms at the cost of one hash, and an unknown word to nothing.

use super::inflect::{Forms, Irregular, forms};
use super::token::{Token, TokenKind, tokens};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

/// A lower-case surface that the codebook knows; 0 is any other word.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
pub struct WordId(pub u32);

impl WordId {
    /// A word that the codebook does not know.
    pub const UNKNOWN: Self = Self(0);
}

/// A base form. Lemmas and surfaces share one numbering: a lemma is the
/// surface of its base form.
pub type LemmaId = WordId;

/// The interned words: few long lists, so that the compiled codebook is read
/// back at once.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Lexicon {
    /// A hash table: part of the hash of a word, and the word; 0 is free.
    #[serde(skip)]
    slots: Vec<(u32, WordId)>,
    /// All words, side by side.
    text: String,
    /// Where each word ends.
    ends: Vec<u32>,
    /// Where the lemmas of each word begin in `lemmas`, and how many it has.
    spans: Vec<(u32, u32)>,
    lemmas: Vec<(LemmaId, Forms)>,
    /// Irregular forms of words that are no lemma yet.
    #[serde(skip)]
    irregular: FxHashMap<String, Vec<Irregular>>,
}

impl Lexicon {
    /// A lexicon that knows the irregular forms and no word yet.
    #[must_use]
    pub fn new(rows: Vec<Irregular>) -> Self {
        let mut irregular: FxHashMap<String, Vec<Irregular>> =
            FxHashMap::default();
        for row in rows {
            irregular.entry(row.lemma.clone()).or_default().push(row);
        }
        let mut lexicon = Self {
            ends: vec![0],
            spans: vec![(0, 0)],
            irregular,
            ..Self::default()
        };
        lexicon.spread();
        lexicon
    }

    /// The id of a lower-case surface, made if need be, without inflections.
    pub fn surface(&mut self, word: &str) -> WordId {
        let tag = tag(word);
        let slot = self.slot(tag, word);
        if self.slots[slot].1 != WordId::UNKNOWN {
            return self.slots[slot].1;
        }
        let id = WordId(length(self.ends.len()));
        self.slots[slot] = (tag, id);
        self.text.push_str(word);
        self.ends.push(length(self.text.len()));
        self.spans.push((0, 0));
        if self.ends.len() * 2 > self.slots.len() {
            self.spread();
        }
        id
    }

    /// The slot of a word, or the free one where it belongs.
    fn slot(&self, tag: u32, word: &str) -> usize {
        let last = self.slots.len().wrapping_sub(1);
        let mut at = tag as usize & last;
        while let Some((known, id)) = self.slots.get(at)
            && *id != WordId::UNKNOWN
            && (*known != tag || self.text(*id) != word)
        {
            at = (at + 1) & last;
        }
        at
    }

    /// Makes room for as many words again at least as there are, and finds
    /// them all anew.
    pub(super) fn spread(&mut self) {
        let size = (self.ends.len() * 2).next_power_of_two();
        self.slots = vec![(0, WordId::UNKNOWN); size];
        let count = length(self.ends.len());
        for word in (1..count).map(WordId) {
            let tag = tag(self.text(word));
            let mut at = tag as usize & (size - 1);
            while self.slots[at].1 != WordId::UNKNOWN {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = (tag, word);
        }
    }

    /// The id of a base form; its inflections are made known with it.
    pub fn lemma(&mut self, word: &str) -> LemmaId {
        let id = self.surface(word);
        if self.lemmas(id).iter().any(|(lemma, _)| *lemma == id) {
            return id;
        }
        let irregular = self.irregular.remove(word).unwrap_or_default();
        for (surface, form) in forms(word, &irregular) {
            let surface = self.surface(&surface);
            self.add(surface, id, form);
        }
        id
    }

    /// Notes that a surface may be some form of a lemma.
    fn add(&mut self, surface: WordId, lemma: LemmaId, form: Forms) {
        let span = &mut self.spans[surface.0 as usize];
        let range = span.0 as usize..(span.0 + span.1) as usize;
        let mut known = self.lemmas[range.clone()].iter_mut();
        if let Some((_, forms)) = known.find(|(known, _)| *known == lemma) {
            *forms = forms.or(form);
            return;
        }
        // What grows moves to the end, where there is room.
        if range.end != self.lemmas.len() {
            span.0 = length(self.lemmas.len());
            self.lemmas.extend_from_within(range);
        }
        span.1 += 1;
        self.lemmas.push((lemma, form));
    }

    /// The id of a word as it stands in a text, in any case.
    #[must_use]
    pub fn find(&self, word: &str) -> WordId {
        if word.bytes().all(|b| b.is_ascii_lowercase()) {
            return self.known(word);
        }
        self.known(&fold(word))
    }

    /// The id of a word that is written as the codebook does.
    fn known(&self, word: &str) -> WordId {
        let slot = self.slot(tag(word), word);
        self.slots.get(slot).map_or(WordId::UNKNOWN, |(_, id)| *id)
    }

    /// The lemmas that a surface may belong to, and as which forms.
    #[must_use]
    pub fn lemmas(&self, word: WordId) -> &[(LemmaId, Forms)] {
        let span = self.spans.get(word.0 as usize);
        let (start, count) = span.copied().unwrap_or_default();
        &self.lemmas[start as usize..(start + count) as usize]
    }

    /// The word's text, in lower case.
    #[must_use]
    pub fn text(&self, word: WordId) -> &str {
        let at = word.0 as usize;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        match (start, self.ends.get(at)) {
            (Some(start), Some(end)) => {
                &self.text[*start as usize..*end as usize]
            }
            _ => "",
        }
    }

    /// How many surfaces it knows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether it knows no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.len() <= 1
    }
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Part of the hash of a word.
#[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
fn tag(word: &str) -> u32 {
    FxBuildHasher.hash_one(word) as u32
}

/// Lower case, with plain apostrophes and hyphens: how words are compared.
#[must_use]
pub fn fold(word: &str) -> String {
    word.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            '\u{2019}' => '\'',
            '\u{2010}' | '\u{2011}' => '-',
            other => other,
        })
        .collect()
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// No capital first.
    Lower,
    /// A capital first, and lower-case letters.
    Title,
    /// Capitals only, at least two.
    Upper,
}

/// A token with its word looked up.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Where it stands and what it is made of.
    pub token: Token,
    /// Its surface, if the codebook knows it.
    pub id: WordId,
    /// How it is written.
    pub case: Case,
}

impl Lexicon {
    /// Cuts a text into tokens and looks each up. Signs and possessives have
    /// ids too where a codebook phrase holds them.
    #[must_use]
    pub fn words(&self, text: &str) -> Vec<Word> {
        let mut folded = String::new();
        let of_token = |token: Token| {
            let surface = token.of(text);
            let lower = surface.bytes().all(|b| b.is_ascii_lowercase());
            let written = if token.kind == TokenKind::Possessive {
                "'s"
            } else if lower {
                surface
            } else if surface.is_ascii() {
                folded.clear();
                folded.push_str(surface);
                folded.make_ascii_lowercase();
                &folded
            } else {
                folded = fold(surface);
                &folded
            };
            let id = self.known(written);
            let plain = lower || token.kind == TokenKind::Sign;
            let case = if plain { Case::Lower } else { case(surface) };
            Word { token, id, case }
        };
        tokens(text).into_iter().map(of_token).collect()
    }
}

fn case(surface: &str) -> Case {
    let mut letters = surface.chars().filter(|c| c.is_alphabetic());
    match letters.next() {
        Some(first) if first.is_uppercase() => {
            let mut rest = letters.peekable();
            let several = rest.peek().is_some();
            if several && rest.all(char::is_uppercase) {
                Case::Upper
            } else {
                Case::Title
            }
        }
        // "al-Nimr", "d'Ivoire": a capital later makes a name all the same.
        Some(_) if letters.any(char::is_uppercase) => Case::Title,
        _ => Case::Lower,
    }
}
