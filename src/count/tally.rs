//! One table of counts from facts: grouping, labels, zeros, order. Knows the
//! columns that every table of counts shares, and no category.

use super::margin::{Margin, Rates};
use super::{UNASSIGNED, share};
use crate::table::frame::ensure;
use crate::table::{Dimensions, Table};
use polars::prelude::{
    Column, DataFrame, DataType, Expr, IntoLazy, JoinArgs, JoinType,
    LazyFrame, PlSmallStr, PolarsResult, SortMultipleOptions, UnionArgs, col,
    concat, lit,
};

/// The columns that every table of counts ends with, but for the weights.
const NUMBERS: [&str; 7] = [
    "n_events",
    "n_distinct",
    "n_achieved",
    "n_announced",
    "n_ongoing",
    "n_setback",
    "n_documents",
];

/// Names for the values of some key columns.
pub(super) type Names<'a> = (&'a LazyFrame, &'a [&'a str]);

/// A table that lists every category, zeros included.
pub(super) fn one_way(
    counted: LazyFrame,
    categories: &LazyFrame,
    table: &Table,
) -> PolarsResult<(Table, DataFrame)> {
    let counted = join(categories.clone(), counted, table.key);
    let rows = counted.with_columns(
        NUMBERS
            .iter()
            .chain(&["units"])
            .map(|name| col(*name).cast(DataType::Int64).fill_null(lit(0_i64)))
            .collect::<Vec<Expr>>(),
    );
    // What belongs to no region is a category only if it occurs.
    let rows = if table.key.contains(&"region") {
        rows.filter(
            col("region")
                .neq(lit(UNASSIGNED.0))
                .or(col("n_events").gt(lit(0))),
        )
    } else {
        rows
    };
    finish(rows, table)
}

/// A table that lists what occurs, with the categories' names.
pub(super) fn crossing(
    counted: LazyFrame,
    names: &[Names<'_>],
    table: &Table,
) -> PolarsResult<(Table, DataFrame)> {
    let named = names.iter().fold(counted, |rows, (names, keys)| {
        join(rows, (*names).clone(), keys)
    });
    finish(named, table)
}

/// The counts of each group that the table's key makes. An event may have
/// several facts in a group, so events are counted distinct, and only the
/// shares are added up.
pub(super) fn tally(facts: &LazyFrame, table: &Table) -> LazyFrame {
    let keys: Vec<Expr> = table.key.iter().map(|name| col(*name)).collect();
    let with_status = |status: &str| {
        col("event_id")
            .filter(col("status").eq(lit(status)))
            .n_unique()
            .alias(format!("n_{status}"))
    };
    facts.clone().group_by(keys).agg([
        col("event_id").n_unique().alias("n_events"),
        col("event_id").filter(col("is_first")).n_unique().alias("n_distinct"),
        with_status("achieved"),
        with_status("announced"),
        with_status("ongoing"),
        with_status("setback"),
        col("document_id").n_unique().alias("n_documents"),
        col("units").sum(),
    ])
}

/// A left join on columns of the same name, at most one match a row; unknown
/// meets unknown, so that the undated have a row.
pub(super) fn join(
    left: LazyFrame,
    right: LazyFrame,
    keys: &[&str],
) -> LazyFrame {
    let keys: Vec<Expr> = keys.iter().map(|name| col(*name)).collect();
    let mut args = JoinArgs::new(JoinType::Left);
    args.nulls_equal = true;
    left.join(right, keys.clone(), keys, args)
}

fn finish(rows: LazyFrame, table: &Table) -> PolarsResult<(Table, DataFrame)> {
    let numbers: Vec<Expr> =
        numbers().map(|name| col(name).cast(DataType::Int64)).collect();
    let frame = ordered(rows.with_columns(numbers), table).collect()?;
    Ok((*table, frame))
}

fn numbers() -> impl Iterator<Item = &'static str> {
    NUMBERS.into_iter().chain(["units"])
}

