//! All that the report's script knows, as JSON: events with the basis of
//! their fields, categories with labels, documents with their texts, and the
//! counts as published. Joins published tables; counts nothing.

use super::records::{Record, json, records};
use super::texts::{ROOM, Texts, texts};
use crate::count::margin::{Rates, rows_of};
use crate::describe::About;
use crate::table::{Sheet, vocabulary};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// The tables of counts that the report shows.
const COUNTS: [&str; 7] = [
    "counts_by_theme",
    "counts_by_region",
    "counts_by_outcome_type",
    "counts_by_year",
    "counts_by_theme_region",
    "counts_by_theme_outcome_type",
    "counts_by_region_outcome_type",
];

/// The tables whose columns the report explains.
const EXPLAINED: [&str; 6] = [
    "events",
    "events_flat",
    "event_countries",
    "event_people",
    "event_quantities",
    "counts_by_region",
];

/// Columns of `events` that the script needs as they are.
const OF_EVENT: [&str; 18] = [
    "event_id",
    "theme",
    "theme_basis",
    "outcome_type",
    "status",
    "status_basis",
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "people_count",
    "line",
    "cue",
    "score",
    "cluster_id",
    "cluster_basis",
    "corrected",
    "correction_reason",
];

/// Columns of `documents` that the script needs.
const OF_DOCUMENT: [&str; 7] = [
    "source",
    "title",
    "publisher",
    "date_published",
    "page_address",
    "licence",
    "note",
];

