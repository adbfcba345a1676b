//! What was learned from marked texts: how much each feature of a word speaks
//! for each label, read from `weights.csv`.
//!
//! Whole numbers throughout, so that every machine adds up the same sums.
//! Knows neither how features come about nor how weights are learned.

use super::source::{Files, Sheet};
use crate::diagnostic::{Diagnostic, Severity};
use rustc_hash::FxHashMap;

/// Thousandths: a weight of 1000 multiplies the odds by *e*.
pub const UNIT: f64 = 1000.0;

/// A feature by its hash.
pub type Key = u64;

/// One row: in which model a feature speaks for which labels, and how much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightRow {
    /// The question: `trigger`, `outcome`, `status` or `theme`.
    pub model: String,
    /// The feature: template, `=`, and words.
    pub feature: String,
    /// Labels with thousandths.
    pub weights: Vec<(String, i32)>,
}

/// A row as it is written.
#[derive(Debug, serde::Deserialize, serde::Serialize)]
struct Written {
    model: String,
    feature: String,
    /// `label:thousandths`, parted by blanks.
    weights: String,
}

impl WeightRow {
    fn read(written: Written) -> Option<Self> {
        let weight = |part: &str| {
            let (label, weight) = part.split_once(':')?;
            Some((label.to_owned(), weight.parse().ok()?))
        };
        let weights =
            written.weights.split(' ').map(weight).collect::<Option<_>>()?;
        let Written { model, feature, .. } = written;
        Some(Self { model, feature, weights })
    }

    /// Rows as CSV.
    ///
    /// # Errors
    ///
    /// Never: the text is made in memory.
    pub fn write(rows: &[Self]) -> Result<Vec<u8>, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in rows {
            let weights: Vec<String> = row
                .weights
                .iter()
                .map(|(label, weight)| format!("{label}:{weight}"))
                .collect();
            writer.serialize(Written {
                model: row.model.clone(),
                feature: row.feature.clone(),
                weights: weights.join(" "),
            })?;
        }
        writer.into_inner().map_err(|error| error.into_error().into())
    }
}

/// The same codebook with its weights left out: its rows alone.
#[must_use]
pub fn without(files: &Files) -> Files {
    let mut files = files.clone();
    files.insert(FILE.to_owned(), "model,feature,weights\n".to_owned());
    files
}

/// The weights of one question.
#[derive(Debug, Default)]
pub struct Model {
    labels: Vec<String>,
    rows: FxHashMap<Key, Vec<(usize, i32)>>,
}

/// The file of the weights.
const FILE: &str = "weights.csv";

fn wrong(sheet: &Sheet<'_>, line: usize, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Error, "weights-row", message)
        .in_file(format!("codebook/{}", sheet.name))
        .at_line(line)
        .hint("`tidings learn` writes this file anew; do not edit it by hand")
}

/// All models.
#[derive(Debug, Default)]
pub struct Weights {
    models: FxHashMap<String, Model>,
}

impl Weights {
    /// Reads `weights.csv`.
    pub fn read(files: &Files, faults: &mut Vec<Diagnostic>) -> Self {
        // Learned and long: read plainly, without the checks of files that
        // people write.
        let sheet = Sheet::open(files, FILE, faults);
        let text = files.get(FILE).map_or("", String::as_str);
        let mut rows = Vec::new();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut line = 2;
        for written in reader.deserialize::<Written>() {
            let message = match written.map(WeightRow::read) {
                Ok(Some(row)) => {
                    rows.push(row);
                    line += 1;
                    continue;
                }
                Ok(None) => "not `label:weight` parted by blanks".to_owned(),
                Err(error) => error.to_string(),
            };
            faults.push(wrong(&sheet, line, message));
            break;
        }
        Self::new(rows)
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
        let mut weights = Vec::with_capacity(row.weights.len());
        for (name, weight) in &row.weights {
            let label = self.labels.iter().position(|l| l == name);
            let label = label.unwrap_or_else(|| {
                self.labels.push(name.clone());
                self.labels.len() - 1
            });
            weights.push((label, *weight));
        }
        self.rows.insert(hash(&row.feature), weights);
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

    /// What a feature counts for a label, in thousandths.
    #[must_use]
    pub fn weight(&self, feature: &str, label: &str) -> i32 {
        let rows = self.rows.get(&hash(feature));
        rows.into_iter()
            .flatten()
            .find(|(at, _)| self.labels[*at] == label)
            .map_or(0, |(_, weight)| *weight)
    }

    /// The most probable label, and how probable it is among all.
    #[must_use]
    pub fn best(&self, features: &[(Key, i32)]) -> (&str, f64) {
        let odds = self.probabilities(features);
        let total: f64 = odds.iter().sum();
        let best =
            (0..odds.len()).max_by(|a, b| odds[*a].total_cmp(&odds[*b]));
        best.map_or(("", 0.0), |best| {
            (&*self.labels[best], odds[best] / total)
        })
    }

    /// How probable a label is.
    #[must_use]
    pub fn probability(&self, features: &[(Key, i32)], label: &str) -> f64 {
        let at = self.labels.iter().position(|l| l == label);
        at.map_or(0.0, |at| self.probabilities(features)[at])
    }

    /// How probable each label is against all others, given features with
    /// their values.
    fn probabilities(&self, features: &[(Key, i32)]) -> Vec<f64> {
        let mut sums = vec![0_i64; self.labels.len()];
        for (key, value) in features {
            for (label, weight) in self.rows.get(key).into_iter().flatten() {
                sums[*label] += i64::from(*weight) * i64::from(*value);
            }
        }
        #[expect(
            clippy::cast_precision_loss,
            reason = "sums of thousandths stay far below 2^52"
        )]
        let odds = |sum: i64| 1.0 / (1.0 + (-(sum as f64) / UNIT).exp());
        sums.into_iter().map(odds).collect()
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
