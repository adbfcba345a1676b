//! How far the program's counts are from people's, by category, read from
//! `error_rates.csv`; and whether the rest of the codebook is the one that
//! they were measured with.
//!
//! `tidings evaluate --error-rates` writes the file.

use super::digest::digest_without;
use super::source::{Files, Sheet};
use crate::diagnostic::{Diagnostic, Severity};

/// The file.
pub const FILE: &str = "error_rates.csv";

/// Files on which the coding does not depend.
const BESIDE: [&str; 4] =
    [FILE, "clusters.csv", "common_words.csv", "corrections.csv"];

/// Digits of the digest that are written: enough to tell two codebooks apart.
const DIGITS: usize = 16;

/// A row: what the table `error_rates` publishes, and the codebook that it
/// was measured with.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct ErrorRateRow {
    /// What is counted by.
    pub dimension: String,
    /// The category.
    pub category: String,
    /// Gold documents.
    pub documents: u64,
    /// People's events.
    pub gold_events: u64,
    /// The program's events.
    pub coded_events: u64,
    /// Events that both have.
    pub matched_events: u64,
    /// People's events for each coded one.
    pub ratio: Option<f64>,
    /// Its standard deviation.
    pub ratio_sd: Option<f64>,
    /// Variance around it, for each coded event.
    pub dispersion: Option<f64>,
    /// Why there is no ratio.
    pub reason: String,
    /// Digest of the codebook.
    pub codebook: String,
}

/// Reads `error_rates.csv`; nothing if there is none.
pub fn read(files: &Files, told: &mut Vec<Diagnostic>) -> Vec<ErrorRateRow> {
    if !files.contains_key(FILE) {
        return Vec::new();
    }
    let sheet = Sheet::open(files, FILE, told);
    let mut rows = Vec::new();
    for located in sheet.rows::<ErrorRateRow>(told) {
        let row = located.row;
        let numbers = [row.ratio, row.ratio_sd, row.dispersion];
        let is_number = |n: &f64| n.is_finite() && !n.is_sign_negative();
        let known = numbers.iter().flatten().filter(|n| is_number(n));
        if matches!(known.count(), 0 | 3) {
            rows.push(row);
            continue;
        }
        let message =
            "ratio, ratio_sd and dispersion are numbers from 0, or all empty";
        told.push(
            sheet.fault(located.at, "ratio", "", "error-rates", message).hint(
                "`tidings evaluate --error-rates` writes this file anew",
            ),
        );
    }
    rows
}

/// What stands for the files that the coding depends on.
#[must_use]
pub fn measured_with(files: &Files) -> String {
    let mut digest = digest_without(files, &BESIDE);
    digest.truncate(DIGITS);
    digest
}

/// What is to be said if rates were measured with another codebook.
#[must_use]
pub fn outdated(files: &Files, rows: &[ErrorRateRow]) -> Option<Diagnostic> {
    let with = &rows.first()?.codebook;
    if *with == measured_with(files) {
        return None;
    }
    let sheet = Sheet::open(files, FILE, &mut Vec::new());
    let at = sheet.rows::<ErrorRateRow>(&mut Vec::new()).first()?.at;
    let mut note = sheet.fault(
        at,
        "codebook",
        "",
        "error-rates-old",
        "the error rates were measured with another codebook: counts are published without margins",
    );
    note.severity = Severity::Note;
    Some(note.hint("measure anew: tidings evaluate --gold DIR --codebook DIR --error-rates FILE"))
}
