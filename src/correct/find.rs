//! Which event, or which sentence, a correction means: by the event's id, or
//! by words that stand in one place of a source. The words outlive an edit of
//! the bulletin elsewhere, which gives all its events other ids.

use super::one::{One, Refused};
use crate::table::{Code, Coded};

/// What a correction means, among the rows at hand.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// An event.
    Event(usize),
    /// The sentence of an event that is to be added.
    Sentence(usize),
}

impl Place {
    /// The document that it stands in.
    pub(super) fn document(self, coded: &Coded) -> Code {
        match self {
            Self::Event(at) => coded.events[at].document_id.clone(),
            Self::Sentence(at) => coded.sentences[at].document_id.clone(),
        }
    }
}

/// Finds it; nothing if its document is not among these. `added` is the event
/// that an earlier row adds with the same anchor, without an id until then.
pub(super) fn find(
    one: &One<'_>,
    added: Option<&Code>,
    coded: &Coded,
) -> Result<Option<Place>, Refused> {
    let row = one.correction;
    let by_id = |id: &str| {
        let at = coded.events.iter().position(|e| *e.event_id == *id);
        at.map(Place::Event)
    };
    if !row.event_id.is_empty() {
        let found = by_id(&row.event_id);
        // The id hangs on all bytes of the text, the words on their own.
        if found.is_some() || row.source.is_empty() || row.anchor.is_empty() {
            return Ok(found);
        }
    }
    if row.source.is_empty() || row.anchor.trim().is_empty() {
        return Err(one.wrong(
            "field",
            "the correction does not say of which event".to_owned(),
            "give its event_id, or the source and words of it as anchor",
        ));
    }
    let mut documents = coded.documents.iter();
    let document = documents.find(|row_| *row_.source == *row.source);
    let Some(document) = document.map(|row| &row.document_id) else {
        return Ok(None);
    };
    if row.adds() {
        return sentence(one, document, coded).map(Some);
    }
    if let Some(added) = added {
        // Where the event could not be added, its row says why.
        return match by_id(added) {
            Some(place) => Ok(Some(place)),
            None => Err(one.not_added()),
        };
    }
    let anchor = normal(&row.anchor);
    let is_meant = |words: &str| words.contains(&anchor);
    let mut found = (0..coded.events.len()).filter(|at| {
        let event = &coded.events[*at];
        event.document_id == *document && is_meant(&event.evidence)
    });
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(Some(Place::Event(at))),
        (None, _) => Err(one.stale(
            "no_event",
            format!(
                "correction not applied: no event of `{}` has these words",
                row.source
            ),
            "look for the event in events_flat: its evidence must hold the words; or delete the row",
        )),
        (Some(one_of), Some(other)) => Err(one.wrong(
            "anchor",
            format!(
                "two events have these words: `{}` and `{}`",
                coded.events[one_of].event_id.0, coded.events[other].event_id.0
            ),
            "name the event by its event_id",
        )),
    }
}

/// The sentence that holds the anchor.
fn sentence(
    one: &One<'_>,
    document: &Code,
    coded: &Coded,
) -> Result<Place, Refused> {
    let anchor = normal(&one.correction.anchor);
    let mut found = (0..coded.sentences.len()).filter(|at| {
        let row = &coded.sentences[*at];
        row.document_id == *document && row.text.contains(&anchor)
    });
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(Place::Sentence(at)),
        (None, _) => Err(one.stale(
            "no_event",
            format!(
                "event not added: no sentence of `{}` has these words",
                one.correction.source
            ),
            "copy words of one sentence as `sentences` has it; or delete the row",
        )),
        (Some(_), Some(_)) => Err(one.wrong(
            "anchor",
            "several sentences have these words".to_owned(),
            "take in more words, so that they stand in one sentence",
        )),
    }
}

/// White space as the tables have it.
fn normal(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