fn ordered(rows: LazyFrame, table: &Table) -> LazyFrame {
    let order = SortMultipleOptions::default()
        .with_nulls_last(true)
        .with_maintain_order(true);
    rows.sort(table.key.to_vec(), order)
}

/// The tallies of two parts of the events, which share no document, as those
/// of both.
///
/// # Errors
///
/// If Polars refuses a query: a fault of this program.
pub fn added(
    one: &[(Table, DataFrame)],
    other: &[(Table, DataFrame)],
) -> PolarsResult<Vec<(Table, DataFrame)>> {
    let both = one.iter().zip(other);
    both.map(|((table, one), (_, other))| {
        let names = one.get_column_names();
        let names: Vec<&str> =
            names.into_iter().map(PlSmallStr::as_str).collect();
        // Grouping puts the labels first.
        let other = other.select(names.iter().copied())?;
        let rows = [one.clone().lazy(), other.lazy()];
        let rows = concat(rows, UnionArgs::default())?;
        let labels: Vec<Expr> = names
            .into_iter()
            .filter(|name| numbers().all(|number| number != *name))
            .map(col)
            .collect();
        let sums: Vec<Expr> = numbers().map(|name| col(name).sum()).collect();
        let sums = rows.group_by(labels).agg(sums);
        let frame = ordered(sums, table).collect()?;
        Ok((*table, frame))
    })
    .collect()
}

/// The tallies as they are published: units as events, margins as far as
/// gold tells, the table's columns.
///
/// # Errors
///
/// If a tally has not the columns of its table: a fault of this program.
pub fn published(
    tallies: Vec<(Table, DataFrame)>,
    dimensions: &Dimensions,
) -> PolarsResult<Vec<(Table, DataFrame)>> {
    let rates = Rates::new(&dimensions.error_rates);
    let publish = |(table, mut frame): (Table, DataFrame)| {
        let units = frame.column("units")?.i64()?.iter();
        let weights: Vec<f64> = units
            .map(|units| {
                let units = units.and_then(|n| u64::try_from(n).ok());
                share::events(units.unwrap_or(0))
            })
            .collect();
        frame.with_column(Column::new("weighted_events".into(), weights))?;
        for column in margins(&frame, &table, &rates)? {
            frame.with_column(column)?;
        }
        let frame = frame.select(table.columns.iter().map(|c| c.name))?;
        ensure(&frame, &table)?;
        Ok((table, frame))
    };
    tallies.into_iter().map(publish).collect()
}

/// The three columns of margins, for each row of a tally.
fn margins(
    frame: &DataFrame,
    table: &Table,
    rates: &Rates<'_>,
) -> PolarsResult<[Column; 3]> {
    let events = frame.column("n_events")?.i64()?;
    let mut keys = Vec::new();
    for name in table.key {
        keys.push(frame.column(name)?.cast(&DataType::String)?);
    }
    let mut all: Vec<Option<Margin>> = Vec::with_capacity(events.len());
    for (row, events) in events.iter().enumerate() {
        let mut key = Vec::new();
        for column in &keys {
            key.push(column.str()?.get(row).unwrap_or(""));
        }
        let events = events.and_then(|n| u64::try_from(n).ok());
        all.push(events.and_then(|n| rates.margin(table.key, &key, n)));
    }
    let signed = |of: fn(&Margin) -> u64| -> Vec<Option<i64>> {
        let each = all.iter().map(Option::as_ref);
        each.map(|margin| margin.map(|m| super::signed(of(m)))).collect()
    };
    let adjusted: Vec<Option<f64>> =
        all.iter().map(|m| m.as_ref().map(|m| m.adjusted)).collect();
    Ok([
        Column::new("n_adjusted".into(), adjusted),
        Column::new("n_low".into(), signed(|margin| margin.low)),
        Column::new("n_high".into(), signed(|margin| margin.high)),
    ])
}
