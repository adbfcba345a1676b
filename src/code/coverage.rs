//! How much of a document became events: what makes silence visible. Counts
//! rows of other tables and judges nothing; a text of which nothing was coded
//! may tell of nothing.

use crate::table::{Code, Coded, Coverage, Event, Section, Sentence};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// The row of a document, from its rows among those of others.
#[must_use]
pub(crate) fn coverage(document: &Code, rows: &Coded) -> Coverage {
    let events: Vec<&Event> =
        of(&rows.events, document, |row| &row.document_id);
    let sections: Vec<&Section> =
        of(&rows.sections, document, |row| &row.document_id);
    let sentences = of(&rows.sentences, document, |row| &row.document_id);
    let items = of(&rows.items, document, |row| &row.document_id);
    let mut told: FxHashMap<&Code, Vec<&Event>> = FxHashMap::default();
    for event in &events {
        told.entry(&event.sentence_id).or_default().push(event);
    }
    let text = items.iter().map(|item| characters(&item.text)).sum();
    let evidence = sentences
        .iter()
        .filter_map(|row| Some((row, told.get(&row.sentence_id)?)))
        .map(|(row, words)| covered(row, words))
        .sum();
    Coverage {
        document_id: document.clone(),
        events: number(events.len()),
        candidates: number(
            of(&rows.candidates, document, |row| &row.document_id).len(),
        ),
        sections: number(sections.len()),
        sections_without_event: number(without_event(&sections, &events)),
        sentences: number(sentences.len()),
        sentences_with_event: number(told.len()),
        sentences_uncoded: number(
            of(&rows.uncoded, document, |row| &row.document_id).len(),
        ),
        characters: text,
        characters_in_evidence: evidence,
        share_in_evidence: share(evidence, text),
    }
}

/// The rows of a document.
fn of<'row, T>(
    rows: &'row [T],
    document: &Code,
    id: impl Fn(&T) -> &Code,
) -> Vec<&'row T> {
    rows.iter().filter(|row| id(row) == document).collect()
}

fn number(count: usize) -> u64 {
    count as u64
}

fn characters(text: &str) -> u64 {
    number(text.chars().count())
}

/// Characters of a sentence that are evidence, each once. Words that stand in
/// it twice are those nearest to the place that the event has in the source.
fn covered(sentence: &Sentence, events: &[&Event]) -> u64 {
    let text = &*sentence.text;
    let place = |event: &&Event| {
        let near = event.byte_start.saturating_sub(sentence.byte_start);
        let found = text.match_indices(&*event.evidence);
        let found = found.map(|(at, words)| at..at + words.len());
        found.min_by_key(|range| number(range.start).abs_diff(near))
    };
    let mut all: Vec<Range<usize>> = events.iter().filter_map(place).collect();
    all.sort_by_key(|range| (range.start, range.end));
    let (mut sum, mut end) = (0, 0);
    for range in all {
        let new = range.start.max(end)..range.end.max(end);
        end = new.end;
        sum += text.get(new).map_or(0, characters);
    }
    sum
}

/// How many headings have no event below them, nor below those that they
/// stand above: one of a lower level, further down, before the next of its
/// own.
fn without_event(sections: &[&Section], events: &[&Event]) -> usize {
    let told: FxHashSet<&Code> =
        events.iter().filter_map(|event| event.section_id.as_ref()).collect();
    let mut above: Vec<&Section> = Vec::new();
    let mut has: FxHashMap<&Code, bool> = FxHashMap::default();
    for section in sections {
        while above.last().is_some_and(|last| last.level >= section.level) {
            above.pop();
        }
        above.push(section);
        let is_told = told.contains(&section.section_id);
        for section in &above {
            *has.entry(&section.section_id).or_default() |= is_told;
        }
    }
    has.values().filter(|has| !**has).count()
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
