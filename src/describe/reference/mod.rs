//! Reference pages of the documentation, from the definitions of the tables
//! and of the codebook: pure bytes. What a page says of a column, theme or
//! outcome type is written at its definition, never here.

mod outcome_types;
mod overview;
mod themes;

use super::dictionary::{cell, columns};
use crate::codebook::{Codebook, Files};
use crate::table::{Sheet, Table, Value};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Pages: name of the file, and text.
pub type Pages = BTreeMap<&'static str, String>;

/// What a release holds: for frequencies and examples.
#[derive(Debug)]
pub struct Observed<'a> {
    /// `events_flat`.
    pub events: Sheet<'a>,
    /// `counts_by_theme`.
    pub themes: Sheet<'a>,
    /// `counts_by_outcome_type`.
    pub outcome_types: Sheet<'a>,
    /// `counts_by_region`.
    pub regions: Sheet<'a>,
}

/// The pages about tables and codebook.
#[must_use]
pub fn reference(
    all: &[Table],
    codebook: &Codebook,
    files: &Files,
    observed: &Observed<'_>,
) -> Pages {
    Pages::from([
        ("tables.md", tables(all)),
        ("codebook.md", overview::page(codebook, files, observed)),
        ("themes.md", themes::page(codebook, files, observed)),
        ("outcome-types.md", outcome_types::page(codebook, observed)),
    ])
}

/// Begins a page.
fn opening(title: &str, from: &str) -> String {
    format!(
        "# {title}\n\nWritten by `tidings generate reference` from {from}; changes are lost.\n"
    )
}

fn tables(all: &[Table]) -> String {
    let mut text =
        opening("Tables", "the definitions of the columns in `src/table/`");
    text.push_str("\nThe same tables stand in `csv/` and `parquet/` of every release. An empty cell is unknown, never zero.\n\n| table | a row is |\n| --- | --- |\n");
    for table in all {
        let about = cell(table.description);
        let _ = writeln!(text, "| [`{0}`](#{0}) | {about} |", table.name);
    }
    for table in all {
        columns(&mut text, table);
    }
    text
}

impl Observed<'_> {
    /// The whole number in a column of the first row whose other columns hold
    /// some values; zero if there is none, as in a release made with another
    /// codebook.
    fn number(
        sheet: &Sheet<'_>,
        holding: &[(&str, &str)],
        column: &str,
    ) -> u64 {
        let holds = |row: &usize| {
            let mut pairs = holding.iter();
            pairs.all(|(name, value)| sheet.cell(*row, name).text() == *value)
        };
        let row = (0..sheet.rows.len()).find(holds);
        row.and_then(|row| sheet.cell(row, column).integer()).unwrap_or(0)
    }

    /// The event with the highest score among those with a value in a column, as a
    /// quotation with its place.
    fn example(&self, column: &str, value: &str) -> Option<String> {
        let events = &self.events;
        let score = |row: usize| match events.cell(row, "score") {
            Value::Number(score) => score,
            _ => 0.0,
        };
        let row = (0..events.rows.len())
            .filter(|row| events.cell(*row, column).text() == value)
            // The first of the best, so that the page stays as it is.
            .rev()
            .max_by(|a, b| score(*a).total_cmp(&score(*b)))?;
        Some(format!(
            "> {}\n>\n> `{}`, line {}; {}, {}",
            plain(events.cell(row, "evidence").text()),
            events.cell(row, "source").text(),
            events.cell(row, "line"),
            match events.cell(row, "country_names").text() {
                "" => "no country",
                names => names,
            },
            events.cell(row, "status").text(),
        ))
    }
}

/// Text of a document, with nothing that Markdown would act upon.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => plain.push_str("&amp;"),
            '<' => plain.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '!' | '#' => {
                plain.push('\\');
                plain.push(c);
            }
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn what_a_document_says_stays_text() {
        let hostile = "<script> & ![x](http://x) `code` *a* _b_";
        let shown = "&lt;script> &amp; \\!\\[x\\](http://x) \\`code\\` \\*a\\* \\_b\\_";
        assert_eq!(plain(hostile), shown);
    }
}
