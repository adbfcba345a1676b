//! The forms that what is told of a document must have: one line, a day, a
//! month or a year.

use jiff::civil::Date;

/// Whether this is a day as origins write it.
#[must_use]
pub fn is_day(date: &str) -> bool {
    date.parse::<Date>().is_ok() && date.len() == 10
}

/// Whether this is a day, month or year as origins write them.
#[must_use]
pub fn is_partial_date(date: &str) -> bool {
    match date.len() {
        4 => is_day(&format!("{date}-01-01")),
        7 => is_day(&format!("{date}-01")),
        _ => is_day(date),
    }
}

/// Cells hold one line each; nothing if there are no words.
#[must_use]
pub fn one_line(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}
