//! How right the coding is: events of the program against events that a
//! person coded, and one person's against another's.
//!
//! Plain functions from [`Unit`]s to figures. Nothing here reads a file or
//! codes a text; [`gold`] turns a gold file's text into units.

mod agreement;
mod agreement_report;
mod bootstrap;
mod chance;
mod classes;
pub mod error_rates;
mod figures;
mod finding;
pub mod gold;
pub mod isotonic;
mod json;
mod long;
mod pair;
mod reliability;
mod report;
#[cfg(test)]
mod tests;
mod unit;
mod words;

pub use agreement::{Agreement, FieldAgreement, agreement};
pub use bootstrap::{DRAWS, intervals};
pub use chance::{alpha, kappa, raw};
pub use classes::{Classes, NONE};
pub use figures::{COUNTED, Categories, Figure, Rates, Tally};
pub use finding::{Difference, Finding, Wrong, findings};
pub use pair::{Pairing, pair};
pub use reliability::{BINS, Bin, Reliability, reliability};
pub use unit::{Field, Unit};

/// The events of one document, by the program and by a person.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its name: the file's, without ending.
    pub name: String,
    /// What the program coded, in the order of the text.
    pub predicted: Vec<Unit>,
    /// What a person coded.
    pub gold: Vec<Unit>,
}

/// What coded the texts, for the report.
#[derive(Debug, Clone, Copy)]
pub struct Provenance<'a> {
    /// Version of the program.
    pub version: &'a str,
    /// Version of the codebook.
    pub codebook_version: &'a str,
    /// SHA-256 of the codebook.
    pub codebook_sha256: &'a str,
}

/// Everything that comparing gives.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Sums of each document, by name.
    pub documents: Vec<(String, Tally)>,
    /// Sums of all.
    pub all: Tally,
    /// The headline figures with their intervals.
    pub headline: Vec<Figure>,
    /// Outcome types, then themes.
    pub classes: [Classes; 2],
    /// Score against share right.
    pub reliability: Reliability,
    /// What was not right.
    pub findings: Vec<Finding>,
    /// Score of each predicted event, and whether its countries and outcome
    /// type are right.
    pub scored: Vec<(f64, bool)>,
}

/// Compares the events of some documents.
#[must_use]
pub fn evaluate(documents: &[Document]) -> Evaluation {
    let pairings: Vec<Pairing> =
        documents.iter().map(|d| pair(&d.predicted, &d.gold)).collect();
    let units = || documents.iter().flat_map(|d| d.predicted.iter());
    let gold = documents.iter().flat_map(|d| d.gold.iter());
    let categories = Categories::of(units().chain(gold));
    let tallies: Vec<Tally> = documents
        .iter()
        .zip(&pairings)
        .map(|(d, pairing)| {
            Tally::of(&d.predicted, &d.gold, pairing, &categories)
        })
        .collect();
    let sum = |drawn: &mut dyn Iterator<Item = &Tally>| {
        let mut all = Tally::new(&categories);
        drawn.for_each(|tally| all.add(tally));
        all
    };
    let all = sum(&mut tallies.iter());
    let mut headline = all.headline();
    let intervals = intervals(tallies.len(), |drawn| {
        let drawn = sum(&mut drawn.iter().map(|at| &tallies[*at]));
        drawn.headline().iter().map(|figure| figure.value).collect()
    });
    for (figure, interval) in
        headline.iter_mut().zip(intervals.into_iter().flatten())
    {
        figure.interval = Some(interval);
    }
    let scored = scored(documents, &pairings);
    Evaluation {
        documents: documents
            .iter()
            .map(|document| document.name.clone())
            .zip(tallies)
            .collect(),
        all,
        headline,
        classes: [Field::OutcomeType, Field::Theme]
            .map(|field| Classes::of(field, documents, &pairings)),
        reliability: reliability(&scored),
        findings: documents
            .iter()
            .zip(&pairings)
            .flat_map(|(document, pairing)| findings(document, pairing))
            .collect(),
        scored,
    }
}

fn scored(documents: &[Document], pairings: &[Pairing]) -> Vec<(f64, bool)> {
    let mut scored = Vec::new();
    for (document, pairing) in documents.iter().zip(pairings) {
        let Document { predicted, gold, .. } = document;
        let mut right = vec![false; predicted.len()];
        for (i, j) in &pairing.pairs {
            right[*i] = predicted[*i].coded(&gold[*j]);
        }
        let scores = predicted.iter().map(|unit| unit.score);
        scored.extend(
            scores.zip(right).filter_map(|(score, right)| {
                score.map(|score| (score, right))
            }),
        );
    }
    scored
}
