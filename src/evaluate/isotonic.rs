//! From scores to probabilities: isotonic regression, which assumes nothing
//! but that a higher score is no less often right.
//!
//! Pool adjacent violators: events in the order of their scores, and wherever
//! a higher score is less often right than a lower one, the two are pooled.

use std::fmt::Write;

/// A step: from this score up to the next step's, events are right with this
/// probability.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Step {
    /// Lowest score of the step.
    pub score: f64,
    /// Share of its events that is right.
    pub probability: f64,
    /// Its events.
    pub n: usize,
}

/// The steps for some events, each with its score and whether it is right:
/// scores and probabilities rise from step to step.
#[must_use]
pub fn steps(events: &[(f64, bool)]) -> Vec<Step> {
    let mut events = events.to_vec();
    events.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Lowest score, right and all events of each pool.
    let mut pools: Vec<(f64, usize, usize)> = Vec::new();
    for same in events.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()) {
        let right = same.iter().filter(|(_, right)| *right).count();
        let mut new = (same[0].0, right, same.len());
        // Shares are compared as products, which is exact.
        while let Some(&(score, right, n)) = pools.last()
            && right * new.2 >= new.1 * n
        {
            new = (score, right + new.1, n + new.2);
            pools.pop();
        }
        pools.push(new);
    }
    pools
        .into_iter()
        .map(|(score, right, n)| Step {
            score,
            probability: super::figures::ratio(right, n).unwrap_or(0.0),
            n,
        })
        .collect()
}

/// The steps as CSV, probabilities with four digits.
#[must_use]
pub fn csv(steps: &[Step]) -> String {
    let mut text = "score,probability,n\n".to_owned();
    for step in steps {
        let Step { score, probability, n } = step;
        let _ = writeln!(text, "{score},{probability:.4},{n}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{csv, steps};
    use proptest::prelude::*;

    #[test]
    fn violators_are_pooled() {
        // By hand: shares 0, 1/2 (a tie), 1, 0, 1. The fourth violates the
        // third: pooled to 1/2, which is no more than the second: pooled to
        // 2/4.
        let events = [
            (0.9, true),
            (0.2, true),
            (0.2, false),
            (0.1, false),
            (0.5, false),
            (0.4, true),
        ];
        assert_eq!(
            csv(&steps(&events)),
            "score,probability,n\n0.1,0.0000,1\n0.2,0.5000,4\n0.9,1.0000,1\n"
        );
        assert_eq!(csv(&steps(&[])), "score,probability,n\n");
    }

    proptest! {
        /// The least-squares fit among all rising ones keeps the mean and is
        /// never worse than the mean of everything.
        #[test]
        fn steps_rise_and_keep_the_mean(
            events in prop::collection::vec((0_u32..20, any::<bool>()), 1..60)
        ) {
            let events: Vec<(f64, bool)> = events
                .into_iter()
                .map(|(score, right)| (f64::from(score) / 20.0, right))
                .collect();
            let steps = steps(&events);
            for pair in steps.windows(2) {
                prop_assert!(pair[0].score < pair[1].score);
                prop_assert!(pair[0].probability < pair[1].probability);
            }
            let n: usize = steps.iter().map(|step| step.n).sum();
            prop_assert_eq!(n, events.len());
            #[expect(clippy::cast_precision_loss, reason = "below sixty")]
            let right: f64 =
                steps.iter().map(|s| s.probability * s.n as f64).sum();
            let expected = events.iter().filter(|event| event.1).count();
            #[expect(clippy::cast_precision_loss, reason = "below sixty")]
            let expected = expected as f64;
            prop_assert!((right - expected).abs() < 1e-9);
        }
    }
}
