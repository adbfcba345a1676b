//! Agreement corrected for chance: Cohen's kappa and Krippendorff's alpha for
//! two coders and nominal labels.

use super::figures::ratio;
use std::collections::BTreeMap;

/// A unit's labels by the two coders.
type Labels = (String, String);

/// Share of units on which both coders agree; nothing of none.
#[must_use]
pub fn raw(units: &[Labels]) -> Option<f64> {
    ratio(units.iter().filter(|(a, b)| a == b).count(), units.len())
}

/// Cohen's kappa: chance is each coder using labels as often as they do.
/// Nothing where chance alone would agree always.
#[must_use]
pub fn kappa(units: &[Labels]) -> Option<f64> {
    let observed = raw(units)?;
    let mut used: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (a, b) in units {
        used.entry(a).or_default()[0] += 1;
        used.entry(b).or_default()[1] += 1;
    }
    let by_chance: usize = used.values().map(|[a, b]| a * b).sum();
    let all = units.len() * units.len();
    let expected = ratio(by_chance, all)?;
    (by_chance < all).then(|| (observed - expected) / (1.0 - expected))
}

/// Krippendorff's alpha, nominal: chance is drawing any two of all labels
/// that were given. Nothing where all are the same.
#[must_use]
pub fn alpha(units: &[Labels]) -> Option<f64> {
    let observed = 1.0 - raw(units)?;
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    for (a, b) in units {
        *used.entry(a).or_default() += 1;
        *used.entry(b).or_default() += 1;
    }
    let all = 2 * units.len();
    let differ: usize = used.values().map(|n| n * (all - n)).sum();
    let expected = ratio(differ, all * (all - 1))?;
    (differ > 0).then(|| 1.0 - observed / expected)
}

#[cfg(test)]
mod tests {
    use super::{alpha, kappa, raw};

    fn units(a: &str, b: &str) -> Vec<(String, String)> {
        let labels = |coder: &str| {
            coder.split(' ').map(str::to_owned).collect::<Vec<_>>()
        };
        labels(a).into_iter().zip(labels(b)).collect()
    }

    fn close(found: Option<f64>, expected: f64, digits: f64) {
        let found = found.expect("a figure");
        assert!((found - expected).abs() < digits, "{found}");
    }

    /// Cohen, J. (1968), "Weighted kappa", Psychological Bulletin 70, Table
    /// 1: 200 cases, two judges, three diagnoses; unweighted kappa 0.492.
    #[test]
    fn kappa_of_cohen() {
        let table = [[88, 10, 2], [14, 40, 6], [18, 10, 12]];
        let mut cases = Vec::new();
        for (b, row) in table.iter().enumerate() {
            for (a, n) in row.iter().enumerate() {
                for _ in 0..*n {
                    cases.push((a.to_string(), b.to_string()));
                }
            }
        }
        close(raw(&cases), 0.70, 1e-12);
        close(kappa(&cases), 0.29 / 0.59, 1e-12);
    }

    /// Krippendorff, K. (2011), "Computing Krippendorff's Alpha-Reliability",
    /// section A: binary data, two observers; alpha 0.095.
    #[test]
    fn alpha_of_meg_and_owen() {
        let articles = units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0");
        close(alpha(&articles), 0.095, 5e-4);
    }

    /// The same, section B: nominal data, two observers; alpha 0.692.
    #[test]
    fn alpha_of_ben_and_gerry() {
        let articles =
            units("a a b b d c c c e d d a", "b a b b b c c c e d d d");
        close(alpha(&articles), 0.692, 5e-4);
    }

    #[test]
    fn one_label_alone_proves_nothing() {
        let same = units("x x x", "x x x");
        close(raw(&same), 1.0, 1e-12);
        assert_eq!((kappa(&same), alpha(&same)), (None, None));
        assert_eq!((raw(&[]), kappa(&[]), alpha(&[])), (None, None, None));
    }
}
