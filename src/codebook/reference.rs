//! Cells that name a row of another file: found there, or told as a fault,
//! once for each name, however many rows hold it.

use super::faults::At;
use super::source::{Sheet, nearest};
use crate::diagnostic::Diagnostic;
use rustc_hash::FxHashMap;

/// The ids of a file that others refer to.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The file.
    file: &'static str,
    /// What a row of it is, for messages.
    what: &'static str,
    index: FxHashMap<String, usize>,
    /// Whether all its rows could be read. If not, a name that is not found
    /// may be one that was left out, and to tell of it would mislead.
    whole: bool,
}

impl Known {
    pub(super) fn new<'a>(
        file: &'static str,
        what: &'static str,
        ids: impl Iterator<Item = &'a str>,
        whole: bool,
    ) -> Self {
        let mut index = FxHashMap::default();
        for (at, id) in ids.enumerate() {
            index.entry(id.to_owned()).or_insert(at);
        }
        Self { file, what, index, whole }
    }
}

/// The cells of one column that name rows of another file.
pub(super) struct References<'a> {
    sheet: &'a Sheet<'a>,
    column: &'static str,
    code: &'static str,
    known: &'a Known,
    unknown: Vec<(String, At, usize)>,
}

impl<'a> References<'a> {
    pub(super) fn new(
        sheet: &'a Sheet<'a>,
        column: &'static str,
        code: &'static str,
        known: &'a Known,
    ) -> Self {
        Self { sheet, column, code, known, unknown: Vec::new() }
    }

    /// The index of the row that a cell names.
    pub(super) fn resolve(&mut self, at: At, id: &str) -> Option<usize> {
        let found = self.known.index.get(id).copied();
        if found.is_none() && self.known.whole {
            match self.unknown.iter_mut().find(|(known, ..)| known == id) {
                Some((_, _, rows)) => *rows += 1,
                None => self.unknown.push((id.to_owned(), at, 1)),
            }
        }
        found
    }

    /// Tells the names that were not found.
    pub(super) fn tell(self, told: &mut Vec<Diagnostic>) {
        for (id, at, rows) in self.unknown {
            let more = match rows {
                1 => String::new(),
                _ => format!(" (in {rows} rows, of which this is the first)"),
            };
            let what = self.known.what;
            let fault = self.sheet.fault(
                at,
                self.column,
                "",
                self.code,
                format!("no such {what}: `{id}`{more}"),
            );
            let mut names: Vec<&str> =
                self.known.index.keys().map(String::as_str).collect();
            names.sort_unstable();
            told.push(fault.hint(match nearest(&id, names.into_iter()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("use one that stands in {}", self.known.file),
            }));
        }
    }
}
