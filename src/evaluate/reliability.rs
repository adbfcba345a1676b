//! Whether a score says how often the program is right: bins of the score
//! against the share of events that are, and how far both lie apart.

/// Bins of equal width between 0 and 1.
pub const BINS: usize = 10;

/// The events of one bin.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Lowest score of the bin.
    pub from: f64,
    /// Score at which the next begins; the last bin holds it as well.
    pub until: f64,
    /// Events in it.
    pub n: usize,
    /// Their mean score.
    pub score: f64,
    /// Share of them that is right.
    pub right: f64,
}

/// Scores against what was right.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reliability {
    /// The bins that hold events, by score.
    pub bins: Vec<Bin>,
    /// Expected calibration error: mean distance between score and share
    /// right, each bin weighing by its events. Nothing without events.
    pub error: Option<f64>,
}

/// Gathers events, each with its score and whether it is right.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of events, and the number of a bin"
)]
pub fn reliability(events: &[(f64, bool)]) -> Reliability {
    let mut sums = [(0_usize, 0.0, 0_usize); BINS];
    for (score, right) in events {
        let place = (score * BINS as f64).floor().max(0.0) as usize;
        let (n, scores, rights) = &mut sums[place.min(BINS - 1)];
        *n += 1;
        *scores += score;
        *rights += usize::from(*right);
    }
    let edge = |at: usize| at as f64 / BINS as f64;
    let bins: Vec<Bin> = sums
        .iter()
        .enumerate()
        .filter(|(_, (n, ..))| *n > 0)
        .map(|(at, (n, scores, rights))| Bin {
            from: edge(at),
            until: edge(at + 1),
            n: *n,
            score: scores / *n as f64,
            right: *rights as f64 / *n as f64,
        })
        .collect();
    let apart = |bin: &Bin| (bin.score - bin.right).abs() * bin.n as f64;
    let error = (!events.is_empty())
        .then(|| bins.iter().map(apart).sum::<f64>() / events.len() as f64);
    Reliability { bins, error }
}

#[cfg(test)]
mod tests {
    use super::reliability;

    #[test]
    fn bins_and_error_by_hand() {
        let found = reliability(&[
            (0.95, true),
            (1.0, true),
            (0.35, false),
            (0.31, true),
        ]);
        assert_eq!(found.bins.len(), 2);
        assert_eq!((found.bins[0].n, found.bins[1].n), (2, 2));
        // Means 0.33 and 0.975, shares right 0.5 and 1.
        let error = f64::midpoint(0.17, 0.025);
        assert!((found.error.unwrap() - error).abs() < 1e-12);
        assert_eq!(reliability(&[]).error, None);
    }
}
