//! How far a count may be from what careful people would count: from how the
//! program's events compared with gold, to a number with an interval.
//!
//! The estimate is the ratio estimator of survey sampling: a count times the
//! people's events for each coded one. Around it lie two errors: the ratio is
//! known from some documents only, and the texts at hand depart from it by
//! chance. `docs/explanation/margins.md` argues it; a simulation in the tests
//! shows how often the interval holds the truth.

use crate::table::{ErrorRate, Sheet};
use rustc_hash::FxHashMap;

/// Standard deviations that 95 % of a normal law lie within.
const WITHIN: f64 = 1.959_963_984_540_054;

/// What a count of nothing is taken for in the upper bound: something may
/// have been missed.
const HALF: f64 = 0.5;

/// What people would count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margin {
    /// The estimate, to a tenth.
    pub adjusted: f64,
    /// That many at least, with 95 % confidence.
    pub low: u64,
    /// That many at most, with 95 % confidence.
    pub high: u64,
}

/// The error rates by dimension and category.
#[derive(Debug)]
pub struct Rates<'a>(FxHashMap<(&'a str, &'a str), &'a ErrorRate>);

impl<'a> Rates<'a> {
    /// Of the rows of a table.
    #[must_use]
    pub fn new(rows: &'a [ErrorRate]) -> Self {
        let key = |row: &'a ErrorRate| (&*row.dimension, &*row.category);
        Self(rows.iter().map(|row| (key(row), row)).collect())
    }

    /// The margin of all events.
    #[must_use]
    pub fn of_all(&self, events: u64) -> Option<Margin> {
        self.of("all", "all", events)
    }

    /// The margin of a row of counts, by its key; nothing where gold is too
    /// little, as it is for crossings.
    #[must_use]
    pub fn margin(
        &self,
        columns: &[&str],
        key: &[&str],
        events: u64,
    ) -> Option<Margin> {
        match (columns, key) {
            (["scheme", "region"], [scheme, region]) => {
                self.of(scheme, region, events)
            }
            ([dimension], [category]) => self.of(dimension, category, events),
            _ => None,
        }
    }

    fn of(
        &self,
        dimension: &str,
        category: &str,
        events: u64,
    ) -> Option<Margin> {
        let rate = self.0.get(&(dimension, category))?;
        Some(margin(events, rate.ratio?, rate.ratio_sd?, rate.dispersion?))
    }
}

/// The rows of a table of error rates, as far as margins are made of them.
#[must_use]
pub fn rows_of(sheet: &Sheet<'_>) -> Vec<ErrorRate> {
    let row = |row: usize| {
        let text = |name| sheet.cell(row, name).text().into();
        let number = |name| sheet.cell(row, name).number();
        ErrorRate {
            dimension: text("dimension"),
            category: text("category"),
            ratio: number("ratio"),
            ratio_sd: number("ratio_sd"),
            dispersion: number("dispersion"),
            ..ErrorRate::default()
        }
    };
    (0..sheet.rows.len()).map(row).collect()
}

/// The margin of a count, from the ratio of people's events to coded ones,
/// its standard deviation, and the variance around it for each coded event.
#[must_use]
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts are below 2^52, and bounds are not negative"
)]
pub fn margin(events: u64, ratio: f64, sd: f64, dispersion: f64) -> Margin {
    let adjusted = events as f64 * ratio;
    let bound = |count: f64, z: f64| {
        let mean = count * ratio;
        let variance = (count * sd).powi(2) + count * dispersion;
        quantile(mean, variance, z)
    };
    let low = bound(events as f64, -WITHIN).min(adjusted);
    let high = bound((events as f64).max(HALF), WITHIN).max(adjusted);
    Margin {
        adjusted: (adjusted * 10.0).round() / 10.0,
        low: low.floor() as u64,
        high: high.ceil() as u64,
    }
}

/// A quantile of the gamma law with a mean and a variance, at so many
/// standard deviations of a normal one (Wilson and Hilferty, 1931): it knows
/// no number below zero, and leans to the right as counts do.
fn quantile(mean: f64, variance: f64, z: f64) -> f64 {
    if mean <= 0.0 || variance <= 0.0 {
        return mean.max(0.0);
    }
    let shape = mean * mean / variance;
    let root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * shape.sqrt());
    mean * root.max(0.0).powi(3)
}
