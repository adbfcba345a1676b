//! The words that normalising needs, read from the codebook: abbreviations
//! and page furniture. Holds no words itself.

use crate::diagnostic::{Diagnostic, Severity};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

/// When a full stop after an abbreviation ends a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StopRule {
    /// Never: "Dr. Okello".
    Never,
    /// Only before a capital: "They called Briggs & Co. It closed".
    UnlessCapital,
    /// Only before a word that often begins a sentence: "the U.S. The".
    UnlessStarter,
    /// Always, but before a number: "No. 12".
    BeforeNumber,
}

/// Full stops that end no sentence.
#[derive(Debug, Clone, Default)]
pub struct Abbreviations {
    rules: HashMap<String, StopRule>,
    starters: HashSet<String>,
}

impl Abbreviations {
    /// The rule for a word that ends in a full stop.
    #[must_use]
    pub fn rule(&self, word: &str) -> Option<StopRule> {
        self.rules.get(word).copied()
    }

    /// Whether a capitalised word often begins a sentence.
    #[must_use]
    pub fn is_starter(&self, word: &str) -> bool {
        self.starters.contains(word)
    }
}

/// Parts of a page that are not its text, and words of the trade.
#[derive(Debug, Clone, Default)]
pub struct Furniture {
    kinds: HashMap<String, HashSet<String>>,
}

impl Furniture {
    /// Whether `name` stands in the list called `kind`.
    #[must_use]
    pub fn has(&self, kind: &str, name: &str) -> bool {
        self.kinds.get(kind).is_some_and(|names| names.contains(name))
    }
}

/// Everything that normalising takes from the codebook.
#[derive(Debug, Clone, Default)]
pub struct Conventions {
    /// From `abbreviations.csv`.
    pub abbreviations: Abbreviations,
    /// From `furniture.csv`.
    pub furniture: Furniture,
}

/// Kinds of furniture that the program knows.
const KINDS: [&str; 7] = [
    "element",
    "class_word",
    "keep_word",
    "role",
    "caption_word",
    "byline_word",
    "clause_word",
];

impl Conventions {
    /// Reads both files; a faulty row is left out and told.
    #[must_use]
    pub fn parse(
        abbreviations_csv: &str,
        furniture_csv: &str,
    ) -> (Self, Vec<Diagnostic>) {
        let mut conventions = Self::default();
        let mut told = Vec::new();
        let file = "abbreviations.csv";
        for row in rows(abbreviations_csv, file, &mut told) {
            let target = &mut conventions.abbreviations;
            let rule = match row.second.as_str() {
                "never" => StopRule::Never,
                "unless_capital" => StopRule::UnlessCapital,
                "unless_starter" => StopRule::UnlessStarter,
                "before_number" => StopRule::BeforeNumber,
                "starter" => {
                    target.starters.insert(row.first);
                    continue;
                }
                other => {
                    let hint = "rules are `never`, `unless_capital`, \
                         `unless_starter`, `before_number` and `starter`";
                    told.push(fault(file, row.line, "rule", other, hint));
                    continue;
                }
            };
            target.rules.insert(row.first, rule);
        }
        let file = "furniture.csv";
        for row in rows(furniture_csv, file, &mut told) {
            if KINDS.contains(&row.first.as_str()) {
                let kinds = &mut conventions.furniture.kinds;
                kinds.entry(row.first).or_default().insert(row.second);
            } else {
                let hint = format!("kinds are {}", KINDS.join(", "));
                told.push(fault(file, row.line, "kind", &row.first, &hint));
            }
        }
        (conventions, told)
    }
}

/// Two cells and the line where they stand.
struct Row {
    first: String,
    second: String,
    line: usize,
}

fn rows(csv: &str, file: &str, told: &mut Vec<Diagnostic>) -> Vec<Row> {
    let csv = csv.trim_start_matches('\u{FEFF}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .trim(csv::Trim::All)
        .comment(Some(b'#'))
        .from_reader(csv.as_bytes());
    let mut found = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                told.push(
                    Diagnostic::new(
                        Severity::Error,
                        "codebook",
                        error.to_string(),
                    )
                    .in_file(file),
                );
                continue;
            }
        };
        let place = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(place).unwrap_or(0);
        match (record.get(0), record.get(1)) {
            (Some(first), Some(second)) if !first.is_empty() => {
                let (first, second) = (first.into(), second.into());
                found.push(Row { first, second, line });
            }
            _ => told.push(
                Diagnostic::new(
                    Severity::Error,
                    "codebook",
                    "a row needs two cells",
                )
                .in_file(file)
                .at_line(line),
            ),
        }
    }
    found
}

fn fault(
    file: &str,
    line: usize,
    what: &str,
    found: &str,
    hint: &str,
) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "codebook",
        format!("no such {what}: `{found}`"),
    )
    .in_file(file)
    .at_line(line)
    .hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faulty_rows_are_told_and_left_out() {
        let (conventions, told) = Conventions::parse(
            "abbreviation,rule\nDr.,never\nX.,perhaps\nThe,starter\n",
            "kind,name\nelement,nav\nodd,one\n",
        );
        assert_eq!(
            conventions.abbreviations.rule("Dr."),
            Some(StopRule::Never)
        );
        assert!(conventions.abbreviations.is_starter("The"));
        assert!(conventions.furniture.has("element", "nav"));
        let lines: Vec<_> = told.iter().map(|d| d.line).collect();
        assert_eq!(lines, [Some(3), Some(3)]);
    }
}
