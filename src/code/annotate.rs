//! What `tidings annotate` prints of a text, as JSON. Decides nothing.

use super::Coder;
use super::document::Coding;
use super::event::rounded;
use super::rows::codes;
use crate::extract::date::{DateContext, resolve};
use crate::normalise::{Format, Origin, Source};
use serde_json::{Value, json};

/// Everything that the coder finds in a bare text.
#[must_use]
pub(super) fn annotate(
    coder: &Coder,
    text: &str,
    date: Option<&str>,
) -> Value {
    let source = Source {
        path: String::new(),
        bytes: text.as_bytes().to_vec(),
        format: Format::Text,
        origin: None,
    };
    let outline = coder.outline(&source);
    let origin = date.map(|date| Origin {
        date_published: Some(date.to_owned()),
        ..Origin::default()
    });
    let coding = Coding::of(coder, &outline, origin.as_ref());
    let reference = date.and_then(|d| {
        d.get(..10).unwrap_or(d).parse::<jiff::civil::Date>().ok()
    });
    let context = DateContext {
        year: reference.map(jiff::civil::Date::year).or(coding.covered()),
        month: reference.map(jiff::civil::Date::month),
    };
    let prepared = &coding.prepared;
    let parts = || {
        prepared
            .title
            .iter()
            .chain(&prepared.headings)
            .chain(prepared.leads.iter().flatten())
            .chain(&prepared.sentences)
    };
    let mut countries: Vec<String> = Vec::new();
    let mut dates: Vec<String> = Vec::new();
    let mut people: Vec<String> = Vec::new();
    for s in parts() {
        for code in codes(coder, s) {
            if !countries.contains(&code) {
                countries.push(code);
            }
        }
        for mention in &s.mentions.dates {
            if let Some(date) = resolve(mention, &context) {
                let date = date.printed();
                if !dates.contains(&date) {
                    dates.push(date);
                }
            }
        }
        for person in &s.mentions.people {
            if !people.contains(&person.name) {
                people.push(person.name.clone());
            }
        }
    }
    // Of the text as given, list marks and headings included.
    let sentences: Vec<&str> = coder
        .sentences(text)
        .into_iter()
        .filter_map(|range| text.get(range))
        .collect();
    let codebook = coder.codebook();
    let events: Vec<Value> = coding
        .events
        .iter()
        .map(|e| {
            let countries: Vec<&str> = e
                .countries
                .iter()
                .map(|c| codebook.countries[c.country].country.as_str())
                .collect();
            let people: Vec<&str> =
                e.people.iter().map(|p| p.name.as_str()).collect();
            json!({
                "evidence": outline.slice(e.evidence.clone()),
                "outcome_type": codebook.outcomes[e.outcome].outcome,
                "status": e.status.name(),
                "theme": codebook.themes[e.theme].theme,
                "countries": countries,
                "date": e.date.as_ref().map(|d| d.date.printed()),
                "people": people,
                "people_count": e.people_count,
                "cue": codebook.cues.all[e.fit.cue].row.id,
                "score": rounded(e.score(codebook)),
            })
        })
        .collect();
    let mut themes: Vec<&str> = coding
        .events
        .iter()
        .map(|e| codebook.themes[e.theme].theme.as_str())
        .collect();
    themes.sort_unstable();
    themes.dedup();
    json!({
        "sentences": sentences,
        "countries": countries,
        "dates": dates,
        "people": people,
        "themes": themes,
        "events": events,
    })
}
