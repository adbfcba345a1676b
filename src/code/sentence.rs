//! A sentence as the coder sees it: words, what was found in them, and the
//! small questions that every pass asks.

use super::joint::Joint;
use super::spelt::spelt;
use super::theme::{Weights, weigh};
use super::tries::Tries;
use crate::codebook::Codebook;
use crate::codebook::gazetteer::NameKind;
use crate::codebook::grammar::Grammar;
use crate::codebook::hits::{Hits, Seen};
use crate::codebook::lexicon::{Case, Word, WordId};
use crate::codebook::scope::Scope;
use crate::codebook::spelling::Spelt;
use crate::codebook::term::{Found, Term};
use crate::codebook::themes::PhraseHit;
use crate::codebook::token::TokenKind;
use crate::extract::Mentions;
use std::cell::OnceCell;
use std::ops::Range;

/// A sentence, heading or lead with its words and mentions.
#[derive(Debug)]
pub struct Sentence<'a> {
    /// The codebook that its words were looked up in.
    pub codebook: &'a Codebook,
    /// The clean text of the sentence.
    pub text: &'a str,
    /// Byte of the document's clean text at which it begins.
    pub offset: usize,
    /// Its words.
    pub words: Vec<Word>,
    /// Places, persons, dates, quantities.
    pub mentions: Mentions,
    /// For each word, how features write it.
    pub(super) written: Vec<Spelt<'a>>,
    /// For each word, the stem of that.
    pub(super) stems: Vec<Spelt<'a>>,
    /// For each word, whether it parts or joins clauses.
    joints: Vec<Joint>,
    /// Rows of the codebook whose triggers stand in it.
    tries: OnceCell<Tries>,
    /// Phrases that speak for themes.
    phrases: OnceCell<Vec<PhraseHit>>,
    /// What they say all together.
    themes: OnceCell<Weights>,
    /// Where the codebook's terms stand in it.
    pub(super) hits: Hits<'a>,
}

impl<'a> Sentence<'a> {
    /// Looks up the words and finds the mentions.
    #[must_use]
    pub fn new(
        codebook: &'a Codebook,
        text: &'a str,
        offset: usize,
        mut words: Vec<Word>,
        mentions: Mentions,
    ) -> Self {
        // "March" and "May" in a date are no verbs.
        for date in &mentions.dates {
            for word in &mut words[date.words.clone()] {
                word.id = WordId::UNKNOWN;
            }
        }
        let seen = seen(codebook, text, &words, &mentions);
        let joint = |word| Joint::of(codebook, text, word);
        let joints = words.iter().map(joint).collect();
        let Codebook { index, lexicon, classes, .. } = codebook;
        let mut sentence = Self {
            codebook,
            text,
            offset,
            hits: Hits::find(index, lexicon, classes, seen),
            tries: OnceCell::new(),
            phrases: OnceCell::new(),
            themes: OnceCell::new(),
            written: Vec::new(),
            stems: Vec::new(),
            joints,
            words,
            mentions,
        };
        sentence.written.reserve_exact(sentence.words.len());
        sentence.stems.reserve_exact(sentence.words.len());
        for at in 0..sentence.words.len() {
            let (written, stem) = spelt(&sentence, at);
            sentence.written.push(written);
            sentence.stems.push(stem);
        }
        sentence
    }

    /// The rows of the codebook whose triggers stand in it.
    pub(super) fn tries(&self) -> &Tries {
        self.tries.get_or_init(|| Tries::of(self))
    }

    /// The phrases that speak for themes.
    pub(super) fn phrases(&self) -> &[PhraseHit] {
        let phrases = &self.codebook.theme_phrases;
        let find = || phrases.find(self.words.len(), &self.hits);
        self.phrases.get_or_init(find)
    }

    /// What all of it says for each theme.
    pub(super) fn themes(&self) -> &Weights {
        self.themes.get_or_init(|| weigh(self, 0..self.words.len()))
    }

