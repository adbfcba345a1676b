//! The same figures as JSON, for programs. The headline has the shape that
//! scoring scripts print: `detect.f1`, `given_pair.theme`, `counts.theme`.

use super::figures::{Figure, Rates};
use super::finding::{Finding, Wrong};
use super::{Agreement, Evaluation, Provenance};
use serde_json::{Map, Value, json};

/// Headline figures by section, and by field or measure in it.
fn by_section(
    figures: &[Figure],
    value: impl Fn(&Figure) -> Value,
) -> Map<String, Value> {
    let mut sections = Map::new();
    for figure in figures {
        let name = match (figure.field, figure.measure) {
            (Some(field), _) => field.name(),
            (None, "precision") => "p",
            (None, "recall") => "r",
            (None, measure) => measure,
        };
        let section = sections
            .entry(figure.section)
            .or_insert_with(|| Value::Object(Map::new()));
        section[name] = value(figure);
    }
    sections
}

fn rates(rates: &Rates) -> Value {
    json!({
        "right": rates.right,
        "predicted": rates.predicted,
        "gold": rates.gold,
        "precision": rates.precision(),
        "recall": rates.recall(),
        "f1": rates.f1(),
    })
}

fn finding(finding: &Finding) -> Value {
    let kind = match finding.wrong {
        Wrong::Missed => "missed",
        Wrong::Extra => "extra",
        Wrong::Fields(_) => "wrong",
    };
    let mut fields = Map::new();
    if let Wrong::Fields(differences) = &finding.wrong {
        for d in differences {
            fields.insert(
                d.field.name().to_owned(),
                json!({ "predicted": d.predicted, "gold": d.gold }),
            );
        }
    }
    json!({
        "kind": kind,
        "document": finding.document,
        "event": finding.event,
        "countries": finding.countries,
        "outcome_type": finding.outcome_type,
        "text": finding.text,
        "fields": fields,
    })
}

/// Printed as every file of the program: with a line feed at the end.
fn print(value: &Value) -> String {
    format!("{value:#}\n")
}

impl Evaluation {
    /// All figures as JSON, with what was not right if asked for.
    #[must_use]
    pub fn json(&self, by: &Provenance<'_>, errors: bool) -> String {
        let mut all = by_section(&self.headline, |f| json!(f.value));
        let intervals = by_section(&self.headline, |f| json!(f.interval));
        let documents: Vec<Value> = self
            .documents
            .iter()
            .map(|(name, sums)| {
                let [detect, coded, full] = sums.levels();
                json!({
                    "document": name,
                    "detect": rates(&detect.1),
                    "coded": rates(&coded.1),
                    "full": rates(&full.1),
                })
            })
            .collect();
        let bins: Vec<Value> = self
            .reliability
            .bins
            .iter()
            .map(|bin| {
                json!({
                    "from": bin.from,
                    "until": bin.until,
                    "n": bin.n,
                    "score": bin.score,
                    "right": bin.right,
                })
            })
            .collect();
        let mut add = |name: &str, value| {
            all.insert(name.to_owned(), value);
        };
        add("version", json!(by.version));
        add("codebook_version", json!(by.codebook_version));
        add("codebook_sha256", json!(by.codebook_sha256));
        add("gold_events", json!(self.all.gold));
        add("pred_events", json!(self.all.predicted));
        add("pairs", json!(self.all.pairs));
        add("intervals", Value::Object(intervals));
        add("documents", Value::Array(documents));
        add(
            "reliability",
            json!({
                "bins": bins,
                "expected_calibration_error": self.reliability.error,
            }),
        );
        for classes in &self.classes {
            let by_name: Map<String, Value> = classes
                .rates
                .iter()
                .map(|(name, of)| (name.clone(), rates(of)))
                .collect();
            let confusion: Vec<Value> = classes
                .confusion
                .iter()
                .map(|((gold, predicted), n)| {
                    json!({ "gold": gold, "predicted": predicted, "n": n })
                })
                .collect();
            let name = classes.field.name();
            add(name, Value::Object(by_name));
            add(&format!("confusion_{name}"), Value::Array(confusion));
        }
        if errors {
            add("errors", self.findings.iter().map(finding).collect());
        }
        print(&Value::Object(all))
    }
}

impl Agreement {
    /// All figures as JSON.
    #[must_use]
    pub fn json(&self) -> String {
        let fields: Map<String, Value> = self
            .fields
            .iter()
            .map(|f| {
                let figures = json!({
                    "raw": f.raw,
                    "kappa": f.kappa,
                    "alpha": f.alpha,
                });
                (f.field.name().to_owned(), figures)
            })
            .collect();
        let mut all = Map::new();
        for (level, rates) in self.levels {
            all.insert(level.to_owned(), json!({ "f1": rates.f1() }));
        }
        let [(_, rates), ..] = self.levels;
        all.insert("documents".to_owned(), json!(self.documents));
        all.insert("events_a".to_owned(), json!(rates.predicted));
        all.insert("events_b".to_owned(), json!(rates.gold));
        all.insert("pairs".to_owned(), json!(self.pairs));
        all.insert("fields".to_owned(), Value::Object(fields));
        print(&Value::Object(all))
    }
}
