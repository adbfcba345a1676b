//! Sentences with slots: the little language of
//! `assets/corpus/sentences.csv`, where `{noun}` is a word of that class,
//! `{subject}` one of the templates of that kind, which must stand above, and
//! some names are told by the scene of a document. Fills none of them.

use super::vocabulary::{Vocabulary, rows};
use anyhow::{Result, bail};

/// Sentences of the generator's own, and parts of them.
const SENTENCES: &str =
    include_str!("../../../../assets/corpus/sentences.csv");

/// What a slot is filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slot {
    /// Any country, and its adjective.
    Country,
    Adjective,
    /// One of the countries of this sentence: the same wherever it is asked
    /// for.
    NationName(usize),
    NationAdjective(usize),
    /// A city of one of them.
    NationCity(usize),
    /// A town or city of the scene, or an invented one.
    Place,
    Town,
    Person,
    Surname,
    Year,
    Month,
    Day,
    /// A number of any size.
    Number,
    /// Two or three figures.
    Count,
    Word(usize),
    Kind(usize),
}

#[derive(Debug)]
pub(super) enum Piece {
    Text(String),
    Slot(Slot),
}

/// A sentence, or a part of one.
#[derive(Debug)]
pub(super) struct Template(pub(super) Vec<Piece>);

/// Templates by kind.
#[derive(Debug)]
pub(super) struct Templates {
    kinds: Vec<(String, Vec<Template>)>,
}

impl Templates {
    /// Reads those that are built in.
    pub(super) fn new(vocabulary: &Vocabulary) -> Result<Self> {
        let mut templates = Self { kinds: Vec::new() };
        for [kind, text] in rows(SENTENCES, ["kind", "template"])? {
            let template = templates.parse(&text, &kind, vocabulary)?;
            match templates.kinds.last_mut() {
                Some((last, of)) if *last == kind => of.push(template),
                _ => templates.kinds.push((kind, vec![template])),
            }
        }
        Ok(templates)
    }

    /// The templates of a kind.
    pub(super) fn kind(&self, kind: usize) -> &[Template] {
        self.kinds.get(kind).map_or(&[], |(_, of)| of)
    }

    /// The templates of a kind that the program itself asks for.
    pub(super) fn named(&self, name: &str) -> &[Template] {
        self.find(name).map_or(&[], |kind| self.kind(kind))
    }

    fn find(&self, name: &str) -> Option<usize> {
        self.kinds.iter().position(|(known, _)| known == name)
    }

    fn parse(
        &self,
        text: &str,
        within: &str,
        vocabulary: &Vocabulary,
    ) -> Result<Template> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else {
                bail!("a slot without an end: {text}");
            };
            pieces.push(Piece::Text(before.to_owned()));
            pieces.push(Piece::Slot(self.slot(name, within, vocabulary)?));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        pieces.retain(
            |piece| !matches!(piece, Piece::Text(text) if text.is_empty()),
        );
        Ok(Template(pieces))
    }

    fn slot(
        &self,
        name: &str,
        within: &str,
        vocabulary: &Vocabulary,
    ) -> Result<Slot> {
        let known = match name {
            "country" => Some(Slot::Country),
            "adjective" => Some(Slot::Adjective),
            "place" => Some(Slot::Place),
            "town" => Some(Slot::Town),
            "person" => Some(Slot::Person),
            "surname" => Some(Slot::Surname),
            "year" => Some(Slot::Year),
            "month" => Some(Slot::Month),
            "day" => Some(Slot::Day),
            "number" => Some(Slot::Number),
            _ => None,
        };
        // Only a kind that stands above, so that none ever holds itself.
        let kind = self.find(name).filter(|_| name != within);
        let slot = known
            .or_else(|| kind.map(Slot::Kind))
            .or_else(|| vocabulary.class(name).map(Slot::Word));
        match slot {
            Some(slot) => Ok(slot),
            None => bail!("no words for a slot: {name}"),
        }
    }
}
