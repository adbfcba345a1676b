//! From the bytes of a bulletin to its outline: clean text, sections, items
//! with leads, sentences, each with its place in the source.
//!
//! The one place where bytes become characters. Nothing here knows what a
//! sentence says, and nothing here touches the disk.

mod aside;
mod assemble;
mod bounds;
mod breaks;
mod conventions;
mod draft;
mod encoding;
mod enumeration;
mod flow;
mod html;
mod html_page;
mod html_token;
mod html_tree;
mod lead;
mod lines;
mod markdown;
pub mod sentence;
mod shape;
pub mod source_map;
mod styles;
#[cfg(test)]
mod tests;
mod text;
mod unmarked;

pub use conventions::{Abbreviations, Conventions, Furniture, StopRule};

use crate::diagnostic::{Diagnostic, Severity};
use draft::Draft;
use std::ops::Range;

/// How a source is marked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Plain text (`.txt`).
    Text,
    /// `CommonMark` (`.md`).
    Markdown,
    /// HTML (`.html`, `.htm`).
    Html,
}

/// Where a text comes from: the sidecar `<stem>.toml` of a source.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Origin {
    /// Title of the bulletin.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// `2020-12-31`, `2020-12` or `2020`.
    pub date_published: Option<String>,
    /// The year whose events it reports.
    pub year_covered: Option<u16>,
    /// Web address of the page.
    pub page_address: Option<String>,
    /// Day on which the page was read, `2020-12-31`.
    pub date_accessed: Option<String>,
    /// Licence or terms of the text.
    pub licence: Option<String>,
    /// Anything else that a reader should know of the text.
    pub note: Option<String>,
}

/// A source as it was read, before anything was made of it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path below the input folder, with `/` between folders.
    pub path: String,
    /// The file's bytes, as they are.
    pub bytes: Vec<u8>,
    /// How it is marked up.
    pub format: Format,
    /// Its sidecar, if it has one.
    pub origin: Option<Origin>,
}

/// A place in the source file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Line, from 1.
    pub line: usize,
    /// First byte, from 0.
    pub byte_start: usize,
    /// Byte after the last.
    pub byte_end: usize,
}

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// A list item.
    Bullet,
    /// A paragraph.
    Paragraph,
    /// The caption of a picture.
    Caption,
    /// A quotation that stands by itself.
    Quote,
}

/// A heading. Ranges are bytes of [`Outline::text`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Depth: 1 is the highest.
    pub level: u8,
    /// Its words.
    pub text: Range<usize>,
    /// The nearest heading above it of a higher rank, by index.
    pub parent: Option<usize>,
}

/// A bullet, paragraph, caption or quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The heading that it stands under, by index.
    pub section: Option<usize>,
    /// What it is.
    pub kind: ItemKind,
    /// The words that name its subject ("Norway:", "Reforming rape laws –"),
    /// without what parts them from the rest. Sentences begin after it.
    pub lead: Option<Range<usize>>,
    /// All its words, lead included, bullet mark excluded.
    pub text: Range<usize>,
}

/// A sentence of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentenceSpan {
    /// The block that it stands in, by index.
    pub item: usize,
    /// Its words.
    pub text: Range<usize>,
}

/// What the front matter or the head of a page says of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    /// Title.
    pub title: Option<String>,
    /// Publisher, author or site.
    pub publisher: Option<String>,
    /// Date of publication, as found.
    pub date: Option<String>,
    /// Address of the page.
    pub address: Option<String>,
}

/// A bulletin in clean text and its parts. All ranges are bytes of `text`;
/// [`Outline::span`] leads back to the source.
#[derive(Debug, Clone)]
pub struct Outline {
    /// The clean text: blocks and headings, each on a line of its own, white
    /// space normalised.
    pub text: String,
    /// The way from `text` back to the source's bytes.
    pub map: source_map::SourceMap,
    /// What the front matter or the page's head says.
    pub metadata: Metadata,
    /// The title, where the text itself shows one.
    pub title: Option<Range<usize>>,
    /// Headings, in order.
    pub headings: Vec<Heading>,
    /// Items, in order.
    pub items: Vec<Block>,
    /// Sentences, in order.
    pub sentences: Vec<SentenceSpan>,
    /// Name of the character encoding that was found.
    pub encoding: &'static str,
    /// What was guessed or could not be read.
    pub diagnostics: Vec<Diagnostic>,
}

impl Outline {
    /// The place of a range of [`Outline::text`] in the source.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.map.span(&range)
    }

    /// A range of [`Outline::text`]; empty if it cuts a character.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or("")
    }
}

/// Reads a source. Cannot fail: what cannot be read is told and passed over.
#[must_use]
pub fn outline(source: &Source, conventions: &Conventions) -> Outline {
    let mut found = read(&source.bytes, source.format, conventions);
    for diagnostic in &mut found.diagnostics {
        diagnostic.file = Some(source.path.clone());
    }
    found
}

/// Reads a bare string as plain text.
#[must_use]
pub fn plain(text: &str, conventions: &Conventions) -> Outline {
    read(text.as_bytes(), Format::Text, conventions)
}

fn read(bytes: &[u8], format: Format, conventions: &Conventions) -> Outline {
    let decoded = encoding::decode(bytes);
    let mut draft = Draft::default();
    let text = &*decoded.text;
    let binary = encoding::is_binary(text);
    match format {
        _ if binary => {}
        Format::Text => text::read(text, conventions, &mut draft),
        Format::Markdown => markdown::read(text, conventions, &mut draft),
        Format::Html => html::read(text, conventions, &mut draft),
    }
    if format != Format::Text {
        unmarked::find_headings(&mut draft, conventions);
    }
    aside::leave_out(&mut draft, conventions);
    let mut found = assemble::assemble(draft, decoded, conventions);
    if binary {
        found.diagnostics = vec![
            Diagnostic::new(
                Severity::Error,
                "not-text",
                "nothing was read: these bytes are no text",
            )
            .hint("save the bulletin as text, Markdown or HTML in UTF-8, or move the file elsewhere"),
        ];
    } else if found.text.trim().is_empty() {
        found.diagnostics.push(
            Diagnostic::new(
                Severity::Warning,
                "empty-document",
                "there is nothing to read in this file",
            )
            .hint("put the bulletin's text into it, or delete it"),
        );
    }
    found
}
