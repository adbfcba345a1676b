//! What a caller may choose about reading inputs: which files, which columns
//! of a corpus, how long a document may be. Reads nothing.

use crate::normalise::Format;

/// Bytes that a document may have, unless the caller says otherwise.
pub const MAX_DOCUMENT_BYTES: u64 = 64 << 20;

/// Words and signs that a document may have, unless the caller says otherwise:
/// a book of eight hundred pages.
pub const MAX_DOCUMENT_WORDS: u64 = 500_000;

/// What a column of a corpus is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Name of the document within the corpus.
    Id,
    /// Its text.
    Text,
    /// Its title.
    Title,
    /// Its date of publication.
    Date,
    /// Web address of its page.
    Url,
    /// Who published it.
    Publisher,
}

impl Field {
    /// All of them, each at the place of its number.
    pub const ALL: [Self; 6] = [
        Self::Id,
        Self::Text,
        Self::Title,
        Self::Date,
        Self::Url,
        Self::Publisher,
    ];

    /// The column's name unless the caller gives another.
    #[must_use]
    pub fn default_name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Title => "title",
            Self::Date => "date",
            Self::Url => "url",
            Self::Publisher => "publisher",
        }
    }
}

/// Names of the columns of a corpus. One column may serve several fields.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    named: [Option<String>; Field::ALL.len()],
}

impl Columns {
    /// Names the column of a field, which must then be there.
    #[must_use]
    pub fn with(mut self, field: Field, name: Option<&str>) -> Self {
        self.named[field as usize] = name.map(str::to_owned);
        self
    }

    /// The name of a field's column.
    #[must_use]
    pub fn name(&self, field: Field) -> &str {
        let named = self.named[field as usize].as_deref();
        named.unwrap_or_else(|| field.default_name())
    }

    /// Whether the caller named it.
    #[must_use]
    pub fn is_named(&self, field: Field) -> bool {
        self.named[field as usize].is_some()
    }
}

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
