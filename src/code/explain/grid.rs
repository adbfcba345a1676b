//! Rows of cells as aligned text. Knows nothing of what they hold.

use std::fmt::Write;

/// Rows that are printed in columns, each as wide as its widest cell.
#[derive(Debug, Default)]
pub(super) struct Grid {
    rows: Vec<Vec<String>>,
}

impl Grid {
    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// Prints the rows below a title; nothing if there are none.
    pub(super) fn print(&self, out: &mut String, title: &str) {
        if self.rows.is_empty() {
            return;
        }
        let _ = writeln!(out, "\n  {title}");
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or(0);
        let width = |at: usize| {
            let cells = self.rows.iter().filter_map(|row| row.get(at));
            cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for row in &self.rows {
            let mut line = String::new();
            for (cell, width) in row.iter().zip(&widths) {
                // A column that nobody fills takes no room.
                if *width > 0 {
                    let _ = write!(line, "{cell:<width$}  ");
                }
            }
            let _ = writeln!(out, "    {}", line.trim_end());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell() {
        let mut grid = Grid::default();
        grid.row(["é".to_owned(), String::new(), "x".to_owned()]);
        grid.row(["long".to_owned(), String::new(), "y".to_owned()]);
        let mut out = String::new();
        grid.print(&mut out, "title");
        assert_eq!(out, "\n  title\n    é     x\n    long  y\n");
    }
}
