//! The tables of what was coded: events, their bridges, and what was
//! considered and not coded.

use super::{Code, table};
use jiff::civil::Date;

table! {
    Event, "events", key ["event_id"],
    "One coded outcome: somebody did something, or something happened, that changes (or fails to change) the state of human rights.",
    event_id: Code, "Identifier made from the document's bytes, the place of the evidence and the outcome type: stable from run to run.";
    document_id: Code => "documents", "The document that reports it.";
    section_id: Option<Code> => "sections", "The section it stands in. Empty: before the first heading.";
    item_id: Code => "items", "The item it stands in.";
    sentence_id: Code => "sentences", "The sentence that states it.";
    theme: Code => "themes", "The right at stake.";
    theme_basis: Code, "Where the theme came from: `clause`, `sentence`, `lead`, `heading`, `item`, `document`, `outcome` (the outcome type's default), `weights` (learned), or `correction`.";
    outcome_class: Code, "Class of the outcome type.";
    outcome_type: Code => "outcome_types", "What happened.";
    status: Code, "`achieved`, `announced`, `ongoing` or `setback`.";
    status_basis: Code, "Where the status came from: `cue`, the words that changed it: `negation`, `promise`, `continuation`; what was learned: `weights`; or `correction`.";
    date_start: Option<Date>, "First day on which it may have happened. Empty: unknown.";
    date_end: Option<Date>, "Last day on which it may have happened. Empty: unknown.";
    date_precision: String, "`day`, `month` or `year`. Empty: date unknown.";
    date_basis: String, "Where the date came from: `clause`, `sentence`, `item`, `lead`, `heading`, `document`, `correction`. Empty: date unknown.";
    people_count: Option<u64>, "How many persons it concerns, if the text says so (\"at least N\" is N) or names them all. Empty: unknown, never zero.";
    evidence: Code, "The words of the text that state it, white space normalised.";
    line: u64, "Line of the source file on which the evidence begins, from 1.";
    byte_start: u64, "First byte of the evidence in the source file, from 0.";
    byte_end: u64, "Byte after the evidence's last.";
    cue: Code, "Id of the codebook's cue row that found it; `<outcome_type>-learned` where no row did, but the learned weights; `correction` where a person added it.";
    score: f64, "How probable it is that countries and outcome type are right, by the calibration in `codebook/calibration.csv`: for sorting what to review.";
    cluster_id: Code, "The same for all reports of one event: the `event_id` of the first of them. Of an event that no other bulletin reports, its own.";
    cluster_basis: String, "Why this report was joined with an earlier one: the names, or the words, that they share. Empty: it is the first.";
    corrected: String, "Fields that a person decided, `;` between them; `event` where a person added it. Empty: coded by the program alone.";
    correction_reason: String, "Why, in the person's words. Empty: not corrected, or not told.";
}

table! {
    EventCountry, "event_countries", key ["event_id", "country"],
    "A country that an event concerns.",
    event_id: Code => "events", "The event.";
    country: Code => "countries", "ISO 3166-1 alpha-3 code; Kosovo is `XKX`.";
    position: u64, "Order in which the text names the event's countries, from 1.";
    basis: Code, "Where the country came from: `clause`, `sentence`, `lead`, `item`, `heading`, `document` or `correction`.";
    mention: String, "The words that stand for the country, such as a demonym or city.";
}

table! {
    EventPerson, "event_people", key ["event_id", "position"],
    "A person whom an event concerns, by name.",
    event_id: Code => "events", "The event.";
    position: u64, "Order in which the text names the event's persons, from 1.";
    person: Code, "Name in the fullest form that the item gives, without titles.";
    basis: Code, "Where the name came from: `clause`, `sentence`, `item`, `lead`, `heading` or `correction`.";
}

table! {
    EventQuantity, "event_quantities", key ["event_id", "position"],
    "A number that an event's clause states.",
    event_id: Code => "events", "The event.";
    position: u64, "Order within the clause, from 1.";
    quantity: f64, "The number.";
    bound: Code, "`exact`, `at_least` (\"more than\", \"over\") or `about`.";
    unit: String, "What is counted, as the text says: `people`, `years`, `%` … Empty: not told.";
    mention: Code, "The words of the text.";
}

