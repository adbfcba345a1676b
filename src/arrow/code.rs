//! From documents to their rows. Each document is coded by itself, and none
//! can stop the others: what cannot be coded becomes a row that says so.

use super::documents::Row;
use crate::code::{Coder, not_coded};
use crate::diagnostic::{Diagnostic, Severity};
use crate::guarded::guarded;
use crate::normalise::Source;
use crate::record::one_line;
use crate::table::Coded;

/// How it is said that a document was coded.
const CODED: &str = "coded";

/// How it is said that it was not.
const ERROR: &str = "error";

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct State {
    /// `coded` or `error`.
    pub status: &'static str,
    /// What is to be said of it; empty: nothing.
    pub message: String,
}

/// The rows of some documents, and what became of each document: there are as
/// many states as there are rows of `documents`.
#[derive(Debug, Clone, Default)]
pub struct Rows {
    /// The rows, as a build has them.
    pub coded: Coded,
    /// What became of the documents.
    pub states: Vec<State>,
}

impl Rows {
    /// Adds those of other documents.
    pub fn append(&mut self, mut other: Self) {
        self.coded.append(other.coded);
        self.states.append(&mut other.states);
    }
}

/// Codes a document.
#[must_use]
pub fn code(row: &Row, coder: &Coder) -> Rows {
    code_with(row, |source| coder.code(source))
}

fn code_with(row: &Row, code: impl FnOnce(&Source) -> Coded) -> Rows {
    let told = row.notes.iter().map(said);
    if let Some(fault) = &row.fault {
        return refused(
            &row.source,
            &told.chain([said(fault)]).collect::<Vec<_>>(),
        );
    }
    match unbroken(&row.source, code) {
        Ok(mut coded) => {
            let problems = std::mem::take(&mut coded.problems);
            let problems = problems
                .iter()
                .map(|row| format!("{}: {}", row.code.0, row.message.0));
            let message = told.chain(problems).collect::<Vec<_>>();
            let state = State { status: CODED, message: message.join("; ") };
            Rows { coded, states: vec![state] }
        }
        Err(fault) => {
            let told = told.chain([said(&fault)]);
            refused(&row.source, &told.collect::<Vec<_>>())
        }
    }
}

/// Codes a source; what is to be said of it if the coder breaks on it.
pub(crate) fn unbroken(
    source: &Source,
    code: impl FnOnce(&Source) -> Coded,
) -> Result<Coded, Box<Diagnostic>> {
    guarded(|| code(source)).map_err(|panic| {
        let panic = one_line(&panic).unwrap_or_default();
        let message = format!(
            "left out: a fault of tidings, please report it with this text: {panic}"
        );
        let fault = Diagnostic::new(Severity::Error, "coder-fault", message);
        Box::new(fault.in_file(source.path.clone()))
    })
}

fn said(diagnostic: &Diagnostic) -> String {
    format!("{}: {}", diagnostic.code, diagnostic.message)
}

fn refused(source: &Source, told: &[String]) -> Rows {
    let documents = vec![not_coded(source)];
    let state = State { status: ERROR, message: told.join("; ") };
    let coded = Coded { documents, ..Coded::default() };
    Rows { coded, states: vec![state] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalise::Format;

    #[test]
    fn a_text_that_the_coder_breaks_on_is_a_row_that_says_so() {
        let row = |text: &str| Row {
            source: Source {
                path: format!("corpus#{text}"),
                bytes: text.as_bytes().to_vec(),
                format: Format::Text,
                origin: None,
            },
            fault: None,
            notes: Vec::new(),
        };
        let breaks = |source: &Source| {
            assert!(!source.bytes.starts_with(b"poison"), "on\npurpose");
            Coded { documents: vec![not_coded(source)], ..Coded::default() }
        };
        let mut rows = Rows::default();
        for text in ["one", "poison", "two"] {
            rows.append(code_with(&row(text), breaks));
        }
        let statuses: Vec<&str> =
            rows.states.iter().map(|state| state.status).collect();
        assert_eq!(statuses, [CODED, ERROR, CODED]);
        assert!(rows.states[1].message.ends_with("this text: on purpose"));
        let sources: Vec<&str> =
            rows.coded.documents.iter().map(|row| &*row.source).collect();
        assert_eq!(sources, ["corpus#one", "corpus#poison", "corpus#two"]);
    }
}
