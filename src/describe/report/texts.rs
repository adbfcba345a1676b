//! The source texts that the report carries, and where in them the evidence
//! of each event stands. A report has room for so much text: what events
//! stand in comes first, the rest of the documents only if all of it fits.

use super::records::{Record, records};
use crate::table::Sheet;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::ops::Range;

/// Bytes of a passage that the page shows: nobody reads on in a longer one, and
/// each event looks for its words in its passage.
const LONGEST: usize = 1 << 16;

/// Bytes of source text that one report may carry.
pub(super) const ROOM: usize = 4_000_000;

/// Where an event's evidence stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    /// Which passage of its document.
    pub(super) passage: usize,
    /// In UTF-16 units of the passage's text, as scripts count.
    pub(super) range: Range<usize>,
}

/// Texts of documents, and places of events in them.
#[derive(Debug, Default)]
pub(super) struct Texts<'a> {
    /// For each document its passages: kind, text, line.
    pub(super) passages: FxHashMap<&'a str, Vec<Value>>,
    /// For each event its place, if its text is here.
    pub(super) places: FxHashMap<&'a str, Place>,
    /// Whether the documents are whole.
    pub(super) whole: bool,
}

/// The texts of a release, as far as there is room.
pub(super) fn texts<'a>(sheets: &'a [Sheet<'a>], room: usize) -> Texts<'a> {
    let sections = || records(sheets, "sections");
    let items = || records(sheets, "items");
    let headings = sections().map(|row| row.text("heading").len());
    let all: usize =
        headings.chain(items().map(|row| row.text("text").len())).sum();
    let whole = all <= room;
    let with_events: FxHashSet<&str> =
        records(sheets, "events").map(|row| row.text("item_id")).collect();

    let mut left = room;
    let mut flow: BTreeMap<(&str, usize), (Record<'_>, bool)> =
        BTreeMap::new();
    let place =
        |row: Record<'a>| (row.text("document_id"), row.number("byte_start"));
    for row in items() {
        let length = row.text("text").len();
        let wanted = whole || with_events.contains(row.text("item_id"));
        if wanted && length <= left.min(LONGEST) {
            left -= length;
            flow.insert(place(row), (row, true));
        }
    }
    for row in sections().filter(|_| whole) {
        flow.entry(place(row)).or_insert((row, false));
    }

    let mut texts = Texts { whole, ..Texts::default() };
    let mut found: FxHashMap<&str, (usize, Record<'_>)> = FxHashMap::default();
    for ((document, _), (row, is_item)) in flow {
        let passages = texts.passages.entry(document).or_default();
        let (kind, text) = if is_item {
            found.insert(row.text("item_id"), (passages.len(), row));
            (row.text("kind"), row.text("text"))
        } else {
            ("heading", row.text("heading"))
        };
        passages.push(json!([kind, text, row.json("line")]));
    }
    for event in records(sheets, "events") {
        let item = found.get(event.text("item_id"));
        if let Some((passage, range)) = item.and_then(|(passage, item)| {
            Some((*passage, evidence(*item, event)?))
        }) {
            let place = Place { passage, range };
            texts.places.insert(event.text("event_id"), place);
        }
    }
    texts
}

/// Where an event's evidence stands in its item's text. Words that occur
/// more than once are those nearest to where the source's bytes have them.
fn evidence(item: Record<'_>, event: Record<'_>) -> Option<Range<usize>> {
    let (text, words) = (item.text("text"), event.text("evidence"));
    let (first, last) = (item.number("byte_start"), item.number("byte_end"));
    let before = event.number("byte_start").saturating_sub(first);
    let near = before * text.len() / last.saturating_sub(first).max(1);
    nearest(text, words, near)
}

/// The occurrence of some words that is nearest to a byte, in UTF-16 units.
fn nearest(text: &str, words: &str, near: usize) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let found = text.match_indices(words).map(|(at, _)| at);
    let start = found.min_by_key(|at| at.abs_diff(near))?;
    let units = |text: &str| text.encode_utf16().count();
    let from = units(&text[..start]);
    Some(from..from + units(words))
}

#[cfg(test)]
mod tests {
    use super::{nearest, texts};
    use crate::code::Coder;
    use crate::codebook::embedded;
    use crate::normalise::{Format, Source};
    use crate::table::Sheet;

    #[test]
    fn evidence_is_found_where_scripts_count_it() {
        let text = "🕊 Ré was freed. Ré was freed.";
        assert_eq!(nearest(text, "Ré was freed.", 0), Some(3..16));
        assert_eq!(nearest(text, "Ré was freed.", 20), Some(17..30));
        assert_eq!(nearest(text, "jailed", 0), None);
    }

    #[test]
    fn where_room_is_short_what_events_stand_in_comes_first() {
        let source = Source {
            path: "a.txt".to_owned(),
            bytes: b"GOOD NEWS\n\nThe weather was fine for once.\n\nKenya released two journalists in 2020.\n\nPeru abolished the death penalty in 2021.\n".to_vec(),
            format: Format::Text,
            origin: None,
        };
        let coded = Coder::new(&embedded::files()).unwrap().code(&source);
        assert_eq!(coded.events.len(), 2);
        let sheets = [
            Sheet::of(&coded.sections),
            Sheet::of(&coded.items),
            Sheet::of(&coded.events),
        ];
        let carried = |room| {
            let texts = texts(&sheets, room);
            let passages = texts.passages.values().map(Vec::len).sum();
            (texts.whole, passages, texts.places.len())
        };
        let all = coded.sections.len() + coded.items.len();
        assert_eq!(carried(1000), (true, all, 2));
        assert_eq!(carried(100), (false, 2, 2));
        assert_eq!(carried(50), (false, 1, 1));
        assert_eq!(carried(0), (false, 0, 0));
    }
}
