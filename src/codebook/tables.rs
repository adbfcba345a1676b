//! The smaller tables of the codebook, read into the types of `codebook`:
//! grammar words, word classes, outcome types, regions, precedence, roles.

use super::columns;
use super::faults;
use super::header;
use super::lexicon::Lexicon;
use super::reference::{Known, References};
use super::source::{Files, Located, Sheet, errors};
use super::term::{self, Classes, Phrases, Term};
use super::{OutcomeRow, Precedence, RegionRow};
use crate::codebook::cue::Status;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

#[derive(Debug, serde::Deserialize)]
struct PrecedenceRow {
    outcome: String,
    status: Option<Status>,
    beside: String,
    within: String,
    same_country: String,
    also_setback: String,
    reason: String,
}

#[derive(Debug, serde::Deserialize)]
struct RoleRow {
    role: String,
    kind: String,
}

#[derive(Debug, serde::Deserialize)]
struct ClassRow {
    class: String,
    word: String,
}

/// Files whose rows are read further on, by those who know what they mean.
const READ_ELSEWHERE: [&str; 4] =
    ["months.csv", "name_blockers.csv", "numbers.csv", "people_names.csv"];

/// Files that `normalise` reads, if there is something in them.
const OF_NORMALISE: [&str; 2] = ["abbreviations.csv", "furniture.csv"];

/// Files that nobody reads, and the rows that are read elsewhere.
pub(super) fn whole_folder(files: &Files, told: &mut Vec<Diagnostic>) {
    for name in files.keys() {
        if columns::of(name).is_none() {
            told.push(header::unknown_file(name, columns::required()));
        }
    }
    for name in columns::required() {
        if READ_ELSEWHERE.contains(&name) {
            Sheet::open(files, name, told).check(told);
        }
        let empty = files.get(name).is_none_or(|text| text.trim().is_empty());
        if OF_NORMALISE.contains(&name) && empty {
            // A missing file and an empty one are faults of the header.
            Sheet::open(files, name, told);
        }
    }
}

pub(super) fn classes(
    files: &Files,
    lexicon: &mut Lexicon,
    told: &mut Vec<Diagnostic>,
) -> Classes {
    let sheet = Sheet::open(files, "classes.csv", told);
    let rows = sheet.rows::<ClassRow>(told);
    let pairs: Vec<(String, String)> = rows
        .iter()
        .map(|l| (l.row.class.clone(), l.row.word.clone()))
        .collect();
    let (classes, wrong) = Classes::build(&pairs, lexicon);
    for (index, fault) in wrong {
        told.push(faults::term(&sheet, rows[index].at, "word", fault));
    }
    for Located { at, row } in &rows {
        told.extend(faults::capitals(&sheet, *at, "word", &row.word));
    }
    classes
}

pub(super) fn outcomes(
    files: &Files,
    themes: &Known,
    told: &mut Vec<Diagnostic>,
) -> (Vec<OutcomeRow>, Vec<usize>, Known) {
    let before = errors(told);
    let sheet = Sheet::open(files, "outcomes.csv", told);
    let rows = sheet.rows::<OutcomeRow>(told);
    let known = Known::new(
        "outcomes.csv",
        "outcome type",
        rows.iter().map(|l| l.row.outcome.as_str()),
        errors(told) == before,
    );
    let mut of_themes =
        References::new(&sheet, "default_theme", "outcome-theme", themes);
    let mut announced =
        References::new(&sheet, "if_announced", "outcome-announced", &known);
    let mut defaults = Vec::with_capacity(rows.len());
    for Located { at, row } in &rows {
        let theme = of_themes.resolve(*at, &row.default_theme);
        defaults.push(theme.unwrap_or(0));
        if !row.if_announced.is_empty() {
            announced.resolve(*at, &row.if_announced);
        }
    }
    of_themes.tell(told);
    announced.tell(told);
    let rows = rows.into_iter().map(|located| located.row).collect();
    (rows, defaults, known)
}

pub(super) fn regions(
    files: &Files,
    countries: &Known,
    told: &mut Vec<Diagnostic>,
) -> Vec<RegionRow> {
    let sheet = Sheet::open(files, "regions.csv", told);
    let mut codes =
        References::new(&sheet, "country", "region-country", countries);
    let mut all = Vec::new();
    for Located { at, row } in sheet.rows::<RegionRow>(told) {
        codes.resolve(at, &row.country);
        all.push(row);
    }
    codes.tell(told);
    all
}

pub(super) fn precedence(
    files: &Files,
    outcomes: &Known,
    told: &mut Vec<Diagnostic>,
) -> Vec<Precedence> {
    let sheet = Sheet::open(files, "precedence.csv", told);
    let column = |name| References::new(&sheet, name, "precedence", outcomes);
    let (mut first, mut second) = (column("outcome"), column("beside"));
    let mut all = Vec::new();
    for Located { at, row } in sheet.rows::<PrecedenceRow>(told) {
        let outcome = first.resolve(at, &row.outcome);
        let beside = second.resolve(at, &row.beside);
        if let (Some(outcome), Some(beside)) = (outcome, beside) {
            all.push(Precedence {
                outcome,
                status: row.status,
                beside,
                same_sentence: row.within == "sentence",
                same_country: row.same_country == "yes",
                also_setback: row.also_setback == "yes",
                reason: row.reason,
            });
        }
    }
    first.tell(told);
    second.tell(told);
    all
}

pub(super) fn roles(
    files: &Files,
    classes: &Classes,
    lexicon: &mut Lexicon,
    told: &mut Vec<Diagnostic>,
) -> BTreeMap<String, Term> {
    let sheet = Sheet::open(files, "roles.csv", told);
    let mut by_kind: BTreeMap<String, Phrases> = BTreeMap::new();
    for Located { at, row } in sheet.rows::<RoleRow>(told) {
        match term::parse(&row.role, lexicon, classes) {
            Ok(mut phrases) => {
                by_kind.entry(row.kind).or_default().append(&mut phrases);
            }
            Err(fault) => {
                told.push(faults::term(&sheet, at, "role", fault));
            }
        }
    }
    by_kind
        .into_iter()
        .map(|(kind, phrases)| (kind, Term::new(phrases)))
        .collect()
}
