//! Gold from judgements: documents of which people have judged every event,
//! and every sentence without one.

use super::verdict::{Judged, Verdict};
use crate::table::Sheet;
use rustc_hash::{FxHashMap, FxHashSet};

/// Words that an anchor may have.
const WORDS: std::ops::RangeInclusive<usize> = 3..=8;

/// A document that people have coded whole.
#[derive(Debug, Clone)]
pub struct GoldDocument {
    /// Its path.
    pub source: String,
    /// Its events, in their order.
    pub events: Vec<GoldLine>,
}

/// A row of a gold file, under the header that `evaluate::gold` reads.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct GoldLine {
    event: usize,
    item: u64,
    countries: String,
    theme: String,
    outcome_type: String,
    status: String,
    date: String,
    people: String,
    people_count: String,
    anchor: String,
}

/// The tables of the release that was judged.
struct Tables<'a> {
    sentences: &'a Sheet<'a>,
    items: FxHashMap<&'a str, u64>,
}

/// The documents that are judged whole. Events without an anchor that stands
/// in the text once are left out with their documents.
#[must_use]
pub fn gold(
    judged: &[Judged],
    events: &Sheet<'_>,
    documents: &Sheet<'_>,
    items: &Sheet<'_>,
    sentences: &Sheet<'_>,
) -> Vec<GoldDocument> {
    let cell = |sheet: &Sheet<'_>, row: usize, name: &str| -> String {
        sheet.cell(row, name).text().to_owned()
    };
    let said: FxHashMap<&str, &Judged> = judged
        .iter()
        .filter(|judged| judged.verdict != Verdict::Unsure)
        .map(|judged| (&*judged.row.review_id, judged))
        .collect();
    let positions = (0..items.rows.len()).map(|row| {
        let position = items.cell(row, "position").integer().unwrap_or(0);
        (items.cell(row, "item_id").text(), position)
    });
    let tables = Tables { sentences, items: positions.collect() };
    let mut all = Vec::new();
    for document in 0..documents.rows.len() {
        let id = cell(documents, document, "document_id");
        let source = cell(documents, document, "source");
        if let Some(events) = tables.events(&id, &said, events)
            && !events.is_empty()
        {
            all.push(GoldDocument { source, events });
        }
    }
    all
}

impl Tables<'_> {
    /// The events of a document, if every row of it is judged.
    fn events(
        &self,
        document: &str,
        said: &FxHashMap<&str, &Judged>,
        events: &Sheet<'_>,
    ) -> Option<Vec<GoldLine>> {
        let text = |name: &str, sheet: &Sheet<'_>, row: usize| -> String {
            sheet.cell(row, name).text().to_owned()
        };
        let mine = |sheet: &Sheet<'_>| -> Vec<usize> {
            (0..sheet.rows.len())
                .filter(|r| sheet.cell(*r, "document_id").text() == document)
                .collect()
        };
        let sentences = mine(self.sentences);
        let whole: Vec<String> = sentences
            .iter()
            .map(|row| text("text", self.sentences, *row))
            .collect();
        let whole = whole.join("\n");
        let mut told: FxHashSet<String> = FxHashSet::default();
        let mut found = Vec::new();
        for row in mine(events) {
            told.insert(text("sentence_id", events, row));
            let judged = said.get(events.cell(row, "event_id").text())?;
            if judged.verdict != Verdict::NoEvent {
                let item = events.cell(row, "item_id").text();
                let item = self.items.get(item).copied().unwrap_or(0);
                let anchor = anchor(&judged.row.evidence, &whole)?;
                found.push(line(judged, item, anchor));
            }
        }
        for row in sentences {
            let id = text("sentence_id", self.sentences, row);
            if told.contains(&id) {
                continue;
            }
            let judged = said.get(&*id)?;
            if judged.verdict == Verdict::Event {
                let item = self.sentences.cell(row, "item_id").text();
                let item = self.items.get(item).copied().unwrap_or(0);
                let anchor = anchor(&judged.row.text, &whole)?;
                found.push(line(judged, item, anchor));
            }
        }
        found.sort_by_key(|line| line.item);
        for (event, line) in (1..).zip(&mut found) {
            line.event = event;
        }
        Some(found)
    }
}

fn line(judged: &Judged, item: u64, anchor: String) -> GoldLine {
    let status = match judged.is("status") {
        none if none.is_empty() => "achieved".to_owned(),
        status => status,
    };
    GoldLine {
        event: 0,
        item,
        countries: judged.is("countries"),
        theme: judged.is("theme"),
        outcome_type: judged.is("outcome_type"),
        status,
        date: judged.is("date"),
        people: judged.is("people"),
        people_count: judged.is("people_count"),
        anchor,
    }
}

/// Words of a text that stand in the whole once: as many as it takes.
fn anchor(words: &str, whole: &str) -> Option<String> {
    let words: Vec<&str> = words.split_whitespace().collect();
    let longest = (*WORDS.end()).min(words.len());
    let lengths = (*WORDS.start()..=longest).rev();
    let parts = lengths.flat_map(|length| words.windows(length));
    let mut parts = parts.map(|part| part.join(" "));
    parts.find(|part| whole.matches(part.as_str()).count() == 1)
}
