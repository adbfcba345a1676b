//! What stands in two tables says the same in both: labels, and the flat
//! table beside the tables that it joins.

use super::{Findings, table};
use crate::table::{Sheet, Value};
use rustc_hash::FxHashMap;

/// Code, column that repeats something of it, table of codes, column there.
const LABELS: [(&str, &str, &str, &str); 4] = [
    ("theme", "theme_label", "themes", "label"),
    ("outcome_type", "outcome_label", "outcome_types", "label"),
    ("outcome_type", "outcome_class", "outcome_types", "outcome_class"),
    ("country", "country_name", "countries", "name"),
];

/// Labels are those of the codes beside them.
pub(super) fn labels(
    sheet: &Sheet<'_>,
    sheets: &[Sheet<'_>],
    findings: &mut Findings,
) {
    let name = sheet.table.name;
    for (code, repeated, dimension, label) in LABELS {
        let columns = (sheet.column(code), sheet.column(repeated));
        let (Some(code_at), Some(label_at)) = columns else { continue };
        let Some(dimension) = table(sheets, dimension) else { continue };
        if dimension.table.name == name {
            continue;
        }
        let right: FxHashMap<&str, Value<'_>> = (0..dimension.rows.len())
            .map(|row| {
                let value = dimension.cell(row, label);
                (dimension.cell(row, code).text(), value)
            })
            .collect();
        for (row, cells) in sheet.rows.iter().enumerate() {
            let expected = right.get(cells[code_at].text());
            if expected.is_some_and(|value| *value != cells[label_at]) {
                let message = format!(
                    "{repeated}: `{}` is not that of `{}`",
                    cells[label_at], cells[code_at]
                );
                findings.add("label", name, Some(row), message);
            }
        }
    }
}

/// The files that were read have as many documents as there are. Texts that
/// were coded where they lay in memory have no files.
pub(super) fn sources(sheets: &[Sheet<'_>], findings: &mut Findings) {
    let (Some(sources), Some(documents)) =
        (table(sheets, "sources"), table(sheets, "documents"))
    else {
        return;
    };
    let counted: u64 = (0..sources.rows.len())
        .filter_map(|row| sources.cell(row, "documents").integer())
        .sum();
    let has_files = !sources.rows.is_empty();
    if has_files && counted != documents.rows.len() as u64 {
        let message = format!(
            "{counted} documents, but `documents` has {} rows",
            documents.rows.len()
        );
        findings.add("documents-count", "sources", None, message);
    }
}

/// The flat table has each event once and says of it what `events` says.
pub(super) fn flat(sheets: &[Sheet<'_>], findings: &mut Findings) {
    const NAME: &str = "events_flat";
    let (Some(flat), Some(events)) =
        (table(sheets, NAME), table(sheets, "events"))
    else {
        return;
    };
    if flat.rows.len() != events.rows.len() {
        let message = format!(
            "{} rows, but `events` has {}",
            flat.rows.len(),
            events.rows.len()
        );
        findings.add("flat", NAME, None, message);
    }
    let by_id: FxHashMap<&str, usize> = (0..events.rows.len())
        .map(|row| (events.cell(row, "event_id").text(), row))
        .collect();
    let countries = joined(table(sheets, "event_countries"), "country");
    let people = joined(table(sheets, "event_people"), "person");
    let shared: Vec<(usize, usize, &str)> = flat
        .table
        .columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| {
            Some((at, events.column(column.name)?, column.name))
        })
        .collect();
    for (row, cells) in flat.rows.iter().enumerate() {
        let id = flat.cell(row, "event_id").text();
        let mut differs = |column: &str| {
            let message = format!(
                "{column}: not what the tables that it joins say of `{id}`"
            );
            findings.add("flat", NAME, Some(row), message);
        };
        let Some(&event) = by_id.get(id) else {
            differs("event_id");
            continue;
        };
        for &(at, there, column) in &shared {
            if cells[at] != events.rows[event][there] {
                differs(column);
            }
        }
        for (column, lists) in [("countries", &countries), ("people", &people)]
        {
            let list = lists.get(id).map_or("", String::as_str);
            if flat.cell(row, column).text() != list {
                differs(column);
            }
        }
    }
}

/// The values of each event, in their order, as a cell of the flat table.
fn joined<'row>(
    bridge: Option<&Sheet<'row>>,
    column: &str,
) -> FxHashMap<&'row str, String> {
    let mut rows: Vec<(&str, Option<u64>, &str)> = Vec::new();
    for row in 0..bridge.map_or(0, |bridge| bridge.rows.len()) {
        let cell =
            |name| bridge.map_or(Value::Null, |bridge| bridge.cell(row, name));
        rows.push((
            cell("event_id").text(),
            cell("position").integer(),
            cell(column).text(),
        ));
    }
    rows.sort_unstable();
    let mut lists: FxHashMap<&str, String> = FxHashMap::default();
    for (id, _, value) in rows {
        let list = lists.entry(id).or_default();
        if !list.is_empty() {
            list.push(';');
        }
        list.push_str(value);
    }
    lists
}
