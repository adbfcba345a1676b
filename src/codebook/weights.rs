//! What was learned from marked texts: how much each feature of a word speaks
//! for each label, read from `weights.csv`.
//!
//! Whole numbers throughout, so that every machine adds up the same sums.
//! Knows neither how features come about nor how weights are learned.

use super::source::{Files, Sheet};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;

/// Thousandths: a weight of 1000 multiplies the odds by *e*.
pub const UNIT: f64 = 1000.0;

/// A feature by its hash.
pub type Key = u64;

/// One row: in which model a feature speaks for a label, and how much.
#[derive(Debug, Clone, PartialEq, Eq, serde::Deserialize, serde::Serialize)]
pub struct WeightRow {
    /// `trigger`, `status` or `theme`.
    pub model: String,
    /// The feature: template, `=`, and words.
    pub feature: String,
    /// An outcome type, status or theme.
    pub label: String,
    /// Thousandths.
    pub weight: i32,
}

/// The weights of one question.
#[derive(Debug, Default)]
pub struct Model {
    labels: Vec<String>,
    rows: FxHashMap<Key, Vec<(usize, i32)>>,
}

/// All models.
#[derive(Debug, Default)]
pub struct Weights {
    models: FxHashMap<String, Model>,
}

impl Weights {
    /// Reads `weights.csv`.
    pub fn read(files: &Files, faults: &mut Vec<Diagnostic>) -> Self {
        let sheet = Sheet::open(files, "weights.csv", faults);
        let rows = sheet.rows::<WeightRow>(faults);
        Self::new(rows.into_iter().map(|located| located.row))
    }

    /// Weights of rows.
    pub fn new(rows: impl IntoIterator<Item = WeightRow>) -> Self {
        let mut weights = Self::default();
        for row in rows {
            weights.models.entry(row.model.clone()).or_default().add(&row);
        }
        weights
    }

    /// The model of a question.
    #[must_use]
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.get(name)
    }
}

impl Model {
    fn add(&mut self, row: &WeightRow) {
        let label = self.labels.iter().position(|l| *l == row.label);
        let label = label.unwrap_or_else(|| {
            self.labels.push(row.label.clone());
            self.labels.len() - 1
        });
        let key = hash(&row.feature);
        self.rows.entry(key).or_default().push((label, row.weight));
    }

    /// Its labels.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.labels
    }

    /// Whether any label has a weight for a feature.
    #[must_use]
    pub fn knows(&self, key: Key) -> bool {
        self.rows.contains_key(&key)
    }

    /// How probable each label is, given features with their values.
    #[must_use]
    pub fn probabilities(&self, features: &[(Key, i32)]) -> Vec<f64> {
        let mut sums = vec![0_i64; self.labels.len()];
        for (key, value) in features {
            for (label, weight) in self.rows.get(key).into_iter().flatten() {
                sums[*label] += i64::from(*weight) * i64::from(*value);
            }
        }
        let most = sums.iter().copied().max().unwrap_or(0);
        #[expect(
            clippy::cast_precision_loss,
            reason = "sums of thousandths stay far below 2^52"
        )]
        let odds: Vec<f64> = sums
            .into_iter()
            .map(|sum| ((sum - most) as f64 / UNIT).exp())
            .collect();
        let total: f64 = odds.iter().sum();
        odds.into_iter().map(|odd| odd / total).collect()
    }
}

/// Hashes a feature bit by bit: FNV-1a, the same for the whole text as for its
/// parts in a row.
#[derive(Debug, Clone, Copy)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    /// Goes on with some text.
    #[must_use]
    pub fn then(mut self, text: &str) -> Self {
        for byte in text.bytes() {
            self.0 ^= u64::from(byte);
            self.0 = self.0.wrapping_mul(0x0100_0000_01b3);
        }
        self
    }

    /// The key.
    #[must_use]
    pub fn key(self) -> Key {
        self.0
    }
}

/// The key of a feature.
#[must_use]
pub fn hash(feature: &str) -> Key {
    Hash::default().then(feature).key()
}
