//! A report of an event, as far as it is compared with others.

use super::Block;
use super::group::Shared;
use super::words::Rarity;
use crate::table::{
    Code, Coded, Document, Event, EventCountry, EventPerson, EventQuantity,
    Sentence,
};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::rc::Rc;

/// Words with their rarity, sorted; events of one sentence share them.
pub(super) type Words = Rc<[(String, f64)]>;

/// A report, with all that it is compared by.
#[derive(Debug)]
pub(super) struct Report {
    pub(super) event_id: Code,
    pub(super) outcome_class: Code,
    pub(super) outcome_type: Code,
    /// Whether its outcome type happens to persons.
    pub(super) is_personal: bool,
    pub(super) theme: Code,
    /// Sorted.
    pub(super) countries: Vec<Code>,
    /// `day`, `month`, `year`, or empty.
    pub(super) precision: String,
    /// First and last day.
    pub(super) days: Option<(Date, Date)>,
    /// First and last year in which it may have happened: of the days, else
    /// of the bulletin.
    pub(super) years: Option<(i64, i64)>,
    /// Each person, and the stems of the names, sorted.
    pub(super) people: Vec<(String, Vec<String>)>,
    pub(super) people_count: Option<u64>,
    /// Numbers with what they count.
    pub(super) quantities: Vec<(String, f64)>,
    /// Words of the sentence with their rarity, sorted.
    pub(super) words: Words,
    /// The reports that it is one event with.
    pub(super) group: RefCell<Shared>,
    /// Why it is, if it is not the first.
    pub(super) basis: RefCell<String>,
}

impl Report {
    /// Where it is looked for; one without a country stands beside others
    /// without.
    pub(super) fn blocks(&self) -> Vec<Block> {
        let class = || self.outcome_class.clone();
        if self.countries.is_empty() {
            return vec![(Code::default(), class())];
        }
        self.countries.iter().map(|c| (c.clone(), class())).collect()
    }
}

/// Rows of some documents, by what they belong to.
pub(super) struct Gathered<'a> {
    events: &'a [Event],
    sentences: FxHashMap<&'a Code, &'a Sentence>,
    countries: FxHashMap<&'a Code, Vec<&'a EventCountry>>,
    people: FxHashMap<&'a Code, Vec<&'a EventPerson>>,
    quantities: FxHashMap<&'a Code, Vec<&'a EventQuantity>>,
    /// The sentence that was looked at last, and its words.
    last: RefCell<Option<(&'a Code, Words)>>,
}

impl<'a> Gathered<'a> {
    pub(super) fn of(coded: &'a Coded) -> Self {
        let sentences = coded.sentences.iter();
        Self {
            events: &coded.events,
            sentences: sentences.map(|row| (&row.sentence_id, row)).collect(),
            countries: group(&coded.event_countries, |row| &row.event_id),
            people: group(&coded.event_people, |row| &row.event_id),
            quantities: group(&coded.event_quantities, |row| &row.event_id),
            last: RefCell::new(None),
        }
    }

    /// The id of an event.
    pub(super) fn id(&self, at: usize) -> &Code {
        &self.events[at].event_id
    }

    /// The words of an event's sentence.
    fn words(&self, event: &'a Event, rarity: &Rarity) -> Words {
        if let Some((sentence, words)) = &*self.last.borrow()
            && **sentence == event.sentence_id
        {
            return Rc::clone(words);
        }
        let sentence = self.sentences.get(&event.sentence_id);
        let text = sentence.map_or(&*event.evidence, |row| &*row.text);
        let words = Words::from(rarity.words(text));
        let last = (&event.sentence_id, Rc::clone(&words));
        self.last.replace(Some(last));
        words
    }

    /// The report that an event is.
    pub(super) fn report(
        &self,
        at: usize,
        document: &Document,
        rarity: &Rarity,
        is_personal: impl Fn(&Code) -> bool,
        group: Shared,
    ) -> Report {
        let event = &self.events[at];
        let id = &event.event_id;
        let days = event.date_start.zip(event.date_end);
        let year = |day: Date| i64::from(day.year());
        let years = days
            .map(|(start, end)| (year(start), year(end)))
            .or_else(|| bulletin_year(document).map(|year| (year, year)));
        let rows = |people: &Vec<&EventPerson>| {
            let people = people.iter();
            let names = |row: &&EventPerson| {
                (row.person.0.clone(), names(&row.person, rarity))
            };
            people.map(names).collect()
        };
        let numbers = self.quantities.get(id).into_iter().flatten();
        let rows_of = self.countries.get(id).into_iter().flatten();
        let mut countries: Vec<Code> =
            rows_of.map(|row| row.country.clone()).collect();
        countries.sort();
        Report {
            event_id: id.clone(),
            outcome_class: event.outcome_class.clone(),
            outcome_type: event.outcome_type.clone(),
            is_personal: is_personal(&event.outcome_type),
            theme: event.theme.clone(),
            precision: event.date_precision.clone(),
            countries,
            days,
            years,
            people: self.people.get(id).map(rows).unwrap_or_default(),
            people_count: event.people_count,
            quantities: numbers
                .filter(|row| !row.unit.is_empty())
                .map(|row| (row.unit.to_lowercase(), row.quantity))
                .collect(),
            words: self.words(event, rarity),
            group: RefCell::new(group),
            basis: RefCell::default(),
        }
    }
}

fn group<'a, T>(
    rows: &'a [T],
    id: impl Fn(&'a T) -> &'a Code,
) -> FxHashMap<&'a Code, Vec<&'a T>> {
    let mut groups: FxHashMap<&Code, Vec<&T>> = FxHashMap::default();
    for row in rows {
        groups.entry(id(row)).or_default().push(row);
    }
    groups
}

/// The year that a bulletin is about, else in which it was published.
fn bulletin_year(document: &Document) -> Option<i64> {
    let covered = document.year_covered.and_then(|y| i64::try_from(y).ok());
    let published = || document.date_published.get(..4)?.parse().ok();
    covered.or_else(published)
}

/// The names that a person has.
fn names(person: &str, rarity: &Rarity) -> Vec<String> {
    rarity.words(person).into_iter().map(|(word, _)| word).collect()
}
