//! How many events differ: what is said of a comparison in a line.

use crate::table::Change;
use std::collections::BTreeSet;

/// Events that differ between two releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Events of the later release alone.
    pub added: usize,
    /// Events of the earlier release alone.
    pub dropped: usize,
    /// Events of both that are coded otherwise.
    pub changed: usize,
}

impl Numbers {
    /// All of them.
    #[must_use]
    pub fn all(self) -> usize {
        self.added + self.dropped + self.changed
    }

    /// Counts them: an event that is coded otherwise has a row for each field.
    #[must_use]
    pub fn of(changes: &[Change]) -> Self {
        let count = |what: &str| {
            let rows = changes.iter().filter(|row| &*row.change == what);
            let ids = rows.map(|row| (&row.event_id_old, &row.event_id_new));
            ids.collect::<BTreeSet<_>>().len()
        };
        Self {
            added: count("added"),
            dropped: count("dropped"),
            changed: count("changed"),
        }
    }
}
