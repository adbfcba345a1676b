//! Which events and sentences are most worth a person's look: those that the
//! program is least sure of, sentences that may tell of an event, and a fair
//! sample of the rest, without which one would learn only where it is weak.

use crate::codebook::hex;
use crate::table::{
    Candidate, Code, Correction, Document, Event, EventFlat, Item, ReviewRow,
    Row, Section, Sentence, Sheet, Table, Uncoded,
};
use rustc_hash::{FxHashMap, FxHashSet};
use sha2::{Digest, Sha256};

/// The tables of a release that are looked at; those that it was published
/// without have no rows.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// `events_flat`.
    pub flat: &'a Sheet<'a>,
    /// `events`.
    pub events: &'a Sheet<'a>,
    /// `documents`.
    pub documents: &'a Sheet<'a>,
    /// `sections`.
    pub sections: &'a Sheet<'a>,
    /// `items`.
    pub items: &'a Sheet<'a>,
    /// `sentences`.
    pub sentences: &'a Sheet<'a>,
    /// `candidates`.
    pub candidates: &'a Sheet<'a>,
    /// `uncoded`.
    pub uncoded: &'a Sheet<'a>,
    /// `corrections`.
    pub corrections: &'a Sheet<'a>,
}

impl<'a> Shown<'a> {
    /// The tables, in the order of the fields.
    pub const TABLES: [Table; 9] = [
        EventFlat::TABLE,
        Event::TABLE,
        Document::TABLE,
        Section::TABLE,
        Item::TABLE,
        Sentence::TABLE,
        Candidate::TABLE,
        Uncoded::TABLE,
        Correction::TABLE,
    ];

    /// Of the rows of [`Self::TABLES`].
    #[must_use]
    pub fn of(sheets: &'a [Sheet<'a>; 9]) -> Self {
        let [flat, events, documents, sections, items, sentences, ..] = sheets;
        let [.., candidates, uncoded, corrections] = sheets;
        Self {
            flat,
            events,
            documents,
            sections,
            items,
            sentences,
            candidates,
            uncoded,
            corrections,
        }
    }
}

/// Parts of the sheet, of ten: doubtful events, learned ones, sentences. The
/// rest is the fair sample.
const PARTS: [(&str, usize); 3] =
    [("doubtful", 4), ("learned", 1), ("missed", 2)];

/// Chooses so many events and sentences, and all of so many documents; each
/// once, and none that a person has decided.
#[must_use]
pub fn select(
    shown: &Shown<'_>,
    count: usize,
    documents: usize,
) -> Vec<ReviewRow> {
    let index = Index::of(shown);
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut rows = Vec::new();
    for document in sample(shown.documents, "document_id", documents) {
        for row in index.whole(document) {
            if taken.insert(row.review_id.0.clone()) {
                rows.push(row);
            }
        }
    }
    let decided = decided(shown.corrections);
    let mut events: Vec<usize> = (0..shown.events.rows.len()).collect();
    events.retain(|row| {
        let id = shown.events.cell(*row, "event_id").text();
        !decided.contains(id) && !taken.contains(id)
    });
    let score =
        |row: &usize| shown.events.cell(*row, "score").number().unwrap_or(0.0);
    let id = |row: &usize| shown.events.cell(*row, "event_id").text();
    events.sort_by(|a, b| {
        score(a).total_cmp(&score(b)).then_with(|| id(a).cmp(id(b)))
    });
    let mut add = |row: Option<ReviewRow>, room: &mut usize| {
        let Some(row) = row.filter(|_| *room > 0) else { return };
        if taken.insert(row.review_id.0.clone()) {
            rows.push(row);
            *room -= 1;
        }
    };
    let mut left = count;
    for (why, part) in PARTS {
        let mut room = (count * part / 10).min(left);
        let before = room;
        if why == "missed" {
            for sentence in index.missed() {
                add(index.sentence(sentence, why), &mut room);
            }
        } else {
            for row in &events {
                let cue = shown.events.cell(*row, "cue").text();
                if why == "doubtful" || cue.ends_with("-learned") {
                    add(index.event(*row, why), &mut room);
                }
            }
        }
        left -= before - room;
    }
    events.sort_by_key(|row| lot(id(row)));
    for row in events {
        add(index.event(row, "sample"), &mut left);
    }
    // As they stand in the texts, so that a reader keeps the thread.
    rows.sort_by(|a, b| {
        (&*a.source, a.line, &*a.review_id).cmp(&(
            &*b.source,
            b.line,
            &*b.review_id,
        ))
    });
    rows
}

/// Events that a person decided before.
fn decided<'a>(corrections: &Sheet<'a>) -> FxHashSet<&'a str> {
    let cell = |row, column| corrections.cell(row, column).text();
    (0..corrections.rows.len())
        .filter(|row| cell(*row, "result") == "applied")
        .map(|row| cell(row, "event_id"))
        .collect()
}

/// Some rows of a table, drawn fairly and always the same.
fn sample<'a>(sheet: &Sheet<'a>, key: &str, count: usize) -> Vec<&'a str> {
    let cells = (0..sheet.rows.len()).map(|row| sheet.cell(row, key).text());
    let mut all: Vec<&str> = cells.collect();
    all.sort_by_key(|id| lot(id));
    all.truncate(count);
    all
}

