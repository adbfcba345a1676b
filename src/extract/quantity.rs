//! Numbers of something: what is counted, how many, and whether they are
//! persons. Ordinals and dates are no quantities.

use crate::codebook::lexicon::{Lexicon, Word};
use std::collections::BTreeMap;
use std::ops::Range;

/// How exact a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// Its words, from the bound to the number's last word.
    pub words: Range<usize>,
    /// The number.
    pub value: f64,
    /// How exact it is.
    pub bound: Bound,
    /// The noun that is counted, "%", or the code of a currency; may be
    /// empty.
    pub unit: String,
    /// Whether persons are counted.
    pub counts_people: bool,
}

/// Number words, and words for persons.
#[derive(Debug, Clone, Default)]
pub struct QuantityTables {}

impl QuantityTables {
    /// Reads `numbers.csv` and `roles.csv`.
    #[must_use]
    pub fn parse(
        _files: &BTreeMap<String, String>,
        _lexicon: &mut Lexicon,
    ) -> Self {
        Self {}
    }
}

/// The quantities of a sentence, in the order of the text.
#[must_use]
pub fn quantities(
    _text: &str,
    _words: &[Word],
    _tables: &QuantityTables,
) -> Vec<Quantity> {
    Vec::new()
}
