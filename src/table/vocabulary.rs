//! The short lists of values that the program itself sets, for columns that
//! hold nothing else. What an analyst may argue with stands in the codebook,
//! not here.

/// The values that a column may hold, each with its meaning, if the program
/// sets them all.
#[must_use]
pub fn vocabulary(
    table: &str,
    column: &str,
) -> Option<&'static [(&'static str, &'static str)]> {
    Some(match (table, column) {
        ("events" | "events_flat", "status") => &[
            ("achieved", "It has happened"),
            ("announced", "Promised, tabled, ordered or to come"),
            ("ongoing", "Partial or pending"),
            ("setback", "Against the right"),
        ],
        ("events", "date_precision") => &[
            ("day", "The day is known"),
            ("month", "The month is known"),
            ("year", "The year is known"),
        ],
        ("event_quantities", "bound") => &[
            ("exact", "The number itself"),
            ("at_least", "The number or more"),
            ("about", "Near the number"),
        ],
        ("items", "kind") => &[
            ("bullet", "List item"),
            ("paragraph", "Paragraph"),
            ("caption", "Caption of a picture"),
            ("quote", "Quotation that stands by itself"),
        ],
        ("documents", "format") => &[
            ("text", "Plain text"),
            ("markdown", "Markdown"),
            ("html", "HTML"),
            ("docx", "Word processor's document, read as HTML"),
            ("eml", "Message, read as its HTML or text"),
            ("mbox", "Message of a box, read as its HTML or text"),
        ],
        ("sources", "format") => &[
            ("text", "Plain text"),
            ("markdown", "Markdown"),
            ("html", "HTML"),
            ("docx", "Word processor's document"),
            ("eml", "Message"),
            ("mbox", "Box of messages"),
            ("jsonl", "Corpus: an object of JSON a line"),
            ("csv", "Corpus: cells parted by commas"),
            ("tsv", "Corpus: cells parted by tabs"),
            ("parquet", "Corpus: Parquet"),
        ],
        ("corrections", "result") => &[
            ("applied", "The event says now what the person decided"),
            ("stale", "The event is coded otherwise than the person saw it"),
            ("no_event", "There is no such event"),
            ("fault", "The row cannot be understood"),
        ],
        ("problems", "severity") => &[
            ("error", "Something was left out"),
            ("warning", "Something was guessed or looks wrong"),
            ("note", "For information"),
        ],
        _ => return None,
    })
}
