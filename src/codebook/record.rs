//! A CSV record as it is written: where each of its cells begins and ends in
//! the file, and whether its quotes are right. Reads what the `csv` crate
//! reads, but keeps the places, which that crate does not tell.

use std::ops::Range;

/// What is wrong with the quotes of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quoting {
    /// The quote that opens it is never closed.
    Open,
    /// Text follows the quote that closes it.
    Trailing,
}

/// A cell as it is written, quotes included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its bytes in the file.
    pub(super) range: Range<usize>,
    /// What is wrong with its quotes, and where.
    pub(super) fault: Option<(Quoting, usize)>,
}

/// The cells of the record that begins at a byte of the text.
#[must_use]
pub(super) fn cells(text: &str, from: usize) -> Vec<Cell> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut at = from;
    loop {
        let cell = cell(bytes, at);
        at = cell.range.end;
        all.push(cell);
        match bytes.get(at) {
            Some(b',') => at += 1,
            _ => return all,
        }
    }
}

fn cell(bytes: &[u8], start: usize) -> Cell {
    let mut at = start;
    let mut fault = None;
    if bytes.get(at) == Some(&b'"') {
        match closing(bytes, at + 1) {
            None => {
                let fault = Some((Quoting::Open, start));
                return Cell { range: start..bytes.len(), fault };
            }
            Some(close) => at = close + 1,
        }
        if !ends(bytes.get(at)) {
            fault = Some((Quoting::Trailing, at));
        }
    }
    while !ends(bytes.get(at)) {
        at += 1;
    }
    Cell { range: start..at, fault }
}

/// The quote that closes a cell; two in a row stand for one in the text.
fn closing(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

fn ends(byte: Option<&u8>) -> bool {
    matches!(byte, None | Some(b',' | b'\n' | b'\r'))
}

/// The first byte of a record, blank lines before it skipped.
#[must_use]
pub(super) fn skip_blank(text: &str, from: usize) -> usize {
    let rest = text.get(from..).unwrap_or("");
    from + rest.bytes().take_while(|b| matches!(b, b'\n' | b'\r')).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Vec<&str> {
        cells(text, 0).into_iter().map(|cell| &text[cell.range]).collect()
    }

    #[test]
    fn commas_and_line_ends_in_quotes_part_nothing() {
        assert_eq!(
            written("a,\"b,\"\"c\n\",,d\nnext"),
            ["a", "\"b,\"\"c\n\"", "", "d"]
        );
    }

    #[test]
    fn quotes_that_do_not_pair_are_faults_with_their_place() {
        let open = cells("a,\"b,c\nd,e\n", 0);
        assert_eq!(open[1].fault, Some((Quoting::Open, 2)));
        let trailing = cells("\"a\"b,c\n", 0);
        assert_eq!(trailing[0].fault, Some((Quoting::Trailing, 3)));
        assert_eq!(trailing[1].fault, None);
    }
}
