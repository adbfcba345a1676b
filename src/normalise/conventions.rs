//! The words that normalising needs, read from the codebook: abbreviations
//! and page furniture. Holds no words itself.

use crate::codebook::Files;
use crate::codebook::source::{Located, Sheet};
use crate::diagnostic::Diagnostic;
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
const KINDS: [&str; 9] = [
    "element",
    "class_word",
    "keep_word",
    "role",
    "caption_word",
    "byline_word",
    "clause_word",
    "aside_heading",
    "contents_heading",
];

impl Conventions {
    /// Reads both files; a faulty row is left out and told. An empty text
    /// stands for a missing file, of which the codebook tells.
    #[must_use]
    pub fn parse(
        abbreviations_csv: &str,
        furniture_csv: &str,
    ) -> (Self, Vec<Diagnostic>) {
        let mut conventions = Self::default();
        let mut told = Vec::new();
        let mut files = Files::from([
            (ABBREVIATIONS.to_owned(), abbreviations_csv.to_owned().into()),
            (FURNITURE.to_owned(), furniture_csv.to_owned().into()),
        ]);
        files.retain(|_, text| !text.trim().is_empty());
        let sheet = open(&files, ABBREVIATIONS, &mut told);
        for Located { at, row } in sheet.rows::<AbbreviationRow>(&mut told) {
            let target = &mut conventions.abbreviations;
            let rule = match row.rule.trim() {
                "never" => StopRule::Never,
                "unless_capital" => StopRule::UnlessCapital,
                "unless_starter" => StopRule::UnlessStarter,
                "before_number" => StopRule::BeforeNumber,
                "starter" => {
                    let word = row.abbreviation.trim().to_owned();
                    target.starters.insert(word);
                    continue;
                }
                other => {
                    let message = format!("no such rule: `{other}`");
                    told.push(
                        sheet
                            .fault(at, "rule", "", "abbreviation-rule", message)
                            .hint(
                                "rules are `never`, `unless_capital`, \
                                 `unless_starter`, `before_number` and `starter`",
                            ),
                    );
                    continue;
                }
            };
            target.rules.insert(row.abbreviation.trim().to_owned(), rule);
        }
        let sheet = open(&files, FURNITURE, &mut told);
        for Located { at, row } in sheet.rows::<FurnitureRow>(&mut told) {
            let kind = row.kind.trim();
            if KINDS.contains(&kind) {
                let kinds = &mut conventions.furniture.kinds;
                let names = kinds.entry(kind.to_owned()).or_default();
                names.insert(row.name.trim().to_owned());
            } else {
                let message = format!("no such kind: `{kind}`");
                told.push(
                    sheet
                        .fault(at, "kind", "", "furniture-kind", message)
                        .hint(format!("kinds are {}", KINDS.join(", "))),
                );
            }
        }
        (conventions, told)
    }
}

fn open<'files>(
    files: &'files Files,
    name: &str,
    told: &mut Vec<Diagnostic>,
) -> Sheet<'files> {
    let mut of_missing = Vec::new();
    let given = files.contains_key(name);
    Sheet::open(files, name, if given { told } else { &mut of_missing })
}

const ABBREVIATIONS: &str = "abbreviations.csv";
const FURNITURE: &str = "furniture.csv";

#[derive(Debug, serde::Deserialize)]
struct AbbreviationRow {
    abbreviation: String,
    rule: String,
}

#[derive(Debug, serde::Deserialize)]
struct FurnitureRow {
    kind: String,
    name: String,
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
