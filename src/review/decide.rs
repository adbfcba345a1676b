//! From judgements to corrections.

use super::verdict::{Judged, Verdict};
use crate::correct::{ADD, Correction, DROP, KEEP, WHOLE};

/// The corrections that some judgements ask for.
#[must_use]
pub fn corrections(judged: &[Judged]) -> Vec<Correction> {
    judged.iter().flat_map(of).collect()
}

fn of(judged: &Judged) -> Vec<Correction> {
    let row = &judged.row;
    let is_event = &*row.kind == "event";
    let correction = |field: &str, expected: &str, value: &str| Correction {
        event_id: if is_event {
            row.review_id.0.clone()
        } else {
            String::new()
        },
        source: row.source.0.clone(),
        // Of an event its evidence, of a sentence all of it.
        anchor: if is_event {
            row.evidence.clone()
        } else {
            row.text.0.clone()
        },
        field: field.to_owned(),
        expected: expected.to_owned(),
        value: value.to_owned(),
        reason: row.reason.clone(),
        author: row.reviewer.clone(),
        date: row.reviewed_on.clone(),
    };
    let fields = || {
        let fields = judged.fields.iter();
        fields.map(|(field, coded, is)| correction(field, coded, is))
    };
    match judged.verdict {
        Verdict::Right => vec![correction(WHOLE, &row.outcome_type, KEEP)],
        Verdict::NoEvent if is_event => {
            vec![correction(WHOLE, &row.outcome_type, DROP)]
        }
        Verdict::Wrong => fields().collect(),
        Verdict::Event => std::iter::once(correction(WHOLE, "", ADD))
            .chain(fields())
            .collect(),
        Verdict::NoEvent | Verdict::Unsure => Vec::new(),
    }
}

/// Older corrections with newer ones: a newer one of the same field of the
/// same event takes the place of an older.
#[must_use]
pub fn merged(
    older: Vec<Correction>,
    newer: Vec<Correction>,
) -> Vec<Correction> {
    let mut all = older;
    for new in newer {
        let is_same = |old: &&mut Correction| {
            let key = |row: &Correction| {
                let Correction { event_id, source, anchor, field, .. } =
                    row.clone();
                (event_id, source, anchor, field)
            };
            key(old) == key(&new)
        };
        match all.iter_mut().find(is_same) {
            Some(old) => *old = new,
            None => all.push(new),
        }
    }
    all
}