/// What draws an id: its digest, which no text has a hand in.
fn lot(id: &str) -> String {
    hex(&Sha256::digest(id.as_bytes()))
}

/// Rows of the tables by what they are looked up by.
struct Index<'a> {
    shown: Shown<'a>,
    flat: FxHashMap<&'a str, usize>,
    sources: FxHashMap<&'a str, &'a str>,
    headings: FxHashMap<&'a str, &'a str>,
    sections: FxHashMap<&'a str, &'a str>,
    sentences: FxHashMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    fn of(shown: &Shown<'a>) -> Self {
        Self {
            shown: *shown,
            flat: by(shown.flat, "event_id"),
            sources: pairs(shown.documents, "document_id", "source"),
            headings: pairs(shown.sections, "section_id", "heading"),
            sections: pairs(shown.items, "item_id", "section_id"),
            sentences: by(shown.sentences, "sentence_id"),
        }
    }

    /// An event's row.
    fn event(&self, row: usize, why: &str) -> Option<ReviewRow> {
        let events = self.shown.events;
        let flat = *self.flat.get(events.cell(row, "event_id").text())?;
        let cell = |name| self.shown.flat.cell(flat, name).text().to_owned();
        let sentence = events.cell(row, "sentence_id").text();
        let text = self.sentences.get(sentence);
        let text = text.map_or_else(
            || cell("evidence"),
            |row| self.shown.sentences.cell(*row, "text").text().to_owned(),
        );
        Some(ReviewRow {
            review_id: cell("event_id").into(),
            kind: "event".into(),
            why: why.into(),
            source: cell("source").into(),
            line: self.shown.flat.cell(flat, "line").integer().unwrap_or(1),
            section: cell("section"),
            text: text.into(),
            evidence: cell("evidence"),
            countries: cell("countries"),
            theme: cell("theme"),
            outcome_type: cell("outcome_type"),
            status: cell("status"),
            date: cell("date"),
            people: cell("people"),
            people_count: events.cell(row, "people_count").integer(),
            score: events.cell(row, "score").number(),
            ..ReviewRow::default()
        })
    }

    /// A sentence's row.
    fn sentence(&self, id: &str, why: &str) -> Option<ReviewRow> {
        let sentences = self.shown.sentences;
        let row = *self.sentences.get(id)?;
        let cell = |name| sentences.cell(row, name).text();
        let section = self.sections.get(cell("item_id"));
        let heading = section.and_then(|id| self.headings.get(id));
        Some(ReviewRow {
            review_id: id.into(),
            kind: "sentence".into(),
            why: why.into(),
            source: Code::from(*self.sources.get(cell("document_id"))?),
            line: sentences.cell(row, "line").integer().unwrap_or(1),
            section: heading.map_or(String::new(), |text| (*text).to_owned()),
            text: cell("text").into(),
            ..ReviewRow::default()
        })
    }

    /// Sentences without an event that name a country and hold words of the
    /// codebook; those with most such words first.
    fn missed(&self) -> Vec<&'a str> {
        let (candidates, uncoded) =
            (self.shown.candidates, self.shown.uncoded);
        let mut words: FxHashMap<&str, usize> = FxHashMap::default();
        for row in 0..candidates.rows.len() {
            if !candidates.cell(row, "cue").text().is_empty() {
                let id = candidates.cell(row, "sentence_id").text();
                *words.entry(id).or_default() += 1;
            }
        }
        let ids = (0..uncoded.rows.len())
            .map(|row| uncoded.cell(row, "sentence_id").text());
        let mut ids: Vec<&str> =
            ids.filter(|id| words.contains_key(id)).collect();
        ids.sort_by_key(|id| (std::cmp::Reverse(words[id]), lot(id)));
        ids
    }

    /// All events of a document, and all its sentences without one.
    fn whole(&self, document: &str) -> Vec<ReviewRow> {
        let (events, sentences) = (self.shown.events, self.shown.sentences);
        let is_its = |sheet: &Sheet<'_>, row: usize| {
            sheet.cell(row, "document_id").text() == document
        };
        let mut told = FxHashSet::default();
        let mut rows = Vec::new();
        for row in (0..events.rows.len()).filter(|row| is_its(events, *row)) {
            told.insert(events.cell(row, "sentence_id").text());
            rows.extend(self.event(row, "document"));
        }
        let of = (0..sentences.rows.len()).filter(|r| is_its(sentences, *r));
        for row in of {
            let id = sentences.cell(row, "sentence_id").text();
            if !told.contains(id) {
                rows.extend(self.sentence(id, "document"));
            }
        }
        rows
    }
}

fn by<'a>(sheet: &Sheet<'a>, key: &str) -> FxHashMap<&'a str, usize> {
    let rows = 0..sheet.rows.len();
    rows.map(|row| (sheet.cell(row, key).text(), row)).collect()
}

fn pairs<'a>(
    sheet: &Sheet<'a>,
    key: &str,
    value: &str,
) -> FxHashMap<&'a str, &'a str> {
    let rows = 0..sheet.rows.len();
    let cell = |row, name| sheet.cell(row, name).text();
    rows.map(|row| (cell(row, key), cell(row, value))).collect()
}
