//! The tables of what differs between two releases, and of what each row of a
//! codebook moves. They belong to no release.

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

table! {
    RowMove, "moves", key ["move_id"],
    "What of an event differs because of a row of a codebook.",
    move_id: u64, "Number, from 1, in the order of the codebook's files and of the text.";
    file: Code, "File of the codebook; `together`: no row alone moves it.";
    row: String, "What the row is known by. Empty: the whole file.";
    row_change: Code, "`added`, `removed` or `changed`.";
    change: Code, "What becomes of the event: `added`, `dropped`, or `changed`: one row for each field.";
    source: Code, "File that reports the event.";
    line: u64, "Line of the file on which the evidence begins.";
    field: String, "Column of `events_flat` that differs. Empty: the whole event.";
    old: String, "Its cell with the earlier codebook; of a whole event countries, outcome type and status.";
    new: String, "Its cell with the earlier codebook and this row.";
    evidence: Code, "The words of the text that state the event.";
}
