//! One category at a time: how well each theme and outcome type is found, and
//! what it is taken for.

use super::Document;
use super::figures::Rates;
use super::pair::Pairing;
use super::unit::{Field, Unit};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What stands in a confusion table where an event has no partner.
pub const NONE: &str = "(none)";

/// The categories of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Classes {
    /// The field.
    pub field: Field,
    /// Each category that occurs, with what is right: a pair whose two events
    /// both say it. Most frequent in the gold first.
    pub rates: Vec<(String, Rates)>,
    /// How often a gold category was predicted as another, itself included;
    /// `(none)` for misses and extras.
    pub confusion: BTreeMap<(String, String), usize>,
}

impl Classes {
    /// Of some documents and who belongs to whom in them.
    #[must_use]
    pub fn of(
        field: Field,
        documents: &[Document],
        pairings: &[Pairing],
    ) -> Self {
        let mut confusion = BTreeMap::new();
        let label = |unit: Option<&Unit>| {
            unit.map_or_else(|| NONE.to_owned(), |unit| unit.label(field))
        };
        let mut meet = |gold: Option<&Unit>, predicted: Option<&Unit>| {
            *confusion.entry((label(gold), label(predicted))).or_insert(0) +=
                1;
        };
        for (document, pairing) in documents.iter().zip(pairings) {
            let Document { gold, predicted, .. } = document;
            for (i, j) in &pairing.pairs {
                meet(gold.get(*j), predicted.get(*i));
            }
            for j in &pairing.missed {
                meet(gold.get(*j), None);
            }
            for i in &pairing.extra {
                meet(None, predicted.get(*i));
            }
        }
        let mut by_name: BTreeMap<&str, Rates> = BTreeMap::new();
        for ((gold, predicted), n) in &confusion {
            by_name.entry(gold).or_default().gold += n;
            by_name.entry(predicted).or_default().predicted += n;
            if gold == predicted {
                by_name.entry(gold).or_default().right += n;
            }
        }
        by_name.remove(NONE);
        let mut rates: Vec<(String, Rates)> = by_name
            .into_iter()
            .map(|(name, rates)| (name.to_owned(), rates))
            .collect();
        rates.sort_by_key(|(_, rates)| Reverse(rates.gold));
        Self { field, rates, confusion }
    }
}
