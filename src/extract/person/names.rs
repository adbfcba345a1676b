//! Which single words may be part of a name, by their case, what the codebook
//! knows of them, and their neighbours.

use super::tables::{Part, PersonTables};
use crate::codebook::lexicon::{Case, Word};
use crate::codebook::token::TokenKind;
use std::ops::Range;

/// A sentence with what names may stand in it.
pub(super) struct Names<'a> {
    pub text: &'a str,
    pub words: &'a [Word],
    pub tables: &'a PersonTables,
    pub blocked: &'a [Range<usize>],
    /// A heading in capitals, where case tells nothing.
    pub shouted: bool,
}

impl<'a> Names<'a> {
    pub(super) fn surface(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |w| w.token.of(self.text))
    }

    pub(super) fn is(&self, at: usize, part: Part) -> bool {
        self.words.get(at).is_some_and(|w| self.tables.is(w, part))
    }

    pub(super) fn lower_is(&self, at: usize, words: &[&str]) -> bool {
        let surface = self.surface(at);
        words.iter().any(|w| surface.eq_ignore_ascii_case(w))
    }

    pub(super) fn block(&self, at: usize) -> Option<&Range<usize>> {
        self.blocked.iter().find(|range| range.contains(&at))
    }

    /// Whether a word begins what the author capitalises anyway.
    pub(super) fn opens_sentence(&self, at: usize) -> bool {
        at.checked_sub(1).is_none_or(|i| {
            matches!(
                self.surface(i),
                ":" | "."
                    | "!"
                    | "?"
                    | "“"
                    | "\""
                    | "‘"
                    | "–"
                    | "—"
                    | "•"
                    | "("
                    | "["
                    | "…"
                    | "*"
                    | "|"
            )
        })
    }

    pub(super) fn capital(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| {
            w.token.kind == TokenKind::Word && w.case != Case::Lower
        })
    }

    /// Whether a word may be part of a name by itself.
    pub(super) fn name_word(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return false };
        if !self.capital(at) {
            return false;
        }
        let given = self.tables.is(word, Part::GIVEN);
        if self.block(at).is_some() && !self.unblocked(at, given) {
            return false;
        }
        let thing = self.tables.is(word, Part::THING)
            || self.tables.is(word, Part::ORDINARY);
        let surface = self.surface(at);
        let pronoun = surface == "I" && self.surface(at + 1) != ".";
        // "ex-President" begins in lower case, as "al-Nimr" does.
        let prefixed = surface.starts_with(char::is_lowercase)
            && !self.tables.particle_prefix(surface);
        if thing || pronoun || prefixed || self.tables.based(surface) {
            return false;
        }
        if self.shouted {
            return given || !self.tables.common(word);
        }
        if self.tables.is(word, Part::MONTH) {
            return self.unknown(at + 1)
                && !at.checked_sub(1).is_some_and(|i| {
                    self.lower_is(i, &["in", "on", "of", "since", "by"])
                        || self.words[i].token.kind == TokenKind::Number
                });
        }
        if word.case == Case::Upper {
            return self.upper_name(at, given);
        }
        // "Freed after two years": a capital at the start tells nothing.
        if self.opens_sentence(at) && self.tables.common(word) {
            return self.unknown(at + 1)
                && self.block(at).is_none()
                && !self.is_noun_or_verb(at);
        }
        true
    }

    /// Words known from phrases are common at the start of a sentence; some
    /// surnames are among them, but no inflected word is a name.
    fn is_noun_or_verb(&self, at: usize) -> bool {
        let surface = self.surface(at);
        ["ing", "ed", "es", "ly", "ion", "ous", "ers", "ity", "ment"]
            .iter()
            .any(|s| surface.len() > s.len() + 2 && surface.ends_with(s))
            || self.words.get(at).is_some_and(|w| {
                self.tables.role_ending(self.words, at + 1).is_some()
                    || self.tables.is(w, Part::DONE_TO)
            })
    }

    /// Whether a capitalised word is neither ordinary nor blocked.
    pub(super) fn unknown(&self, at: usize) -> bool {
        self.capital(at)
            && self.strange(at)
            && self.words[at].case == Case::Title
            && self.block(at).is_none()
    }

    /// Whether a word is no ordinary one.
    pub(super) fn strange(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|w| {
            w.token.kind == TokenKind::Word
                && !self.tables.common(w)
                && !self.tables.is(w, Part::THING)
                && !self.tables.is(w, Part::ORDINARY)
        })
    }

    /// "Wang QUANZHANG", "G.N.", "III": capitals that are no acronym.
    fn upper_name(&self, at: usize, given: bool) -> bool {
        let surface = self.surface(at);
        let initials = surface.contains('.')
            && surface.split('.').all(|p| p.chars().count() <= 1);
        let numeral = surface.chars().all(|c| "IVX".contains(c));
        let after_name = at
            .checked_sub(1)
            .is_some_and(|i| self.is(i, Part::GIVEN) || self.strange(i))
            && self.capital(at.saturating_sub(1));
        let next = self.capital(at + 1);
        let long = surface.chars().count() >= 3;
        let unknown = self.strange(at);
        initials && (next || after_name)
            || numeral && after_name
            || long && given && (next || after_name)
            || long && unknown && after_name
    }

    /// Some first names and surnames are places: "Santiago Maldonado",
    /// "Michael Jordan".
    fn unblocked(&self, at: usize, given: bool) -> bool {
        let Some(range) = self.block(at) else { return true };
        if range.len() > 1 {
            // The gazetteer knows persons as well: "Chelsea Manning".
            return self.is(range.start, Part::GIVEN)
                && range.clone().all(|i| {
                    self.is(i, Part::GIVEN)
                        || self.is(i, Part::PARTICLE)
                        || self.strange(i) && self.capital(i)
                });
        }
        let opens =
            self.unknown(at + 1) && (given || self.asserted_of(at + 1));
        let closes = at.checked_sub(1).is_some_and(|i| {
            let called = self.strange(i)
                && (self.tables.role_ending(self.words, i).is_some()
                    || i > 0
                        && self.tables.title(self.words, i - 1) == Some(1));
            // "Robert Claibourn Hamilton": a first name leads.
            let led = i > 0
                && self.strange(i)
                && self.is(i - 1, Part::GIVEN)
                && self.capital(i - 1);
            (self.is(i, Part::GIVEN) || called || led)
                && self.capital(i)
                && self.block(i).is_none()
                && !self.opens_sentence(at)
        });
        opens || closes
    }

    /// Whether a surname that ends a name has something done to it: "Asia
    /// Bibi was acquitted".
    fn asserted_of(&self, at: usize) -> bool {
        let auxiliary = self.lower_is(at + 1, &["was", "is", "has"]);
        let verb = at + 1 + usize::from(auxiliary);
        !self.is(at, Part::GIVEN) && auxiliary && self.is(verb, Part::DONE_TO)
    }
}
