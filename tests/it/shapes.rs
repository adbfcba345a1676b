//! How plain text shows its shape: headings, list marks, wrapped lines. The
//! same bulletin typed in different habits gives the same items and events.

use crate::support::{Corpus, Row};

/// Country, outcome, date, section and evidence of a source's events.
fn told(corpus: &Corpus, source: &str) -> Vec<[String; 5]> {
    let columns = ["countries", "outcome_type", "date", "section", "evidence"];
    corpus
        .rows("events_flat")
        .iter()
        .filter(|row| row["source"] == source)
        .map(|row| columns.map(|column| row[column].clone()))
        .collect()
}

/// Publishes variants of one bulletin, which must all tell the same.
fn all_alike(variants: &[(&str, String)]) -> (Corpus, Vec<[String; 5]>) {
    let mut corpus = Corpus::new();
    for (name, text) in variants {
        corpus = corpus.with(name, text);
    }
    corpus.build(&[]).ended(0);
    let first = told(&corpus, variants[0].0);
    for (name, text) in variants {
        assert_eq!(told(&corpus, name), first, "{name}:\n{text}");
    }
    (corpus, first)
}

#[test]
fn list_marks_of_every_kind_are_read() {
    let marks = [
        ("dot.txt", ["·"; 3]),
        ("disc.txt", ["•"; 3]),
        ("hyphen.txt", ["-"; 3]),
        ("star.txt", ["*"; 3]),
        ("dash.txt", ["–"; 3]),
        ("numbers.txt", ["1.", "2.", "3."]),
        ("brackets.txt", ["1)", "2)", "3)"]),
        ("letters.txt", ["(a)", "(b)", "(c)"]),
        ("list.md", ["*"; 3]),
        ("numbers.md", ["1.", "2.", "3."]),
    ];
    let variants = marks.map(|(name, [a, b, c])| {
        let text = format!(
            "Wins of 2020\n\n{a} Egypt released two journalists in March 2020.\n{b} Norway repealed its blasphemy law in 2020.\n{c} Kenya abolished the death penalty in 2020.\n"
        );
        // In Markdown a title needs its mark.
        let mark = if name.ends_with(".md") { "# " } else { "" };
        (name, format!("{mark}{text}"))
    });
    let (corpus, events) = all_alike(&variants);
    assert_eq!(events.len(), 3);
    assert_eq!(events[0][4], "Egypt released two journalists in March 2020.");
    let items = corpus.rows("items");
    assert_eq!(items.len(), 3 * marks.len());
    let unmarked = |row: &&Row| row["text"].starts_with(['E', 'N', 'K']);
    assert!(items.iter().all(|row| unmarked(&row)));
    assert!(items.iter().all(|row| row["kind"] == "bullet"));
}

#[test]
fn headings_are_found_with_and_without_empty_lines() {
    let text = |gap: &str| {
        format!(
            "Wins of 2020\n{gap}Freedom of expression\n{gap}· Egypt released two journalists in March 2020.\n{gap}Death penalty\n{gap}· Kenya abolished the death penalty in 2020.\n"
        )
    };
    let underlined = "Wins of 2020\n============\n\nFreedom of expression\n---------------------\n\n· Egypt released two journalists in March 2020.\n\nDeath penalty\n-------------\n\n· Kenya abolished the death penalty in 2020.\n";
    let variants = [
        ("loose.txt", text("\n")),
        ("tight.txt", text("")),
        ("airy.txt", text("\n\n\n")),
        ("underlined.txt", underlined.to_owned()),
    ];
    let (_, events) = all_alike(&variants);
    let sections: Vec<&str> = events.iter().map(|event| &*event[3]).collect();
    assert_eq!(sections, ["Freedom of expression", "Death penalty"]);
}

#[test]
fn wrapped_lines_are_one_text() {
    let flowing = "Wins of 2020\n\nIn March 2020, after a campaign that had lasted for more than a year, Egypt released two journalists. In the same year, Kenya abolished the death penalty.\n\n· Norway repealed its blasphemy law in 2020.\n";
    let wrapped = "Wins of 2020\n\nIn March 2020, after a campaign that had lasted for more\nthan a year, Egypt released two\njournalists. In the same year, Kenya\nabolished the death\npenalty.\n\n· Norway repealed its\n  blasphemy law in 2020.\n";
    let variants = [
        ("flowing.txt", flowing.to_owned()),
        ("wrapped.txt", wrapped.to_owned()),
        ("returns.txt", wrapped.replace('\n', "\r\n")),
    ];
    let (corpus, events) = all_alike(&variants);
    assert_eq!(events.len(), 3);
    let kenya = corpus.rows("events_flat").into_iter().find(|row| {
        row["source"] == "wrapped.txt" && row["countries"] == "KEN"
    });
    assert_eq!(kenya.expect("an event")["line"], "5");
}

#[test]
fn a_country_in_a_heading_or_lead_is_that_of_its_items() {
    let corpus = Corpus::new().with(
        "a.txt",
        "Wins of 2020\n\nKenya\n\n· Two journalists were released in March 2020.\n\nPeru\n\n· The death penalty was abolished in 2020.\n",
    )
    .with("b.txt", "Wins of 2020\n\n· Kenya: Two journalists were released in March 2020.\n\n· Peru: The death penalty was abolished in 2020.\n");
    corpus.build(&[]).ended(0);
    for source in ["a.txt", "b.txt"] {
        let countries: Vec<String> =
            told(&corpus, source).into_iter().map(|[c, ..]| c).collect();
        assert_eq!(countries, ["KEN", "PER"], "{source}");
    }
    let bases: Vec<String> = corpus
        .rows("event_countries")
        .iter()
        .map(|row| row["basis"].clone())
        .collect();
    for basis in ["heading", "lead"] {
        let count = bases.iter().filter(|found| *found == basis).count();
        assert_eq!(count, 2, "{bases:?}");
    }
}
