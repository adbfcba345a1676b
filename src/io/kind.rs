//! What a file is, by the endings of its name: how it is marked up, whether it
//! is packed. Looks at names only.

use super::options::StdinFormat;
use crate::formats::stream::Packing;
use crate::normalise::Format;

/// Endings that are read, for hints.
pub(super) const ENDINGS: &str = ".txt, .md, .html, .docx, .eml, .mbox, .jsonl, .csv, .tsv or .parquet, also packed as .gz or .zst";

/// Hand-coded events lie beside texts and are none.
const GOLD: &str = ".gold.csv";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One document.
    Document(Format),
    /// A document for each line of JSON.
    JsonLines,
    /// A document for each record, cells parted by commas.
    Csv,
    /// The same, parted by tabs.
    Tsv,
    /// A document for each row.
    Parquet,
    /// One document of a word processor.
    Docx,
    /// One message.
    Eml,
    /// A document for each message.
    Mbox,
}

impl Kind {
    /// Its name in the `sources` table.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Document(Format::Text) => "text",
            Self::Document(Format::Markdown) => "markdown",
            Self::Document(Format::Html) => "html",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Parquet => "parquet",
            Self::Docx => "docx",
            Self::Eml => "eml",
            Self::Mbox => "mbox",
        }
    }

    /// Whether its rows are documents, with columns that the caller may name.
    pub(super) fn is_corpus(self) -> bool {
        matches!(self, Self::JsonLines | Self::Csv | Self::Tsv | Self::Parquet)
    }

    /// Whether nothing in it says where it comes from, so that an origin file
    /// is missed.
    pub(super) fn needs_origin(self) -> bool {
        matches!(self, Self::Document(_) | Self::Docx)
    }
}

impl From<StdinFormat> for Kind {
    fn from(format: StdinFormat) -> Self {
        match format {
            StdinFormat::Document(format) => Self::Document(format),
            StdinFormat::JsonLines => Self::JsonLines,
            StdinFormat::Csv => Self::Csv,
        }
    }
}

/// Kind and packing of a file, and its name without these endings; nothing if
/// it is none that is read.
pub(super) fn of(name: &str) -> Option<(Kind, Packing, &str)> {
    if name.to_lowercase().ends_with(GOLD) {
        return None;
    }
    let (inner, packing) = match parted(name) {
        (inner, ending) if ending == "gz" => (inner, Packing::Gz),
        (inner, ending) if ending == "zst" => (inner, Packing::Zst),
        _ => (name, Packing::Plain),
    };
    let (stem, ending) = parted(inner);
    let kind = match ending.as_str() {
        "txt" => Kind::Document(Format::Text),
        "md" | "markdown" => Kind::Document(Format::Markdown),
        "html" | "htm" => Kind::Document(Format::Html),
        "jsonl" | "ndjson" => Kind::JsonLines,
        "csv" => Kind::Csv,
        "tsv" => Kind::Tsv,
        "parquet" => Kind::Parquet,
        "docx" => Kind::Docx,
        "eml" => Kind::Eml,
        "mbox" => Kind::Mbox,
        _ => return None,
    };
    Some((kind, packing, stem))
}

fn parted(name: &str) -> (&str, String) {
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => {
            (stem, ending.to_lowercase())
        }
        _ => (name, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_ending_but_the_packing_tells() {
        assert_eq!(
            of("a.b.TXT.gz"),
            Some((Kind::Document(Format::Text), Packing::Gz, "a.b"))
        );
        assert_eq!(
            of("a.ndjson"),
            Some((Kind::JsonLines, Packing::Plain, "a"))
        );
        assert_eq!(of("a.gz"), None);
        assert_eq!(of("a.gold.csv"), None);
        assert_eq!(of("txt"), None);
    }
}
