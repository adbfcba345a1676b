//! Which predicted event is which gold event of a document.
//!
//! Two can be one only where their words overlap. Of those, the pairs that
//! agree most are taken first, each event once: greedy, so that the result
//! can be followed by hand.

use super::unit::{Field, Unit};
use std::cmp::Reverse;

/// Who belongs to whom, by index.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pairing {
    /// Predicted and gold event of each pair.
    pub pairs: Vec<(usize, usize)>,
    /// Gold events without a partner.
    pub missed: Vec<usize>,
    /// Predicted events without a partner.
    pub extra: Vec<usize>,
}

/// Pairs the events of a document.
#[must_use]
pub fn pair(predicted: &[Unit], gold: &[Unit]) -> Pairing {
    let mut candidates = Vec::new();
    for (i, p) in predicted.iter().enumerate() {
        for (j, g) in gold.iter().enumerate() {
            if p.overlaps(g) {
                candidates.push((Reverse(likeness(p, g)), i, j));
            }
        }
    }
    candidates.sort_unstable();
    let mut taken = (vec![false; predicted.len()], vec![false; gold.len()]);
    let mut pairs = Vec::new();
    for (_, i, j) in candidates {
        if !taken.0[i] && !taken.1[j] {
            taken.0[i] = true;
            taken.1[j] = true;
            pairs.push((i, j));
        }
    }
    let free =
        |taken: &[bool]| (0..taken.len()).filter(|at| !taken[*at]).collect();
    Pairing { pairs, missed: free(&taken.1), extra: free(&taken.0) }
}

/// How much two events agree. A country in common counts though others
/// differ; date and number do not, for they are often shared by neighbours.
fn likeness(p: &Unit, g: &Unit) -> u32 {
    let common = !p.countries().is_disjoint(g.countries());
    4 * u32::from(p.same(g, Field::OutcomeType))
        + 3 * u32::from(p.same(g, Field::Countries))
        + 2 * u32::from(common)
        + u32::from(p.same(g, Field::Theme))
        + u32::from(p.same(g, Field::Status))
        + u32::from(p.same(g, Field::People))
}
