//! A sentence as the coder sees it: words, what was found in them, and the
//! small questions that every pass asks.

use super::features::{stems, written};
use crate::codebook::Codebook;
use crate::codebook::gazetteer::NameKind;
use crate::codebook::lexicon::{Case, Word, WordId};
use crate::codebook::scope::Scope;
use crate::codebook::term::{Found, Sight, Term};
use crate::codebook::token::TokenKind;
use crate::extract::Mentions;
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
    pub(super) written: Vec<String>,
    /// For each word, the stem of that.
    pub(super) stems: Vec<String>,
    /// For each word, the end of a person (name, role) that begins there.
    persons: Vec<usize>,
    /// For each word, the end of a place that begins there.
    places: Vec<usize>,
}

impl<'a> Sentence<'a> {
    /// Looks up the words and finds the mentions.
    #[must_use]
    pub fn new(
        codebook: &'a Codebook,
        text: &'a str,
        offset: usize,
        words: Vec<Word>,
        mentions: Mentions,
    ) -> Self {
        let mut sentence = Self {
            codebook,
            text,
            offset,
            persons: vec![0; words.len()],
            places: vec![0; words.len()],
            written: Vec::new(),
            stems: Vec::new(),
            words,
            mentions,
        };
        // "March" and "May" in a date are no verbs.
        for date in &sentence.mentions.dates {
            for word in &mut sentence.words[date.words.clone()] {
                word.id = WordId::UNKNOWN;
            }
        }
        for place in &sentence.mentions.places {
            if let Some(end) = sentence.places.get_mut(place.words.start) {
                *end = place.words.end;
            }
        }
        let mut persons = vec![0; sentence.words.len()];
        for person in &sentence.mentions.people {
            if let Some(end) = persons.get_mut(person.words.start) {
                *end = person.words.end;
            }
        }
        for place in &sentence.mentions.places {
            let end = persons.get_mut(place.words.start);
            if let (NameKind::Demonym, Some(end)) = (place.kind, end) {
                *end = (*end).max(place.words.end);
            }
        }
        for (at, end) in persons.iter_mut().enumerate() {
            for (kind, term) in &codebook.roles {
                if kind != "title" {
                    *end = (*end).max(sentence.end_of(term, at).unwrap_or(0));
                }
            }
            if sentence.is("person_pronoun", at) {
                *end = (*end).max(at + 1);
            }
        }
        sentence.persons = persons;
        sentence.written = (0..sentence.words.len())
            .map(|at| written(&sentence, at))
            .collect();
        sentence.stems = stems(&sentence.written);
        sentence
    }

    /// Whether a word is of a grammar class.
    #[must_use]
    pub fn is(&self, class: &str, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| self.codebook.is(class, word.id))
    }

    /// Where a match of a term that begins at a word ends.
    #[must_use]
    pub fn end_of(&self, term: &Term, at: usize) -> Option<usize> {
        term.match_at(at, self, &self.codebook.lexicon, &self.codebook.classes)
    }

    /// Where a match of a term that ends before a word begins.
    #[must_use]
    pub fn start_of(&self, term: &Term, end: usize) -> Option<usize> {
        (end.saturating_sub(5)..end)
            .find(|&start| self.end_of(term, start) == Some(end))
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
        let limit = range.end;
        range.into_iter().find_map(|at| {
            let end = self.end_of(term, at)?;
            (end <= limit).then_some(at..end)
        })
    }

    /// The last match of a term within a range: its words.
    #[must_use]
    pub fn last_in(
        &self,
        term: &Term,
        range: Range<usize>,
    ) -> Option<Range<usize>> {
        let limit = range.end;
        range.rev().find_map(|at| {
            let end = self.end_of(term, at)?;
            (end <= limit).then_some(at..end)
        })
    }

    /// The word as it stands in the text.
    #[must_use]
    pub fn surface(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| word.token.of(self.text))
    }

    /// The stem of a word; `$` behind the last.
    #[must_use]
    pub(super) fn stem(&self, at: usize) -> &str {
        self.stems.get(at).map_or("$", String::as_str)
    }

    /// How features write the word some words before another; `^` before the
    /// first.
    #[must_use]
    pub(super) fn written_before(&self, at: usize, words: usize) -> &str {
        at.checked_sub(words).map_or("^", |at| &self.written[at])
    }

    /// Some words as they stand in the text.
    #[must_use]
    pub fn said(&self, words: &Range<usize>) -> &'a str {
        let bytes = self.bytes(words);
        self.text
            .get(bytes.start - self.offset..bytes.end - self.offset)
            .unwrap_or("")
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
        let surface = self.surface(at);
        self.opens(Scope::Adverb, at)
            || (surface.len() > 4
                && surface.ends_with("ly")
                && !self.is("no_adverb", at)
                // "the National Assembly passed": a name.
                && (at == 0 || self.words[at].case == Case::Lower))
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
                !self.is("preposition", at)
                    && !self.is("conjunction", at)
                    && !self.is("to", at)
                    && !self.is("relative", at)
                    && !self.is("be", at)
                    && !self.is("have", at)
                    && !self.adverb(at)
            }
        }
    }
}

impl Sight for Sentence<'_> {
    fn word(&self, at: usize) -> Option<WordId> {
        self.words.get(at).map(|word| word.id)
    }

    fn found(&self, what: Found, at: usize) -> Option<usize> {
        let end = match what {
            Found::Person => *self.persons.get(at)?,
            Found::Country => *self.places.get(at)?,
            Found::Number => {
                let number = self.words.get(at)?.token.kind
                    == TokenKind::Number
                    || self
                        .mentions
                        .quantities
                        .iter()
                        .any(|q| q.words.start == at);
                if number { at + 1 } else { 0 }
            }
            Found::Name => {
                let word = self.words.get(at)?;
                let name = word.token.kind == TokenKind::Word
                    && word.case != Case::Lower
                    && at > 0;
                if name { at + 1 } else { 0 }
            }
        };
        (end > at).then_some(end)
    }

    fn slight(&self, at: usize) -> Option<usize> {
        let small = self.is("article", at)
            || self.is("possessive", at)
            || self.surface(at).ends_with("ly") && self.adverb(at);
        if small {
            return Some(at + 1);
        }
        let start = if self.is("preposition", at) { at + 1 } else { at };
        self.mentions
            .dates
            .iter()
            .find(|date| date.words.contains(&at) || date.words.start == start)
            .map(|date| date.words.end)
    }

    fn bridges(&self, at: usize) -> bool {
        self.words.get(at).is_some() && !self.sign(at, &[';', ':', '.'])
    }
}
