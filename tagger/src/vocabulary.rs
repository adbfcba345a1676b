//! From words to the pieces that the network knows: lower case, without
//! accents, the longest known piece first (`WordPiece`).

use crate::tensors::{Fault, Tensors};
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How many letters a word may have; longer ones are unknown.
const LONGEST: usize = 100;

/// How many pieces of a word are read.
const PIECES: usize = 12;

/// The pieces by how they are written; those inside a word begin with `##`.
#[derive(Debug)]
pub(super) struct Vocabulary {
    pieces: FxHashMap<Box<str>, u32>,
    /// Stands at the start of a text.
    pub(super) start: u32,
    /// Stands at the end of each of its parts.
    pub(super) end: u32,
    /// Stands for what no piece writes.
    unknown: u32,
}

impl Vocabulary {
    pub(super) fn read(tensors: &Tensors<'_>) -> Result<Self, Fault> {
        let pieces: FxHashMap<Box<str>, u32> =
            tensors.list("vocabulary")?.map(Box::from).zip(0..).collect();
        let special = |name: &str| {
            pieces.get(name).copied().ok_or_else(|| Fault::missing(name))
        };
        Ok(Self {
            start: special("[CLS]")?,
            end: special("[SEP]")?,
            unknown: special("[UNK]")?,
            pieces,
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Adds the pieces of a word, or of a name of several: at least one.
    pub(super) fn cut(&self, word: &str, pieces: &mut Vec<u32>) {
        let plain: Vec<char> = word
            .nfd()
            .filter(|c| !is_combining_mark(*c) && !c.is_control())
            .flat_map(char::to_lowercase)
            .collect();
        let first = pieces.len();
        let parted = |a: &char, b: &char| !sign(*a) && !sign(*b);
        let words = plain.split(|c| c.is_whitespace());
        for part in words.flat_map(|word| word.chunk_by(parted)) {
            self.part(part, pieces);
        }
        pieces.truncate(first + PIECES);
        if pieces.len() == first {
            pieces.push(self.unknown);
        }
    }

    fn part(&self, part: &[char], pieces: &mut Vec<u32>) {
        let first = pieces.len();
        let mut from = 0;
        let mut written = String::new();
        while from < part.len() && part.len() <= LONGEST {
            written.clear();
            if from > 0 {
                written.push_str("##");
            }
            let mark = written.len();
            written.extend(&part[from..]);
            let mut until = part.len();
            let found = loop {
                if let Some(piece) = self.pieces.get(&*written) {
                    break Some(*piece);
                }
                written.pop();
                until -= 1;
                if written.len() <= mark {
                    break None;
                }
            };
            let Some(piece) = found else { break };
            pieces.push(piece);
            from = until;
        }
        if from < part.len() {
            pieces.truncate(first);
            pieces.push(self.unknown);
        }
    }
}

/// Whether a character is a part by itself.
fn sign(c: char) -> bool {
    c.is_ascii_punctuation() || !c.is_alphanumeric() && !c.is_whitespace()
}
