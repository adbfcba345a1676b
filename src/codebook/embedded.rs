//! The codebook that the program was built with.

use super::Files;

const EMBEDDED: &[(&str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/codebook.rs"));

/// Its files.
#[must_use]
pub fn files() -> Files {
    EMBEDDED
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect()
}

/// The text of one of them; empty if there is none of that name.
#[must_use]
pub(super) fn text(name: &str) -> &'static str {
    EMBEDDED
        .iter()
        .find(|(known, _)| *known == name)
        .map_or("", |(_, text)| *text)
}
