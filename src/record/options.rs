//! What a caller may choose about documents, whatever they are read from.

use super::Columns;
use crate::normalise::Format;

/// Bytes that a document may have, unless the caller says otherwise.
pub const MAX_DOCUMENT_BYTES: u64 = 64 << 20;

/// Words and signs that a document may have, unless the caller says otherwise:
/// a book of eight hundred pages.
pub const MAX_DOCUMENT_WORDS: u64 = 500_000;

/// What the caller chooses.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Names of the columns where documents are rows.
    pub columns: Columns,
    /// How the text of a row is marked up.
    pub format: Format,
    /// Bytes that a document, or what holds it, may have; also when unpacked.
    pub max_document_bytes: u64,
    /// Words and signs that a document may have, those of its markup included:
    /// a document is coded as a whole, and takes memory for each.
    pub max_document_words: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            columns: Columns::default(),
            format: Format::Text,
            max_document_bytes: MAX_DOCUMENT_BYTES,
            max_document_words: MAX_DOCUMENT_WORDS,
        }
    }
}
