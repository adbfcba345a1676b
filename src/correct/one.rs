//! One correction laid over the event that it means, and what is said where it
//! cannot be.

use super::apply::{current, put};
use super::find::Place;
use super::whole;
use super::{Correction, DROP, KEEP, WHOLE};
use crate::codebook::Codebook;
use crate::codebook::source::{At, Sheet};
use crate::diagnostic::{Diagnostic, Severity};
use crate::table::{Code, Coded};

/// Why a correction is not applied: the word of the table, and what is said.
pub(super) type Refused = (&'static str, Box<Diagnostic>);

/// A correction with its place, for faults that point at it.
pub(super) struct One<'a> {
    pub(super) sheet: &'a Sheet<'a>,
    pub(super) at: At,
    pub(super) correction: &'a Correction,
}

/// What laying a correction over an event came to.
#[derive(Default)]
pub(super) struct Done {
    pub(super) found: String,
    pub(super) event_id: Option<Code>,
    pub(super) refused: Option<Refused>,
}

impl One<'_> {
    /// Lays it over the event that it means.
    pub(super) fn lay(
        &self,
        place: Place,
        coded: &mut Coded,
        codebook: &Codebook,
    ) -> Done {
        let Correction { field, value, expected, reason, .. } =
            self.correction;
        let at = match place {
            Place::Event(at) => at,
            Place::Sentence(sentence) => {
                let event_id =
                    Some(whole::add(coded, sentence, self.correction));
                return Done { event_id, ..Done::default() };
            }
        };
        let event_id = Some(coded.events[at].event_id.clone());
        let found = match current(coded, at, field) {
            Ok(found) => found,
            Err(hint) => {
                let message = format!("no field to correct: `{field}`");
                let refused = Some(self.wrong("field", message, &hint));
                return Done { event_id, refused, ..Done::default() };
            }
        };
        let done = |refused, found| Done { found, event_id, refused };
        // Whoever takes an event out need not say what it was.
        let is_told = !(field == WHOLE && expected.is_empty());
        if is_told && !agree(&found, expected) {
            let told = |cell: &str| match cell {
                "" => "nothing".to_owned(),
                cell => format!("`{cell}`"),
            };
            let stale = self.stale(
                "stale",
                format!(
                    "correction not applied: `{field}` was to be {}, but is {}",
                    told(expected),
                    told(&found)
                ),
                "judge the event again: write what it is now under `expected`, or delete the row",
            );
            return done(Some(stale), found);
        }
        if field == WHOLE {
            if value == DROP {
                whole::take_out(coded, at);
                return done(None, found);
            }
            if value == KEEP {
                return done(None, found);
            }
            let message = format!("no value for `event`: `{value}`");
            let hint = "use `keep` if it is right, `drop` to take it out, or `add`, with source and anchor, for one that is missing";
            return done(Some(self.wrong("value", message, hint)), found);
        }
        if let Err(hint) = put(coded, at, field, value, codebook) {
            let message = format!("no value for `{field}`: `{value}`");
            return done(Some(self.wrong("value", message, &hint)), found);
        }
        whole::mark(&mut coded.events[at], field, reason);
        done(None, found)
    }

    pub(super) fn wrong(
        &self,
        column: &str,
        message: String,
        hint: &str,
    ) -> Refused {
        let code = "correction-fault";
        let fault = self.sheet.fault(self.at, column, "", code, message);
        ("fault", Box::new(fault.hint(hint)))
    }

    pub(super) fn not_added(&self) -> Refused {
        self.stale(
            "no_event",
            "correction not applied: the event was not added".to_owned(),
            "see what is said of the row that adds it",
        )
    }

    pub(super) fn stale(
        &self,
        result: &'static str,
        message: String,
        hint: &str,
    ) -> Refused {
        let code = "correction-stale";
        let row = self.correction;
        let named = [("event_id", &row.event_id), ("anchor", &row.anchor)];
        let column = named.iter().find(|(_, cell)| !cell.is_empty());
        let column = column.map_or("field", |(column, _)| *column);
        let mut fault = self.sheet.fault(self.at, column, "", code, message);
        fault.severity = Severity::Warning;
        (result, Box::new(fault.hint(hint)))
    }

    /// No document has its event.
    pub(super) fn nowhere(&self) -> Refused {
        let Correction { event_id, source, .. } = self.correction;
        let message = if event_id.is_empty() {
            format!("correction not applied: there is no source `{source}`")
        } else {
            format!("correction not applied: there is no event `{event_id}`")
        };
        self.stale(
            "no_event",
            message,
            "the text may have changed, or not be among the inputs; look for the event in events_flat, or delete the row",
        )
    }
}

/// Whether two cells say the same; lists in any order.
fn agree(a: &str, b: &str) -> bool {
    let list = |cell: &str| {
        let mut list: Vec<String> =
            cell.split(';').map(|part| part.trim().to_owned()).collect();
        list.sort();
        list
    };
    list(a) == list(b)
}
