//! Names of persons: runs of capitalised words with evidence that they name
//! somebody. Does not decide whom an event concerns.

mod evidence;
mod find;
mod names;
mod run;
mod same;
mod tables;
#[cfg(test)]
mod tests;

pub use find::people;
pub use same::resolve_within_item;
pub use tables::PersonTables;

use std::ops::Range;

/// What a person is called in the text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
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
    /// The name, without titles and quoted nicknames.
    pub name: String,
    /// What the text calls the person.
    pub role: Option<RoleKind>,
    /// The words that say so.
    pub role_words: Option<Range<usize>>,
    /// How much speaks for its being a person.
    pub score: u8,
}
