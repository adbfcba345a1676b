//! What a caller may choose about reading inputs: which files, which columns
//! of a corpus, how long a document may be. Reads nothing.

use crate::normalise::Format;
use crate::record::{Columns, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_WORDS};

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StdinFormat {
    /// One document.
    Document(Format),
    /// A document a line, as JSON.
    JsonLines,
    /// A document a record.
    Csv,
}

/// What the caller chooses.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadOptions {
    /// Patterns of the files of a folder to read; empty: all.
    pub include: Vec<String>,
    /// Patterns of files and folders of a folder to leave out.
    pub exclude: Vec<String>,
    /// Names of the columns of a corpus.
    pub columns: Columns,
    /// How the text cells of a corpus are marked up.
    pub text_format: Format,
    /// What standard input holds.
    pub stdin_format: StdinFormat,
    /// Bytes that a document, or a record of a corpus, may have; also when
    /// unpacked.
    pub max_document_bytes: u64,
    /// Words and signs that a document may have, those of its markup included:
    /// a document is coded as a whole, and takes memory for each.
    pub max_document_words: u64,
    /// How many documents to read at most; left out: all.
    pub limit: Option<u64>,
    /// The share of the documents to read, told by their bytes: the same ones
    /// in every run. Left out: all.
    pub sample: Option<f64>,
}

impl Default for ReadOptions {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            columns: Columns::default(),
            text_format: Format::Text,
            stdin_format: StdinFormat::Document(Format::Text),
            max_document_bytes: MAX_DOCUMENT_BYTES,
            max_document_words: MAX_DOCUMENT_WORDS,
            limit: None,
            sample: None,
        }
    }
}
