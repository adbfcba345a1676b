//! What was learned from marked texts: how much each feature of a word speaks
//! for each label, read from `weights.csv`.
//!
//! Whole numbers throughout, so that every machine adds up the same sums.
//! Knows neither how features come about nor how weights are learned.

use super::embedded;
pub(crate) use super::pack::{Key, hash, key, then};
use super::pack::{Packing, Table, compile, pack, unpack};
use super::source::{Files, Sheet};
use crate::diagnostic::{Diagnostic, Severity};

/// Thousandths: a weight of 1000 multiplies the odds by *e*.
pub const UNIT: f64 = 1000.0;

/// The label of a word that tells an outcome.
pub const EVENT: &str = "event";

/// The label of what is right for a field of an outcome.
pub const YES: &str = "yes";

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
    files.insert(FILE.to_owned(), "model,feature,weights\n".into());
    files
}

/// The weights of one question.
#[derive(Debug, Default)]
pub struct Model {
    table: Table,
}

/// The probability of a label whose features count so many thousandths.
pub(crate) fn probability(sum: i32) -> f64 {
    1.0 / (1.0 + (-f64::from(sum) / UNIT).exp())
}

/// The file of the weights.
pub(super) const FILE: &str = "weights.csv";

fn wrong(sheet: &Sheet<'_>, line: u64, message: String) -> Diagnostic {
    Diagnostic::new(Severity::Error, "weights-row", message)
        .in_file(format!("codebook/{}", sheet.name))
        .at_line(usize::try_from(line).unwrap_or(usize::MAX))
        .hint("`tidings learn` writes this file anew; do not edit it by hand")
}

/// All models.
#[derive(Debug, Default)]
pub struct Weights {
    models: Vec<Model>,
}

impl Weights {
    /// Reads `weights.csv`; those of the built-in codebook were compiled when
    /// the program was built.
    pub fn read(files: &Files, faults: &mut Vec<Diagnostic>) -> Self {
        // Learned and long: read plainly, without the checks of files that
        // people write.
        let sheet = Sheet::open(files, FILE, faults);
        let text = files.get(FILE).map_or("", |text| text);
        let built_in = embedded::weights(text).map(unpack);
        if let Some(Ok(tables)) = built_in {
            return Self::of(tables);
        }
        match compile(text) {
            Ok(tables) => Self::of(tables),
            Err((line, message)) => {
                faults.push(wrong(&sheet, line, message));
                Self::default()
            }
        }
    }

    /// As bytes, from which those of the built-in codebook are read.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        pack(self.models.iter().map(|model| &model.table))
    }

    fn of(tables: Vec<Table>) -> Self {
        let models = tables.into_iter().map(|table| Model { table });
        Self { models: models.collect() }
    }

    /// Weights of the rows of one question.
    #[must_use]
    pub fn new(question: &str, rows: &[WeightRow]) -> Self {
        let mut packing = Packing::new(question);
        for row in rows {
            let weights = row.weights.iter();
            let weights = weights.map(|(label, weight)| (&**label, *weight));
            // What no table has room for is too large to have been learned.
            let _ = packing.add(&row.feature, weights);
        }
        Self::of(vec![packing.table()])
    }

    /// The model of a question.
    #[must_use]
    pub fn model(&self, name: &str) -> Option<&Model> {
        self.models.iter().find(|model| model.table.name == name)
    }
}

impl Model {
    /// Its labels.
    #[must_use]
    pub fn labels(&self) -> &[String] {
        &self.table.labels
    }

    /// Whether any label has a weight for a feature.
    #[must_use]
    pub fn knows(&self, key: Key) -> bool {
        self.table.row(key).is_some()
    }

    /// What a feature counts for a label, in thousandths.
    #[must_use]
    pub fn weight(&self, feature: &str, label: &str) -> i32 {
        let Some(row) = self.table.row(key(feature)) else { return 0 };
        let of = |at: u16| &self.table.labels[usize::from(at)];
        let weights = self.table.weights(row);
        weights
            .filter(|(at, _)| of(*at) == label)
            .map(|(_, weight)| i32::from(weight))
            .sum()
    }

    /// How probable a label is.
    #[must_use]
    pub fn probability(&self, features: &[Key], label: &str) -> f64 {
        let at = self.table.labels.iter().position(|l| l == label);
        at.map_or(0.0, |at| probability(self.sums(features)[at]))
    }

    /// What features count for a label, in thousandths.
    pub(crate) fn sum(&self, features: &[Key], label: &str) -> i32 {
        let at = self.table.labels.iter().position(|l| l == label);
        at.map_or(0, |at| self.sums(features)[at])
    }

    /// What features count for each label, in thousandths.
    pub(crate) fn scores(&self, features: &[Key]) -> Vec<(&str, i32)> {
        let labels = self.table.labels.iter().map(|label| &**label);
        labels.zip(self.sums(features)).collect()
    }

    /// What features count for each label; one that is given twice counts
    /// once.
    fn sums(&self, features: &[Key]) -> Vec<i32> {
        // Most features are unknown, so it is the known ones that are sorted.
        let rows = features.iter().filter_map(|key| self.table.row(*key));
        let mut rows: Vec<u32> = rows.collect();
        rows.sort_unstable();
        rows.dedup();
        let mut sums = vec![0_i32; self.table.labels.len()];
        for row in rows {
            for (label, weight) in self.table.weights(row) {
                sums[usize::from(label)] += i32::from(weight);
            }
        }
        sums
    }
}

/// What features count for the labels of a model, added up as they come; one
/// that is given twice counts once.
#[derive(Debug)]
pub(crate) struct Tally<'m> {
    model: &'m Model,
    sums: Vec<i32>,
    /// The rows that were counted.
    rows: Vec<u32>,
    /// A bit for each row of the model: whether it was counted.
    counted: Vec<u64>,
}

impl<'m> Tally<'m> {
    /// Nothing yet.
    pub(crate) fn new(model: &'m Model) -> Self {
        let sums = vec![0; model.table.labels.len()];
        let counted = vec![0; model.table.len() / 64 + 1];
        Self { model, sums, rows: Vec::new(), counted }
    }

    /// The model.
    pub(crate) fn model(&self) -> &'m Model {
        self.model
    }

    /// Forgets what was counted.
    pub(crate) fn clear(&mut self) {
        self.sums.fill(0);
        for row in self.rows.drain(..) {
            self.counted[row as usize / 64] = 0;
        }
    }

    /// Counts features.
    pub(crate) fn add(&mut self, features: &[Key]) {
        let table = &self.model.table;
        for row in features.iter().filter_map(|key| table.row(*key)) {
            let (counted, bit) =
                (&mut self.counted[row as usize / 64], 1 << (row % 64));
            if *counted & bit == 0 {
                *counted |= bit;
                self.rows.push(row);
                for (label, weight) in table.weights(row) {
                    self.sums[usize::from(label)] += i32::from(weight);
                }
            }
        }
    }

    /// What they count for a label, in thousandths.
    pub(crate) fn sum(&self, label: &str) -> i32 {
        let labels = &self.model.table.labels;
        let at = labels.iter().position(|known| known == label);
        at.map_or(0, |at| self.sums[at])
    }

    /// What they count for each label.
    pub(crate) fn scores(&self) -> Vec<(&'m str, i32)> {
        let labels = self.model.table.labels.iter().map(|label| &**label);
        labels.zip(self.sums.iter().copied()).collect()
    }
}