/// The report's data.
pub(super) fn data(sheets: &[Sheet<'_>], about: &About<'_>) -> Value {
    let texts = texts(sheets, ROOM);
    let mut documents: Vec<Record<'_>> =
        records(sheets, "documents").collect();
    documents.sort_by_key(|row| row.text("source"));
    json!({
        "about": {
            "version": about.version,
            "codebook_version": about.codebook_version,
            "codebook_sha256": about.codebook_sha256,
        },
        "counts": counts(sheets),
        "countries": countries(sheets),
        "documents": documents
            .iter()
            .map(|row| document(*row, &texts))
            .collect::<Vec<_>>(),
        "events": events(sheets, &documents, &texts),
        "margin": margin(sheets),
        "explained": explained(sheets),
        "outcomes": dimension(
            sheets,
            "outcome_types",
            &["outcome_type", "label", "definition", "outcome_class"],
        ),
        "regions": records(sheets, "counts_by_region")
            .map(|row| pick(row, &["scheme", "region", "region_label"]))
            .collect::<Vec<_>>(),
        "statuses": vocabulary("events", "status"),
        "texts_are_whole": texts.whole,
        "themes": dimension(
            sheets,
            "themes",
            &["theme", "label", "definition"],
        ),
    })
}

/// How many events people would count in all: estimate, least and most;
/// nothing if gold is too little.
fn margin(sheets: &[Sheet<'_>]) -> Value {
    let events = records(sheets, "events").count() as u64;
    let mut tables = sheets.iter();
    let rates = tables.find(|sheet| sheet.table.name == "error_rates");
    let rates = rates.map_or(Vec::new(), rows_of);
    Rates::new(&rates).of_all(events).map_or(Value::Null, |found| {
        json!([found.adjusted, found.low, found.high])
    })
}

/// Some cells of a row.
fn pick(row: Record<'_>, columns: &[&str]) -> Value {
    columns.iter().map(|column| row.json(column)).collect()
}

/// A table of categories, in the codebook's order.
fn dimension(sheets: &[Sheet<'_>], table: &str, columns: &[&str]) -> Value {
    let mut rows: Vec<Record<'_>> = records(sheets, table).collect();
    rows.sort_by_key(|row| row.number("position"));
    rows.into_iter().map(|row| pick(row, columns)).collect()
}

/// The countries that occur: name, and region in each scheme.
fn countries(sheets: &[Sheet<'_>]) -> Value {
    let occur: BTreeSet<&str> = records(sheets, "event_countries")
        .map(|row| row.text("country"))
        .collect();
    let mut regions: FxHashMap<&str, Map<String, Value>> =
        FxHashMap::default();
    for row in records(sheets, "regions") {
        let of = regions.entry(row.text("country")).or_default();
        of.insert(row.text("scheme").to_owned(), row.json("region"));
    }
    let rows = records(sheets, "countries")
        .filter(|row| occur.contains(row.text("country")));
    rows.map(|row| {
        let code = row.text("country");
        let regions = regions.remove(code).unwrap_or_default();
        (code.to_owned(), json!([row.json("name"), regions]))
    })
    .collect::<Map<String, Value>>()
    .into()
}

/// A document and its passages.
fn document(row: Record<'_>, texts: &Texts<'_>) -> Value {
    let id = row.text("document_id");
    let mut fields: Map<String, Value> = OF_DOCUMENT
        .iter()
        .map(|column| ((*column).to_owned(), row.json(column)))
        .collect();
    fields.insert("id".to_owned(), id.into());
    let passages = texts.passages.get(id).cloned().unwrap_or_default();
    fields.insert("passages".to_owned(), passages.into());
    fields.into()
}

/// The events in the order of the flat table, as rows under named columns.
/// Evidence is left out where it stands in a passage.
fn events(
    sheets: &[Sheet<'_>],
    documents: &[Record<'_>],
    texts: &Texts<'_>,
) -> Value {
    let numbers: FxHashMap<&str, usize> = (0..)
        .zip(documents)
        .map(|(n, row)| (row.text("document_id"), n))
        .collect();
    let by_id: FxHashMap<&str, Record<'_>> = records(sheets, "events")
        .map(|row| (row.text("event_id"), row))
        .collect();
    let countries =
        group(sheets, "event_countries", &["country", "basis", "mention"]);
    let people = group(sheets, "event_people", &["person", "basis"]);
    let quantities = group(
        sheets,
        "event_quantities",
        &["quantity", "bound", "unit", "mention"],
    );
    let of = |groups: &FxHashMap<&str, Vec<Value>>, id: &str| {
        Value::from(groups.get(id).cloned().unwrap_or_default())
    };
    let rows: Vec<Value> = records(sheets, "events_flat")
        .filter_map(|flat| {
            let id = flat.text("event_id");
            let event = by_id.get(id)?;
            let mut row: Vec<Value> =
                OF_EVENT.iter().map(|column| event.json(column)).collect();
            let place = texts.places.get(id);
            row.extend([
                numbers.get(event.text("document_id")).copied().into(),
                flat.json("section"),
                flat.json("date"),
                place.map(|place| place.passage).into(),
                place.map(|place| place.range.start).into(),
                place.map(|place| place.range.end).into(),
                if place.is_some() {
                    Value::Null
                } else {
                    event.json("evidence")
                },
                of(&countries, id),
                of(&people, id),
                of(&quantities, id),
            ]);
            Some(row.into())
        })
        .collect();
    let more = [
        "document",
        "section",
        "date",
        "passage",
        "start",
        "end",
        "evidence",
        "countries",
        "people",
        "quantities",
    ];
    let columns: Vec<&str> = OF_EVENT.into_iter().chain(more).collect();
    json!({ "columns": columns, "rows": rows })
}

/// Some cells of a bridge's rows, for each event in the order of the text.
fn group<'a>(
    sheets: &'a [Sheet<'a>],
    table: &str,
    columns: &[&str],
) -> FxHashMap<&'a str, Vec<Value>> {
    let mut rows: Vec<Record<'a>> = records(sheets, table).collect();
    rows.sort_by_key(|row| row.number("position"));
    let mut groups: FxHashMap<&str, Vec<Value>> = FxHashMap::default();
    for row in rows {
        groups
            .entry(row.text("event_id"))
            .or_default()
            .push(pick(row, columns));
    }
    groups
}

/// The counts as they are published, without the labels.
fn counts(sheets: &[Sheet<'_>]) -> Value {
    let shown =
        sheets.iter().filter(|sheet| COUNTS.contains(&sheet.table.name));
    shown
        .map(|sheet| {
            let columns: Vec<(usize, &str)> = (0..)
                .zip(sheet.table.columns.iter().map(|column| column.name))
                .filter(|(_, name)| !name.ends_with("_label"))
                .collect();
            let names: Vec<&str> = columns.iter().map(|pair| pair.1).collect();
            let rows: Vec<Value> = sheet
                .rows
                .iter()
                .map(|row| {
                    columns.iter().map(|pair| json(row[pair.0])).collect()
                })
                .collect();
            let table = json!({ "columns": names, "rows": rows });
            (sheet.table.name.to_owned(), table)
        })
        .collect::<Map<String, Value>>()
        .into()
}

/// What columns mean: the words of the data dictionary.
fn explained(sheets: &[Sheet<'_>]) -> Value {
    let tables =
        sheets.iter().filter(|sheet| EXPLAINED.contains(&sheet.table.name));
    tables
        .map(|sheet| {
            let columns = sheet.table.columns.iter().map(|column| {
                (column.name.to_owned(), Value::from(column.description))
            });
            let columns: Map<String, Value> = columns.collect();
            (sheet.table.name.to_owned(), columns.into())
        })
        .collect::<Map<String, Value>>()
        .into()
}
