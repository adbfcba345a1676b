//! Events made elsewhere, as few whole numbers each: what a count needs of
//! them, so that ten million fit into memory. Refuses what the codebook does
//! not know and what is there twice; counts nothing (`cells` does).

use super::ids::Ids;
use super::refused::{
    Fault, Names, at_row, country_twice, event_twice, known, no_event,
    no_frame, no_position, no_year, too_many,
};
use crate::table::{Dimensions, Event, EventCountry, Row, Table};
use polars::prelude::{
    DataFrame, DateMethods, Int32Chunked, PolarsResult, StringChunked,
};

/// The events' table, and its columns that are counted.
pub const EVENTS: (Table, [&str; 8]) = (
    Event::TABLE,
    [
        "event_id",
        "document_id",
        "theme",
        "outcome_type",
        "status",
        "date_start",
        "date_end",
        "cluster_id",
    ],
);

/// The table of their countries, and its columns that are counted.
pub const COUNTRIES: (Table, [&str; 3]) =
    (EventCountry::TABLE, ["event_id", "country", "position"]);

/// The statuses, in the order of their columns in a table of counts.
pub(super) const STATUSES: [&str; 4] =
    ["achieved", "announced", "ongoing", "setback"];

/// Years run up to this one, which stands for an unknown year.
pub(super) const UNDATED: u16 = 10_000;

/// An event.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub(super) document: u32,
    /// Where its countries begin among the places, and how many they are.
    pub(super) first: u32,
    pub(super) countries: u32,
    pub(super) theme: u16,
    pub(super) outcome: u16,
    pub(super) year: u16,
    pub(super) status: u8,
    /// Whether no bulletin before reports it.
    pub(super) is_first: bool,
}

/// A country of an event; sorted, an event's countries stand together in the
/// order of their positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    event: u32,
    position: u32,
    pub(super) country: u16,
}

/// Events and their countries.
#[derive(Debug)]
pub struct Ledger<'a> {
    pub(super) dimensions: &'a Dimensions,
    themes: Names<'a>,
    outcomes: Names<'a>,
    countries: Names<'a>,
    statuses: Names<'a>,
    events: Ids,
    documents: Ids,
    pub(super) facts: Vec<Fact>,
    pub(super) places: Vec<Place>,
}

impl<'a> Ledger<'a> {
    /// One without events, for the categories of a codebook.
    #[must_use]
    pub fn new(dimensions: &'a Dimensions) -> Self {
        let themes = dimensions.themes.iter().map(|row| &*row.theme);
        let outcomes =
            dimensions.outcome_types.iter().map(|row| &*row.outcome_type);
        let countries = dimensions.countries.iter().map(|row| &*row.country);
        Self {
            dimensions,
            themes: Names::of_codebook("theme", themes),
            outcomes: Names::of_codebook("outcome_type", outcomes),
            countries: Names::of_codebook("country", countries),
            statuses: Names::of_program("status", STATUSES.into_iter()),
            events: Ids::default(),
            documents: Ids::default(),
            facts: Vec::new(),
            places: Vec::new(),
        }
    }

    /// Makes room for so many more events: numbering them anew each time that
    /// there are too many would take as long as numbering them.
    pub fn expect(&mut self, more: usize) {
        self.events.reserve(more);
        self.facts.reserve(more);
    }

    /// Makes room for so many more of their countries.
    pub fn expect_countries(&mut self, more: usize) {
        self.places.reserve(more);
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> usize {
        self.events.len()
    }

    /// How many documents report them.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.documents.len()
    }

    /// Adds events, from a frame with the columns of [`EVENTS`].
    ///
    /// # Errors
    ///
    /// If a row is no event that can be counted.
    pub fn add_events(&mut self, frame: &DataFrame) -> Result<(), Fault> {
        let fault = |error| no_frame(&error);
        let text = |at: usize| text(frame, EVENTS.1[at]).map_err(fault);
        let (events, documents) = (text(0)?, text(1)?);
        let (themes, outcomes, statuses) = (text(2)?, text(3)?, text(4)?);
        let starts = years(frame, EVENTS.1[5]).map_err(fault)?;
        let ends = years(frame, EVENTS.1[6]).map_err(fault)?;
        let texts = events.iter().zip(documents.iter()).zip(themes.iter());
        let texts = texts.zip(outcomes.iter()).zip(statuses.iter());
        let clusters = text(7)?;
        let texts = texts.zip(clusters.iter());
        let years = starts.iter().zip(ends.iter());
        for (row, (texts, years)) in (1..).zip(texts.zip(years)) {
            let (texts, cluster) = texts;
            let ((((event, document), theme), outcome), status) = texts;
            let cells = [event, document, theme, outcome, status, cluster];
            let fact = self.fact(cells, years);
            self.facts.push(fact.map_err(|fault| at_row(fault, row))?);
        }
        Ok(())
    }

