//! Which counts differ between two releases.

use super::Side;
use std::collections::BTreeMap;

/// What is counted by: a column of `events_flat`. One with several values
/// counts in each.
const BY: [&str; 5] =
    ["outcome_type", "theme", "regions", "countries", "status"];

/// A count that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The column that is counted by.
    pub by: &'static str,
    /// Its value.
    pub value: String,
    /// Events in the earlier release.
    pub old: usize,
    /// Events in the later one.
    pub new: usize,
}

/// The counts that differ, by column and value.
#[must_use]
pub fn moved(old: &Side<'_>, new: &Side<'_>) -> Vec<Moved> {
    let mut all = Vec::new();
    for by in BY {
        let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
        for (at, side) in [old, new].into_iter().enumerate() {
            for row in 0..side.events.rows.len() {
                for value in side.text(row, by).split(';') {
                    counts.entry(value).or_default()[at] += 1;
                }
            }
        }
        let differ = counts.into_iter().filter(|(_, [old, new])| old != new);
        all.extend(differ.map(|(value, [old, new])| {
            let value = if value.is_empty() { "none" } else { value };
            Moved { by, value: value.to_owned(), old, new }
        }));
    }
    all
}
