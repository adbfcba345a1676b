//! What a caller may choose about reading inputs: which files, what of them,
//! and how. Reads nothing.

use crate::normalise::Format;
use crate::record::Options;

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
    /// What holds for each document.
    pub documents: Options,
    /// What standard input holds.
    pub stdin_format: StdinFormat,
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
            documents: Options::default(),
            stdin_format: StdinFormat::Document(Format::Text),
            limit: None,
            sample: None,
        }
    }
}
