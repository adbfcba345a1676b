//! Counting a ledger of events: one pass over all events, document by
//! document, into cells that remember the last event and the last document
//! that they counted. So every distinct count is exact without any set.

use super::ledger::{Fact, Ledger, Place, STATUSES, UNDATED};
use super::refused::{Fault, no_frame};
use super::share::{WHOLE, share};
use super::{COUNTS, INTERNATIONAL, UNASSIGNED, named, regions_of, signed};
use crate::table::{Dimensions, Table};
use polars::prelude::{
    Column, DataFrame, IntoLazy, LazyFrame, PolarsResult, polars_bail,
};
use rustc_hash::FxHashMap;

/// What events are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Axis {
    Theme,
    Outcome,
    Year,
    Country,
    Region,
    /// Nothing: the second axis of a table that has one.
    Whole,
}

/// The place of an event on each axis.
type Codes = [usize; 6];

/// What is counted in a group.
#[derive(Debug, Clone)]
struct Cell {
    by_status: [u64; 4],
    distinct: u64,
    documents: u64,
    units: u64,
    /// The last event and the last document that were counted.
    event: usize,
    document: u32,
}

const EMPTY: Cell = Cell {
    by_status: [0; 4],
    distinct: 0,
    documents: 0,
    units: 0,
    event: usize::MAX,
    document: u32::MAX,
};

/// A table's groups: those of one axis, each by those of the other.
#[derive(Debug)]
struct Grid {
    table: Table,
    axes: [Axis; 2],
    /// How many groups the second axis has.
    width: usize,
    cells: Vec<Cell>,
}

impl Grid {
    fn new(table: Table, sizes: &Codes) -> Self {
        let mut axes = Vec::new();
        for name in table.key {
            let axis = axis(name);
            if !axes.contains(&axis) {
                axes.push(axis);
            }
        }
        axes.push(Axis::Whole);
        let axes = [axes[0], axes[1]];
        let [height, width] = axes.map(|axis| sizes[axis as usize]);
        Self { table, axes, width, cells: vec![EMPTY; height * width] }
    }

    fn has(&self, axis: Axis) -> bool {
        self.axes.contains(&axis)
    }

    /// Counts an event; where it is counted already, its share alone.
    fn add(&mut self, codes: &Codes, event: usize, fact: &Fact, units: u64) {
        let [row, column] = self.axes.map(|axis| codes[axis as usize]);
        let cell = &mut self.cells[row * self.width + column];
        cell.units += units;
        if cell.event != event {
            cell.event = event;
            cell.by_status[usize::from(fact.status)] += 1;
            cell.distinct += u64::from(fact.is_first);
        }
        if cell.document != fact.document {
            cell.document = fact.document;
            cell.documents += 1;
        }
    }
}

fn axis(name: &str) -> Axis {
    match name {
        "theme" => Axis::Theme,
        "outcome_type" => Axis::Outcome,
        "year" => Axis::Year,
        "country" => Axis::Country,
        "scheme" | "region" => Axis::Region,
        _ => Axis::Whole,
    }
}

/// The regions of all schemes in one row, and where in it a country stands.
struct Regions<'a> {
    all: Vec<(&'a str, &'a str)>,
    /// For each scheme, the region of each country.
    of: Vec<Vec<usize>>,
    /// For each scheme, the region of events without a country.
    international: Vec<usize>,
}

impl<'a> Regions<'a> {
    fn new(dimensions: &'a Dimensions) -> Self {
        let rows = regions_of(dimensions);
        let mut all: Vec<(&str, &str)> =
            rows.iter().map(|row| (row.0, row.1)).collect();
        all.dedup();
        let at: FxHashMap<(&str, &str), usize> =
            all.iter().copied().zip(0..).collect();
        let region: FxHashMap<(&str, &str), &str> = dimensions
            .regions
            .iter()
            .map(|row| ((&*row.scheme, &*row.country), &*row.region))
            .collect();
        let mut schemes: Vec<&str> = all.iter().map(|row| row.0).collect();
        schemes.dedup();
        let countries = &dimensions.countries;
        let in_scheme = |scheme: &&'a str| -> Vec<usize> {
            let region = |country: &str| {
                let region = region.get(&(*scheme, country)).copied();
                at[&(*scheme, region.unwrap_or(UNASSIGNED.0))]
            };
            countries.iter().map(|row| region(&row.country)).collect()
        };
        let of = schemes.iter().map(in_scheme).collect();
        let international =
            schemes.iter().map(|s| at[&(*s, INTERNATIONAL.0)]).collect();
        Self { all, of, international }
    }
}

