//! Numbers for identifiers: each text once, in the order of first sight, so
//! that counting works on whole numbers. Exact: texts are compared, not their
//! hashes alone.

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;
use std::hash::BuildHasher;

/// Identifiers and their numbers, from 0. All texts stand in one block, for
/// ten million small strings would cost more than what they hold.
#[derive(Debug, Default)]
pub(super) struct Ids {
    texts: Texts,
    table: HashTable<u32>,
}

#[derive(Debug, Default)]
struct Texts {
    bytes: Vec<u8>,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Texts {
    fn get(&self, number: u32) -> Option<&[u8]> {
        let at = usize::try_from(number).ok()?;
        let end = *self.ends.get(at)?;
        let start = match at {
            0 => 0,
            _ => self.ends[at - 1],
        };
        self.bytes.get(start..end)
    }
}

fn hash(text: &[u8]) -> u64 {
    FxBuildHasher.hash_one(text)
}

impl Ids {
    /// Makes room for so many more, if all of them should be new.
    pub(super) fn reserve(&mut self, more: usize) {
        let Self { texts, table } = self;
        texts.ends.reserve(more);
        table.reserve(more, |number| {
            hash(texts.get(*number).unwrap_or_default())
        });
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.texts.ends.len()
    }

    /// Whether a number is that of a text: without a search.
    pub(super) fn is(&self, number: u32, text: &str) -> bool {
        self.texts.get(number) == Some(text.as_bytes())
    }

    /// The text of a number.
    pub(super) fn text(&self, number: u32) -> String {
        let text = self.texts.get(number).unwrap_or_default();
        String::from_utf8_lossy(text).into_owned()
    }

    /// The number of a text that is there.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let text = text.as_bytes();
        let is_it = |number: &u32| self.texts.get(*number) == Some(text);
        self.table.find(hash(text), is_it).copied()
    }

    /// The number of a text, and whether it is new. Nothing if there are more
    /// than numbers.
    pub(super) fn number(&mut self, text: &str) -> Option<(u32, bool)> {
        let Self { texts, table } = self;
        let text = text.as_bytes();
        let hashed = hash(text);
        let is_it = |number: &u32| texts.get(*number) == Some(text);
        if let Some(number) = table.find(hashed, is_it) {
            return Some((*number, false));
        }
        // The greatest number stands for "none" where events are counted.
        let number = u32::try_from(texts.ends.len()).ok()?;
        let number = (number != u32::MAX).then_some(number)?;
        texts.bytes.extend_from_slice(text);
        texts.ends.push(texts.bytes.len());
        let rehash =
            |number: &u32| hash(texts.get(*number).unwrap_or_default());
        table.insert_unique(hashed, number, rehash);
        Some((number, true))
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn each_text_has_one_number() {
        let mut ids = Ids::default();
        let texts: Vec<String> = (0..5000).map(|n| format!("e{n}")).collect();
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(ids.number(text), Some((number, true)));
        }
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(ids.number(text), Some((number, false)));
            assert_eq!(ids.find(text), Some(number));
            assert!(ids.is(number, text) && !ids.is(number + 1, text));
        }
        assert_eq!(ids.number(""), Some((5000, true)));
        assert_eq!((ids.find("e"), ids.len()), (None, 5001));
    }
}
