//! Multinomial logistic regression by follow-the-regularised-leader (`McMahan`
//! et al. 2013): sparse weights, one pass at a time, the same on every run.

use super::examples::Example;
use crate::codebook::weights::{UNIT, WeightRow};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Step size.
const ALPHA: f32 = 0.1;
/// Evens the steps of rare features.
const BETA: f32 = 1.0;
/// Draws weights to exactly zero.
const L1: f32 = 1.5;
/// Draws weights towards zero.
const L2: f32 = 1.0;
/// Passes over the examples.
const PASSES: usize = 5;
/// Examples that a feature must stand in.
const LEAST: usize = 3;
/// Thousandths below which a weight says nothing.
const SMALL: i32 = 20;
/// What counts from the start for a cue whose slots are all filled, and for
/// one of which only the trigger stands there: learning only corrects it.
const PRIORS: [(&str, f32); 2] = [("cue=", 3.0), ("may=", 2.0)];

/// Fits one model.
pub(super) fn fit(model: &str, examples: &[Example<'_>]) -> Vec<WeightRow> {
    let labels: Vec<&str> = examples
        .iter()
        .map(|example| example.label)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let (names, coded) = code(examples, &labels);
    let mut state = State {
        width: labels.len(),
        z: vec![0.0; names.len() * labels.len()],
        n: vec![0.0; names.len() * labels.len()],
        prior: prior(model, &names, &labels),
    };
    let mut order: Vec<usize> = (0..coded.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut random);
        for &at in &order {
            state.learn(&coded[at].0, coded[at].1);
        }
    }
    let row = |(feature, name): (usize, &&str)| {
        let weights: Vec<(String, i32)> = labels
            .iter()
            .enumerate()
            .map(|(label, text)| {
                ((*text).to_owned(), thousandths(state.weight(feature, label)))
            })
            .filter(|(_, weight)| weight.abs() >= SMALL)
            .collect();
        (!weights.is_empty()).then(|| WeightRow {
            model: model.to_owned(),
            feature: (*name).to_owned(),
            weights,
        })
    };
    let mut rows: Vec<_> = names.iter().enumerate().filter_map(row).collect();
    rows.sort_by(|a, b| a.feature.cmp(&b.feature));
    rows
}

fn thousandths(weight: f32) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "weights are small")]
    let whole = (f64::from(weight) * UNIT).round() as i32;
    whole
}

/// What the cues say counts from the start.
fn prior(model: &str, names: &[&str], labels: &[&str]) -> Vec<f32> {
    let mut prior = vec![0.0; names.len() * labels.len()];
    if model != "outcome" {
        return prior;
    }
    for (feature, name) in names.iter().enumerate() {
        for (template, weight) in PRIORS {
            let said = name.strip_prefix(template).unwrap_or("");
            if let Ok(label) = labels.binary_search(&said) {
                prior[feature * labels.len() + label] = weight;
            }
        }
    }
    prior
}

/// Numbers of the features, and of the label.
type Coded = (Vec<usize>, usize);

/// Numbers features and labels; rare features are left out.
fn code<'e>(
    examples: &'e [Example<'_>],
    labels: &[&str],
) -> (Vec<&'e str>, Vec<Coded>) {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for name in examples.iter().flat_map(|e| &e.features) {
        *counts.entry(name).or_default() += 1;
    }
    let mut names = Vec::new();
    let mut numbers: FxHashMap<&str, usize> = FxHashMap::default();
    let mut coded = Vec::with_capacity(examples.len());
    for example in examples {
        let mut features = Vec::with_capacity(example.features.len());
        for name in &example.features {
            if counts[name] < LEAST {
                continue;
            }
            let number = *numbers.entry(name).or_insert_with(|| {
                names.push(*name);
                names.len() - 1
            });
            features.push(number);
        }
        let label = labels.binary_search(&example.label);
        coded.push((features, label.unwrap_or(0)));
    }
    (names, coded)
}

struct State {
    width: usize,
    z: Vec<f32>,
    n: Vec<f32>,
    prior: Vec<f32>,
}

impl State {
    fn weight(&self, feature: usize, label: usize) -> f32 {
        let at = feature * self.width + label;
        let (z, n) = (self.z[at], self.n[at]);
        if z.abs() <= L1 {
            return self.prior[at];
        }
        self.prior[at]
            + (z.signum() * L1 - z) / ((BETA + n.sqrt()) / ALPHA + L2)
    }

    fn learn(&mut self, features: &[usize], label: usize) {
        let mut sums = vec![0.0_f32; self.width];
        for feature in features {
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += self.weight(*feature, at);
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> =
            sums.iter().map(|sum| (sum - most).exp()).collect();
        let total: f32 = odds.iter().sum();
        for feature in features {
            for (at, odd) in odds.iter().enumerate() {
                let right = if at == label { 1.0 } else { 0.0 };
                let slope = odd / total - right;
                let weight = self.weight(*feature, at);
                let place = feature * self.width + at;
                let n = self.n[place];
                let more = n + slope * slope;
                let sigma = (more.sqrt() - n.sqrt()) / ALPHA;
                self.z[place] += slope - sigma * (weight - self.prior[place]);
                self.n[place] = more;
            }
        }
    }
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
