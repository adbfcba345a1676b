//! Names of persons: runs of capitalised words with evidence that they name
//! somebody. Does not decide whom an event concerns.

use crate::codebook::lexicon::{Lexicon, Word};
use std::collections::BTreeMap;
use std::ops::Range;

/// What a person is called in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RoleKind {
    /// Who stands up for rights, or is held for it.
    Defender,
    /// Who acts for a state or institution.
    Official,
    /// Who is accused.
    Suspect,
    /// A member of a group.
    Group,
    /// A relative.
    Kin,
}

/// A person by name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The words of the name.
    pub words: Range<usize>,
    /// The name, without titles.
    pub name: String,
    /// What the text calls the person.
    pub role: Option<RoleKind>,
    /// The words that say so.
    pub role_words: Option<Range<usize>>,
    /// How much speaks for its being a person.
    pub score: u8,
}

/// Roles, parts of names, and words that no name holds.
#[derive(Debug, Clone, Default)]
pub struct PersonTables {}

impl PersonTables {
    /// Reads `roles.csv`, `people_names.csv` and `name_blockers.csv`.
    #[must_use]
    pub fn parse(
        _files: &BTreeMap<String, String>,
        _lexicon: &mut Lexicon,
    ) -> Self {
        Self {}
    }
}

/// The persons that a sentence, heading or lead names. `blocked` are words
/// that name places and bodies.
#[must_use]
pub fn people(
    _text: &str,
    _words: &[Word],
    _tables: &PersonTables,
    _blocked: &[Range<usize>],
) -> Vec<Person> {
    Vec::new()
}

/// For each person of each sentence of an item, the fullest name that the
/// item gives.
#[must_use]
pub fn resolve_within_item(all: &[Vec<Person>]) -> Vec<Vec<String>> {
    all.iter()
        .map(|people| people.iter().map(|p| p.name.clone()).collect())
        .collect()
}
