//! The countries with most events: what the chart beside `counts_by_country`
//! draws, for two hundred bars are none.

use crate::table::{Sheet, Table};
use std::cmp::Reverse;

/// Bars that one can read.
const BARS: usize = 25;

/// The rows with most events, most first; none without.
pub(super) fn most_events<'row>(countries: &Sheet<'row>) -> Sheet<'row> {
    let events =
        |row: &usize| countries.cell(*row, "n_events").integer().unwrap_or(0);
    let mut order: Vec<usize> = (0..countries.rows.len()).collect();
    order.retain(|row| events(row) > 0);
    // Stable, so that equals stay in the order of their codes.
    order.sort_by_key(|row| Reverse(events(row)));
    order.truncate(BARS);
    Sheet {
        table: Table {
            name: "top_countries",
            description: "The countries of `counts_by_country` with most events, most first: what the chart beside that table draws.",
            ..countries.table
        },
        rows: order.iter().map(|&row| countries.rows[row].clone()).collect(),
        written: 0,
    }
}
