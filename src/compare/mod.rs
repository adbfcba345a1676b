//! Two releases beside each other: which events came, went or are coded
//! otherwise, and which counts moved. Reads tables only; judges nothing.

mod moved;
mod numbers;
mod rows;
mod twins;

pub use moved::{Moved, moved};
pub use numbers::Numbers;
pub use rows::{RowChange, file_changes, row_changes, with};

use crate::table::{Change, Sheet};
use rustc_hash::{FxHashMap, FxHashSet};
use twins::twins;

/// Columns of `events_flat` in which an event may be coded otherwise.
const FIELDS: [&str; 7] = [
    "countries",
    "theme",
    "outcome_type",
    "status",
    "date",
    "people",
    "people_count",
];

/// What stands for a whole event.
const WHOLE: [&str; 3] = ["countries", "outcome_type", "status"];

/// A release, as far as it is compared.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The table `events_flat`.
    pub events: &'a Sheet<'a>,
    /// The table `documents`.
    pub documents: &'a Sheet<'a>,
    /// The table `corrections`.
    pub corrections: &'a Sheet<'a>,
    /// SHA-256 of the codebook.
    pub codebook: &'a str,
    /// Version of the program.
    pub version: &'a str,
}

impl<'a> Side<'a> {
    fn text(&self, row: usize, column: &str) -> &'a str {
        self.events.cell(row, column).text()
    }

    /// A cell as it is printed.
    fn printed(&self, row: usize, column: &str) -> String {
        let cell = self.events.cell(row, column);
        cell.integer().map_or(cell.text().to_owned(), |n| n.to_string())
    }

    fn whole(&self, row: usize) -> String {
        let cells = WHOLE.map(|column| self.text(row, column));
        cells.join(" ")
    }

    /// Whether a person decided a field of an event that is there.
    fn is_corrected(&self, row: usize, field: &str) -> bool {
        let fields = self.text(row, "corrected");
        fields.split(';').any(|known| known == field)
    }

    /// Events that a person took out.
    fn dropped(&self) -> FxHashSet<&'a str> {
        let rows = self.corrections;
        let is_drop = |row: &usize| {
            let cell = |column| rows.cell(*row, column).text();
            cell("result") == "applied" && cell("value") == "drop"
        };
        let all = (0..rows.rows.len()).filter(is_drop);
        all.map(|row| rows.cell(row, "event_id").text()).collect()
    }

    /// The bytes of each source, by their digest.
    fn digests(&self) -> FxHashMap<&'a str, &'a str> {
        let digest = |row| {
            let cell = |column| self.documents.cell(row, column).text();
            (cell("source"), cell("sha256"))
        };
        (0..self.documents.rows.len()).map(digest).collect()
    }
}

/// What differs, in the order of the sources and of the text.
#[must_use]
pub fn changes(old: &Side<'_>, new: &Side<'_>) -> Vec<Change> {
    let why = why(old, new);
    let (were_out, are_out) = (old.dropped(), new.dropped());
    let mut found = Vec::new();
    for (was, is) in twins(old, new) {
        match (was, is) {
            (Some(was), Some(is)) => {
                for field in FIELDS {
                    let cells =
                        (old.printed(was, field), new.printed(is, field));
                    if cells.0 != cells.1 {
                        let decided = old.is_corrected(was, field)
                            || new.is_corrected(is, field);
                        let change = was_is(old, new, was, is);
                        found.push((decided, change, field, cells));
                    }
                }
            }
            (Some(was), None) => {
                let cells = (old.whole(was), String::new());
                let decided = old.is_corrected(was, "event")
                    || are_out.contains(old.text(was, "event_id"));
                found.push((decided, only(old, was, "dropped"), "", cells));
            }
            (None, Some(is)) => {
                let cells = (String::new(), new.whole(is));
                let decided = new.is_corrected(is, "event")
                    || were_out.contains(new.text(is, "event_id"));
                found.push((decided, only(new, is, "added"), "", cells));
            }
            (None, None) => {}
        }
    }
    found.sort_by(|(_, a, ..), (_, b, ..)| {
        (&*a.source, a.line).cmp(&(&*b.source, b.line))
    });
    (1..)
        .zip(found)
        .map(|(change_id, (decided, change, field, (old, new)))| Change {
            change_id,
            why: if decided {
                "correction".into()
            } else {
                why(&change.source).into()
            },
            field: field.to_owned(),
            old,
            new,
            ..change
        })
        .collect()
}

/// What may have caused a difference in a source.
fn why<'a>(
    old: &Side<'a>,
    new: &Side<'a>,
) -> impl Fn(&str) -> &'static str + use<'a> {
    let (were, are) = (old.digests(), new.digests());
    let rest = if old.codebook != new.codebook {
        "codebook"
    } else if old.version != new.version {
        "program"
    } else {
        "unknown"
    };
    move |source| {
        let same = were.get(source) == are.get(source);
        if same { rest } else { "source" }
    }
}

/// An event that both have.
fn was_is(old: &Side<'_>, new: &Side<'_>, was: usize, is: usize) -> Change {
    let before = old.text(was, "event_id").to_owned();
    let cue_old = old.text(was, "cue").to_owned();
    Change { event_id_old: before, cue_old, ..only(new, is, "changed") }
}

/// An event of one of them.
fn only(side: &Side<'_>, row: usize, change: &str) -> Change {
    let id = side.text(row, "event_id").to_owned();
    let cue = side.text(row, "cue").to_owned();
    let is_old = change == "dropped";
    Change {
        change_id: 0,
        change: change.into(),
        why: String::new().into(),
        source: side.text(row, "source").into(),
        line: side.events.cell(row, "line").integer().unwrap_or(0),
        event_id_old: if is_old { id.clone() } else { String::new() },
        event_id_new: if is_old { String::new() } else { id },
        cue_old: if is_old { cue.clone() } else { String::new() },
        cue_new: if is_old { String::new() } else { cue },
        field: String::new(),
        old: String::new(),
        new: String::new(),
        evidence: side.text(row, "evidence").into(),
    }
}
