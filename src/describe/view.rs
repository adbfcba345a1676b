//! A table as plain text of a given width, to look at in a terminal.
//!
//! Hides nothing: long cells go on in the next line, and rows that need more
//! columns than the width has are shown one cell a line. What could steer the
//! terminal (escapes, marks that turn the direction of text) is shown by its
//! code.

use crate::table::{Column, Kind, Value};
use std::fmt::Write;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The narrowest column of words that one can read.
const NARROW: usize = 12;

/// Where a line may end: between words, values of a list, parts of a code.
const BREAKS: [char; 3] = [' ', ';', '_'];

/// Spaces between columns.
const GAP: usize = 2;

/// Some rows under their columns, fit into a width.
#[must_use]
pub fn view(
    columns: &[Column],
    rows: &[Vec<Value<'_>>],
    width: usize,
) -> String {
    let cells: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| printed(*cell)).collect())
        .collect();
    match widths(columns, &cells, width) {
        Some(widths) => grid(columns, &cells, &widths),
        None => records(columns, &cells, width),
    }
}

/// The widths of the columns, if all of them can stand side by side.
fn widths(
    columns: &[Column],
    cells: &[Vec<String>],
    width: usize,
) -> Option<Vec<usize>> {
    let mut widths: Vec<usize> = (0..columns.len())
        .map(|at| {
            let longest = cells.iter().map(|row| row[at].width()).max();
            columns[at].name.width().max(longest.unwrap_or(0))
        })
        .collect();
    let room = width.checked_sub(GAP * columns.len().saturating_sub(1))?;
    let least: Vec<usize> = (0..columns.len())
        .map(|at| {
            let parts = columns[at].name.split_inclusive(BREAKS);
            let name = parts.map(UnicodeWidthStr::width).max().unwrap_or(0);
            let words = if columns[at].kind == Kind::Text {
                NARROW
            } else {
                let cells = cells.iter().map(|row| row[at].width());
                cells.max().unwrap_or(0)
            };
            name.max(words)
        })
        .collect();
    // The widest column gives way first, down to what can be read.
    while widths.iter().sum::<usize>() > room {
        let give = (0..widths.len())
            .filter(|&at| widths[at] > least[at])
            .max_by_key(|&at| widths[at])?;
        widths[give] -= 1;
    }
    Some(widths)
}

fn grid(
    columns: &[Column],
    cells: &[Vec<String>],
    widths: &[usize],
) -> String {
    let names = columns.iter().map(|column| column.name.to_owned()).collect();
    let rule = widths.iter().map(|width| "─".repeat(*width)).collect();
    let mut text = String::new();
    for row in [&names, &rule].into_iter().chain(cells) {
        let wrapped: Vec<Vec<String>> = row
            .iter()
            .zip(widths)
            .map(|(cell, width)| wrap(cell, *width))
            .collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(1);
        for line in 0..height {
            let mut printed = String::new();
            for (at, (lines, width)) in wrapped.iter().zip(widths).enumerate()
            {
                let part = lines.get(line).map_or("", String::as_str);
                let blank = " ".repeat(width.saturating_sub(part.width()));
                let is_number =
                    matches!(columns[at].kind, Kind::Integer | Kind::Number);
                let (before, after) =
                    if is_number { (&*blank, "") } else { ("", &*blank) };
                let gap = if at == 0 { 0 } else { GAP };
                let _ = write!(printed, "{:gap$}{before}{part}{after}", "");
            }
            text.push_str(printed.trim_end());
            text.push('\n');
        }
    }
    text
}

/// One cell a line, its column before it.
fn records(columns: &[Column], cells: &[Vec<String>], width: usize) -> String {
    let names = columns.iter().map(|column| column.name.width()).max();
    let indent = names.unwrap_or(0) + GAP;
    let room = width.saturating_sub(indent).max(NARROW);
    let mut text = String::new();
    for (number, row) in (1..).zip(cells) {
        let _ = writeln!(text, "── row {number}");
        for (column, cell) in columns.iter().zip(row) {
            for (line, part) in wrap(cell, room).iter().enumerate() {
                let name = if line == 0 { column.name } else { "" };
                let printed = format!("{name:indent$}{part}");
                text.push_str(printed.trim_end());
                text.push('\n');
            }
        }
    }
    text
}

/// A cell's text, with nothing in it that a terminal would obey.
fn printed(cell: Value<'_>) -> String {
    harmless(&cell.to_string()).replace('\t', "\\u{9}")
}

/// Text whose characters that could steer a terminal, line ends and tabs
/// aside, are shown by their codes.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut shown = String::new();
    for c in text.chars() {
        let steers = c.is_control() && !matches!(c, '\n' | '\t')
            || matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{FEFF}')
            || ('\u{202A}'..='\u{202E}').contains(&c)
            || ('\u{2066}'..='\u{2069}').contains(&c);
        if steers {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Lines of at most a width: broken between words, a longer word inside.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split_inclusive(BREAKS) {
        if used > 0 && used + word.trim_end().width() > width {
            lines.push(String::new());
            used = 0;
        }
        for c in word.chars() {
            let wide = c.width().unwrap_or(0);
            if used > 0 && used + wide > width {
                if c == ' ' {
                    continue;
                }
                lines.push(String::new());
                used = 0;
            }
            used += wide;
            if let Some(line) = lines.last_mut() {
                line.push(c);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_keeps_the_width(
            text in "[a-zé漢;_ ]{0,60}", width in 4usize..20
        ) {
            let lines = wrap(&text, width);
            let kept: String =
                lines.concat().split(' ').collect();
            let whole: String = text.split(' ').collect();
            prop_assert_eq!(kept, whole);
            for line in lines {
                prop_assert!(line.trim_end().width() <= width, "{}", line);
            }
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        let shown = printed(Value::Text("a\u{1b}[31mb\u{202e}c\té"));
        assert_eq!(shown, "a\\u{1b}[31mb\\u{202e}c\\u{9}é");
    }
}
