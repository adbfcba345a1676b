//! Counting events by category, with Polars.
//!
//! The unit is the event. By region or country an event counts once in each
//! that it concerns; `weighted_events` shares it equally among its countries.
//! Data frames begin here: what comes in is typed rows, what goes out has
//! exactly the columns of its table. Decides nothing about any event.

mod cells;
mod ids;
mod ledger;
pub mod margin;
mod refused;
pub mod share;
mod tally;

use crate::table::{
    CountByCountry, CountByOutcomeType, CountByRegion,
    CountByRegionOutcomeType, CountByTheme, CountByThemeOutcomeType,
    CountByThemeRegion, CountByYear, Dimensions, Event, EventCountry, Row,
    Table,
};
pub use cells::tally_up;
pub use ledger::{COUNTRIES, EVENTS, Ledger};
use polars::prelude::{
    DataFrame, DataType, IntoLazy, LazyFrame, PolarsResult, UnionArgs, col,
    concat, df, lit, when,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
pub use tally::{added, published};
use tally::{crossing, join, one_way, tally};

/// The tables of counts, in the order of publication.
pub const COUNTS: [Table; 8] = [
    CountByTheme::TABLE,
    CountByRegion::TABLE,
    CountByOutcomeType::TABLE,
    CountByThemeRegion::TABLE,
    CountByThemeOutcomeType::TABLE,
    CountByRegionOutcomeType::TABLE,
    CountByCountry::TABLE,
    CountByYear::TABLE,
];

/// The region of an event that concerns no country.
pub const INTERNATIONAL: (&str, &str) = ("international", "International");

/// The region of a country that a scheme leaves out: none in a complete
/// codebook, but no event may fall out of the counts.
pub const UNASSIGNED: (&str, &str) = ("unassigned", "Unassigned");

/// The year of an event whose date lies within one year.
#[must_use]
pub fn year(event: &Event) -> Option<u64> {
    let (start, end) = (event.date_start?, event.date_end?);
    let year = u64::try_from(start.year()).ok()?;
    (start.year() == end.year()).then_some(year)
}

/// All tables of counts with shares as whole units, so that those of parts
/// of the events add up exactly.
///
/// # Errors
///
/// If Polars refuses a query: a fault of this program, not of its input.
pub fn tallies(
    events: &[Event],
    countries: &[EventCountry],
    dimensions: &Dimensions,
) -> PolarsResult<Vec<(Table, DataFrame)>> {
    let facts = facts(events, countries)?;
    let regional = by_scheme(&facts, dimensions)?;
    let years = events.iter().map(|event| year(event).map(signed)).collect();
    named(dimensions, years, |table| {
        let is_regional = table.key.contains(&"region");
        let facts = if is_regional { &regional } else { &facts };
        Ok(tally(facts, table))
    })
}

/// What was counted for each table, with the names and the zeros; `years` are
/// those that occur.
fn named(
    dimensions: &Dimensions,
    years: BTreeSet<Option<i64>>,
    counted: impl Fn(&Table) -> PolarsResult<LazyFrame>,
) -> PolarsResult<Vec<(Table, DataFrame)>> {
    let themes = themes(dimensions)?;
    let outcomes = outcomes(dimensions)?;
    let regions = regions(dimensions)?;
    let nations = nations(dimensions)?;
    let years = all_years(years)?;
    let types =
        outcomes.clone().select([col("outcome_type"), col("outcome_label")]);
    let by_theme = (&themes, &["theme"][..]);
    let by_region = (&regions, &["scheme", "region"][..]);
    let by_type = (&types, &["outcome_type"][..]);
    let named = |table: &Table| {
        let rows = counted(table)?;
        match *table.key {
            ["theme"] => one_way(rows, &themes, table),
            ["scheme", "region"] => one_way(rows, &regions, table),
            ["outcome_type"] => one_way(rows, &outcomes, table),
            ["country"] => one_way(rows, &nations, table),
            ["year"] => one_way(rows, &years, table),
            ["theme", ..] => crossing(rows, &[by_theme, by_type], table),
            [_, "theme", _] => crossing(rows, &[by_theme, by_region], table),
            _ => crossing(rows, &[by_region, by_type], table),
        }
    };
    COUNTS.iter().map(named).collect()
}

/// One row for each event and country that it concerns, with the country's
/// share in it; an event without a country has one row.
fn facts(
    events: &[Event],
    countries: &[EventCountry],
) -> PolarsResult<LazyFrame> {
    let mut of: FxHashMap<&str, u64> = FxHashMap::default();
    for row in countries {
        *of.entry(&row.event_id).or_default() += 1;
    }
    let mut seen: FxHashMap<&str, u64> = FxHashMap::default();
    let shares: Vec<i64> = countries
        .iter()
        .map(|row| {
            let position = seen.entry(&row.event_id).or_default();
            *position += 1;
            signed(share::share(of[&*row.event_id], *position - 1))
        })
        .collect();
    let shares = df!(
        "event_id" => texts(countries, |row| &row.event_id),
        "country" => texts(countries, |row| &row.country),
        "units" => shares,
    )?;
    let years: Vec<Option<i64>> =
        events.iter().map(|event| year(event).map(signed)).collect();
    let first: Vec<bool> = events.iter().map(Event::is_first).collect();
    let events = df!(
        "event_id" => texts(events, |row| &row.event_id),
        "document_id" => texts(events, |row| &row.document_id),
        "theme" => texts(events, |row| &row.theme),
        "outcome_type" => texts(events, |row| &row.outcome_type),
        "status" => texts(events, |row| &row.status),
        "year" => years,
        "is_first" => first,
    )?;
    Ok(join(events.lazy(), shares.lazy(), &["event_id"])
        .with_column(col("units").fill_null(lit(signed(share::WHOLE)))))
}

/// The facts once for each region scheme, with the country's region in it.
fn by_scheme(
    facts: &LazyFrame,
    dimensions: &Dimensions,
) -> PolarsResult<LazyFrame> {
    let all = df!(
        "scheme" => texts(&dimensions.regions, |row| &row.scheme),
        "region" => texts(&dimensions.regions, |row| &row.region),
        "country" => texts(&dimensions.regions, |row| &row.country),
    )?
    .lazy();
    let parts: Vec<LazyFrame> = schemes(dimensions)
        .into_iter()
        .map(|scheme| {
            let regions = all
                .clone()
                .filter(col("scheme").eq(lit(scheme)))
                .select([col("region"), col("country")]);
            let region = when(col("country").is_null())
                .then(lit(INTERNATIONAL.0))
                .otherwise(col("region").fill_null(lit(UNASSIGNED.0)));
            join(facts.clone(), regions, &["country"]).with_columns([
                region.alias("region"),
                lit(scheme).alias("scheme"),
            ])
        })
        .collect();
    if parts.is_empty() {
        let none = facts.clone().filter(lit(false));
        return Ok(none.with_columns([
            lit("").alias("region"),
            lit("").alias("scheme"),
        ]));
    }
    concat(parts, UnionArgs::default())
}

fn schemes(dimensions: &Dimensions) -> BTreeSet<&str> {
    dimensions.regions.iter().map(|row| &*row.scheme).collect()
}

fn themes(dimensions: &Dimensions) -> PolarsResult<LazyFrame> {
    let rows = &dimensions.themes;
    let frame = df!(
        "theme" => texts(rows, |row| &row.theme),
        "theme_label" => texts(rows, |row| &row.label),
    )?;
    Ok(frame.lazy())
}

fn outcomes(dimensions: &Dimensions) -> PolarsResult<LazyFrame> {
    let rows = &dimensions.outcome_types;
    let frame = df!(
        "outcome_type" => texts(rows, |row| &row.outcome_type),
        "outcome_label" => texts(rows, |row| &row.label),
        "outcome_class" => texts(rows, |row| &row.outcome_class),
    )?;
    Ok(frame.lazy())
}

fn nations(dimensions: &Dimensions) -> PolarsResult<LazyFrame> {
    let rows = &dimensions.countries;
    let frame = df!(
        "country" => texts(rows, |row| &row.country),
        "country_name" => texts(rows, |row| &row.name),
    )?;
    Ok(frame.lazy())
}

/// Every region of every scheme, and the regions of what belongs to none:
/// scheme, region, label.
fn regions_of(dimensions: &Dimensions) -> BTreeSet<(&str, &str, &str)> {
    let mut rows: BTreeSet<(&str, &str, &str)> = dimensions
        .regions
        .iter()
        .map(|row| (&*row.scheme, &*row.region, &*row.label))
        .collect();
    for scheme in schemes(dimensions) {
        for (id, label) in [INTERNATIONAL, UNASSIGNED] {
            rows.insert((scheme, id, label));
        }
    }
    rows
}

fn regions(dimensions: &Dimensions) -> PolarsResult<LazyFrame> {
    let rows: Vec<_> = regions_of(dimensions).into_iter().collect();
    let frame = df!(
        "scheme" => texts(&rows, |row| row.0),
        "region" => texts(&rows, |row| row.1),
        "region_label" => texts(&rows, |row| row.2),
    )?;
    Ok(frame.lazy())
}

/// The years in which something happened, and the row of the undated.
fn all_years(mut years: BTreeSet<Option<i64>>) -> PolarsResult<LazyFrame> {
    years.insert(None);
    let years: Vec<Option<i64>> = years.into_iter().collect();
    let frame = df!("year" => years)?.lazy();
    Ok(frame.with_column(col("year").cast(DataType::Int64)))
}

fn texts<'row, T>(
    rows: &'row [T],
    text: impl Fn(&'row T) -> &'row str,
) -> Vec<&'row str> {
    rows.iter().map(text).collect()
}

/// Whole numbers are signed in frames. None here comes near the limit.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
