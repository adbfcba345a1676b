//! How far a figure would move had other documents been drawn: bootstrap over
//! documents, because the events of one text are right or wrong together.
//!
//! Draws are the same on every run and machine.

/// How often the documents are drawn anew.
pub const DRAWS: usize = 2000;

/// Share of the draws that lies within the interval.
const WITHIN: f64 = 0.95;

/// Any number does; a fixed one makes the report reproducible.
const SEED: u64 = 20_201_210;

/// Some figures of each draw, a column each. `figures` is given the numbers of the
/// documents drawn, some of them several times, and gives the figures of that
/// choice, always equally many. Nothing for fewer than two documents.
#[must_use]
pub(super) fn draws(
    documents: usize,
    figures: impl Fn(&[usize]) -> Vec<f64>,
) -> Option<Vec<Vec<f64>>> {
    if documents < 2 {
        return None;
    }
    let mut random = SplitMix(SEED);
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for _ in 0..DRAWS {
        let drawn: Vec<usize> =
            (0..documents).map(|_| random.below(documents)).collect();
        let values = figures(&drawn);
        columns.resize(values.len(), Vec::new());
        for (column, value) in columns.iter_mut().zip(values) {
            column.push(value);
        }
    }
    Some(columns)
}

/// The intervals of some figures, of the same draws.
#[must_use]
pub fn intervals(
    documents: usize,
    figures: impl Fn(&[usize]) -> Vec<f64>,
) -> Option<Vec<[f64; 2]>> {
    let mut columns = draws(documents, figures)?;
    let tail = (1.0 - WITHIN) / 2.0;
    Some(
        columns
            .iter_mut()
            .map(|column| {
                column.sort_by(f64::total_cmp);
                [quantile(column, tail), quantile(column, 1.0 - tail)]
            })
            .collect(),
    )
}

/// A quantile of sorted values, straight between neighbours.
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a place among two thousand values"
)]
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return 0.0 };
    let place = share * last as f64;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let part = place - below as f64;
    sorted[below] + part * (sorted[above] - sorted[below])
}

/// `SplitMix64` by Steele, Lea and Flood (2014): ten lines, and good enough
/// to draw documents.
struct SplitMix(u64);

impl SplitMix {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`. The multiplication favours some numbers by
    /// less than one in 2^50.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the result is below a usize"
    )]
    fn below(&mut self, limit: usize) -> usize {
        ((u128::from(self.next()) * limit as u128) >> 64) as usize
    }
}

#[cfg(test)]
mod tests {
    use super::{SplitMix, intervals, quantile};

    #[test]
    fn the_generator_is_the_published_one() {
        // First values for the seed 1234567 of the reference implementation.
        let mut random = SplitMix(1_234_567);
        assert_eq!(random.next(), 6_457_827_717_110_365_317);
        assert_eq!(random.next(), 3_203_168_211_198_807_973);
    }

    #[test]
    fn quantiles_lie_between_neighbours() {
        let close = |a: f64, b: f64| (a - b).abs() < 1e-12;
        assert!(close(quantile(&[1.0, 2.0, 3.0, 4.0], 0.5), 2.5));
        assert!(close(quantile(&[1.0, 2.0, 3.0, 4.0], 1.0), 4.0));
    }

    #[test]
    fn a_mean_gets_the_interval_that_theory_gives() {
        // Of 100 documents, half are right: the standard error of the mean
        // is 0.05, so 95 % lie within 0.5 ± 0.098.
        let mean = |drawn: &[usize]| {
            let odd = drawn.iter().filter(|at| *at % 2 == 1).count();
            vec![super::super::figures::ratio(odd, 100).unwrap_or(0.0)]
        };
        let found = intervals(100, mean).unwrap();
        let [low, high] = found[0];
        assert!((low - 0.402).abs() < 0.015, "{low}");
        assert!((high - 0.598).abs() < 0.015, "{high}");
        assert_eq!(intervals(100, mean), Some(found));
        assert_eq!(intervals(1, mean), None);
    }
}
