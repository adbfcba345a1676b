//! What was not right, event by event: gold events missed, events that no
//! gold has, and fields of a pair that differ.

use super::Document;
use super::pair::Pairing;
use super::unit::{Field, Unit};

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The field.
    pub field: Field,
    /// What the program says.
    pub predicted: String,
    /// What the gold says.
    pub gold: String,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// A gold event without a partner.
    Missed,
    /// A predicted event without a partner.
    Extra,
    /// A pair whose fields differ.
    Fields(Vec<Difference>),
}

/// Something that was not right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The document.
    pub document: String,
    /// Number of the gold event, or id of the extra one.
    pub event: String,
    /// Its countries, by the gold where there is one.
    pub countries: String,
    /// Its outcome type, likewise.
    pub outcome_type: String,
    /// Its anchor; the evidence of an extra one.
    pub text: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// Everything that was not right in a document: misses, extras, fields.
#[must_use]
pub fn findings(document: &Document, pairing: &Pairing) -> Vec<Finding> {
    let Document { name, predicted, gold } = document;
    let finding = |unit: &Unit, wrong| Finding {
        document: name.clone(),
        event: unit.id.clone(),
        countries: unit.cell(Field::Countries).to_owned(),
        outcome_type: unit.cell(Field::OutcomeType).to_owned(),
        text: unit.text.clone(),
        wrong,
    };
    let mut all = Vec::new();
    for j in &pairing.missed {
        all.push(finding(&gold[*j], Wrong::Missed));
    }
    for i in &pairing.extra {
        all.push(finding(&predicted[*i], Wrong::Extra));
    }
    for (i, j) in &pairing.pairs {
        let (p, g) = (&predicted[*i], &gold[*j]);
        let differences: Vec<Difference> = Field::ALL
            .into_iter()
            .filter(|field| !p.same(g, *field))
            .map(|field| Difference {
                field,
                predicted: p.cell(field).to_owned(),
                gold: g.cell(field).to_owned(),
            })
            .collect();
        if !differences.is_empty() {
            all.push(finding(g, Wrong::Fields(differences)));
        }
    }
    all
}