    /// Whether a word is of a grammar class.
    #[must_use]
    pub fn is(&self, class: Grammar, at: usize) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| self.codebook.grammar.is(class, word.id))
    }

    /// Where a match of a term that begins at a word ends.
    #[must_use]
    pub fn end_of(&self, term: &Term, at: usize) -> Option<usize> {
        self.hits.end(term, at)
    }

    /// Where a match of a term that ends before a word begins.
    #[must_use]
    pub fn start_of(&self, term: &Term, end: usize) -> Option<usize> {
        self.hits.start(term, end.saturating_sub(5)..end)
    }

    /// The words of a scope.
    #[must_use]
    pub fn scope(&self, scope: Scope) -> &'a Term {
        self.codebook.scopes.term(scope)
    }

    /// Whether a scope's phrase begins at a word.
    #[must_use]
    pub fn opens(&self, scope: Scope, at: usize) -> bool {
        self.end_of(self.scope(scope), at).is_some()
    }

    /// Whether a scope's phrase ends just before a word; where it begins.
    #[must_use]
    pub fn closes(&self, scope: Scope, end: usize) -> Option<usize> {
        self.start_of(self.scope(scope), end)
    }

    /// The first match of a term within a range: its words.
    #[must_use]
    pub fn first_in(
        &self,
        term: &Term,
        range: Range<usize>,
    ) -> Option<Range<usize>> {
        self.hits.first(term, range)
    }

    /// The last match of a term within a range: its words.
    #[must_use]
    pub fn last_in(
        &self,
        term: &Term,
        range: Range<usize>,
    ) -> Option<Range<usize>> {
        self.hits.last(term, range)
    }

    /// The word as it stands in the text.
    #[must_use]
    pub fn surface(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.token.of(self.text))
    }

    /// The stem of a word; `$` behind the last.
    #[must_use]
    pub(super) fn stem(&self, at: usize) -> &str {
        self.stems.get(at).map_or("$", Spelt::text)
    }

    /// How features write the word some words before another; `^` before the
    /// first.
    #[must_use]
    pub(super) fn written_before(&self, at: usize, words: usize) -> &str {
        at.checked_sub(words).map_or("^", |at| self.written[at].text())
    }

    /// Some words as they stand in the text.
    #[must_use]
    pub fn said(&self, words: &Range<usize>) -> &'a str {
        let bytes = self.bytes(words);
        self.text
            .get(bytes.start - self.offset..bytes.end - self.offset)
            .unwrap_or("")
    }

    /// Whether a word parts or joins clauses in one of some ways.
    pub(super) fn joint(&self, at: usize, of: Joint) -> bool {
        self.joints.get(at).is_some_and(|joint| joint.any(of))
    }

    /// Whether a word is one of some signs.
    #[must_use]
    pub fn sign(&self, at: usize, signs: &[char]) -> bool {
        self.words.get(at).is_some_and(|word| {
            word.token.kind == TokenKind::Sign
                && word.token.of(self.text).starts_with(signs)
        })
    }

    /// Whether a word may stand between an auxiliary and its verb.
    #[must_use]
    pub fn adverb(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| {
            self.opens(Scope::Adverb, at)
                || plain_adverb(self.codebook, self.text, word, at)
        })
    }

    /// The text between two words, of the document's clean text.
    #[must_use]
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let start = self
            .words
            .get(words.start)
            .map_or(self.text.len(), |word| word.token.start);
        let end = words
            .end
            .checked_sub(1)
            .and_then(|last| self.words.get(last))
            .map_or(start, |word| word.token.end);
        self.offset + start..self.offset + end.max(start)
    }

    /// Whether a word can begin what a verb acts upon.
    #[must_use]
    pub fn begins_noun(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        match word.token.kind {
            TokenKind::Sign => matches!(
                self.surface(at),
                "“" | "\"" | "‘" | "$" | "€" | "£" | "#"
            ),
            TokenKind::Possessive => false,
            TokenKind::Number => true,
            TokenKind::Word => {
                !self.is(Grammar::Preposition, at)
                    && !self.is(Grammar::Conjunction, at)
                    && !self.is(Grammar::To, at)
                    && !self.is(Grammar::Relative, at)
                    && !self.is(Grammar::Be, at)
                    && !self.is(Grammar::Have, at)
                    && !self.adverb(at)
            }
        }
    }
}

/// Whether a word is an adverb by its ending.
fn plain_adverb(
    codebook: &Codebook,
    text: &str,
    word: &Word,
    at: usize,
) -> bool {
    let surface = word.token.of(text);
    surface.len() > 4
        && surface.ends_with("ly")
        && !codebook.grammar.is(Grammar::NoAdverb, word.id)
        // "the National Assembly passed": a name.
        && (at == 0 || word.case == Case::Lower)
}

/// What is known of each word before any term is looked for.
fn seen(
    codebook: &Codebook,
    text: &str,
    words: &[Word],
    mentions: &Mentions,
) -> Vec<Seen> {
    let is = |class: Grammar, word: &Word| codebook.grammar.is(class, word.id);
    let mut all: Vec<Seen> = Vec::with_capacity(words.len());
    for (at, word) in words.iter().enumerate() {
        let kind = word.token.kind;
        let surface = word.token.of(text);
        let mut seen = Seen { word: word.id, ..Seen::default() };
        let stops =
            kind == TokenKind::Sign && surface.starts_with([';', ':', '.']);
        seen.bridges = !stops;
        seen.adverbial = surface.ends_with("ly");
        let small = is(Grammar::Article, word)
            || is(Grammar::Possessive, word)
            || plain_adverb(codebook, text, word, at);
        let named = kind == TokenKind::Word && word.case != Case::Lower;
        let one = |begins: bool| if begins { at + 1 } else { 0 };
        seen.slight = one(small);
        seen.ends[Found::Person as usize] =
            one(is(Grammar::PersonPronoun, word));
        seen.ends[Found::Number as usize] = one(kind == TokenKind::Number);
        seen.ends[Found::Name as usize] = one(named && at > 0);
        all.push(seen);
    }
    let mut begin = |range: &Range<usize>, found: Found| {
        if let Some(seen) = all.get_mut(range.start) {
            let end = &mut seen.ends[found as usize];
            *end = range.end.max(*end);
        }
    };
    for person in &mentions.people {
        begin(&person.words, Found::Person);
    }
    for place in &mentions.places {
        begin(&place.words, Found::Country);
        if place.kind == NameKind::Demonym {
            begin(&place.words, Found::Person);
        }
    }
    for quantity in &mentions.quantities {
        let at = quantity.words.start;
        begin(&(at..at + 1), Found::Number);
    }
    // Backwards, for of two dates the first counts.
    for date in mentions.dates.iter().rev() {
        let at = date.words.start;
        let before = at.checked_sub(1);
        let preposition =
            before.filter(|&before| is(Grammar::Preposition, &words[before]));
        for at in preposition.into_iter().chain(date.words.clone()) {
            let seen = &mut all[at];
            if seen.slight != at + 1 {
                seen.slight = date.words.end;
            }
        }
    }
    all
}
