//! One field of one event: what it holds, and how to put another value there.
//! Refuses values that the codebook does not know.

use super::WHOLE;
use crate::codebook::Codebook;
use crate::table::{Coded, EventCountry, EventPerson, vocabulary};
use jiff::civil::Date;

/// Says in the `_basis` columns that a person decided.
const BASIS: &str = "correction";

/// What an event holds in a field, as it is printed in `events_flat`; for the
/// event itself, its outcome type.
///
/// # Errors
///
/// A hint, if there is no such field.
pub(super) fn current(
    coded: &Coded,
    at: usize,
    field: &str,
) -> Result<String, String> {
    let event = &coded.events[at];
    Ok(match field {
        "theme" => event.theme.0.clone(),
        WHOLE | "outcome_type" => event.outcome_type.0.clone(),
        "status" => event.status.0.clone(),
        "date" => event.printed_date(),
        "people_count" => {
            event.people_count.map_or(String::new(), |n| n.to_string())
        }
        "countries" => {
            let rows = coded.event_countries.iter();
            let codes: Vec<&str> = rows
                .filter(|row| row.event_id == event.event_id)
                .map(|row| &*row.country)
                .collect();
            codes.join(";")
        }
        "people" => {
            let rows = coded.event_people.iter();
            let names: Vec<&str> = rows
                .filter(|row| row.event_id == event.event_id)
                .map(|row| &*row.person)
                .collect();
            names.join(";")
        }
        _ => {
            return Err("the fields are: theme, outcome_type, status, countries, date, people, people_count, event".to_owned());
        }
    })
}

/// Puts a value into a field of an event.
///
/// # Errors
///
/// A hint, if it is no value for the field.
pub(super) fn put(
    coded: &mut Coded,
    at: usize,
    field: &str,
    value: &str,
    codebook: &Codebook,
) -> Result<(), String> {
    let event = &mut coded.events[at];
    match field {
        "theme" => {
            codebook.theme(value).ok_or("use an id of themes.csv")?;
            event.theme = value.into();
            event.theme_basis = BASIS.into();
        }
        "outcome_type" => {
            let outcome =
                codebook.outcome(value).ok_or("use an id of outcomes.csv")?;
            event.outcome_type = value.into();
            event.outcome_class =
                codebook.outcomes[outcome].class.as_str().into();
        }
        "status" => {
            let known = vocabulary("events", "status").unwrap_or_default();
            if !known.iter().any(|(status, _)| *status == value) {
                return Err(
                    "use achieved, announced, ongoing or setback".to_owned()
                );
            }
            event.status = value.into();
            event.status_basis = BASIS.into();
        }
        "people_count" => {
            event.people_count = match value {
                "" => None,
                _ => Some(value.parse().map_err(|_| {
                    "use a whole number, or nothing for unknown".to_owned()
                })?),
            };
        }
        "date" => {
            let (start, end, precision) = period(value).ok_or(
                "use `2020-12-31`, `2020-12`, `2020`, or nothing for unknown",
            )?;
            (event.date_start, event.date_end) = (start, end);
            precision.clone_into(&mut event.date_precision);
            let basis = if start.is_some() { BASIS } else { "" };
            basis.clone_into(&mut event.date_basis);
        }
        "people" => people(coded, at, value),
        _ => countries(coded, at, value, codebook)?,
    }
    Ok(())
}

type Period = (Option<Date>, Option<Date>, &'static str);

/// First day, last day and precision of a printed date.
fn period(value: &str) -> Option<Period> {
    let day = |text: String| text.parse::<Date>().ok();
    match value.len() {
        0 => Some((None, None, "")),
        4 => {
            let start = day(format!("{value}-01-01"))?;
            Some((Some(start), Some(start.last_of_year()), "year"))
        }
        7 => {
            let start = day(format!("{value}-01"))?;
            Some((Some(start), Some(start.last_of_month()), "month"))
        }
        10 => {
            let date = day(value.to_owned())?;
            Some((Some(date), Some(date), "day"))
        }
        _ => None,
    }
}

fn countries(
    coded: &mut Coded,
    at: usize,
    value: &str,
    codebook: &Codebook,
) -> Result<(), String> {
    let mut codes: Vec<&str> = Vec::new();
    for code in value.split(';').map(str::trim) {
        if code.is_empty() || codes.contains(&code) {
            continue;
        }
        if !codebook.countries.iter().any(|row| row.country == code) {
            return Err(
                "use codes of countries.csv, `;` between them".to_owned()
            );
        }
        codes.push(code);
    }
    let id = coded.events[at].event_id.clone();
    coded.event_countries.retain(|row| row.event_id != id);
    coded.event_countries.extend((1..).zip(codes).map(|(position, code)| {
        EventCountry {
            event_id: id.clone(),
            country: code.into(),
            position,
            basis: BASIS.into(),
            mention: String::new(),
        }
    }));
    Ok(())
}

fn people(coded: &mut Coded, at: usize, value: &str) {
    let id = coded.events[at].event_id.clone();
    coded.event_people.retain(|row| row.event_id != id);
    let mut names: Vec<&str> = Vec::new();
    for name in value.split(';').map(str::trim) {
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    coded.event_people.extend((1..).zip(names).map(|(position, name)| {
        EventPerson {
            event_id: id.clone(),
            position,
            person: name.into(),
            basis: BASIS.into(),
        }
    }));
}
