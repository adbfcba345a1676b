//! Sentences that tell an outcome, from the examples of the codebook's cues:
//! countries, cities, persons, dates and numbers that stand in them become
//! slots. What is not surely one of these stays as it is written.

use super::template::{Piece, Slot, Template};
use super::vocabulary::{Vocabulary, of};
use crate::codebook::embedded;
use anyhow::Result;

/// Countries of one sentence that are exchanged.
pub(super) const NATIONS: usize = 3;

/// Sentences by what they are for.
#[derive(Debug)]
pub(super) struct Outcomes {
    /// Those that tell one.
    pub(super) told: Vec<Template>,
    /// Those that only look like one of their row.
    pub(super) alike: Vec<Template>,
}

impl Outcomes {
    /// Reads the examples of every cue.
    pub(super) fn new(vocabulary: &Vocabulary) -> Result<Self> {
        let files = embedded::files();
        let mut outcomes = Self { told: Vec::new(), alike: Vec::new() };
        let cues = files.keys().filter(|file| file.starts_with("cues/"));
        for file in cues {
            let columns = ["example", "counterexample"];
            for [told, alike] in of(&files, file, columns)? {
                for (text, to) in
                    [(told, &mut outcomes.told), (alike, &mut outcomes.alike)]
                {
                    if !text.is_empty() {
                        to.push(Reader::new(&text, vocabulary).read());
                    }
                }
            }
        }
        Ok(outcomes)
    }
}

/// A nation where a text names it.
#[derive(Debug, Clone, Copy)]
struct Named {
    /// Its number in the vocabulary.
    nation: usize,
    /// Its name, not its adjective.
    is_name: bool,
    /// Bytes of the words.
    length: usize,
}

/// Goes through one example.
struct Reader<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    /// The nations that it names, in their order.
    nations: Vec<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, vocabulary: &'a Vocabulary) -> Self {
        let mut reader = Self { text, vocabulary, nations: Vec::new() };
        for at in reader.starts() {
            if let Some(Named { nation, .. }) = reader.nation(at)
                && !reader.nations.contains(&nation)
                && reader.nations.len() < NATIONS
            {
                reader.nations.push(nation);
            }
        }
        reader
    }

    /// Where words and numbers begin.
    fn starts(&self) -> Vec<usize> {
        let mut before = ' ';
        let mut found = Vec::new();
        for (at, c) in self.text.char_indices() {
            if c.is_alphanumeric()
                && !before.is_alphanumeric()
                && !"'’-,.".contains(before)
            {
                found.push(at);
            }
            before = c;
        }
        found
    }

    fn read(&self) -> Template {
        let mut pieces = Vec::new();
        let mut from = 0;
        for at in self.starts() {
            if at < from {
                continue;
            }
            let Some((slot, length)) = self.slot(at) else { continue };
            if let Some(text) = self.text.get(from..at)
                && !text.is_empty()
            {
                pieces.push(Piece::Text(text.to_owned()));
            }
            pieces.push(Piece::Slot(slot));
            from = at + length;
        }
        let rest = self.text.get(from..).unwrap_or("");
        pieces.push(Piece::Text(rest.to_owned()));
        Template(pieces)
    }

    /// What may stand in for the words at a place, and their bytes.
    fn slot(&self, at: usize) -> Option<(Slot, usize)> {
        let word = self.word(at);
        let first = word.chars().next()?;
        if first.is_ascii_digit() {
            return self.figures(at, word).map(|slot| (slot, word.len()));
        }
        if first.is_lowercase() {
            let few = self.vocabulary.class("few")?;
            let is_few = self.vocabulary.words(few).iter().any(|w| w == word);
            let is_few = is_few && self.after(at, word).starts_with(' ');
            return is_few.then_some((Slot::Word(few), word.len()));
        }
        self.name(at, word)
    }

    fn name(&self, at: usize, word: &str) -> Option<(Slot, usize)> {
        if let Some(named) = self.nation(at) {
            let number = self.number(named.nation)?;
            let slot = if named.is_name {
                Slot::NationName(number)
            } else {
                Slot::NationAdjective(number)
            };
            return Some((slot, named.length));
        }
        let after = self.after(at, word);
        if self.is("month", word) && self.dates(at, after) {
            return Some((Slot::Month, word.len()));
        }
        if self.is("given", word) && after.starts_with(' ') {
            let next = at + word.len() + 1;
            let surname = self.word(next);
            let capital = surname.starts_with(char::is_uppercase);
            let whole = surname.len() > 2 && self.nation(next).is_none();
            if capital && whole {
                return Some((Slot::Person, word.len() + 1 + surname.len()));
            }
        }
        // A city only where its country is exchanged with it.
        let country = self.vocabulary.cities.get(word)?;
        let alone = !after.trim_start().starts_with(char::is_uppercase);
        let number = self.number(*country)?;
        alone.then_some((Slot::NationCity(number), word.len()))
    }

    /// Whether a month's name stands in a date: some are words, too.
    fn dates(&self, at: usize, after: &str) -> bool {
        let before = self.text.get(..at).unwrap_or("").trim_end();
        let after = after.trim_start();
        after.starts_with(|c: char| c.is_ascii_digit())
            || before.ends_with(|c: char| c.is_ascii_digit())
            || before.to_ascii_lowercase().ends_with(" in")
            || before == "In"
    }

    fn figures(&self, at: usize, word: &str) -> Option<Slot> {
        let after = self.after(at, word);
        let number: usize = word.parse().ok()?;
        if (1900..2100).contains(&number) && word.len() == 4 {
            return Some(Slot::Year);
        }
        let next = after.strip_prefix(' ')?;
        let month = next.split(|c: char| !c.is_alphabetic()).next()?;
        if self.is("month", month) {
            return Some(Slot::Day);
        }
        (10..1000).contains(&number).then_some(Slot::Count)
    }

    /// The nation named at a place.
    fn nation(&self, at: usize) -> Option<Named> {
        let rest = self.text.get(at..)?;
        let before = self.text.get(..at)?;
        let stands = |form: &str| {
            let after = rest.strip_prefix(form);
            let goes_on = |c: char| c.is_alphanumeric() || c == '-';
            !form.is_empty()
                && after.is_some_and(|after| !after.starts_with(goes_on))
        };
        // A name with an article is left alone: few others take one.
        let bare = !before.ends_with("the ");
        let mut found: Option<Named> = None;
        for (nation, of) in self.vocabulary.nations.iter().enumerate() {
            for (form, is_name) in [(&of.name, true), (&of.adjective, false)] {
                let length = form.len();
                let longer = found.is_none_or(|other| length > other.length);
                if longer && (bare || !is_name) && stands(form) {
                    found = Some(Named { nation, is_name, length });
                }
            }
        }
        found
    }

    /// The place of a nation among those of this sentence.
    fn number(&self, nation: usize) -> Option<usize> {
        self.nations.iter().position(|known| *known == nation)
    }

    fn is(&self, class: &str, word: &str) -> bool {
        self.vocabulary.named(class).iter().any(|known| known == word)
    }

    fn word(&self, at: usize) -> &'a str {
        let rest = self.text.get(at..).unwrap_or("");
        let end = rest.find(|c: char| !c.is_alphanumeric());
        rest.get(..end.unwrap_or(rest.len())).unwrap_or("")
    }

    fn after(&self, at: usize, word: &str) -> &'a str {
        self.text.get(at + word.len()..).unwrap_or("")
    }
}
