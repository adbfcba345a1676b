//! All figures as one CSV table in long form, for spreadsheets and scripts:
//! one row a figure. Rounds nothing away but digits that mean nothing.

use super::figures::{Figure, Rates, Tally};
use super::{Agreement, Evaluation};

const HEADER: [&str; 7] =
    ["section", "name", "measure", "value", "low", "high", "n"];

/// Rows of the table.
#[derive(Default)]
struct Rows(Vec<[String; 7]>);

impl Rows {
    fn add(
        &mut self,
        [section, name, measure]: [&str; 3],
        value: Option<f64>,
        n: usize,
    ) {
        self.0.push([
            section.to_owned(),
            name.to_owned(),
            measure.to_owned(),
            value.map(digits).unwrap_or_default(),
            String::new(),
            String::new(),
            n.to_string(),
        ]);
    }

    fn figure(&mut self, figure: &Figure) {
        let Figure { section, field, measure, value, n, .. } = figure;
        let place = match field {
            Some(field) => [section, field.name(), measure],
            None => ["headline", section, measure],
        };
        self.add(place, Some(*value), *n);
        if let (Some([low, high]), Some(row)) =
            (figure.interval, self.0.last_mut())
        {
            row[4] = digits(low);
            row[5] = digits(high);
        }
    }

    fn rates(&mut self, section: &str, name: &str, rates: &Rates) {
        let Rates { predicted, gold, .. } = *rates;
        let both = predicted + gold;
        self.add([section, name, "precision"], rates.precision(), predicted);
        self.add([section, name, "recall"], rates.recall(), gold);
        self.add([section, name, "f1"], rates.f1(), both);
    }

    fn count(&mut self, section: &str, name: &str, measure: &str, n: usize) {
        self.add([section, name, measure], None, n);
        if let Some(row) = self.0.last_mut() {
            row[3] = n.to_string();
        }
    }

    fn sums(&mut self, section: &str, name: &str, sums: &Tally) {
        let Tally { gold, predicted, pairs, .. } = sums;
        self.count(section, name, "gold_events", *gold);
        self.count(section, name, "predicted_events", *predicted);
        self.count(section, name, "pairs", *pairs);
    }

    fn bytes(self) -> csv::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut writer = csv::WriterBuilder::new()
            .terminator(csv::Terminator::Any(b'\n'))
            .from_writer(&mut bytes);
        writer.write_record(HEADER)?;
        for row in self.0 {
            writer.write_record(row)?;
        }
        writer.flush()?;
        drop(writer);
        Ok(bytes)
    }
}

/// Six digits after the point are more than any corpus tells.
fn digits(value: f64) -> String {
    format!("{value:.6}")
}

impl Evaluation {
    /// All figures as CSV.
    ///
    /// # Errors
    ///
    /// If the CSV library refuses a row: a fault of this program.
    pub fn csv(&self) -> csv::Result<Vec<u8>> {
        let mut rows = Rows::default();
        rows.sums("events", "all", &self.all);
        self.headline.iter().for_each(|figure| rows.figure(figure));
        for classes in &self.classes {
            let section = classes.field.name();
            for (name, rates) in &classes.rates {
                rows.rates(section, name, rates);
            }
        }
        for classes in &self.classes {
            let section = format!("confusion_{}", classes.field.name());
            for ((gold, predicted), n) in &classes.confusion {
                rows.count(&section, gold, predicted, *n);
            }
        }
        for (name, sums) in &self.documents {
            rows.sums("document", name, sums);
            for (level, rates) in sums.levels() {
                let n = rates.predicted + rates.gold;
                let measure = format!("{level}_f1");
                rows.add(["document", name, &measure], rates.f1(), n);
            }
        }
        for bin in &self.reliability.bins {
            let name = format!("{:.1}-{:.1}", bin.from, bin.until);
            rows.add(["reliability", &name, "score"], Some(bin.score), bin.n);
            rows.add(["reliability", &name, "right"], Some(bin.right), bin.n);
        }
        let measure = ["reliability", "all", "expected_calibration_error"];
        rows.add(measure, self.reliability.error, self.scored.len());
        rows.bytes()
    }
}

impl Agreement {
    /// All figures as CSV.
    ///
    /// # Errors
    ///
    /// If the CSV library refuses a row: a fault of this program.
    pub fn csv(&self) -> csv::Result<Vec<u8>> {
        let mut rows = Rows::default();
        for (level, rates) in self.levels {
            let n = rates.predicted + rates.gold;
            rows.add(["headline", level, "f1"], rates.f1(), n);
        }
        for field in self.fields {
            let name = field.field.name();
            for (measure, value) in [
                ("raw", field.raw),
                ("kappa", field.kappa),
                ("alpha", field.alpha),
            ] {
                rows.add(["agreement", name, measure], value, self.pairs);
            }
        }
        rows.bytes()
    }
}
