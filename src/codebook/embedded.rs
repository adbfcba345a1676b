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
