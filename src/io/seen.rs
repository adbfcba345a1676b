//! What went by already: documents by their bytes, ids by their words. Holds
//! digests, not texts, so that a corpus of any size fits.

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

/// The first half of a SHA-256: enough to tell documents apart.
pub(super) type Mark = [u8; 16];

pub(super) fn mark(bytes: &[u8]) -> Mark {
    let mut mark = Mark::default();
    mark.copy_from_slice(&Sha256::digest(bytes)[..16]);
    mark
}

/// Whether a document is of a share of all.
#[expect(
    clippy::cast_precision_loss,
    reason = "a share needs no more than 53 bits"
)]
pub(super) fn is_of(mark: Mark, share: f64) -> bool {
    let number = mark.first_chunk().map_or(0, |b| u64::from_le_bytes(*b));
    (number as f64) < share * (u64::MAX as f64)
}

/// Where a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// Number of its file.
    pub(super) file: u32,
    /// Line in it; 0: the document is the file.
    pub(super) line: u32,
}

impl Place {
    /// The place of a line, if there are lines, of a file.
    pub(super) fn new(file: usize, line: Option<usize>) -> Self {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: number(file), line: line.map_or(0, number) }
    }
}

/// The documents of all files.
#[derive(Debug, Default)]
pub(super) struct Seen(FxHashMap<Mark, Place>);

impl Seen {
    /// Takes up a document; the place of an earlier one with the same bytes.
    pub(super) fn add(&mut self, mark: Mark, place: Place) -> Option<Place> {
        match self.0.entry(mark) {
            std::collections::hash_map::Entry::Occupied(first) => {
                Some(*first.get())
            }
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(place);
                None
            }
        }
    }
}

/// The ids of one file, each with how often it was asked for.
#[derive(Debug, Default)]
pub(super) struct Ids(FxHashMap<Mark, u64>);

impl Ids {
    /// An id that no document has yet, and whether it is the one asked for.
    pub(super) fn own(&mut self, id: &str) -> (String, bool) {
        let mut number =
            self.0.get(&mark(id.as_bytes())).copied().unwrap_or(0);
        let mut found = id.to_owned();
        loop {
            number += 1;
            if number > 1 {
                found = format!("{id}~{number}");
            }
            if number == 1 || !self.0.contains_key(&mark(found.as_bytes())) {
                break;
            }
        }
        self.0.insert(mark(id.as_bytes()), number);
        if number > 1 {
            self.0.insert(mark(found.as_bytes()), 1);
        }
        (found, number == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_documents_have_one_id() {
        let mut ids = Ids::default();
        let all = ["a", "a", "a~2", "a", "b"].map(|id| ids.own(id).0);
        assert_eq!(all, ["a", "a~2", "a~2~2", "a~3", "b"]);
    }
}
