//! What may be chosen about reading inputs, for every verb that reads them:
//! arguments, and the options of `io` that they stand for.

use crate::io::options::{ReadOptions, StdinFormat};
use crate::normalise::Format;
use crate::record::{
    Columns, Field, MAX_DOCUMENT_BYTES, MAX_DOCUMENT_WORDS, Options,
};
use clap::{Args, ValueEnum};

#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading inputs")]
pub(crate) struct InputArguments {
    /// Files of folders to read, as a pattern of paths below the folder;
    /// left out: all. May be repeated.
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,
    /// Files and folders of folders to leave out. May be repeated.
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,
    #[command(flatten)]
    columns: ColumnArguments,
    /// What standard input (`-`) holds.
    #[arg(long, value_enum, default_value = "text")]
    stdin_format: StdinKind,
    /// Read so many documents and no more.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    limit: Option<u64>,
    /// Read this share of the documents, such as 0.01: the same ones in every
    /// run.
    #[arg(long, value_name = "SHARE", value_parser = share)]
    sample: Option<f64>,
}

/// Which columns of a corpus are read as what.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Reading inputs")]
pub(crate) struct ColumnArguments {
    /// Column of a corpus with the document's id; left out: `id`, if there is
    /// one.
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,
    /// Column with the text; left out: `text`.
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Column with the title; left out: `title`, if there is one.
    #[arg(long, value_name = "NAME")]
    title_column: Option<String>,
    /// Column with the day of publication; left out: `date`, if there is one.
    #[arg(long, value_name = "NAME")]
    date_column: Option<String>,
    /// Column with the page's address; left out: `url`, if there is one.
    #[arg(long, value_name = "NAME")]
    url_column: Option<String>,
    /// Column with the publisher; left out: `publisher`, if there is one.
    #[arg(long, value_name = "NAME")]
    publisher_column: Option<String>,
    /// How the texts of a corpus are marked up.
    #[arg(long, value_enum, default_value = "text")]
    text_format: TextFormat,
    /// Bytes that a document or a record may have, also when unpacked;
    /// longer ones are left out.
    #[arg(long, value_name = "N", default_value_t = MAX_DOCUMENT_BYTES, value_parser = clap::value_parser!(u64).range(1..))]
    max_document_bytes: u64,
    /// Words and signs that a document may have, those of its markup included;
    /// longer ones are left out.
    #[arg(long, value_name = "N", default_value_t = MAX_DOCUMENT_WORDS, value_parser = clap::value_parser!(u64).range(1..))]
    max_document_words: u64,
}

impl ColumnArguments {
    /// What was chosen.
    pub(crate) fn options(&self) -> Options {
        Options {
            columns: self.columns(),
            format: self.format(),
            max_document_bytes: self.max_document_bytes,
            max_document_words: self.max_document_words,
        }
    }

    fn columns(&self) -> Columns {
        Columns::default()
            .with(Field::Id, self.id_column.as_deref())
            .with(Field::Text, self.text_column.as_deref())
            .with(Field::Title, self.title_column.as_deref())
            .with(Field::Date, self.date_column.as_deref())
            .with(Field::Url, self.url_column.as_deref())
            .with(Field::Publisher, self.publisher_column.as_deref())
    }

    fn format(&self) -> Format {
        match self.text_format {
            TextFormat::Text => Format::Text,
            TextFormat::Markdown => Format::Markdown,
            TextFormat::Html => Format::Html,
        }
    }
}

/// A share: above 0, and 1 at most.
fn share(text: &str) -> Result<f64, String> {
    let share: f64 = text.parse().map_err(|_| "not a number".to_owned())?;
    if share > 0.0 && share <= 1.0 {
        Ok(share)
    } else {
        Err("not above 0 and at most 1".to_owned())
    }
}

/// How texts are marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TextFormat {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// What standard input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StdinKind {
    /// A plain text.
    Text,
    /// A text in Markdown.
    Markdown,
    /// A page.
    Html,
    /// A corpus: an object of JSON a line.
    Jsonl,
    /// A corpus: cells parted by commas.
    Csv,
}

impl InputArguments {
    /// The options that were chosen.
    pub(crate) fn options(&self) -> ReadOptions {
        ReadOptions {
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            documents: self.columns.options(),
            stdin_format: match self.stdin_format {
                StdinKind::Text => StdinFormat::Document(Format::Text),
                StdinKind::Markdown => StdinFormat::Document(Format::Markdown),
                StdinKind::Html => StdinFormat::Document(Format::Html),
                StdinKind::Jsonl => StdinFormat::JsonLines,
                StdinKind::Csv => StdinFormat::Csv,
            },
            limit: self.limit,
            sample: self.sample,
        }
    }
}
