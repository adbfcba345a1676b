//! What a sentence names: places, persons, dates, quantities.
//!
//! Each finder is a plain function of words; none knows what an event is.

mod compiled;
pub mod date;
pub mod person;
pub mod place;
pub mod quantity;

pub use compiled::Compiled;

use std::ops::Range;

/// Everything found in one sentence, each in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Places and what else stands for a country.
    pub places: Vec<place::Place>,
    /// Persons by name.
    pub people: Vec<person::Person>,
    /// Dates.
    pub dates: Vec<date::DateMention>,
    /// Numbers of something.
    pub quantities: Vec<quantity::Quantity>,
}

/// Whether two ranges share a word.
#[must_use]
pub fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}