/// The tallies of a ledger, as `super::tallies` gives them.
///
/// # Errors
///
/// If an event has a country twice, or Polars refuses a query: a fault of
/// this program.
pub fn tally_up(
    mut ledger: Ledger<'_>,
) -> Result<Vec<(Table, DataFrame)>, Fault> {
    ledger.close()?;
    let dimensions = ledger.dimensions;
    let regions = Regions::new(dimensions);
    let grids = counted(&ledger, &regions);
    let frames = |table: &Table| -> PolarsResult<LazyFrame> {
        let grid = grids.iter().find(|grid| grid.table.name == table.name);
        let Some(grid) = grid else {
            polars_bail!(NoData: "{} was not counted", table.name)
        };
        Ok(frame(grid, dimensions, &regions)?.lazy())
    };
    let years = grids.iter().filter(|grid| grid.axes[0] == Axis::Year);
    let years = years.flat_map(|grid| occurring(grid).map(year)).collect();
    named(dimensions, years, frames).map_err(|error| no_frame(&error))
}

fn counted(ledger: &Ledger<'_>, regions: &Regions<'_>) -> Vec<Grid> {
    let dimensions = ledger.dimensions;
    let sizes = [
        dimensions.themes.len(),
        dimensions.outcome_types.len(),
        usize::from(UNDATED) + 1,
        dimensions.countries.len(),
        regions.all.len(),
        1,
    ];
    let grids = COUNTS.map(|table| Grid::new(table, &sizes));
    let (mut regional, others): (Vec<Grid>, Vec<Grid>) =
        grids.into_iter().partition(|grid| grid.has(Axis::Region));
    let (mut national, mut others): (Vec<Grid>, Vec<Grid>) =
        others.into_iter().partition(|grid| grid.has(Axis::Country));
    for (event, fact) in ledger.facts.iter().enumerate() {
        let mut codes = [
            usize::from(fact.theme),
            usize::from(fact.outcome),
            usize::from(fact.year),
            0,
            0,
            0,
        ];
        for grid in &mut others {
            grid.add(&codes, event, fact, WHOLE);
        }
        let places = places(ledger, fact);
        if places.is_empty() {
            for region in &regions.international {
                codes[Axis::Region as usize] = *region;
                for grid in &mut regional {
                    grid.add(&codes, event, fact, WHOLE);
                }
            }
        }
        for (at, place) in (0..).zip(places) {
            let units = share(places.len() as u64, at);
            let country = usize::from(place.country);
            codes[Axis::Country as usize] = country;
            for grid in &mut national {
                grid.add(&codes, event, fact, units);
            }
            for of in &regions.of {
                codes[Axis::Region as usize] = of[country];
                for grid in &mut regional {
                    grid.add(&codes, event, fact, units);
                }
            }
        }
    }
    others.extend(national);
    others.extend(regional);
    others
}

fn places<'l>(ledger: &'l Ledger<'_>, fact: &Fact) -> &'l [Place] {
    let whole = |number| usize::try_from(number).unwrap_or(usize::MAX);
    let (first, count) = (whole(fact.first), whole(fact.countries));
    ledger.places.get(first..first + count).unwrap_or_default()
}

/// The groups in which something was counted.
fn occurring(grid: &Grid) -> impl Iterator<Item = usize> {
    let cells = grid.cells.iter().enumerate();
    cells.filter(|(_, cell)| cell.event != usize::MAX).map(|(at, _)| at)
}

/// Key, numbers and units of a grid's groups.
fn frame(
    grid: &Grid,
    dimensions: &Dimensions,
    regions: &Regions<'_>,
) -> PolarsResult<DataFrame> {
    let at: Vec<usize> = occurring(grid).collect();
    let mut columns = Vec::new();
    for name in grid.table.key {
        // Where on its axis a group stands.
        let is_first = axis(name) == grid.axes[0];
        let code = |at: &usize| {
            if is_first { at / grid.width } else { at % grid.width }
        };
        let codes = at.iter().map(code);
        let texts: Vec<&str> = match *name {
            "theme" => codes.map(|c| &*dimensions.themes[c].theme).collect(),
            "outcome_type" => codes
                .map(|c| &*dimensions.outcome_types[c].outcome_type)
                .collect(),
            "country" => {
                codes.map(|c| &*dimensions.countries[c].country).collect()
            }
            "scheme" => codes.map(|c| regions.all[c].0).collect(),
            "region" => codes.map(|c| regions.all[c].1).collect(),
            _ => {
                let years: Vec<Option<i64>> = codes.map(year).collect();
                columns.push(Column::new((*name).into(), years));
                continue;
            }
        };
        columns.push(Column::new((*name).into(), texts));
    }
    let mut number = |name: &str, of: &dyn Fn(&Cell) -> u64| {
        let numbers: Vec<i64> =
            at.iter().map(|at| signed(of(&grid.cells[*at]))).collect();
        columns.push(Column::new(name.into(), numbers));
    };
    number("n_events", &|cell| cell.by_status.iter().sum());
    number("n_distinct", &|cell| cell.distinct);
    for (status, name) in STATUSES.iter().enumerate() {
        number(&format!("n_{name}"), &|cell| cell.by_status[status]);
    }
    number("n_documents", &|cell| cell.documents);
    number("units", &|cell| cell.units);
    DataFrame::new(at.len(), columns)
}

/// The year of a code.
fn year(code: usize) -> Option<i64> {
    let year = i64::try_from(code).ok()?;
    (year != i64::from(UNDATED)).then_some(year)
}
