//! The table of what differs between two releases. It belongs to neither.

use super::{Code, table};

table! {
    Change, "changes", key ["change_id"],
    "What of an event differs between two releases.",
    change_id: u64, "Number, from 1, in the order of the sources and of the text.";
    change: Code, "`added`, `dropped`, or `changed`: one row for each field.";
    why: Code, "What may have caused it: `correction`, a person decided it in one of the two; else `source`, the document's bytes differ; else `codebook`, its files differ; else `program`, its version differs; else `unknown`.";
    source: Code, "File that reports the event.";
    line: u64, "Line of the file on which the evidence begins, in the later release if it is there.";
    event_id_old: String, "The event in the earlier release. Empty: it is not there.";
    event_id_new: String, "The event in the later release. Empty: it is not there.";
    field: String, "Column of `events_flat` that differs. Empty: the whole event.";
    old: String, "Its cell in the earlier release; of a whole event countries, outcome type and status.";
    new: String, "Its cell in the later release.";
    cue_old: String, "Id of the codebook's cue row that found it in the earlier release. Empty: it is not there.";
    cue_new: String, "Id of the cue row that finds it in the later release: where it differs from the earlier, that row is why. Empty: it is not there.";
    evidence: Code, "The words of the text that state the event.";
}
