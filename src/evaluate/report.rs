//! The figures as a report in Markdown, for people: what each means stands
//! beside it, most important first.

use super::bootstrap::DRAWS;
use super::classes::{Classes, NONE};
use super::figures::{Figure, Rates};
use super::finding::{Finding, Wrong};
use super::{Evaluation, Provenance};
use std::cmp::Reverse;
use std::fmt::Write;

impl Evaluation {
    /// The report, with what was not right if asked for.
    #[must_use]
    pub fn markdown(&self, by: &Provenance<'_>, errors: bool) -> String {
        let mut text = format!(
            "# Evaluation\n\nDocuments: {}. Events in the gold: {}; predicted: {}; pairs of both: {}. By tidings {}, codebook version {} (SHA-256 `{}`).\n",
            self.documents.len(),
            self.all.gold,
            self.all.predicted,
            self.all.pairs,
            by.version,
            by.codebook_version,
            by.codebook_sha256
        );
        self.levels(&mut text);
        self.shares(&mut text);
        for classes in &self.classes {
            categories(&mut text, classes);
        }
        self.per_document(&mut text);
        self.score(&mut text);
        if errors {
            text.push_str("\n## What was not right\n\n");
            for finding in &self.findings {
                line(&mut text, finding);
            }
        }
        text
    }

    fn levels(&self, text: &mut String) {
        let of = |section: &str| {
            let figures =
                self.headline.iter().filter(|f| f.section == section);
            figures.map(with_interval).collect::<Vec<_>>().join(" | ")
        };
        text.push_str("\n## Events\n\nA predicted and a gold event can be one only where their words overlap. **detect**: they are a pair. **coded**: a pair with the same countries and outcome type. **full**: also the same theme and status.");
        if self.documents.len() > 1 {
            let _ = write!(
                text,
                " In brackets: 95 % of {DRAWS} draws of the documents."
            );
        }
        text.push_str("\n\n| level | precision | recall | F1 |\n| --- | --- | --- | --- |\n");
        for level in ["detect", "coded", "full"] {
            let _ = writeln!(text, "| {level} | {} |", of(level));
        }
    }

    fn shares(&self, text: &mut String) {
        let mut table = |opening: &str, section: &str| {
            text.push_str(opening);
            let figures = self.headline.iter();
            for figure in figures.filter(|f| f.section == section) {
                let name = figure.field.map_or("", super::Field::name);
                let shown = with_interval(figure);
                let _ = writeln!(text, "| `{name}` | {shown} |");
            }
        };
        table(
            "\n## Fields, given a pair\n\nShare of pairs that say the same. Persons are compared by their surnames; two empty cells are the same.\n\n| field | same |\n| --- | --- |\n",
            "given_pair",
        );
        table(
            "\n## Tables of counts\n\nHow near the counts that an analyst would make come to those of the gold: 1 − Σ|predicted − gold| ÷ Σ(predicted + gold) over the cells. Draws make the counts of both sides differ more, so that these intervals lean low.\n\n| counted by | fidelity |\n| --- | --- |\n",
            "counts",
        );
    }

    fn per_document(&self, text: &mut String) {
        text.push_str("\n## By document\n\n| document | gold | predicted | pairs | coded | full | detect F1 | coded F1 | full F1 |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        for (name, sums) in &self.documents {
            let [detect, coded, full] =
                sums.levels().map(|(_, rates)| shown(rates.f1()));
            let _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {detect} | {coded} | {full} |",
                name.replace('|', "\\|"),
                sums.gold,
                sums.predicted,
                sums.pairs,
                sums.coded,
                sums.full
            );
        }
    }

    fn score(&self, text: &mut String) {
        let reliability = &self.reliability;
        let _ = write!(
            text,
            "\n## Score and share right\n\nEvents by their score; right is an event with the right countries and outcome type (coded). Expected calibration error: {}.\n\n| score | events | mean score | right |\n| --- | ---: | ---: | ---: |\n",
            shown(reliability.error)
        );
        for bin in &reliability.bins {
            let _ = writeln!(
                text,
                "| {:.1}–{:.1} | {} | {:.3} | {:.3} |",
                bin.from, bin.until, bin.n, bin.score, bin.right
            );
        }
    }
}

/// One table of a field's categories: figures, and what they are taken for.
fn categories(text: &mut String, classes: &Classes) {
    let name = classes.field.name();
    let _ = write!(
        text,
        "\n## By `{name}`\n\nRight: pairs whose two events both say it, whatever their other fields. Missed: gold events without a partner.\n\n| `{name}` | gold | predicted | right | precision | recall | F1 | missed | taken for |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |\n"
    );
    for (category, rates) in &classes.rates {
        let Rates { right, predicted, gold } = rates;
        let [p, r, f1] =
            [rates.precision(), rates.recall(), rates.f1()].map(shown);
        let missed = (category.clone(), NONE.to_owned());
        let missed = classes.confusion.get(&missed).unwrap_or(&0);
        let _ = writeln!(
            text,
            "| `{category}` | {gold} | {predicted} | {right} | {p} | {r} | {f1} | {missed} | {} |",
            taken_for(classes, category)
        );
    }
    let extra = taken_for(classes, NONE);
    if !extra.is_empty() {
        let _ =
            writeln!(text, "\nPredicted where the gold has none: {extra}.");
    }
}

/// What a gold category was predicted as, itself apart, most often first.
fn taken_for(classes: &Classes, category: &str) -> String {
    let mut others: Vec<(&str, usize)> = classes
        .confusion
        .iter()
        .filter(|((gold, predicted), _)| {
            gold == category && predicted != category && predicted != NONE
        })
        .map(|((_, predicted), n)| (&**predicted, *n))
        .collect();
    others.sort_by_key(|(_, n)| Reverse(*n));
    let others: Vec<String> =
        others.iter().map(|(name, n)| format!("`{name}` {n}")).collect();
    others.join(", ")
}

fn line(text: &mut String, finding: &Finding) {
    let Finding { document, event, countries, outcome_type, .. } = finding;
    // Words of a text are no markup.
    let words = finding.text.replace(['`', '\n'], " ");
    let _ = match &finding.wrong {
        Wrong::Missed => writeln!(
            text,
            "- MISS {document} #{event} {countries} {outcome_type} | `{words}`"
        ),
        Wrong::Extra => writeln!(
            text,
            "- EXTRA {document} {countries} {outcome_type} | `{words}`"
        ),
        Wrong::Fields(differences) => {
            let fields: Vec<String> = differences
                .iter()
                .map(|d| {
                    let name = d.field.name();
                    format!("{name}: `{}` not `{}`", d.predicted, d.gold)
                })
                .collect();
            writeln!(
                text,
                "- WRONG {document} #{event} {} | `{words}`",
                fields.join("; ")
            )
        }
    };
}

fn with_interval(figure: &Figure) -> String {
    match figure.interval {
        Some([low, high]) => {
            format!("{:.3} ({low:.3}–{high:.3})", figure.value)
        }
        None => format!("{:.3}", figure.value),
    }
}

/// Three digits; a dash for a share of nothing.
pub(super) fn shown(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.3}"))
}
