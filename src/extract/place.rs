//! Names that stand for a country, found by longest match in the gazetteer.

use crate::codebook::gazetteer::{Gazetteer, NameKind};
use crate::codebook::lexicon::Word;
use std::ops::Range;

/// A name that stands for a country, or a mask that stands for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Its words.
    pub words: Range<usize>,
    /// How it stands for its country.
    pub kind: NameKind,
    /// Index of the country.
    pub country: usize,
}

/// Finds names from left to right, the longest at each place. Masks hide what
/// stands inside them and are returned apart.
#[must_use]
pub fn places(
    words: &[Word],
    gazetteer: &Gazetteer,
) -> (Vec<Place>, Vec<Range<usize>>) {
    let (mut places, mut masks) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < words.len() {
        let Some(hit) = gazetteer.match_at(words, at, None) else {
            at += 1;
            continue;
        };
        if hit.kind == NameKind::Mask {
            masks.push(at..hit.end);
        } else {
            places.push(Place {
                words: at..hit.end,
                kind: hit.kind,
                country: hit.country,
            });
        }
        at = hit.end;
    }
    (places, masks)
}
