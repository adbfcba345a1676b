//! The first sheet: what this is, what it was made with, how a count is read,
//! how it is cited, and what the other sheets hold.

use super::super::citation::{DESCRIPTION, TITLE};
use super::super::reading::{READING, plain};
use super::super::{About, citation};
use super::layout::{ROWS, height};
use super::styles::Styles;
use crate::table::Sheet;
use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

/// Width of the column of words, in characters.
const WORDS: u16 = 100;

/// Writes the sheet `README`.
pub(super) fn write(
    worksheet: &mut Worksheet,
    shown: &[&Sheet<'_>],
    about: &About<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    worksheet.set_name("README")?;
    worksheet.set_column_width(0, 32)?;
    worksheet.set_column_width(1, WORDS)?;
    worksheet.set_print_fit_to_pages(1, 0);
    let mut page = Page { worksheet, row: 0, styles };
    page.worksheet.set_row_height(0, 24)?;
    page.head(TITLE, &styles.title)?;
    page.pair("What", DESCRIPTION)?;
    let count = about.count.to_string();
    let licences: Vec<&str> = about.licences().into_iter().collect();
    for (name, text) in [
        ("tidings", about.version),
        ("Codebook", about.codebook_version),
        ("SHA-256 of the codebook", about.codebook_sha256),
        ("Documents", &count),
        ("Licences of the documents", &licences.join("; ")),
        ("Cite as", &citation(about)),
        (
            "When",
            "The same documents, program and codebook give the same file, byte for byte; so it holds no date of its making. Versions and hashes tell which it is.",
        ),
    ] {
        page.pair(name, text)?;
    }
    page.head("How to read a count", &styles.heading)?;
    for rule in READING {
        page.pair("", &plain(rule))?;
    }
    page.head("From a number to its sentence", &styles.heading)?;
    page.pair("", "Filter events_flat by the codes of the count's row; evidence holds the words of the document, source and line say where they stand. A description of each column pops up at its header.")?;
    page.head("Sheets", &styles.heading)?;
    for sheet in shown {
        let table = &sheet.table;
        let link = Url::new(format!("internal:'{}'!A1", table.name))
            .set_text(table.name);
        let style = &styles.link;
        page.worksheet.write_url_with_format(page.row, 0, link, style)?;
        let mut text = plain(table.description);
        let rows = sheet.rows.len();
        if rows > ROWS {
            text = format!("{text} The first {ROWS} of {rows} rows.");
        }
        page.words(&text)?;
    }
    Ok(())
}

/// The sheet, and the row that is written next.
struct Page<'a> {
    worksheet: &'a mut Worksheet,
    row: u32,
    styles: &'a Styles,
}

impl Page<'_> {
    fn head(&mut self, text: &str, style: &Format) -> Result<(), XlsxError> {
        if self.row > 0 {
            self.row += 1;
        }
        self.worksheet.write_string_with_format(self.row, 0, text, style)?;
        self.row += 1;
        Ok(())
    }

    fn pair(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        let style = &self.styles.header;
        if !name.is_empty() {
            self.worksheet
                .write_string_with_format(self.row, 0, name, style)?;
        }
        self.words(text)
    }

    fn words(&mut self, text: &str) -> Result<(), XlsxError> {
        let style = &self.styles.wrapped;
        self.worksheet.write_string_with_format(self.row, 1, text, style)?;
        let texts = std::iter::once(text);
        height(self.worksheet, self.row, texts, usize::from(WORDS))?;
        self.row += 1;
        Ok(())
    }
}
