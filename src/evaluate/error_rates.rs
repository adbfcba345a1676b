//! How far counts of a category are from people's: the rows of
//! `error_rates.csv`, from the program's events beside gold.
//!
//! Documents are the units that are drawn: the events of one text are right
//! or wrong together. Where gold has too little of a category it says so, and
//! gives no ratio.

use super::Document;
use super::bootstrap::draws;
use super::pair::pair;
use super::unit::{Field, Unit};
use crate::codebook::error_rates::ErrorRateRow;
use crate::count::INTERNATIONAL;
use crate::table::Dimensions;
use std::collections::{BTreeMap, BTreeSet};

/// Events of a category, by people and by the program each, from which a
/// ratio is made at least.
const EVENTS: u64 = 20;

/// Documents that report them at least.
const DOCUMENTS: usize = 10;

/// What is said of a category with less.
const TOO_LITTLE: &str = "the gold has fewer than 20 events, or than 10 documents, of this category";

/// Dimension and category.
type Cell = (String, String);

/// A category's events in one document.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sums {
    gold: u64,
    coded: u64,
    matched: u64,
}

/// The error rates of every category, by dimension and category; `codebook`
/// is what the program coded with.
#[must_use]
pub fn error_rates(
    documents: &[Document],
    dimensions: &Dimensions,
    codebook: &str,
) -> Vec<ErrorRateRow> {
    let regions = regions(dimensions);
    let mut cells: BTreeMap<Cell, Vec<Sums>> = BTreeMap::new();
    let none = || vec![Sums::default(); documents.len()];
    for cell in categories(dimensions) {
        cells.insert(cell, none());
    }
    for (at, document) in documents.iter().enumerate() {
        let mut add = |cell: Cell, of: fn(&mut Sums) -> &mut u64| {
            *of(&mut cells.entry(cell).or_insert_with(none)[at]) += 1;
        };
        let (predicted, gold) = (&document.predicted, &document.gold);
        for unit in gold {
            for cell in of(unit, &regions) {
                add(cell, |sums| &mut sums.gold);
            }
        }
        for unit in predicted {
            for cell in of(unit, &regions) {
                add(cell, |sums| &mut sums.coded);
            }
        }
        for (i, j) in pair(predicted, gold).pairs {
            let (one, other) =
                (of(&predicted[i], &regions), of(&gold[j], &regions));
            for cell in one.intersection(&other) {
                add(cell.clone(), |sums| &mut sums.matched);
            }
        }
    }
    let deviations = deviations(&cells, documents.len());
    cells
        .into_iter()
        .zip(deviations)
        .map(|((cell, sums), sd)| row(cell, &sums, sd, codebook))
        .collect()
}

fn row(
    (dimension, category): Cell,
    documents: &[Sums],
    ratio_sd: Option<f64>,
    codebook: &str,
) -> ErrorRateRow {
    let sum = |of: fn(&Sums) -> u64| documents.iter().map(of).sum::<u64>();
    let (gold, coded) = (sum(|s| s.gold), sum(|s| s.coded));
    let occurs = documents.iter().filter(|s| s.gold + s.coded > 0).count();
    let enough = gold >= EVENTS && coded >= EVENTS && occurs >= DOCUMENTS;
    let known = enough.then_some(()).and(ratio_sd);
    let ratio = ratio(gold, coded);
    ErrorRateRow {
        dimension,
        category,
        documents: documents.len() as u64,
        gold_events: gold,
        coded_events: coded,
        matched_events: sum(|s| s.matched),
        ratio: known.map(|_| rounded(ratio)),
        ratio_sd: known.map(rounded),
        dispersion: known.map(|_| rounded(dispersion(documents, ratio))),
        reason: match known {
            Some(_) => String::new(),
            None => TOO_LITTLE.to_owned(),
        },
        codebook: codebook.to_owned(),
    }
}

