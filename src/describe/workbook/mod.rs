//! `tidings.xlsx`: counts with charts, the flat table and its sources for
//! people who work in a spreadsheet.
//!
//! Made of the same tables and column definitions as every other format. Text
//! is written as text, whatever it looks like, so that nothing in a document
//! runs; no clock, so that the same tables give the same bytes.

mod chart;
mod cover;
mod layout;
mod meanings;
mod review;
mod styles;
mod top;

use super::citation::{MAINTAINERS, TITLE};
use super::{About, citation};
use crate::table::Sheet;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
pub use review::review;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError,
};
use styles::Styles;

/// Tables of the workbook that are no counts: events, where they come from,
/// what their codes mean.
const BESIDE: [&str; 3] = ["documents", "themes", "outcome_types"];

/// The workbook's bytes.
///
/// # Errors
///
/// If the library refuses a cell or a name: a fault of this program.
pub fn workbook(
    sheets: &[Sheet<'_>],
    about: &About<'_>,
) -> Result<Vec<u8>, XlsxError> {
    let named = |name: &str| sheets.iter().find(|s| s.table.name == name);
    let counts =
        sheets.iter().filter(|s| s.table.name.starts_with("counts_by_"));
    let mut shown: Vec<&Sheet<'_>> = counts.collect();
    shown.extend(named("events_flat"));
    shown.extend(BESIDE.iter().filter_map(|name| named(name)));
    let top = named("counts_by_country").map(top::most_events);
    if let Some(top) = &top {
        let after = shown
            .iter()
            .position(|sheet| sheet.table.name == "counts_by_country");
        shown.insert(after.map_or(0, |at| at + 1), top);
    }
    let entries = meanings::entries(&shown);
    let dictionary = meanings::sheet(&entries);
    shown.push(&dictionary);

    let mut book = Workbook::new();
    book.set_properties(&properties(about)?);
    let styles = Styles::new();
    cover::write(book.add_worksheet(), &shown, about, &styles)?;
    // Most of the time goes into cells, and no sheet waits for another.
    let worksheets = shown.par_iter().map(|sheet| {
        let mut worksheet = Worksheet::new();
        layout::write(&mut worksheet, sheet, &styles)?;
        chart::beside(&mut worksheet, sheet, top.as_ref())?;
        Ok(worksheet)
    });
    let worksheets: Vec<_> = worksheets.collect::<Result<_, XlsxError>>()?;
    for worksheet in worksheets {
        book.push_worksheet(worksheet);
    }
    book.save_to_buffer()
}

/// Excel demands a day of creation; a release has none, so that it is always
/// the same.
fn properties(about: &About<'_>) -> Result<DocProperties, XlsxError> {
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(TITLE)
        .set_author(MAINTAINERS)
        .set_comment(citation(about))
        .set_creation_datetime(&day))
}
