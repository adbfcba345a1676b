//! What keeps a row of events made elsewhere from being counted, with the
//! cure. Knows the names of a codebook; the file is told by whoever read it.

use crate::diagnostic::{Diagnostic, Severity};
use polars::prelude::PolarsError;
use rustc_hash::FxHashMap;

/// What is wrong with a row of a frame: the line of the diagnostic is the row
/// in it, from 1.
pub(super) type Fault = Box<Diagnostic>;

/// The names that a column may hold, with their numbers.
#[derive(Debug)]
pub(super) struct Names<'a> {
    column: &'static str,
    cure: &'static str,
    of: FxHashMap<&'a str, u16>,
}

impl<'a> Names<'a> {
    /// Names of the codebook.
    pub(super) fn of_codebook(
        column: &'static str,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let cure = "give the codebook that the events were coded with: --codebook DIR";
        Self { column, cure, of: names.zip(0..).collect() }
    }

    /// Names that the program sets.
    pub(super) fn of_program(
        column: &'static str,
        names: impl Iterator<Item = &'a str>,
    ) -> Self {
        let cure = "a status is `achieved`, `announced`, `ongoing` or `setback`; mend the table";
        Self { column, cure, of: names.zip(0..).collect() }
    }

    /// The number of a name.
    pub(super) fn code(&self, name: Option<&str>) -> Result<u16, Fault> {
        let name = known(name, self.column)?;
        self.of.get(name).copied().ok_or_else(|| {
            let column = self.column.replace('_', " ");
            let message = format!("not a known {column}: `{name}`");
            fault("unknown-name", message, self.cure)
        })
    }
}

/// A cell that must hold something.
pub(super) fn known<'c>(
    cell: Option<&'c str>,
    column: &str,
) -> Result<&'c str, Fault> {
    cell.filter(|text| !text.is_empty()).ok_or_else(|| {
        let message = format!("the column `{column}` is empty here");
        fault("empty-cell", message, "fill it in, or leave the row out")
    })
}

/// The fault, with its row.
pub(super) fn at_row(mut fault: Fault, row: usize) -> Fault {
    fault.line = Some(row);
    fault
}

pub(super) fn event_twice(event: &str) -> Fault {
    fault(
        "event-twice",
        format!("the event is there twice: `{event}`"),
        "name each file once, and leave out one of the rows",
    )
}

pub(super) fn country_twice(event: &str, country: &str) -> Fault {
    fault(
        "country-twice",
        format!("the event `{event}` has the country `{country}` twice"),
        "leave out one of the rows of `event_countries`",
    )
}

pub(super) fn no_event(event: &str) -> Fault {
    fault(
        "no-event",
        format!("a country of an event that is not there: `{event}`"),
        "name all files of events, or leave the row out",
    )
}

pub(super) fn no_position(event: &str) -> Fault {
    fault(
        "no-position",
        format!("the country of `{event}` has no position"),
        "positions are 1 for the country named first, then 2, 3 …",
    )
}

pub(super) fn no_year(year: i32) -> Fault {
    fault(
        "no-year",
        format!("no event happened in the year {year}"),
        "mend the dates, or leave them empty",
    )
}

pub(super) fn too_many() -> Fault {
    fault(
        "too-many",
        "more than four thousand million rows".to_owned(),
        "count parts of the events, by document, and add the counts up",
    )
}

/// The frame has other columns than it should: the reader has let it pass.
pub(super) fn no_frame(error: &PolarsError) -> Fault {
    let hint = "this is a fault of tidings; please report it";
    fault("no-frame", error.to_string(), hint)
}

fn fault(code: &'static str, message: String, hint: &str) -> Fault {
    Box::new(Diagnostic::new(Severity::Error, code, message).hint(hint))
}
