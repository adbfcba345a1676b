//! A table as a worksheet: typed cells, frozen header with filters, widths
//! that fit. Knows nothing of what the columns mean.

use super::styles::Styles;
use crate::table::{Column, Kind, Sheet, Value};
use rust_xlsxwriter::{
    ExcelDateTime, IgnoreError, Note, Worksheet, XlsxError,
};
use std::borrow::Cow;

/// Rows that a worksheet may have beside its header.
pub(super) const ROWS: usize = 1_048_575;

/// UTF-16 units that a cell may have.
const UNITS: usize = 32_767;

/// What is put in place of the rest of a longer text.
const CUT: &str =
    " … (cut here: a cell holds no more; the CSV file has it all)";

/// The widest column, in characters; longer text is wrapped.
const WIDEST: usize = 60;

/// Height of a line, in points, and the most that a row may have.
const LINE: f64 = 15.0;
const TALLEST: f64 = 405.0;

/// Characters that the button of a filter covers.
const BUTTON: usize = 4;

/// Writes a table into an empty worksheet of its name.
pub(super) fn write(
    worksheet: &mut Worksheet,
    sheet: &Sheet<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let table = &sheet.table;
    worksheet.set_name(table.name)?;
    let rows = &sheet.rows[..sheet.rows.len().min(ROWS)];
    for (at, column) in (0..).zip(table.columns) {
        let cells = || rows.iter().map(|row| row[usize::from(at)]);
        let width = width(column, cells());
        worksheet.set_column_width(at, width)?;
        worksheet.write_string_with_format(
            0,
            at,
            column.name,
            &styles.header,
        )?;
        let note = Note::new(column.description)
            .add_author_prefix(false)
            .set_width(300);
        worksheet.insert_note(0, at, &note)?;
        for (row, value) in (1..).zip(cells()) {
            cell(worksheet, (row, at), value, styles)?;
        }
    }
    for (row, cells) in (1..).zip(rows) {
        let texts = cells.iter().map(|cell| cell.text());
        height(worksheet, row, texts, WIDEST)?;
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_column =
        u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(0);
    worksheet.autofilter(0, 0, last_row, last_column)?;
    worksheet.set_freeze_panes(1, 0)?;
    worksheet.set_repeat_rows(0, 0)?;
    worksheet.set_landscape().set_print_fit_to_pages(1, 0);
    // Years and codes are text where their column is.
    worksheet.ignore_error_range(
        0,
        0,
        last_row,
        last_column,
        IgnoreError::NumberStoredAsText,
    )?;
    Ok(())
}

/// Writes one cell as what it is.
pub(super) fn cell(
    worksheet: &mut Worksheet,
    (row, column): (u32, u16),
    value: Value<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let plain = &styles.plain;
    match value {
        Value::Null => {}
        Value::Text(text) => {
            let style = if value.is_live() {
                &styles.live
            } else if text.chars().count() > WIDEST {
                &styles.wrapped
            } else {
                plain
            };
            let text = fitting(text);
            worksheet.write_string_with_format(row, column, text, style)?;
        }
        Value::Integer(number) => {
            #[expect(
                clippy::cast_precision_loss,
                reason = "a spreadsheet has no other numbers; ours are counts, lines and bytes"
            )]
            let number = number as f64;
            worksheet.write_number_with_format(row, column, number, plain)?;
        }
        Value::Number(number) => {
            worksheet.write_number_with_format(row, column, number, plain)?;
        }
        Value::Date(date) => {
            // Days before 1900 are no dates to a spreadsheet.
            let parts = (
                u16::try_from(date.year()),
                u8::try_from(date.month()),
                u8::try_from(date.day()),
            );
            let day = match parts {
                (Ok(year), Ok(month), Ok(day)) => {
                    ExcelDateTime::from_ymd(year, month, day).ok()
                }
                _ => None,
            };
            if let Some(day) = day {
                let style = &styles.day;
                worksheet
                    .write_datetime_with_format(row, column, &day, style)?;
            } else {
                let day = date.to_string();
                worksheet.write_string_with_format(row, column, day, plain)?;
            }
        }
        Value::Boolean(truth) => {
            worksheet.write_boolean_with_format(row, column, truth, plain)?;
        }
    }
    Ok(())
}

/// Makes a row as high as its wrapped texts need: not every program does so
/// by itself.
pub(super) fn height<'row>(
    worksheet: &mut Worksheet,
    row: u32,
    texts: impl Iterator<Item = &'row str>,
    width: usize,
) -> Result<(), XlsxError> {
    let lines = texts.map(|text| text.chars().count().div_ceil(width)).max();
    let lines = u16::try_from(lines.unwrap_or(1)).unwrap_or(u16::MAX);
    if lines > 1 {
        let height = (f64::from(lines) * LINE).min(TALLEST);
        worksheet.set_row_height(row, height)?;
    }
    Ok(())
}

/// The text, or as much of it as a cell holds, and that there is more.
fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= UNITS || text.encode_utf16().count() <= UNITS {
        return text.into();
    }
    let room = UNITS - CUT.encode_utf16().count();
    let mut units = 0;
    let kept = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= room
    });
    (kept.collect::<String>() + CUT).into()
}

/// The width that shows the header and most cells whole.
fn width<'row>(
    column: &Column,
    cells: impl Iterator<Item = Value<'row>>,
) -> f64 {
    let header = column.name.chars().count() + BUTTON;
    let longest = cells
        .map(|cell| match cell {
            Value::Text(text) => text.chars().count(),
            other => other.to_string().len(),
        })
        .max()
        .unwrap_or(0);
    let most = if column.kind == Kind::Number { 12 } else { WIDEST };
    let width = header.max(longest.min(most) + 1);
    f64::from(u16::try_from(width).unwrap_or(u16::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_to_what_a_cell_holds_and_says_so() {
        assert_eq!(fitting("Türkiye"), "Türkiye");
        let whole = "🦀".repeat(UNITS / 2);
        assert_eq!(fitting(&whole), whole);
        let cut = fitting(&"🦀".repeat(UNITS)).into_owned();
        assert!(cut.encode_utf16().count() <= UNITS && cut.ends_with(CUT));
        assert!(cut.encode_utf16().count() > UNITS - 2);
    }
}
