//! The sheet that people judge events on, as a workbook: what is to be filled
//! is coloured and has lists to choose from; the rest is there to be read.

use super::layout;
use super::styles::Styles;
use crate::table::{Column, Sheet, vocabulary};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, Formula,
    Workbook, Worksheet, XlsxError,
};

/// The sheet that holds the lists.
const LISTS: &str = "lists";

/// A column to fill, and what may be chosen in it.
type Choice = (&'static str, Vec<String>);

/// The workbook's bytes. `themes` and `outcomes` are those of the codebook,
/// `verdicts` what may be said of a row.
///
/// # Errors
///
/// If the library refuses a cell: a fault of this program.
pub fn review(
    sheet: &Sheet<'_>,
    verdicts: &[&str],
    themes: &[&str],
    outcomes: &[&str],
) -> Result<Vec<u8>, XlsxError> {
    let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
    let statuses = vocabulary("events", "status").unwrap_or(&[]);
    let statuses: Vec<&str> = statuses.iter().map(|(id, _)| *id).collect();
    let choices: [Choice; 4] = [
        ("verdict", owned(verdicts)),
        ("theme_is", owned(themes)),
        ("outcome_type_is", owned(outcomes)),
        ("status_is", owned(&statuses)),
    ];
    let mut book = Workbook::new();
    let styles = Styles::new();
    let mut worksheet = Worksheet::new();
    layout::write(&mut worksheet, sheet, &styles)?;
    let last = u32::try_from(sheet.rows.len()).unwrap_or(u32::MAX).max(1);
    // As text, so that a year or a number of persons stays as it is typed.
    let fill = Format::new()
        .set_background_color(Color::RGB(0x00FF_F8DC))
        .set_num_format("@")
        .set_text_wrap();
    for (at, column) in (0..).zip(sheet.table.columns) {
        if !is_filled(column) {
            continue;
        }
        for row in 1..=last {
            worksheet.write_blank(row, at, &fill)?;
        }
        let choice = choices.iter().zip(0_u16..);
        let choice = choice.into_iter().find(|(c, _)| c.0 == column.name);
        if let Some(((_, words), list)) = choice {
            let validation = listed(list, words.len());
            worksheet.add_data_validation(1, at, last, at, &validation)?;
        }
    }
    book.push_worksheet(worksheet);
    let lists = book.add_worksheet();
    lists.set_name(LISTS)?;
    for ((name, words), at) in choices.iter().zip(0_u16..) {
        lists.write_string(0, at, *name)?;
        for (row, word) in (1..).zip(words) {
            lists.write_string(row, at, word)?;
        }
    }
    book.save_to_buffer()
}

/// Whether a column is for people to fill.
fn is_filled(column: &Column) -> bool {
    column.description.starts_with("TO FILL")
}

/// A choice among the words of a list.
fn listed(list: u16, words: usize) -> DataValidation {
    let letter = char::from(b'A' + u8::try_from(list).unwrap_or(0));
    let range = format!("={LISTS}!${letter}$2:${letter}${}", words + 1);
    DataValidation::new()
        .allow_list_formula(Formula::new(range))
        .set_error_style(DataValidationErrorStyle::Warning)
}
