//! The fields of an event, each with what it was taken from.

use super::grid::Grid;
use super::triggers::reading;
use super::words::days;
use super::{Document, place_of, quoted};
use crate::code::event::{Coded, rounded};
use crate::code::sentence::Sentence;
use crate::code::surround::Scene;
use crate::code::theme::{PARTS, said};
use crate::code::told::Told;
use crate::codebook::themes::longest;
use std::ops::Range;

/// Themes that are worth a line: the winner and who came near.
const SHOWN: usize = 5;

/// Shows an event.
pub(super) fn event(
    out: &mut String,
    document: &Document<'_>,
    event: &Coded,
    scene: &Scene<'_>,
) {
    let s = &document.coding.prepared.sentences[event.sentence];
    let mut grid = Grid::default();
    fields(&mut grid, document, event, s);
    grid.print(out, &format!("event {}", document.id(event)));
    themes(out, event, s, scene);
    let around = document.around(event.sentence);
    phrases(out, event, s, &around);
}

fn fields(
    grid: &mut Grid,
    document: &Document<'_>,
    event: &Coded,
    s: &Sentence<'_>,
) {
    let codebook = document.coder.codebook();
    let cue = &codebook.cues.all[event.fit.cue];
    let outcome = &codebook.outcomes[event.outcome];
    let evidence = document.outline.slice(event.evidence.clone());
    let mut put = |name: &str, value: &str, basis: String| {
        grid.row([name.to_owned(), value.to_owned(), basis]);
    };
    let place = place_of(&cue.place);
    put("outcome", &outcome.outcome, format!("by {} at {place}", cue.row.id));
    put(
        "status",
        event.status.name(),
        format!(
            "from {}; {}",
            event.status_basis,
            reading(&event.fit.reading)
        ),
    );
    if event.countries.is_empty() {
        put("countries", "none", String::new());
    }
    for country in &event.countries {
        put(
            "countries",
            &codebook.countries[country.country].country,
            format!("from {}: \"{}\"", country.basis.name(), country.mention),
        );
    }
    match &event.date {
        None => put("date", "none", String::new()),
        Some(date) => put(
            "date",
            &days(&date.date),
            format!("from {}", date.basis.name()),
        ),
    }
    for person in &event.people {
        let basis = format!("from {}", person.basis.name());
        put("people", &person.name, basis);
    }
    if let Some(count) = event.people_count {
        put("people_count", &count.to_string(), String::new());
    }
    put(
        "theme",
        &codebook.themes[event.theme].theme,
        format!("from {}", event.theme_basis),
    );
    let score = format!("{:.3}", rounded(event.score(codebook)));
    put("score", &score, parts(event));
    put("evidence", &quoted_text(evidence), String::new());
    put("clause", &quoted(s, &event.clause), String::new());
}

/// What the score is made of.
fn parts(event: &Coded) -> String {
    if let Some(verdict) = event.fit.verdict {
        let (told, typed) = (verdict.told, verdict.typed);
        return format!("calibrated: outcome {told:.3} × type {typed:.3}");
    }
    let shown = event.fit.parts.iter().filter(|(_, points)| *points != 0.0);
    let shown = shown.map(|(name, points)| format!("{points:+.3} {name}"));
    shown.collect::<Vec<_>>().join(", ")
}

fn quoted_text(text: &str) -> String {
    format!("\"{text}\"")
}

/// What each part of the text says for the themes that came nearest.
fn themes(
    out: &mut String,
    event: &Coded,
    s: &Sentence<'_>,
    scene: &Scene<'_>,
) {
    let told = Told {
        s,
        fit: &event.fit,
        clause: &event.clause,
        others: &[],
        outcome: event.outcome,
        tags: None,
    };
    let all = said(&told, &scene.setting);
    let sum = |theme: usize| all[theme].0.iter().sum::<i32>() + all[theme].1;
    let mut order: Vec<usize> =
        (0..all.len()).filter(|&theme| all[theme] != ([0; 7], 0)).collect();
    order.sort_by_key(|&theme| (std::cmp::Reverse(sum(theme)), theme));
    let mut grid = Grid::default();
    let names = PARTS.into_iter().chain(["default", "sum"]);
    let head = std::iter::once(String::new())
        .chain(names.map(|name| format!("{name:>8}")));
    grid.row(head);
    for theme in order.into_iter().take(SHOWN) {
        let (parts, default) = all[theme];
        let numbers = parts.into_iter().chain([default, sum(theme)]);
        let name = s.codebook.themes[theme].theme.clone();
        grid.row(
            std::iter::once(name)
                .chain(numbers.map(|number| format!("{number:>8}"))),
        );
    }
    grid.print(out, "theme, what each part of the text counts for it");
}

/// The phrases that spoke for a theme, with the part that holds them.
fn phrases(
    out: &mut String,
    event: &Coded,
    s: &Sentence<'_>,
    around: &[(&'static str, &Sentence<'_>)],
) {
    let mut grid = Grid::default();
    let rest = [
        ("sentence", 0..event.clause.start),
        ("clause", event.clause.clone()),
        ("sentence", event.clause.end..s.words.len()),
    ];
    for (name, range) in rest {
        hits(&mut grid, name, s, range);
    }
    for (name, part) in around {
        hits(&mut grid, name, part, 0..part.words.len());
    }
    grid.print(out, "phrases that speak for a theme");
}

fn hits(grid: &mut Grid, name: &str, s: &Sentence<'_>, range: Range<usize>) {
    let codebook = s.codebook;
    longest(s.phrases(), range, |hit| {
        grid.row([
            name.to_owned(),
            quoted(s, &hit.words),
            codebook.themes[hit.theme].theme.clone(),
            format!("{:+}", hit.weight),
        ]);
    });
}
