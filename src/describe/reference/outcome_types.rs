//! The page of the outcome types: what each covers, sentences that its cues
//! must code, which cues found how many events, and one of these.

use super::{Observed, cell, opening};
use crate::codebook::cue::CueRow;
use crate::codebook::{Codebook, OutcomeRow};
use crate::table::vocabulary;
use std::collections::BTreeMap;
use std::fmt::Write;

/// Cues that are shown of an outcome type.
const SHOWN: usize = 5;

/// The page.
pub(super) fn page(codebook: &Codebook, observed: &Observed<'_>) -> String {
    let mut text = opening(
        "Outcome types",
        "`codebook/outcomes.csv` and the cues in `codebook/cues/`",
    );
    text.push_str("\nAn event has one outcome type: what happened. Events: those of the release described in [the codebook's overview](codebook.md). How right outcome types are: [accuracy](accuracy.md).\n\n| outcome type | label | class | events | of these setbacks | cues |\n| --- | --- | --- | ---: | ---: | ---: |\n");
    for outcome in &codebook.outcomes {
        let key = [("outcome_type", outcome.outcome.as_str())];
        let n =
            |column| Observed::number(&observed.outcome_types, &key, column);
        let _ = writeln!(
            text,
            "| [`{0}`](#{0}) | {1} | {2} | {3} | {4} | {5} |",
            outcome.outcome,
            cell(&outcome.label),
            outcome.class,
            n("n_events"),
            n("n_setback"),
            cues(codebook, outcome).count(),
        );
    }
    for outcome in &codebook.outcomes {
        section(codebook, observed, outcome, &mut text);
    }
    text
}

/// The rows of an outcome type; what the weights find without one has no
/// trigger.
fn cues<'a>(
    codebook: &'a Codebook,
    outcome: &'a OutcomeRow,
) -> impl Iterator<Item = &'a CueRow> {
    let rows = codebook.cues.all.iter().map(|cue| &cue.row);
    rows.filter(|row| {
        row.outcome == outcome.outcome && !row.trigger.is_empty()
    })
}

fn section(
    codebook: &Codebook,
    observed: &Observed<'_>,
    outcome: &OutcomeRow,
    text: &mut String,
) {
    let id = &outcome.outcome;
    let _ = write!(
        text,
        "\n## {id}\n\n**{}.** {}. Default theme: [`{theme}`](themes.md#{theme}).",
        outcome.label,
        outcome.definition.trim_end_matches('.'),
        theme = outcome.default_theme,
    );
    if !outcome.if_announced.is_empty() {
        let _ = write!(
            text,
            " If only announced: [`{0}`](#{0}).",
            outcome.if_announced
        );
    }
    text.push_str("\n\n");
    // One sentence for each status that its cues know.
    for (status, _) in vocabulary("events", "status").unwrap_or_default() {
        let row = cues(codebook, outcome).find(|row| {
            row.status.name() == *status && !row.example.is_empty()
        });
        if let Some(row) = row {
            let _ = writeln!(text, "- {status}: “{}”", row.example);
        }
    }
    let events = &observed.events;
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for row in 0..events.rows.len() {
        if events.cell(row, "outcome_type").text() == id {
            *found.entry(events.cell(row, "cue").text()).or_default() += 1;
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    let most: Vec<String> = found
        .iter()
        .take(SHOWN)
        .map(|(cue, n)| format!("`{cue}` {n}"))
        .collect();
    if !most.is_empty() {
        let _ = write!(text, "\nFound most by: {}.\n", most.join(", "));
    }
    if let Some(example) = observed.example("outcome_type", id) {
        let _ = write!(text, "\n{example}\n");
    }
}
