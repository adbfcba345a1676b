//! Every count again, from the events, in plain Rust: for each row of a table
//! of counts, what a filter on `events` would give.
//!
//! Shares are added up as whole units, so that the totals are exact.

use super::{Findings, table};
use crate::count::margin::{Margin, Rates, rows_of};
use crate::count::share::{WHOLE, events as as_events, share};
use crate::count::{INTERNATIONAL, UNASSIGNED};
use crate::table::{Sheet, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The counts that a status has a column for.
const STATUSES: [&str; 4] = ["achieved", "announced", "ongoing", "setback"];

/// What the counts of one row are made from.
#[derive(Debug, Default)]
struct Tally<'row> {
    events: u64,
    distinct: u64,
    by_status: [u64; 4],
    documents: BTreeSet<&'row str>,
    units: u64,
}

/// An event, as far as it is counted.
struct Fact<'row> {
    document: &'row str,
    status: &'row str,
    theme: &'row str,
    outcome: &'row str,
    year: String,
    is_first: bool,
    /// Country and share in the event.
    countries: Vec<(&'row str, u64)>,
}

type Key = Vec<String>;

/// Checks every table of counts.
pub(super) fn counts(sheets: &[Sheet<'_>], findings: &mut Findings) {
    let facts = facts(sheets);
    let regions = regions(sheets);
    let rows = table(sheets, "error_rates").map_or(Vec::new(), rows_of);
    let rates = Rates::new(&rows);
    for sheet in sheets {
        if sheet.column("weighted_events").is_some() {
            one(sheet, &facts, &regions, &rates, sheets, findings);
        }
    }
}

fn one(
    sheet: &Sheet<'_>,
    facts: &[Fact<'_>],
    regions: &Regions<'_>,
    rates: &Rates<'_>,
    sheets: &[Sheet<'_>],
    findings: &mut Findings,
) {
    let table = &sheet.table;
    let mut expected: BTreeMap<Key, Tally<'_>> = BTreeMap::new();
    for key in categories(table.key, regions, sheets) {
        expected.insert(key, Tally::default());
    }
    let mut units = 0;
    for fact in facts {
        for (key, share) in keys(fact, table.key, regions) {
            let tally = expected.entry(key).or_default();
            tally.events += 1;
            tally.distinct += u64::from(fact.is_first);
            let at = STATUSES.iter().position(|s| *s == fact.status);
            if let Some(at) = at {
                tally.by_status[at] += 1;
            }
            tally.documents.insert(fact.document);
            tally.units += share;
            units += share;
        }
    }
    // Every event weighs one in each scheme, unless it has no row at all.
    let counted = facts.iter().filter(|fact| {
        !table.key.contains(&"country") || !fact.countries.is_empty()
    });
    let times = if table.key.contains(&"scheme") { regions.len() } else { 1 };
    if units != WHOLE * (counted.count() * times) as u64 {
        findings.add(
            "count-weight",
            table.name,
            None,
            "the shares do not add up to the number of events",
        );
    }
    for row in 0..sheet.rows.len() {
        let key: Key = table
            .key
            .iter()
            .map(|name| sheet.cell(row, name).to_string())
            .collect();
        match expected.remove(&key) {
            None => findings.add(
                "count-row",
                table.name,
                Some(row),
                format!("no event gives this row: `{}`", key.join(", ")),
            ),
            Some(tally) => {
                let key: Vec<&str> = key.iter().map(String::as_str).collect();
                let margin = rates.margin(table.key, &key, tally.events);
                compare(sheet, row, &tally, margin, findings);
            }
        }
    }
    for key in expected.into_keys() {
        let message = format!("a row is missing: `{}`", key.join(", "));
        findings.add("count-row", table.name, None, message);
    }
}

fn compare(
    sheet: &Sheet<'_>,
    row: usize,
    tally: &Tally<'_>,
    margin: Option<Margin>,
    findings: &mut Findings,
) {
    let [achieved, announced, ongoing, setback] = tally.by_status;
    let documents = tally.documents.len() as u64;
    let integer = |of: fn(&Margin) -> u64| {
        margin.as_ref().map_or(Value::Null, |m| Value::Integer(of(m)))
    };
    let adjusted = margin.as_ref().map(|margin| margin.adjusted);
    let expected = [
        ("n_events", tally.events),
        ("n_distinct", tally.distinct),
        ("n_achieved", achieved),
        ("n_announced", announced),
        ("n_ongoing", ongoing),
        ("n_setback", setback),
        ("n_documents", documents),
    ]
    .map(|(name, number)| (name, Value::Integer(number)))
    .into_iter()
    .chain([
        ("weighted_events", Value::Number(as_events(tally.units))),
        ("n_adjusted", adjusted.map_or(Value::Null, Value::Number)),
        ("n_low", integer(|margin| margin.low)),
        ("n_high", integer(|margin| margin.high)),
    ]);
    for (name, right) in expected {
        let cell = sheet.cell(row, name);
        if cell != right {
            let message =
                format!("{name}: is {cell}, but the events give {right}");
            findings.add("count", sheet.table.name, Some(row), message);
        }
    }
    if tally.by_status.iter().sum::<u64>() != tally.events {
        let message = "the four statuses do not add up to n_events";
        findings.add("count", sheet.table.name, Some(row), message);
    }
}

/// The keys under which an event is counted, with its share in each.
fn keys(
    fact: &Fact<'_>,
    columns: &[&str],
    regions: &Regions<'_>,
) -> Vec<(Key, u64)> {
    let mut places: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    if columns.contains(&"region") {
        for (scheme, members) in regions {
            if fact.countries.is_empty() {
                places.insert((scheme, INTERNATIONAL.0), WHOLE);
            }
            for (country, share) in &fact.countries {
                let region =
                    members.get(country).copied().unwrap_or(UNASSIGNED.0);
                *places.entry((scheme, region)).or_default() += share;
            }
        }
    } else if columns.contains(&"country") {
        places.extend(fact.countries.iter().map(|(c, s)| (("", *c), *s)));
    } else {
        places.insert(("", ""), WHOLE);
    }
    let key = |(scheme, place): (&str, &str)| {
        let cell = |name: &&str| {
            match *name {
                "theme" => fact.theme,
                "outcome_type" => fact.outcome,
                "year" => &fact.year,
                "scheme" => scheme,
                _ => place,
            }
            .to_owned()
        };
        columns.iter().map(cell).collect()
    };
    places.into_iter().map(|(place, share)| (key(place), share)).collect()
}

/// The keys that a table of one category has in any case.
fn categories(
    columns: &[&str],
    regions: &Regions<'_>,
    sheets: &[Sheet<'_>],
) -> Vec<Key> {
    let of = |name: &str, column: &str| {
        let rows = table(sheets, name).map_or(0, |sheet| sheet.rows.len());
        let cell = |row| {
            let sheet = table(sheets, name);
            sheet.map_or(Value::Null, |sheet| sheet.cell(row, column))
        };
        (0..rows).map(|row| vec![cell(row).to_string()]).collect()
    };
    match columns {
        ["theme"] => of("themes", "theme"),
        ["outcome_type"] => of("outcome_types", "outcome_type"),
        ["country"] => of("countries", "country"),
        ["year"] => vec![vec![String::new()]],
        ["scheme", "region"] => regions
            .iter()
            .flat_map(|(scheme, members)| {
                let mut all: BTreeSet<&str> =
                    members.values().copied().collect();
                all.insert(INTERNATIONAL.0);
                all.into_iter().map(|region| {
                    vec![(*scheme).to_owned(), region.to_owned()]
                })
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Scheme, and in it the region of each country.
type Regions<'row> = BTreeMap<&'row str, BTreeMap<&'row str, &'row str>>;

fn regions<'row>(sheets: &[Sheet<'row>]) -> Regions<'row> {
    let mut regions = Regions::new();
    let Some(sheet) = table(sheets, "regions") else { return regions };
    for row in 0..sheet.rows.len() {
        let cell = |name| sheet.cell(row, name).text();
        let members = regions.entry(cell("scheme")).or_default();
        members.insert(cell("country"), cell("region"));
    }
    regions
}

fn facts<'row>(sheets: &[Sheet<'row>]) -> Vec<Fact<'row>> {
    let mut countries: BTreeMap<&str, BTreeMap<u64, &str>> = BTreeMap::new();
    if let Some(sheet) = table(sheets, "event_countries") {
        for row in 0..sheet.rows.len() {
            let position = sheet.cell(row, "position").integer();
            let list = countries
                .entry(sheet.cell(row, "event_id").text())
                .or_default();
            let country = sheet.cell(row, "country").text();
            list.insert(position.unwrap_or(0), country);
        }
    }
    let Some(sheet) = table(sheets, "events") else { return Vec::new() };
    (0..sheet.rows.len())
        .map(|row| {
            let cell = |name| sheet.cell(row, name);
            let list = countries.remove(cell("event_id").text());
            let list = list.unwrap_or_default();
            let of = list.len() as u64;
            Fact {
                document: cell("document_id").text(),
                status: cell("status").text(),
                theme: cell("theme").text(),
                outcome: cell("outcome_type").text(),
                year: year(cell("date_start"), cell("date_end")),
                is_first: cell("cluster_id") == cell("event_id"),
                countries: (0..)
                    .zip(list.into_values())
                    .map(|(at, country)| (country, share(of, at)))
                    .collect(),
            }
        })
        .collect()
}

/// The year of a period within one, as a cell is printed.
fn year(start: Value<'_>, end: Value<'_>) -> String {
    match (start, end) {
        (Value::Date(start), Value::Date(end))
            if start.year() == end.year() =>
        {
            start.year().to_string()
        }
        _ => String::new(),
    }
}
