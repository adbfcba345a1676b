//! How much of a document became events: what makes silence visible. Counts
//! what is there and judges nothing; a text of which nothing was coded may
//! tell of nothing.

use super::document::Coding;
use super::rows::{Ids, number};
use crate::normalise::Outline;
use crate::table::Coverage;
use std::collections::BTreeSet;
use std::ops::Range;

/// The row of a document that has so many rows of `uncoded`.
pub(super) fn coverage(
    outline: &Outline,
    coding: &Coding<'_>,
    ids: &Ids,
    uncoded: usize,
) -> Coverage {
    let told: BTreeSet<usize> =
        coding.events.iter().map(|event| event.sentence).collect();
    let characters = |range: &Range<usize>| {
        number(outline.slice(range.clone()).chars().count())
    };
    let text: u64 =
        outline.items.iter().map(|item| characters(&item.text)).sum();
    let evidence: u64 = evidence(coding).iter().map(characters).sum();
    Coverage {
        document_id: ids.document(),
        events: number(coding.events.len()),
        candidates: number(coding.refusals.len()),
        sections: number(outline.headings.len()),
        sections_without_event: number(without_event(outline, coding)),
        sentences: number(outline.sentences.len()),
        sentences_with_event: number(told.len()),
        sentences_uncoded: number(uncoded),
        characters: text,
        characters_in_evidence: evidence,
        share_in_evidence: share(evidence, text),
    }
}

/// The evidence of all events, each place once.
fn evidence(coding: &Coding<'_>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> =
        coding.events.iter().map(|event| event.evidence.clone()).collect();
    all.sort_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in all {
        match apart.last_mut() {
            Some(last) if range.start < last.end => {
                last.end = last.end.max(range.end);
            }
            _ => apart.push(range),
        }
    }
    apart
}

/// How many headings have no event below them, nor below those that they
/// stand above.
fn without_event(outline: &Outline, coding: &Coding<'_>) -> usize {
    let mut has = vec![false; outline.headings.len()];
    for event in &coding.events {
        let mut section = outline.items[event.item].section;
        while let Some(index) = section.filter(|index| !has[*index]) {
            has[index] = true;
            section = outline.headings[index].parent;
        }
    }
    has.iter().filter(|has| !**has).count()
}

/// A part of a whole, to four places; nothing of nothing.
#[expect(
    clippy::cast_precision_loss,
    reason = "no document has so many characters"
)]
fn share(part: u64, whole: u64) -> Option<f64> {
    let share = || (part as f64 / whole as f64 * 10_000.0).round() / 10_000.0;
    (whole > 0).then(share)
}
