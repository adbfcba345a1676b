//! The words of a report that may tell it from others, each with its rarity:
//! 1 for a word that no text of the training set holds, near 0 for one that
//! all hold. From the codebook's `common_words.csv`.

use crate::codebook::Codebook;
use crate::codebook::source::{Files, Sheet};
use crate::diagnostic::Diagnostic;
use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// The file of the codebook.
const FILE: &str = "common_words.csv";

/// How rare a number is taken for: it tells apart, but is often round.
const NUMBER: f64 = 0.6;

/// Numbers up to here are days as often as not.
const DAY: u64 = 31;

/// Numbers from here to there are years, which the date knows.
const YEARS: std::ops::RangeInclusive<u64> = 1900..=2100;

#[derive(Debug, serde::Deserialize)]
struct Row {
    word: String,
    texts: f64,
    of: f64,
}

/// How rare words are.
pub(super) struct Rarity {
    stemmer: Stemmer,
    of: FxHashMap<String, f64>,
    /// What names countries: the country itself is compared.
    countries: FxHashSet<String>,
}

impl std::fmt::Debug for Rarity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rarity")
            .field("words", &self.of.len())
            .finish_non_exhaustive()
    }
}

impl Rarity {
    pub(super) fn read(
        files: &Files,
        codebook: &Codebook,
        told: &mut Vec<Diagnostic>,
    ) -> Self {
        let stemmer = Stemmer::create(Algorithm::English);
        let mut of: FxHashMap<String, f64> = FxHashMap::default();
        if files.contains_key(FILE) {
            let sheet = Sheet::open(files, FILE, told);
            for located in sheet.rows::<Row>(told) {
                let Row { word, texts, of: all } = located.row;
                let rarity =
                    ((all + 1.0) / (texts + 1.0)).ln() / (all + 1.0).ln();
                let stem = stemmer.stem(&plain(&word)).into_owned();
                let known = of.entry(stem).or_insert(1.0);
                *known = known.min(rarity.clamp(0.0, 1.0));
            }
        }
        let names = codebook.countries.iter().flat_map(|row| {
            [
                &row.name,
                &row.short_name,
                &row.aliases,
                &row.demonyms,
                &row.adjectives,
            ]
        });
        let words = names.flat_map(|names| names.unicode_words());
        let countries = words
            .map(|word| {
                stemmer.stem(&plain(&word.to_lowercase())).into_owned()
            })
            .collect();
        Self { stemmer, of, countries }
    }

    /// The words of a text, sorted, each once, with their rarity.
    pub(super) fn words(&self, text: &str) -> Vec<(String, f64)> {
        let mut words: Vec<(String, f64)> =
            text.unicode_words().filter_map(|word| self.word(word)).collect();
        words.sort_by(|a, b| a.0.cmp(&b.0));
        words.dedup_by(|a, b| a.0 == b.0);
        words
    }

    fn word(&self, word: &str) -> Option<(String, f64)> {
        let lower = plain(&word.to_lowercase());
        let lower = lower.strip_suffix("'s").unwrap_or(&lower);
        let digits: String =
            lower.chars().filter(|sign| !matches!(sign, ',' | '.')).collect();
        if let Ok(number) = digits.parse::<u64>() {
            let is_date = number <= DAY || YEARS.contains(&number);
            return (!is_date).then_some((digits, NUMBER));
        }
        let stem = self.stemmer.stem(lower);
        if self.countries.contains(&*stem) {
            return None;
        }
        let rarity = self.of.get(&*stem).copied().unwrap_or(1.0);
        Some((stem.into_owned(), rarity))
    }
}

/// A word without the marks above and below its letters, which one writer
/// sets and the other leaves out.
fn plain(word: &str) -> String {
    let letters = word.nfd().filter(|letter| !is_combining_mark(*letter));
    letters
        .map(|letter| match letter {
            '’' => '\'',
            'ı' => 'i',
            other => other,
        })
        .collect()
}
