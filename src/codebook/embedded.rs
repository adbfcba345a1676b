//! The codebook that the program was built with, and what the build script
//! made of it. That script uses this file too, while it makes it.

use super::Files;
use super::weights::FILE;
use crate::built_in;
use std::borrow::Cow;
use std::ptr;

/// Its files.
#[must_use]
pub fn files() -> Files {
    let all = built_in::files().iter();
    all.map(|(name, text)| ((*name).to_owned(), Cow::Borrowed(*text)))
        .collect()
}

/// The text of one of them; empty if there is none of that name.
#[must_use]
pub(super) fn text(name: &str) -> &'static str {
    let mut all = built_in::files().iter();
    all.find(|(known, _)| *known == name).map_or("", |(_, text)| *text)
}

/// Its weights, compiled, if a text is that of its `weights.csv`.
pub(super) fn weights(of: &str) -> Option<&'static [u8]> {
    let bytes = built_in::WEIGHTS;
    (!bytes.is_empty() && same(of, text(FILE))).then_some(bytes)
}

/// The rest of it, compiled, if files are the same.
pub(crate) fn compiled(of: &Files) -> Option<&'static [u8]> {
    let bytes = built_in::COMPILED;
    (!bytes.is_empty() && whole(of)).then_some(bytes)
}

/// Its SHA-256, as [`digest`](super::digest) has it, if files are the same.
pub(super) fn digest(of: &Files) -> Option<&'static str> {
    whole(of).then_some(built_in::DIGEST)
}

/// Whether files are those that the program was built with.
pub(crate) fn whole(of: &Files) -> bool {
    let all = built_in::files();
    of.len() == all.len()
        && all
            .iter()
            .all(|(name, text)| of.get(*name).is_some_and(|of| same(of, text)))
}

/// Whether two texts agree; where they lie at one place there is no need to
/// read them.
fn same(one: &str, other: &str) -> bool {
    ptr::eq(one, other) || one == other
}
