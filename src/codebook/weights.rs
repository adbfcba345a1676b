//! What was learned from marked texts: how much each feature of a word speaks
//! for each label, read from `weights.csv`.
//!
//! Whole numbers throughout, so that every machine adds up the same sums.
//! Knows neither how features come about nor how weights are learned.

use super::source::{Files, Sheet};
use crate::diagnostic::{Diagnostic, Severity};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Thousandths: a weight of 1000 multiplies the odds by *e*.
pub const UNIT: f64 = 1000.0;

/// The label of a word that tells an outcome.
pub const EVENT: &str = "event";

/// The label of what is right for a field of an outcome.
pub const YES: &str = "yes";

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
#[derive(Debug, serde::Serialize)]
struct Written {
    model: String,
    feature: String,
    /// `label:thousandths`, parted by blanks.
    weights: String,
}

impl WeightRow {
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

/// The weights of one question. All weights stand in one list, those of a
/// feature side by side: there are very many, and they are read at each start.
#[derive(Debug, Default)]
pub struct Model {
    labels: Vec<String>,
    /// Label and thousandths.
    weights: Vec<(usize, i32)>,
    /// Where those of a feature stand.
    rows: FxHashMap<Key, Range<usize>>,
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
        let mut weights = Self::default();
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            let message = match reader.read_record(&mut record) {
                Ok(false) => break,
                Ok(true) => match weights.take(&record) {
                    Some(()) => continue,
                    None => "not `label:weight` parted by blanks".to_owned(),
                },
                Err(error) => error.to_string(),
            };
            let line = usize::try_from(line).unwrap_or(usize::MAX);
            faults.push(wrong(&sheet, line, message));
            break;
        }
        weights
    }

    /// Takes a row as it is written.
    fn take(&mut self, row: &csv::StringRecord) -> Option<()> {
        let (model, feature, weights) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        // Rows of a model stand together: its name is seldom new.
        if !self.models.contains_key(model) {
            self.models.insert(model.to_owned(), Model::default());
        }
        let model = self.models.get_mut(model)?;
        let first = model.weights.len();
        let mut next = 0;
        for part in weights.split(' ') {
            let (label, thousandths) = part.split_once(':')?;
            let label = model.label(label, next);
            model.weights.push((label, thousandths.parse().ok()?));
            next = label + 1;
        }
        model.rows.insert(hash(feature), first..model.weights.len());
        Some(())
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
        let first = self.weights.len();
        for (name, weight) in &row.weights {
            let label = self.label(name, 0);
            self.weights.push((label, *weight));
        }
        self.rows.insert(hash(&row.feature), first..self.weights.len());
    }

    /// The number of a label, looked for from a place where it is likely.
    fn label(&mut self, name: &str, from: usize) -> usize {
        let from = from.min(self.labels.len());
        let within = |labels: &[String]| labels.iter().position(|l| l == name);
        let known = within(&self.labels[from..])
            .map(|at| from + at)
            .or_else(|| within(&self.labels[..from]));
        known.unwrap_or_else(|| {
            self.labels.push(name.to_owned());
            self.labels.len() - 1
        })
    }

    /// What a feature counts for each label.
    fn of(&self, feature: Key) -> &[(usize, i32)] {
        let row = self.rows.get(&feature);
        row.map_or(&[], |row| &self.weights[row.clone()])
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
        self.of(hash(feature))
            .iter()
            .find(|(at, _)| self.labels[*at] == label)
            .map_or(0, |(_, weight)| *weight)
    }

    /// The most probable label, and how probable it is among all.
    #[must_use]
    pub fn best(&self, features: &[Key]) -> (&str, f64) {
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
    pub fn probability(&self, features: &[Key], label: &str) -> f64 {
        let at = self.labels.iter().position(|l| l == label);
        at.map_or(0.0, |at| self.probabilities(features)[at])
    }

    /// How probable each label is against all others, given
    /// features.
    fn probabilities(&self, features: &[Key]) -> Vec<f64> {
        let mut sums = vec![0_i64; self.labels.len()];
        for key in features {
            for (label, weight) in self.of(*key) {
                sums[*label] += i64::from(*weight);
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
