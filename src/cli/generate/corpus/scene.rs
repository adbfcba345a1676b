//! What one document is about, and the filling of slots: its country, towns,
//! persons and day come back in it, and now and then others appear. Names of
//! towns and surnames are made of syllables.

use super::Grammar;
use super::outcome::NATIONS;
use super::prng::Prng;
use super::template::{Piece, Slot, Template};
use std::fmt::Write;

/// One document while it is written.
#[derive(Debug)]
pub(super) struct Scene<'g> {
    grammar: &'g Grammar,
    pub(super) prng: Prng,
    /// Its country, and those of the sentence at hand.
    country: usize,
    nations: [usize; NATIONS],
    persons: [String; 4],
    towns: [String; 3],
    pub(super) year: usize,
    pub(super) month: usize,
    pub(super) day: usize,
    pub(super) text: String,
}

impl<'g> Scene<'g> {
    pub(super) fn new(grammar: &'g Grammar, prng: Prng) -> Self {
        let mut scene = Self {
            grammar,
            prng,
            country: 0,
            nations: [0; NATIONS],
            persons: Default::default(),
            towns: Default::default(),
            year: 0,
            month: 0,
            day: 0,
            text: String::with_capacity(8192),
        };
        scene.country = scene.prng.below(grammar.vocabulary.nations.len());
        scene.year = scene.prng.within(1998, 2025);
        scene.month = scene.prng.within(1, 12);
        scene.day = scene.prng.within(1, 28);
        for at in 0..scene.persons.len() {
            scene.invent_person();
            scene.persons[at] = std::mem::take(&mut scene.text);
        }
        for at in 0..scene.towns.len() {
            scene.invent("town_end");
            scene.towns[at] = std::mem::take(&mut scene.text);
        }
        scene
    }

    /// Fills a template in behind the text.
    pub(super) fn fill(&mut self, template: &Template) {
        for piece in &template.0 {
            match piece {
                Piece::Text(text) => self.text.push_str(text),
                Piece::Slot(slot) => {
                    let from = self.text.len();
                    self.put(*slot);
                    self.agree(from);
                }
            }
        }
    }

    /// Fills in one of the templates of a kind.
    pub(super) fn fill_kind(&mut self, kind: &str) {
        let of = self.grammar.templates.named(kind);
        if let Some(template) = self.prng.lean(of) {
            self.fill(template);
        }
    }

    /// Chooses the countries of a new sentence.
    pub(super) fn turn(&mut self) {
        for at in 0..NATIONS {
            let other = self.prng.below(self.grammar.vocabulary.nations.len());
            let own = at == 0 && !self.prng.one_in(3);
            self.nations[at] = if own { self.country } else { other };
        }
    }

    /// Makes the letter at a place of the text a capital.
    pub(super) fn capital(&mut self, at: usize) {
        let first = self.text.get(at..).and_then(|rest| rest.chars().next());
        if let Some(c) = first.filter(char::is_ascii_lowercase) {
            let upper = c.to_ascii_uppercase().to_string();
            self.text.replace_range(at..=at, &upper);
        }
    }