table! {
    Candidate, "candidates", key ["candidate_id"],
    "Words that a cue knows and that became no event, with the reason.",
    candidate_id: Code, "Identifier: the document's id and the candidate's number.";
    document_id: Code => "documents", "The document it stands in.";
    sentence_id: Code => "sentences", "The sentence it stands in.";
    trigger: Code, "The words that were considered.";
    cue: String, "Id of the cue row that came nearest. Empty: no row fitted.";
    reason: Code, "Why it became no event.";
    line: u64, "Line of the source file, from 1.";
    byte_start: u64, "First byte in the source file, from 0.";
    byte_end: u64, "Byte after the last.";
}

table! {
    Uncoded, "uncoded", key ["sentence_id"],
    "A sentence that names a country and carries no event, nor one that a correction took out: where to look for what the codebook misses.",
    sentence_id: Code => "sentences", "The sentence.";
    document_id: Code => "documents", "The document it stands in.";
    countries: Code, "Codes of the countries that it names, `;` between them.";
    text: Code, "The sentence's words.";
    line: u64, "Line of the source file, from 1.";
}

table! {
    Coverage, "coverage", key ["document_id"],
    "How much of a document became events: where the coding is silent. A document that tells of nothing is silent, too.",
    document_id: Code => "documents", "The document.";
    events: u64, "Events.";
    candidates: u64, "Words that were considered and became no event: rows of `candidates`.";
    sections: u64, "Headings.";
    sections_without_event: u64, "Headings without an event below them, or below those that they stand above.";
    sentences: u64, "Sentences.";
    sentences_with_event: u64, "Sentences that state an event.";
    sentences_uncoded: u64, "Sentences that name a country and state no event: rows of `uncoded`.";
    characters: u64, "Characters of all items.";
    characters_in_evidence: u64, "Characters of these that are evidence of an event, each once.";
    share_in_evidence: Option<f64>, "The second of the first, from 0 to 1. Empty: there is no text.";
}

table! {
    EventFlat, "events_flat", key ["event_id"],
    "One row an event, made for a spreadsheet: labels beside codes, several values joined by `;`. Sorted by source and place in it.",
    event_id: Code => "events", "Identifier of the event.";
    source: Code, "File that reports it, below the input folder.";
    line: u64, "Line of the file on which the evidence begins, from 1.";
    title: String, "Title of the document.";
    publisher: String, "Who published it.";
    section: String, "Heading above the event.";
    countries: String, "ISO 3166-1 alpha-3 codes, `;` between them. Empty: no country.";
    country_names: String, "Their names, `;` between them.";
    regions: Code, "Programme regions, `;` between them; `International` where there is no country.";
    theme: Code => "themes", "The right at stake.";
    theme_label: Code, "Its label.";
    outcome_class: Code, "Class of the outcome type.";
    outcome_type: Code => "outcome_types", "What happened.";
    outcome_label: Code, "Its label.";
    status: Code, "`achieved`, `announced`, `ongoing` or `setback`.";
    date: String, "When it happened, as precisely as known: `2020-04-22`, `2020-04`, `2020`. Empty: unknown.";
    date_start: Option<Date>, "First day on which it may have happened: to sort and filter by. Empty: unknown.";
    date_end: Option<Date>, "Last day on which it may have happened. Empty: unknown.";
    people: String, "Names of the persons concerned, `;` between them.";
    people_count: Option<u64>, "How many persons it concerns. Empty: unknown.";
    evidence: Code, "The words of the text that state it.";
    cue: Code, "Id of the codebook's cue row that found it.";
    score: f64, "How well the text fits the cue, from 0 to 1.";
    byte_start: u64, "First byte of the evidence in the source file, from 0.";
    byte_end: u64, "Byte after the evidence's last.";
    cluster_id: Code, "The same for all reports of one event: the `event_id` of the first of them.";
    corrected: String, "Fields that a person decided, `;` between them; `event` where a person added it. Empty: coded by the program alone.";
}

impl Event {
    /// Whether no bulletin before reports it.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.cluster_id == self.event_id
    }

    /// When it happened, as precisely as known: `2020-04-22`, `2020-04`,
    /// `2020`, or nothing.
    #[must_use]
    pub fn printed_date(&self) -> String {
        let day = self.date_start.map(|day| day.to_string());
        let length = match self.date_precision.as_str() {
            "day" => 10,
            "month" => 7,
            "year" => 4,
            _ => 0,
        };
        let printed = day.as_deref().and_then(|day| day.get(..length));
        printed.unwrap_or("").to_owned()
    }
}
