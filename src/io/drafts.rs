//! What every kind of input gives: its documents, one after the other, each
//! before its path is known to be its own. Opens none.

use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Format, Origin};

/// A document of a file.
#[derive(Debug)]
pub(super) struct Draft {
    /// Its name within the file; nothing if it is all of the file.
    pub(super) id: Option<String>,
    /// Where it begins in the file, for messages: line, or row of a table
    /// without lines.
    pub(super) line: Option<usize>,
    /// Its text.
    pub(super) bytes: Vec<u8>,
    /// How the text is marked up.
    pub(super) format: Format,
    /// What the file says of it.
    pub(super) origin: Origin,
    /// What of it was left out.
    pub(super) notes: Vec<Diagnostic>,
}

impl Draft {
    /// A document that is all of its file, which says no more of it.
    pub(super) fn whole(bytes: Vec<u8>, format: Format) -> Self {
        Self {
            id: None,
            line: None,
            bytes,
            format,
            origin: Origin::default(),
            notes: Vec::new(),
        }
    }
}

/// A document, or why there is none where one was looked for.
pub(super) type Found = Result<Draft, Box<Diagnostic>>;

/// The documents of a file. They end for good with the first `None`.
pub(super) type Drafts = Box<dyn Iterator<Item = Found> + Send>;

/// The drafts of a file that is one document.
pub(super) fn one(found: Found) -> Drafts {
    Box::new(std::iter::once(found))
}

/// Something that cannot be read, and what was read of it is all there is.
pub(super) fn broken(cause: impl std::fmt::Display) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "unreadable",
            format!("left out from here on, for it cannot be read: {cause}"),
        )
        .hint("see that the file is whole and that you may read it"),
    )
}

/// A document that has more bytes than the caller allows.
pub(super) fn too_long(what: &str, limit: u64) -> Box<Diagnostic> {
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
pub(super) fn too_many_words(limit: u64) -> Diagnostic {
    Diagnostic::new(
        Severity::Error,
        "too-long",
        format!(
            "left out: this document has more than {limit} words and signs"
        ),
    )
    .hint("if it is a bulletin, part it, or allow more: --max-document-words")
}

/// Whether bytes hold more words and signs than a limit. A sign that is
/// repeated, as in a divider, counts once.
pub(super) fn has_more_words(bytes: &[u8], limit: u64) -> bool {
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