    fn put(&mut self, slot: Slot) {
        let grammar = self.grammar;
        match slot {
            Slot::Country => {
                let at = self.nation();
                self.text.push_str(&grammar.nation(at).name);
            }
            Slot::Adjective => {
                let at = self.nation();
                self.text.push_str(&grammar.nation(at).adjective);
            }
            Slot::NationName(at) => {
                let nation = grammar.nation(self.nations[at]);
                self.text.push_str(&nation.name);
            }
            Slot::NationAdjective(at) => {
                let nation = grammar.nation(self.nations[at]);
                self.text.push_str(&nation.adjective);
            }
            Slot::NationCity(at) => self.city(self.nations[at]),
            Slot::Place => {
                if self.prng.one_in(2) {
                    let nation = self.nation();
                    self.city(nation);
                } else {
                    self.put(Slot::Town);
                }
            }
            Slot::Town => {
                if self.prng.one_in(3) {
                    self.invent("town_end");
                } else if let Some(town) = self.prng.pick(&self.towns) {
                    self.text.push_str(town);
                }
            }
            Slot::Person => {
                if self.prng.one_in(3) {
                    self.invent_person();
                } else if let Some(person) = self.prng.pick(&self.persons) {
                    self.text.push_str(person);
                }
            }
            Slot::Surname => {
                if self.prng.one_in(3) {
                    self.invent("surname_end");
                } else if let Some(person) = self.prng.pick(&self.persons) {
                    let last = person.rsplit(' ').next().unwrap_or(person);
                    self.text.push_str(last);
                }
            }
            Slot::Word(class) => {
                let words = grammar.vocabulary.words(class);
                if let Some(word) = self.prng.lean(words) {
                    self.text.push_str(word);
                }
            }
            Slot::Kind(kind) => {
                let of = grammar.templates.kind(kind);
                if let Some(template) = self.prng.pick(of) {
                    self.fill(template);
                }
            }
            Slot::Year
            | Slot::Month
            | Slot::Day
            | Slot::Number
            | Slot::Count => self.figure(slot),
        }
    }

    fn figure(&mut self, slot: Slot) {
        let number = match slot {
            Slot::Month => {
                let months = self.grammar.vocabulary.named("month");
                if let Some(month) = self.prng.pick(months) {
                    self.text.push_str(month);
                }
                return;
            }
            Slot::Year if self.prng.one_in(2) => self.prng.within(1950, 2024),
            Slot::Year => self.year,
            Slot::Day => self.prng.within(1, 28),
            Slot::Number if self.prng.one_in(3) => {
                let (thousands, rest) =
                    (self.prng.within(1, 940), self.prng.below(1000));
                // A string takes whatever is written to it.
                let _ = write!(self.text, "{thousands},{rest:03}");
                return;
            }
            _ => self.prng.within(13, 980),
        };
        let _ = write!(self.text, "{number}");
    }

    /// The document's country, or any other.
    fn nation(&mut self) -> usize {
        if self.prng.one_in(2) {
            return self.country;
        }
        self.prng.below(self.grammar.vocabulary.nations.len())
    }

    fn city(&mut self, nation: usize) {
        let nation = self.grammar.nation(nation);
        let city = self.prng.lean(&nation.cities).unwrap_or(&nation.name);
        self.text.push_str(city);
    }

    fn invent_person(&mut self) {
        let given = self.grammar.vocabulary.named("given");
        if let Some(name) = self.prng.pick(given) {
            self.text.push_str(name);
            self.text.push(' ');
        }
        self.invent("surname_end");
    }

    /// A name of one or two syllables and an ending.
    fn invent(&mut self, endings: &str) {
        let from = self.text.len();
        let vocabulary = &self.grammar.vocabulary;
        let syllables = vocabulary.named("syllable");
        for _ in 0..self.prng.within(1, 2) {
            if let Some(syllable) = self.prng.pick(syllables) {
                self.text.push_str(syllable);
            }
        }
        if let Some(end) = self.prng.pick(vocabulary.named(endings)) {
            self.text.push_str(end);
        }
        self.capital(from);
    }

    /// Makes an article before a place of the text agree with what stands
    /// there.
    fn agree(&mut self, from: usize) {
        let (before, value) = self.text.split_at(from);
        let vowel = value.starts_with(|c| "aeiouAEIO".contains(c));
        let bare = before.strip_suffix(' ').unwrap_or("");
        let word = bare.rsplit([' ', '"']).next().unwrap_or("");
        match word {
            "a" | "A" if vowel => self.text.insert(bare.len(), 'n'),
            "an" | "An" if !vowel => {
                self.text.remove(bare.len() - 1);
            }
            _ => {}
        }
    }
}
