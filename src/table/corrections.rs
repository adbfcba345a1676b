//! The table of the corrections and what became of each.

use super::{Code, table};

table! {
    Correction, "corrections", key ["correction_id"],
    "A decision of a person, a row of `corrections.csv`, and what became of it.",
    correction_id: u64, "Number, from 1, in the order of the file.";
    result: Code, "`applied`; `stale`, the event is coded otherwise than the person saw it; `no_event`, there is no such event; `fault`, the row cannot be understood.";
    event_id: String, "The event: as the row names it, or as it was found by source and words. Empty: not found.";
    source: String, "File that reports the event, as the row names it. Empty: named by its id.";
    anchor: String, "Words of the event's sentence, as the row names them.";
    field: Code, "What was decided: a field of the event, or `event` itself.";
    expected: String, "What the person saw there. Empty: nothing.";
    found: String, "What was there, if the event was found.";
    value: String, "What the person put in its place; `add` or `drop` of the event itself.";
    reason: String, "Why.";
    author: String, "Who decided.";
    date: String, "When.";
    line: u64, "Line of `corrections.csv`, from 1.";
}
