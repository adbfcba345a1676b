//! The codebook that the program was built with.

use super::Files;
use super::weights::FILE;
use std::borrow::Cow;

const EMBEDDED: &[(&str, &str)] =
    include!(concat!(env!("OUT_DIR"), "/codebook.rs"));

/// Its weights, compiled.
const WEIGHTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/weights"));

/// SHA-256 of all its files, as [`digest`](super::digest) has it.
const DIGEST: &str = include_str!(concat!(env!("OUT_DIR"), "/digest"));

/// Its files.
#[must_use]
pub fn files() -> Files {
    EMBEDDED
        .iter()
        .map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text)))
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

/// The compiled weights, if a text is that of the built-in `weights.csv`.
pub(super) fn weights(of: &str) -> Option<&'static [u8]> {
    std::ptr::eq(of, text(FILE)).then_some(WEIGHTS)
}

/// The digest of files, if they are the built-in ones.
pub(super) fn digest(of: &Files) -> Option<&'static str> {
    let same = of.len() == EMBEDDED.len()
        && of.values().all(|text| matches!(text, Cow::Borrowed(_)));
    let same = same
        && EMBEDDED.iter().all(|(name, text)| {
            of.get(*name).is_some_and(|of| std::ptr::eq(&**of, *text))
        });
    same.then_some(DIGEST)
}
