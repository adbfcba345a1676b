//! Line breaks inside a paragraph of HTML or Markdown: two in a row part
//! paragraphs, for that is how they are made where nobody knows a better way;
//! one parts what looks like a line of its own: a list's member, a label, a
//! new sentence after one that ended.
//!
//! Looks at the words on both sides; the readers of the formats do the rest.

use super::lines::{Mark, ends_sentence, mark};

/// How many words a label may have.
const LABEL: usize = 6;

/// Bytes that it may have.
const LONGEST: usize = 100;

/// Letters up to which a word of a label may be written small: "of", "and".
const SMALL: usize = 3;

/// Line breaks since the last visible character.
#[derive(Debug, Default)]
pub(super) struct Breaks(usize);

impl Breaks {
    /// Notes one, and tells whether it is the second in a row.
    pub(super) fn note(&mut self) -> bool {
        self.0 += 1;
        self.0 == 2
    }

    /// Whether what follows is parted from the text before it by the break
    /// between them.
    pub(super) fn part(&mut self, before: &str, next: &str) -> bool {
        let next = next.trim_start();
        if self.0 == 0 || next.is_empty() {
            return false;
        }
        self.0 = 0;
        // A sign may come alone, as an entity.
        let head: String = next.chars().take(3).chain([' ', 'x']).collect();
        mark(&head, false).0 == Mark::Sign
            || begins(next) && (ends_sentence(before) || is_label(before))
    }
}

/// Whether a line may begin so: with a capital, a number, a quotation.
fn begins(line: &str) -> bool {
    let first = line.trim_start_matches(['“', '"', '‘', '\'', '(']);
    first.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether a line is but a few words with capitals: "Kenya", "Right to Food".
fn is_label(line: &str) -> bool {
    // All that came before the break may be long.
    if line.len() > LONGEST {
        return false;
    }
    let mut words = line.split(' ');
    let capital = |word: &str| {
        word.chars().count() <= SMALL || !word.starts_with(char::is_lowercase)
    };
    words.clone().count() <= LABEL && words.all(capital)
}
