//! Whole events that a person adds or takes out, and the marks that say of an
//! event that a person decided.

use super::{Correction, WHOLE};
use crate::code::event_key;
use crate::codebook::Codebook;
use crate::table::{Code, Coded, Event};
use std::collections::BTreeSet;

/// What stands for the cue of an event that no cue found.
const CUE: &str = "correction";

/// Adds an event that a sentence states, without any field but the marks;
/// its id.
pub(super) fn add(
    coded: &mut Coded,
    sentence: usize,
    row: &Correction,
) -> Code {
    let sentence = &coded.sentences[sentence];
    let document = &sentence.document_id;
    let mut items = coded.items.iter();
    let item = items.find(|item| item.item_id == sentence.item_id);
    // The document's id stands for its bytes.
    let key = format!(
        "{} {} {} {}",
        document.0, sentence.byte_start, sentence.byte_end, row.anchor
    );
    let id: Code = event_key(&key).into();
    let mut event = Event {
        event_id: id.clone(),
        document_id: document.clone(),
        section_id: item.and_then(|item| item.section_id.clone()),
        item_id: sentence.item_id.clone(),
        sentence_id: sentence.sentence_id.clone(),
        theme: Code::default(),
        theme_basis: Code::default(),
        outcome_class: Code::default(),
        outcome_type: Code::default(),
        status: Code::default(),
        status_basis: Code::default(),
        date_start: None,
        date_end: None,
        date_precision: String::new(),
        date_basis: String::new(),
        people_count: None,
        evidence: sentence.text.clone(),
        line: sentence.line,
        byte_start: sentence.byte_start,
        byte_end: sentence.byte_end,
        cue: CUE.into(),
        // A person is taken at their word.
        score: 1.0,
        cluster_id: id.clone(),
        cluster_basis: String::new(),
        corrected: String::new(),
        correction_reason: String::new(),
    };
    mark(&mut event, WHOLE, &row.reason);
    coded.uncoded.retain(|row| row.sentence_id != event.sentence_id);
    // Beside the events of its document, as the rows of documents stand.
    let mut events = coded.events.iter();
    let last = events.rposition(|row| row.document_id == event.document_id);
    coded.events.insert(last.map_or(coded.events.len(), |at| at + 1), event);
    id
}

/// Gives an added event the status and theme that nobody decided; whether it
/// has the outcome type that it needs.
pub(super) fn complete(
    coded: &mut Coded,
    at: usize,
    codebook: &Codebook,
) -> bool {
    let event = &mut coded.events[at];
    let Some(outcome) = codebook.outcome(&event.outcome_type) else {
        return false;
    };
    if event.status.is_empty() {
        event.status = "achieved".into();
        event.status_basis = CUE.into();
    }
    if event.theme.is_empty() {
        let theme = &codebook.outcomes[outcome].default_theme;
        event.theme = theme.as_str().into();
        event.theme_basis = "outcome".into();
    }
    true
}

/// The event of the same sentence, outcome type and countries as an added
/// one, if the program codes it.
pub(super) fn twin(coded: &Coded, at: usize) -> Option<Code> {
    let added = &coded.events[at];
    let countries = |id: &Code| -> BTreeSet<&Code> {
        let rows = coded.event_countries.iter();
        let rows = rows.filter(|row| row.event_id == *id);
        rows.map(|row| &row.country).collect()
    };
    let is_twin = |event: &&Event| {
        *event.cue != *CUE
            && event.sentence_id == added.sentence_id
            && event.outcome_type == added.outcome_type
            && countries(&event.event_id) == countries(&added.event_id)
    };
    coded.events.iter().find(is_twin).map(|event| event.event_id.clone())
}

/// Takes an event out, and what belongs to it.
pub(super) fn take_out(coded: &mut Coded, at: usize) {
    let id = coded.events.remove(at).event_id;
    coded.event_countries.retain(|row| row.event_id != id);
    coded.event_people.retain(|row| row.event_id != id);
    coded.event_quantities.retain(|row| row.event_id != id);
}

/// Says of an event that a person decided a field of it, and why.
pub(super) fn mark(event: &mut Event, field: &str, reason: &str) {
    join(&mut event.corrected, ";", field);
    join(&mut event.correction_reason, "; ", reason);
}

/// Adds a part to a list, unless it is there.
fn join(list: &mut String, between: &str, part: &str) {
    let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
    if part.is_empty() || list.split(between).any(|known| known == part) {
        return;
    }
    if !list.is_empty() {
        list.push_str(between);
    }
    list.push_str(&part);
}
