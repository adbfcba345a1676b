//! The counting of a build, by Polars, and that of many events made elsewhere
//! are two programs: whether they say the same of any events.

use proptest::prelude::*;
use tidings::count::{self, COUNTRIES, EVENTS, Ledger};
use tidings::dataset::dimensions;
use tidings::table::frame::frame;
use tidings::table::{Dimensions, Event, EventCountry, Sheet};

/// An event: document, theme, outcome type, status, year, countries.
type Drawn = (usize, usize, usize, usize, i16, Vec<usize>);

fn event(id: usize, drawn: &Drawn, dimensions: &Dimensions) -> Event {
    let statuses = ["achieved", "announced", "ongoing", "setback"];
    let day = |year: i16| jiff::civil::date(year, 12, 31);
    let (start, end) = match drawn.4 {
        0 => (None, None),
        1 => (Some(day(2019)), Some(day(2020))),
        year => (Some(day(2000 + year)), Some(day(2000 + year))),
    };
    Event {
        event_id: format!("e{id}").into(),
        document_id: format!("d{}", drawn.0).into(),
        item_id: "i".into(),
        sentence_id: "s".into(),
        theme: dimensions.themes[drawn.1].theme.clone(),
        theme_basis: "clause".into(),
        outcome_class: "c".into(),
        outcome_type: dimensions.outcome_types[drawn.2].outcome_type.clone(),
        status: statuses[drawn.3].into(),
        status_basis: "cue".into(),
        date_start: start,
        date_end: end,
        evidence: "x".into(),
        line: 1,
        byte_start: 0,
        byte_end: 1,
        cue: "q".into(),
        score: 0.5,
        // Every third event is a report of the one before it.
        cluster_id: format!("e{}", id - usize::from(id % 3 == 2)).into(),
        ..Event::default()
    }
}

/// Events as drawn, and their countries.
fn made(
    drawn: &[Drawn],
    dimensions: &Dimensions,
) -> (Vec<Event>, Vec<EventCountry>) {
    let mut events = Vec::new();
    let mut countries = Vec::new();
    for (id, drawn) in drawn.iter().enumerate() {
        events.push(event(id, drawn, dimensions));
        let mut list = drawn.5.clone();
        let mut seen = std::collections::BTreeSet::new();
        list.retain(|at| seen.insert(*at));
        for (position, at) in (1..).zip(list) {
            countries.push(EventCountry {
                event_id: format!("e{id}").into(),
                country: dimensions.countries[at].country.clone(),
                position,
                basis: "clause".into(),
                mention: String::new(),
            });
        }
    }
    (events, countries)
}

/// The categories of the built-in codebook.
fn categories() -> Dimensions {
    let files = tidings::codebook::embedded::files();
    let coder = tidings::code::Coder::new(&files).unwrap();
    dimensions(coder.codebook())
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let countries = prop_oneof![
        prop::collection::vec(0..200_usize, 0..4),
        prop::collection::vec(0..200_usize, 20..60),
    ];
    let event =
        (0..5_usize, 0..3_usize, 0..3_usize, 0..4_usize, 0..5_i16, countries);
    prop::collection::vec(event, 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn both_ways_of_counting_give_the_same(
        drawn in drawn(),
    ) {
        let dimensions = categories();
        let (mut events, mut countries) = made(&drawn, &dimensions);
        let wanted = count::tallies(&events, &countries, &dimensions);
        let wanted = count::published(wanted.unwrap(), &dimensions).unwrap();
        // The other way round, and a row after the other.
        events.reverse();
        countries.reverse();
        let mut ledger = Ledger::new(&dimensions);
        for event in events.chunks(7) {
            let frame = frame(&Sheet::of(event)).unwrap();
            let frame = frame.select(EVENTS.1).unwrap();
            ledger.add_events(&frame).unwrap();
        }
        for country in countries.chunks(7) {
            let frame = frame(&Sheet::of(country)).unwrap();
            let frame = frame.select(COUNTRIES.1).unwrap();
            ledger.add_countries(&frame).unwrap();
        }
        let tallies = count::tally_up(ledger).unwrap();
        let made = count::published(tallies, &dimensions).unwrap();
        for ((table, made), (_, wanted)) in made.iter().zip(&wanted) {
            prop_assert!(
                made.equals_missing(wanted),
                "{}\n{made}\n{wanted}", table.name
            );
        }
    }

    #[test]
    fn counts_of_two_corpora_add_up_to_those_of_both(
        drawn in drawn(),
    ) {
        let dimensions = categories();
        let (events, countries) = made(&drawn, &dimensions);
        // No document is in both.
        let is_first = |event: &Event| {
            matches!(&*event.document_id, "d0" | "d1" | "d2")
        };
        let part = |first: bool| {
            let events: Vec<Event> = events
                .iter()
                .filter(|event| is_first(event) == first)
                .cloned()
                .collect();
            let ids: std::collections::BTreeSet<&str> =
                events.iter().map(|event| &*event.event_id).collect();
            let countries: Vec<EventCountry> = countries
                .iter()
                .filter(|row| ids.contains(&*row.event_id))
                .cloned()
                .collect();
            count::tallies(&events, &countries, &dimensions).unwrap()
        };
        let added = count::added(&part(true), &part(false)).unwrap();
        let added = count::published(added, &dimensions).unwrap();
        let both = count::tallies(&events, &countries, &dimensions).unwrap();
        let both = count::published(both, &dimensions).unwrap();
        for ((table, added), (_, both)) in added.iter().zip(&both) {
            prop_assert!(
                added.equals_missing(both),
                "{}\n{added}\n{both}", table.name
            );
        }
    }
}
