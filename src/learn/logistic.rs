//! Logistic regression, each label against all others, by coordinate descent
//! in the dual (Yu, Huang and Lin 2011): the same weights on every run, on any
//! number of threads.

use super::examples::Example;
use crate::codebook::weights::{UNIT, WeightRow};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Passes over the examples.
const PASSES: usize = 12;
/// Steps for one example.
const STEPS: usize = 20;
/// When a step has come near enough.
const NEAR: f64 = 1e-3;
/// Examples that a feature must stand in.
const LEAST: usize = 3;

/// What is asked, and how much one example may say.
#[derive(Debug, Clone, Copy)]
pub(super) struct Question {
    /// The model's name.
    pub(super) model: &'static str,
    /// The only label that is learned, of a question with yes or no.
    pub(super) yes: Option<&'static str>,
    /// The cost of an example that is wrong (*C*).
    pub(super) cost: f64,
    /// Thousandths below which a weight is left out.
    pub(super) least: i32,
}

/// Fits one model.
pub(super) fn fit(
    question: Question,
    examples: &[Example<'_>],
) -> Vec<WeightRow> {
    let all: BTreeSet<&str> =
        examples.iter().map(|example| example.label).collect();
    let labels: Vec<&str> = match question.yes {
        Some(yes) => vec![yes],
        None => all.into_iter().collect(),
    };
    let (names, coded) = code(examples);
    let costs: Vec<f64> =
        examples.iter().map(|e| e.weight * question.cost).collect();
    let columns: Vec<Vec<f64>> = labels
        .par_iter()
        .map(|label| {
            let right: Vec<bool> =
                examples.iter().map(|e| e.label == *label).collect();
            descend(&coded, &right, &costs, names.len())
        })
        .collect();
    let row = |(feature, name): (usize, &&str)| {
        let weights: Vec<(String, i32)> = labels
            .iter()
            .zip(&columns)
            .map(|(label, column)| {
                ((*label).to_owned(), thousandths(column[feature]))
            })
            .filter(|(_, weight)| weight.abs() >= question.least)
            .collect();
        (!weights.is_empty()).then(|| WeightRow {
            model: question.model.to_owned(),
            feature: (*name).to_owned(),
            weights,
        })
    };
    let mut rows: Vec<_> = names.iter().enumerate().filter_map(row).collect();
    rows.sort_by(|a, b| a.feature.cmp(&b.feature));
    rows
}

fn thousandths(weight: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    let whole = (weight * UNIT).round() as i32;
    whole
}

/// Numbers the features of each example; rare features are left out.
fn code<'e>(examples: &'e [Example<'_>]) -> (Vec<&'e str>, Vec<Vec<usize>>) {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for name in examples.iter().flat_map(|e| &e.features) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names: Vec<&str> = Vec::new();
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut number = |name: &'e str| {
        (counts[name] >= LEAST).then(|| {
            *numbers.entry(name).or_insert_with(|| {
                names.push(name);
                names.len() - 1
            })
        })
    };
    let coded = examples
        .iter()
        .map(|example| {
            let mut features: Vec<usize> =
                example.features.iter().filter_map(|f| number(f)).collect();
            features.sort_unstable();
            features.dedup();
            features
        })
        .collect();
    (names, coded)
}

/// The weights of one label: each example in turn takes the share of the cost
/// that is best for it, given those of all others.
#[expect(clippy::cast_precision_loss, reason = "counts of features are small")]
fn descend(
    examples: &[Vec<usize>],
    right: &[bool],
    costs: &[f64],
    features: usize,
) -> Vec<f64> {
    let sign = |at: usize| if right[at] { 1.0 } else { -1.0 };
    let mut weights = vec![0.0; features];
    let mut shares: Vec<f64> =
        costs.iter().map(|cost| (cost * 0.001).min(1e-8)).collect();
    for (at, example) in examples.iter().enumerate() {
        for feature in example {
            weights[*feature] += sign(at) * shares[at];
        }
    }
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut random);
        for &at in &order {
            let example = &examples[at];
            let cost = costs[at];
            let sum: f64 = example.iter().map(|f| weights[*f]).sum();
            let share =
                best(shares[at], example.len() as f64, sign(at) * sum, cost);
            let more = sign(at) * (share - shares[at]);
            shares[at] = share;
            for feature in example {
                weights[*feature] += more;
            }
        }
    }
    weights
}

/// The share that is best for an example: Newton's method on the smaller of
/// share and rest, which keeps both inside their bounds.
fn best(share: f64, square: f64, margin: f64, cost: f64) -> f64 {
    let rest = cost - share;
    let flipped = 0.5 * square * (rest - share) + margin < 0.0;
    let (old, margin) =
        if flipped { (rest, -margin) } else { (share, margin) };
    let mut new = if cost - old < 0.5 * cost { 0.1 * old } else { old };
    for _ in 0..STEPS {
        let slope = square * (new - old) + margin + (new / (cost - new)).ln();
        if slope.abs() < NEAR {
            break;
        }
        let bend = square + cost / (cost - new) / new;
        let next = new - slope / bend;
        new = if next <= 0.0 { 0.1 * new } else { next };
    }
    if flipped { cost - new } else { new }
}

/// Fisher–Yates with a xorshift generator.
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random ^= *random << 13;
        *random ^= *random >> 7;
        *random ^= *random << 17;
        #[expect(
            clippy::cast_possible_truncation,
            reason = "only its remainder counts"
        )]
        let other = (*random as usize) % (at + 1);
        order.swap(at, other);
    }
}
