//! Documents of any kind of input, each before its path is known to be its
//! own; and rows of corpora as documents: from the cells of a row to its
//! document, alike for every format. Opens nothing: how cells are told apart,
//! those know who read a format.

mod cells;
mod columns;
mod forms;
mod options;

pub use cells::{Cell, Cells, draft, name};
pub use columns::{Columns, Field, missing};
pub use forms::{is_day, is_partial_date, one_line};
pub use options::{MAX_DOCUMENT_BYTES, MAX_DOCUMENT_WORDS, Options};

use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Format, Origin, Source};

/// A document of an input.
#[derive(Debug)]
pub struct Draft {
    /// Its name within the input; nothing if it is all of it.
    pub id: Option<String>,
    /// Where it begins in the input, for messages: line, or row of a table
    /// without lines.
    pub line: Option<usize>,
    /// Its text.
    pub bytes: Vec<u8>,
    /// How the text is marked up.
    pub format: Format,
    /// What the input says of it.
    pub origin: Origin,
    /// What of it was left out.
    pub notes: Vec<Diagnostic>,
}

/// A document, or why there is none where one was looked for.
pub type Found = Result<Draft, Box<Diagnostic>>;

impl Draft {
    /// Refuses a document of more words and signs than a limit.
    ///
    /// # Errors
    ///
    /// If it has more.
    pub fn within(self, limit: u64) -> Found {
        if !has_more_words(&self.bytes, limit) {
            return Ok(self);
        }
        let mut fault = too_many_words(limit);
        fault.line = self.line;
        Err(fault)
    }

    /// The source that is coded, under a path of its own.
    #[must_use]
    pub fn source(self, path: String) -> Source {
        let origin = Some(self.origin).filter(|o| *o != Origin::default());
        Source { path, bytes: self.bytes, format: self.format, origin }
    }
}

/// The path of a document within an input that holds many.
#[must_use]
pub fn path_within(input: &str, id: &str) -> String {
    format!("{input}#{id}")
}

/// A document that has more bytes than the caller allows.
#[must_use]
pub fn too_long(what: &str, limit: u64) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "too-long",
            format!("left out: this {what} has more than {limit} bytes"),
        )
        .hint("if it is a bulletin, allow more: --max-document-bytes"),
    )
}

/// A document that has more words and signs than the caller allows.
fn too_many_words(limit: u64) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "too-long",
            format!(
                "left out: this document has more than {limit} words and signs"
            ),
        )
        .hint(
            "if it is a bulletin, part it, or allow more: --max-document-words",
        ),
    )
}

/// Whether bytes hold more words and signs than a limit. A sign that is
/// repeated, as in a divider, counts once.
fn has_more_words(bytes: &[u8], limit: u64) -> bool {
    let is_sign = |byte: u8| byte.is_ascii_punctuation();
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let (mut count, mut before) = (0, b' ');
    for &byte in bytes {
        let begins = (is_sign(byte) && byte != before)
            || (is_word(byte) && !is_word(before));
        count += u64::from(begins);
        before = byte;
    }
    count > limit
}
