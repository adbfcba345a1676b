//! The page of the codebook as a whole: which release its frequencies are of,
//! statuses, region schemes, files.

use super::{Observed, cell, opening};
use crate::codebook::{Codebook, Files, VERSION};
use crate::table::vocabulary;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The page.
pub(super) fn page(
    codebook: &Codebook,
    files: &Files,
    observed: &Observed<'_>,
) -> String {
    let events = &observed.events;
    let rows = 0..events.rows.len();
    let sources: BTreeSet<&str> =
        rows.clone().map(|row| events.cell(row, "source").text()).collect();
    let mut text = opening("The codebook", "the CSV files of `codebook/`");
    let _ = write!(
        text,
        "\nVersion {VERSION}: {} [themes](themes.md), {} [outcome types](outcome-types.md), {} countries. Frequencies on these pages are those of one release: {} events, from {} documents. They tell what these documents report, and not how common anything is. Quotations are the events with the highest score, as the program coded them; no person has chosen or checked them.\n\nHow rows are written: [codebook/README.md](../../codebook/README.md).\n",
        codebook.themes.len(),
        codebook.outcomes.len(),
        codebook.countries.len(),
        events.rows.len(),
        sources.len(),
    );
    text.push_str(
        "\n## Status\n\n| status | meaning | events |\n| --- | --- | ---: |\n",
    );
    for (status, meaning) in vocabulary("events", "status").unwrap_or_default()
    {
        let n = rows
            .clone()
            .filter(|row| events.cell(*row, "status").text() == *status)
            .count();
        let _ = writeln!(text, "| `{status}` | {} | {n} |", cell(meaning));
    }
    regions(codebook, observed, &mut text);
    text.push_str("\n## Files\n\n| file | rows |\n| --- | ---: |\n");
    for (name, csv) in files {
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(csv.as_bytes());
        let _ = writeln!(
            text,
            "| [`{name}`](../../codebook/{name}) | {} |",
            reader.records().count()
        );
    }
    text
}

fn regions(codebook: &Codebook, observed: &Observed<'_>, text: &mut String) {
    text.push_str("\n## Regions\n\nAn event counts once in each region that it concerns.\n\n| scheme | region | label | countries | events |\n| --- | --- | --- | ---: | ---: |\n");
    let counts = &observed.regions;
    for row in 0..counts.rows.len() {
        let (scheme, region) =
            (counts.cell(row, "scheme").text(), counts.cell(row, "region"));
        let countries = codebook
            .regions
            .iter()
            .filter(|r| r.scheme == scheme && r.region == region.text())
            .count();
        let _ = writeln!(
            text,
            "| `{scheme}` | `{region}` | {} | {countries} | {} |",
            cell(counts.cell(row, "region_label").text()),
            counts.cell(row, "n_events"),
        );
    }
}
