//! How far two people agree who coded the same documents: on which events
//! there are, and on each field of the events that both have.

use super::Document;
use super::chance::{alpha, kappa, raw};
use super::figures::{Categories, Rates, Tally};
use super::pair::pair;
use super::unit::Field;

/// Agreement on one field, among pairs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FieldAgreement {
    /// The field.
    pub field: Field,
    /// Share of pairs that say the same.
    pub raw: Option<f64>,
    /// Cohen's kappa.
    pub kappa: Option<f64>,
    /// Krippendorff's alpha, nominal; a set is one label.
    pub alpha: Option<f64>,
}

/// Agreement of two coders.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// Documents that both coded.
    pub documents: usize,
    /// Pairs of events.
    pub pairs: usize,
    /// What is the same at each level; the first coder's events stand as
    /// predicted, the second's as gold.
    pub levels: [(&'static str, Rates); 3],
    /// Each field.
    pub fields: [FieldAgreement; 7],
}

/// Compares two codings: of each document the first coder's events stand as
/// predicted, the second's as gold.
#[must_use]
pub fn agreement(documents: &[Document]) -> Agreement {
    let categories = Categories::default();
    let mut sum = Tally::new(&categories);
    let mut labels: [Vec<(String, String)>; 7] = Default::default();
    for Document { predicted, gold, .. } in documents {
        let pairing = pair(predicted, gold);
        sum.add(&Tally::of(predicted, gold, &pairing, &categories));
        for (i, j) in pairing.pairs {
            for (field, labels) in Field::ALL.into_iter().zip(&mut labels) {
                labels.push((predicted[i].label(field), gold[j].label(field)));
            }
        }
    }
    Agreement {
        documents: documents.len(),
        pairs: sum.pairs,
        levels: sum.levels(),
        fields: Field::ALL.map(|field| {
            let labels = &labels[field as usize];
            FieldAgreement {
                field,
                raw: raw(labels),
                kappa: kappa(labels),
                alpha: alpha(labels),
            }
        }),
    }
}
