//! Multinomial logistic regression by follow-the-regularised-leader (McMahan
//! et al. 2013): sparse weights, one pass at a time, the same on every run.

use super::examples::Example;
use crate::codebook::weights::{UNIT, WeightRow};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// Step size.
fn envf(n: &str, d: f32) -> f32 { std::env::var(n).ok().and_then(|v| v.parse().ok()).unwrap_or(d) }
/// Evens the steps of rare features.

/// Draws weights to exactly zero.

/// Draws weights towards zero.

/// Passes over the examples.

/// Examples that a feature must stand in.
const LEAST: usize = 2;

/// Fits one model.
pub(super) fn fit(model: &str, examples: &[Example<'_>]) -> Vec<WeightRow> {
    let labels: Vec<&str> = examples
        .iter()
        .map(|example| example.label)
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let (names, coded) = code(examples, &labels);
    let PASSES = envf("PASSES", 12.0) as usize;
    let mut state = State {
        ALPHA: envf("ALPHA", 0.08), BETA: 1.0, L1: if model == "trigger" { envf("L1", 0.35) } else { envf("L1B", 0.2) }, L2: envf("L2", 1.0),
        width: labels.len(),
        z: vec![0.0; names.len() * labels.len()],
        n: vec![0.0; names.len() * labels.len()],
        prior: Vec::new(),
    };
    state.prior = prior(model, &names, &labels);
    let mut order: Vec<usize> = (0..coded.len()).collect();
    let mut random = 0x9e37_79b9_7f4a_7c15_u64;
    for _ in 0..PASSES {
        shuffle(&mut order, &mut random);
        for &at in &order {
            state.learn(&coded[at].0, coded[at].1);
        }
    }
    let mut rows = Vec::new();
    for (feature, name) in names.iter().enumerate() {
        for (label, text) in labels.iter().enumerate() {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "weights are small"
            )]
            let weight = (f64::from(state.weight(feature, label)) * UNIT)
                .round() as i32;
            if weight != 0 {
                rows.push(WeightRow {
                    model: model.to_owned(),
                    feature: (*name).to_owned(),
                    label: (*text).to_owned(),
                    weight,
                });
            }
        }
    }
    rows.sort_by(|a, b| {
        (&a.feature, &a.label).cmp(&(&b.feature, &b.label))
    });
    rows
}

/// What a cue says counts from the start: learning only corrects it.
fn prior(model: &str, names: &[&str], labels: &[&str]) -> Vec<f32> {
    let mut prior = vec![0.0; names.len() * labels.len()];
    for (feature, name) in names.iter().enumerate() {
        let Some(said) = name.strip_prefix("cue=") else { continue };
        if model != "outcome" {
            continue;
        }
        if let Ok(label) = labels.binary_search(&said) {
            prior[feature * labels.len() + label] = envf("PRIOR", 4.0);
        }
    }
    prior
}

type Coded = (Vec<(usize, f32)>, usize);

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
            features.push((number, 1.0));
        }
        let label = labels.binary_search(&example.label);
        coded.push((features, label.unwrap_or(0)));
    }
    (names, coded)
}

#[allow(non_snake_case)]
struct State {
    ALPHA: f32, BETA: f32, L1: f32, L2: f32,
    width: usize,
    z: Vec<f32>,
    n: Vec<f32>,
    prior: Vec<f32>,
}

impl State {
    fn weight(&self, feature: usize, label: usize) -> f32 {
        let at = feature * self.width + label;
        let (z, n) = (self.z[at], self.n[at]);
        if z.abs() <= self.L1 {
            return self.prior[at];
        }
        self.prior[at] + (z.signum() * self.L1 - z) / ((self.BETA + n.sqrt()) / self.ALPHA + self.L2)
    }

    fn learn(&mut self, features: &[(usize, f32)], label: usize) {
        let mut sums = vec![0.0_f32; self.width];
        for (feature, value) in features {
            for (at, sum) in sums.iter_mut().enumerate() {
                *sum += self.weight(*feature, at) * value;
            }
        }
        let most = sums.iter().copied().fold(f32::MIN, f32::max);
        let odds: Vec<f32> =
            sums.iter().map(|sum| (sum - most).exp()).collect();
        let total: f32 = odds.iter().sum();
        for (feature, value) in features {
            for (at, odd) in odds.iter().enumerate() {
                let right = if at == label { 1.0 } else { 0.0 };
                let slope = (odd / total - right) * value;
                let weight = self.weight(*feature, at);
                let place = feature * self.width + at;
                let n = self.n[place];
                let more = n + slope * slope;
                let sigma = (more.sqrt() - n.sqrt()) / self.ALPHA;
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