    fn fact(
        &mut self,
        cells: [Option<&str>; 6],
        years: (Option<i32>, Option<i32>),
    ) -> Result<Fact, Fault> {
        let [event, document, theme, outcome, status, cluster] = cells;
        let event = known(event, "event_id")?;
        let (_, is_new) = self.events.number(event).ok_or_else(too_many)?;
        if !is_new {
            return Err(event_twice(event));
        }
        let document = known(document, "document_id")?;
        // Most often it is the document of the event before.
        let last = self.facts.last().map(|fact| fact.document);
        let document = match last {
            Some(last) if self.documents.is(last, document) => last,
            _ => self.documents.number(document).ok_or_else(too_many)?.0,
        };
        let status = self.statuses.code(status)?;
        Ok(Fact {
            document,
            first: 0,
            countries: 0,
            theme: self.themes.code(theme)?,
            outcome: self.outcomes.code(outcome)?,
            year: year(years)?,
            status: u8::try_from(status).unwrap_or(u8::MAX),
            is_first: known(cluster, "cluster_id")? == event,
        })
    }

    /// Adds countries of events that are there, from a frame with the columns
    /// of [`COUNTRIES`].
    ///
    /// # Errors
    ///
    /// If a row is no country of an event.
    pub fn add_countries(&mut self, frame: &DataFrame) -> Result<(), Fault> {
        let fault = |error| no_frame(&error);
        let events = text(frame, COUNTRIES.1[0]).map_err(fault)?;
        let countries = text(frame, COUNTRIES.1[1]).map_err(fault)?;
        let positions = frame.column(COUNTRIES.1[2]);
        let positions = positions.and_then(|c| c.i64()).map_err(fault)?;
        let rows = events.iter().zip(countries.iter()).zip(positions.iter());
        for (row, ((event, country), position)) in (1..).zip(rows) {
            let place = self.place(event, country, position);
            self.places.push(place.map_err(|fault| at_row(fault, row))?);
        }
        Ok(())
    }

    fn place(
        &self,
        event: Option<&str>,
        country: Option<&str>,
        position: Option<i64>,
    ) -> Result<Place, Fault> {
        let event = known(event, "event_id")?;
        // Most often it is that of the row before, or one soon after it.
        let last = self.places.last().map_or(0, |place| place.event);
        let mut near = last..=last.saturating_add(2);
        let number = near
            .find(|number| self.events.is(*number, event))
            .or_else(|| self.events.find(event));
        let position = position.and_then(|n| u32::try_from(n).ok());
        Ok(Place {
            event: number.ok_or_else(|| no_event(event))?,
            position: position.ok_or_else(|| no_position(event))?,
            country: self.countries.code(country)?,
        })
    }

    /// Gives each event its countries, and sorts the events by document.
    ///
    /// # Errors
    ///
    /// If an event has a country twice.
    pub(super) fn close(&mut self) -> Result<(), Fault> {
        if u32::try_from(self.places.len()).is_err() {
            return Err(too_many());
        }
        self.places.sort_unstable();
        let mut first = 0;
        for places in self.places.chunk_by(|a, b| a.event == b.event) {
            for (at, place) in places.iter().enumerate() {
                let before = &places[..at];
                if before.iter().any(|b| b.country == place.country) {
                    let event = self.events.text(place.event);
                    let countries = &self.dimensions.countries;
                    let country = &countries[usize::from(place.country)];
                    return Err(country_twice(&event, &country.country));
                }
            }
            let count = u32::try_from(places.len()).unwrap_or(u32::MAX);
            let event = usize::try_from(places[0].event).unwrap_or(usize::MAX);
            if let Some(fact) = self.facts.get_mut(event) {
                (fact.first, fact.countries) = (first, count);
            }
            first += count;
        }
        self.facts.sort_unstable_by_key(|fact| fact.document);
        Ok(())
    }
}

fn text<'f>(
    frame: &'f DataFrame,
    name: &str,
) -> PolarsResult<&'f StringChunked> {
    frame.column(name)?.str()
}

fn years(frame: &DataFrame, name: &str) -> PolarsResult<Int32Chunked> {
    Ok(frame.column(name)?.date()?.year())
}

/// The year of a period within one, as `super::year` has it.
fn year(ends: (Option<i32>, Option<i32>)) -> Result<u16, Fault> {
    match ends {
        (Some(start), Some(end)) if start == end => {
            // Years before the first one are as good as unknown.
            let year = u16::try_from(start.max(-1)).unwrap_or(UNDATED);
            let is_known = start < 0 || year < UNDATED;
            is_known.then_some(year).ok_or_else(|| no_year(start))
        }
        _ => Ok(UNDATED),
    }
}

#[cfg(test)]
mod tests {
    use super::{UNDATED, year};

    #[test]
    fn years_that_no_calendar_has_are_unknown_or_refused() {
        let of = |number| year((Some(number), Some(number)));
        assert_eq!(of(0), Ok(0));
        assert_eq!(of(2020), Ok(2020));
        assert_eq!(of(9_999), Ok(9_999));
        assert_eq!(of(-1), Ok(UNDATED));
        assert_eq!(of(-300), Ok(UNDATED));
        for number in [10_000, 65_535, 70_000] {
            assert!(of(number).is_err(), "{number}");
        }
        assert_eq!(year((Some(2020), Some(2021))), Ok(UNDATED));
        assert_eq!(year((None, Some(2021))), Ok(UNDATED));
    }
}
