//! `events_flat`: one row an event, labels beside codes, made for a
//! spreadsheet. A join of tables, and the only place where a cell holds a
//! list.

use crate::count::{INTERNATIONAL, UNASSIGNED};
use crate::table::{Code, Coded, Dimensions, EventFlat};
use rustc_hash::FxHashMap;

/// The region scheme that the flat table shows.
const SCHEME: &str = "programme";

/// The flat table, sorted by source and place in it.
#[must_use]
pub fn flatten(coded: &Coded, dimensions: &Dimensions) -> Vec<EventFlat> {
    let documents = by(&coded.documents, |row| &row.document_id);
    let sections = by(&coded.sections, |row| &row.section_id);
    let themes = by(&dimensions.themes, |row| &row.theme);
    let outcomes = by(&dimensions.outcome_types, |row| &row.outcome_type);
    let names = by(&dimensions.countries, |row| &row.country);
    let in_scheme =
        dimensions.regions.iter().filter(|row| &*row.scheme == SCHEME);
    let regions: FxHashMap<&str, &str> =
        in_scheme.map(|row| (&*row.country, &*row.label)).collect();
    let countries =
        group(&coded.event_countries, |row| (&row.event_id, &row.country));
    let people =
        group(&coded.event_people, |row| (&row.event_id, &row.person));

    let mut rows: Vec<EventFlat> = coded
        .events
        .iter()
        .map(|event| {
            let id = &*event.event_id;
            let document = documents.get(&*event.document_id);
            let section =
                event.section_id.as_ref().and_then(|id| sections.get(&**id));
            let codes = countries.get(id).map_or(&[][..], Vec::as_slice);
            let name = |code: &&str| {
                names
                    .get(code)
                    .map_or((*code).to_owned(), |row| row.name.0.clone())
            };
            let label = |code: &Code, label: Option<&Code>| {
                label.unwrap_or(code).clone()
            };
            EventFlat {
                event_id: event.event_id.clone(),
                source: document
                    .map_or(event.document_id.clone(), |d| d.source.clone()),
                line: event.line,
                title: document.map_or(String::new(), |d| d.title.clone()),
                publisher: document
                    .map_or(String::new(), |d| d.publisher.clone()),
                section: section
                    .map_or(String::new(), |s| s.heading.0.clone()),
                countries: codes.join(";"),
                country_names: codes
                    .iter()
                    .map(name)
                    .collect::<Vec<_>>()
                    .join(";"),
                regions: regions_of(codes, &regions),
                theme: event.theme.clone(),
                theme_label: label(
                    &event.theme,
                    themes.get(&*event.theme).map(|row| &row.label),
                ),
                outcome_class: event.outcome_class.clone(),
                outcome_type: event.outcome_type.clone(),
                outcome_label: label(
                    &event.outcome_type,
                    outcomes.get(&*event.outcome_type).map(|row| &row.label),
                ),
                status: event.status.clone(),
                date: event.printed_date(),
                date_start: event.date_start,
                date_end: event.date_end,
                people: people.get(id).map_or(String::new(), |p| p.join(";")),
                people_count: event.people_count,
                evidence: event.evidence.clone(),
                cue: event.cue.clone(),
                score: event.score,
                byte_start: event.byte_start,
                byte_end: event.byte_end,
                cluster_id: event.cluster_id.clone(),
                corrected: event.corrected.clone(),
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        let place = |row: &EventFlat| (row.byte_start, row.byte_end);
        (&a.source, place(a), &a.event_id).cmp(&(
            &b.source,
            place(b),
            &b.event_id,
        ))
    });
    rows
}

/// Labels of the regions of some countries, each once, in their order.
fn regions_of(codes: &[&str], regions: &FxHashMap<&str, &str>) -> Code {
    let mut labels: Vec<&str> = Vec::new();
    for code in codes {
        let label = regions.get(code).copied().unwrap_or(UNASSIGNED.1);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    if labels.is_empty() {
        labels.push(INTERNATIONAL.1);
    }
    Code(labels.join(";"))
}

fn by<T>(rows: &[T], key: impl Fn(&T) -> &str) -> FxHashMap<&str, &T> {
    rows.iter().map(|row| (key(row), row)).collect()
}

/// The values that belong to each event, in their order.
fn group<'row, T>(
    rows: &'row [T],
    pair: impl Fn(&'row T) -> (&'row Code, &'row Code),
) -> FxHashMap<&'row str, Vec<&'row str>> {
    let mut groups: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
    for row in rows {
        let (event, value) = pair(row);
        groups.entry(event).or_default().push(value);
    }
    groups
}