/// The ratio's standard deviation over draws, for each category.
fn deviations(
    cells: &BTreeMap<Cell, Vec<Sums>>,
    documents: usize,
) -> Vec<Option<f64>> {
    let columns = draws(documents, |drawn| {
        let of = |sums: &Vec<Sums>| {
            let drawn = drawn.iter().map(|at| &sums[*at]);
            let (gold, coded) = drawn.fold((0, 0), |(gold, coded), sums| {
                (gold + sums.gold, coded + sums.coded)
            });
            // A draw without any is no draw.
            if coded == 0 { f64::NAN } else { ratio(gold, coded) }
        };
        cells.values().map(of).collect()
    });
    let Some(columns) = columns else { return vec![None; cells.len()] };
    columns.iter().map(|column| deviation(column)).collect()
}

#[expect(clippy::cast_precision_loss, reason = "two thousand draws")]
fn deviation(draws: &[f64]) -> Option<f64> {
    let known: Vec<f64> =
        draws.iter().copied().filter(|draw| draw.is_finite()).collect();
    let count = known.len() as f64;
    let mean = known.iter().sum::<f64>() / count;
    let squares: f64 = known.iter().map(|draw| (draw - mean).powi(2)).sum();
    (known.len() > 1).then(|| (squares / (count - 1.0)).sqrt())
}

#[expect(clippy::cast_precision_loss, reason = "events are below 2^52")]
fn ratio(gold: u64, coded: u64) -> f64 {
    gold as f64 / coded as f64
}

/// Variance of people's events around the ratio, for each coded event.
#[expect(clippy::cast_precision_loss, reason = "events are below 2^52")]
fn dispersion(documents: &[Sums], ratio: f64) -> f64 {
    let coded: u64 = documents.iter().map(|sums| sums.coded).sum();
    let squares: f64 = documents
        .iter()
        .map(|sums| (sums.gold as f64 - ratio * sums.coded as f64).powi(2))
        .sum();
    let count = documents.len() as f64;
    squares / coded as f64 * count / (count - 1.0)
}

/// Four digits say more than any gold knows.
fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

/// Every category that a table of counts lists in any case.
fn categories(dimensions: &Dimensions) -> Vec<Cell> {
    let cell = |d: &str, c: &str| (d.to_owned(), c.to_owned());
    let themes = dimensions.themes.iter().map(|row| cell("theme", &row.theme));
    let types = dimensions.outcome_types.iter();
    let types = types.map(|row| cell("outcome_type", &row.outcome_type));
    let regions = dimensions.regions.iter();
    let regions = regions.flat_map(|row| {
        [cell(&row.scheme, &row.region), cell(&row.scheme, INTERNATIONAL.0)]
    });
    let all = std::iter::once(cell("all", "all"));
    all.chain(themes).chain(types).chain(regions).collect()
}

/// Scheme and region of each country.
type Regions<'a> = BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>;

fn regions(dimensions: &Dimensions) -> Regions<'_> {
    let mut regions = Regions::new();
    for row in &dimensions.regions {
        let scheme = regions.entry(&*row.scheme).or_default();
        scheme.insert(&*row.country, &*row.region);
    }
    regions
}

/// The categories in which an event counts.
fn of(unit: &Unit, regions: &Regions<'_>) -> BTreeSet<Cell> {
    let cell = |d: &str, c: &str| (d.to_owned(), c.to_owned());
    let mut cells = BTreeSet::from([cell("all", "all")]);
    for field in [Field::Theme, Field::OutcomeType] {
        cells.insert(cell(field.name(), &unit.label(field)));
    }
    if let Some(year) = unit.cell(Field::Date).get(..4) {
        cells.insert(cell("year", year));
    }
    for country in unit.countries() {
        cells.insert(cell("country", country));
    }
    for (scheme, members) in regions {
        if unit.countries().is_empty() {
            cells.insert(cell(scheme, INTERNATIONAL.0));
        }
        let known = unit.countries().iter();
        for region in known.filter_map(|code| members.get(&**code)) {
            cells.insert(cell(scheme, region));
        }
    }
    cells
}
