//! The sheet that people judge events on. It belongs to no release.

use super::{Code, table};

table! {
    ReviewRow, "review", key ["review_id"],
    "An event, or a sentence without one, for a person to judge.",
    review_id: Code, "The event's `event_id`, or the sentence's `sentence_id`.";
    kind: Code, "`event`, or `sentence`: one without an event, that may tell of one.";
    why: Code, "Why it is shown: `doubtful`, its score is low; `learned`, only learned weights found it; `missed`, words of the codebook stand in a sentence that names a country; `sample`, drawn fairly from the rest; `document`, all of a document is shown.";
    source: Code, "File that reports it.";
    line: u64, "Line of the file, from 1.";
    section: String, "Heading above it.";
    text: Code, "The sentence.";
    evidence: String, "The words that state the event.";
    countries: String, "Countries as they are coded, `;` between them.";
    theme: String, "Theme as it is coded.";
    outcome_type: String, "Outcome type as it is coded.";
    status: String, "Status as it is coded.";
    date: String, "Date as it is coded.";
    people: String, "Persons as they are coded, `;` between them.";
    people_count: Option<u64>, "How many persons, as it is coded.";
    score: Option<f64>, "How probable it is that countries and outcome type are right.";
    verdict: String, "TO FILL: `right`; `wrong`, then fill what is right below; `no event`; of a sentence, `event`, then fill at least the outcome type; `unsure`.";
    countries_is: String, "TO FILL where wrong: codes of the countries, `;` between them; `none`.";
    theme_is: String, "TO FILL where wrong: the theme.";
    outcome_type_is: String, "TO FILL where wrong: the outcome type.";
    status_is: String, "TO FILL where wrong: the status.";
    date_is: String, "TO FILL where wrong: `2020-12-31`, `2020-12` or `2020`; `none`.";
    people_is: String, "TO FILL where wrong: names, `;` between them; `none`.";
    people_count_is: String, "TO FILL where wrong: a whole number; `none`.";
    reason: String, "TO FILL as you like: why.";
    reviewer: String, "TO FILL: who judges.";
    reviewed_on: String, "TO FILL: the day, as `2026-11-27`.";
}
