//! Numbers of something: what is counted, how many, and whether they are
//! persons. Ordinals and dates are no quantities.

mod count;
mod find;
mod tables;
#[cfg(test)]
mod tests;

pub use find::quantities;
pub use tables::QuantityTables;

use std::ops::Range;

/// How exact a number is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize,
)]
pub enum Bound {
    /// As it stands.
    Exact,
    /// "at least", "more than".
    AtLeast,
    /// "about", "nearly", "up to".
    About,
}

/// A number of something.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// The words of the number alone: neither what bounds it nor what is
    /// counted.
    pub words: Range<usize>,
    /// The number.
    pub value: f64,
    /// How exact it is.
    pub bound: Bound,
    /// The noun that is counted, "%", or the code of a currency; may be
    /// empty.
    pub unit: String,
    /// The words of that noun, if the text has one.
    pub head: Option<Range<usize>>,
    /// Whether persons are counted.
    pub counts_people: bool,
}
