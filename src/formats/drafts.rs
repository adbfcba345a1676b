//! What every kind of file gives: its documents, one after the other. Opens
//! none.

use crate::diagnostic::{Diagnostic, Severity};
use crate::normalise::{Format, Origin};
use crate::record::{Draft, Found};

/// The document that is all of its file, which says no more of it.
#[must_use]
pub fn whole(bytes: Vec<u8>, format: Format) -> Draft {
    Draft {
        id: None,
        line: None,
        bytes,
        format,
        origin: Origin::default(),
        notes: Vec::new(),
    }
}

/// The documents of a file. They end for good with the first `None`.
pub type Drafts = Box<dyn Iterator<Item = Found> + Send>;

/// The drafts of a file that is one document.
#[must_use]
pub fn one(found: Found) -> Drafts {
    Box::new(std::iter::once(found))
}

/// Something that cannot be read, and what was read of it is all there is.
pub fn broken(cause: impl std::fmt::Display) -> Box<Diagnostic> {
    Box::new(
        Diagnostic::new(
            Severity::Error,
            "unreadable",
            format!("left out from here on, for it cannot be read: {cause}"),
        )
        .hint("see that the file is whole and that you may read it"),
    )
}
